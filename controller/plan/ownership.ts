import { appliedTag, deletionPolicyTag, objectTag, objectTagOf, ownerTag } from "../aws/tags.ts";
import type { AnyKind, Observed, Tags, Wanted } from "../kind.ts";
import { rememberLatest } from "../remember.ts";
import type { Rules } from "../value/compare.ts";
import {
  type Applied,
  decodeApplied,
  encodeApplied,
  fieldCode,
  fingerprint,
  identity,
} from "../value/fingerprint.ts";

/** The tags that say whose a resource is, and what was last applied to it. */
export function ownershipTags(
  owner: string,
  kind: AnyKind,
  wanted: Wanted,
  applied: ReadonlyMap<string, Applied>,
): Tags {
  const identified = new Map(applied).set(identity, {
    wanted: fingerprint(undefined, wanted.id),
    live: undefined,
  });
  return {
    [ownerTag]: owner,
    [objectTag]: objectTagOf(wanted),
    [appliedTag]: encodeApplied(identified),
    [deletionPolicyTag]: deletionPolicy(kind, wanted),
  };
}

/**
 * Every tag of a resource that is as git wants it. Most wishes stay the same objects from pass to pass, and their
 * fingerprints are most of the work of comparing.
 */
export const tagsAsWanted = rememberLatest((wanted: Wanted, owner: string, kind: AnyKind): Tags => {
  const prints = fingerprints(kind, wanted.shape, wanted.tags);
  return { ...wanted.tags, ...ownershipTags(owner, kind, wanted, prints) };
});

/** What happens to the resource once its document is gone: the annotation of today decides on that day. */
function deletionPolicy(kind: AnyKind, { manners }: Wanted): "retain" | "delete" {
  if (!manners.prune) return "retain";
  return manners.deletionPolicy ?? (kind.retain ? "retain" : "delete");
}

/**
 * Whether it is this installation's. Somebody who clones a resource with its tags makes it no one's of ours: the
 * applied tag knows which one it was written for.
 */
export function isOurs(observed: Observed, owner: string): boolean {
  return observed.tags[ownerTag] === owner && !isCopy(observed);
}

/** Whether its tags are those of another resource. */
export function isCopy({ id, tags }: Observed): boolean {
  const tag = tags[appliedTag];
  const print = fingerprint(undefined, id);
  if (tag?.includes(fieldCode(identity) + print)) return false;
  const applied = decodeApplied(tag);
  return applied?.entry(identity) !== undefined && !applied.is(identity, print);
}

/** The fingerprints of a shape and the user's tags, a field each. */
export function fingerprints(kind: AnyKind, shape: object, tags: Tags): Map<string, Applied> {
  const rules: Rules = kind.fields;
  const fields = new Map<string, Applied>();
  for (const [field, value] of Object.entries(shape)) {
    const wanted = fingerprint(rules[field], value);
    if (wanted !== "") fields.set(field, { wanted, live: undefined });
  }
  fields.set("tags", { wanted: fingerprint(undefined, tags), live: undefined });
  return fields;
}
