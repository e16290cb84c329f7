import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { LogGroupSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { serviceOf } from "./subscription-filters.ts";

type MetricFilter = NonNullable<LogGroupSpec["metricFilters"]>[number];
type SubscriptionFilter = NonNullable<LogGroupSpec["subscriptionFilters"]>[number];
type Report = (field: string, code: string, message: string) => void;

const mostDimensions = 3;

/** What PutMetricFilter would refuse. */
export function checkMetricFilters(document: Document<LogGroupSpec>): Problem[] {
  return eachFilter(document, "metricFilters", document.spec.metricFilters ?? [], (filter, report) => {
    const [transformation] = filter.metricTransformations;
    const dimensions = transformation?.dimensions ?? {};
    const at = "metricTransformations/0";
    const count = Object.keys(dimensions).length;
    const emitted = filter.emitSystemFieldDimensions?.length ?? 0;
    if (count + emitted > 0 && transformation?.defaultValue !== undefined)
      report(
        `${at}/defaultValue`,
        "default-with-dimensions",
        "can't stand together with dimensions: a default has no values for them. Leave one of the two out",
      );
    if (count + emitted > mostDimensions)
      report(
        `${at}/dimensions`,
        "too-many-dimensions",
        `are ${count + emitted} together with emitSystemFieldDimensions; a metric filter has ${mostDimensions} at most`,
      );
    if (count > 0) checkDimensions(filter, dimensions, report);
  });
}

/** Only a JSON or a column pattern gives an event's parts names. */
function checkDimensions(
  { filterPattern = "" }: MetricFilter,
  dimensions: Readonly<Record<string, string>>,
  report: Report,
): void {
  if (hasPlaceholder(filterPattern)) return;
  const start = filterPattern.trim()[0];
  if (start !== "{" && start !== "[") {
    report(
      "filterPattern",
      "pattern-without-fields",
      'must be a JSON pattern such as { $.level = "error" } or a column pattern such as [ip, user, ...]: only those name the fields that dimensions are taken from',
    );
    return;
  }
  for (const [name, field] of Object.entries(dimensions)) {
    if (field.startsWith("$.") === (start === "{")) continue;
    const form =
      start === "{" ? "$.field, since the pattern is a JSON one" : "$column, since the pattern has columns";
    report(
      `metricTransformations/0/dimensions/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      "bad-dimension",
      `must be written ${form}`,
    );
  }
}

const streams: ReadonlySet<string> = new Set(["firehose", "kinesis"]);
const destinations: ReadonlyMap<string, RegExp> = new Map([
  ["firehose", /:deliverystream\/./],
  ["kinesis", /:stream\/./],
  ["lambda", /:function:./],
  ["logs", /:destination:./],
  ["s3", /^arn:[^:]+:s3:::./],
]);

/** What PutSubscriptionFilter would refuse. */
export function checkSubscriptionFilters(document: Document<LogGroupSpec>): Problem[] {
  const { subscriptionFilters = [], logGroupClass = "STANDARD" } = document.spec;
  return eachFilter(document, "subscriptionFilters", subscriptionFilters, (filter, report) => {
    if (!hasPlaceholder(filter.destinationArn)) checkDestination(filter, logGroupClass, report);
  });
}

function checkDestination(filter: SubscriptionFilter, logGroupClass: string, report: Report): void {
  const { destinationArn, roleArn, distribution } = filter;
  const service = serviceOf(destinationArn);
  if (!destinations.get(service)?.test(destinationArn)) {
    report(
      "destinationArn",
      "bad-destination",
      "must be the ARN of a Kinesis stream (…:stream/…), a Firehose stream (…:deliverystream/…), a Lambda function (…:function:…) or a logical destination (…:destination:…)",
    );
    return;
  }
  if (service === "s3" && logGroupClass !== "DELIVERY")
    report(
      "destinationArn",
      "wrong-class",
      "is a bucket, which only a group of class DELIVERY can send to: name a Firehose stream that writes there",
    );
  if (streams.has(service) && roleArn === undefined)
    report("", "missing-role", "needs roleArn: the role with which CloudWatch Logs writes to the stream");
  if (service === "lambda" && roleArn !== undefined)
    report(
      "roleArn",
      "role-for-function",
      "isn't possible for a function: leave it out, and let the function's own policy allow logs.amazonaws.com to invoke it",
    );
  if (distribution === "Random" && (service === "firehose" || service === "lambda"))
    report("distribution", "no-shards", "only matters for a Kinesis stream: leave it out");
}

/** Runs `check` over the filters, and reports names that occur twice. */
function eachFilter<Filter extends { readonly filterName: string }>(
  document: Document<LogGroupSpec>,
  field: "metricFilters" | "subscriptionFilters",
  filters: readonly Filter[],
  check: (filter: Filter, report: Report) => void,
): Problem[] {
  const first = new Map<string, number>();
  return filters.flatMap((filter, index) => {
    const problems: Problem[] = [];
    const report: Report = (path, code, message) =>
      problems.push(problemAt(document, `/spec/${field}/${index}${path && `/${path}`}`, code, message));
    const twin = first.get(filter.filterName);
    if (twin === undefined) first.set(filter.filterName, index);
    else
      report(
        "filterName",
        "duplicate-filter",
        `"${filter.filterName}" is the name of two filters (also of /spec/${field}/${twin}): rename one of them`,
      );
    check(filter, report);
    return problems;
  });
}
