import { objectTag, objectTagOf } from "../aws/tags.ts";
import { groupBy } from "../group-by.ts";
import type { AnyKind, Observed, Wanted } from "../kind.ts";
import { compare } from "../value/compare.ts";
import { isOurs } from "./ownership.ts";

/** A wish, and what in AWS it is about. */
export interface Pair {
  readonly wanted: Wanted;
  readonly observed: Observed | undefined;
  /** One of ours for the same object that can't be made into it. */
  readonly replaces: Observed | undefined;
}

/**
 * Finds for each wanted resource the one in AWS that it is. A name decides where AWS knows one; otherwise the
 * object tag finds what an earlier spec made. Whatever of ours is left over is surplus.
 */
export function match(
  owner: string,
  kind: AnyKind,
  wanted: readonly Wanted[],
  items: readonly Observed[],
): { pairs: Pair[]; surplus: Observed[] } {
  const byId = groupBy(items, (item) => item.id);
  const ours = items.filter((item) => isOurs(item, owner));
  const byObject = groupBy(ours, (item) => item.tags[objectTag] ?? "");
  const claimed = new Set<Observed>();
  const found = wanted.map((each) => {
    const candidates = inPlace(kind, each, byId.get(each.id) ?? []);
    const observed =
      candidates.find((item) => isOurs(item, owner) && item.tags[objectTag] === objectTagOf(each)) ??
      candidates.find((item) => isOurs(item, owner)) ??
      candidates[0];
    if (observed) claimed.add(observed);
    return { wanted: each, observed };
  });
  const pairs = found.map(({ wanted: each, observed }) => {
    const replaces =
      observed || kind.arn || kind.retain
        ? undefined
        : byObject.get(objectTagOf(each))?.find((item) => !claimed.has(item));
    if (replaces) claimed.add(replaces);
    return { wanted: each, observed, replaces };
  });
  return { pairs, surplus: ours.filter((item) => !claimed.has(item)) };
}

/** Where several have one id, as a replacement beside the one that could not be deleted, first what is as git says. */
function inPlace(kind: AnyKind, wanted: Wanted, candidates: readonly Observed[]): readonly Observed[] {
  if (candidates.length < 2) return candidates;
  const isSo = ({ shape }: Observed) =>
    shape !== undefined && compare(kind.fields, shape, wanted.shape).length === 0;
  return [...candidates.filter(isSo), ...candidates.filter((item) => !isSo(item))];
}
