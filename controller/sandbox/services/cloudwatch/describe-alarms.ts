import type {
  AlarmType,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
} from "@aws-sdk/client-cloudwatch";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { alarmNameIn, alarmsOf, refuseUnless, type StoredAlarm } from "./stored-alarm.ts";

const maxNames = 100;
const defaultRecords = 50;
const maxRecords = 100;

/** A page of alarms by name; metric alarms only unless asked for more. */
export function describeAlarms(context: CallContext, input: DescribeAlarmsInput): DescribeAlarmsOutput {
  refuseUnless(
    !input.AlarmNames?.length || input.AlarmNamePrefix === undefined,
    "AlarmNamePrefix and AlarmNames can't be specified together",
  );
  refuseUnless(
    (input.AlarmNames ?? []).length <= maxNames,
    `At most ${maxNames} AlarmNames can be specified`,
  );
  checkActionPrefix(input.ActionPrefix);
  const limit = limitOf(input);
  if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined)
    return describeRelatives(context, input, limit);

  const types: readonly AlarmType[] = input.AlarmTypes?.length ? input.AlarmTypes : ["MetricAlarm"];
  const names = input.AlarmNames?.length ? new Set(input.AlarmNames) : undefined;
  const keep = ({ type, alarm }: StoredAlarm) =>
    types.includes(type) &&
    (!input.StateValue || alarm.StateValue === input.StateValue) &&
    (!input.ActionPrefix || hasAction(alarm, input.ActionPrefix));
  if (names) {
    const table = alarmsOf(context);
    const rows = [...names].sort().flatMap((name) => table.seen(name) ?? []);
    // Up to 100 names fit into the largest page, so AWS answers them in one whatever MaxRecords says.
    return split(rows.filter(keep), undefined);
  }
  const { rows, token } = page(alarmsOf(context), {
    token: input.NextToken,
    limit,
    prefix: input.AlarmNamePrefix ?? "",
    keep,
    badToken: "InvalidNextToken",
  });
  return split(rows, token);
}

/** The metric alarms that watch exactly this metric, with these dimensions. */
export function describeAlarmsForMetric(
  context: CallContext,
  input: DescribeAlarmsForMetricInput,
): DescribeAlarmsForMetricOutput {
  const dimensions = dimensionKey(input.Dimensions);
  const alarms = alarmsOf(context)
    .seenAll()
    .flatMap((row) => (row.type === "MetricAlarm" ? [row.alarm] : []))
    .filter(
      (alarm) =>
        alarm.MetricName === input.MetricName &&
        alarm.Namespace === input.Namespace &&
        dimensionKey(alarm.Dimensions) === dimensions &&
        (!input.Statistic || alarm.Statistic === input.Statistic) &&
        (!input.ExtendedStatistic || alarm.ExtendedStatistic === input.ExtendedStatistic) &&
        (!input.Period || alarm.Period === input.Period) &&
        (!input.Unit || alarm.Unit === input.Unit),
    );
  return { MetricAlarms: alarms };
}

/** The children or the parents of an alarm, with only the members that AWS gives of them. */
function describeRelatives(
  context: CallContext,
  input: DescribeAlarmsInput,
  limit: number,
): DescribeAlarmsOutput {
  const others = Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field);
  const relation = input.ChildrenOfAlarmName === undefined ? "ParentsOfAlarmName" : "ChildrenOfAlarmName";
  refuseUnless(
    others.every((field) => [relation, "MaxRecords", "NextToken"].includes(field)),
    `${relation} can only be combined with MaxRecords and NextToken`,
  );
  const name = input[relation] ?? "";
  const alarm = alarmsOf(context).seen(name);
  if (!alarm) throw new AwsError("ResourceNotFound", `Unknown alarm: ${name}`);
  const children = alarm.type === "CompositeAlarm" ? alarm.children : [];
  const { rows, token } = page(alarmsOf(context), {
    token: input.NextToken,
    limit,
    keep: (row) =>
      relation === "ChildrenOfAlarmName"
        ? children.includes(row.alarm.AlarmName ?? "")
        : row.type === "CompositeAlarm" && row.children.includes(alarmNameIn(context, name)),
    badToken: "InvalidNextToken",
  });
  return split(
    rows.map((row) => summarised(row, relation === "ChildrenOfAlarmName")),
    token,
  );
}

function summarised(row: StoredAlarm, withState: boolean): StoredAlarm {
  const { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp } = row.alarm;
  const alarm = { AlarmName, AlarmArn, ...(withState && { StateValue, StateUpdatedTimestamp }) };
  return row.type === "CompositeAlarm" ? { ...row, alarm } : { type: row.type, alarm };
}

function split(rows: readonly StoredAlarm[], token: string | undefined): DescribeAlarmsOutput {
  return {
    MetricAlarms: rows.flatMap((row) => (row.type === "MetricAlarm" ? [row.alarm] : [])),
    CompositeAlarms: rows.flatMap((row) => (row.type === "CompositeAlarm" ? [row.alarm] : [])),
    LogAlarms: rows.flatMap((row) => (row.type === "LogAlarm" ? [row.alarm] : [])),
    NextToken: token,
  };
}

function limitOf({ MaxRecords: records = defaultRecords }: DescribeAlarmsInput): number {
  refuseUnless(records >= 1 && records <= maxRecords, `MaxRecords must be between 1 and ${maxRecords}`);
  return records;
}

function checkActionPrefix(prefix: string | undefined): void {
  refuseUnless(prefix === undefined || prefix.length <= 1024, "ActionPrefix is at most 1024 characters long");
}

function hasAction(alarm: StoredAlarm["alarm"], prefix: string): boolean {
  return [alarm.OKActions, alarm.AlarmActions, alarm.InsufficientDataActions]
    .flatMap((actions) => actions ?? [])
    .some((action) => action.startsWith(prefix));
}

function dimensionKey(dimensions: DescribeAlarmsForMetricInput["Dimensions"]): string {
  return JSON.stringify(
    (dimensions ?? []).map(({ Name, Value }) => JSON.stringify([Name, Value])).toSorted(),
  );
}
