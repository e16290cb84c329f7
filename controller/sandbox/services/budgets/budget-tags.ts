import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-budgets";
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
import { invalid, ownBudget, seenBudget, tagScope } from "./budget-store.ts";

const maxTags = 50;

/** A budget's tags. */
export function listTagsForResource(
  context: CallContext,
  { ResourceARN: arn = "" }: ListTagsForResourceRequest,
) {
  seenBudget(context, nameIn(context, arn));
  return { ResourceTags: tagList(seenTagsAt(tagScope(context), arn)) };
}

/** Adds tags to a budget. */
export function tagResource(context: CallContext, input: TagResourceRequest): void {
  const { ResourceARN: arn = "" } = input;
  ownBudget(context, nameIn(context, arn));
  const added = tagsFromList(input.ResourceTags);
  checkTags(withTags(tagScope(context), arn, added));
  mergeTags(tagScope(context), arn, added);
}

/** Takes tags from a budget. */
export function untagResource(context: CallContext, input: UntagResourceRequest): void {
  const { ResourceARN: arn = "" } = input;
  ownBudget(context, nameIn(context, arn));
  removeTags(tagScope(context), arn, input.ResourceTagKeys ?? []);
}

/** Refuses tags that a budget can't have. */
export function checkTags(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > maxTags)
    throw new AwsError("ServiceQuotaExceededException", `A budget can't have more than ${maxTags} tags`);
  for (const [key, value] of entries) if (!isTag(key, value)) throw invalid(`The tag ${key} is not valid`);
}

function nameIn({ account }: CallContext, arn: string): string {
  const [, owner, name] = /^arn:aws[a-z-]*:budgets::(\d{12}):budget\/(.+)$/.exec(arn) ?? [];
  if (name === undefined) throw invalid(`${arn} is not the ARN of a budget`);
  if (owner !== account) throw new AwsError("AccessDeniedException", `${arn} is another account's`);
  return name;
}
