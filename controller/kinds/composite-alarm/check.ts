import { checkSettings } from "../../aws/alarm-settings.ts";
import { type Document, problemAt } from "../../document.ts";
import type { CompositeAlarmSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { readRule } from "./rule.ts";

const periods = ["actionsSuppressorWaitPeriod", "actionsSuppressorExtensionPeriod"] as const;

/** The rules of PutCompositeAlarm that a schema can't say, all of them at once. */
export function checkCompositeAlarm(document: Document<CompositeAlarmSpec>): Problem[] {
  const { spec } = document;
  const problems = checkSettings(document);
  const rule = readRule(spec.alarmRule);
  if ("flaw" in rule)
    problems.push(
      problemAt(
        document,
        "/spec/alarmRule",
        "malformed-rule",
        `the rule can't be read at character ${rule.position}: ${rule.flaw}`,
      ),
    );
  else if (rule.alarms.length === 0)
    problems.push({
      ...problemAt(
        document,
        "/spec/alarmRule",
        "no-effect",
        "the rule names no alarm, so its state never changes; name one, e.g. ALARM(api-5xx)",
      ),
      severity: "warning",
    });
  for (const field of periods) {
    if (spec.actionsSuppressor !== undefined && spec[field] === undefined)
      problems.push(
        problemAt(
          document,
          "/spec/actionsSuppressor",
          "missing-field",
          `actionsSuppressor needs ${field} beside it, in seconds, e.g. ${field}: 60`,
        ),
      );
    if (spec.actionsSuppressor === undefined && spec[field] !== undefined)
      problems.push(
        problemAt(
          document,
          `/spec/${field}`,
          "missing-field",
          `${field} goes with actionsSuppressor; name the alarm that suppresses the actions, or remove it`,
        ),
      );
  }
  for (const field of ["alarmActions", "okActions", "insufficientDataActions"] as const)
    for (const [index, action] of (spec[field] ?? []).entries())
      if (typeof action === "string" && cannotDo(action))
        problems.push(
          problemAt(
            document,
            `/spec/${field}/${index}`,
            "excluded-action",
            "a composite alarm can't have EC2 or Auto Scaling actions; put it on the metric alarm instead",
          ),
        );
  return problems;
}

function cannotDo(arn: string): boolean {
  return ["automate", "swf", "autoscaling"].includes(arn.split(":")[2] ?? "");
}
