import {
  CloudWatchLogsClient,
  type MetricFilter,
  type PutMetricFilterRequest,
  paginateDescribeMetricFilters,
  type StandardUnit,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";
import { byFilterName } from "./filter-names.ts";

/** "The maximum number of metric filters that can be associated with a log group is 100" (PutMetricFilter). */
export const metricFilterLimit = 100;
/** Filters a page of DescribeMetricFilters. */
export const metricFiltersPerPage = 50;

/** A metric filter in canonical form. */
export interface MetricFilterShape {
  readonly filterName: string;
  /** Empty for every event. */
  readonly filterPattern: string;
  readonly metricTransformations: readonly MetricTransformationShape[];
  readonly applyOnTransformedLogs: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFieldDimensions?: readonly string[];
}

interface MetricTransformationShape {
  readonly metricName: string;
  readonly metricNamespace: string;
  readonly metricValue: string;
  /** Absent: nothing is published where nothing matches, which isn't 0. */
  readonly defaultValue?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit: StandardUnit;
}

/** A metric filter as AWS or a spec gives it. */
export interface GivenMetricFilter {
  readonly filterName?: string | undefined;
  readonly filterPattern?: string | undefined;
  readonly metricTransformations?: readonly GivenTransformation[] | undefined;
  readonly applyOnTransformedLogs?: boolean | undefined;
  readonly fieldSelectionCriteria?: string | undefined;
  readonly emitSystemFieldDimensions?: readonly string[] | undefined;
}

interface GivenTransformation {
  readonly metricName: string | undefined;
  readonly metricNamespace: string | undefined;
  readonly metricValue: string | number | undefined;
  readonly defaultValue?: number | null | undefined;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  readonly unit?: StandardUnit | undefined;
}

/** The canonical form of a group's metric filters, by name. */
export function metricFilterShapes(given: readonly GivenMetricFilter[]): MetricFilterShape[] {
  return given.map(metricFilterShape).sort(byFilterName);
}

function metricFilterShape(given: GivenMetricFilter): MetricFilterShape {
  const { filterName = "", filterPattern = "", metricTransformations = [] } = given;
  const { fieldSelectionCriteria, emitSystemFieldDimensions = [] } = given;
  return {
    filterName,
    // AWS takes the blanks at both ends away.
    filterPattern: filterPattern.trim(),
    metricTransformations: metricTransformations.map(transformationShape),
    applyOnTransformedLogs: given.applyOnTransformedLogs ?? false,
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFieldDimensions.length > 0 && {
      emitSystemFieldDimensions: sortedTexts(emitSystemFieldDimensions),
    }),
  };
}

function transformationShape(given: GivenTransformation): MetricTransformationShape {
  const { metricName = "", metricNamespace = "", metricValue = "", defaultValue, dimensions = {} } = given;
  return {
    metricName,
    metricNamespace,
    metricValue: String(metricValue),
    ...(typeof defaultValue === "number" && { defaultValue }),
    ...(Object.keys(dimensions).length > 0 && { dimensions: { ...dimensions } }),
    unit: given.unit ?? "None",
  };
}

/** The whole filter for PutMetricFilter, which replaces what has its name. */
export function metricFilterRequest(logGroupName: string, filter: MetricFilterShape): PutMetricFilterRequest {
  const { filterName, filterPattern, fieldSelectionCriteria, emitSystemFieldDimensions } = filter;
  return {
    logGroupName,
    filterName,
    filterPattern,
    metricTransformations: filter.metricTransformations.map(({ dimensions, ...transformation }) => ({
      ...transformation,
      ...(dimensions && { dimensions: { ...dimensions } }),
    })),
    // "Valid only for log groups that have an active log transformer", so that it isn't sent in vain.
    ...(filter.applyOnTransformedLogs && { applyOnTransformedLogs: true }),
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFieldDimensions && { emitSystemFieldDimensions: [...emitSystemFieldDimensions] }),
  };
}

/** The metric filters of one group, or without a name of all groups, 50 a page. Throws AWS's error. */
export async function describeMetricFilters(aws: Aws, logGroupName?: string): Promise<MetricFilter[]> {
  const paging = { client: aws.client(CloudWatchLogsClient), pageSize: metricFiltersPerPage };
  const found: MetricFilter[] = [];
  for await (const page of paginateDescribeMetricFilters(paging, logGroupName ? { logGroupName } : {}))
    found.push(...(page.metricFilters ?? []));
  return found;
}
