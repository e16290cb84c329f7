import { checkSettings } from "../../aws/alarm-settings.ts";
import { type Document, problemAt } from "../../document.ts";
import type { LogAlarmSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

/** The rules of PutLogAlarm that a schema can't say, all of them at once. */
export function checkLogAlarm(document: Document<LogAlarmSpec>): Problem[] {
  const { spec } = document;
  const problems = checkSettings(document);
  const report = (pointer: string, code: string, message: string) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };
  const { startTimeOffset, endTimeOffset = 0 } = spec.scheduledQueryConfiguration.scheduleConfiguration;
  if (endTimeOffset >= startTimeOffset)
    report(
      "scheduledQueryConfiguration/scheduleConfiguration/endTimeOffset",
      "empty-range",
      `the query would end (${endTimeOffset} s before it runs) no later than it begins (${startTimeOffset} s before); make endTimeOffset less than startTimeOffset`,
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

function cannotDo(arn: string): boolean {
  return ["automate", "swf", "autoscaling"].includes(arn.split(":")[2] ?? "");
}
