import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-eventbridge";
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
import {
  busesOf,
  invalid,
  notFound,
  refuseManaged,
  ruleKey,
  rulesOf,
  type StoredRule,
} from "./rule-store.ts";

const mostTags = 50;

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
  const added = tagsFromList(list);
  checkTags(withTags(context, arn, added));
  mergeTags(context, arn, added);
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

/** Refuses tags that a rule or bus can't have. */
export function checkTags(tags: Tags): void {
  const entries = Object.entries(tags);
  if (entries.length > mostTags)
    throw new AwsError(
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  for (const [key, value] of entries) if (!isTag(key, value)) throw invalid(`Tag ${key} is not valid.`);
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
