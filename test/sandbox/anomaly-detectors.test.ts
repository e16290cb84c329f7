import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const cpu = { Namespace: "AWS/EC2", MetricName: "CPUUtilization", Stat: "Average" };
const queries = [
  {
    Id: "m1",
    MetricStat: {
      Metric: { Namespace: "AWS/EC2", MetricName: "CPUUtilization" },
      Period: 60,
      Stat: "Sum",
    },
    ReturnData: false,
  },
  { Id: "e1", Expression: "m1 * 2", Label: "twice" },
];
const maths = { MetricMathAnomalyDetector: { MetricDataQueries: queries } };

interface Page {
  AnomalyDetectors: Record<string, unknown>[];
  NextToken?: string;
}

function monitoring() {
  const sandbox = testSandbox();
  const call = (operation: string, input?: unknown) => sandbox.call("monitoring", operation, input);
  const describeAll = async (input: object = { AnomalyDetectorTypes: ["SINGLE_METRIC", "METRIC_MATH"] }) =>
    ((await call("DescribeAnomalyDetectors", input)) as Page).AnomalyDetectors;
  return { sandbox, call, describeAll };
}

describe("anomaly detectors", () => {
  it("are told apart by what they learn, however it is written", async () => {
    const { call, describeAll } = monitoring();
    const first = await call("PutAnomalyDetector", cpu);
    const again = await call("PutAnomalyDetector", {
      SingleMetricAnomalyDetector: { ...cpu, AccountId: account },
      MetricCharacteristics: { PeriodicSpikes: true },
    });
    expect(again).toEqual(first);
    await call("PutAnomalyDetector", { SingleMetricAnomalyDetector: { ...cpu, AccountId: "444455556666" } });
    expect(await describeAll()).toMatchObject([
      {
        ...cpu,
        SingleMetricAnomalyDetector: { ...cpu, AccountId: account, Dimensions: [] },
        MetricCharacteristics: { PeriodicSpikes: true },
      },
      { SingleMetricAnomalyDetector: { AccountId: "444455556666" } },
    ]);
  });

  it("lose their configuration to the next Put", async () => {
    const { call, describeAll } = monitoring();
    await call("PutAnomalyDetector", { ...cpu, Configuration: { MetricTimezone: "Asia/Seoul" } });
    await call("PutAnomalyDetector", cpu);
    expect((await describeAll())[0]?.["Configuration"]).toEqual({});
  });

  it("of metric maths are listed only when asked for, without labels and with the account", async () => {
    const { call, describeAll } = monitoring();
    await call("PutAnomalyDetector", maths);
    expect(await describeAll({})).toEqual([]);
    const [{ MetricMathAnomalyDetector } = {}] = await describeAll({ AnomalyDetectorTypes: ["METRIC_MATH"] });
    expect(MetricMathAnomalyDetector).toEqual({
      MetricDataQueries: [
        { ...queries[0], AccountId: account },
        { Id: "e1", Expression: "m1 * 2", ReturnData: true },
      ],
    });
  });

  it("are found by metric, by dimensions and by id, a hundred a page", async () => {
    const { call, describeAll } = monitoring();
    for (let index = 0; index < 101; index++)
      await call("PutAnomalyDetector", { ...cpu, Dimensions: [{ Name: "InstanceId", Value: `i-${index}` }] });
    const { AnomalyDetectorId } = (await call("PutAnomalyDetector", {
      ...cpu,
      MetricName: "NetworkOut",
    })) as {
      AnomalyDetectorId: string;
    };
    const first = (await call("DescribeAnomalyDetectors", {})) as Page;
    expect(first.AnomalyDetectors).toHaveLength(100);
    expect(await describeAll({ NextToken: first.NextToken })).toHaveLength(2);
    expect(await describeAll({ MetricName: "NetworkOut" })).toHaveLength(1);
    expect(await describeAll({ Dimensions: [{ Name: "InstanceId", Value: "i-7" }] })).toHaveLength(1);
    expect(await describeAll({ AnomalyDetectorIds: [AnomalyDetectorId] })).toMatchObject([
      { MetricName: "NetworkOut" },
    ]);
  });

  it("are trained after some minutes", async () => {
    const { sandbox, call, describeAll } = monitoring();
    await call("PutAnomalyDetector", cpu);
    expect(await describeAll()).toMatchObject([{ StateValue: "PENDING_TRAINING" }]);
    await sandbox.clock.sleep(3_600_000);
    expect(await describeAll()).toMatchObject([{ StateValue: "TRAINED" }]);
  });

  it("are deleted by what they learn, or by id", async () => {
    const { call, describeAll } = monitoring();
    await call("PutAnomalyDetector", maths);
    const { AnomalyDetectorId } = (await call("PutAnomalyDetector", cpu)) as { AnomalyDetectorId: string };
    await call("DeleteAnomalyDetector", maths);
    await call("DeleteAnomalyDetector", { AnomalyDetectorId });
    expect(await describeAll()).toEqual([]);
    await expect(call("DeleteAnomalyDetector", cpu)).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });

  it.each([
    ["PutAnomalyDetector", { ...cpu, ...maths }, "InvalidParameterCombination"],
    ["PutAnomalyDetector", { Namespace: "AWS/EC2" }, "MissingParameter"],
    ["PutAnomalyDetector", {}, "MissingParameter"],
    ["PutAnomalyDetector", { ...cpu, Stat: "Mean" }, "InvalidParameterValue"],
    [
      "PutAnomalyDetector",
      { MetricMathAnomalyDetector: { MetricDataQueries: [queries[0]] } },
      "InvalidParameterValue",
    ],
    ["PutAnomalyDetector", { MetricMathAnomalyDetector: { MetricDataQueries: [] } }, "MissingParameter"],
    ["PutAnomalyDetector", { ...cpu, Configuration: { MetricTimezone: "Mars" } }, "InvalidParameterValue"],
    [
      "PutAnomalyDetector",
      {
        ...cpu,
        Configuration: {
          ExcludedTimeRanges: [{ StartTime: new Date(2_000), EndTime: new Date(1_000) }],
        },
      },
      "ValidationError",
    ],
    ["DescribeAnomalyDetectors", { MaxResults: 101 }, "ValidationError"],
    ["DescribeAnomalyDetectors", { NextToken: "forged" }, "InvalidNextToken"],
    [
      "DescribeAnomalyDetectors",
      { AnomalyDetectorIds: ["x"], Namespace: "a" },
      "InvalidParameterCombination",
    ],
    ["DeleteAnomalyDetector", { AnomalyDetectorId: "none" }, "ResourceNotFoundException"],
  ])("refuse %s of %j with %s", async (operation, input, code) => {
    const { call } = monitoring();
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });
});
