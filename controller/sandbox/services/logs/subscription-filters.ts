import type {
  DeleteSubscriptionFilterRequest,
  DescribeSubscriptionFiltersRequest,
  DescribeSubscriptionFiltersResponse,
  PutSubscriptionFilterRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import { page } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import {
  checkClass,
  checkFilter,
  checkSystemFields,
  deleteFilter,
  filterKey,
  putFilter,
  subscriptionFilters,
} from "./filter-store.ts";
import { existingLogGroup, invalid, logGroupsOf, noSuchGroup } from "./log-group-store.ts";
import { checkDestination } from "./subscription-destinations.ts";

const pageSize = 50;

export function putSubscriptionFilter(context: CallContext, input: PutSubscriptionFilterRequest): void {
  const { logGroupName = "", filterName = "", filterPattern = "", destinationArn = "", roleArn } = input;
  const { fieldSelectionCriteria, emitSystemFields = [] } = input;
  const group = existingLogGroup(context, logGroupName);
  checkFilter(input);
  checkClass(group, "STANDARD", "DELIVERY");
  checkSystemFields(emitSystemFields, ["@aws.account", "@aws.region", "@source.log"]);
  checkDestination(context, group, destinationArn, roleArn);
  putFilter(context, subscriptionFilters, {
    filterName,
    logGroupName,
    filterPattern: filterPattern.trim(),
    destinationArn,
    ...(roleArn && { roleArn }),
    distribution: input.distribution ?? "ByLogStream",
    applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    creationTime: context.clock.now().getTime(),
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFields.length > 0 && { emitSystemFields }),
  });
}

export function describeSubscriptionFilters(
  context: CallContext,
  input: DescribeSubscriptionFiltersRequest,
): DescribeSubscriptionFiltersResponse {
  const { logGroupName = "", filterNamePrefix = "", limit: most = pageSize } = input;
  if (!logGroupsOf(context).seen(logGroupName)) throw noSuchGroup();
  if (most < 1 || most > pageSize) throw invalid(`Value '${most}' at 'limit' must be between 1 and 50`);
  const { rows, token } = page(subscriptionFilters.table(context), {
    token: input.nextToken,
    limit: most,
    prefix: filterKey(logGroupName, filterNamePrefix),
    badToken: "InvalidParameterException",
  });
  return { subscriptionFilters: rows, ...(token === undefined ? {} : { nextToken: token }) };
}

export function deleteSubscriptionFilter(context: CallContext, input: DeleteSubscriptionFilterRequest): void {
  deleteFilter(context, subscriptionFilters, input);
}
