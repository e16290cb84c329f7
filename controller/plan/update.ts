import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { appliedTag, ownerTag, userTags } from "../aws/tags.ts";
import type { AnyKind, FieldChange, FieldRule, Observed, Tags, Wanted, Write } from "../kind.ts";
import { objectKey } from "../kind.ts";
import { compare, type Difference, pointer, type Rules, withValue } from "../value/compare.ts";
import { type AppliedReader, decodeApplied, fingerprint } from "../value/fingerprint.ts";
import { fingerprints, ownershipTags, tagsAsWanted } from "./ownership.ts";

/** How a resource that exists differs from git, and the write that would mend it. */
export interface Update {
  readonly fields: readonly FieldChange[];
  /** Absent when there is nothing to write. */
  readonly write: Write | undefined;
  /** Differing fields that AWS doesn't let anybody change. */
  readonly immutable: readonly string[];
}

/** A shape and its user tags as one, so that tags are compared like any other field. */
type Whole = Record<string, unknown> & { tags: Tags };

/**
 * Compares a wanted resource with the one in AWS, field by field. Ignored fields keep AWS's value; so does, as
 * `held`, drift that is only to be reported and a value that AWS has already made of this very wish.
 */
export function planUpdate(
  kind: AnyKind,
  owner: string,
  wanted: Wanted,
  observed: Observed & { shape: object },
): Update {
  const tagsDue = tagsAsWanted(wanted, owner, kind);
  // Most resources are as git wants them to the last character, which is seen far sooner than what it means.
  if (isDeepStrictEqual(observed.tags, tagsDue) && isDeepStrictEqual(observed.shape, wanted.shape))
    return { fields: [], write: undefined, immutable: [] };
  const rules: Rules = kind.fields;
  const live: Whole = { ...observed.shape, tags: userTags(observed.tags) };
  const git: Whole = { ...wanted.shape, tags: wanted.tags };
  const differences = compare(rules, live, git);
  const readable = differences.length > 0 && observed.tags[ownerTag] === owner;
  const applied = readable ? decodeApplied(observed.tags[appliedTag]) : undefined;
  const isIgnored = ({ path }: Difference) => within(pointer(path), wanted.manners.ignore);

  const kept = differences.filter(isIgnored);
  // What is ignored says nothing of who changed the rest of its field.
  const seen = kept.reduce((shape, { path, after }) => withValue(rules, shape, path, after), live);
  const fields: FieldChange[] = [];
  const changed = new Set<string>();
  const verdicts = new Map<string, Verdict>();
  for (const difference of differences.filter((one) => !isIgnored(one))) {
    const field = difference.path[0] ?? "";
    const path = pointer(difference.path);
    const verdict = verdicts.get(field) ?? judge(rules[field], field, seen[field], git[field], applied);
    verdicts.set(field, verdict);
    const held = verdict.settled
      ? "not-converging"
      : verdict.origin === "drift" && wanted.manners.drift === "report"
        ? "drift-report"
        : undefined;
    if (held) kept.push(difference);
    else changed.add(field);
    fields.push({
      path,
      before: difference.before,
      after: difference.after,
      origin: verdict.origin,
      ...(held && { held }),
    });
  }

  const target = kept.reduce((shape, { path, before }) => withValue(rules, shape, path, before), git);
  const { tags: targetTags, ...targetShape } = target;
  let tags = tagsDue;
  if (kept.length > 0) {
    const prints = fingerprints(kind, wanted.shape, wanted.tags);
    for (const field of new Set(kept.map(({ path }) => path[0] ?? "")))
      if (!changed.has(field)) keepEntry(prints, field, applied);
    tags = { ...targetTags, ...ownershipTags(owner, kind, wanted, prints) };
  }

  const bookkeeping = ownershipChanges(observed.tags, tags);
  const writes = changed.size > 0 || bookkeeping.length > 0;
  return {
    fields: [...fields, ...bookkeeping.filter(({ path }) => changed.size === 0 || path !== appliedPath)],
    immutable: [...changed].filter((field) => isImmutable(rules[field], live[field], git[field])),
    write: writes
      ? {
          id: wanted.id,
          arn: observed.arn,
          before: observed,
          target: targetShape,
          tags,
          changed: shapeFields(changed),
          token: writeToken(owner, wanted, target),
        }
      : undefined,
  };
}

/**
 * The write that makes a resource that doesn't exist.
 *
 * @param replaces the ARN of what it takes the place of: part of the token, since a service that remembers the token
 *   of an earlier creation would otherwise answer with what has been deleted since
 */
export function planCreation(kind: AnyKind, owner: string, wanted: Wanted, replaces?: string): Write {
  // All of them: a service refuses a token it knows with other tags beside it, our own among them.
  const tags = tagsAsWanted(wanted, owner, kind);
  return {
    id: wanted.id,
    arn: wanted.arn,
    before: undefined,
    target: wanted.shape,
    tags,
    changed: new Set(Object.keys(wanted.shape)),
    token: writeToken(owner, wanted, { ...wanted.shape, tags }, replaces),
  };
}

/** Follows whatever else is written; worth showing only when nothing else is. */
const appliedPath = "/ownership/applied";

interface Verdict {
  readonly origin: FieldChange["origin"];
  /** AWS has made this value of exactly this wish before. */
  readonly settled: boolean;
}

function judge(
  rule: FieldRule | undefined,
  field: string,
  live: unknown,
  git: unknown,
  applied: AppliedReader | undefined,
): Verdict {
  if (!applied) return { origin: "unknown", settled: false };
  const [livePrint, gitPrint] = [fingerprint(rule, live), fingerprint(rule, git)];
  const asApplied = applied.is(field, gitPrint);
  if (asApplied && applied.settledAs(field, livePrint)) return { origin: "git", settled: true };
  if (asApplied) return { origin: "drift", settled: false };
  const untouched = applied.is(field, livePrint) || applied.settledAs(field, livePrint);
  return { origin: untouched ? "git" : "both", settled: false };
}

function isImmutable(rule: FieldRule | undefined, before: unknown, after: unknown): boolean {
  return typeof rule?.immutable === "function" ? rule.immutable(before, after) : rule?.immutable === true;
}

/** Whether a JSON Pointer is one of these or leads into one of them. */
function within(path: string, pointers: readonly string[]): boolean {
  return pointers.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
}

/** A field that isn't written keeps what the tag said of it. */
function keepEntry(
  prints: Map<string, { wanted: string; live: string | undefined }>,
  field: string,
  applied: AppliedReader | undefined,
): void {
  const entry = applied?.entry(field);
  if (entry) prints.set(field, entry);
  else prints.delete(field);
}

function shapeFields(changed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...changed].filter((field) => field !== "tags"));
}

function ownershipChanges(before: Tags, after: Tags): FieldChange[] {
  const own = Object.keys(after)
    .filter((key) => key.startsWith("watchkeeper.dev/"))
    .sort();
  return own
    .filter((key) => before[key] !== after[key])
    .map((key) => ({
      path: `/ownership/${key.slice("watchkeeper.dev/".length)}`,
      before: before[key],
      after: after[key],
      // It follows git: a document was renamed, an annotation changed, or something is adopted.
      origin: "git",
    }));
}

/** The same for every attempt at the same wish, 64 ASCII characters at most, as EC2's client tokens must be. */
function writeToken(owner: string, wanted: Wanted, target: object, replaces?: string): string {
  return hash("sha256", JSON.stringify([owner, objectKey(wanted), wanted.id, target, replaces]), "hex");
}
