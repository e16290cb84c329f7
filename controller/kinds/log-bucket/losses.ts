import type { Observed } from "../../kind.ts";
import type { FilterShape, LifecycleRuleShape } from "./lifecycle.ts";
import { type Contents, isBucketStatus } from "./read.ts";
import type { LogBucketShape } from "./shape.ts";

/** What a change of a bucket, or its deletion, loses of what it holds; absent when nothing. */
export function bucketLosses(
  { shape: before, status }: Observed<LogBucketShape> & { readonly shape: LogBucketShape },
  after: LogBucketShape | undefined,
): string | undefined {
  if (!after) {
    const contents = isBucketStatus(status) ? status.contents : undefined;
    return contents && contents.versions > 0 ? contentsInWords(contents) : undefined;
  }
  const losses = [
    ...expiries(before, after),
    ...weakerLock(before, after),
    ...(before.versioning === "Enabled" && after.versioning === "Suspended"
      ? ["from now on, objects that are overwritten or deleted are gone"]
      : []),
    ...(before.logging && !after.logging ? ["who reads and writes its objects is no longer recorded"] : []),
  ];
  return losses.length === 0 ? undefined : `the bucket loses evidence: ${losses.join("; ")}`;
}

function contentsInWords({ versions, bytes, oldest, more }: Contents): string {
  const since = oldest === undefined ? "" : `, the oldest${more ? " of those seen" : ""} from ${oldest}`;
  return `the bucket has ${more ? "more than " : ""}${versions} objects and versions of them (${bytes} bytes${more ? " and more" : ""}${since}), and AWS deletes it only once they are gone`;
}

interface Expiry {
  readonly what: "objects" | "noncurrent versions";
  /** Days after which they go; a date counts as at once. */
  readonly days: number;
  readonly when: string;
  readonly filter: FilterShape;
  readonly keeps: number;
}

/** Expiries of `after` that no rule of `before` has as soon and for as many objects. */
function expiries(before: LogBucketShape, after: LogBucketShape): string[] {
  const known = before.lifecycleRules.flatMap(expiriesOf);
  return after.lifecycleRules
    .flatMap(expiriesOf)
    .filter((next) => !known.some((one) => isAsHard(one, next)))
    .map(({ what, when, filter }) => `${what}${inWords(filter)} are deleted ${when}`);
}

function expiriesOf({ status, filter = {}, ...rule }: LifecycleRuleShape): Expiry[] {
  if (status !== "Enabled") return [];
  const { expiration: { days, date } = {}, noncurrentVersionExpiration: noncurrent } = rule;
  const all: (Expiry | undefined)[] = [
    days === undefined ? undefined : { what: "objects", days, when: `after ${days} days`, filter, keeps: 0 },
    date === undefined ? undefined : { what: "objects", days: 0, when: `on ${date}`, filter, keeps: 0 },
    noncurrent && {
      what: "noncurrent versions",
      days: noncurrent.noncurrentDays,
      when: `after ${noncurrent.noncurrentDays} days`,
      filter,
      keeps: noncurrent.newerNoncurrentVersions ?? 0,
    },
  ];
  return all.filter((one) => one !== undefined);
}

/** Whether everything that `next` deletes is deleted by `one` as soon. */
function isAsHard(one: Expiry, next: Expiry): boolean {
  const soEarly = one.days === 0 || next.days === 0 ? one.when === next.when : one.days <= next.days;
  return one.what === next.what && soEarly && one.keeps <= next.keeps && covers(one.filter, next.filter);
}

function covers(wide: FilterShape, narrow: FilterShape): boolean {
  const { tags = {} } = wide;
  return (
    (narrow.prefix ?? "").startsWith(wide.prefix ?? "") &&
    Object.entries(tags).every(([key, value]) => narrow.tags?.[key] === value) &&
    (wide.objectSizeGreaterThan ?? -1) <= (narrow.objectSizeGreaterThan ?? -1) &&
    (wide.objectSizeLessThan ?? Number.POSITIVE_INFINITY) >=
      (narrow.objectSizeLessThan ?? Number.POSITIVE_INFINITY)
  );
}

function inWords({
  prefix,
  tags,
  objectSizeGreaterThan: more,
  objectSizeLessThan: less,
}: FilterShape): string {
  const conditions = [
    prefix !== undefined && `under ${prefix}`,
    ...Object.entries(tags ?? {}).map(([key, value]) => `tagged ${key}=${value}`),
    more !== undefined && `larger than ${more} bytes`,
    less !== undefined && `smaller than ${less} bytes`,
  ].filter((one) => one !== false);
  return conditions.length === 0 ? "" : ` ${conditions.join(", ")}`;
}

function weakerLock(before: LogBucketShape, after: LogBucketShape): string[] {
  const [old, next] = [before.objectLock?.defaultRetention, after.objectLock?.defaultRetention];
  const [oldHold, nextHold] = [old?.defaultEventHold, next?.defaultEventHold];
  const period = inDays(old);
  const left = inDays(next);
  return [
    left < period &&
      (left === 0
        ? "new objects are no longer locked"
        : `new objects are locked for ${left} days instead of ${period}`),
    left > 0 &&
      old?.mode === "COMPLIANCE" &&
      next?.mode === "GOVERNANCE" &&
      "whoever has the permission may lift the lock of new objects",
    inDays(nextHold) < inDays(oldHold) && "new objects are held for a shorter time, or no longer",
  ].filter((loss) => loss !== false);
}

function inDays(period: { readonly days?: number; readonly years?: number } | undefined): number {
  return period?.days ?? (period?.years ?? 0) * 365;
}
