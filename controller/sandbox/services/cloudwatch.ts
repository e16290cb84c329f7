import * as module from "@aws-sdk/client-cloudwatch";
import type { Service } from "../service.ts";
import { deleteAlarms, setAlarmState, switchActions } from "./cloudwatch/alarm-changes.ts";
import { describeAlarmHistory } from "./cloudwatch/alarm-history.ts";
import {
  deleteAnomalyDetector,
  describeAnomalyDetectors,
  putAnomalyDetector,
} from "./cloudwatch/anomaly-detectors.ts";
import { putCompositeAlarm } from "./cloudwatch/composite-alarms.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./cloudwatch/dashboards.ts";
import { describeAlarms, describeAlarmsForMetric } from "./cloudwatch/describe-alarms.ts";
import {
  deleteInsightRules,
  describeInsightRules,
  listManagedInsightRules,
  putInsightRule,
  putManagedInsightRules,
  switchRules,
} from "./cloudwatch/insight-rules.ts";
import { putLogAlarm } from "./cloudwatch/log-alarms.ts";
import { putMetricAlarm } from "./cloudwatch/metric-alarms.ts";
import {
  deleteMetricStream,
  getMetricStream,
  listMetricStreams,
  putMetricStream,
  startMetricStreams,
  stopMetricStreams,
} from "./cloudwatch/metric-streams.ts";
import {
  deleteAlarmMuteRule,
  getAlarmMuteRule,
  listAlarmMuteRules,
  putAlarmMuteRule,
} from "./cloudwatch/mute-rules.ts";
import { listTagsForResource, tagResource, untagResource } from "./cloudwatch/resource-tags.ts";

/** CloudWatch: alarms of every type. */
export const cloudwatch: Service = {
  module,
  client: "CloudWatchClient",
  signingName: "monitoring",
  eventSource: "monitoring.amazonaws.com",
  operations: {
    PutMetricAlarm: putMetricAlarm,
    PutCompositeAlarm: putCompositeAlarm,
    PutLogAlarm: putLogAlarm,
    PutMetricStream: putMetricStream,
    GetMetricStream: getMetricStream,
    ListMetricStreams: listMetricStreams,
    StartMetricStreams: startMetricStreams,
    StopMetricStreams: stopMetricStreams,
    DeleteMetricStream: deleteMetricStream,
    PutAlarmMuteRule: putAlarmMuteRule,
    GetAlarmMuteRule: getAlarmMuteRule,
    ListAlarmMuteRules: listAlarmMuteRules,
    DeleteAlarmMuteRule: deleteAlarmMuteRule,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DescribeAlarmHistory: describeAlarmHistory,
    DeleteAlarms: deleteAlarms,
    SetAlarmState: setAlarmState,
    EnableAlarmActions: switchActions(true),
    DisableAlarmActions: switchActions(false),
    PutAnomalyDetector: putAnomalyDetector,
    DescribeAnomalyDetectors: describeAnomalyDetectors,
    DeleteAnomalyDetector: deleteAnomalyDetector,
    PutDashboard: putDashboard,
    GetDashboard: getDashboard,
    ListDashboards: listDashboards,
    DeleteDashboards: deleteDashboards,
    PutInsightRule: putInsightRule,
    DescribeInsightRules: describeInsightRules,
    DeleteInsightRules: deleteInsightRules,
    EnableInsightRules: switchRules("ENABLED"),
    DisableInsightRules: switchRules("DISABLED"),
    PutManagedInsightRules: putManagedInsightRules,
    ListManagedInsightRules: listManagedInsightRules,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
};
