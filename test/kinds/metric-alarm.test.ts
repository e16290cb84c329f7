import { expect, test } from "vitest";
import { fromAws, type MetricAlarmShape } from "../../controller/kinds/metric-alarm/shape.ts";
import { metricAlarm } from "../../controller/kinds/metric-alarm.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture } from "./metric-alarm.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "cpu", each: undefined };
const desired = (spec: Spec): MetricAlarmShape => metricAlarm.desired(spec, setting);
const check = (spec: Spec) => verdict(metricAlarm, spec);
const { default: single, maths = {}, band = {}, promQL = {}, percentile = {} } = fixture.bases;
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });

test("what AWS leaves out of an answer becomes its default", () => {
  expect(
    fromAws({
      AlarmDescription: "",
      OKActions: [],
      Dimensions: [],
      EvaluationPeriods: 3,
      Threshold: 0,
    }),
  ).toEqual({
    actionsEnabled: true,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    threshold: 0,
    treatMissingData: "missing",
    evaluateLowSampleCountPercentile: "evaluate",
    evaluationWindow: { slidingWindow: {} },
  });
});

test("an absent threshold stays absent", () => {
  expect(desired(band)).not.toHaveProperty("threshold");
});

test("a dimension called __proto__ is a dimension", () => {
  const { dimensions } = fromAws({ Dimensions: [{ Name: "__proto__", Value: "x" }] });
  expect(Object.entries(dimensions ?? {})).toEqual([["__proto__", "x"]]);
});

test("dimensions, actions and tag keys come in one order whatever AWS's is", () => {
  const shape = fromAws({
    Dimensions: [
      { Name: "b", Value: "2" },
      { Name: "a", Value: "1" },
    ],
    AlarmActions: ["arn:b", "arn:a"],
    ActionConfiguration: { AlarmTagsPropagation: { Enabled: true, IncludedTagKeys: ["y", "x"] } },
  });
  expect(JSON.stringify(shape.dimensions)).toBe('{"a":"1","b":"2"}');
  expect(shape.alarmActions).toEqual(["arn:a", "arn:b"]);
  expect(shape.actionConfiguration).toEqual({
    alarmTagsPropagation: { enabled: true, includedTagKeys: ["x", "y"] },
  });
});

test("criteria that this version doesn't know show in the shape instead of vanishing", () => {
  const { evaluationCriteria } = fromAws({ EvaluationCriteria: { $unknown: ["SqlCriteria", {}] } });
  expect(evaluationCriteria).toEqual({ unknown: "SqlCriteria" });
});

test("the name is alarmName, else the document's, with the forEach key after it", () => {
  expect(metricAlarm.id({}, setting)).toBe("cpu");
  expect(metricAlarm.id({}, { ...setting, each: "i-0123" })).toBe("cpu-i-0123");
  expect(metricAlarm.id({ alarmName: "cpu of web-1" }, { ...setting, each: "i-0123" })).toBe("cpu of web-1");
  expect(metricAlarm.arn?.("cpu", testScope)).toBe("arn:aws:cloudwatch:us-east-1:111122223333:alarm:cpu");
});

const pairs = [
  ...Object.entries(fixture.bases).map(([name, base]) => [`base ${name}`, single, base] as const),
  ...Object.entries(fixture.variants).map(([name, [a, b]]) => [name, a, b] as const),
];

test.each(pairs)("AWS has what git wants after a creation and after updates: %s", async (_, a, b) => {
  const { aws } = sandboxed();
  const read = async () => (await metricAlarm.read(aws(), [target("cpu")], { tags: true })).items[0];
  await metricAlarm.put(aws(), writeOf("cpu", desired(a)));
  const made = await read();
  expect(made?.shape).toEqual(desired(a));
  await metricAlarm.put(aws(), writeOf("cpu", desired(b), made));
  const changed = await read();
  expect(changed?.shape).toEqual(desired(b));
  await metricAlarm.put(aws(), writeOf("cpu", desired(a), changed));
  expect((await read())?.shape).toEqual(desired(a));
});

test("every example in fixtures passes the rules", () => {
  for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
    expect(check(spec).filter((problem) => !problem.endsWith("?"))).toEqual([]);
});

test("an update keeps the alarm's state and leaves its tags to tag", async () => {
  const { sandbox, aws } = sandboxed();
  await metricAlarm.put(aws(), writeOf("cpu", desired(single)));
  await sandbox.call("monitoring", "SetAlarmState", {
    AlarmName: "cpu",
    StateValue: "ALARM",
    StateReason: "test",
  });
  const [before] = (await metricAlarm.read(aws(), [target("cpu")], { tags: true })).items;
  expect(before?.tags).toEqual({ ...ourTags, team: "payments" });
  if (!before) return;
  await metricAlarm.put(aws(), writeOf("cpu", desired({ ...single, threshold: 1 }), before));
  expect(await sandbox.call("monitoring", "DescribeAlarms", { AlarmNames: ["cpu"] })).toMatchObject({
    MetricAlarms: [{ Threshold: 1, StateValue: "ALARM" }],
  });
  await metricAlarm.tag(aws(), before, { team: "shop", service: "web" }, ["watchkeeper.dev/object"]);
  const [after] = (await metricAlarm.read(aws(), [target("cpu")], { tags: true })).items;
  expect(after?.tags).toEqual({ "watchkeeper.dev/owner": "acme", team: "shop", service: "web" });
});

test("observing pages through the wanted and the owned ones and counts the others", async () => {
  const { sandbox, aws } = sandboxed();
  const foreign = {
    Namespace: "Acme/Shop",
    MetricName: "m",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  };
  for (let index = 0; index < 250; index++)
    await sandbox.call("monitoring", "PutMetricAlarm", { ...foreign, AlarmName: `foreign-${index}` });
  await metricAlarm.put(aws(), writeOf("ours", desired(single)));
  await sandbox.call("monitoring", "PutCompositeAlarm", { AlarmName: "both", AlarmRule: "ALARM(ours)" });
  const before = sandbox.calls.entries.length;
  const listing = await metricAlarm.observe(
    aws(),
    wantedOf("MetricAlarm", desired(single), "foreign-7", "absent"),
  );
  expect(listing.items.map(({ id, tags }) => [id, tags["watchkeeper.dev/owner"]])).toEqual([
    ["foreign-7", undefined],
    ["ours", "acme"],
  ]);
  expect(listing).toMatchObject({ foreign: 249, complete: true, problems: [] });
  expect(listing.items[1]?.shape).toEqual(desired(single));
  expect(sandbox.calls.entries.length - before).toBe(4);
});

test("a page that fails makes the listing incomplete", async () => {
  const { sandbox, aws } = sandboxed();
  await metricAlarm.put(aws(), writeOf("ours", desired(single)));
  sandbox.schedule(({ operation }) => (operation === "DescribeAlarms" ? { kind: "denied" } : undefined));
  const listing = await metricAlarm.observe(aws(), new Map());
  expect(listing.complete).toBe(false);
  expect(listing.problems).toMatchObject([{ code: "incomplete-listing", object: "MetricAlarm" }]);
});

test("a tag index that fails makes the listing incomplete", async () => {
  const { sandbox, aws } = sandboxed();
  sandbox.schedule(({ operation }) => (operation === "GetResources" ? { kind: "denied" } : undefined));
  expect((await metricAlarm.observe(aws(), new Map())).complete).toBe(false);
});

test("an alarm whose tags can't be read is unreadable, not foreign", async () => {
  const { sandbox, aws } = sandboxed();
  await metricAlarm.put(aws(), writeOf("ours", desired(single)));
  sandbox.schedule(({ operation }) => (operation === "ListTagsForResource" ? { kind: "denied" } : undefined));
  const listing = await metricAlarm.read(aws(), [target("ours")], { tags: true });
  expect(listing.items).toMatchObject([{ id: "ours", shape: undefined }]);
  expect(listing.problems).toMatchObject([{ code: "unreadable" }]);
});

test("an alarm that goes between the list and its tags is absent", async () => {
  const { sandbox, aws } = sandboxed();
  await metricAlarm.put(aws(), writeOf("ours", desired(single)));
  const edit = async () => {
    await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["ours"] });
  };
  sandbox.schedule(({ operation }) =>
    operation === "ListTagsForResource" ? { kind: "third-party-edit", edit } : undefined,
  );
  const listing = await metricAlarm.read(aws(), [target("ours")], { tags: true });
  expect(listing).toMatchObject({ items: [], complete: true, problems: [] });
});

test("reading takes a call for a hundred names, and absent ones are left out", async () => {
  const { sandbox, aws } = sandboxed();
  await metricAlarm.put(aws(), writeOf("n-7", desired(single)));
  const before = sandbox.calls.entries.length;
  const names = Array.from({ length: 150 }, (_, index) => target(`n-${index}`));
  const listing = await metricAlarm.read(aws(), names, { tags: false });
  expect(listing.items.map(({ id }) => id)).toEqual(["n-7"]);
  expect(sandbox.calls.entries.length - before).toBe(2);
});

test("a hundred alarms go in one call, and one that is gone already is no error", async () => {
  const { sandbox, aws } = sandboxed();
  const ids = Array.from({ length: 120 }, (_, index) => `a-${String(index).padStart(3, "0")}`);
  for (const id of ids) await metricAlarm.put(aws(), writeOf(id, desired(single)));
  const { items } = await metricAlarm.read(aws(), ids.map(target), { tags: false });
  const before = sandbox.calls.entries.length;
  await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["a-119"] });
  expect(await metricAlarm.remove(aws(), items)).toEqual(new Map());
  expect(sandbox.calls.entries.length - before).toBe(2 + 20);
  expect((await metricAlarm.read(aws(), ids.map(target), { tags: false })).items).toEqual([]);
});

test("an alarm that a foreign composite alarm names doesn't keep the others from going", async () => {
  const { sandbox, aws } = sandboxed();
  for (const id of ["a", "b", "c"]) await metricAlarm.put(aws(), writeOf(id, desired(single)));
  await sandbox.call("monitoring", "PutCompositeAlarm", { AlarmName: "parent", AlarmRule: "ALARM(b)" });
  const { items } = await metricAlarm.read(aws(), ["a", "b", "c"].map(target), { tags: false });
  const errors = await metricAlarm.remove(aws(), items);
  expect([...errors.keys()]).toEqual(["b"]);
  expect(String(errors.get("b"))).toMatch(/depending on them/);
});

test("an alarm that CloudWatch can't evaluate has a condition, one without trouble hasn't", () => {
  const observed = {
    id: "a",
    arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a",
    shape: desired(single),
    tags: {},
  };
  expect(metricAlarm.health?.(observed)).toEqual([]);
  const status = { evaluationState: "EVALUATION_ERROR", reason: "no permission" };
  expect(metricAlarm.health?.({ ...observed, status })).toMatchObject([
    { reason: "EvaluationTrouble", message: "CloudWatch reports EVALUATION_ERROR: no permission" },
  ]);
});

test("a billing alarm outside us-east-1 has a condition", () => {
  const shape = desired({ ...single, namespace: "AWS/Billing" });
  const arn = (region: string) => `arn:aws:cloudwatch:${region}:111122223333:alarm:a`;
  const conditions = (region: string) => metricAlarm.health?.({ id: "a", arn: arn(region), shape, tags: {} });
  expect(conditions("us-east-1")).toEqual([]);
  expect(conditions("eu-west-1")).toMatchObject([{ reason: "NoSuchMetricHere" }]);
});

const rules: [string, Spec, string[]][] = [
  ["nothing to watch", { ...single, metricName: undefined }, ["/spec missing-field"]],
  [
    "a metric without its companions",
    { metricName: "m", evaluationPeriods: 1, threshold: 1, comparisonOperator: "GreaterThanThreshold" },
    ["/spec/metricName missing-field", "/spec/metricName missing-field", "/spec/metricName missing-field"],
  ],
  ["both statistics", { ...single, extendedStatistic: "p99" }, ["/spec/extendedStatistic excluded-field"]],
  ["an odd period", { ...single, period: 90 }, ["/spec/period invalid-period"]],
  ["no evaluation", { ...single, evaluationPeriods: undefined }, ["/spec missing-field"]],
  ["no operator", { ...single, comparisonOperator: undefined }, ["/spec missing-field"]],
  ["no threshold", { ...single, threshold: undefined }, ["/spec/comparisonOperator missing-field"]],
  [
    "more datapoints than periods",
    { ...single, datapointsToAlarm: 4 },
    ["/spec/datapointsToAlarm out-of-range"],
  ],
  ["more than a day", { ...single, evaluationPeriods: 289 }, ["/spec/evaluationPeriods out-of-range"]],
  [
    "more than seven days",
    { ...single, period: 86_400, evaluationPeriods: 8 },
    ["/spec/evaluationPeriods out-of-range"],
  ],
  [
    "an interval without criteria",
    { ...single, evaluationInterval: 60 },
    ["/spec/evaluationInterval excluded-field"],
  ],
  [
    "a band for a static threshold",
    { ...maths, thresholdMetricId: "rate" },
    [
      "/spec/metrics missing-field",
      "/spec/thresholdMetricId excluded-field",
      "/spec/thresholdMetricId not-a-band",
    ],
  ],
  [
    "a Metrics Insights query without a period",
    { ...maths, metrics: [{ id: "q1", expression: 'SELECT AVG(CPUUtilization) FROM "AWS/EC2"' }] },
    ["/spec/metrics/0/expression missing-field"],
  ],
  [
    "a search",
    {
      ...maths,
      metrics: [{ id: "s1", expression: "SEARCH('{AWS/EC2,InstanceId}', 'Sum', 60)", period: 60 }],
    },
    ["/spec/metrics/0/expression not-in-alarms"],
  ],
  [
    "a band without metrics",
    {
      ...single,
      threshold: undefined,
      thresholdMetricId: "band",
      comparisonOperator: "GreaterThanUpperThreshold",
    },
    ["/spec/thresholdMetricId missing-field"],
  ],
  ["a threshold beside a band", { ...band, threshold: 1 }, ["/spec/threshold excluded-field"]],
  [
    "a range operator without a band",
    {
      ...band,
      thresholdMetricId: undefined,
      metrics: [{ id: "m", expression: "TIME_SERIES(1)", period: 60 }],
    },
    ["/spec/comparisonOperator missing-field"],
  ],
  [
    "a band that isn't there",
    { ...band, thresholdMetricId: "nobody" },
    ["/spec/metrics excluded-field", "/spec/thresholdMetricId unknown-id"],
  ],
  [
    "an Auto Scaling action on a band",
    {
      ...band,
      alarmActions: [{ ref: "Topic/oncall" }, "arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:x"],
    },
    ["/spec/alarmActions/1 excluded-action"],
  ],
  [
    "metrics beside a single metric",
    { ...maths, metricName: "m", namespace: "n", statistic: "Sum", period: 60 },
    [
      "/spec/metricName excluded-field",
      "/spec/namespace excluded-field",
      "/spec/period excluded-field",
      "/spec/statistic excluded-field",
    ],
  ],
  [
    "queries with all kinds of slips",
    {
      ...maths,
      metrics: [
        {
          id: "a",
          expression: "1",
          metricStat: { metric: { namespace: "n", metricName: "m" }, period: 61, stat: "Mean" },
        },
        { id: "a", returnData: false, period: 7 },
      ],
    },
    [
      "/spec/metrics/0 excluded-field",
      "/spec/metrics/0/metricStat/period invalid-period",
      "/spec/metrics/0/metricStat/stat invalid-statistic",
      "/spec/metrics/1 missing-field",
      "/spec/metrics/1/id duplicate-id",
      "/spec/metrics/1/period invalid-period",
    ],
  ],
  [
    "no query that returns data",
    { ...maths, metrics: [{ id: "a", expression: "1", period: 60, returnData: false }] },
    ["/spec/metrics missing-field"],
  ],
  [
    "two queries that return data",
    {
      ...maths,
      metrics: [
        { id: "a", expression: "1", period: 60 },
        { id: "b", expression: "a" },
      ],
    },
    ["/spec/metrics excluded-field"],
  ],
  [
    "eleven expressions",
    {
      ...maths,
      metrics: Array.from({ length: 11 }, (_, index) => ({
        id: `e${index}`,
        expression: "1",
        period: 60,
        returnData: index === 0,
      })),
    },
    ["/spec/metrics out-of-range"],
  ],
  [
    "an EC2 action on an expression",
    { ...maths, okActions: ["arn:aws:automate:us-east-1:ec2:reboot"] },
    ["/spec/okActions/0 excluded-action"],
  ],
  [
    "different periods in one expression",
    {
      ...maths,
      metrics: [
        {
          id: "a",
          metricStat: { metric: { namespace: "n", metricName: "m" }, period: 60, stat: "Sum" },
          returnData: false,
        },
        {
          id: "b",
          metricStat: { metric: { namespace: "n", metricName: "m" }, period: 300, stat: "Sum" },
          returnData: false,
        },
        { id: "c", expression: "a + b" },
      ],
    },
    ["/spec/metrics/1/metricStat/period mixed-periods?"],
  ],
  [
    "criteria beside everything else",
    {
      ...promQL,
      ...single,
      metrics: [],
      treatMissingData: "ignore",
      evaluationWindow: { slidingWindow: {} },
    },
    [
      "/spec/comparisonOperator excluded-field",
      "/spec/evaluationPeriods excluded-field",
      "/spec/evaluationWindow excluded-field",
      "/spec/metricName excluded-field",
      "/spec/metrics excluded-field",
      "/spec/namespace excluded-field",
      "/spec/period excluded-field",
      "/spec/statistic excluded-field",
      "/spec/threshold excluded-field",
      "/spec/treatMissingData excluded-field",
    ],
  ],
  [
    "criteria without an interval",
    { ...promQL, evaluationInterval: undefined },
    ["/spec/evaluationCriteria missing-field"],
  ],
  [
    "criteria with an odd interval",
    { ...promQL, evaluationInterval: 45 },
    ["/spec/evaluationInterval invalid-period"],
  ],
  [
    "a wall clock with other periods and no zone",
    {
      ...single,
      period: 120,
      evaluationWindow: { wallClockWindow: { timezone: "Mars/Olympus" } },
    },
    ["/spec/evaluationWindow/wallClockWindow/timezone invalid-time-zone", "/spec/period invalid-period"],
  ],
  [
    "six actions",
    { ...single, okActions: Array.from({ length: 6 }, (_, index) => `arn:aws:sns:us-east-1:1:t${index}`) },
    ["/spec/okActions too-many-actions"],
  ],
  [
    "tag keys both ways",
    {
      ...single,
      actionConfiguration: {
        alarmTagsPropagation: { enabled: true, includedTagKeys: ["a"], excludedTagKeys: ["b"] },
      },
    },
    ["/spec/actionConfiguration/alarmTagsPropagation/excludedTagKeys excluded-field"],
  ],
  [
    "low samples of no percentile",
    { ...single, evaluateLowSampleCountPercentile: "ignore" },
    ["/spec/evaluateLowSampleCountPercentile no-effect?"],
  ],
  ["low samples of a percentile", { ...percentile, evaluateLowSampleCountPercentile: "ignore" }, []],
  [
    "billing in Seoul, without currency, every minute",
    {
      ...single,
      namespace: "AWS/Billing",
      metricName: "EstimatedCharges",
      period: 60,
      placement: { regions: ["us-east-1", "ap-northeast-2"] },
    },
    [
      "/spec/metricName no-such-metric?",
      "/spec/period no-effect?",
      "/spec/placement/regions no-such-metric?",
    ],
  ],
  [
    "several slips at once",
    { ...single, period: 7, datapointsToAlarm: 9, extendedStatistic: "p1" },
    [
      "/spec/datapointsToAlarm out-of-range",
      "/spec/extendedStatistic excluded-field",
      "/spec/period invalid-period",
    ],
  ],
];

test.each(rules)("is checked before any call: %s", (_, spec, expected) => {
  expect(check(spec)).toEqual(expected);
});

test.each(["Asia/Seoul", "UTC", "+05:30", "-03:00", "UTC+05:45", "${each.tags.zone}"])(
  "is a time zone: %s",
  (timezone) => {
    expect(check({ ...single, evaluationWindow: { wallClockWindow: { timezone } } })).toEqual([]);
  },
);

test.each(["+05:31", "+15:00", "Seoul", "+5:30", ""])("is no time zone: %s", (timezone) => {
  expect(check({ ...single, evaluationWindow: { wallClockWindow: { timezone } } })).toHaveLength(1);
});
