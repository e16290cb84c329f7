import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
  Tag,
} from "@aws-sdk/client-ssm";
import { AwsError, type CallContext } from "../../service.ts";
import { isTag, mergeTags, removeTags, seenTagsAt, tagList, tagsFromList, withTags } from "../../tags.ts";
import { invalid, parameterArn, parametersOf } from "./parameter-store.ts";

const maxTags = 50;

/** Refuses tags that Systems Manager wouldn't attach. */
export function checkTags(tags: readonly Tag[]): void {
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length) throw invalid("Duplicate tag keys found.");
  if (tags.length > maxTags) throw tooMany();
  const wrong = tags.find(
    ({ Key = "", Value = "" }) => !isTag(Key, Value) || !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(Key + Value),
  );
  if (wrong) throw invalid(`The tag ${JSON.stringify(wrong)} is not valid.`);
}

export function addTagsToResource(context: CallContext, input: AddTagsToResourceRequest): void {
  const arn = taggedArn(context, input);
  checkTags(input.Tags ?? []);
  const added = tagsFromList(input.Tags);
  if (Object.keys(withTags(context, arn, added)).length > maxTags) throw tooMany();
  mergeTags(context, arn, added);
}

export function removeTagsFromResource(context: CallContext, input: RemoveTagsFromResourceRequest): void {
  removeTags(context, taggedArn(context, input), input.TagKeys ?? []);
}

export function listTagsForResource(
  context: CallContext,
  input: ListTagsForResourceRequest,
): ListTagsForResourceResult {
  return { TagList: tagList(seenTagsAt(context, taggedArn(context, input, "as seen"))) };
}

function taggedArn(
  context: CallContext,
  {
    ResourceType: type,
    ResourceId: name = "",
  }: { ResourceType: string | undefined; ResourceId: string | undefined },
  view?: "as seen",
): string {
  if (type !== "Parameter")
    throw new AwsError("InvalidResourceType", `The resource type ${type} is not valid here.`);
  const table = parametersOf(context);
  const row = view ? table.seen(name) : table.get(name);
  if (!row)
    throw new AwsError("InvalidResourceId", `The resource ID "${name}" is not valid. Verify that it exists.`);
  return parameterArn(context, name);
}

function tooMany(): AwsError {
  return new AwsError("TooManyTagsError", `A parameter has at most ${maxTags} tags.`);
}
