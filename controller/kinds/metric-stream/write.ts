import {
  CloudWatchClient,
  PutMetricStreamCommand,
  StartMetricStreamsCommand,
  StopMetricStreamsCommand,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../../aws/aws.ts";
import { toTagList } from "../../aws/tags.ts";
import type { Write } from "../../kind.ts";
import { type MetricStreamShape, toAws } from "./shape.ts";

/**
 * Creates a stream, which runs from then on and is stopped where git says so, or brings one to the target: a Put changes
 * everything but the state, and ignores tags.
 */
export async function putMetricStream(aws: Aws, write: Write<MetricStreamShape>): Promise<void> {
  const { id, before, target, changed, tags } = write;
  const client = aws.client(CloudWatchClient);
  const stop = target.state === "stopped" && (!before || changed.has("state"));
  // Before anything else goes where it shall no longer go.
  if (before && stop) await client.send(new StopMetricStreamsCommand({ Names: [id] }));
  if (!before || [...changed].some((field) => field !== "state")) {
    const body = { Name: id, ...toAws(target), ...(!before && { Tags: toTagList(tags) }) };
    await client.send(new PutMetricStreamCommand(body));
  }
  if (!before && stop) await client.send(new StopMetricStreamsCommand({ Names: [id] }));
  if (before && target.state === "running" && changed.has("state"))
    await client.send(new StartMetricStreamsCommand({ Names: [id] }));
}
