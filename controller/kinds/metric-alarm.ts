import { CloudWatchClient, type MetricAlarm, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { evaluationStatus, evaluationTrouble } from "../aws/alarm-evaluation.ts";
import { settingsFields } from "../aws/alarm-settings.ts";
import {
  type AlarmReader,
  alarmArn,
  alarmHistory,
  alarmPermissions,
  deleteAlarms,
  observeAlarms,
  readAlarms,
} from "../aws/alarms.ts";
import { tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { toTagList } from "../aws/tags.ts";
import type { MetricAlarmSpec } from "../generated/types.ts";
import { type Condition, defaultName, type Kind, type Observed } from "../kind.ts";
import { checkMetricAlarm } from "./metric-alarm/check.ts";
import { fromAws, type GivenMetricAlarm, type MetricAlarmShape, toAws } from "./metric-alarm/shape.ts";

const reader: AlarmReader<MetricAlarm, MetricAlarmShape> = {
  kind: "MetricAlarm",
  alarmsIn: (page) => page.MetricAlarms,
  fromAws,
  status: evaluationStatus,
};

/** A CloudWatch alarm on a metric, an expression, an anomaly band or a PromQL query. */
export const metricAlarm: Kind<MetricAlarmSpec, MetricAlarmShape> = {
  name: "MetricAlarm",
  after: ["Topic"],
  fields: { ...settingsFields, metrics: { as: { keyedBy: "id" } } },
  // No Put of an alarm has a way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: alarmPermissions.read,
    write: ["cloudwatch:PutMetricAlarm", ...alarmPermissions.write],
  },
  history: alarmHistory,

  id: (spec, setting) => spec.alarmName ?? defaultName(setting),
  arn: alarmArn,
  check: checkMetricAlarm,
  // Through AWS's own form, so that defaults are filled in by the mapping that reads use.
  desired: (spec) => fromAws(toAws(resolved(spec))),

  observe: (aws, wanted) => observeAlarms(aws, reader, wanted),
  read: (aws, targets, options) => readAlarms(aws, reader, targets, options),

  // An update keeps the alarm's state and ignores tags; deleting it first would lose the state.
  async put(aws, { id, before, target, tags }) {
    const body = { AlarmName: id, ...toAws(target), ...(!before && { Tags: toTagList(tags) }) };
    await aws.client(CloudWatchClient).send(new PutMetricAlarmCommand(body));
  },
  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),
  remove: (aws, doomed) =>
    deleteAlarms(
      aws,
      doomed.map(({ id }) => id),
    ),

  health: (observed) => [...evaluationTrouble(observed), ...billingElsewhere(observed)],
};

/** The spec with its references resolved to ARNs, as the resolver leaves it. */
function resolved(spec: MetricAlarmSpec): GivenMetricAlarm {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as GivenMetricAlarm;
}

function billingElsewhere({ arn, shape }: Observed<MetricAlarmShape>): Condition[] {
  const region = arn.split(":")[3];
  if (shape?.namespace !== "AWS/Billing" || region === "us-east-1") return [];
  return [
    {
      reason: "NoSuchMetricHere",
      severity: "warning",
      message: `AWS/Billing has metrics in us-east-1 only, and this alarm is in ${region}: it never gets any data; place it in us-east-1`,
    },
  ];
}
