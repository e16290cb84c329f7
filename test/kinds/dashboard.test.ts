import { expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { specSchemas } from "../../controller/generated/schemas.ts";
import type { DashboardSpec } from "../../controller/generated/types.ts";
import { bodyText, type DashboardShape } from "../../controller/kinds/dashboard/shape.ts";
import { bodyStructure } from "../../controller/kinds/dashboard/structure.ts";
import { dashboard } from "../../controller/kinds/dashboard.ts";
import { validate } from "../../controller/spec/validate.ts";
import { rig, wantedBy } from "../rig.ts";
import { fixture } from "./dashboard.ts";
import { type Spec, testScope } from "./fixture.ts";
import { documentOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { structureOf } from "./structure.ts";

const setting = { scope: testScope, name: "shop", each: undefined };
const desired = (spec: Spec): DashboardShape => dashboard.desired(spec as unknown as DashboardSpec, setting);
const note = { type: "text", properties: { markdown: "# Shop" } };
const withWidgets = (...widgets: unknown[]): Spec => ({ dashboardBody: { widgets } });
const empty = desired(withWidgets());
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });
const arn = (name: string) => `arn:aws:cloudwatch::111122223333:dashboard/${name}`;

/** What is wrong with a body, its pointers from the body on. */
const check = (...widgets: unknown[]) => checkBody({ widgets });
const checkBody = (dashboardBody: unknown) =>
  verdict(dashboard, { dashboardBody }).map((text) => text.replace("/spec/dashboardBody", ""));
const rows = (...metrics: unknown[]) =>
  check({ type: "metric", properties: { region: "us-east-1", metrics } }).map((text) =>
    text.replace("/widgets/0/properties/metrics", ""),
  );
const times = (length: number, value: unknown) => Array.from({ length }, () => value);
const errors = ["Acme/Shop", "Errors", "Stage", "prod"];

test("a body is the same in YAML and as JSON text, whatever its white space and the order of its keys", () => {
  const inYaml = desired({ dashboardBody: { start: "-PT6H", widgets: [note] } });
  const asText = `{ "widgets": [ {"properties": {"markdown": "# Shop"}, "type":"text"} ],\n "start": "-PT6H" }`;
  expect(desired({ dashboardBody: asText })).toEqual(inYaml);
});

test("a label may be empty, as the console writes it for an axis that has none", () => {
  const yAxis = { left: { label: "", showUnits: false } };
  const properties = { region: "us-east-1", metrics: [[...errors, { label: "" }]], yAxis };
  expect(checkBody(JSON.stringify({ widgets: [{ type: "metric", properties }] }))).toEqual([]);
});

test("the text that is written has the widgets in their order, more than ten of them too", () => {
  const widgets = Array.from({ length: 12 }, (_, index) => ({ ...note, width: index + 1 }));
  expect(JSON.parse(bodyText(desired({ dashboardBody: { widgets } })))).toEqual({ widgets });
});

test("somebody's edit of a title shows at the title, and what is ignored there stays", async () => {
  const graph = (properties: object) =>
    withWidgets(note, {
      type: "metric",
      properties: { region: "us-east-1", metrics: [errors], ...properties },
    });
  const on = rig({ kinds: [dashboard] });
  const git = graph({ title: "Errors" });
  const annotations = { vertical: [{ value: "2026-11-27T00:00:00Z", label: "Deployed" }] };
  await on.pass(wantedBy(dashboard, git));
  await on.sandbox.call("monitoring", "PutDashboard", {
    DashboardName: "sample",
    DashboardBody: JSON.stringify(graph({ title: "Mistakes", annotations })["dashboardBody"]),
  });

  const ignore = ["/spec/dashboardBody/widgets/1/properties/annotations"];
  const wanted = wantedBy(dashboard, git, { manners: { ignore } });
  const plan = await on.plan(wanted);
  expect(plan.changes.flatMap(({ fields }) => fields)).toEqual([
    {
      path: "/spec/dashboardBody/widgets/1/properties/title",
      before: "Mistakes",
      after: "Errors",
      origin: "drift",
    },
  ]);
  await on.pass(wanted);
  const answer = await on.sandbox.call("monitoring", "GetDashboard", { DashboardName: "sample" });
  const { DashboardBody } = answer as { DashboardBody: string };
  expect(JSON.parse(DashboardBody)).toEqual(graph({ title: "Errors", annotations })["dashboardBody"]);
  expect((await on.plan(wanted)).changes).toEqual([]);
});

test("every example in fixtures passes the rules", () => {
  for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
    expect(verdict(dashboard, spec)).toEqual([]);
});

test("x and y stand together and a widget stays within the 24 columns", () => {
  expect(check({ ...note, x: 3 })).toEqual(["/widgets/0/x bad-position"]);
  expect(check({ ...note, y: 3 })).toEqual(["/widgets/0/y bad-position"]);
  expect(check({ ...note, x: 19, y: 0 })).toEqual(["/widgets/0/x bad-position"]);
  expect(check({ ...note, x: 18, y: 0 }, { ...note, x: 0, y: 0, width: 18 })).toEqual([]);
});

test("widgets that overlap are worth a warning", () => {
  const at = (x: number, y: number) => ({ ...note, x, y });
  expect(check(at(0, 0), at(6, 0), at(0, 6))).toEqual([]);
  expect(check(at(0, 0), at(5, 5), note)).toEqual(["/widgets/1 overlapping-widgets?"]);
});

test("each type of widget has what it can't be drawn without", () => {
  const types = ["metric", "text", "log", "alarm", "explorer", "custom", "chart"];
  expect(check(...types.map((type) => ({ type, properties: {} })))).toEqual([
    "/widgets/0/properties incomplete-widget",
    "/widgets/1/properties incomplete-widget",
    "/widgets/2/properties incomplete-widget",
    "/widgets/2/properties incomplete-widget",
    "/widgets/3/properties incomplete-widget",
    "/widgets/4/properties incomplete-widget",
    "/widgets/4/properties incomplete-widget",
    "/widgets/5/properties incomplete-widget",
  ]);
});

test("a graph shows metrics of a region, or an alarm", () => {
  const graph = (properties: object) =>
    check({ type: "metric", properties }).map((text) => text.replace("/widgets/0/properties", ""));
  const alarms = ["arn:aws:cloudwatch:us-east-1:111122223333:alarm:a"];
  expect(graph({ metrics: [errors] })).toEqual([" incomplete-widget"]);
  expect(graph({ annotations: { alarms } })).toEqual([]);
  expect(graph({ metrics: [errors], region: "us-east-1", annotations: { alarms } })).toEqual([
    "/annotations/alarms alarm-and-metrics",
  ]);
  expect(graph({ metrics: [errors], region: "us-east-1", view: "gauge" })).toEqual([" incomplete-widget"]);
  expect(graph({ metrics: [errors], region: "us-east-1", period: 90 })).toEqual(["/period bad-period"]);
});

test("annotations have a value of their kind", () => {
  const annotations = {
    horizontal: [{ label: "no value" }, [{ value: 1 }], [{ value: 1 }, { value: 2 }]],
    vertical: [{ value: "tomorrow" }, { value: "2026-11-27T00:00:00Z" }, { value: 3 }],
  };
  const properties = { region: "us-east-1", metrics: [errors], annotations };
  expect(check({ type: "metric", properties })).toEqual([
    "/widgets/0/properties/annotations/horizontal/0 bad-annotation",
    "/widgets/0/properties/annotations/horizontal/1 bad-annotation",
    "/widgets/0/properties/annotations/vertical/0/value bad-annotation",
    "/widgets/0/properties/annotations/vertical/2 bad-annotation",
  ]);
});

test("a metric is a namespace, a name and pairs of dimensions, short where the one above says the rest", () => {
  expect(rows(errors, ["...", "staging"], [".", "Requests", ".", "."], ["..."])).toEqual([]);
  expect(rows(["AWS/SNS", "Published", "TopicName", { ref: "Topic/oncall" }, { stat: "Sum" }])).toEqual([]);
  expect(rows(["Acme/Shop"])).toEqual(["/0 bad-metric"]);
  expect(rows([...errors, "Service"])).toEqual(["/0 bad-metric"]);
  expect(rows([".", "Errors"])).toEqual(["/0 bad-metric"]);
  expect(rows(["Acme/Shop", "Errors"], [".", ".", ".", "prod"])).toEqual(["/1 bad-metric"]);
  expect(rows(errors, ["...", "..."])).toEqual(["/1 bad-metric"]);
  expect(rows(["Acme/Shop", { stat: "Sum" }, "Errors"])).toEqual(["/0/1 bad-metric"]);
  expect(rows([""])).toEqual(["/0 bad-metric", "/0 bad-metric"]);
});

test("the rows between two metrics may be expressions, which `...` passes over", () => {
  expect(rows([...errors, { id: "m1" }], [{ expression: "m1 * 2" }], ["...", "staging"])).toEqual([]);
});

test("an expression stands alone, and ids are told apart", () => {
  expect(rows([{ label: "nothing" }])).toEqual(["/0 bad-metric"]);
  expect(rows([...errors, { expression: "m1" }])).toEqual(["/0 bad-metric"]);
  expect(rows([...errors, { id: "m1" }], ["...", { id: "m1" }], ["...", { id: "M3" }])).toEqual([
    "/1/1/id bad-metric",
    "/2/1/id bad-metric",
  ]);
  expect(rows([...errors, { period: 45 }])).toEqual(["/0/4/period bad-period"]);
});

test("a dashboard has at most 2500 metrics", () => {
  const graph = { type: "metric", properties: { region: "us-east-1", metrics: times(500, errors) } };
  expect(check(...times(5, graph))).toEqual([]);
  expect(check(...times(6, graph))).toEqual(["/widgets too-many-metrics"]);
});

test("an explorer's metrics are objects", () => {
  const explorer = (metrics: unknown[]) =>
    check({ type: "explorer", properties: { labels: [{ key: "Team" }], metrics } });
  expect(explorer([errors, { metricName: "Errors", stat: "Sum" }])).toEqual([
    "/widgets/0/properties/metrics/0 bad-metric",
    "/widgets/0/properties/metrics/1 bad-metric",
  ]);
});

test("the time range begins some time ago or at a time, and ends at a time", () => {
  const times = (start?: string, end?: string) =>
    checkBody({ widgets: [], ...(start && { start }), ...(end && { end }) });
  for (const start of ["-PT6H", "-P7D", "-P1DT12H", "2026-11-27T00:00:00Z"]) expect(times(start)).toEqual([]);
  expect(times("yesterday")).toEqual(["/start bad-time"]);
  expect(times("-PT6H", "now")).toEqual(["/end bad-time"]);
  expect(times(undefined, "2026-11-27T00:00:00Z")).toEqual(["/end bad-time"]);
});

test("variables have an id of their own, what they change, and values", () => {
  const variable = { id: "a", type: "property", property: "region", inputType: "input" };
  const problems = checkBody({
    variables: [variable, { ...variable, type: "pattern", inputType: "select" }],
    widgets: [],
  });
  expect(problems).toEqual([
    "/variables/1 bad-variable",
    "/variables/1 bad-variable",
    "/variables/1/id bad-variable",
  ]);
});

test("a JSON text is held against the same schema and rules, each problem named by its pointer", () => {
  const said = (dashboardBody: string) =>
    dashboard
      .check(documentOf("Dashboard", { dashboardBody }))
      .map(({ place, message }) => `${place?.file} ${message}`);
  const text = (...widgets: unknown[]) => JSON.stringify({ widgets });
  expect(said('{\n "widgets": [\n {"type": "text"}\n }\n}')).toEqual([
    "/spec/dashboardBody dashboardBody must be YAML, or the JSON text of an object; it is broken at its line 4",
  ]);
  expect(said("[]")).toEqual([
    "/spec/dashboardBody dashboardBody must be YAML, or the JSON text of an object",
  ]);
  expect(said("{}")).toEqual(["/spec/dashboardBody dashboardBody lacks widgets"]);
  const wrong = {
    type: "graph",
    x: 1.5,
    y: -1,
    width: 25,
    properties: { title: 3, states: ["BAD"], metrics: [[]] },
  };
  expect(said(text(wrong))).toEqual([
    "/spec/dashboardBody /widgets/0/type must be one of metric, text, log, alarm, explorer, custom, chart, trace",
    "/spec/dashboardBody /widgets/0/x must be a whole number",
    "/spec/dashboardBody /widgets/0/y must be at least 0",
    "/spec/dashboardBody /widgets/0/width must be at most 24",
    "/spec/dashboardBody /widgets/0/properties/title must be a text",
    "/spec/dashboardBody /widgets/0/properties/states/0 must be one of ALARM, INSUFFICIENT_DATA, OK",
    "/spec/dashboardBody /widgets/0/properties/metrics/0 has 0 items; at least 1 are needed",
  ]);
  expect(said(text({ ...note, x: 1 }))).toEqual([
    "/spec/dashboardBody /widgets/0/x stands without y: give both or neither",
  ]);
});

test("a JSON text may have exactly what the schema allows in YAML", () => {
  const { definitions } = specSchemas["Dashboard"] as { definitions: { body: unknown } };
  expect(bodyStructure).toEqual(structureOf(definitions.body));
});

test("a reference inside a JSON text is said not to be resolved there", () => {
  const dashboardBody = JSON.stringify({
    widgets: [{ type: "alarm", properties: { alarms: [{ ref: "MetricAlarm/api-5xx" }] } }],
  });
  const [problem] = dashboard.check(documentOf("Dashboard", { dashboardBody }));
  expect(problem).toMatchObject({
    code: "ref-in-text",
    message:
      "/widgets/0/properties/alarms/0 is a reference to MetricAlarm/api-5xx, which can't be resolved inside a JSON text: write it as YAML (JSON is YAML: take the quotes or the | before it away)",
  });
});

test("a document's name that is none of a dashboard's asks for dashboardName", () => {
  const named = {
    ...documentOf("Dashboard", withWidgets()),
    metadata: { name: "a.b", labels: {}, annotations: {} },
  };
  expect(dashboard.check(named as never).map(({ code }) => code)).toEqual(["bad-dashboard-name"]);
});

test("what is wrong in YAML is told by the line, and references in it are checked", () => {
  const text = `apiVersion: watchkeeper.dev/v1alpha1
kind: Dashboard
metadata: { name: shop }
spec:
  dashboardBody:
    widgets:
      - type: alarm
        properties: { alarms: [{ ref: MetricAlarm/gone }] }
      - type: metric
        width: 99
        properties:
          region: us-east-1
          metrics:
            - [AWS/SNS, NumberOfMessagesPublished, TopicName, { ref: Topic/gone }]
            - [AWS/SNS, 5]
`;
  const schema = validate([{ path: "a.yaml", text }], kinds).problems;
  expect(schema.map(({ place, message }) => `${place?.line} ${message}`)).toEqual([
    "10 dashboardBody.widgets[1].width must be at most 24, not 99",
    "15 dashboardBody.widgets[1].properties.metrics[1][1] must be a text or a map, not the number 5",
  ]);
  const fixed = text.replace("99", "9").replace("SNS, 5", "SNS, Five");
  const refs = validate([{ path: "a.yaml", text: fixed }], kinds).problems;
  expect(refs.map(({ place, code }) => `${place?.line} ${code}`)).toEqual([
    "8 missing-target",
    "14 missing-target",
  ]);
});

test("observing reads the bodies of what is wanted or ours, and counts the others", async () => {
  const { sandbox, aws } = sandboxed();
  await dashboard.put(aws(), writeOf("ours", empty));
  for (const DashboardName of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutDashboard", { DashboardName, DashboardBody: '{"widgets":[]}' });
  sandbox.calls.clear();
  const listing = await dashboard.observe(aws(), wantedOf("Dashboard", empty, "wanted", "absent"));
  expect(listing.items).toEqual([
    { id: "ours", arn: arn("ours"), shape: empty, tags: { ...ourTags, team: "payments" } },
    { id: "wanted", arn: arn("wanted"), shape: empty, tags: {} },
  ]);
  expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
  expect(sandbox.calls.entries.filter(({ operation }) => operation === "GetDashboard")).toHaveLength(2);
});

test("a body that didn't change for a minute isn't read again, and any later change is seen", async () => {
  const { sandbox, aws } = sandboxed();
  const bodiesRead = async () => {
    sandbox.calls.clear();
    const { items } = await dashboard.observe(aws(), new Map());
    const reads = sandbox.calls.entries.filter(({ operation }) => operation === "GetDashboard").length;
    return { reads, shapes: items.map(({ shape }) => shape) };
  };
  const before = desired(withWidgets(note));
  const after = desired(withWidgets({ ...note, properties: { markdown: "# Shap" } }));
  await dashboard.put(aws(), writeOf("ours", before));
  // Of the same size and within the same second: nothing in the listing tells.
  expect(await bodiesRead()).toEqual({ reads: 1, shapes: [before] });
  await sandbox.call("monitoring", "PutDashboard", { DashboardName: "ours", DashboardBody: bodyText(after) });
  expect(await bodiesRead()).toEqual({ reads: 1, shapes: [after] });
  await aws().clock.sleep(61_000);
  expect(await bodiesRead()).toEqual({ reads: 1, shapes: [after] });
  expect(await bodiesRead()).toEqual({ reads: 0, shapes: [after] });
  await sandbox.call("monitoring", "PutDashboard", {
    DashboardName: "ours",
    DashboardBody: bodyText(before),
  });
  expect(await bodiesRead()).toEqual({ reads: 1, shapes: [before] });
});

test("reading asks the service itself, for tags too, and leaves out what doesn't exist", async () => {
  const { aws } = sandboxed();
  await dashboard.put(aws(), writeOf("a", empty));
  const { items, problems } = await dashboard.read(aws(), ["a", "gone"].map(target), { tags: true });
  expect(items).toEqual([{ id: "a", arn: arn("a"), shape: empty, tags: { ...ourTags, team: "payments" } }]);
  expect(problems).toEqual([]);
});

test("tags of an existing dashboard are set and removed by themselves", async () => {
  const { aws } = sandboxed();
  await dashboard.put(aws(), writeOf("a", empty));
  const [before] = (await dashboard.read(aws(), [target("a")], { tags: true })).items;
  if (!before) throw new Error("it was just made");
  await dashboard.tag(aws(), before, { tier: "1" }, ["team"]);
  const [after] = (await dashboard.read(aws(), [target("a")], { tags: true })).items;
  expect(after?.tags).toEqual({ ...ourTags, tier: "1" });
});

test("AWS's complaints about a body are told with their places in the document", async () => {
  const { aws } = sandboxed();
  const write = writeOf("a", desired(withWidgets({ type: "text", properties: {} })));
  await expect(dashboard.put(aws(), write)).rejects.toThrow(
    "AWS refuses the dashboard's body: /spec/dashboardBody/widgets/0/properties Should have required property 'markdown'",
  );
});

test("many go in one call, and one that is gone already holds up none of the others", async () => {
  const { sandbox, aws } = sandboxed();
  for (const id of ["a", "b", "c"]) await dashboard.put(aws(), writeOf(id, empty));
  const { items } = await dashboard.read(aws(), ["a", "b", "c"].map(target), { tags: false });
  await sandbox.call("monitoring", "DeleteDashboards", { DashboardNames: ["b"] });
  expect(await dashboard.remove(aws(), items)).toEqual(new Map());
  expect(await sandbox.call("monitoring", "ListDashboards", {})).toMatchObject({ DashboardEntries: [] });
});
