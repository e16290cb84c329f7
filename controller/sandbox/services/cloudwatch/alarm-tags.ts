import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cloudwatch";
import { AwsError, type CallContext } from "../../service.ts";
import { mergeTags, removeTags, seenTagsAt, tagList, tagsAt, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { alarmNameIn, alarmsOf } from "./stored-alarm.ts";

const maxTags = 50;

/** An alarm's tags. */
export function listTagsForResource(
  context: CallContext,
  input: ListTagsForResourceInput,
): ListTagsForResourceOutput {
  const arn = input.ResourceARN ?? "";
  if (!alarmsOf(context).seen(nameAt(context, arn))) throw noSuchAlarm(arn);
  return { Tags: tagList(seenTagsAt(context, arn)) };
}

/** Adds tags to an alarm. */
export function tagResource(context: CallContext, input: TagResourceInput): void {
  const arn = existing(context, input.ResourceARN);
  const added = input.Tags ?? [];
  checkTags(added);
  const after = new Set([...Object.keys(tagsAt(context, arn)), ...added.map(({ Key }) => Key)]);
  if (after.size > maxTags)
    throw new AwsError("ValidationError", `An alarm can't have more than ${maxTags} tags`);
  mergeTags(context, arn, tagsFromList(added));
}

/** Takes tags from an alarm. */
export function untagResource(context: CallContext, input: UntagResourceInput): void {
  removeTags(context, existing(context, input.ResourceARN), input.TagKeys ?? []);
}

function existing(context: CallContext, arn = ""): string {
  if (!alarmsOf(context).get(nameAt(context, arn))) throw noSuchAlarm(arn);
  return arn;
}

function nameAt(context: CallContext, arn: string): string {
  if (!/^arn:[^:]+:cloudwatch:[^:]*:[^:]*:./.test(arn))
    throw new AwsError("InvalidParameterValue", `Invalid ARN: ${arn}`);
  return alarmNameIn(context, arn);
}

function noSuchAlarm(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Unknown resource: ${arn}`, {
    fields: { ResourceType: "cloudwatch", ResourceId: arn },
  });
}
