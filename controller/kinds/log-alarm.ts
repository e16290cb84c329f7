import { CloudWatchClient, type LogAlarm, PutLogAlarmCommand } from "@aws-sdk/client-cloudwatch";
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
import type { LogAlarmSpec } from "../generated/types.ts";
import { defaultName, type Kind } from "../kind.ts";
import { checkLogAlarm } from "./log-alarm/check.ts";
import { logAlarmGrants } from "./log-alarm/grants.ts";
import { fromAws, type GivenLogAlarm, type LogAlarmShape, toAws } from "./log-alarm/shape.ts";

const reader: AlarmReader<LogAlarm, LogAlarmShape> = {
  kind: "LogAlarm",
  alarmsIn: (page) => page.LogAlarms,
  fromAws,
  status: evaluationStatus,
};

/** A CloudWatch alarm over what a scheduled query finds in logs. */
export const logAlarm: Kind<LogAlarmSpec, LogAlarmShape> = {
  name: "LogAlarm",
  after: ["Topic", "LogGroup", "DeliveryRole"],
  fields: settingsFields,
  // No Put of an alarm has a way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: alarmPermissions.read,
    write: ["cloudwatch:PutLogAlarm", ...alarmPermissions.write, "iam:PassRole"],
  },
  history: alarmHistory,

  id: (spec, setting) => spec.alarmName ?? defaultName(setting),
  arn: alarmArn,
  check: checkLogAlarm,
  // Through AWS's own form, so that defaults are filled in by the mapping that reads use.
  desired: (spec, { scope }) => fromAws({ ...toAws(resolved(spec)), AlarmArn: alarmArn("", scope) }),
  grants: logAlarmGrants,

  observe: (aws, wanted) => observeAlarms(aws, reader, wanted),
  read: (aws, targets, options) => readAlarms(aws, reader, targets, options),

  // An update keeps the alarm's state and takes no tags; deleting it first would lose the state.
  async put(aws, { id, before, target, tags }) {
    const body = { AlarmName: id, ...toAws(target), ...(!before && { Tags: toTagList(tags) }) };
    await aws.client(CloudWatchClient).send(new PutLogAlarmCommand(body));
  },
  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),
  // "Log alarms cannot be batch deleted": DeleteAlarms' documentation.
  remove: (aws, doomed) =>
    deleteAlarms(
      aws,
      doomed.map(({ id }) => id),
      1,
    ),

  health: evaluationTrouble,
};

/** The spec with its references resolved to ARNs and names, as the resolver leaves it. */
function resolved(spec: LogAlarmSpec): GivenLogAlarm {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as GivenLogAlarm;
}
