import type {
  AlarmType,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  HistoryItemType,
} from "@aws-sdk/client-cloudwatch";
import { keyIn, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

interface HistoryRow {
  readonly name: string;
  readonly type: AlarmType;
  readonly item: HistoryItemType;
  readonly at: Date;
  readonly summary: string;
  /** What the item's `HistoryData` is made of. */
  readonly data: object;
}

/** Notes that an alarm was created, updated or deleted. */
export function recordConfiguration(
  context: CallContext,
  type: AlarmType,
  name: string,
  before: object | undefined,
  after: object | undefined,
): void {
  const verb = !before ? "Create" : after ? "Update" : "Delete";
  add(context, {
    name,
    type,
    item: "ConfigurationUpdate",
    at: context.clock.now(),
    summary: `Alarm "${name}" ${verb.toLowerCase()}d`,
    data: {
      version: "1.0",
      type: verb,
      ...(after && before && { originalAlarm: before }),
      [after ? `${verb.toLowerCase()}dAlarm` : "deletedAlarm"]: after ?? before,
    },
  });
}

/** Notes that an alarm went from one state to another. */
export function recordState(
  context: CallContext,
  type: AlarmType,
  name: string,
  before: { StateValue?: string | undefined; StateReason?: string | undefined },
  after: { StateValue?: string | undefined; StateReason?: string | undefined },
): void {
  const state = (of: typeof before) => ({ stateValue: of.StateValue, stateReason: of.StateReason });
  add(context, {
    name,
    type,
    item: "StateUpdate",
    at: context.clock.now(),
    summary: `Alarm updated from ${before.StateValue} to ${after.StateValue}`,
    data: { version: "1.0", oldState: state(before), newState: state(after) },
  });
}

/** What happened to alarms, newest first unless asked otherwise; metric alarms' only unless asked for more. */
export function describeAlarmHistory(
  context: CallContext,
  input: DescribeAlarmHistoryInput,
): DescribeAlarmHistoryOutput {
  const types = input.AlarmTypes ?? ["MetricAlarm"];
  const limit = input.MaxRecords ?? 100;
  if (limit < 1 || limit > 100) throw new AwsError("ValidationError", "MaxRecords must be between 1 and 100");
  const rows = historyOf(context)
    .seenAll()
    .filter(
      (row) =>
        types.includes(row.type) &&
        (!input.AlarmName || row.name === input.AlarmName) &&
        (!input.HistoryItemType || row.item === input.HistoryItemType) &&
        (!input.StartDate || row.at >= input.StartDate) &&
        (!input.EndDate || row.at <= input.EndDate),
    );
  if (input.ScanBy !== "TimestampAscending") rows.reverse();
  const start = input.NextToken ? Number(keyIn(input.NextToken, "InvalidNextToken")) : 0;
  const end = start + limit;
  return {
    AlarmHistoryItems: rows.slice(start, end).map((row) => ({
      AlarmName: row.name,
      AlarmType: row.type,
      Timestamp: row.at,
      HistoryItemType: row.item,
      HistorySummary: row.summary,
      HistoryData: JSON.stringify(row.data),
    })),
    NextToken: end < rows.length ? tokenFor(String(end)) : undefined,
  };
}

function historyOf({ world, account, region }: CallContext): Table<HistoryRow> {
  return world.table<HistoryRow>(account, region, "cloudwatch/alarm-history");
}

function add(context: CallContext, row: HistoryRow): void {
  const table = historyOf(context);
  table.put(String(table.size).padStart(12, "0"), row);
}
