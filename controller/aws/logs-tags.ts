import {
  CloudWatchLogsClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Tags } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { fromTagList } from "./tags.ts";

/** The tags of a log group or scheduled query by the service itself. Throws AWS's error. */
export async function logsTags(aws: Aws, resourceArn: string): Promise<Tags> {
  const command = new ListTagsForResourceCommand({ resourceArn });
  const { tags = {} } = await aws.client(CloudWatchLogsClient).send(command);
  return fromTagList(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
}

/** `Kind.tag` of log groups and scheduled queries. Removes first, so that 50 tags can be exchanged for 50 others. */
export async function tagLogs(
  aws: Aws,
  resourceArn: string,
  set: Tags,
  remove: readonly string[],
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  if (remove.length > 0)
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: [...remove].sort() }));
  if (Object.keys(set).length > 0)
    await client.send(new TagResourceCommand({ resourceArn, tags: { ...set } }));
}
