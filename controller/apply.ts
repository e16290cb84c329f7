import { inOrder } from "./apply/order.ts";
import type { Outcome } from "./apply/outcome.ts";
import { type ApplyInput, Pass } from "./apply/pass.ts";

/** Carries out what isn't refused: creations and updates up the graph of references, then deletions down it. */
export async function apply(input: ApplyInput): Promise<Outcome[]> {
  const pass = new Pass(input);
  const [doomed, written] = partition(input.plan.changes, (change) => change.action === "delete");
  for (const group of inOrder(written, input.kinds)) await pass.write(group);
  for (const group of inOrder(doomed, input.kinds).reverse()) await pass.remove(group);
  return pass.outcomes;
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
