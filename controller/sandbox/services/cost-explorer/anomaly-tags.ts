import type {
  ListTagsForResourceRequest,
  ResourceTag,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cost-explorer";
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
import { invalid, monitorsOf, subscriptionsOf, tagScope } from "./anomaly-store.ts";

const maxTags = 50;

/** The tags of a monitor or subscription. */
export function listTagsForResource(context: CallContext, input: ListTagsForResourceRequest) {
  const { ResourceArn: arn = "" } = input;
  if (!monitorsOf(context).seen(arn) && !subscriptionsOf(context).seen(arn)) throw noSuchResource(arn);
  return { ResourceTags: tagList(seenTagsAt(tagScope(context), arn)) };
}

/** Adds tags to a monitor or subscription. */
export function tagResource(context: CallContext, input: TagResourceRequest): void {
  const arn = existing(context, input.ResourceArn);
  const added = checkedTags(input.ResourceTags);
  checkCount(withTags(tagScope(context), arn, added));
  mergeTags(tagScope(context), arn, added);
}

/** Takes tags from a monitor or subscription. */
export function untagResource(context: CallContext, input: UntagResourceRequest): void {
  removeTags(tagScope(context), existing(context, input.ResourceArn), input.ResourceTagKeys ?? []);
}

/** Tags by key; refuses those that a monitor or subscription can't have. */
export function checkedTags(list: readonly ResourceTag[] = []): Tags {
  const tags = tagsFromList(list);
  checkCount(tags);
  for (const [key, value] of Object.entries(tags))
    if (!isTag(key, value)) throw invalid(`The tag ${key} is not valid`);
  return tags;
}

function checkCount(tags: Tags): void {
  if (Object.keys(tags).length > maxTags)
    throw new AwsError("TooManyTagsException", `A resource can't have more than ${maxTags} tags`);
}

function existing(context: CallContext, arn = ""): string {
  if (!monitorsOf(context).get(arn) && !subscriptionsOf(context).get(arn)) throw noSuchResource(arn);
  return arn;
}

function noSuchResource(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `There is no ${arn}`);
}
