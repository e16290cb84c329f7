import type { Structure } from "../../value/structure.ts";

const string: Structure = { type: "string" };
const text: Structure = { type: "string", minLength: 1 };
const flag: Structure = { type: "boolean" };
const number: Structure = { type: "number" };
const count: Structure = { type: "integer", minimum: 1 };
const one = (...values: string[]): Structure => ({ type: "string", enum: values });
const list = (items: Structure, limits: Structure = {}): Structure => ({ type: "array", items, ...limits });
const object = (properties: Structure["properties"] = {}): Structure => ({ type: "object", properties });

const legend = object({ position: one("bottom", "right", "hidden") });
const axis = object({ label: string, min: number, max: number, showUnits: flag });
const line = { label: string, color: text, visible: flag };

const metric: Structure = {
  type: ["array", "object"],
  minItems: 1,
  items: {
    type: ["string", "object"],
    properties: {
      expression: text,
      id: text,
      label: string,
      color: text,
      period: count,
      stat: text,
      visible: flag,
      yAxis: one("left", "right"),
      region: string,
      accountId: text,
    },
  },
  properties: { metricName: text, resourceType: text, stat: text },
};

const properties = object({
  title: string,
  region: string,
  accountId: text,
  metrics: list(metric, { maxItems: 500 }),
  view: one("timeSeries", "singleValue", "gauge", "bar", "pie", "table"),
  stat: text,
  period: count,
  stacked: flag,
  sparkline: flag,
  trend: flag,
  singleValueFullPrecision: flag,
  setPeriodToTimeRange: flag,
  liveData: flag,
  timezone: text,
  start: text,
  end: text,
  legend,
  yAxis: object({ left: axis, right: axis }),
  table: object({
    layout: one("horizontal", "vertical"),
    showTimeSeriesData: flag,
    stickySummary: flag,
    summaryColumns: list(text),
  }),
  annotations: object({
    alarms: list(string, { maxItems: 1 }),
    horizontal: list({
      type: ["object", "array"],
      properties: {
        value: number,
        ...line,
        fill: one("above", "below", "none"),
        yAxis: one("left", "right"),
      },
    }),
    vertical: list({
      type: ["object", "array"],
      properties: { value: text, ...line, fill: one("before", "after", "none") },
    }),
  }),
  markdown: string,
  background: one("solid", "transparent"),
  query: text,
  queryLanguage: one("CWLI", "PPL", "SQL"),
  alarms: list(string, { minItems: 1, maxItems: 100 }),
  sortBy: one("default", "stateUpdatedTimestamp", "timestamp"),
  states: list(one("ALARM", "INSUFFICIENT_DATA", "OK")),
  labels: list(object({ key: text, value: text })),
  aggregateBy: object({ key: text, func: text }),
  splitBy: text,
  widgetOptions: object({
    legend,
    view: one("timeSeries", "singleValue", "bar", "pie"),
    stacked: flag,
    rowsPerPage: count,
    widgetsPerRow: count,
  }),
  endpoint: text,
  params: {},
  updateOn: object({ refresh: flag, resize: flag, timeRange: flag }),
});

const widget: Structure = {
  required: ["type", "properties"],
  ...object({
    type: one("metric", "text", "log", "alarm", "explorer", "custom", "chart", "trace"),
    x: { type: "integer", minimum: 0, maximum: 23 },
    y: { type: "integer", minimum: 0 },
    width: { type: "integer", minimum: 1, maximum: 24 },
    height: { type: "integer", minimum: 1, maximum: 1000 },
    properties,
  }),
};

const variable: Structure = {
  required: ["id", "type", "inputType"],
  ...object({
    id: text,
    type: one("property", "pattern"),
    property: text,
    pattern: text,
    inputType: one("input", "select", "radio"),
    label: string,
    visible: flag,
    search: text,
    populateFrom: text,
    values: list({ required: ["value"], ...object({ value: string, label: string }) }),
    defaultValue: string,
  }),
};

/** What the schema says of a body in YAML, in its words, for the body in a JSON text, which no schema is held against. */
export const bodyStructure: Structure = {
  required: ["widgets"],
  ...object({
    start: text,
    end: text,
    periodOverride: one("auto", "inherit"),
    variables: list(variable, { maxItems: 25 }),
    widgets: list(widget, { maxItems: 500 }),
  }),
};
