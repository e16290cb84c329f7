import { hash } from "node:crypto";
import type { Dimensions, QueryShape } from "../../aws/metric-queries.ts";
import type { AnomalyDetectorShape } from "./shape.ts";

/** An id stands in reports and in the marker's value; what is longer ends in a digest of the whole. */
const longest = 1_000;

/**
 * What CloudWatch tells a detector apart by, readable: `AWS/EC2 CPUUtilization Average InstanceId=i-0a1`, or for
 * metric maths its queries in the order of their ids.
 */
export function detectorId(shape: AnomalyDetectorShape): string {
  const text = shape.metricDataQueries
    ? shape.metricDataQueries.map(queryText).join(", ")
    : [
        ...metricText(shape.namespace, shape.metricName, shape.dimensions, shape.stat),
        ...(shape.accountId ? [`account=${shape.accountId}`] : []),
      ].join(" ");
  if (text.length <= longest) return text;
  const start = text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
  return `${start}… ${hash("sha256", text, "base64url").slice(0, 22)}`;
}

function queryText(query: QueryShape): string {
  const { metricStat: stat, expression, returnData, period, accountId } = query;
  const source = stat
    ? [
        ...metricText(stat.metric.namespace, stat.metric.metricName, stat.metric.dimensions, stat.stat),
        `${stat.period}s`,
        ...(stat.unit ? [`unit=${stat.unit}`] : []),
      ]
    : [JSON.stringify(expression ?? "")];
  return [
    `${query.id}${returnData === false ? "" : "!"}:`,
    ...source,
    ...(period === undefined ? [] : [`period=${period}`]),
    ...(accountId === undefined ? [] : [`account=${accountId}`]),
  ].join(" ");
}

function metricText(
  namespace = "",
  metricName = "",
  dimensions: Dimensions = {},
  stat = "",
): readonly string[] {
  const named = Object.entries(dimensions)
    .map(([name, value]) => `[${quoted(name)}=${quoted(value)}]`)
    .sort();
  return [quoted(namespace), quoted(metricName), quoted(stat), ...named];
}

/** Names may hold anything: what could be taken for the end of one is quoted. */
function quoted(text: string): string {
  return /^[^\s",=[\]]+$/.test(text) ? text : JSON.stringify(text);
}
