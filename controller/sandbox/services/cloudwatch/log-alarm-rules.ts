import type {
  PutLogAlarmInput,
  ScheduleConfiguration,
  ScheduledQueryConfiguration,
} from "@aws-sdk/client-cloudwatch";
import { checkTags } from "./alarm-rules.ts";
import { refuseUnless } from "./stored-alarm.ts";

const roleArn = /^arn:[^:]+:iam::\d{12}:role\/./;
const operators = [
  "GreaterThanThreshold",
  "GreaterThanOrEqualToThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
];
const missingData = ["breaching", "notBreaching", "ignore", "missing"];

/**
 * Refuses a PutLogAlarm that CloudWatch would refuse, by the limits of its documentation; the parts every alarm has are
 * checked elsewhere. Returns the query that it must have.
 */
export function checkLogAlarm(input: PutLogAlarmInput): ScheduledQueryConfiguration {
  const query = input.ScheduledQueryConfiguration;
  refuseUnless(query !== undefined, "ScheduledQueryConfiguration is required");
  checkQuery(query);
  checkSchedule(query.ScheduleConfiguration);

  const { QueryResultsToEvaluate: n = 0, QueryResultsToAlarm: m = 0, ActionLogLineCount: lines = 0 } = input;
  refuseUnless(isWhole(n) && n >= 1 && n <= 100, "QueryResultsToEvaluate must be between 1 and 100");
  refuseUnless(
    isWhole(m) && m >= 1 && m <= n,
    "QueryResultsToAlarm must be between 1 and QueryResultsToEvaluate",
  );
  refuseUnless(input.Threshold !== undefined, "Threshold is required");
  refuseUnless(
    operators.includes(input.ComparisonOperator ?? ""),
    `Invalid ComparisonOperator: ${input.ComparisonOperator}. Valid values: ${operators.join(", ")}`,
  );
  refuseUnless(
    input.TreatMissingData === undefined || missingData.includes(input.TreatMissingData),
    `Invalid TreatMissingData: ${input.TreatMissingData}. Valid values: ${missingData.join(", ")}`,
  );
  refuseUnless(isWhole(lines) && lines >= 0 && lines <= 50, "ActionLogLineCount must be between 0 and 50");
  refuseUnless(
    lines === 0 || roleArn.test(input.ActionLogLineRoleArn ?? ""),
    "ActionLogLineRoleArn is required when ActionLogLineCount is greater than 0",
  );
  const warmUp = input.WarmUpConfiguration;
  refuseUnless(
    !warmUp || (warmUp.WarmUpPeriodDurationInMinutes ?? 0) >= 1,
    "WarmUpPeriodDurationInMinutes must be at least 1",
  );
  return query;
}

function checkQuery(query: ScheduledQueryConfiguration): void {
  const {
    QueryString: text = "",
    AggregationExpression: aggregation = "",
    LogGroupIdentifiers: groups,
  } = query;
  refuseUnless(text !== "" && text.length <= 10_000, "QueryString must be at most 10000 characters long");
  refuseUnless(
    aggregation !== "" && aggregation.length <= 2048,
    "AggregationExpression must be between 1 and 2048 characters long",
  );
  refuseUnless(
    groups === undefined || (groups.length >= 1 && groups.length <= 50),
    "Between 1 and 50 LogGroupIdentifiers can be specified",
  );
  refuseUnless(
    (groups ?? []).every((group) => /^[\w#+=/:,.@*-]{1,2048}$/.test(group)),
    "LogGroupIdentifiers must be names or ARNs of log groups",
  );
  refuseUnless(roleArn.test(query.ScheduledQueryRoleARN ?? ""), "ScheduledQueryRoleARN must be a role's ARN");
  checkTags(query.Tags ?? []);
}

function checkSchedule(schedule: ScheduleConfiguration | undefined): void {
  const {
    ScheduleExpression: expression = "",
    StartTimeOffset: start,
    EndTimeOffset: end = 0,
  } = schedule ?? {};
  refuseUnless(
    /^rate\((?:1 (?:minute|hour|day)|[1-9]\d* (?:minutes|hours|days))\)$/.test(expression),
    `Invalid ScheduleExpression: ${expression}`,
  );
  refuseUnless(start !== undefined, "StartTimeOffset is required");
  refuseUnless(end >= 0 && end < start, "EndTimeOffset must be non-negative and less than StartTimeOffset");
}

function isWhole(value: number): boolean {
  return Number.isInteger(value);
}
