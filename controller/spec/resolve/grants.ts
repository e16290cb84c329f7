import { isDeepStrictEqual } from "node:util";
import { groupBy } from "../../group-by.ts";
import { type AnyKind, type Grant, objectName, type Wanted } from "../../kind.ts";
import type { Problem } from "../../problem.ts";
import { membersOf } from "../../value/record.ts";

/** Completes roles and buckets by what the other objects, of all accounts and regions, need them to allow. */
export function withGrants(
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, AnyKind>,
): { kept: Wanted[]; dropped: Wanted[]; problems: Problem[] } {
  const grants = groupBy(
    wanted.flatMap((object): Grant[] => kinds.get(object.kind)?.grants?.(object) ?? []),
    ({ on }) => on,
  );
  const kept: Wanted[] = [];
  const dropped: Wanted[] = [];
  const problems: Problem[] = [];
  for (const object of wanted) {
    const kind = kinds.get(object.kind);
    const shape: object | string =
      kind?.allow?.(object.shape, grants.get(object.arn ?? "") ?? []) ?? object.shape;
    if (typeof shape !== "string") {
      const generated = fieldsThatDiffer(object.shape, shape);
      kept.push(generated.length === 0 ? object : { ...object, shape, generated });
      continue;
    }
    dropped.push(object);
    problems.push({
      severity: "error",
      code: "no-grants",
      message: shape,
      place: object.at("/spec"),
      object: objectName(object),
      account: object.scope.account,
      region: object.scope.region,
    });
  }
  return { kept, dropped, problems };
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  return Object.keys(now)
    .filter((field) => !isDeepStrictEqual(old[field], now[field]))
    .sort();
}
