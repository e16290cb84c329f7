import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  ListTagsForResourceCommand,
  type MetricAlarm,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { describeAlarms } from "../../controller/sandbox/services/cloudwatch/describe-alarms.ts";
import { putMetricAlarm } from "../../controller/sandbox/services/cloudwatch/metric-alarms.ts";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(() => {
  sandbox = testSandbox();
  client = new CloudWatchClient(clientOf(sandbox));
});

const alarm = (name: string, changes: Partial<PutMetricAlarmInput> = {}): PutMetricAlarmInput => ({
  AlarmName: name,
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 80,
  ComparisonOperator: "GreaterThanThreshold",
  ...changes,
});
const arnOf = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;
const put = (name: string, changes: Partial<PutMetricAlarmInput> = {}) =>
  client.send(new PutMetricAlarmCommand(alarm(name, changes)));
const composite = (AlarmName: string, AlarmRule: string, changes = {}) =>
  client.send(new PutCompositeAlarmCommand({ AlarmName, AlarmRule, ...changes }));
const list = (input: DescribeAlarmsCommandInput = {}) => client.send(new DescribeAlarmsCommand(input));
const read = async (name: string): Promise<MetricAlarm> => {
  const { MetricAlarms = [] } = await list({ AlarmNames: [name] });
  return MetricAlarms[0] ?? {};
};
const names = (alarms: { AlarmName?: string | undefined }[] = []) => alarms.map(({ AlarmName }) => AlarmName);

describe("a metric alarm", () => {
  it("starts in INSUFFICIENT_DATA with its actions on and without what was never set", async () => {
    await put("cpu");
    const made = await read("cpu");
    expect(made).toMatchObject({
      AlarmArn: arnOf("cpu"),
      ActionsEnabled: true,
      AlarmActions: [],
      OKActions: [],
      InsufficientDataActions: [],
      Dimensions: [],
      StateValue: "INSUFFICIENT_DATA",
    });
    for (const member of ["TreatMissingData", "DatapointsToAlarm", "Unit", "AlarmDescription", "Tags"])
      expect(made).not.toHaveProperty(member);
  });

  it("keeps its state and its tags when it is updated, and nothing else", async () => {
    await put("cpu", { AlarmDescription: "hot", Tags: [{ Key: "team", Value: "a" }] });
    await client.send(
      new SetAlarmStateCommand({ AlarmName: "cpu", StateValue: "ALARM", StateReason: "test" }),
    );
    await put("cpu", { Threshold: 90, Tags: [{ Key: "team", Value: "b" }] });
    const updated = await read("cpu");
    expect(updated).toMatchObject({ StateValue: "ALARM", StateReason: "test", Threshold: 90 });
    expect(updated).not.toHaveProperty("AlarmDescription");
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arnOf("cpu") }));
    expect(Tags).toEqual([{ Key: "team", Value: "a" }]);
  });

  it("reads back every member it was given", async () => {
    const given = alarm("all", {
      AlarmDescription: "all of it",
      ActionsEnabled: false,
      AlarmActions: [`arn:aws:sns:us-east-1:${account}:a`],
      OKActions: [`arn:aws:sns:us-east-1:${account}:b`],
      InsufficientDataActions: [`arn:aws:sns:us-east-1:${account}:c`],
      Dimensions: [{ Name: "InstanceId", Value: "i-1" }],
      Unit: "Percent",
      DatapointsToAlarm: 2,
      TreatMissingData: "notBreaching",
      EvaluateLowSampleCountPercentile: "ignore",
      EvaluationWindow: { WallClockWindow: { Timezone: "Asia/Seoul" } },
      WarmUpConfiguration: {
        WarmUpPeriodDurationInMinutes: 5,
        OnlyStartEvaluatingAfterWarmUpPeriodEnds: true,
      },
      ActionConfiguration: { AlarmTagsPropagation: { Enabled: true, IncludedTagKeys: ["team"] } },
    });
    await client.send(new PutMetricAlarmCommand(given));
    expect(await read("all")).toMatchObject(given);
  });

  it("keeps metric maths, cross-account queries and anomaly bands", async () => {
    const Metrics = [
      {
        Id: "m1",
        ReturnData: true,
        AccountId: "444455556666",
        MetricStat: { Metric: { Namespace: "AWS/EC2", MetricName: "NetworkIn" }, Period: 60, Stat: "p99" },
      },
      { Id: "band", Expression: "ANOMALY_DETECTION_BAND(m1, 2)", ReturnData: true },
    ];
    const given = {
      AlarmName: "band",
      Metrics,
      ThresholdMetricId: "band",
      EvaluationPeriods: 2,
      ComparisonOperator: "GreaterThanUpperThreshold" as const,
    };
    await client.send(new PutMetricAlarmCommand(given));
    expect(await read("band")).toMatchObject(given);
    expect(await read("band")).not.toHaveProperty("Threshold");
  });

  it("on a PromQL query starts OK", async () => {
    const given = {
      AlarmName: "prom",
      EvaluationCriteria: { PromQLCriteria: { Query: "up == 0", PendingPeriod: 60, RecoveryPeriod: 120 } },
      EvaluationInterval: 60,
    };
    await client.send(new PutMetricAlarmCommand(given));
    expect(await read("prom")).toMatchObject({ ...given, StateValue: "OK" });
  });

  const query = { Id: "m1", Expression: 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2")', Period: 60 };
  const flat = { MetricName: undefined, Namespace: undefined, Statistic: undefined, Period: undefined };
  it.each<[string, Partial<PutMetricAlarmInput>]>([
    ["a name of more than 255 characters", { AlarmName: "x".repeat(256) }],
    ["a control character in its name", { AlarmName: "a\nb" }],
    ["two statistics", { ExtendedStatistic: "p99" }],
    ["no statistic", { Statistic: undefined }],
    ["a made-up statistic", { Statistic: undefined, ExtendedStatistic: "q99" }],
    ["a period of 45 seconds", { Period: 45 }],
    ["more than a day of short periods", { Period: 60, EvaluationPeriods: 1441 }],
    ["more than seven days", { Period: 3600, EvaluationPeriods: 169 }],
    ["more datapoints than periods", { DatapointsToAlarm: 4 }],
    ["six actions", { AlarmActions: Array.from({ length: 6 }, (_, i) => `arn:aws:sns:us-east-1:1:t${i}`) }],
    ["an action that is no ARN", { AlarmActions: ["oncall"] }],
    ["no threshold", { Threshold: undefined }],
    ["a range operator without a band", { ComparisonOperator: "LessThanLowerThreshold" }],
    ["both a metric and metrics", { Metrics: [query] }],
    ["an unknown way with missing data", { TreatMissingData: "guess" }],
    ["an interval without criteria", { EvaluationInterval: 60 }],
    ["an unknown unit", { Unit: "Parsecs" as "None" }],
    ["an unknown time zone", { EvaluationWindow: { WallClockWindow: { Timezone: "Mars/Olympus" } } }],
    ["no metric at all", flat],
    ["two queries that return data", { ...flat, Metrics: [query, { ...query, Id: "m2" }] }],
    [
      "a query that is two things",
      {
        ...flat,
        Metrics: [
          { ...query, MetricStat: { Metric: { Namespace: "a", MetricName: "b" }, Period: 60, Stat: "Sum" } },
        ],
      },
    ],
    ["a query without a period", { ...flat, Metrics: [{ ...query, Period: undefined }] }],
    ["a search", { ...flat, Metrics: [{ ...query, Expression: "SEARCH('MetricName=x', 'Sum', 60)" }] }],
    ["a query id in capitals", { ...flat, Metrics: [{ ...query, Id: "M1" }] }],
    [
      "criteria beside a threshold",
      { ...flat, EvaluationCriteria: { PromQLCriteria: { Query: "up" } }, EvaluationInterval: 60 },
    ],
    ["51 tags", { Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: "" })) }],
  ])("with %s is refused", async (_, changes) => {
    await expect(put("bad", changes)).rejects.toMatchObject({ name: "ValidationException" });
    expect((await list()).MetricAlarms).toEqual([]);
  });

  it("with anomaly bands can't scale", async () => {
    const bad = {
      AlarmName: "band",
      Metrics: [
        { Id: "m1", MetricStat: { Metric: { Namespace: "a", MetricName: "b" }, Period: 60, Stat: "Sum" } },
        { Id: "ad1", Expression: "ANOMALY_DETECTION_BAND(m1)" },
      ],
      ThresholdMetricId: "ad1",
      EvaluationPeriods: 1,
      ComparisonOperator: "GreaterThanUpperThreshold" as const,
      AlarmActions: [
        `arn:aws:autoscaling:us-east-1:${account}:scalingPolicy:1:autoScalingGroupName/a:policyName/b`,
      ],
    };
    await expect(client.send(new PutMetricAlarmCommand(bad))).rejects.toThrow("Auto Scaling");
  });
});

describe("a composite alarm", () => {
  it("is listed only when its type is asked for", async () => {
    await put("cpu");
    await composite("any", "ALARM(cpu)");
    expect(await list()).toMatchObject({ MetricAlarms: [{ AlarmName: "cpu" }], CompositeAlarms: [] });
    const both = await list({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] });
    expect(names(both.MetricAlarms)).toEqual(["cpu"]);
    expect(both.CompositeAlarms).toMatchObject([
      { AlarmName: "any", AlarmRule: "ALARM(cpu)", ActionsEnabled: true },
    ]);
  });

  it("needs alarms that exist", async () => {
    await expect(composite("any", 'ALARM("nobody") OR OK(none)')).rejects.toThrow("[nobody, none]");
  });

  it.each([
    "",
    "ALARM(cpu",
    "ALARM()",
    "ALARM(cpu) ALARM(cpu)",
    "AND ALARM(cpu)",
    "BURNS(cpu)",
    "(".repeat(2000),
    'ALARM("cpu)',
  ])("can't have the rule %j", async (rule) => {
    await put("cpu");
    await expect(composite("any", rule)).rejects.toMatchObject({ name: "ValidationException" });
  });

  it.each([
    'ALARM("cpu") AND NOT (OK(cpu) OR INSUFFICIENT_DATA(cpu))',
    `ALARM(${arnOf("cpu")})`,
    "NOT FALSE",
    "AT_LEAST(50%, ALARM, (cpu, cpu))",
  ])("can have the rule %j, and gives it back as it is", async (rule) => {
    await put("cpu");
    await composite("any", rule);
    const { CompositeAlarms } = await list({ AlarmTypes: ["CompositeAlarm"] });
    expect(CompositeAlarms).toMatchObject([{ AlarmRule: rule }]);
  });

  it("takes a suppressor only with both its periods", async () => {
    await put("cpu");
    const half = { ActionsSuppressor: "cpu", ActionsSuppressorWaitPeriod: 60 };
    await expect(composite("any", "ALARM(cpu)", half)).rejects.toMatchObject({ name: "ValidationException" });
    const whole = { ...half, ActionsSuppressorExtensionPeriod: 0 };
    await composite("any", "ALARM(cpu)", whole);
    expect((await list({ AlarmTypes: ["CompositeAlarm"] })).CompositeAlarms).toMatchObject([whole]);
  });

  it("tells its children and their parents", async () => {
    await put("cpu");
    await composite("any", "ALARM(cpu)");
    expect(names((await list({ ChildrenOfAlarmName: "any" })).MetricAlarms)).toEqual(["cpu"]);
    expect((await list({ ParentsOfAlarmName: "cpu" })).CompositeAlarms).toEqual([
      { AlarmName: "any", AlarmArn: arnOf("any") },
    ]);
  });
});

describe("deleting alarms", () => {
  const remove = (...AlarmNames: string[]) => client.send(new DeleteAlarmsCommand({ AlarmNames }));

  it("deletes nothing when a name is unknown", async () => {
    await put("cpu");
    await expect(remove("cpu", "nobody")).rejects.toMatchObject({ name: "ResourceNotFound" });
    expect(names((await list()).MetricAlarms)).toEqual(["cpu"]);
  });

  it("deletes no alarm that a composite alarm names, and not two composite alarms at once", async () => {
    await put("cpu");
    await composite("any", "ALARM(cpu)");
    await composite("other", "TRUE");
    await expect(remove("cpu")).rejects.toThrow("depending on");
    await expect(remove("any", "other")).rejects.toThrow("At most one composite");
    await composite("any", "FALSE");
    await remove("cpu", "any");
    expect(names((await list()).MetricAlarms)).toEqual([]);
  });

  it("takes at most 100 names, and forgets the tags", async () => {
    await expect(remove(...Array.from({ length: 101 }, (_, i) => `a${i}`))).rejects.toThrow("100");
    await put("cpu", { Tags: [{ Key: "team", Value: "a" }] });
    await remove("cpu");
    await put("cpu");
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arnOf("cpu") }));
    expect(Tags).toEqual([]);
  });
});

describe("reading alarms", () => {
  it("pages through metric and composite alarms together, in the order of their names", async () => {
    for (const name of ["a", "c", "e"]) await put(name);
    for (const name of ["b", "d"]) await composite(name, "TRUE");
    const found = new Set<string | undefined>();
    let NextToken: string | undefined;
    do {
      const reply = await list({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"], MaxRecords: 2, NextToken });
      const page = names([...(reply.MetricAlarms ?? []), ...(reply.CompositeAlarms ?? [])]);
      expect(page.length).toBeLessThanOrEqual(2);
      for (const name of page) found.add(name);
      ({ NextToken } = reply);
    } while (NextToken);
    expect(found).toEqual(new Set(["a", "b", "c", "d", "e"]));
  });

  it("gives 50 a page unless asked, and 100 at most", async () => {
    for (let i = 0; i < 51; i++) await put(`a${i}`);
    expect((await list()).MetricAlarms).toHaveLength(50);
    expect((await list({ MaxRecords: 100 })).MetricAlarms).toHaveLength(51);
    await expect(list({ MaxRecords: 101 })).rejects.toMatchObject({ name: "ValidationException" });
    await expect(list({ NextToken: "made up" })).rejects.toMatchObject({ name: "InvalidNextToken" });
  });

  it("filters by prefix, state, action and metric", async () => {
    const AlarmActions = [`arn:aws:sns:us-east-1:${account}:oncall`];
    await put("api-1", { AlarmActions });
    await put("api-2");
    await put("web-1");
    await client.send(new SetAlarmStateCommand({ AlarmName: "web-1", StateValue: "OK", StateReason: "r" }));
    expect(names((await list({ AlarmNamePrefix: "api-" })).MetricAlarms)).toEqual(["api-1", "api-2"]);
    expect(names((await list({ StateValue: "OK" })).MetricAlarms)).toEqual(["web-1"]);
    expect(names((await list({ ActionPrefix: AlarmActions[0] })).MetricAlarms)).toEqual(["api-1"]);
    const ofMetric = { Namespace: "AWS/EC2", MetricName: "CPUUtilization" };
    const { MetricAlarms } = await client.send(new DescribeAlarmsForMetricCommand(ofMetric));
    expect(names(MetricAlarms)).toEqual(["api-1", "api-2", "web-1"]);
    const none = { ...ofMetric, Dimensions: [{ Name: "InstanceId", Value: "i-1" }] };
    expect((await client.send(new DescribeAlarmsForMetricCommand(none))).MetricAlarms).toEqual([]);
  });

  it("reads 10,000 alarms in 100 pages without going through all of them each time", () => {
    const context = {
      account,
      region: "us-east-1",
      clock: sandbox.clock,
      world: sandbox.world,
      history: sandbox.history,
      id: () => "0",
      caller: {
        account,
        arn: "a",
        principalId: "p",
        type: "IAMUser" as const,
        userName: "u",
        accessKeyId: "k",
        sourceIp: "s",
        userAgent: "a",
      },
    };
    for (let i = 0; i < 10_000; i++) putMetricAlarm(context, alarm(`alarm-${i}`));
    let NextToken: string | undefined;
    let pages = 0;
    const started = performance.now();
    do {
      ({ NextToken } = describeAlarms(context, { MaxRecords: 100, NextToken }));
      pages++;
    } while (NextToken);
    expect(pages).toBe(100);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("an alarm's other calls", () => {
  it("tags and untags, but only what exists", async () => {
    await put("cpu");
    const ResourceARN = arnOf("cpu");
    await client.send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      }),
    );
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["a", "z"] }));
    expect((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
      { Key: "b", Value: "2" },
    ]);
    await expect(
      client.send(new ListTagsForResourceCommand({ ResourceARN: arnOf("nobody") })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("switches actions off without a new configuration", async () => {
    await put("cpu");
    await client.send(new DisableAlarmActionsCommand({ AlarmNames: ["cpu", "nobody"] }));
    expect(await read("cpu")).toMatchObject({ ActionsEnabled: false, Threshold: 80 });
  });

  it("keeps a history of changes, newest first", async () => {
    await put("cpu");
    await put("cpu", { Threshold: 1 });
    await client.send(new SetAlarmStateCommand({ AlarmName: "cpu", StateValue: "OK", StateReason: "r" }));
    const { AlarmHistoryItems = [] } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: "cpu" }),
    );
    expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
      "Alarm updated from INSUFFICIENT_DATA to OK",
      'Alarm "cpu" updated',
      'Alarm "cpu" created',
    ]);
  });
});
