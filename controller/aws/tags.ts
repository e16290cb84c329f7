import { hash } from "node:crypto";
import { objectName, type Tags } from "../kind.ts";

/** The installation that owns a resource. */
export const ownerTag = "watchkeeper.dev/owner";
/** The object it is, e.g. `MetricAlarm/api-5xx`. */
export const objectTag = "watchkeeper.dev/object";
/** The fingerprints of what was last applied; see `value/fingerprint.ts`. */
export const appliedTag = "watchkeeper.dev/applied";
/** Whether it goes with its document, for the time when there is none left to ask. */
export const deletionPolicyTag = "watchkeeper.dev/deletion-policy";

const ownTags = new Set([ownerTag, objectTag, appliedTag, deletionPolicyTag]);

/** What every service takes in a tag's value: letters, spaces, digits and `_.:/=+-@` (Tagging API Reference). */
const notInTags = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;
const longestValue = 256;
const digestLength = 12;

/** The object tag's value: its name, and where a tag can't hold that, as much of it as it can and a digest. */
export function objectTagOf(object: Parameters<typeof objectName>[0]): string {
  const name = objectName(object);
  const readable = name.replace(notInTags, "_");
  if (readable === name && name.length <= longestValue) return name;
  // Not to end in half a character.
  const start = readable.slice(0, longestValue - digestLength - 1).replace(/[\ud800-\udbff]$/, "");
  return `${start}.${hash("sha256", name, "base64url").slice(0, digestLength)}`;
}

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
