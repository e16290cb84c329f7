import type {
  LifecycleRule,
  LifecycleRuleFilter,
  NoncurrentVersionTransition,
  Transition,
  TransitionStorageClass,
} from "@aws-sdk/client-s3";
import type { LogBucketSpec } from "../../generated/types.ts";
import { isoDay } from "../../value/iso-day.ts";

type RuleSpec = NonNullable<LogBucketSpec["lifecycleRules"]>[number];
type TransitionSpec = NonNullable<RuleSpec["transitions"]>[number];
type NoncurrentSpec = NonNullable<RuleSpec["noncurrentVersionTransitions"]>[number];

/** Which objects a rule is about; every condition counts. */
export interface FilterShape {
  readonly prefix?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly objectSizeGreaterThan?: number;
  readonly objectSizeLessThan?: number;
}

/** A lifecycle rule in the one form it is compared in: its lists by storage class, days as `2030-01-31`. */
export interface LifecycleRuleShape {
  readonly id: string;
  readonly status: "Enabled" | "Disabled";
  readonly filter?: FilterShape;
  readonly expiration?: {
    readonly days?: number;
    readonly date?: string;
    readonly expiredObjectDeleteMarker?: true;
  };
  readonly transitions?: readonly TransitionSpec[];
  readonly noncurrentVersionExpiration?: RuleSpec["noncurrentVersionExpiration"];
  readonly noncurrentVersionTransitions?: readonly NoncurrentSpec[];
  readonly abortIncompleteMultipartUpload?: RuleSpec["abortIncompleteMultipartUpload"];
}

export function desiredRule(rule: RuleSpec): LifecycleRuleShape {
  const { filter, expiration, transitions, noncurrentVersionTransitions } = rule;
  const { days, date, expiredObjectDeleteMarker } = expiration ?? {};
  return {
    id: rule.id,
    status: rule.status ?? "Enabled",
    ...(filter && { filter }),
    ...(expiration && {
      expiration: present({
        days,
        date,
        expiredObjectDeleteMarker: expiredObjectDeleteMarker ? (true as const) : undefined,
      }),
    }),
    ...(transitions && { transitions: transitions.toSorted(byClass) }),
    ...(rule.noncurrentVersionExpiration && {
      noncurrentVersionExpiration: rule.noncurrentVersionExpiration,
    }),
    ...(noncurrentVersionTransitions && {
      noncurrentVersionTransitions: noncurrentVersionTransitions.toSorted(byClass),
    }),
    ...(rule.abortIncompleteMultipartUpload && {
      abortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload,
    }),
  };
}

export function ruleFromAws(rule: LifecycleRule): LifecycleRuleShape {
  const filter = filterFromAws(rule);
  const { Expiration: expiration, AbortIncompleteMultipartUpload: uploads } = rule;
  const { NoncurrentVersionExpiration: noncurrent } = rule;
  const transitions = (rule.Transitions ?? []).map(transitionFromAws).sort(byClass);
  const moves = (rule.NoncurrentVersionTransitions ?? []).map(noncurrentFromAws).sort(byClass);
  return {
    id: rule.ID ?? "",
    status: rule.Status ?? "Enabled",
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(expiration && {
      expiration: present({
        days: expiration.Days,
        date: isoDay(expiration.Date),
        expiredObjectDeleteMarker: expiration.ExpiredObjectDeleteMarker ? (true as const) : undefined,
      }),
    }),
    ...(transitions.length > 0 && { transitions }),
    ...(noncurrent && {
      noncurrentVersionExpiration: {
        noncurrentDays: noncurrent.NoncurrentDays ?? 0,
        ...present({ newerNoncurrentVersions: noncurrent.NewerNoncurrentVersions }),
      },
    }),
    ...(moves.length > 0 && { noncurrentVersionTransitions: moves }),
    ...(uploads && {
      abortIncompleteMultipartUpload: { daysAfterInitiation: uploads.DaysAfterInitiation ?? 0 },
    }),
  };
}

export function ruleToAws(rule: LifecycleRuleShape): LifecycleRule {
  const { expiration, noncurrentVersionExpiration: noncurrent } = rule;
  return {
    ID: rule.id,
    Status: rule.status,
    Filter: filterToAws(rule.filter ?? {}),
    ...(expiration && {
      Expiration: present({
        Days: expiration.days,
        Date: midnight(expiration.date),
        ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker,
      }),
    }),
    ...(rule.transitions && {
      Transitions: rule.transitions.map(({ days, date, storageClass }) => ({
        ...present({ Days: days, Date: midnight(date) }),
        StorageClass: storageClass,
      })),
    }),
    ...(noncurrent && {
      NoncurrentVersionExpiration: present({
        NoncurrentDays: noncurrent.noncurrentDays,
        NewerNoncurrentVersions: noncurrent.newerNoncurrentVersions,
      }),
    }),
    ...(rule.noncurrentVersionTransitions && {
      NoncurrentVersionTransitions: rule.noncurrentVersionTransitions.map((move) => ({
        ...present({
          NoncurrentDays: move.noncurrentDays,
          NewerNoncurrentVersions: move.newerNoncurrentVersions,
        }),
        StorageClass: move.storageClass,
      })),
    }),
    ...(rule.abortIncompleteMultipartUpload && {
      AbortIncompleteMultipartUpload: {
        DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation,
      },
    }),
  };
}

/** AWS nests several conditions in `And`, and knows an older `Prefix` beside the filter. */
function filterFromAws({ Filter: filter = {}, Prefix }: LifecycleRule): FilterShape {
  const { And: and } = filter;
  const tags = [...(filter.Tag ? [filter.Tag] : []), ...(and?.Tags ?? [])];
  return present({
    prefix: filter.Prefix || and?.Prefix || Prefix || undefined,
    tags:
      tags.length > 0 ? Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value])) : undefined,
    objectSizeGreaterThan: filter.ObjectSizeGreaterThan ?? and?.ObjectSizeGreaterThan,
    objectSizeLessThan: filter.ObjectSizeLessThan ?? and?.ObjectSizeLessThan,
  });
}

function filterToAws(filter: FilterShape): LifecycleRuleFilter {
  const { prefix, tags = {}, objectSizeGreaterThan, objectSizeLessThan } = filter;
  const pairs = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const others = present({
    Prefix: prefix,
    ObjectSizeGreaterThan: objectSizeGreaterThan,
    ObjectSizeLessThan: objectSizeLessThan,
  });
  const [tag] = pairs;
  const conditions = Object.keys(others).length + pairs.length;
  if (conditions === 0) return { Prefix: "" };
  if (conditions > 1) return { And: { ...others, ...(tag && { Tags: pairs }) } };
  return tag ? { Tag: tag } : others;
}

function transitionFromAws({ Days, Date: date, StorageClass }: Transition): TransitionSpec {
  return { ...present({ days: Days, date: isoDay(date) }), storageClass: classOf(StorageClass) };
}

function noncurrentFromAws(move: NoncurrentVersionTransition): NoncurrentSpec {
  return {
    noncurrentDays: move.NoncurrentDays ?? 0,
    ...present({ newerNoncurrentVersions: move.NewerNoncurrentVersions }),
    storageClass: classOf(move.StorageClass),
  };
}

/** Every transition has one. */
function classOf(storageClass: TransitionStorageClass | undefined): TransitionStorageClass {
  return storageClass ?? "GLACIER";
}

function byClass(a: { readonly storageClass: string }, b: { readonly storageClass: string }): number {
  return a.storageClass < b.storageClass ? -1 : a.storageClass > b.storageClass ? 1 : 0;
}

/** Lifecycle dates are at midnight UTC. */
function midnight(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(`${day}T00:00:00.000Z`);
}

/** The members that there are. */
function present<Members extends Record<string, unknown>>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  // Only absent members are gone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(given) as { [Name in keyof Members]?: NonNullable<Members[Name]> };
}
