import { describe, expect, test } from "vitest";
import type { MetricStreamSpec } from "../../controller/generated/types.ts";
import type { MetricStreamShape } from "../../controller/kinds/metric-stream/shape.ts";
import { metricStream } from "../../controller/kinds/metric-stream.ts";
import { rig, wantedBy } from "../rig.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture } from "./metric-stream.ts";
import { documentOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "metrics", each: undefined };
const base = fixture.bases.default;
const desired = (spec: Spec): MetricStreamShape =>
  metricStream.desired(spec as unknown as MetricStreamSpec, setting);
const check = (spec: Spec) => verdict(metricStream, spec);
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });

async function started() {
  const { sandbox, aws } = sandboxed();
  await fixture.seed?.(sandbox);
  const put = (id: string, spec: Spec = base) => metricStream.put(aws(), writeOf(id, desired(spec)));
  const read = async (...ids: string[]) =>
    (await metricStream.read(aws(), ids.map(target), { tags: false })).items;
  const writes = () =>
    sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation);
  return { sandbox, aws, put, read, writes };
}

describe("the canonical shape", () => {
  test("has AWS's defaults filled in", () => {
    expect(desired(base)).toEqual({
      firehoseArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics",
      roleArn: "arn:aws:iam::111122223333:role/MetricStreamToFirehose",
      outputFormat: "json",
      includeLinkedAccountsMetrics: false,
      state: "running",
    });
  });

  test("is the same in whichever order filters, names and statistics are written", () => {
    const metrics = [
      { namespace: "AWS/Lambda", metricName: "Duration" },
      { namespace: "AWS/EC2", metricName: "CPUUtilization" },
    ];
    const one = {
      ...base,
      includeFilters: [{ namespace: "b" }, { namespace: "a", metricNames: ["y", "x"] }],
      statisticsConfigurations: [{ includeMetrics: metrics, additionalStatistics: ["p99", "p50"] }],
    };
    const other = {
      ...base,
      includeFilters: [{ metricNames: ["x", "y"], namespace: "a" }, { namespace: "b" }],
      statisticsConfigurations: [
        { additionalStatistics: ["p50", "p99"], includeMetrics: metrics.toReversed() },
      ],
    };
    expect(desired(one)).toEqual(desired(other));
  });
});

describe("the rules that a schema can't say", () => {
  test("every example in fixtures passes them", () => {
    for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
      expect(check(spec)).toEqual([]);
  });

  test("are told all at once", () => {
    const spec = {
      ...base,
      outputFormat: "opentelemetry1.0",
      includeFilters: [{ namespace: "a" }, { namespace: "a", metricNames: ["x"] }],
      excludeFilters: [{ namespace: "b" }],
      statisticsConfigurations: [
        {
          includeMetrics: [{ namespace: "a", metricName: "x" }],
          additionalStatistics: ["p99.9", "tm98"],
        },
      ],
    };
    expect(check(spec)).toEqual([
      "/spec/excludeFilters excluded-field",
      "/spec/includeFilters/1/namespace duplicate",
      "/spec/statisticsConfigurations/0/additionalStatistics/1 unsupported-statistic",
    ]);
  });

  test("a document's name with a period in it is no stream's name", () => {
    const document = documentOf("MetricStream", base as unknown as MetricStreamSpec);
    const named = { ...document, metadata: { ...document.metadata, name: "metrics.lake" } };
    expect(metricStream.check(named)).toMatchObject([{ code: "bad-name" }]);
    const given = { ...named, spec: { ...named.spec, metricStreamName: "metrics-lake" } };
    expect(metricStream.check(given)).toEqual([]);
  });
});

test("CloudWatch needs its role to write to the delivery stream, on behalf of this stream", () => {
  const [wanted] = wantedOf("MetricStream", desired(base), "metrics").values();
  expect(wanted && metricStream.grants?.(wanted)).toEqual([
    {
      on: "arn:aws:iam::111122223333:role/MetricStreamToFirehose",
      service: "streams.metrics.cloudwatch.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: "arn:aws:cloudwatch:us-east-1:111122223333:metric-stream/metrics",
      allows: [
        {
          actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          resources: ["arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics"],
        },
      ],
    },
  ]);
});

test.each(Object.entries(fixture.variants))(
  "AWS has what git wants after a creation and after updates: %s",
  async (_, [a, b]) => {
    const { aws, put, read } = await started();
    await put("x", a);
    const [made] = await read("x");
    expect(made?.shape).toEqual(desired(a));
    await metricStream.put(aws(), writeOf("x", desired(b), made));
    const [changed] = await read("x");
    expect(changed?.shape).toEqual(desired(b));
    await metricStream.put(aws(), writeOf("x", desired(a), changed));
    expect((await read("x"))[0]?.shape).toEqual(desired(a));
  },
);

describe("the state", () => {
  const stopped = { ...base, state: "stopped" };
  const changing = (before: MetricStreamShape, after: MetricStreamShape) =>
    new Set(Object.keys(after).filter((field) => before[field as never] !== after[field as never]));

  test.each([
    ["made to run", undefined, base, ["PutMetricStream"]],
    ["made to stand still", undefined, stopped, ["PutMetricStream", "StopMetricStreams"]],
    ["stopped", base, stopped, ["StopMetricStreams"]],
    ["started", stopped, base, ["StartMetricStreams"]],
    ["changed while it runs", base, { ...base, outputFormat: "opentelemetry1.0" }, ["PutMetricStream"]],
    [
      "stopped and changed",
      base,
      { ...stopped, outputFormat: "opentelemetry1.0" },
      ["StopMetricStreams", "PutMetricStream"],
    ],
    [
      "changed and started",
      stopped,
      { ...base, outputFormat: "opentelemetry1.0" },
      ["PutMetricStream", "StartMetricStreams"],
    ],
  ] as const)("a stream that is %s takes these calls", async (_, before, after, calls) => {
    const { sandbox, aws, put, read, writes } = await started();
    if (before) await put("x", before);
    const [made] = await read("x");
    sandbox.calls.clear();
    const write = writeOf("x", desired(after), made);
    const changed = made?.shape ? changing(made.shape, desired(after)) : write.changed;
    await metricStream.put(aws(), { ...write, changed });
    expect(writes()).toEqual(calls);
    expect((await read("x"))[0]?.shape).toEqual(desired(after));
  });

  test("a stream that somebody stopped is drift, and is started again", async () => {
    const on = rig({ kinds: [metricStream] });
    await fixture.seed?.(on.sandbox);
    const wanted = wantedBy(metricStream, base, { name: "metrics" });
    await on.pass(wanted);
    await on.sandbox.call("monitoring", "StopMetricStreams", { Names: ["metrics"] });
    on.writes();
    const { plan } = await on.pass(wanted);
    expect(plan.changes.flatMap(({ fields }) => fields)).toMatchObject([
      { path: "/spec/state", before: "stopped", after: "running", origin: "drift" },
    ]);
    expect(on.writes()).toContain("StartMetricStreams");
    expect((await on.plan(wanted)).changes).toEqual([]);
  });
});

test("a role that isn't known everywhere yet is waited for", async () => {
  const on = rig({ kinds: [metricStream], sandbox: { propagation: 20_000 } });
  await fixture.seed?.(on.sandbox);
  const { outcomes } = await on.pass(wantedBy(metricStream, base, { name: "metrics" }));
  expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
});

test("observing reads what is ours or wanted in full, by tag or name, and counts the others", async () => {
  const { sandbox, aws, put } = await started();
  await put("ours");
  for (const Name of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutMetricStream", {
      Name,
      FirehoseArn: base["firehoseArn"],
      RoleArn: base["roleArn"],
      OutputFormat: "json",
    });
  sandbox.calls.clear();
  const listing = await metricStream.observe(aws(), wantedOf("MetricStream", desired(base), "wanted"));
  expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
  expect(listing.items).toMatchObject([
    { id: "ours", shape: desired(base), tags: ourTags },
    { id: "wanted", arn: "arn:aws:cloudwatch:us-east-1:111122223333:metric-stream/wanted", tags: {} },
  ]);
  const calls = sandbox.calls.entries.map(({ operation, input }) => [operation, input]);
  expect(calls).toContainEqual(["ListMetricStreams", { MaxResults: 500 }]);
  expect(calls.filter(([operation]) => operation === "GetMetricStream")).toHaveLength(2);
});

test("tags are the service's own when it is asked for them, and an update leaves them alone", async () => {
  const { aws, put } = await started();
  await put("x");
  const read = async () =>
    (await metricStream.read(aws(), [target("x"), target("gone")], { tags: true })).items;
  const [before] = await read();
  expect(before?.tags).toEqual({ ...ourTags, team: "payments" });
  if (!before) throw new Error("it was just made");
  await metricStream.put(aws(), { ...writeOf("x", desired(base), before), tags: { other: "tag" } });
  await metricStream.tag(aws(), before, { team: "security" }, ["watchkeeper.dev/object"]);
  expect((await read()).map(({ tags }) => tags)).toEqual([
    { "watchkeeper.dev/owner": "acme", team: "security" },
  ]);
});

test("streams are deleted, and one that is gone already is no error", async () => {
  const { sandbox, aws, put, read } = await started();
  for (const id of ["a", "b"]) await put(id);
  const doomed = await read("a", "b");
  await sandbox.call("monitoring", "DeleteMetricStream", { Name: "b" });
  expect(await metricStream.remove(aws(), doomed)).toEqual(new Map());
  expect(await read("a", "b")).toEqual([]);
});
