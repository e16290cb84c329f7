import { CloudWatchClient, type CompositeAlarm, PutCompositeAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { settingsFields } from "../aws/alarm-settings.ts";
import {
  type AlarmReader,
  alarmArn,
  alarmHistory,
  alarmPermissions,
  observeAlarms,
  readAlarms,
} from "../aws/alarms.ts";
import { tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { toTagList } from "../aws/tags.ts";
import type { CompositeAlarmSpec } from "../generated/types.ts";
import { defaultName, type Kind } from "../kind.ts";
import { checkCompositeAlarm } from "./composite-alarm/check.ts";
import { childrenOf } from "./composite-alarm/children.ts";
import { removeCompositeAlarms } from "./composite-alarm/removal.ts";
import {
  type CompositeAlarmShape,
  fromAws,
  type GivenCompositeAlarm,
  toAws,
} from "./composite-alarm/shape.ts";

const reader: AlarmReader<CompositeAlarm, CompositeAlarmShape> = {
  kind: "CompositeAlarm",
  alarmsIn: (page) => page.CompositeAlarms,
  fromAws,
};

/** A CloudWatch alarm over the states of other alarms. */
export const compositeAlarm: Kind<CompositeAlarmSpec, CompositeAlarmShape> = {
  name: "CompositeAlarm",
  after: ["Topic", "MetricAlarm", "LogAlarm"],
  fields: settingsFields,
  // No Put of an alarm has a way to refuse a name that is taken.
  upserts: true,
  // Only with a permission on `*` does DescribeAlarms answer with composite alarms (its documentation).
  iam: {
    read: alarmPermissions.read,
    write: ["cloudwatch:PutCompositeAlarm", ...alarmPermissions.write],
  },
  history: alarmHistory,

  id: (spec, setting) => spec.alarmName ?? defaultName(setting),
  arn: alarmArn,
  check: checkCompositeAlarm,
  // Alarms of all types share their names, so a child may be of any.
  needs: (shape) =>
    childrenOf(shape).flatMap((id) => [
      { kind: "CompositeAlarm", id },
      { kind: "LogAlarm", id },
      { kind: "MetricAlarm", id },
    ]),
  // Through AWS's own form, so that defaults are filled in by the mapping that reads use.
  desired: (spec, { scope }) => fromAws({ ...toAws(resolved(spec)), AlarmArn: alarmArn("", scope) }),

  observe: (aws, wanted) => observeAlarms(aws, reader, wanted),
  read: (aws, targets, options) => readAlarms(aws, reader, targets, options),

  // An update keeps the alarm's state and ignores tags; deleting it first would lose the state.
  async put(aws, { id, before, target, tags }) {
    const body = { AlarmName: id, ...toAws(target), ...(!before && { Tags: toTagList(tags) }) };
    await aws.client(CloudWatchClient).send(new PutCompositeAlarmCommand(body));
  },
  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),
  remove: removeCompositeAlarms,
};

/** The spec with its references resolved to ARNs, as the resolver leaves it. */
function resolved(spec: CompositeAlarmSpec): GivenCompositeAlarm {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as GivenCompositeAlarm;
}
