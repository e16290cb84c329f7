import type { Tags } from "../kind.ts";

/** The installation that owns a resource. */
export const ownerTag = "watchkeeper.dev/owner";
/** The object it is, e.g. `MetricAlarm/api-5xx`. */
export const objectTag = "watchkeeper.dev/object";
/** The fingerprints of what was last applied; see `value/fingerprint.ts`. */
export const appliedTag = "watchkeeper.dev/applied";
/** Whether it goes with its document, for the time when there is none left to ask. */
export const deletionPolicyTag = "watchkeeper.dev/deletion-policy";

const ownTags = new Set([ownerTag, objectTag, appliedTag, deletionPolicyTag]);

/** The user's tags alone. */
export function userTags(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !ownTags.has(key)));
}

/** Tags as most services list them; without the `aws:` ones, which nobody can change. */
export function fromTagList(
  list: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Tags {
  const entries = (list ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith("aws:")).sort(byKey));
}

/** Tags as most services take them, by key. */
export function toTagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags)
    .sort(byKey)
    .map(([Key, Value]) => ({ Key, Value }));
}

function byKey(a: readonly [string, string], b: readonly [string, string]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
