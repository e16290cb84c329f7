import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-sns";
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
import { invalid, topicsOf } from "./topic-store.ts";

const maxTags = 50;

/** A topic's tags. */
export function listTagsForResource(
  context: CallContext,
  { ResourceArn: arn = "" }: ListTagsForResourceRequest,
) {
  if (!topicsOf(context).seen(arn)) throw noSuchResource();
  return { Tags: tagList(seenTagsAt(context, arn)) };
}

/** Adds tags to a topic. */
export function tagResource(
  context: CallContext,
  { ResourceArn: arn = "", Tags: tags }: TagResourceRequest,
): void {
  if (!topicsOf(context).get(arn)) throw noSuchResource();
  const added = tagsFromList(tags);
  checkTags(withTags(context, arn, added));
  mergeTags(context, arn, added);
}

/** Takes tags from a topic. */
export function untagResource(
  context: CallContext,
  { ResourceArn: arn = "", TagKeys }: UntagResourceRequest,
): void {
  if (!topicsOf(context).get(arn)) throw noSuchResource();
  removeTags(context, arn, TagKeys ?? []);
}

/** Refuses tags that a topic can't have. */
export function checkTags(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > maxTags)
    throw new AwsError("TagLimitExceeded", `Could not complete request: tag quota of per resource exceeded`);
  for (const [key, value] of entries)
    if (!isTag(key, value)) throw invalid("Tags", `the tag ${key} is not valid`);
}

function noSuchResource(): AwsError {
  return new AwsError("ResourceNotFound", "Resource does not exist");
}
