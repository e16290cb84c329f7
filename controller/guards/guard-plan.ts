import type { Plan } from "../kind.ts";
import { blastRadius } from "./blast-radius.ts";
import { dataLoss } from "./data-loss.ts";
import { faultySource } from "./faulty-source.ts";
import type { Guard, GuardFacts } from "./guard.ts";
import { incompleteListing } from "./incomplete-listing.ts";
import { lostName } from "./lost-name.ts";
import { retention } from "./retention.ts";
import { stillUsed } from "./still-used.ts";
import { unread } from "./unread.ts";
import { unseenUsers } from "./unseen-users.ts";

/** In this order: a change that one has refused doesn't count for the next. */
const guards: readonly Guard[] = [
  incompleteListing,
  faultySource,
  retention,
  unread,
  dataLoss,
  lostName,
  blastRadius,
  stillUsed,
  unseenUsers,
];

/** The plan with every change that a guard objects to marked as refused. */
export function guardPlan(plan: Plan, facts: GuardFacts): Plan {
  let changes = plan.changes;
  for (const guard of guards) {
    const refusals = guard(
      changes.filter((change) => !change.refused),
      facts,
      changes.filter((change) => change.refused),
    );
    if (refusals.size > 0)
      changes = changes.map((change) => ({ ...change, refused: refusals.get(change) ?? change.refused }));
  }
  return { ...plan, changes };
}
