import type {
  MetricStreamFilter,
  MetricStreamStatisticsConfiguration,
  PutMetricStreamInput,
} from "@aws-sdk/client-cloudwatch";
import { MetricStreamOutputFormat } from "@aws-sdk/client-cloudwatch";
import { AwsError, type CallContext } from "../../service.ts";
import { assumedRole, mayAct } from "../iam/assuming.ts";
import { metricStreamArn } from "./stored-metric-stream.ts";

const formats: readonly string[] = Object.values(MetricStreamOutputFormat);
const percentile = /^p\d{1,2}(?:\.\d+)?$/;
const statistic = /^(?:(?:p|tm|tc|ts|wm)\d{1,3}(?:\.\d*)?|IQM|(?:TM|TC|TS|WM|PR)\([^()]*:[^()]*\))$/;

/** Refuses a PutMetricStream that CloudWatch would refuse, by the limits of its documentation. */
export function checkMetricStream(context: CallContext, input: PutMetricStreamInput): void {
  const { Name: name = "", OutputFormat: format = "json", FirehoseArn: firehose = "" } = input;
  refuseUnless(/^[A-Za-z0-9_-]{1,255}$/.test(name), `Invalid metric stream name: ${name}`);
  refuseUnless(formats.includes(format), `Invalid OutputFormat: ${format}`);
  const delivery = /^arn:[^:]+:firehose:([^:]+):(\d{12}):deliverystream\/[\w.-]{1,64}$/.exec(firehose);
  refuseUnless(
    delivery?.[1] === context.region && delivery[2] === context.account,
    `FirehoseArn ${firehose} is no delivery stream of this account and region`,
  );
  if (input.IncludeFilters?.length && input.ExcludeFilters?.length)
    throw new AwsError(
      "InvalidParameterCombination",
      "IncludeFilters and ExcludeFilters can't be specified together",
    );
  checkFilters(input.IncludeFilters);
  checkFilters(input.ExcludeFilters);
  checkStatistics(input.StatisticsConfigurations, format);
  checkRole(context, name, input);
}

function checkFilters(filters: readonly MetricStreamFilter[] = []): void {
  const namespaces = filters.map(({ Namespace = "" }) => Namespace);
  refuseUnless(namespaces.every(isPrintable), "A filter needs a Namespace of printable ASCII characters");
  refuseUnless(new Set(namespaces).size === namespaces.length, "A namespace can stand in one filter only");
  refuseUnless(
    filters.every(({ MetricNames = [] }) => MetricNames.every(isPrintable)),
    "MetricNames must be printable ASCII characters",
  );
}

function checkStatistics(
  configurations: readonly MetricStreamStatisticsConfiguration[] = [],
  format: string,
): void {
  refuseUnless(configurations.length <= 100, "At most 100 StatisticsConfigurations can be specified");
  for (const { IncludeMetrics: metrics = [], AdditionalStatistics: statistics = [] } of configurations) {
    refuseUnless(
      metrics.length >= 1 && metrics.length <= 100,
      "Between 1 and 100 IncludeMetrics can be specified",
    );
    refuseUnless(
      metrics.every(
        ({ Namespace = "", MetricName = "" }) => isPrintable(Namespace) && isPrintable(MetricName),
      ),
      "A metric needs a Namespace and a MetricName",
    );
    refuseUnless(
      statistics.length >= 1 && statistics.length <= 20,
      "Between 1 and 20 AdditionalStatistics can be specified",
    );
    const known = format === "json" ? statistic : percentile;
    for (const one of statistics)
      refuseUnless(known.test(one), `The statistic ${one} is not supported with the output format ${format}`);
  }
}

/** The role must be one that CloudWatch can assume by now, and that lets it write. */
function checkRole(context: CallContext, name: string, input: PutMetricStreamInput): void {
  const { RoleArn: arn = "", FirehoseArn: firehose = "" } = input;
  refuseUnless(
    /^arn:[^:]+:iam::\d{12}:role\/./.test(arn) && arn.split(":")[4] === context.account,
    `RoleArn ${arn} is no role of this account`,
  );
  const role = assumedRole(context, arn, {
    service: "streams.metrics.cloudwatch.amazonaws.com",
    sourceArn: metricStreamArn(context, name),
  });
  refuseUnless(
    role !== undefined &&
      mayAct(role, "firehose:PutRecord", firehose) &&
      mayAct(role, "firehose:PutRecordBatch", firehose),
    `The role ${arn} could not be assumed, or doesn't allow firehose:PutRecord and firehose:PutRecordBatch`,
  );
}

function isPrintable(text: string): boolean {
  return text.length <= 255 && text.trim() !== "" && /^[ -~]+$/.test(text);
}

function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AwsError("InvalidParameterValue", message);
}
