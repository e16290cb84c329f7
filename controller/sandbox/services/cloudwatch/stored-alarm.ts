import type { CompositeAlarm, LogAlarm, MetricAlarm, StateValue } from "@aws-sdk/client-cloudwatch";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** An alarm as it is kept, those of all types in one table since their names are unique together. */
export type StoredAlarm =
  | { readonly type: "MetricAlarm"; readonly alarm: MetricAlarm }
  | { readonly type: "LogAlarm"; readonly alarm: LogAlarm }
  | {
      readonly type: "CompositeAlarm";
      readonly alarm: CompositeAlarm;
      /** The names of the alarms that its rule and its suppressor name. */
      readonly children: readonly string[];
    };

/** The members of every alarm that its state machine writes and an update leaves alone. */
export interface AlarmState {
  readonly StateValue?: StateValue | undefined;
  readonly StateReason?: string | undefined;
  readonly StateReasonData?: string | undefined;
  readonly StateUpdatedTimestamp?: Date | undefined;
  readonly StateTransitionedTimestamp?: Date | undefined;
}

type Actions = Pick<MetricAlarm, "ActionsEnabled" | "OKActions" | "AlarmActions" | "InsufficientDataActions">;

/** The alarms of the caller's account and region, by name. */
export function alarmsOf({ world, account, region }: CallContext): Table<StoredAlarm> {
  return world.table<StoredAlarm>(account, region, "cloudwatch/alarms");
}

/** The ARN of the alarm `name` in the caller's account and region. */
export function alarmArn({ account, region }: CallContext, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
}

/** The name in an alarm's ARN of the caller's account and region, or the text itself when it is no ARN. */
export function alarmNameIn(context: CallContext, nameOrArn: string): string {
  const prefix = alarmArn(context, "");
  return nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
}

/** What every alarm says of its actions, where the caller doesn't. */
export function actionsOf(input: Actions): Required<Actions> {
  return {
    ActionsEnabled: input.ActionsEnabled ?? true,
    OKActions: input.OKActions ?? [],
    AlarmActions: input.AlarmActions ?? [],
    InsufficientDataActions: input.InsufficientDataActions ?? [],
  };
}

/** The state a new alarm starts in. A PromQL alarm starts OK (PutMetricAlarm's documentation). */
export function initialState(now: Date, value: StateValue): AlarmState {
  return {
    StateValue: value,
    StateReason: "Unchecked: Initial alarm creation",
    StateUpdatedTimestamp: now,
    StateTransitionedTimestamp: now,
  };
}

/** Only the state's members of an alarm: what an update carries over. */
export function stateOf(alarm: AlarmState): AlarmState {
  return {
    StateValue: alarm.StateValue,
    StateReason: alarm.StateReason,
    StateReasonData: alarm.StateReasonData,
    StateUpdatedTimestamp: alarm.StateUpdatedTimestamp,
    StateTransitionedTimestamp: alarm.StateTransitionedTimestamp,
  };
}

const words = { MetricAlarm: "a metric", CompositeAlarm: "a composite", LogAlarm: "a log" } as const;

/** The alarm that a Put of a type overwrites, if there is one; refuses one of another type. */
export function overwritten<Type extends StoredAlarm["type"]>(
  context: CallContext,
  type: Type,
  name: string,
): Extract<StoredAlarm, { type: Type }> | undefined {
  const before = alarmsOf(context).get(name);
  if (!before) return undefined;
  refuseUnless(isOfType(before, type), `${name} is the name of ${words[before.type]} alarm`);
  return before;
}

function isOfType<Type extends StoredAlarm["type"]>(
  row: StoredAlarm,
  type: Type,
): row is Extract<StoredAlarm, { type: Type }> {
  return row.type === type;
}

/** Refuses with CloudWatch's ValidationError unless the condition holds. */
export function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AwsError("ValidationError", message);
}
