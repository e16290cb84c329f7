import type { LogAlarm, PutLogAlarmInput } from "@aws-sdk/client-cloudwatch";
import { uuidOf } from "../../ids.ts";
import type { CallContext } from "../../service.ts";
import { replaceTags, tagsFromList } from "../../tags.ts";
import { recordConfiguration } from "./alarm-history.ts";
import { checkAlarm } from "./alarm-rules.ts";
import { checkLogAlarm } from "./log-alarm-rules.ts";
import { actionsOf, alarmArn, alarmsOf, initialState, overwritten, stateOf } from "./stored-alarm.ts";

/** Creates a log alarm with a scheduled query of its own, or overwrites all of it but its state and its tags. */
export function putLogAlarm(context: CallContext, input: PutLogAlarmInput): void {
  checkAlarm(input);
  const query = checkLogAlarm(input);
  const name = input.AlarmName ?? "";
  const before = overwritten(context, "LogAlarm", name);
  const now = context.clock.now();
  const arn = alarmArn(context, name);
  const { Tags: tags, ActionLogLineRoleArn: lineRole, ...given } = input;
  const lines = input.ActionLogLineCount ?? 0;
  const alarm: LogAlarm = {
    ...given,
    ScheduledQueryConfiguration: {
      ...query,
      QueryARN: before?.alarm.ScheduledQueryConfiguration?.QueryARN ?? newQueryArn(context),
      ScheduleConfiguration: {
        ScheduleExpression: query.ScheduleConfiguration?.ScheduleExpression,
        StartTimeOffset: query.ScheduleConfiguration?.StartTimeOffset,
        EndTimeOffset: query.ScheduleConfiguration?.EndTimeOffset ?? 0,
      },
    },
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: now,
    ...actionsOf(input),
    TreatMissingData: input.TreatMissingData ?? "missing",
    ActionLogLineCount: lines,
    ...(lines > 0 && { ActionLogLineRoleArn: lineRole }),
    ...(before ? stateOf(before.alarm) : initialState(now, "INSUFFICIENT_DATA")),
  };
  alarmsOf(context).put(name, { type: "LogAlarm", alarm });
  if (!before) replaceTags(context, arn, tagsFromList(tags));
  recordConfiguration(context, "LogAlarm", name, before?.alarm, alarm);
}

function newQueryArn(context: CallContext): string {
  return `arn:aws:logs:${context.region}:${context.account}:scheduled-query:${uuidOf(context.id(32))}`;
}
