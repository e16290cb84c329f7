import { isDeepStrictEqual } from "node:util";
import { classify } from "../../aws/errors.ts";
import { inTurn } from "../../aws/in-turn.ts";

/** A group's filters of one sort, as they are and shall be, and the calls that change them. */
export interface FilterChange<Filter extends { readonly filterName: string }> {
  readonly before: readonly Filter[];
  readonly target: readonly Filter[];
  /** How many of them AWS lets a group have. */
  readonly limit: number;
  /** Creates it, or replaces what has its name. */
  put(filter: Filter): Promise<void>;
  remove(filterName: string): Promise<void>;
}

/**
 * Brings a group's filters to the target, one call at a time. New ones come before old ones go, so that no event is
 * missed, unless the group is full: then as many go first as are in the way. While one of the target's is refused,
 * none but those goes, since it may be meant to take their place. Throws AWS's error.
 */
export async function bringFilters<Filter extends { readonly filterName: string }>(
  change: FilterChange<Filter>,
): Promise<void> {
  const { before, target, limit } = change;
  const current = new Map(before.map((filter) => [filter.filterName, filter]));
  const kept = new Set(target.map(({ filterName }) => filterName));
  const unwanted = [...current.keys()].filter((name) => !kept.has(name));
  const missing = target.filter(({ filterName }) => !current.has(filterName)).length;
  const inTheWay = unwanted.splice(0, Math.max(0, before.length + missing - limit));
  const removal = (name: string) => async () => {
    try {
      await change.remove(name);
    } catch (error) {
      if (classify(error) !== "not-found") throw error;
    }
  };
  await inTurn(inTheWay.map(removal));
  await inTurn(
    target
      .filter((filter) => !isDeepStrictEqual(current.get(filter.filterName), filter))
      .map((filter) => () => change.put(filter)),
  );
  await inTurn(unwanted.map(removal));
}
