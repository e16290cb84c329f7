import type { CompositeAlarm, PutCompositeAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { CallContext } from "../../service.ts";
import { replaceTags, tagsFromList } from "../../tags.ts";
import { recordConfiguration } from "./alarm-history.ts";
import { alarmsInRule } from "./alarm-rule.ts";
import { checkAlarm } from "./alarm-rules.ts";
import {
  actionsOf,
  alarmArn,
  alarmNameIn,
  alarmsOf,
  initialState,
  overwritten,
  refuseUnless,
  stateOf,
} from "./stored-alarm.ts";

/** Creates a composite alarm or overwrites all of it but its state and its tags. */
export function putCompositeAlarm(context: CallContext, input: PutCompositeAlarmInput): void {
  checkAlarm(input);
  checkSuppressor(input);
  const name = input.AlarmName ?? "";
  const table = alarmsOf(context);
  const before = overwritten(context, "CompositeAlarm", name);

  const inRule = alarmsInRule(input.AlarmRule ?? "").map((child) => alarmNameIn(context, child));
  const unknown = inRule.filter((child) => !table.get(child));
  refuseUnless(
    unknown.length === 0,
    `Could not save the composite alarm as alarms [${unknown.join(", ")}] in the alarm rule do not exist`,
  );
  const suppressor = input.ActionsSuppressor && alarmNameIn(context, input.ActionsSuppressor);
  refuseUnless(
    !suppressor || table.get(suppressor) !== undefined,
    `ActionsSuppressor ${suppressor} does not exist`,
  );

  const now = context.clock.now();
  const arn = alarmArn(context, name);
  const { Tags: tags, ...given } = input;
  const alarm: CompositeAlarm = {
    ...given,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: now,
    ...actionsOf(input),
    ...(before ? stateOf(before.alarm) : initialState(now, "INSUFFICIENT_DATA")),
  };
  const children = [...new Set(suppressor ? [...inRule, suppressor] : inRule)];
  table.put(name, { type: "CompositeAlarm", alarm, children });
  if (!before) replaceTags(context, arn, tagsFromList(tags));
  recordConfiguration(context, "CompositeAlarm", name, before?.alarm, alarm);
}

function checkSuppressor(input: PutCompositeAlarmInput): void {
  const periods = [input.ActionsSuppressorWaitPeriod, input.ActionsSuppressorExtensionPeriod];
  const given = periods.filter((seconds) => seconds !== undefined);
  refuseUnless(
    given.length === (input.ActionsSuppressor ? 2 : 0),
    "ActionsSuppressor, ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be specified together",
  );
  refuseUnless(
    given.every((seconds) => Number.isInteger(seconds) && seconds >= 0),
    "ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be whole seconds",
  );
}
