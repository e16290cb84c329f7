import type { MetricAlarm, PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { CallContext } from "../../service.ts";
import { replaceTags, tagsFromList } from "../../tags.ts";
import { recordConfiguration } from "./alarm-history.ts";
import { checkAlarm } from "./alarm-rules.ts";
import { checkMetricAlarm } from "./metric-alarm-rules.ts";
import { actionsOf, alarmArn, alarmsOf, initialState, overwritten, stateOf } from "./stored-alarm.ts";

/**
 * Creates an alarm or overwrites all of it but its state and its tags, which AWS ignores on an update
 * (PutMetricAlarm's documentation).
 */
export function putMetricAlarm(context: CallContext, input: PutMetricAlarmInput): void {
  checkAlarm(input);
  checkMetricAlarm(input);
  const name = input.AlarmName ?? "";
  const before = overwritten(context, "MetricAlarm", name);
  const now = context.clock.now();
  const arn = alarmArn(context, name);
  const { Tags: tags, ...given } = input;
  const alarm: MetricAlarm = {
    ...given,
    ...(given.Metrics && {
      Metrics: given.Metrics.map((query) => ({ ...query, ReturnData: query.ReturnData ?? true })),
    }),
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: now,
    ...actionsOf(input),
    // A PromQL alarm has neither dimensions nor missing data; every other one lists its dimensions, even none.
    ...(input.EvaluationCriteria ? {} : { Dimensions: input.Dimensions ?? [] }),
    ...(before
      ? stateOf(before.alarm)
      : initialState(now, input.EvaluationCriteria ? "OK" : "INSUFFICIENT_DATA")),
  };
  alarmsOf(context).put(name, { type: "MetricAlarm", alarm });
  if (!before) replaceTags(context, arn, tagsFromList(tags));
  recordConfiguration(context, "MetricAlarm", name, before?.alarm, alarm);
}
