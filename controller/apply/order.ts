import { DepGraph } from "dependency-graph";
import { groupBy } from "../group-by.ts";
import type { AnyKind, Change } from "../kind.ts";
import { objectKey } from "../kind.ts";

/**
 * The changes in the groups in which they can be written: each group after the ones before it, its members all at
 * once. Kinds come after the kinds they name, objects after the objects they refer to.
 */
export function inOrder(changes: readonly Change[], kinds: ReadonlyMap<string, AnyKind>): Change[][] {
  const ranks = kindRanks(kinds);
  const byKey = new Map(changes.map((change) => [objectKey(change), change]));
  const depths = new Map<string, number>();
  const depth = (change: Change): number => {
    const key = objectKey(change);
    const known = depths.get(key);
    if (known !== undefined) return known;
    depths.set(key, 0);
    const before = (change.wanted?.dependsOn ?? []).flatMap((needed) => byKey.get(needed) ?? []);
    const below = before.filter((needed) => needed.kind === change.kind).map((needed) => depth(needed) + 1);
    const result = Math.max(0, ...below);
    depths.set(key, result);
    return result;
  };
  const rank = (change: Change) => `${pad(ranks.get(change.kind) ?? 0)} ${pad(depth(change))}`;
  const groups = groupBy(changes, rank);
  return [...groups.keys()].sort().map((key) => groups.get(key) ?? []);
}

/** How many kinds must come before a kind, at the longest. */
function kindRanks(kinds: ReadonlyMap<string, AnyKind>): Map<string, number> {
  const graph = new DepGraph<undefined>();
  for (const name of kinds.keys()) graph.addNode(name);
  for (const [name, kind] of kinds) {
    for (const before of kind.after)
      if (kinds.has(before) && before !== name) graph.addDependency(name, before);
  }
  const ranks = new Map<string, number>();
  for (const name of graph.overallOrder()) {
    const below = graph.directDependenciesOf(name).map((before) => (ranks.get(before) ?? 0) + 1);
    ranks.set(name, Math.max(0, ...below));
  }
  return ranks;
}

function pad(count: number): string {
  return String(count).padStart(6, "0");
}
