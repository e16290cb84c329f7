import { guardPlan } from "./guards/guard-plan.ts";
import { type AnyKind, kindScope, type Listing, type Plan, type Wanted } from "./kind.ts";
import type { Specs } from "./load.ts";
import { isOurs } from "./plan/ownership.ts";
import { type Inventory, makePlan } from "./plan/plan.ts";
import { stayingGrants } from "./plan/staying-grants.ts";
import type { Settings } from "./settings.ts";
import { withFurtherGrants } from "./spec/resolve/grants.ts";
import type { Resolved } from "./spec/resolve.ts";

/**
 * The plan and what its guards say of it. What stays because of them goes on needing what it relies on, so that roles
 * and buckets go on allowing it.
 */
export function planAndGuard(
  inventory: readonly Inventory[],
  { wanted, problems, unresolved }: Pick<Resolved, "wanted" | "problems" | "unresolved">,
  specs: Specs,
  { owner, limits }: Settings,
  kinds: ReadonlyMap<string, AnyKind>,
): { readonly plan: Plan; readonly wanted: readonly Wanted[] } {
  const planFor = (all: Pick<Resolved, "wanted" | "problems" | "unresolved">) =>
    guardPlan(
      makePlan({
        owner,
        kinds,
        wanted: all.wanted,
        inventory,
        problems: [...specs.problems, ...all.problems],
      }),
      {
        kinds,
        wanted: all.wanted,
        limits,
        sourceFault: specs.fault,
        incomplete: places(inventory.filter(({ listing }) => !listing.complete)),
        unresolved: places(all.unresolved),
        unseen: inventory.filter(({ kind, listing }) => kinds.get(kind)?.grants && !isSeen(listing, owner)),
        owned: ownedCounts(inventory, owner),
      },
    );
  const plan = planFor({ wanted, problems, unresolved });
  const further = withFurtherGrants(wanted, kinds, stayingGrants(plan, kinds, owner));
  if (further.dropped.length === 0 && further.kept.every((object, index) => object === wanted[index]))
    return { plan, wanted };
  const all = {
    wanted: further.kept,
    problems: [...problems, ...further.problems],
    unresolved: [...unresolved, ...further.dropped],
  };
  return { plan: planFor(all), wanted: all.wanted };
}

function places(of: readonly Pick<Inventory, "kind" | "scope">[]): Set<string> {
  return new Set(of.map(({ kind, scope }) => kindScope(kind, scope)));
}

/** Whether every one of ours is known. */
function isSeen({ complete, items }: Listing, owner: string): boolean {
  return complete && items.every((item) => item.shape || !isOurs(item, owner));
}

function ownedCounts(inventory: readonly Inventory[], owner: string): Map<string, number> {
  return new Map(
    inventory.map(({ kind, scope, listing }) => [
      kindScope(kind, scope),
      listing.items.filter((item) => isOurs(item, owner)).length,
    ]),
  );
}
