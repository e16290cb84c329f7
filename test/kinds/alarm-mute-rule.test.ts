import { describe, expect, test } from "vitest";
import type { AlarmMuteRuleSpec } from "../../controller/generated/types.ts";
import type { MuteRuleShape } from "../../controller/kinds/alarm-mute-rule/shape.ts";
import { alarmMuteRule } from "../../controller/kinds/alarm-mute-rule.ts";
import { fixture } from "./alarm-mute-rule.ts";
import { type Spec, testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "backup-window", each: undefined };
const base = fixture.bases.default;
const desired = (spec: Spec): MuteRuleShape =>
  alarmMuteRule.desired(spec as unknown as AlarmMuteRuleSpec, setting);
const check = (spec: Spec) => verdict(alarmMuteRule, spec);
const at = (expression: string, duration = "PT4H", more: Spec = {}): Spec => ({
  ...more,
  rule: { schedule: { expression, duration } },
});
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });

async function started() {
  const { sandbox, aws } = sandboxed();
  await fixture.seed?.(sandbox);
  const put = (id: string, spec: Spec = base) => alarmMuteRule.put(aws(), writeOf(id, desired(spec)));
  const read = async (...ids: string[]) =>
    (await alarmMuteRule.read(aws(), ids.map(target), { tags: false })).items;
  return { sandbox, aws, put, read };
}

describe("the canonical shape", () => {
  test("is in UTC unless the spec says otherwise, and has its expression without spare white space", () => {
    expect(desired(at(" cron(0  2 * * SUN)\n"))).toEqual({
      rule: { schedule: { expression: "cron(0 2 * * SUN)", duration: "PT4H", timezone: "UTC" } },
    });
  });

  test.each([
    ["PT90M", "PT1H30M"],
    ["PT60M", "PT1H"],
    ["PT24H", "P1D"],
    ["P1DT36H", "P2DT12H"],
    ["P2DT12H", "P2DT12H"],
    ["P0DT5M", "PT5M"],
  ])("has one way to write a duration: %s is %s", (given, expected) => {
    expect(desired(at("cron(0 2 * * *)", given)).rule.schedule.duration).toBe(expected);
  });

  test("has dates in UTC to the minute", () => {
    const dates = { startDate: "2026-05-01T00:00+02:00", expireDate: "2026-12-31T23:59:00Z" };
    expect(desired({ ...base, ...dates })).toMatchObject({
      startDate: "2026-04-30T22:00:00Z",
      expireDate: "2026-12-31T23:59:00Z",
    });
  });

  test("has each alarm once, in order", () => {
    const muteTargets = { alarmNames: ["b", "a", "b"] };
    expect(desired({ ...base, muteTargets }).muteTargets).toEqual({ alarmNames: ["a", "b"] });
  });
});

test("it needs the alarms that it mutes, of any type", () => {
  expect(alarmMuteRule.needs?.(desired({ ...base, muteTargets: { alarmNames: ["a"] } }))).toEqual(
    ["CompositeAlarm", "LogAlarm", "MetricAlarm"].map((kind) => ({ kind, id: "a" })),
  );
  expect(alarmMuteRule.needs?.(desired(base))).toEqual([]);
});

describe("the rules that a schema can't say", () => {
  test("every example in fixtures passes them", () => {
    for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
      expect(check(spec)).toEqual([]);
  });

  test.each([
    "cron(0 2 * * *)",
    "cron(0,30 1-5 1 JAN,jul MON-FRI)",
    "cron(0 0 * * FRI-MON)",
    "at(2028-02-29T23:59)",
  ])("%s is a schedule", (expression) => {
    expect(check(at(expression))).toEqual([]);
  });

  test.each([
    "cron(0 2 * *)",
    "cron(0 2 * * ? *)",
    "cron(60 2 * * *)",
    "cron(0 24 * * *)",
    "cron(0 2 0 * *)",
    "cron(0 2 * 13 *)",
    "cron(0 2 * * NEVER)",
    "cron(0/5 2 * * *)",
    "cron(0 1-2-3 * * *)",
    "at(2026-02-30T00:00)",
    "at(2026-12-24T18:00:00)",
    "rate(1 day)",
  ])("%s is no schedule", (expression) => {
    expect(check(at(expression))).toEqual(["/spec/rule/schedule/expression malformed-schedule"]);
  });

  test.each(["PT0M", "P15DT1M", "P16D"])("a window of %s is too short or too long", (duration) => {
    expect(check(at("at(2026-12-24T18:00)", duration))).toEqual([
      "/spec/rule/schedule/duration out-of-range",
    ]);
  });

  test.each(["Mars/Olympus", "+02:00", "UTC+2"])("%s is no time zone", (timezone) => {
    const schedule = { expression: "cron(0 2 * * *)", duration: "PT4H", timezone };
    expect(check({ rule: { schedule } })).toEqual(["/spec/rule/schedule/timezone unknown-time-zone"]);
  });

  test("what a discovered resource completes is looked at later", () => {
    const schedule = {
      expression: "cron(${each.tags.PatchWindow})",
      duration: "${each.tags.PatchTime}",
      timezone: "${each.tags.Zone}",
    };
    const dates = { startDate: "${each.tags.Since}", expireDate: "${each.tags.Until}" };
    expect(check({ rule: { schedule }, ...dates })).toEqual([]);
  });

  test("a rule can't expire before it takes effect, nor on a day that isn't in the calendar", () => {
    const dates = { startDate: "2026-05-01T00:00:00Z", expireDate: "2026-05-01T02:00:00+02:00" };
    expect(check({ ...base, ...dates })).toEqual(["/spec/expireDate empty-range"]);
    expect(check({ ...base, startDate: "2026-02-30T00:00:00Z" })).toEqual(["/spec/startDate malformed-date"]);
  });

  test.each([
    ["cron(0 2 * * *)", "P1D"],
    ["cron(0 * * * *)", "PT1H"],
    ["cron(* * * * *)", "PT1M"],
    ["cron(0 2 * * SUN)", "P7D"],
    ["cron(0 18 * * MON,THU)", "P4D"],
    ["cron(0 18 * * fri-mon)", "P4D"],
    ["cron(0 0 1,11,21 * *)", "P11D"],
    ["cron(0 2,14 * * *)", "PT12H"],
    ["cron(0 9-17 * * *)", "PT16H"],
    ["cron(0 0 * * 0,7)", "P7D"],
  ])("%s for %s without an expiry mutes for ever, and that is warned of", (expression, duration) => {
    expect(check(at(expression, duration))).toEqual(["/spec/rule/schedule/duration always-muted?"]);
    expect(check(at(expression, duration, { expireDate: "2026-12-31T23:59:00Z" }))).toEqual([]);
  });

  test.each([
    ["cron(0 2 * * *)", "PT23H59M"],
    ["cron(0 * * * *)", "PT59M"],
    ["cron(0 2 * * SUN)", "P6D"],
    ["cron(0 18 * * MON,THU)", "P3D"],
    ["cron(0 0 1,16 * *)", "P15D"],
    ["cron(0 0 * JAN-NOV *)", "P1D"],
    ["cron(0,30 2 * * *)", "PT2H"],
    // Whether either day counts or both, AWS doesn't say.
    ["cron(0 0 1-31 * SUN-SAT)", "P1D"],
  ])("%s for %s leaves time to be heard", (expression, duration) => {
    expect(check(at(expression, duration))).toEqual([]);
  });
});

test.each(Object.entries(fixture.variants))(
  "AWS has what git wants after a creation and after updates: %s",
  async (_, [a, b]) => {
    const { aws, put, read } = await started();
    await put("x", a);
    const [made] = await read("x");
    expect(made?.shape).toEqual(desired(a));
    await alarmMuteRule.put(aws(), writeOf("x", desired(b), made));
    const [changed] = await read("x");
    expect(changed?.shape).toEqual(desired(b));
    await alarmMuteRule.put(aws(), writeOf("x", desired(a), changed));
    expect((await read("x"))[0]?.shape).toEqual(desired(a));
  },
);

test("observing reads what is ours or wanted in full, by tag or name, and counts the others", async () => {
  const { sandbox, aws, put } = await started();
  await put("ours");
  for (const Name of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutAlarmMuteRule", {
      Name,
      Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT1H" } },
    });
  sandbox.calls.clear();
  const listing = await alarmMuteRule.observe(aws(), wantedOf("AlarmMuteRule", desired(base), "wanted"));
  expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
  expect(listing.items).toMatchObject([
    { id: "ours", shape: desired(base), status: "SCHEDULED", tags: ourTags },
    { id: "wanted", arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:wanted", tags: {} },
  ]);
  const reads = sandbox.calls.entries.filter(({ operation }) => operation === "GetAlarmMuteRule");
  expect(reads).toHaveLength(2);
});

test("tags are the service's own when it is asked for them, and can be changed", async () => {
  const { aws, put } = await started();
  await put("x");
  const read = () => alarmMuteRule.read(aws(), [target("x"), target("gone")], { tags: true });
  const [before] = (await read()).items;
  expect(before?.tags).toEqual({ ...ourTags, team: "payments" });
  if (!before) throw new Error("it was just made");
  await alarmMuteRule.tag(aws(), before, { team: "security" }, ["watchkeeper.dev/object"]);
  expect((await read()).items.map(({ tags }) => tags)).toEqual([
    { "watchkeeper.dev/owner": "acme", team: "security" },
  ]);
});

test("an update leaves the tags alone", async () => {
  const { aws, put } = await started();
  await put("x");
  const [before] = (await alarmMuteRule.read(aws(), [target("x")], { tags: true })).items;
  await alarmMuteRule.put(aws(), { ...writeOf("x", desired(base), before), tags: { other: "tag" } });
  const [after] = (await alarmMuteRule.read(aws(), [target("x")], { tags: true })).items;
  expect(after?.tags).toEqual(before?.tags);
});

test("rules are deleted, and one that is gone already is no error", async () => {
  const { sandbox, aws, put, read } = await started();
  for (const id of ["a", "b"]) await put(id);
  const doomed = await read("a", "b");
  await sandbox.call("monitoring", "DeleteAlarmMuteRule", { AlarmMuteRuleName: "b" });
  expect(await alarmMuteRule.remove(aws(), doomed)).toEqual(new Map());
  expect(await read("a", "b")).toEqual([]);
});

test("an expired rule is a condition and no drift", async () => {
  const { put, read } = await started();
  const spec = { ...base, expireDate: "2026-02-01T00:00:00Z" };
  await put("x", spec);
  const [observed] = await read("x");
  expect(observed?.shape).toEqual(desired(spec));
  if (!observed) throw new Error("it was just made");
  expect(alarmMuteRule.health?.(observed)).toEqual([
    {
      reason: "MuteExpired",
      severity: "warning",
      message:
        "it has expired (2026-02-01T00:00:00Z) and mutes nothing any more; take it out of git, or give it a later date",
    },
  ]);
  await put("y", base);
  const [healthy] = await read("y");
  expect(healthy && alarmMuteRule.health?.(healthy)).toEqual([]);
});
