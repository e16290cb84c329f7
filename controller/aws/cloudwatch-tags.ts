import { CloudWatchClient, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch";
import type { Tags } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { classify } from "./errors.ts";
import { fromTagList } from "./tags.ts";

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
