import type { KindFixture, Spec } from "./fixture.ts";

const note = { type: "text", properties: { markdown: "# Shop" } };
const body = (...widgets: unknown[]): Spec => ({ dashboardBody: { widgets } });
const widget = (type: string, properties: object) => body({ type, properties });
const errors = ["Acme/Shop", "Errors", "Stage", "prod"];
const graph = (more: object = {}) => widget("metric", { region: "us-east-1", metrics: [errors], ...more });
const alarm = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:api-5xx";
const lambda = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}`;
const pick = { inputType: "select", label: "Region", visible: true };

export const fixture: KindFixture = {
  bases: { default: body(note) },
  fields: { dashboardName: { skip: "another name is another dashboard" } },
  variants: {
    "as YAML or as text": [
      body(note),
      { dashboardBody: JSON.stringify({ start: "-PT6H", widgets: [{ ...note, width: 12 }] }, null, 2) },
    ],
    "times and periods": [
      { dashboardBody: { start: "-P7D", periodOverride: "auto", widgets: [] } },
      {
        dashboardBody: {
          start: "2026-11-27T00:00:00Z",
          end: "2026-11-28T00:00:00Z",
          periodOverride: "inherit",
          widgets: [],
        },
      },
    ],
    variables: [
      {
        dashboardBody: {
          variables: [
            {
              id: "region",
              type: "property",
              property: "region",
              ...pick,
              defaultValue: "us-east-1",
              values: [{ value: "us-east-1", label: "Virginia" }, { value: "eu-central-1" }],
            },
          ],
          widgets: [],
        },
      },
      {
        dashboardBody: {
          variables: [
            {
              id: "instance",
              type: "pattern",
              pattern: "i-[0-9a-f]+",
              ...pick,
              inputType: "radio",
              search: '{AWS/EC2,InstanceId} MetricName="CPUUtilization"',
              populateFrom: "InstanceId",
            },
          ],
          widgets: [],
        },
      },
    ],
    "more widgets and fewer": [body(note), body(note, { ...note, x: 0, y: 6, width: 24, height: 3 })],
    "places of a widget": [
      body({ ...note, x: 0, y: 0, width: 12, height: 6 }),
      body({ ...note, x: 12, y: 3, width: 6, height: 1000 }),
    ],
    "a frame around text": [
      widget("text", { markdown: "a", background: "solid" }),
      widget("text", { markdown: "b", background: "transparent" }),
    ],
    metrics: [
      graph({ metrics: [[...errors, { stat: "Sum", period: 60, label: "Errors", color: "#d62728" }]] }),
      graph({
        metrics: [
          [{ expression: "100 * m1 / m2", id: "rate", yAxis: "right", region: "eu-central-1" }],
          [...errors, { id: "m1", visible: false, accountId: "444455556666" }],
          [".", "Requests", "...", { id: "m2", visible: false }],
        ],
      }),
    ],
    "how a graph looks": [
      graph({
        title: "Errors",
        view: "timeSeries",
        stat: "Sum",
        period: 60,
        stacked: true,
        liveData: false,
        timezone: "+0900",
        start: "-PT3H",
        end: "P0D",
        legend: { position: "right" },
        accountId: "444455556666",
      }),
      graph({
        title: "Latency",
        view: "gauge",
        legend: { position: "hidden" },
        yAxis: { left: { min: 0, max: 100, label: "%", showUnits: false }, right: { min: 1 } },
      }),
    ],
    "single values and tables": [
      graph({
        view: "singleValue",
        sparkline: true,
        trend: true,
        singleValueFullPrecision: true,
        setPeriodToTimeRange: true,
      }),
      graph({
        view: "table",
        table: {
          layout: "vertical",
          showTimeSeriesData: false,
          stickySummary: true,
          summaryColumns: ["MIN", "MAX"],
        },
      }),
    ],
    "lines and alarms in a graph": [
      widget("metric", { title: "api-5xx", annotations: { alarms: [alarm] } }),
      graph({
        annotations: {
          horizontal: [
            { value: 10, label: "Pages", color: "#ff9896", fill: "above", visible: true, yAxis: "left" },
            [{ value: 20 }, { value: 30, label: "Band" }],
          ],
          vertical: [{ value: "2026-11-27T00:00:00Z", label: "Sale", fill: "after", color: "#2ca02c" }],
        },
      }),
    ],
    logs: [
      widget("log", { region: "us-east-1", query: "SOURCE '/aws/vpc/flow-logs' | limit 10" }),
      widget("log", {
        region: "us-east-1",
        query: "SELECT * FROM `/aws/vpc/flow-logs` LIMIT 10",
        queryLanguage: "SQL",
        view: "table",
        title: "Rejected",
        stacked: false,
        accountId: "444455556666",
      }),
    ],
    "states of alarms": [
      widget("alarm", { alarms: [alarm] }),
      widget("alarm", {
        alarms: [alarm, `${alarm}-2`],
        sortBy: "stateUpdatedTimestamp",
        states: ["ALARM"],
        title: "Shop",
      }),
    ],
    explorer: [
      widget("explorer", {
        metrics: [{ metricName: "CPUUtilization", resourceType: "AWS::EC2::Instance", stat: "Average" }],
        labels: [{ key: "Team", value: "payments" }],
      }),
      widget("explorer", {
        metrics: [{ metricName: "Errors", resourceType: "AWS::Lambda::Function", stat: "Sum" }],
        labels: [{ key: "Env" }],
        aggregateBy: { key: "Team", func: "SUM" },
        splitBy: "Env",
        period: 300,
        region: "us-east-1",
        widgetOptions: {
          legend: { position: "bottom" },
          view: "bar",
          stacked: true,
          rowsPerPage: 10,
          widgetsPerRow: 3,
        },
      }),
    ],
    "drawn by a function": [
      widget("custom", { endpoint: lambda("costs"), params: { team: "payments" } }),
      widget("custom", {
        endpoint: lambda("on-call"),
        params: "payments",
        updateOn: { refresh: true, resize: false, timeRange: true },
        title: "On call",
      }),
    ],
    "what AWS may add": [graph({ brandNew: { a: 1 } }), graph({ brandNew: { a: 2, b: [] } })],
  },
};
