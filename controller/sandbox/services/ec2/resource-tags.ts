import type {
  CreateTagsRequest,
  DeleteTagsRequest,
  DescribeTagsRequest,
  Tag,
  TagSpecification,
} from "@aws-sdk/client-ec2";
import { keyIn, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import {
  mergeTags,
  removeTags,
  replaceTags,
  seenTagsAt,
  type Tags,
  tagList,
  tagRecord,
  tagsAt,
  tagsFromList,
  tagsOf,
} from "../../tags.ts";
import { pageLimit, wildcards } from "./filters.ts";
import { arnOf, noSuchId, type ResourceType, typeOfId } from "./resource-types.ts";

const maxTags = 50;
const maxResources = 1000;

/** A resource's tags in the form that EC2 gives them inside the resource. */
export function tagsInside(context: CallContext, id: string): Tag[] {
  return tagList(seenTagsAt(context, arnOf(context, id)));
}

/** The tags that a create call's specifications give to a type. Refuses other types and bad tags. */
export function specifiedTags(
  type: ResourceType,
  specifications: readonly TagSpecification[] = [],
  others: readonly string[] = [],
): Tags {
  for (const { ResourceType: name } of specifications)
    if (name !== type.name && !others.includes(name ?? ""))
      throw new AwsError(
        "InvalidParameterValue",
        `'${name}' is not a valid taggable resource type for this operation`,
      );
  const own = specifications
    .filter(({ ResourceType: name }) => name === type.name)
    .flatMap(({ Tags }) => Tags ?? []);
  return checkedTags(tagsFromList(own));
}

/** Gives a new resource its tags. */
export function tagNew(context: CallContext, id: string, tags: Tags): void {
  replaceTags(context, arnOf(context, id), tags);
}

/** Adds tags to resources, all of them or none. */
export function createTags(context: CallContext, input: CreateTagsRequest): void {
  const ids = existingIds(context, input.Resources);
  const added = checkedTags(tagsFromList(input.Tags));
  for (const id of ids)
    checkedTags(
      tagRecord([...Object.entries(tagsAt(context, arnOf(context, id))), ...Object.entries(added)]),
    );
  for (const id of ids) mergeTags(context, arnOf(context, id), added);
}

/** Takes tags from resources: all without `Tags`, and where a tag has a value, only if it is that one. */
export function deleteTags(context: CallContext, input: DeleteTagsRequest): void {
  for (const id of existingIds(context, input.Resources)) {
    const arn = arnOf(context, id);
    const present = tagsAt(context, arn);
    const gone = input.Tags
      ? input.Tags.filter(({ Key = "", Value }) => Value === undefined || present[Key] === Value)
      : tagList(present);
    removeTags(
      context,
      arn,
      gone.map(({ Key = "" }) => Key),
    );
  }
}

/** A page of the tags of all resources. */
export function describeTags(context: CallContext, input: DescribeTagsRequest) {
  const limit = pageLimit(input.MaxResults);
  const prefix = arnOf(context, "-").replace(/unknown\/-$/, "");
  const all = [];
  for (const [arn, { tags }] of tagsOf(context).seenFrom(prefix)) {
    if (!arn.startsWith(prefix)) break;
    const [ResourceType, ResourceId] = arn.slice(prefix.length).split("/");
    for (const { Key, Value } of tagList(tags)) all.push({ ResourceType, ResourceId, Key, Value });
  }
  const kept = (input.Filters ?? []).reduce((tags, { Name = "", Values = [] }) => {
    const member = tagFilters.get(Name.replace(/^tag:.*/s, "tag:"));
    if (!member) throw new AwsError("InvalidParameterValue", `The filter '${Name}' is invalid`);
    const matches = wildcards(Values);
    return tags.filter(
      (tag) =>
        matches(tag[member] ?? "") && (!Name.startsWith("tag:") || tag.Key === Name.slice("tag:".length)),
    );
  }, all);
  const start = input.NextToken === undefined ? 0 : Number(keyIn(input.NextToken, "InvalidParameterValue"));
  const end = start + limit;
  return { Tags: kept.slice(start, end), ...(end < kept.length && { NextToken: tokenFor(String(end)) }) };
}

const tagFilters = new Map<string, "Key" | "Value" | "ResourceId" | "ResourceType">([
  ["key", "Key"],
  ["value", "Value"],
  ["resource-id", "ResourceId"],
  ["resource-type", "ResourceType"],
  ["tag:", "Value"],
]);

function existingIds(context: CallContext, ids: readonly string[] = []): readonly string[] {
  if (ids.length > maxResources)
    throw new AwsError("InvalidParameterValue", `At most ${maxResources} resources can be tagged at a time`);
  for (const id of ids) {
    const type = typeOfId(id);
    if (!type) throw new AwsError("InvalidID", `The ID '${id}' is not valid`);
    if (!context.world.table(context.account, context.region, `ec2/${type.name}`).get(id))
      throw noSuchId(type, id);
  }
  return ids;
}

function checkedTags(tags: Tags): Tags {
  const entries = Object.entries(tags);
  if (entries.length > maxTags)
    throw new AwsError("TagLimitExceeded", `A resource can't have more than ${maxTags} tags`);
  for (const [key, value] of entries) {
    if (key.length < 1 || key.length > 127 || value.length > 256)
      throw new AwsError("InvalidParameterValue", `Tag key or value is too long: ${key}`);
    if (key.toLowerCase().startsWith("aws:"))
      throw new AwsError(
        "InvalidParameterValue",
        `Tag keys starting with 'aws:' are reserved for internal use`,
      );
  }
  return tags;
}
