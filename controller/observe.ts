import type { Aws } from "./aws/aws.ts";
import { groupBy } from "./group-by.ts";
import type { AnyKind, Listing, Observed, Plan, Scope, Target, Wanted } from "./kind.ts";
import { kindScope, scopeName, scopesOf, targetOf } from "./kind.ts";
import type { Inventory } from "./plan/plan.ts";
import { compareTexts } from "./value/text-order.ts";

export interface ObserveInput {
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly scopes: readonly Scope[];
  readonly wanted: readonly Wanted[];
  at(scope: Scope): Aws;
}

/**
 * Reads what every kind has in every scope, all of them at once; the budgets keep the order. Of a kind that git doesn't
 * want there, and that may not be read, nothing is known and nothing is planned: that isn't an incomplete read.
 */
export async function observe({ kinds, scopes, wanted, at }: ObserveInput): Promise<Inventory[]> {
  const byPlace = new Map<string, Map<string, Wanted>>();
  for (const one of wanted) {
    const key = kindScope(one.kind, one.scope);
    const ids = byPlace.get(key) ?? new Map<string, Wanted>();
    byPlace.set(key, ids.set(one.id, one));
  }
  const places = [...kinds.values()].flatMap((kind) =>
    scopesOf(kind, scopes).map((scope) => ({ kind, scope, name: scopeName(scope) })),
  );
  places.sort((a, b) => compareTexts(a.name, b.name));
  const reads = places.map(async ({ kind, scope }): Promise<Inventory> => {
    const ids = byPlace.get(kindScope(kind.name, scope)) ?? new Map<string, Wanted>();
    const listing = await kind.observe(at(scope), ids);
    const unasked = ids.size === 0 && listing.refused !== undefined;
    return { kind: kind.name, scope, listing: unasked ? notLookedAt(listing) : listing };
  });
  return Promise.all(reads);
}

function notLookedAt(listing: Listing): Listing {
  return { ...listing, items: [], foreign: 0, complete: true, problems: [] };
}

/**
 * Asks the services themselves about every resource that a planned change relies on, since listings and tag
 * indexes lag behind, and returns the inventory with their answers in it; the same inventory when nothing was asked.
 */
export async function confirm(
  plan: Plan,
  inventory: readonly Inventory[],
  input: ObserveInput,
): Promise<readonly Inventory[]> {
  if (plan.changes.length === 0) return inventory;
  const byPlace = groupBy(plan.changes, (change) => kindScope(change.kind, change.scope));
  return Promise.all(
    inventory.map(async (known) => {
      const kind = input.kinds.get(known.kind);
      const targets = (byPlace.get(kindScope(known.kind, known.scope)) ?? []).map(targetOf);
      if (!kind || targets.length === 0) return known;
      const fresh = await kind.read(input.at(known.scope), targets, { tags: true });
      return { ...known, listing: merge(known.listing, targets, fresh) };
    }),
  );
}

/** The listing with what was asked about again replaced by the answers; without one, nothing is known of it. */
function merge(known: Listing, targets: readonly Target[], fresh: Listing): Listing {
  const asked = new Set(targets.map(({ id }) => id));
  const arns = new Set(
    targets.map(({ observed }) => observed?.arn).concat(fresh.items.map(({ arn }) => arn)),
  );
  const isAsked = ({ id, arn }: Observed) => asked.has(id) || arns.has(arn);
  const kept = known.items.filter((item) => !isAsked(item));
  const answered = new Set(fresh.items.map(({ arn }) => arn));
  const unanswered = fresh.complete
    ? []
    : known.items
        .filter((item) => isAsked(item) && !answered.has(item.arn))
        .map((item) => ({ ...item, shape: undefined }));
  return {
    ...known,
    items: [...kept, ...fresh.items, ...unanswered],
    complete: known.complete && fresh.complete,
    problems: [...known.problems, ...fresh.problems],
  };
}
