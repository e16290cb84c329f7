import {
  type DeleteMetricFilterRequest,
  type DescribeMetricFiltersRequest,
  type DescribeMetricFiltersResponse,
  type MetricTransformation,
  type PutMetricFilterRequest,
  StandardUnit,
} from "@aws-sdk/client-cloudwatch-logs";
import { page } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import {
  checkClass,
  checkFilter,
  checkSystemFields,
  deleteFilter,
  filterKey,
  metricFilters,
  putFilter,
} from "./filter-store.ts";
import { existingLogGroup, invalid, logGroupsOf, noSuchGroup } from "./log-group-store.ts";

const pageSize = 50;
const mostDimensions = 3;

export function putMetricFilter(context: CallContext, input: PutMetricFilterRequest): void {
  const { logGroupName = "", filterName = "", filterPattern = "", fieldSelectionCriteria } = input;
  const { metricTransformations = [], emitSystemFieldDimensions = [] } = input;
  const group = existingLogGroup(context, logGroupName);
  checkFilter(input);
  checkClass(group, "STANDARD");
  checkSystemFields(emitSystemFieldDimensions, ["@aws.account", "@aws.region"]);
  const [transformation, ...more] = metricTransformations;
  if (!transformation || more.length > 0)
    throw invalid(
      "Value at 'metricTransformations' failed to satisfy constraint: Member must have length equal to 1",
    );
  checkTransformation(transformation, filterPattern.trim(), emitSystemFieldDimensions.length);
  putFilter(context, metricFilters, {
    filterName,
    filterPattern: filterPattern.trim(),
    metricTransformations: [transformation],
    creationTime: context.clock.now().getTime(),
    logGroupName,
    applyOnTransformedLogs: input.applyOnTransformedLogs ?? false,
    ...(fieldSelectionCriteria && { fieldSelectionCriteria }),
    ...(emitSystemFieldDimensions.length > 0 && { emitSystemFieldDimensions }),
  });
}

function checkTransformation(
  { metricName = "", metricNamespace = "", metricValue = "", ...given }: MetricTransformation,
  pattern: string,
  emitted: number,
): void {
  for (const [member, name] of Object.entries({ metricName, metricNamespace }))
    if (!/^[^:*$]{1,255}$/.test(name))
      throw invalid(`Value '${name}' at '${member}' failed to satisfy constraint`);
  if (metricValue === "" || metricValue.length > 100)
    throw invalid("Invalid metric transformation: metricValue");
  if (given.unit !== undefined && !Object.values(StandardUnit).includes(given.unit))
    throw invalid(
      `Value '${given.unit}' at 'unit' failed to satisfy constraint: Member must satisfy enum value set`,
    );
  const dimensions = Object.values(given.dimensions ?? {});
  if (dimensions.length + emitted === 0) return;
  if (typeof given.defaultValue === "number")
    throw invalid(
      "Invalid metric transformation: dimensions and default value are mutually exclusive properties.",
    );
  if (dimensions.length + emitted > mostDimensions)
    throw invalid(`Invalid metric transformation: only ${mostDimensions} dimensions are allowed.`);
  if (dimensions.length > 0 && !/^[{[]/.test(pattern))
    throw invalid("Invalid metric transformation: dimensions need a JSON or space-delimited filter pattern.");
  if (dimensions.some((field) => !field.startsWith("$")))
    throw invalid("Invalid metric transformation: a dimension's value must be a field of the event.");
}

export function describeMetricFilters(
  context: CallContext,
  input: DescribeMetricFiltersRequest,
): DescribeMetricFiltersResponse {
  const { logGroupName, filterNamePrefix = "", metricName, metricNamespace, limit: most = pageSize } = input;
  if (logGroupName !== undefined && !logGroupsOf(context).seen(logGroupName)) throw noSuchGroup();
  if (most < 1 || most > pageSize) throw invalid(`Value '${most}' at 'limit' must be between 1 and 50`);
  if ((metricName === undefined) !== (metricNamespace === undefined))
    throw invalid("metricName and metricNamespace must be specified together.");
  const { rows, token } = page(metricFilters.table(context), {
    token: input.nextToken,
    limit: most,
    // "CloudWatch Logs uses the value that you set here only if you also include the logGroupName parameter".
    prefix: logGroupName === undefined ? "" : filterKey(logGroupName, filterNamePrefix),
    keep: ({ metricTransformations = [] }) =>
      metricName === undefined ||
      metricTransformations.some(
        (made) => made.metricName === metricName && made.metricNamespace === metricNamespace,
      ),
    badToken: "InvalidParameterException",
  });
  return { metricFilters: rows, ...(token === undefined ? {} : { nextToken: token }) };
}

export function deleteMetricFilter(context: CallContext, input: DeleteMetricFilterRequest): void {
  deleteFilter(context, metricFilters, input);
}
