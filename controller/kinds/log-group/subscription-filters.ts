import {
  CloudWatchLogsClient,
  type Distribution,
  type PutSubscriptionFilterRequest,
  paginateDescribeSubscriptionFilters,
  type SubscriptionFilter,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";
import { byFilterName } from "./filter-names.ts";

/** "Each log group can have up to two subscription filters" (PutSubscriptionFilter); nobody can raise it. */
export const subscriptionFilterLimit = 2;

/** A subscription filter in canonical form. */
export interface SubscriptionFilterShape {
  readonly filterName: string;
  /** Empty for every event. */
  readonly filterPattern: string;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: Distribution;
  readonly applyOnTransformedLogs: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFields?: readonly string[];
}

/** A subscription filter as AWS gives it, or a spec whose references are resolved. */
export interface GivenSubscriptionFilter {
  readonly filterName?: string | undefined;
  readonly filterPattern?: string | undefined;
  readonly destinationArn?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly distribution?: Distribution | undefined;
  readonly applyOnTransformedLogs?: boolean | undefined;
  readonly fieldSelectionCriteria?: string | undefined;
  readonly emitSystemFields?: readonly string[] | undefined;
}

/** The canonical form of a group's subscription filters, by name. */
export function subscriptionFilterShapes(
  given: readonly GivenSubscriptionFilter[],
): SubscriptionFilterShape[] {
  return given.map(subscriptionFilterShape).sort(byFilterName);
}

function subscriptionFilterShape(given: GivenSubscriptionFilter): SubscriptionFilterShape {
  const { filterName = "", filterPattern = "", destinationArn = "", roleArn } = given;
  const { fieldSelectionCriteria, emitSystemFields = [] } = given;
  return {
    filterName,
    filterPattern: filterPattern.trim(),
    destinationArn,
    ...(roleArn && { roleArn }),
    distribution: given.distribution ?? "ByLogStream",
    applyOnTransformedLogs: given.applyOnTransformedLogs ?? false,
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFields.length > 0 && { emitSystemFields: sortedTexts(emitSystemFields) }),
  };
}

/** The whole filter for PutSubscriptionFilter, which replaces what has its name. */
export function subscriptionFilterRequest(
  logGroupName: string,
  filter: SubscriptionFilterShape,
): PutSubscriptionFilterRequest {
  const { filterName, filterPattern, destinationArn, roleArn, distribution } = filter;
  const { fieldSelectionCriteria, emitSystemFields } = filter;
  return {
    logGroupName,
    filterName,
    filterPattern,
    destinationArn,
    ...(roleArn && { roleArn }),
    // "Only applicable when the destination is an Amazon Kinesis data stream": the default goes without saying.
    ...(distribution !== "ByLogStream" && { distribution }),
    ...(filter.applyOnTransformedLogs && { applyOnTransformedLogs: true }),
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFields && { emitSystemFields: [...emitSystemFields] }),
  };
}

/** The subscription filters of one group; AWS has no call for those of several. Throws AWS's error. */
export async function describeSubscriptionFilters(
  aws: Aws,
  logGroupName: string,
): Promise<SubscriptionFilter[]> {
  const client = aws.client(CloudWatchLogsClient);
  const found: SubscriptionFilter[] = [];
  for await (const page of paginateDescribeSubscriptionFilters({ client }, { logGroupName }))
    found.push(...(page.subscriptionFilters ?? []));
  return found;
}

/** The service that an ARN's destination belongs to, e.g. `firehose`. */
export function serviceOf(destinationArn: string): string {
  return destinationArn.split(":")[2] ?? "";
}
