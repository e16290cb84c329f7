import { parsedJson } from "../../json.ts";
import { isRecord } from "../../wire/model.ts";

/** What is wrong where, in the words of PutDashboard's validation. */
export interface Mistake {
  readonly dataPath: string;
  readonly message: string;
}

const maxWidgets = 500;
const maxGraphMetrics = 500;
const maxMetrics = 2500;

/** What each type of widget can't be drawn without. */
const required: Readonly<Record<string, readonly string[]>> = {
  metric: [],
  text: ["markdown"],
  log: ["query", "region"],
  alarm: ["alarms"],
  explorer: ["metrics", "labels"],
  custom: ["endpoint"],
  chart: [],
  trace: [],
};

/**
 * Everything that refuses a body.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function bodyMistakes(text: string): Mistake[] {
  const body = parsedJson(text);
  if (!isRecord(body))
    return [{ dataPath: "", message: "The field DashboardBody must be a valid JSON object" }];
  const { widgets, periodOverride, start, end } = body;
  if (!Array.isArray(widgets)) return [{ dataPath: "", message: "Should have required property 'widgets'" }];
  const found: Mistake[] = [];
  const say = (dataPath: string, message: string) => found.push({ dataPath, message });
  if (widgets.length > maxWidgets) say("/widgets", `Should NOT have more than ${maxWidgets} items`);
  if (periodOverride !== undefined && periodOverride !== "auto" && periodOverride !== "inherit")
    say("/periodOverride", "Should be equal to one of the allowed values");
  if (end !== undefined && start === undefined)
    say("", "Should have property start when property end is present");
  let metrics = 0;
  for (const [index, widget] of widgets.entries()) {
    const path = `/widgets/${index}`;
    if (!isRecord(widget)) say(path, "Should be object");
    else metrics += checkWidget(widget, path, say);
  }
  if (metrics > maxMetrics) say("/widgets", `Should NOT have more than ${maxMetrics} metrics`);
  return found;
}

/** Checks one widget and counts its metrics. */
function checkWidget(
  widget: Record<string, unknown>,
  path: string,
  say: (dataPath: string, message: string) => void,
): number {
  const { type, properties, x, y, width = 6, height = 6 } = widget;
  const needs = typeof type === "string" && Object.hasOwn(required, type) ? required[type] : undefined;
  if (!needs) say(`${path}/type`, "Should be equal to one of the allowed values");
  for (const [name, value, low, high] of [
    ["x", x ?? 0, 0, 23],
    ["y", y ?? 0, 0, Number.MAX_SAFE_INTEGER],
    ["width", width, 1, 24],
    ["height", height, 1, 1000],
  ] as const) {
    if (!Number.isSafeInteger(value)) say(`${path}/${name}`, "Should be integer");
    else if (Number(value) < low) say(`${path}/${name}`, `Should be >= ${low}`);
    else if (Number(value) > high) say(`${path}/${name}`, `Should be <= ${high}`);
  }
  if (!isRecord(properties)) {
    say(path, "Should have required property 'properties'");
    return 0;
  }
  for (const name of needs ?? [])
    if (properties[name] === undefined) say(`${path}/properties`, `Should have required property '${name}'`);
  if (type !== "metric") return 0;
  const { metrics, annotations, region } = properties;
  const alarms = isRecord(annotations) ? annotations["alarms"] : undefined;
  if (metrics === undefined && alarms === undefined)
    say(`${path}/properties`, "Should have required property 'metrics'");
  if (metrics === undefined) return 0;
  if (region === undefined) say(`${path}/properties`, "Should have required property 'region'");
  if (!Array.isArray(metrics)) {
    say(`${path}/properties/metrics`, "Should be array");
    return 0;
  }
  if (metrics.length > maxGraphMetrics)
    say(`${path}/properties/metrics`, `Should NOT have more than ${maxGraphMetrics} items`);
  for (const [row, metric] of metrics.entries())
    if (!Array.isArray(metric) || metric.length === 0)
      say(`${path}/properties/metrics/${row}`, "Should be array with at least 1 item");
  return metrics.length;
}
