import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-budgets";
import { AwsError, type CallContext } from "../../service.ts";
import { addTags, removeTags, seenTagsAt, type TagRules, tagList, tagsFromList } from "../../tags.ts";
import { invalid, ownBudget, seenBudget, tagScope } from "./budget-store.ts";

/** What a budget takes as tags. */
export const budgetTags: TagRules = {
  most: 50,
  tooMany: () => new AwsError("ServiceQuotaExceededException", "A budget can't have more than 50 tags"),
  notValid: (key) => invalid(`The tag ${key} is not valid`),
};

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
  addTags(tagScope(context), arn, tagsFromList(input.ResourceTags), budgetTags);
}

/** Takes tags from a budget. */
export function untagResource(context: CallContext, input: UntagResourceRequest): void {
  const { ResourceARN: arn = "" } = input;
  ownBudget(context, nameIn(context, arn));
  removeTags(tagScope(context), arn, input.ResourceTagKeys ?? []);
}

function nameIn({ account }: CallContext, arn: string): string {
  const [, owner, name] = /^arn:aws[a-z-]*:budgets::(\d{12}):budget\/(.+)$/.exec(arn) ?? [];
  if (name === undefined) throw invalid(`${arn} is not the ARN of a budget`);
  if (owner !== account) throw new AwsError("AccessDeniedException", `${arn} is another account's`);
  return name;
}
