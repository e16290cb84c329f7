import type { GetMetricStreamOutput } from "@aws-sdk/client-cloudwatch";
import type { CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** The metric streams of the caller's account and region, by name. */
export function metricStreamsOf({ world, account, region }: CallContext): Table<GetMetricStreamOutput> {
  return world.table<GetMetricStreamOutput>(account, region, "cloudwatch/metric-streams");
}

/** The ARN of the stream `name` in the caller's account and region. */
export function metricStreamArn({ account, region }: CallContext, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:metric-stream/${name}`;
}
