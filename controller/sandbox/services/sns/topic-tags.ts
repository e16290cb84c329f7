import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-sns";
import { AwsError, type CallContext } from "../../service.ts";
import { addTags, removeTags, seenTagsAt, type TagRules, tagList, tagsFromList } from "../../tags.ts";
import { invalid, topicsOf } from "./topic-store.ts";

/** What a topic takes as tags. */
export const topicTags: TagRules = {
  most: 50,
  tooMany: () =>
    new AwsError("TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded"),
  notValid: (key) => invalid("Tags", `the tag ${key} is not valid`),
};

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
  addTags(context, arn, tagsFromList(tags), topicTags);
}

/** Takes tags from a topic. */
export function untagResource(
  context: CallContext,
  { ResourceArn: arn = "", TagKeys }: UntagResourceRequest,
): void {
  if (!topicsOf(context).get(arn)) throw noSuchResource();
  removeTags(context, arn, TagKeys ?? []);
}

function noSuchResource(): AwsError {
  return new AwsError("ResourceNotFound", "Resource does not exist");
}
