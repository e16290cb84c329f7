import type {
  DeleteAlarmsInput,
  EnableAlarmActionsInput,
  SetAlarmStateInput,
} from "@aws-sdk/client-cloudwatch";
import { parsedJson } from "../../json.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags } from "../../tags.ts";
import { recordConfiguration, recordState } from "./alarm-history.ts";
import { type AlarmState, alarmArn, alarmsOf, refuseUnless, type StoredAlarm } from "./stored-alarm.ts";

const maxNames = 100;

/**
 * Deletes alarms, all of them or none: an unknown name, a second composite alarm, a log alarm with others or an
 * alarm that a composite alarm still names refuses the whole batch (hashicorp/terraform-provider-aws#34807).
 */
export function deleteAlarms(context: CallContext, { AlarmNames }: DeleteAlarmsInput): void {
  const names = checkedNames(AlarmNames);
  const table = alarmsOf(context);
  const rows = names.map((name) => {
    const row = table.get(name);
    if (!row) throw new AwsError("ResourceNotFound", `Alarm ${name} does not exist`);
    return { name, ...row };
  });
  refuseUnless(
    rows.filter(({ type }) => type === "CompositeAlarm").length <= 1,
    "At most one composite alarm can be deleted at a time",
  );
  refuseUnless(
    rows.length === 1 || rows.every(({ type }) => type !== "LogAlarm"),
    "Log alarms cannot be batch deleted",
  );
  const wanted = new Set(names);
  for (const parent of table.list()) {
    if (parent.type !== "CompositeAlarm") continue;
    const children = parent.children.filter((child) => wanted.has(child));
    refuseUnless(
      children.length === 0,
      `Cannot delete alarms [${children.join(", ")}] as there are composite alarms [${parent.alarm.AlarmName}] depending on them`,
    );
  }
  for (const { name, type, alarm } of rows) {
    table.delete(name);
    forgetTags(context, alarmArn(context, name));
    recordConfiguration(context, type, name, alarm, undefined);
  }
}

/** Puts an alarm into a state, until it is evaluated again: which in the sandbox is never. */
export function setAlarmState(context: CallContext, input: SetAlarmStateInput): void {
  const name = input.AlarmName ?? "";
  const row = alarmsOf(context).get(name);
  if (!row) throw new AwsError("ResourceNotFound", `Unknown alarm: ${name}`);
  const state = input.StateValue;
  refuseUnless(
    state === "OK" || state === "ALARM" || state === "INSUFFICIENT_DATA",
    `Invalid StateValue: ${state}`,
  );
  refuseUnless((input.StateReason ?? "").length <= 1023, "StateReason is at most 1023 characters long");
  if (input.StateReasonData !== undefined && parsedJson(input.StateReasonData) === undefined)
    throw new AwsError("InvalidFormat", "StateReasonData must be valid JSON");
  const now = context.clock.now();
  const next = {
    StateValue: state,
    StateReason: input.StateReason,
    StateReasonData: input.StateReasonData,
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: row.alarm.StateValue === state ? row.alarm.StateTransitionedTimestamp : now,
  };
  alarmsOf(context).put(name, changed(row, next));
  if (row.alarm.StateValue !== state) recordState(context, row.type, name, row.alarm, next);
}

/** Switches alarms' actions on or off; names that no alarm has are passed over. */
export function switchActions(enabled: boolean) {
  return (context: CallContext, { AlarmNames }: EnableAlarmActionsInput): void => {
    const table = alarmsOf(context);
    for (const name of checkedNames(AlarmNames)) {
      const row = table.get(name);
      if (!row || row.alarm.ActionsEnabled === enabled) continue;
      const next = changed(row, {
        ActionsEnabled: enabled,
        AlarmConfigurationUpdatedTimestamp: context.clock.now(),
      });
      table.put(name, next);
      recordConfiguration(context, row.type, name, row.alarm, next.alarm);
    }
  };
}

function changed(
  row: StoredAlarm,
  members: AlarmState & {
    ActionsEnabled?: boolean | undefined;
    AlarmConfigurationUpdatedTimestamp?: Date | undefined;
  },
): StoredAlarm {
  switch (row.type) {
    case "MetricAlarm":
      return { type: row.type, alarm: { ...row.alarm, ...members } };
    case "LogAlarm":
      return { type: row.type, alarm: { ...row.alarm, ...members } };
    case "CompositeAlarm":
      return { ...row, alarm: { ...row.alarm, ...members } };
    default:
      return row satisfies never;
  }
}

function checkedNames(names: readonly string[] | undefined): string[] {
  refuseUnless((names ?? []).length <= maxNames, `At most ${maxNames} AlarmNames can be specified`);
  return [...new Set(names)];
}
