import { checkSettings } from "../../aws/alarm-settings.ts";
import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { LogAlarmSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

/** The rules of PutLogAlarm that a schema can't say, all of them at once. */
export function checkLogAlarm(document: Document<LogAlarmSpec>): Problem[] {
  const { spec } = document;
  const problems = checkSettings(document);
  const report = (pointer: string, code: string, message: string) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };
  const {
    scheduleExpression,
    startTimeOffset,
    endTimeOffset = 0,
  } = spec.scheduledQueryConfiguration.scheduleConfiguration;
  if (endTimeOffset >= startTimeOffset)
    report(
      "scheduledQueryConfiguration/scheduleConfiguration/endTimeOffset",
      "empty-range",
      `the query would end (${endTimeOffset} s before it runs) no later than it begins (${startTimeOffset} s before); make endTimeOffset less than startTimeOffset`,
    );
  else if (startTimeOffset - endTimeOffset < secondsBetweenRuns(scheduleExpression))
    problems.push({
      ...problemAt(
        document,
        "/spec/scheduledQueryConfiguration/scheduleConfiguration/startTimeOffset",
        "unseen-events",
        `a run every ${secondsBetweenRuns(scheduleExpression)} s covers ${startTimeOffset - endTimeOffset} s: the events in between are never looked at; make startTimeOffset at least ${secondsBetweenRuns(scheduleExpression) + endTimeOffset}`,
      ),
      severity: "warning",
    });
  const { logGroupIdentifiers, queryString } = spec.scheduledQueryConfiguration;
  if (logGroupIdentifiers === undefined && !/\bsource\b/i.test(queryString) && !hasPlaceholder(queryString))
    report(
      "scheduledQueryConfiguration/logGroupIdentifiers",
      "missing-log-groups",
      "the query is about no log groups; name some here, or by SOURCE in the query",
    );
  if (spec.queryResultsToAlarm > spec.queryResultsToEvaluate)
    report(
      "queryResultsToAlarm",
      "too-many-results",
      `${spec.queryResultsToAlarm} of ${spec.queryResultsToEvaluate} results can never breach; make it at most queryResultsToEvaluate`,
    );
  const lines = spec.actionLogLineCount ?? 0;
  if (lines > 0 && spec.actionLogLineRoleArn === undefined)
    report(
      "actionLogLineCount",
      "missing-field",
      "log lines in notifications need actionLogLineRoleArn, the role that CloudWatch fetches them with",
    );
  if (lines === 0 && spec.actionLogLineRoleArn !== undefined)
    report(
      "actionLogLineRoleArn",
      "missing-field",
      "the role fetches log lines for notifications; say how many by actionLogLineCount, or remove it",
    );
  for (const field of ["alarmActions", "okActions", "insufficientDataActions"] as const)
    for (const [index, action] of (spec[field] ?? []).entries())
      if (typeof action === "string" && cannotDo(action))
        report(
          `${field}/${index}`,
          "excluded-action",
          "a log alarm can't have EC2 or Auto Scaling actions; notify a topic or a function instead",
        );
  return problems;
}

const seconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** The seconds of `rate(5 minutes)`; none for what is no rate, such as a placeholder. */
function secondsBetweenRuns(rate: string): number {
  const [, count = "0", unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(rate) ?? [];
  return Number(count) * (seconds[unit] ?? 0);
}

function cannotDo(arn: string): boolean {
  return ["automate", "swf", "autoscaling"].includes(arn.split(":")[2] ?? "");
}
