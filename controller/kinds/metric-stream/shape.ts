import type {
  GetMetricStreamOutput,
  MetricStreamFilter,
  MetricStreamOutputFormat,
  MetricStreamStatisticsConfiguration,
  PutMetricStreamInput,
} from "@aws-sdk/client-cloudwatch";
import { sortedTexts } from "../../value/sorted-texts.ts";

/** A namespace that a stream includes or leaves out. */
export interface FilterShape {
  readonly namespace: string;
  /** In their order; absent for all of its metrics. */
  readonly metricNames?: readonly string[];
}

/** Which metrics are sent with which statistics beyond the usual four. */
export interface StatisticsShape {
  /** By namespace and name. */
  readonly includeMetrics: readonly { readonly namespace: string; readonly metricName: string }[];
  /** In their order. */
  readonly additionalStatistics: readonly string[];
}

/** A metric stream in canonical shape. */
export interface MetricStreamShape {
  readonly firehoseArn: string;
  readonly roleArn: string;
  readonly outputFormat: MetricStreamOutputFormat;
  readonly includeFilters?: readonly FilterShape[];
  readonly excludeFilters?: readonly FilterShape[];
  readonly statisticsConfigurations?: readonly StatisticsShape[];
  readonly includeLinkedAccountsMetrics: boolean;
  readonly state: "running" | "stopped";
}

/** The same as it stands in a spec with its references resolved. */
export type GivenMetricStream = Pick<MetricStreamShape, "firehoseArn" | "roleArn" | "outputFormat"> &
  Partial<MetricStreamShape>;

/** A stream of AWS's, or what a Put would make one of, in canonical shape. */
export function fromAws(stream: GetMetricStreamOutput): MetricStreamShape {
  const { IncludeFilters: included, ExcludeFilters: excluded, StatisticsConfigurations: statistics } = stream;
  return {
    firehoseArn: stream.FirehoseArn ?? "",
    roleArn: stream.RoleArn ?? "",
    // A stream has always one; what AWS answers is what stands there.
    outputFormat: stream.OutputFormat ?? "json",
    ...(included?.length && { includeFilters: byText(included.map(filterFromAws)) }),
    ...(excluded?.length && { excludeFilters: byText(excluded.map(filterFromAws)) }),
    ...(statistics?.length && { statisticsConfigurations: byText(statistics.map(statisticsFromAws)) }),
    includeLinkedAccountsMetrics: stream.IncludeLinkedAccountsMetrics ?? false,
    state: stream.State === "stopped" ? "stopped" : "running",
  };
}

/** The whole body of a Put but name and tags. AWS resets whatever is left out of it, but for the state. */
export function toAws(stream: GivenMetricStream): Omit<PutMetricStreamInput, "Name" | "Tags"> {
  const { includeFilters, excludeFilters, statisticsConfigurations } = stream;
  return {
    FirehoseArn: stream.firehoseArn,
    RoleArn: stream.roleArn,
    OutputFormat: stream.outputFormat,
    ...(includeFilters && { IncludeFilters: includeFilters.map(filterToAws) }),
    ...(excludeFilters && { ExcludeFilters: excludeFilters.map(filterToAws) }),
    ...(statisticsConfigurations && {
      StatisticsConfigurations: statisticsConfigurations.map(statisticsToAws),
    }),
    IncludeLinkedAccountsMetrics: stream.includeLinkedAccountsMetrics ?? false,
  };
}

/** AWS answers an empty list of names where there is none. */
function filterFromAws({ Namespace: namespace = "", MetricNames: names }: MetricStreamFilter): FilterShape {
  return { namespace, ...(names?.length && { metricNames: sortedTexts(names) }) };
}

function filterToAws({ namespace, metricNames }: FilterShape): MetricStreamFilter {
  return { Namespace: namespace, ...(metricNames && { MetricNames: [...metricNames] }) };
}

function statisticsFromAws(statistics: MetricStreamStatisticsConfiguration): StatisticsShape {
  const { IncludeMetrics: metrics = [], AdditionalStatistics: additional = [] } = statistics;
  return {
    includeMetrics: byText(
      metrics.map(({ Namespace: namespace = "", MetricName: metricName = "" }) => ({
        namespace,
        metricName,
      })),
    ),
    additionalStatistics: sortedTexts(additional),
  };
}

function statisticsToAws(statistics: StatisticsShape): MetricStreamStatisticsConfiguration {
  return {
    IncludeMetrics: statistics.includeMetrics.map(({ namespace, metricName }) => ({
      Namespace: namespace,
      MetricName: metricName,
    })),
    AdditionalStatistics: [...statistics.additionalStatistics],
  };
}

/** Each once and in an order of its own, since AWS's means nothing. */
function byText<Item extends object>(items: readonly Item[]): Item[] {
  const byJson = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byJson].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
