import { groupBy } from "../../group-by.ts";
import { type AnyKind, type Grant, objectName, type Wanted } from "../../kind.ts";
import type { Problem } from "../../problem.ts";

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
      kept.push(shape === object.shape ? object : { ...object, shape });
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
