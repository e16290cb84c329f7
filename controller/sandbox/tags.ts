import type { CallContext } from "./service.ts";
import type { Table } from "./state.ts";

/** Tags by key. Made without a prototype, so that a tag called `__proto__` is a tag. */
export type Tags = Readonly<Record<string, string>>;

/** What carries tags: a resource's ARN with its tags, empty when it was tagged once. */
export interface Tagged {
  readonly arn: string;
  readonly tags: Tags;
}

/** Where tags are kept: an account and region of a world; a `CallContext` is one. */
export type TagScope = Pick<CallContext, "world" | "account" | "region">;

/** The tags of every resource of an account and region, by ARN: what all services keep their tags in. */
export function tagsOf(scope: TagScope): Table<Tagged> {
  return scope.world.table<Tagged>(scope.account, scope.region, "tags");
}

/** A resource's tags as they are; none for a resource that never had any. */
export function tagsAt(scope: TagScope, arn: string): Tags {
  return tagsOf(scope).get(arn)?.tags ?? tagRecord([]);
}

/** A resource's tags as a lagging read sees them. */
export function seenTagsAt(scope: TagScope, arn: string): Tags {
  return tagsOf(scope).seen(arn)?.tags ?? tagRecord([]);
}

/** Gives a resource exactly these tags. */
export function replaceTags(scope: TagScope, arn: string, tags: Tags): void {
  const table = tagsOf(scope);
  if (Object.keys(tags).length > 0 || table.get(arn))
    table.put(arn, { arn, tags: tagRecord(Object.entries(tags)) });
}

/** The tags that a resource would have with these added; a key it has gets the new value. */
export function withTags(scope: TagScope, arn: string, added: Tags): Tags {
  return tagRecord([...Object.entries(tagsAt(scope, arn)), ...Object.entries(added)]);
}

/** Adds tags to a resource; a key it has gets the new value. */
export function mergeTags(scope: TagScope, arn: string, tags: Tags): void {
  replaceTags(scope, arn, withTags(scope, arn, tags));
}

/** Whether most services take it as a tag: up to 128 characters and 256, and none of AWS's own. */
export function isTag(key: string, value: string): boolean {
  return key.length >= 1 && key.length <= 128 && value.length <= 256 && !key.toLowerCase().startsWith("aws:");
}

/** What a service takes as a resource's tags, and how it refuses others. */
export interface TagRules {
  readonly most: number;
  tooMany(): Error;
  notValid(key: string): Error;
}

/** Refuses tags that a resource can't have. */
export function checkTags(tags: Tags, { most, tooMany, notValid }: TagRules): void {
  const entries = Object.entries(tags);
  if (entries.length > most) throw tooMany();
  for (const [key, value] of entries) if (!isTag(key, value)) throw notValid(key);
}

/** Adds tags to a resource, unless it would have some then that it can't have. */
export function addTags(scope: TagScope, arn: string, added: Tags, rules: TagRules): void {
  checkTags(withTags(scope, arn, added), rules);
  mergeTags(scope, arn, added);
}

/** Takes the tags with these keys from a resource; keys it hasn't are no error. */
export function removeTags(scope: TagScope, arn: string, keys: readonly string[]): void {
  const gone = new Set(keys);
  replaceTags(scope, arn, tagRecord(Object.entries(tagsAt(scope, arn)).filter(([key]) => !gone.has(key))));
}

/** Forgets a resource's tags, for when the resource itself is deleted. */
export function forgetTags(scope: TagScope, arn: string): void {
  tagsOf(scope).delete(arn);
}

/** Tags from key/value pairs, sorted by key. */
export function tagRecord(pairs: Iterable<readonly [key: string, value: string]>): Tags {
  const record: Record<string, string> = Object.create(null);
  for (const [key, value] of [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) record[key] = value;
  return record;
}

/** Tags from AWS's usual form, a list of `{Key, Value}`; the last of two equal keys wins, an absent value is "". */
export function tagsFromList(
  list: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined,
): Tags {
  return tagRecord((list ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** Tags in AWS's usual form, a list of `{Key, Value}` sorted by key. */
export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
