import { appliedTag } from "../../aws/tags.ts";
import type { FieldRule, Observed } from "../../kind.ts";
import { decodeApplied, fingerprint } from "../../value/fingerprint.ts";
import type { EventRuleShape } from "./shape.ts";

/** How targets compare. */
export const targetsRule: FieldRule = { as: { keyedBy: "targetId" } };

/**
 * AWS deletes no rule with targets, so a deletion takes them along: also those that somebody else gave it since it was
 * last applied, and who may rely on them.
 */
export function ruleLosses(
  { shape, tags }: Observed<EventRuleShape> & { readonly shape: EventRuleShape },
  after: EventRuleShape | undefined,
): string | undefined {
  if (after || shape.targets.length === 0) return undefined;
  const targets = shape.targets.map(({ targetId, arn }) => `${targetId} (${arn})`).join(", ");
  const applied = decodeApplied(tags[appliedTag]);
  if (!applied) return `targets that somebody may have added, which no applied tag tells: ${targets}`;
  const print = fingerprint(targetsRule, shape.targets);
  if (applied.is("targets", print) || applied.settledAs("targets", print)) return undefined;
  return `targets that somebody has changed or added since they were applied: ${targets}`;
}
