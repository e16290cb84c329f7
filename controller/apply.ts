import { inOrder } from "./apply/order.ts";
import type { Outcome } from "./apply/outcome.ts";
import { type ApplyInput, Pass } from "./apply/pass.ts";
import { type AnyKind, type Change, grantsOf } from "./kind.ts";
import type { Rules } from "./value/compare.ts";

/**
 * Carries out what isn't refused: creations and updates up the graph of references, then deletions down it. Policies that
 * nothing of this needs come last: what they no longer allow goes on until then, or goes on for good where it fails.
 */
export async function apply(input: ApplyInput): Promise<Outcome[]> {
  const pass = new Pass(input);
  const [doomed, written] = partition(input.plan.changes, (change) => change.action === "delete");
  const [last, first] = partition(written, waiting(written, input.kinds));
  for (const group of inOrder(first, input.kinds)) await pass.write(group);
  for (const group of inOrder(doomed, input.kinds).reverse()) await pass.remove(group);
  for (const group of inOrder(last, input.kinds)) await pass.narrow(group);
  return pass.outcomes;
}

/** Tells the updates of policies on which none of these changes relies. */
function waiting(
  changes: readonly Change[],
  kinds: ReadonlyMap<string, AnyKind>,
): (change: Change) => boolean {
  const needed = new Set(
    changes
      .filter(({ refused }) => !refused)
      .flatMap(({ wanted }) => (wanted ? grantsOf(kinds, wanted) : []))
      .map(({ on }) => on),
  );
  return ({ kind: name, action, arn = "", write }) => {
    const kind = kinds.get(name);
    if (action !== "update" || !kind?.allow || needed.has(arn)) return false;
    const rules: Rules = kind.fields;
    return [...(write?.changed ?? [])].some((field) => rules[field]?.as === "policy");
  };
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
