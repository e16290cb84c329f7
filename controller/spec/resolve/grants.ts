import { isDeepStrictEqual } from "node:util";
import { specSchemas } from "../../generated/schemas.ts";
import { groupBy } from "../../group-by.ts";
import { type AnyKind, type Grant, grantsOf, objectName, type Wanted } from "../../kind.ts";
import type { Problem } from "../../problem.ts";
import { asRecord, membersOf } from "../../value/record.ts";

/** Objects with their policies; those whose policy can't be are dropped, and a problem says why. */
export interface Completed {
  readonly kept: readonly Wanted[];
  readonly dropped: readonly Wanted[];
  readonly problems: readonly Problem[];
}

/** Completes roles and buckets by what the other objects, of all accounts and regions, need them to allow. */
export function withGrants(wanted: readonly Wanted[], kinds: ReadonlyMap<string, AnyKind>): Completed {
  const grants = groupBy(
    wanted.flatMap((object) => grantsOf(kinds, object)),
    ({ on }) => on,
  );
  return allowing(wanted, kinds, ({ arn = "" }) => grants.get(arn) ?? []);
}

/** Lets roles and buckets that are completed already allow these too. Those that do so already stay the same objects. */
export function withFurtherGrants(
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, AnyKind>,
  grants: readonly Grant[],
): Completed {
  const byArn = groupBy(grants, ({ on }) => on);
  return allowing(wanted, kinds, ({ arn = "" }) => byArn.get(arn));
}

function allowing(
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, AnyKind>,
  grantsOn: (object: Wanted) => readonly Grant[] | undefined,
): Completed {
  const kept: Wanted[] = [];
  const dropped: Wanted[] = [];
  const problems: Problem[] = [];
  for (const object of wanted) {
    const grants = grantsOn(object);
    const shape: object | string | undefined =
      grants && kinds.get(object.kind)?.allow?.(object.shape, grants);
    if (typeof shape !== "string") {
      kept.push(shape && !isAsBefore(object, shape) ? withShape(object, shape) : object);
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

function isAsBefore({ shape, generated }: Wanted, after: object): boolean {
  return generated !== undefined && isDeepStrictEqual(shape, after);
}

function withShape(object: Wanted, shape: object): Wanted {
  const generated = new Set([...(object.generated ?? []), ...generatedFields(object, shape)]);
  return { ...object, shape, generated: [...generated].sort() };
}

/** What `allow` has changed, and what no spec could have said. */
function generatedFields({ kind, shape: before }: Wanted, after: object): string[] {
  const fields = Object.keys(asRecord(asRecord(specSchemas[kind])["properties"]));
  const [old, now] = [membersOf(before), membersOf(after)];
  return Object.keys(now).filter(
    (field) => !isDeepStrictEqual(old[field], now[field]) || !fields.includes(field),
  );
}
