import type { Aws } from "../aws/aws.ts";
import { appliedTag } from "../aws/tags.ts";
import type { AnyKind, Change, Observed, Target, Write } from "../kind.ts";
import { compare, type Difference, type Rules } from "../value/compare.ts";
import { type Applied, decodeApplied, encodeApplied, fingerprint, identity } from "../value/fingerprint.ts";
import { membersOf } from "../value/record.ts";

/** A write that AWS doesn't show as it was made. */
export interface Leftover {
  readonly change: Change;
  /** What AWS shows; absent when the resource can't be seen yet. */
  readonly live: Observed | undefined;
  /** What differs from what was written. */
  readonly differences: readonly Difference[];
}

/** Pauses between looks, for reads that lag behind writes. */
const pausesMs = [0, 1_000, 2_000, 4_000];

/** Reads written resources back, in batches, and returns those that aren't as written. */
export async function readBack(
  kind: AnyKind,
  aws: Aws,
  written: readonly Change[],
  signal: AbortSignal,
): Promise<Leftover[]> {
  const rules: Rules = kind.fields;
  let left = written.map((change): Leftover => ({ change, live: undefined, differences: [] }));
  for (const pauseMs of pausesMs) {
    if (left.length === 0) return [];
    if (pauseMs > 0) await aws.clock.sleep(pauseMs, signal);
    const { items } = await kind.read(aws, left.flatMap(asTarget), { tags: false });
    const found = new Map(items.map((item) => [item.id, item]));
    left = left.flatMap(({ change }): Leftover[] => {
      const live = found.get(change.write?.id ?? "");
      if (!live?.shape) return [{ change, live: undefined, differences: [] }];
      const differences = compare(rules, live.shape, change.write?.target ?? {});
      return differences.length > 0 ? [{ change, live, differences }] : [];
    });
  }
  return left;
}

/**
 * Notes in the applied tag what AWS made of the fields that differ, so that no later pass, by this process or
 * another, writes them in vain or calls them drift.
 */
export async function noteSettled(
  kind: AnyKind,
  aws: Aws,
  { change, live, differences }: Leftover,
): Promise<void> {
  if (!live?.shape || !change.write) return;
  const fields = new Set(differences.map(({ path }) => path[0] ?? ""));
  const settled = settledTag(kind.fields, change.write, live.shape, fields);
  await kind.tag(aws, live, { [appliedTag]: settled }, []);
}

/** A new resource is found by its id alone: what it replaces has another one. */
function asTarget({ change: { write, action, observed } }: Leftover): Target[] {
  return write
    ? [{ id: write.id, wanted: write.target, observed: action === "update" ? observed : undefined }]
    : [];
}

/** The applied tag with what AWS made of the differing fields in it. */
function settledTag(rules: Rules, write: Write, live: object, differing: ReadonlySet<string>): string {
  const applied = decodeApplied(write.tags[appliedTag]);
  const shape = membersOf(live);
  const fields = new Set([...Object.keys(write.target), ...differing, "tags", identity]);
  const entries = new Map<string, Applied>();
  for (const field of fields) {
    const { wanted, live: before } = applied?.entry(field) ?? { wanted: "", live: undefined };
    entries.set(field, {
      wanted,
      live: differing.has(field) ? fingerprint(rules[field], shape[field]) : before,
    });
  }
  return encodeApplied(entries);
}
