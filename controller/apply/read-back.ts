import type { Aws } from "../aws/aws.ts";
import { appliedTag } from "../aws/tags.ts";
import type { AnyKind, Change, FieldRule, Observed, Target, Write } from "../kind.ts";
import { compare, pointer } from "../plan/compare.ts";
import { type Applied, decodeApplied, encodeApplied, fingerprint } from "../value/fingerprint.ts";

type Rules = Readonly<Record<string, FieldRule | undefined>>;

/** What a write left differing. */
export interface Leftover {
  readonly change: Change;
  /** JSON Pointers of the fields that AWS made another value of; empty when the resource can't be seen yet. */
  readonly paths: readonly string[];
}

/** Pauses between looks, for reads that lag behind writes. */
const pausesMs = [0, 1_000, 2_000, 4_000];

/**
 * Reads written resources back, in batches, and returns those that aren't as written. What AWS made of a field is
 * noted in the applied tag, so that no later pass, by this process or another, writes it in vain or calls it drift.
 */
export async function readBack(
  kind: AnyKind,
  aws: Aws,
  written: readonly Change[],
  signal: AbortSignal,
): Promise<Leftover[]> {
  const rules = kind.fields as Rules;
  let open = written;
  let found = new Map<string, Observed>();
  for (const pauseMs of pausesMs) {
    if (open.length === 0) return [];
    if (pauseMs > 0) await aws.clock.sleep(pauseMs, signal);
    const { items } = await kind.read(aws, open.flatMap(asTarget), { tags: false });
    found = new Map(items.map((item) => [item.id, item]));
    open = open.filter((change) => {
      const shape = found.get(change.write?.id ?? "")?.shape;
      return !shape || compare(rules, shape, change.write?.target ?? {}).length > 0;
    });
  }
  return Promise.all(
    open.map(async (change): Promise<Leftover> => {
      const live = found.get(change.write?.id ?? "");
      if (!live?.shape || !change.write) return { change, paths: [] };
      const differing = compare(rules, live.shape, change.write.target);
      const fields = new Set(differing.map(({ path }) => path[0] ?? ""));
      const settled = noteSettled(rules, change.write, live.shape, fields);
      await kind.tag(aws, live, { [appliedTag]: settled }, []);
      return { change, paths: differing.map(({ path }) => pointer(path)) };
    }),
  );
}

/** A new resource is found by its id alone: what it replaces has another one. */
function asTarget({ write, action, observed }: Change): Target[] {
  return write
    ? [{ id: write.id, wanted: write.target, observed: action === "update" ? observed : undefined }]
    : [];
}

/** The applied tag with what AWS made of the differing fields in it. */
function noteSettled(rules: Rules, write: Write, live: object, differing: ReadonlySet<string>): string {
  const applied = decodeApplied(write.tags[appliedTag]);
  const shape = live as Record<string, unknown>;
  const fields = new Set([...Object.keys(write.target), ...differing, "tags"]);
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
