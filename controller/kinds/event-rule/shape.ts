import type { Target } from "@aws-sdk/client-eventbridge";
import { resolved } from "../../document.ts";
import type { EventRuleSpec } from "../../generated/types.ts";
import { parsed } from "../../value/canonical.ts";
import { compareTexts } from "../../value/text-order.ts";
import { canonicalTarget, type TargetShape, targetFromAws } from "./target-fields.ts";

/** A rule in canonical form, its targets by id. Its name and bus are its id. */
export interface EventRuleShape {
  /** Parsed. */
  readonly eventPattern?: unknown;
  readonly scheduleExpression?: string;
  readonly state: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly targets: readonly TargetShape[];
}

/** What ListRules and DescribeRule both say of a rule. */
export interface RuleAnswer {
  readonly Name?: string | undefined;
  readonly Arn?: string | undefined;
  readonly EventPattern?: string | undefined;
  readonly ScheduleExpression?: string | undefined;
  readonly State?: string | undefined;
  readonly Description?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly ManagedBy?: string | undefined;
  readonly EventBusName?: string | undefined;
}

/** The shape that a spec whose references are resolved asks for. */
export function desiredRule(spec: EventRuleSpec): EventRuleShape {
  return ruleShape(
    {
      eventPattern: spec.eventPattern,
      scheduleExpression: spec.scheduleExpression,
      state: spec.state,
      description: spec.description,
      roleArn: resolved(spec.roleArn),
    },
    (spec.targets ?? []).map((target) => canonicalTarget({ ...target })),
  );
}

/** The shape of a rule as AWS describes it, with its targets. */
export function ruleFromAws(rule: RuleAnswer, targets: readonly Target[]): EventRuleShape {
  return ruleShape(
    {
      eventPattern: rule.EventPattern,
      scheduleExpression: rule.ScheduleExpression,
      state: rule.State,
      description: rule.Description,
      roleArn: rule.RoleArn,
    },
    targets.map(targetFromAws),
  );
}

function ruleShape(
  settings: Readonly<Record<keyof Omit<EventRuleShape, "targets" | "eventPattern">, string | undefined>> & {
    readonly eventPattern: unknown;
  },
  targets: readonly TargetShape[],
): EventRuleShape {
  const { eventPattern, scheduleExpression, state, description, roleArn } = settings;
  return {
    ...(eventPattern !== undefined && eventPattern !== "" && { eventPattern: parsed(eventPattern) }),
    ...(scheduleExpression && { scheduleExpression }),
    state: state ?? "ENABLED",
    ...(description && { description }),
    ...(roleArn && { roleArn }),
    targets: targets.toSorted((a, b) => compareTexts(a.targetId, b.targetId)),
  };
}
