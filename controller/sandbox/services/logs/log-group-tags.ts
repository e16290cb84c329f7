import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import type { CallContext } from "../../service.ts";
import { mergeTags, removeTags, seenTagsAt } from "../../tags.ts";
import { findLogGroup, invalid, noSuchGroup } from "./log-group-store.ts";
import { scheduledQueryAt } from "./scheduled-query-store.ts";

export function tagResource(context: CallContext, input: TagResourceRequest): void {
  mergeTags(context, taggedArn(context, input.resourceArn), input.tags ?? {});
}

export function untagResource(context: CallContext, input: UntagResourceRequest): void {
  removeTags(context, taggedArn(context, input.resourceArn), input.tagKeys ?? []);
}

export function listTagsForResource(
  context: CallContext,
  input: ListTagsForResourceRequest,
): ListTagsForResourceResponse {
  return { tags: seenTagsAt(context, taggedArn(context, input.resourceArn)) };
}

/** Tags take a group's ARN without `:*`, and refuse the one that DescribeLogGroups shows as `arn`. */
function taggedArn(context: CallContext, arn = ""): string {
  if (!arn.startsWith("arn:") || arn.endsWith(":*")) throw invalid(`Invalid resource ARN: ${arn}`);
  if (scheduledQueryAt(context, arn)) return arn;
  const group = findLogGroup(context.world, arn);
  if (!group) throw noSuchGroup();
  return group.arn;
}
