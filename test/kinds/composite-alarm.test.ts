import { expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import type { CompositeAlarmSpec } from "../../controller/generated/types.ts";
import { readRule } from "../../controller/kinds/composite-alarm/rule.ts";
import type { CompositeAlarmShape } from "../../controller/kinds/composite-alarm/shape.ts";
import { compositeAlarm } from "../../controller/kinds/composite-alarm.ts";
import { metricAlarm } from "../../controller/kinds/metric-alarm.ts";
import { rig, wantedBy } from "../rig.ts";
import { fixture } from "./composite-alarm.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture as metricFixture } from "./metric-alarm.ts";
import { sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "shop-down", each: undefined };
const desired = (spec: Spec): CompositeAlarmShape =>
  compositeAlarm.desired(spec as unknown as CompositeAlarmSpec, setting);
const check = (spec: Spec) => verdict(compositeAlarm, spec);
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });
const arn = (name: string, region = "us-east-1") => `arn:aws:cloudwatch:${region}:111122223333:alarm:${name}`;

async function seeded() {
  const { sandbox, aws } = sandboxed();
  await fixture.seed?.(sandbox);
  const put = (id: string, alarmRule: string) =>
    compositeAlarm.put(aws(), writeOf(id, desired({ alarmRule })));
  const read = async (...ids: string[]) =>
    (await compositeAlarm.read(aws(), ids.map(target), { tags: false })).items;
  return { sandbox, aws, put, read };
}

test("a rule is compared without the white space around it", () => {
  expect(desired({ alarmRule: "  ALARM(a)\n" }).alarmRule).toBe("ALARM(a)");
});

test("a suppressor of the same account and region is its name, however it is written", () => {
  const suppressed = (actionsSuppressor: string) =>
    desired({ ...fixture.bases["suppressed"], actionsSuppressor }).actionsSuppressor;
  expect(suppressed("deployment")).toBe("deployment");
  expect(suppressed(arn("deployment"))).toBe("deployment");
  expect(suppressed(arn("deployment", "eu-west-1"))).toBe(arn("deployment", "eu-west-1"));
});

test("it needs the alarms of its rule and its suppressor, of any kind", () => {
  const shape = desired({
    ...fixture.bases["suppressed"],
    alarmRule: `ALARM(a) OR OK("${arn("b")}") OR ALARM(a)`,
  });
  expect(compositeAlarm.needs?.(shape)).toEqual(
    ["a", "b", "deployment"].flatMap((id) => [
      { kind: "CompositeAlarm", id },
      { kind: "LogAlarm", id },
      { kind: "MetricAlarm", id },
    ]),
  );
});

test.each(Object.entries(fixture.variants))(
  "AWS has what git wants after a creation and after updates: %s",
  async (_, [a, b]) => {
    const { aws, read } = await seeded();
    await compositeAlarm.put(aws(), writeOf("shop-down", desired(a)));
    const [made] = await read("shop-down");
    expect(made?.shape).toEqual(desired(a));
    await compositeAlarm.put(aws(), writeOf("shop-down", desired(b), made));
    const [changed] = await read("shop-down");
    expect(changed?.shape).toEqual(desired(b));
    await compositeAlarm.put(aws(), writeOf("shop-down", desired(a), changed));
    expect((await read("shop-down"))[0]?.shape).toEqual(desired(a));
  },
);

test("every example in fixtures passes the rules", () => {
  for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
    expect(check(spec)).toEqual([]);
});

test("observing finds composite alarms only, by tag or name", async () => {
  const { sandbox, aws, put } = await seeded();
  await put("ours", "ALARM(api-5xx)");
  for (const AlarmName of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutCompositeAlarm", { AlarmName, AlarmRule: "ALARM(api-5xx)" });
  const wanted = wantedOf("CompositeAlarm", desired({ alarmRule: "TRUE" }), "wanted", "api-5xx");
  const listing = await compositeAlarm.observe(aws(), wanted);
  expect(listing.items.map(({ id }) => id)).toEqual(["ours", "wanted"]);
  expect(listing).toMatchObject({ foreign: 1, complete: true });
});

test("an update keeps the alarm's state", async () => {
  const { sandbox, aws, put, read } = await seeded();
  await put("a", "ALARM(api-5xx)");
  await sandbox.call("monitoring", "SetAlarmState", {
    AlarmName: "a",
    StateValue: "ALARM",
    StateReason: "test",
  });
  const [before] = await read("a");
  await compositeAlarm.put(aws(), writeOf("a", desired({ alarmRule: "OK(api-5xx)" }), before));
  const answer = await sandbox.call("monitoring", "DescribeAlarms", {
    AlarmNames: ["a"],
    AlarmTypes: ["CompositeAlarm"],
  });
  expect(answer).toMatchObject({ CompositeAlarms: [{ StateValue: "ALARM", AlarmRule: "OK(api-5xx)" }] });
});

test("alarms that name one another go parents first, one a call", async () => {
  const { sandbox, aws, put, read } = await seeded();
  await put("a-child", "ALARM(api-5xx)");
  await put("b-parent", "ALARM(a-child)");
  await put("c-grandparent", `ALARM(b-parent) OR ALARM("${arn("a-child")}")`);
  const doomed = await read("a-child", "b-parent", "c-grandparent");
  sandbox.calls.clear();
  expect(await compositeAlarm.remove(aws(), doomed)).toEqual(new Map());
  expect(sandbox.calls.entries.map(({ operation, input }) => [operation, input])).toEqual(
    ["c-grandparent", "b-parent", "a-child"].map((name) => ["DeleteAlarms", { AlarmNames: [name] }]),
  );
});

test("alarms that name one another in a circle are deleted after one rule became FALSE", async () => {
  const { sandbox, aws, put, read } = await seeded();
  await put("a", "TRUE");
  await put("b", "ALARM(a)");
  await put("c", "ALARM(b)");
  await put("d", "ALARM(b)");
  await put("e", "TRUE");
  await compositeAlarm.put(
    aws(),
    writeOf("a", desired({ alarmRule: "ALARM(c) OR ALARM(a)" }), (await read("a"))[0]),
  );
  await compositeAlarm.put(aws(), writeOf("e", desired({ alarmRule: "ALARM(c)" }), (await read("e"))[0]));
  const doomed = await read("a", "b", "c", "d", "e");
  sandbox.calls.clear();
  expect(await compositeAlarm.remove(aws(), doomed)).toEqual(new Map());
  expect(await read("a", "b", "c", "d", "e")).toEqual([]);
  const rules = sandbox.calls.entries.filter(({ operation }) => operation === "PutCompositeAlarm");
  // One for the circle of three, and maybe one for the alarm that names itself.
  expect(rules.map(({ input }) => input)).toMatchObject(rules.map(() => ({ AlarmRule: "FALSE" })));
  expect(rules.length).toBeLessThanOrEqual(2);
});

test("an alarm that a foreign one names stays, with the error, and the others go", async () => {
  const { sandbox, aws, put, read } = await seeded();
  await put("a", "ALARM(api-5xx)");
  await put("b", "ALARM(api-5xx)");
  await sandbox.call("monitoring", "PutCompositeAlarm", { AlarmName: "theirs", AlarmRule: "ALARM(a)" });
  const errors = await compositeAlarm.remove(aws(), await read("a", "b"));
  expect([...errors.keys()]).toEqual(["a"]);
  expect(await read("a", "b")).toMatchObject([{ id: "a" }]);
});

test("an alarm that is gone already is no error, and one without a known shape is deleted too", async () => {
  const { aws, put, read } = await seeded();
  await put("a", "TRUE");
  const [a] = await read("a");
  if (!a) throw new Error("a was not made");
  const gone = { ...a, id: "gone", arn: arn("gone") };
  expect(await compositeAlarm.remove(aws(), [{ ...a, shape: undefined }, gone])).toEqual(new Map());
  expect(await read("a")).toEqual([]);
});

const rules: [string, Spec, string[]][] = [
  ["a malformed rule", { alarmRule: "ALARM(a" }, ["/spec/alarmRule malformed-rule"]],
  ["a rule without alarms", { alarmRule: "TRUE" }, ["/spec/alarmRule no-effect?"]],
  [
    "a suppressor without periods",
    { alarmRule: "ALARM(a)", actionsSuppressor: { ref: "MetricAlarm/deployment" } },
    ["/spec/actionsSuppressor missing-field", "/spec/actionsSuppressor missing-field"],
  ],
  [
    "periods without a suppressor, and everything else",
    {
      alarmRule: "",
      actionsSuppressorWaitPeriod: 1,
      actionsSuppressorExtensionPeriod: 1,
      alarmActions: ["arn:aws:automate:us-east-1:ec2:stop", "1", "2", "3", "4", "5"],
    },
    [
      "/spec/actionsSuppressorExtensionPeriod missing-field",
      "/spec/actionsSuppressorWaitPeriod missing-field",
      "/spec/alarmActions too-many-actions",
      "/spec/alarmActions/0 excluded-action",
      "/spec/alarmRule malformed-rule",
    ],
  ],
];

test.each(rules)("is checked before any call: %s", (_, spec, expected) => {
  expect(check(spec)).toEqual(expected);
});

const readable: [string, string[]][] = [
  ["ALARM(a)", ["a"]],
  ["alarm(a) and not ok(b)", ["a", "b"]],
  ['ALARM("a b (c), \\"d\\"")', ['a b (c), "d"']],
  ["(ALARM(a) OR INSUFFICIENT_DATA(b)) AND NOT NOT OK(a)", ["a", "b"]],
  [`ALARM(${arn("a")}) OR TRUE`, [arn("a")]],
  ["ALARM(OK) AND OK(AND)", ["OK", "AND"]],
  ["AT_LEAST(2, ALARM, (a, b, c)) OR AT_LEAST(60%, NOT OK, (d))", ["a", "b", "c", "d"]],
  ["ALARM(\n  web-${each.name}\n)", ["web-${each.name}"]],
  ["NOT FALSE", []],
];

test.each(readable)("a rule names its alarms: %s", (text, alarms) => {
  expect(readRule(text)).toEqual({ alarms });
});

const broken: [string, number, RegExp][] = [
  ["", 1, /expected ALARM/],
  ["ALARM(a) ALARM(b)", 10, /expected AND, OR or the end, not "ALARM"/],
  ["ALARM(a", 8, /expected \) .* not the end/],
  ["ALARM(my alarm)", 10, /needs "quotes"/],
  ["ALARM()", 7, /expected an alarm's name, not "\)"/],
  ['ALARM("")', 7, /name is empty/],
  ["ALARM(a) AND", 13, /not the end/],
  ["BROKEN(a)", 1, /not "BROKEN"/],
  ['ALARM("a)', 7, /" is not closed/],
  ["(ALARM(a)", 10, /expected AND, OR or \)/],
  ["AT_LEAST(two, ALARM, (a))", 10, /number or a percentage/],
  ["AT_LEAST(2, ALARM, a)", 20, /expected \( and/],
];

test.each(broken)("a broken rule says where and why: %s", (text, position, flaw) => {
  expect(readRule(text)).toEqual({ flaw: expect.stringMatching(flaw), position });
});

test("a rule has at most 100 alarms and 500 elements, and its depth is no danger", () => {
  const alarms = (count: number) =>
    Array.from({ length: count }, (_, index) => `ALARM(a${index})`).join(" OR ");
  expect(readRule(alarms(100))).toMatchObject({ alarms: { length: 100 } });
  expect(readRule(alarms(101))).toMatchObject({ flaw: "it names more than 100 alarms" });
  expect(readRule("(".repeat(10_000))).toMatchObject({ flaw: "it has more than 500 elements" });
  expect(readRule(`${"NOT ".repeat(2_000)}ALARM(a)`)).toEqual({ alarms: ["a"] });
});

test("a name that a metric alarm has is neither created under nor overwritten, whichever asks", async () => {
  const metric = wantedBy(metricAlarm, metricFixture.bases.default, { name: "same" });
  const composite = wantedBy(compositeAlarm, { alarmRule: "FALSE" }, { name: "same" });
  for (const [first, second] of [
    [metric, composite],
    [composite, metric],
  ] as const) {
    const on = rig({ kinds: [metricAlarm, compositeAlarm] });
    await on.pass(first);
    on.writes();
    const { plan } = await on.pass([...first, ...second]);
    expect(on.writes()).toEqual([]);
    expect(plan).toMatchObject({ complete: false, changes: [] });
    expect(plan.problems.map(({ code, object }) => [code, object])).toEqual([
      ["name-taken", `${second[0]?.kind} same`],
    ]);
  }
});

test("an alarm that becomes one of the other type in git is made anew once the old one is gone", async () => {
  const on = rig({ kinds: [metricAlarm, compositeAlarm] });
  await on.pass(wantedBy(metricAlarm, metricFixture.bases.default, { name: "same" }));
  const composite = wantedBy(compositeAlarm, { alarmRule: "FALSE" }, { name: "same" });
  const actions = async () => (await on.pass(composite)).plan.changes.map(({ action }) => action);
  expect(await actions()).toEqual(["delete"]);
  expect(await actions()).toEqual(["create"]);
  expect(await actions()).toEqual([]);
});

test("a name that a log alarm has is taken too, and where log alarms can't be asked for, they are left out", async () => {
  const asked: unknown[] = [];
  const answering = (page: (types: readonly string[]) => object): Aws => ({
    ...sandboxed().aws(),
    // Only DescribeAlarms is sent.
    client: (() => ({
      send: ({ input }: { input: { AlarmTypes: readonly string[] } }) => {
        asked.push(input.AlarmTypes);
        return Promise.resolve(page(input.AlarmTypes));
      },
    })) as unknown as Aws["client"],
  });
  const targets = [{ id: "same", wanted: undefined, observed: undefined }];
  const read = (aws: Aws) => metricAlarm.read(aws, targets, { tags: true });

  const taken = await read(answering(() => ({ LogAlarms: [{ AlarmName: "same", AlarmArn: arn("same") }] })));
  expect(taken.problems).toMatchObject([{ code: "name-taken", object: "MetricAlarm same" }]);
  expect(taken.items).toMatchObject([{ id: "same", shape: undefined }]);

  asked.length = 0;
  const older = answering((types) => {
    if (!types.includes("LogAlarm")) return { MetricAlarms: [] };
    throw Object.assign(new Error("alarmTypes: unknown value"), { name: "ValidationError", $metadata: {} });
  });
  expect(await read(older)).toMatchObject({ complete: true, items: [], problems: [] });
  expect(asked).toEqual([
    ["MetricAlarm", "CompositeAlarm", "LogAlarm"],
    ["MetricAlarm", "CompositeAlarm"],
  ]);
});
