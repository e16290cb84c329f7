import { describe, expect, test } from "vitest";
import { claim, markerArn } from "../../controller/aws/marker.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import { findAuthors } from "../../controller/history.ts";
import type { Wanted } from "../../controller/kind.ts";
import { detectorId } from "../../controller/kinds/anomaly-detector/identity.ts";
import { fromAws } from "../../controller/kinds/anomaly-detector/shape.ts";
import { anomalyDetector } from "../../controller/kinds/anomaly-detector.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch, type WantedOptions, wantedBy } from "../rig.ts";
import { owner } from "../widgets.ts";
import { fixture } from "./anomaly-detector.ts";
import { type Spec, testScope } from "./fixture.ts";
import { documentOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { parameterNames, spoil } from "./spoil.ts";

const { account } = testScope;
const { default: cpu, rate = {} } = fixture.bases;
const single = {
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Stat: "Average",
  Dimensions: [] as { Name: string; Value: string }[],
};
const cpuId = "AWS/EC2 CPUUtilization Average";

function wanted(spec: Spec, options: WantedOptions = {}): Wanted[] {
  return wantedBy(anomalyDetector, spec, { name: "cpu", ...options });
}

/** Every detector there is, by metric or queries, with its marker's owner. */
async function detectors(sandbox: Sandbox): Promise<string[]> {
  const { AnomalyDetectors } = (await sandbox.call("monitoring", "DescribeAnomalyDetectors", {
    AnomalyDetectorTypes: ["SINGLE_METRIC", "METRIC_MATH"],
  })) as { AnomalyDetectors: object[] };
  return AnomalyDetectors.map((detector) => detectorId(fromAws(detector, account)));
}

async function remains(sandbox: Sandbox): Promise<unknown> {
  return { detectors: await detectors(sandbox), parameters: await parameterNames(sandbox) };
}

describe("the shape", () => {
  test("folds defaults, this account's id, order and labels", () => {
    const spelledOut = fromAws(
      {
        SingleMetricAnomalyDetector: {
          ...single,
          AccountId: account,
          Dimensions: [
            { Name: "b", Value: "2" },
            { Name: "a", Value: "1" },
          ],
        },
        Configuration: { ExcludedTimeRanges: [], MetricTimezone: "UTC", AdaptationSpeed: "NORMAL" },
        MetricCharacteristics: { PeriodicSpikes: false },
        StateValue: "TRAINED",
      },
      account,
    );
    const { Dimensions: _, ...old } = single;
    const flat = fromAws(
      {
        ...old,
        Dimensions: [
          { Name: "a", Value: "1" },
          { Name: "b", Value: "2" },
        ],
      },
      account,
    );
    expect(spelledOut).toEqual(flat);
    expect(flat).toEqual({
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      stat: "Average",
      dimensions: { a: "1", b: "2" },
      configuration: { adaptationSpeed: "NORMAL", outlierFilteringStrength: "MODERATE" },
      metricCharacteristics: { periodicSpikes: false },
    });
    const MetricDataQueries = [
      { Id: "b", Expression: "a * 2", Label: "twice" },
      {
        Id: "a",
        MetricStat: { Metric: single, Period: 60, Stat: "Sum" },
        ReturnData: false,
        AccountId: account,
      },
    ];
    expect(fromAws({ MetricMathAnomalyDetector: { MetricDataQueries } }, account).metricDataQueries).toEqual([
      {
        id: "a",
        metricStat: {
          metric: { namespace: "AWS/EC2", metricName: "CPUUtilization" },
          period: 60,
          stat: "Sum",
        },
        returnData: false,
      },
      { id: "b", expression: "a * 2", returnData: true },
    ]);
  });

  test("has times in UTC, by start, whether the spec says Z or not", () => {
    const [there] = fixture.variants["how it is trained"] ?? [];
    const shape = anomalyDetector.desired(there as never, { scope: testScope, name: "x", each: undefined });
    expect(shape.configuration?.excludedTimeRanges).toEqual([
      { startTime: "2026-11-27T00:00:00Z", endTime: "2026-11-28T00:00:00Z" },
      { startTime: "2026-12-24T00:00:00Z", endTime: "2026-12-27T00:00:00Z" },
    ]);
  });
});

describe("the identity", () => {
  const idOf = (spec: Spec) => anomalyDetector.id(spec, { scope: testScope, name: "x", each: undefined });

  test("is what it watches, and nothing of how it is trained", () => {
    expect(idOf(cpu)).toBe(cpuId);
    expect(idOf({ ...cpu, configuration: { adaptationSpeed: "FAST" }, tags: { a: "b" } })).toBe(cpuId);
    expect(idOf({ ...cpu, dimensions: { InstanceId: "i-1" }, accountId: "444455556666" })).toBe(
      `${cpuId} [InstanceId=i-1] account=444455556666`,
    );
    expect(idOf({ ...cpu, accountId: account })).toBe(cpuId);
    expect(idOf(rate)).toBe(
      'errors: AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum 300s, rate!: "100 * errors / requests", requests: AWS/ApplicationELB RequestCount Sum 300s',
    );
  });

  test("of one can't be mistaken for another's, whatever names hold", () => {
    const of = (namespace: string, metricName: string, dimensions?: Record<string, string>) =>
      idOf({ namespace, metricName, stat: "Sum", ...(dimensions && { dimensions }) });
    const all = [
      of("a b", "c"),
      of("a", "b c"),
      of('"a', 'b"'),
      of("a", "b", { c: "d] [e=f" }),
      of("a", "b", { c: "d", e: "f" }),
      of("a", "b", { "c=d": "e" }),
      of("a", "b", { c: "d=e" }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test("has a limit, beyond which a digest tells two apart", () => {
    const long = (last: string) =>
      idOf({ ...cpu, dimensions: { a: "x".repeat(1_000), b: "y".repeat(900), c: last } });
    expect(long("1").length).toBeLessThan(1_100);
    expect(long("1")).not.toBe(long("2"));
  });
});

describe("the check", () => {
  const metric = { namespace: "AWS/EC2", metricName: "CPUUtilization" };
  const m1 = { id: "m1", metricStat: { metric, period: 60, stat: "Sum" } };
  test.each([
    [cpu, []],
    [rate, []],
    [{}, ["/spec missing-field"]],
    [{ namespace: "AWS/EC2" }, ["/spec missing-field"]],
    [{ ...cpu, stat: "Mean" }, ["/spec/stat invalid-statistic"]],
    [
      { ...rate, namespace: "AWS/EC2", stat: "Sum" },
      ["/spec/namespace excluded-field", "/spec/stat excluded-field"],
    ],
    [
      { metricDataQueries: [m1, m1] },
      ["/spec/metricDataQueries excluded-field", "/spec/metricDataQueries/1/id duplicate-id"],
    ],
    [{ metricDataQueries: [{ ...m1, returnData: false }] }, ["/spec/metricDataQueries missing-field"]],
    [{ metricDataQueries: [{ id: "e1" }] }, ["/spec/metricDataQueries/0 missing-field"]],
    [
      {
        metricDataQueries: [
          { ...m1, returnData: false },
          { id: "b", expression: "ANOMALY_DETECTION_BAND(m1, 2)" },
        ],
      },
      ["/spec/metricDataQueries/1/expression not-in-detectors"],
    ],
    [
      {
        metricDataQueries: Array.from({ length: 11 }, (_, index) => ({
          ...m1,
          id: `m${index}`,
          returnData: index === 0,
        })),
      },
      ["/spec/metricDataQueries out-of-range"],
    ],
    [
      { ...cpu, configuration: { metricTimezone: "Mars/Base" } },
      ["/spec/configuration/metricTimezone invalid-time-zone"],
    ],
    [
      {
        ...cpu,
        configuration: {
          excludedTimeRanges: [
            { startTime: "2026-01-02T00:00:00Z", endTime: "2026-01-01T00:00:00" },
            { startTime: "2026-13-02T00:00:00Z", endTime: "2026-01-01T00:00:00Z" },
          ],
        },
      },
      [
        "/spec/configuration/excludedTimeRanges/0/endTime out-of-range",
        "/spec/configuration/excludedTimeRanges/1/startTime invalid-time",
      ],
    ],
  ] as [Spec, string[]][])("of %j says %j", (spec, said) => {
    expect(verdict(anomalyDetector, spec)).toEqual(said);
  });

  test("says how to go on", () => {
    const [problem] = anomalyDetector.check(documentOf("AnomalyDetector", { namespace: "AWS/EC2" }));
    expect(problem?.message).toBe(
      "a single metric needs namespace, metricName and stat; add metricName and stat",
    );
  });
});

describe("in AWS", () => {
  const shape = anomalyDetector.desired(cpu, { scope: testScope, name: "x", each: undefined });

  test("its marker comes before it, and goes after it", async () => {
    const { sandbox, aws } = sandboxed();
    await anomalyDetector.put(aws(), writeOf(cpuId, shape));
    const { items } = await anomalyDetector.read(aws(), [{ id: cpuId, wanted: shape, observed: undefined }], {
      tags: true,
    });
    expect(items).toMatchObject([
      {
        id: cpuId,
        arn: markerArn(testScope, "AnomalyDetector", cpuId),
        shape,
        tags: { ...ourTags, team: "payments" },
      },
    ]);
    expect(await anomalyDetector.remove(aws(), items)).toEqual(new Map());
    expect(sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation)).toEqual([
      "PutParameter",
      "PutAnomalyDetector",
      "DeleteAnomalyDetector",
      "DeleteParameters",
    ]);
    expect(await remains(sandbox)).toEqual({ detectors: [], parameters: [] });
  });

  test("the marker stays while the detector can't be deleted", async () => {
    const { sandbox, aws } = sandboxed();
    await anomalyDetector.put(aws(), writeOf(cpuId, shape));
    const { items } = await anomalyDetector.observe(aws(), new Map());
    sandbox.schedule(({ operation }) =>
      operation === "DeleteAnomalyDetector" ? { kind: "denied" } : undefined,
    );
    expect([...(await anomalyDetector.remove(aws(), items)).keys()]).toEqual([cpuId]);
    sandbox.schedule(undefined);
    expect(await parameterNames(sandbox)).toHaveLength(1);
  });

  test("detectors of both types are listed, and the foreign ones counted", async () => {
    const { sandbox, aws } = sandboxed();
    for (let index = 0; index < 150; index++)
      await sandbox.call("monitoring", "PutAnomalyDetector", {
        SingleMetricAnomalyDetector: { ...single, MetricName: `Metric${index}` },
      });
    const maths = anomalyDetector.desired(rate, { scope: testScope, name: "x", each: undefined });
    const mathsId = detectorId(maths);
    await anomalyDetector.put(aws(), writeOf(mathsId, maths));
    const { items, foreign, complete } = await anomalyDetector.observe(
      aws(),
      wantedOf("AnomalyDetector", shape, cpuId),
    );
    expect({ ids: items.map(({ id }) => id), foreign, complete }).toEqual({
      ids: [mathsId],
      foreign: 150,
      complete: true,
    });
    expect(items[0]?.shape).toEqual(maths);
  });

  test("too little data is a warning", async () => {
    const health = (stateValue: string) =>
      anomalyDetector.health?.({ id: cpuId, arn: "", shape, tags: {}, status: { stateValue } });
    expect(health("TRAINED_INSUFFICIENT_DATA")).toMatchObject([
      { reason: "InsufficientData", severity: "warning" },
    ]);
    for (const state of ["PENDING_TRAINING", "TRAINED", ""]) expect(health(state)).toEqual([]);
  });
});

describe("a pass", () => {
  const foreign = (on: Rig) =>
    on.sandbox.call("monitoring", "PutAnomalyDetector", { SingleMetricAnomalyDetector: single });

  test("leaves a detector alone that CloudWatch made for an alarm, until it is adopted", async () => {
    const on = rig({ kinds: [anomalyDetector] });
    await foreign(on);
    const changed = { ...cpu, metricCharacteristics: { periodicSpikes: true } };
    const { plan } = await on.pass(wanted(changed));
    expect(sketch(plan.changes)).toEqual([expect.stringContaining("conflict AnomalyDetector/cpu")]);
    expect(await parameterNames(on.sandbox)).toEqual([]);

    await on.pass(wanted(changed, { manners: { adopt: true } }));
    expect(sketch((await on.plan(wanted(changed))).changes)).toEqual([]);
    await on.pass([]);
    expect(await remains(on.sandbox)).toEqual({ detectors: [], parameters: [] });
  });

  test("names the installation that has a detector, even before it is there", async () => {
    for (const exists of [true, false]) {
      const on = rig({ kinds: [anomalyDetector] });
      const other = on.connection.visit({ owner: "other", accounts: new Map() })(testScope);
      await claim(other, "AnomalyDetector", cpuId, { [ownerTag]: "other" });
      if (exists) await foreign(on);
      const { plan } = await on.pass(wanted(cpu));
      expect(plan.changes.map(({ reason }) => reason)).toEqual(['owned by "other"']);
      expect(await detectors(on.sandbox)).toEqual(exists ? [cpuId] : []);
      await on.pass(wanted(cpu, { manners: { adopt: true } }));
      expect(sketch((await on.plan(wanted(cpu))).changes)).toEqual([]);
    }
  });

  test("makes another detector where it watches another metric, and deletes the old one", async () => {
    const on = rig({ kinds: [anomalyDetector] });
    await on.pass(wanted(cpu));
    const { plan } = await on.pass(wanted(rate));
    expect(plan.changes.map(({ action }) => action)).toEqual(["replace"]);
    expect(await detectors(on.sandbox)).toEqual([detectorId(wanted(rate)[0]?.shape ?? {})]);
    expect(await parameterNames(on.sandbox)).toHaveLength(1);
    expect(sketch((await on.plan(wanted(rate))).changes)).toEqual([]);
  });

  test("makes a detector again that somebody deleted, with the marker it has", async () => {
    const on = rig({ kinds: [anomalyDetector] });
    await on.pass(wanted(cpu));
    await on.sandbox.call("monitoring", "DeleteAnomalyDetector", { SingleMetricAnomalyDetector: single });
    const { plan } = await on.pass(wanted(cpu));
    expect(sketch(plan.changes)).toEqual(["create AnomalyDetector/cpu"]);
    expect(sketch((await on.plan(wanted(cpu))).changes)).toEqual([]);
  });

  test("clears a marker away whose detector somebody deleted and git wants no longer", async () => {
    const on = rig({ kinds: [anomalyDetector] });
    await on.pass(wanted(cpu));
    await on.sandbox.call("monitoring", "DeleteAnomalyDetector", { SingleMetricAnomalyDetector: single });
    const { plan } = await on.pass([]);
    expect(sketch(plan.changes)).toEqual(["delete AnomalyDetector/cpu"]);
    expect(await parameterNames(on.sandbox)).toEqual([]);
  });

  test("treats a detector as nobody's whose marker somebody deleted", async () => {
    const on = rig({ kinds: [anomalyDetector] });
    await on.pass(wanted(cpu));
    await on.sandbox.call("ssm", "DeleteParameters", { Names: await parameterNames(on.sandbox) });
    expect((await on.plan(wanted(cpu))).changes.map(({ action }) => action)).toEqual(["conflict"]);
    await on.pass(wanted(cpu, { manners: { adopt: true } }));
    expect(sketch((await on.plan(wanted(cpu))).changes)).toEqual([]);
  });
});

/** Who did what is found changed now, as `who: call`. */
async function culprits(on: Rig, of: readonly Wanted[]): Promise<string[]> {
  const { changes } = await on.plan(of);
  const kinds = new Map([[anomalyDetector.name, anomalyDetector]]);
  const { signal } = new AbortController();
  const { authors } = await findAuthors(changes, { kinds, owner, signal, at: on.at });
  return [...authors.values()].map(({ identity, call }) => `${identity.split("/").at(-1)}: ${call}`);
}

test("who changes its configuration is named", async () => {
  const on = rig({ kinds: [anomalyDetector] });
  await on.pass(wanted(cpu));
  const MetricCharacteristics = { PeriodicSpikes: true };
  await on.sandbox.call(
    "monitoring",
    "PutAnomalyDetector",
    { SingleMetricAnomalyDetector: single, MetricCharacteristics },
    { as: on.sandbox.person("mira") },
  );
  expect(await culprits(on, wanted(cpu))).toEqual(["mira: PutAnomalyDetector"]);
});

describe("whatever goes wrong at whichever call", () => {
  const seed = async (sandbox: Sandbox) => {
    await sandbox.call("monitoring", "PutAnomalyDetector", {
      SingleMetricAnomalyDetector: { ...single, MetricName: "Foreign" },
    });
  };
  const more = { ...cpu, dimensions: { InstanceId: "i-1" }, tags: { team: "shop" } };
  const both = [...wanted(cpu), ...wanted(rate, { name: "rate" })];

  test.each([
    ["from nothing", [], both],
    [
      "to another configuration",
      both,
      [
        ...wanted({ ...cpu, metricCharacteristics: { periodicSpikes: true } }),
        ...wanted(rate, { name: "rate" }),
      ],
    ],
    ["to another metric", both, [...wanted(more), ...wanted(rate, { name: "rate" })]],
    ["to nothing", both, []],
  ] as [string, Wanted[], Wanted[]][])("%s, it ends as it should", async (_, before, after) => {
    expect(await spoil({ kind: anomalyDetector, before, after, seed, remains })).toEqual([]);
  });

  test("after somebody deleted one of two, it ends as it should", async () => {
    const meddle = async (on: Rig) => {
      await on.sandbox.call("monitoring", "DeleteAnomalyDetector", { SingleMetricAnomalyDetector: single });
    };
    for (const after of [both, []])
      expect(await spoil({ kind: anomalyDetector, before: both, after, seed, meddle, remains })).toEqual([]);
  });
});
