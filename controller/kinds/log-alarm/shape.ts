import type { LogAlarm, PutLogAlarmInput, ScheduledQueryConfiguration } from "@aws-sdk/client-cloudwatch";
import {
  type AlarmSettings,
  type GivenSettings,
  settingsFromAws,
  settingsToAws,
} from "../../aws/alarm-settings.ts";
import { type WarmUp, warmUpFromAws, warmUpToAws } from "../../aws/alarm-warm-up.ts";
import { fromTagList, toTagList } from "../../aws/tags.ts";
import type { LogAlarmSpec } from "../../generated/types.ts";
import type { Tags } from "../../kind.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";

/** The query that CloudWatch Logs runs for a log alarm. */
export interface QueryShape {
  /** Without white space around it. */
  readonly queryString: string;
  /** In their order; names, and ARNs only of log groups elsewhere. */
  readonly logGroupIdentifiers?: readonly string[];
  readonly scheduledQueryRoleArn: string;
  readonly scheduleConfiguration: {
    readonly scheduleExpression: string;
    readonly startTimeOffset: number;
    /** Always there in canonical shape. */
    readonly endTimeOffset?: number;
  };
  /** Without white space around it. */
  readonly aggregationExpression: string;
  readonly tags?: Tags;
}

/** A log alarm in canonical shape. */
export interface LogAlarmShape extends AlarmSettings {
  readonly scheduledQueryConfiguration: QueryShape;
  readonly queryResultsToEvaluate: number;
  readonly queryResultsToAlarm: number;
  readonly threshold: number;
  readonly comparisonOperator: LogAlarmSpec["comparisonOperator"];
  readonly treatMissingData: string;
  readonly actionLogLineCount: number;
  /** Only where there are log lines. */
  readonly actionLogLineRoleArn?: string;
  readonly warmUpConfiguration?: WarmUp;
}

/** The same as it stands in a spec with its references resolved. */
export type GivenLogAlarm = GivenSettings &
  Pick<
    LogAlarmShape,
    "scheduledQueryConfiguration" | "queryResultsToEvaluate" | "queryResultsToAlarm" | "threshold"
  > &
  Partial<Omit<LogAlarmShape, keyof AlarmSettings>>;

/** A log alarm of AWS's, or what a Put would make one of, in canonical shape. `AlarmArn` says where it is. */
export function fromAws(alarm: Omit<LogAlarm, "AlarmName">): LogAlarmShape {
  const lines = alarm.ActionLogLineCount ?? 0;
  return {
    ...settingsFromAws(alarm),
    scheduledQueryConfiguration: queryFromAws(alarm.ScheduledQueryConfiguration, alarm.AlarmArn ?? ""),
    queryResultsToEvaluate: alarm.QueryResultsToEvaluate ?? 0,
    queryResultsToAlarm: alarm.QueryResultsToAlarm ?? 0,
    threshold: alarm.Threshold ?? 0,
    // AWS knows more operators than log alarms take; whatever it answers is what stands there.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    comparisonOperator: (alarm.ComparisonOperator ?? "") as LogAlarmShape["comparisonOperator"],
    treatMissingData: alarm.TreatMissingData || "missing",
    actionLogLineCount: lines,
    // "Set when ActionLogLineCount is greater than 0": LogAlarm's documentation.
    ...(lines > 0 && alarm.ActionLogLineRoleArn && { actionLogLineRoleArn: alarm.ActionLogLineRoleArn }),
    ...(alarm.WarmUpConfiguration && { warmUpConfiguration: warmUpFromAws(alarm.WarmUpConfiguration) }),
  };
}

/** The whole body of a Put but name and tags. AWS resets whatever is left out of it. */
export function toAws(alarm: GivenLogAlarm): Omit<PutLogAlarmInput, "AlarmName" | "Tags"> {
  const { scheduledQueryConfiguration: query, warmUpConfiguration: warmUp } = alarm;
  const schedule = query.scheduleConfiguration;
  return {
    ...settingsToAws(alarm),
    ScheduledQueryConfiguration: {
      QueryString: query.queryString,
      ...(query.logGroupIdentifiers && { LogGroupIdentifiers: [...query.logGroupIdentifiers] }),
      ScheduledQueryRoleARN: query.scheduledQueryRoleArn,
      ScheduleConfiguration: {
        ScheduleExpression: schedule.scheduleExpression,
        StartTimeOffset: schedule.startTimeOffset,
        EndTimeOffset: schedule.endTimeOffset ?? 0,
      },
      AggregationExpression: query.aggregationExpression,
      ...(query.tags && { Tags: toTagList(query.tags) }),
    },
    QueryResultsToEvaluate: alarm.queryResultsToEvaluate,
    QueryResultsToAlarm: alarm.queryResultsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparisonOperator,
    TreatMissingData: alarm.treatMissingData ?? "missing",
    ActionLogLineCount: alarm.actionLogLineCount ?? 0,
    ActionLogLineRoleArn: alarm.actionLogLineRoleArn,
    WarmUpConfiguration: warmUp && warmUpToAws(warmUp),
  };
}

function queryFromAws(query: ScheduledQueryConfiguration | undefined, alarm: string): QueryShape {
  const schedule = query?.ScheduleConfiguration;
  const groups = query?.LogGroupIdentifiers ?? [];
  const tags = fromTagList(query?.Tags);
  return {
    queryString: (query?.QueryString ?? "").trim(),
    ...(groups.length > 0 && {
      logGroupIdentifiers: sortedTexts(groups.map((group) => groupBeside(alarm, group))),
    }),
    scheduledQueryRoleArn: query?.ScheduledQueryRoleARN ?? "",
    scheduleConfiguration: {
      scheduleExpression: schedule?.ScheduleExpression ?? "",
      startTimeOffset: schedule?.StartTimeOffset ?? 0,
      endTimeOffset: schedule?.EndTimeOffset ?? 0,
    },
    aggregationExpression: (query?.AggregationExpression ?? "").trim(),
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

/** A log group's name if it is one of the alarm's own account and region; else its ARN, without `:*`. */
function groupBeside(alarm: string, nameOrArn: string): string {
  const [, partition, , region, account] = alarm.split(":");
  const group = nameOrArn.replace(/:\*$/, "");
  const prefix = `arn:${partition}:logs:${region}:${account}:log-group:`;
  return group.startsWith(prefix) ? group.slice(prefix.length) : group;
}
