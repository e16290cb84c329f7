import type { AddTagsRequest, ListTagsRequest, RemoveTagsRequest, Tag } from "@aws-sdk/client-cloudtrail";
import { AwsError, type CallContext } from "../../service.ts";
import {
  isTag,
  mergeTags,
  removeTags,
  seenTagsAt,
  type Tags,
  tagList,
  tagsFromList,
  withTags,
} from "../../tags.ts";
import { activeStore, isStoreArn, seenStore } from "./event-data-store-table.ts";
import { nameIn, trailsOf } from "./trail-store.ts";

const maxTags = 50;
const maxResources = 20;

/** The tags of up to 20 trails and event data stores. */
export function listTags(context: CallContext, { ResourceIdList: arns = [] }: ListTagsRequest) {
  if (arns.length > maxResources)
    throw new AwsError(
      "InvalidParameterException",
      `At most ${maxResources} resources can be listed at a time`,
    );
  return {
    ResourceTagList: arns.map((arn) => {
      if (isStoreArn(arn)) seenStore(context, arn);
      else if (trailsOf(context).seen(nameAt(arn))?.trail.TrailARN !== arn) throw noSuchResource(arn);
      return { ResourceId: arn, TagsList: tagList(seenTagsAt(context, arn)) };
    }),
  };
}

/** Adds tags to a trail or event data store. */
export function addTags(context: CallContext, { ResourceId, TagsList }: AddTagsRequest): void {
  const arn = existing(context, ResourceId);
  const added = checkedTags(TagsList);
  if (Object.keys(withTags(context, arn, added)).length > maxTags)
    throw new AwsError("TagsLimitExceededException", `A trail can't have more than ${maxTags} tags`);
  mergeTags(context, arn, added);
}

/** Takes tags from a trail or event data store: those named, whatever value is named with them. */
export function removeTagsOf(context: CallContext, { ResourceId, TagsList }: RemoveTagsRequest): void {
  const arn = existing(context, ResourceId);
  removeTags(context, arn, Object.keys(tagsFromList(TagsList)));
}

/** Tags by key; refuses those that a trail can't have. */
export function checkedTags(list: readonly Tag[] = []): Tags {
  if (list.length > maxTags)
    throw new AwsError("TagsLimitExceededException", `A trail can't have more than ${maxTags} tags`);
  const tags = tagsFromList(list);
  if (Object.keys(tags).length < list.length)
    throw new AwsError("InvalidTagParameterException", "A tag key is named twice");
  for (const [key, value] of Object.entries(tags))
    if (!isTag(key, value)) throw new AwsError("InvalidTagParameterException", `The tag ${key} is not valid`);
  return tags;
}

function existing(context: CallContext, arn = ""): string {
  if (isStoreArn(arn)) return activeStore(context, arn).arn;
  if (trailsOf(context).get(nameAt(arn))?.trail.TrailARN !== arn) throw noSuchResource(arn);
  return arn;
}

function nameAt(arn: string): string {
  if (!arn.startsWith("arn:"))
    throw new AwsError("CloudTrailARNInvalidException", `Not the ARN of a trail: ${arn}`);
  return nameIn(arn);
}

function noSuchResource(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `There is no ${arn} in this region`);
}
