// Made from schemas/ and controller/kinds/ by `npm run generate`.

import type { AnyKind } from "../kind.ts";
import { agentConfig } from "../kinds/agent-config.ts";
import { alarmMuteRule } from "../kinds/alarm-mute-rule.ts";
import { anomalyDetector } from "../kinds/anomaly-detector.ts";
import { budget } from "../kinds/budget.ts";
import { compositeAlarm } from "../kinds/composite-alarm.ts";
import { costAnomalyMonitor } from "../kinds/cost-anomaly-monitor.ts";
import { dashboard } from "../kinds/dashboard.ts";
import { deliveryRole } from "../kinds/delivery-role.ts";
import { eventDataStore } from "../kinds/event-data-store.ts";
import { eventRule } from "../kinds/event-rule.ts";
import { flowLog } from "../kinds/flow-log.ts";
import { insightRule } from "../kinds/insight-rule.ts";
import { logAlarm } from "../kinds/log-alarm.ts";
import { logBucket } from "../kinds/log-bucket.ts";
import { logGroup } from "../kinds/log-group.ts";
import { metricAlarm } from "../kinds/metric-alarm.ts";
import { metricStream } from "../kinds/metric-stream.ts";
import { savedQuery } from "../kinds/saved-query.ts";
import { scheduledQuery } from "../kinds/scheduled-query.ts";
import { topic } from "../kinds/topic.ts";
import { trail } from "../kinds/trail.ts";

/** Every kind of resource, by name. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map<string, AnyKind>([
  ["AgentConfig", agentConfig],
  ["AlarmMuteRule", alarmMuteRule],
  ["AnomalyDetector", anomalyDetector],
  ["Budget", budget],
  ["CompositeAlarm", compositeAlarm],
  ["CostAnomalyMonitor", costAnomalyMonitor],
  ["Dashboard", dashboard],
  ["DeliveryRole", deliveryRole],
  ["EventDataStore", eventDataStore],
  ["EventRule", eventRule],
  ["FlowLog", flowLog],
  ["InsightRule", insightRule],
  ["LogAlarm", logAlarm],
  ["LogBucket", logBucket],
  ["LogGroup", logGroup],
  ["MetricAlarm", metricAlarm],
  ["MetricStream", metricStream],
  ["SavedQuery", savedQuery],
  ["ScheduledQuery", scheduledQuery],
  ["Topic", topic],
  ["Trail", trail],
]);

/** Kinds that configure Watchkeeper itself and are nothing in AWS. */
export const configKinds: readonly string[] = ["Account", "Installation"];
