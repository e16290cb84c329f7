import type { Grant, Scope, Wanted } from "../../kind.ts";
import type { LogAlarmShape } from "./shape.ts";

/**
 * What the roles of a log alarm must allow: CloudWatch Logs runs the query with the one, and CloudWatch fetches the
 * lines that it found with the other. Neither is documented to name a source ARN.
 */
export function logAlarmGrants({ shape, scope }: Wanted<LogAlarmShape>): Grant[] {
  const { scheduledQueryRoleArn, logGroupIdentifiers } = shape.scheduledQueryConfiguration;
  const groups = logGroupIdentifiers
    ? logGroupIdentifiers.map((group) => `${groupArn(group, scope)}:*`)
    : // A query may name its log groups itself.
      [groupArn("*", scope)];
  // Only StartQuery and DescribeLogGroups know of log groups; the others take `*` (Service Authorization Reference).
  const query: Grant = {
    on: scheduledQueryRoleArn,
    service: "logs.amazonaws.com",
    sourceAccount: scope.account,
    allows: [
      { actions: ["logs:StartQuery"], resources: groups },
      { actions: ["logs:DescribeLogGroups", "logs:GetQueryResults", "logs:StopQuery"], resources: ["*"] },
    ],
  };
  if (shape.actionLogLineRoleArn === undefined) return [query];
  const lines: Grant = {
    on: shape.actionLogLineRoleArn,
    service: "cloudwatch.amazonaws.com",
    sourceAccount: scope.account,
    allows: [{ actions: ["logs:GetQueryResults"], resources: ["*"] }],
  };
  return [query, lines];
}

function groupArn(nameOrArn: string, { partition, region, account }: Scope): string {
  return nameOrArn.startsWith("arn:")
    ? nameOrArn
    : `arn:${partition}:logs:${region}:${account}:log-group:${nameOrArn}`;
}
