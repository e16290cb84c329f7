import { readRule } from "./rule.ts";
import type { CompositeAlarmShape } from "./shape.ts";

/** The names of the alarms that a composite alarm's rule and suppressor name, each once; none of a broken rule. */
export function childrenOf({ alarmRule, actionsSuppressor }: CompositeAlarmShape): string[] {
  const rule = readRule(alarmRule);
  const named = "alarms" in rule ? rule.alarms.map(nameOf) : [];
  return [...new Set(actionsSuppressor ? [...named, nameOf(actionsSuppressor)] : named)];
}

// All alarms of a rule are of the composite alarm's own account and region (the CloudWatch user guide).
function nameOf(nameOrArn: string): string {
  return /^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/s.exec(nameOrArn)?.[1] ?? nameOrArn;
}
