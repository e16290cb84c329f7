import type {
  DeleteMetricStreamInput,
  GetMetricStreamInput,
  GetMetricStreamOutput,
  ListMetricStreamsInput,
  ListMetricStreamsOutput,
  MetricStreamFilter,
  PutMetricStreamInput,
  PutMetricStreamOutput,
  StartMetricStreamsInput,
} from "@aws-sdk/client-cloudwatch";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { checkMetricStream } from "./metric-stream-rules.ts";
import { metricStreamArn, metricStreamsOf } from "./stored-metric-stream.ts";

const maxResults = 500;

/** Creates a stream, running, or overwrites all of it but its state and its tags. */
export function putMetricStream(context: CallContext, input: PutMetricStreamInput): PutMetricStreamOutput {
  checkMetricStream(context, input);
  checkTags(input.Tags ?? []);
  const name = input.Name ?? "";
  const now = context.clock.now();
  const before = metricStreamsOf(context).get(name);
  const arn = metricStreamArn(context, name);
  metricStreamsOf(context).put(name, {
    Arn: arn,
    Name: name,
    FirehoseArn: input.FirehoseArn,
    RoleArn: input.RoleArn,
    OutputFormat: input.OutputFormat,
    IncludeFilters: input.IncludeFilters?.map(filled),
    ExcludeFilters: input.ExcludeFilters?.map(filled),
    StatisticsConfigurations: input.StatisticsConfigurations,
    IncludeLinkedAccountsMetrics: input.IncludeLinkedAccountsMetrics ?? false,
    State: before?.State ?? "running",
    CreationDate: before?.CreationDate ?? now,
    LastUpdateDate: now,
  });
  if (!before) replaceTags(context, arn, tagsFromList(input.Tags));
  return { Arn: arn };
}

/** A stream in full. */
export function getMetricStream(context: CallContext, input: GetMetricStreamInput): GetMetricStreamOutput {
  const name = input.Name ?? "";
  const stream = metricStreamsOf(context).seen(name);
  if (!stream) throw noSuchStream(name);
  return stream;
}

/** A page of streams by name, without roles and filters. */
export function listMetricStreams(
  context: CallContext,
  input: ListMetricStreamsInput,
): ListMetricStreamsOutput {
  const limit = input.MaxResults ?? maxResults;
  if (limit < 1 || limit > maxResults)
    throw new AwsError("InvalidParameterValue", `MaxResults must be between 1 and ${maxResults}`);
  const { rows, token } = page(metricStreamsOf(context), {
    token: input.NextToken,
    limit,
    badToken: "InvalidNextToken",
  });
  return {
    Entries: rows.map(({ Arn, CreationDate, LastUpdateDate, Name, FirehoseArn, State, OutputFormat }) => ({
      Arn,
      CreationDate,
      LastUpdateDate,
      Name,
      FirehoseArn,
      State,
      OutputFormat,
    })),
    NextToken: token,
  };
}

/** Starts streams, all of them or none. */
export function startMetricStreams(context: CallContext, input: StartMetricStreamsInput): void {
  switchStreams(context, input.Names, "running");
}

/** Stops streams, all of them or none. */
export function stopMetricStreams(context: CallContext, input: StartMetricStreamsInput): void {
  switchStreams(context, input.Names, "stopped");
}

/** Deletes a stream; one that doesn't exist is no error. */
export function deleteMetricStream(context: CallContext, input: DeleteMetricStreamInput): void {
  const name = input.Name ?? "";
  if (!metricStreamsOf(context).get(name)) return;
  metricStreamsOf(context).delete(name);
  forgetTags(context, metricStreamArn(context, name));
}

function switchStreams(
  context: CallContext,
  names: readonly string[] | undefined,
  state: "running" | "stopped",
): void {
  const streams = (names ?? []).map((name) => {
    const stream = metricStreamsOf(context).get(name);
    if (!stream) throw new AwsError("InvalidParameterValue", `Metric stream ${name} does not exist`);
    return stream;
  });
  for (const stream of streams)
    metricStreamsOf(context).put(stream.Name ?? "", {
      ...stream,
      State: state,
      LastUpdateDate: context.clock.now(),
    });
}

/** AWS answers a list of names even where none was given. */
function filled({ Namespace, MetricNames = [] }: MetricStreamFilter): MetricStreamFilter {
  return { Namespace, MetricNames };
}

function noSuchStream(name: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Metric stream ${name} does not exist`, {
    fields: { ResourceType: "MetricStream", ResourceId: name },
  });
}
