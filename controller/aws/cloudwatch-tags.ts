import {
  CloudWatchClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Tags } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { classify } from "./errors.ts";
import { fromTagList, toTagList } from "./tags.ts";

/** The tags of one of CloudWatch's resources by the service itself; `undefined` when it is gone by now. */
export async function cloudWatchTags(aws: Aws, arn: string): Promise<Tags | undefined> {
  try {
    const client = aws.client(CloudWatchClient);
    const { Tags: tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    return fromTagList(tags);
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** `Kind.tag` of what CloudWatch tags. Removes first, so that 50 tags can be exchanged for 50 others. */
export async function tagCloudWatch(
  aws: Aws,
  arn: string,
  set: Tags,
  remove: readonly string[],
): Promise<void> {
  const client = aws.client(CloudWatchClient);
  if (remove.length > 0)
    await client.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: [...remove].sort() }));
  const added = toTagList(set);
  if (added.length > 0) await client.send(new TagResourceCommand({ ResourceARN: arn, Tags: added }));
}
