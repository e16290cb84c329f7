import { isDeepStrictEqual } from "node:util";
import { specSchemas } from "../../generated/schemas.ts";
import { groupBy } from "../../group-by.ts";
import { type AnyKind, type Grant, objectName, type Wanted } from "../../kind.ts";
import type { Problem } from "../../problem.ts";
import { asRecord, membersOf } from "../../value/record.ts";

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
    const shape: object | string | undefined = kind?.allow?.(
      object.shape,
      grants.get(object.arn ?? "") ?? [],
    );
    if (typeof shape !== "string") {
      kept.push(shape ? { ...object, shape, generated: generatedFields(object, shape) } : object);
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

/** What `allow` has changed, and what no spec could have said. */
function generatedFields({ kind, shape: before }: Wanted, after: object): string[] {
  const fields = Object.keys(asRecord(asRecord(specSchemas[kind])["properties"]));
  const [old, now] = [membersOf(before), membersOf(after)];
  return Object.keys(now)
    .filter((field) => !isDeepStrictEqual(old[field], now[field]) || !fields.includes(field))
    .sort();
}
