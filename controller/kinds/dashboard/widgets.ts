import type { DashboardBody } from "../../generated/types.ts";
import type { Complain } from "./complain.ts";
import { checkMetricRows, checkPeriod } from "./metric-rows.ts";

type Widget = DashboardBody["widgets"][number];
type Properties = Widget["properties"];

/** The rules of one widget that its schema doesn't say: its place, and what its type takes. */
export function checkWidget(
  { type, properties, ...place }: Widget,
  pointer: string,
  complain: Complain,
): void {
  checkPlace(place, pointer, complain);
  const at = `${pointer}/properties`;
  const lack = (field: string, why: string) => complain(at, "incomplete-widget", `lacks ${field}: ${why}`);
  if (properties.period !== undefined) checkPeriod(properties.period, `${at}/period`, complain);
  switch (type) {
    case "metric":
      checkGraph(properties, at, complain);
      break;
    case "text":
      if (properties.markdown === undefined) lack("markdown", "the text that it shows");
      break;
    case "log":
      if (properties.query === undefined) lack("query", "SOURCE 'log group' | the query");
      if (properties.region === undefined) lack("region", "where the log groups are");
      if (properties.view === "singleValue" || properties.view === "gauge")
        complain(`${at}/view`, "bad-view", "a log widget's view is table, timeSeries, bar or pie");
      break;
    case "alarm":
      if (properties.alarms === undefined) lack("alarms", "those whose states it shows");
      break;
    case "explorer":
      checkExplorer(properties, at, complain);
      break;
    case "custom":
      if (properties.endpoint === undefined) lack("endpoint", "the ARN of the function that draws it");
      break;
    default:
  }
}

function checkPlace({ x, y, width = 6 }: Partial<Widget>, pointer: string, complain: Complain): void {
  if ((x === undefined) !== (y === undefined)) {
    const [given, absent] = x === undefined ? ["y", "x"] : ["x", "y"];
    complain(`${pointer}/${given}`, "bad-position", `stands without ${absent}: give both or neither`);
  }
  if (x !== undefined && x + width > 24)
    complain(
      `${pointer}/x`,
      "bad-position",
      `is ${x}, and with a width of ${width} beyond the 24 columns: it is at most ${24 - width}`,
    );
}

function checkGraph(properties: Properties, at: string, complain: Complain): void {
  const { metrics, annotations, region, view, yAxis } = properties;
  const alarms = annotations?.alarms ?? [];
  if (metrics === undefined && alarms.length === 0)
    complain(at, "incomplete-widget", "lacks metrics, or an alarm in annotations.alarms to show");
  if (metrics !== undefined && alarms.length > 0)
    complain(`${at}/annotations/alarms`, "alarm-and-metrics", "a graph shows an alarm or metrics, not both");
  if (metrics !== undefined && region === undefined)
    complain(at, "incomplete-widget", "lacks region: where the metrics are");
  if (metrics) checkMetricRows(metrics, `${at}/metrics`, complain);
  if (view === "gauge" && (yAxis?.left?.min === undefined || yAxis.left.max === undefined))
    complain(at, "incomplete-widget", "a gauge needs yAxis.left.min and yAxis.left.max");
  for (const [index, line] of (annotations?.horizontal ?? []).entries())
    checkLine(line, "number", `${at}/annotations/horizontal/${index}`, complain);
  for (const [index, line] of (annotations?.vertical ?? []).entries())
    checkLine(line, "string", `${at}/annotations/vertical/${index}`, complain);
}

function checkLine(line: unknown, type: "number" | "string", pointer: string, complain: Complain): void {
  const what = type === "number" ? "a number" : "a time";
  const bounds: unknown[] = Array.isArray(line) ? line : [line];
  if (Array.isArray(line) && line.length !== 2)
    complain(pointer, "bad-annotation", "a band is a list of two lines");
  for (const [index, bound] of bounds.entries()) {
    const value: unknown =
      typeof bound === "object" && bound !== null && "value" in bound ? bound.value : undefined;
    const at = Array.isArray(line) ? `${pointer}/${index}` : pointer;
    if (typeof value !== type) complain(at, "bad-annotation", `lacks value, ${what}`);
    else if (typeof value === "string" && !value.includes("${each.") && Number.isNaN(Date.parse(value)))
      complain(`${at}/value`, "bad-annotation", "must be a time by ISO 8601, such as 2026-11-27T00:00:00Z");
  }
}

function checkExplorer({ metrics, labels }: Properties, at: string, complain: Complain): void {
  if (metrics === undefined) complain(at, "incomplete-widget", "lacks metrics: objects with metricName …");
  if (labels === undefined) complain(at, "incomplete-widget", "lacks labels: the tags of its resources");
  for (const [index, metric] of (metrics ?? []).entries()) {
    const pointer = `${at}/metrics/${index}`;
    if (Array.isArray(metric)) {
      complain(pointer, "bad-metric", "an explorer's metric is an object: metricName, resourceType, stat");
      continue;
    }
    for (const field of ["metricName", "resourceType", "stat"] as const)
      if (metric[field] === undefined) complain(pointer, "bad-metric", `lacks ${field}`);
  }
}
