import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cloudwatch";
import { AwsError, type CallContext } from "../../service.ts";
import { mergeTags, removeTags, seenTagsAt, tagList, tagsAt, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { type Taggable, taggableAt } from "./taggable.ts";

const maxTags = 50;

/** The tags of an alarm, a dashboard or whatever else carries some. */
export function listTagsForResource(
  context: CallContext,
  input: ListTagsForResourceInput,
): ListTagsForResourceOutput {
  const arn = input.ResourceARN ?? "";
  const resource = taggableAt(context, arn);
  if (!resource?.table.seen(resource.key)) throw noSuchResource(arn);
  return { Tags: tagList(seenTagsAt(resource.tags, arn)) };
}

/** Adds tags to a resource. */
export function tagResource(context: CallContext, input: TagResourceInput): void {
  const arn = input.ResourceARN ?? "";
  const { tags } = existing(context, arn);
  const added = input.Tags ?? [];
  checkTags(added);
  const after = new Set([...Object.keys(tagsAt(tags, arn)), ...added.map(({ Key }) => Key)]);
  if (after.size > maxTags)
    throw new AwsError("ValidationError", `A resource can't have more than ${maxTags} tags`);
  mergeTags(tags, arn, tagsFromList(added));
}

/** Takes tags from a resource. */
export function untagResource(context: CallContext, input: UntagResourceInput): void {
  const arn = input.ResourceARN ?? "";
  removeTags(existing(context, arn).tags, arn, input.TagKeys ?? []);
}

function existing(context: CallContext, arn: string): Taggable {
  const resource = taggableAt(context, arn);
  if (!resource?.table.get(resource.key)) throw noSuchResource(arn);
  return resource;
}

function noSuchResource(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Unknown resource: ${arn}`, {
    fields: { ResourceType: "cloudwatch", ResourceId: arn },
  });
}
