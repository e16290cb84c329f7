import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-eventbridge";
import { AwsError, type CallContext } from "../../service.ts";
import { addTags, removeTags, seenTagsAt, type TagRules, tagList, tagsFromList } from "../../tags.ts";
import {
  busesOf,
  invalid,
  notFound,
  refuseManaged,
  ruleKey,
  rulesOf,
  type StoredRule,
} from "./rule-store.ts";

/** What a rule or bus takes as tags. */
export const ruleTags: TagRules = {
  most: 50,
  tooMany: () =>
    new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed."),
  notValid: (key) => invalid(`Tag ${key} is not valid.`),
};

export function listTagsForResource(
  context: CallContext,
  { ResourceARN: arn = "" }: ListTagsForResourceRequest,
) {
  const rule = ruleAt(context, arn, "seen");
  if (!rule && !isBus(context, arn)) throw notFound(`Resource ${arn} does not exist.`);
  return { Tags: tagList(seenTagsAt(context, arn)) };
}

export function tagResource(context: CallContext, { ResourceARN: arn = "", Tags: list }: TagResourceRequest) {
  refuseUnless(context, arn);
  addTags(context, arn, tagsFromList(list), ruleTags);
  return {};
}

export function untagResource(
  context: CallContext,
  { ResourceARN: arn = "", TagKeys: keys }: UntagResourceRequest,
) {
  refuseUnless(context, arn);
  removeTags(context, arn, keys ?? []);
  return {};
}

function refuseUnless(context: CallContext, arn: string): void {
  const rule = ruleAt(context, arn, "now");
  if (rule) refuseManaged(rule);
  else if (!isBus(context, arn)) throw notFound(`Resource ${arn} does not exist.`);
}

function ruleAt(context: CallContext, arn: string, when: "now" | "seen"): StoredRule | undefined {
  const path = /:rule\/(.+)$/.exec(arn)?.[1] ?? "";
  const end = path.lastIndexOf("/");
  const key = end < 0 ? ruleKey("default", path) : ruleKey(path.slice(0, end), path.slice(end + 1));
  const rule = when === "now" ? rulesOf(context).get(key) : rulesOf(context).seen(key);
  return rule?.arn === arn ? rule : undefined;
}

function isBus(context: CallContext, arn: string): boolean {
  const name = /:event-bus\/(.+)$/.exec(arn)?.[1] ?? "";
  return name === "default" || busesOf(context).get(name)?.arn === arn;
}
