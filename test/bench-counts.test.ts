import { describe, expect, it } from "vitest";
import { kinds } from "../controller/generated/registry.ts";
import { driftRows } from "../scripts/bench/drift-pass.ts";
import { fillSandbox } from "../scripts/bench/filled-sandbox.ts";
import { everyKind, mixOf, objectsOf } from "../scripts/bench/mixed-specs.ts";
import { callRows, countByOperation, pageFloor, steadyPass } from "../scripts/bench/pass-calls.ts";
import { isKept, type Row, tableOf } from "../scripts/bench/row.ts";

const filled = await fillSandbox(mixOf(300));

describe("a pass over 300 alarms and what stands beside them", () => {
  it("makes a call for every page and for what AWS tells one by one, and no other", async () => {
    expect(countByOperation(await steadyPass(filled))).toEqual({
      "cloudtrail:DescribeTrails": 1,
      "cloudtrail:GetEventSelectors": 5,
      "cloudtrail:GetTrailStatus": 5,
      "cloudtrail:ListTags": 1,
      "ec2:DescribeFlowLogs": 1,
      "monitoring:DescribeAlarms": 5,
      "sns:GetSubscriptionAttributes": 3,
      "sns:GetTopicAttributes": 3,
      "sns:ListSubscriptionsByTopic": 3,
      "sns:ListTopics": 1,
      "sts:GetCallerIdentity": 1,
      "tagging:GetResources": 4,
    });
  });

  it("lists each type of alarm by itself, which is one page more than the floor", async () => {
    const [pages, ...single] = callRows(filled, await steadyPass(filled));
    expect(pageFloor(filled)).toBe(12);
    expect(pages?.measured).toBe(13);
    expect(single.filter((row) => !isKept(row))).toEqual([]);
  });

  it("makes the same calls with the same input every time", async () => {
    const inputs = async () =>
      (await steadyPass(filled)).map(({ operation, input }) => JSON.stringify([operation, input])).sort();
    expect(await inputs()).toEqual(await inputs());
  });

  it("never writes", async () => {
    const calls = await steadyPass(filled);
    expect(calls.filter(({ isWrite }) => isWrite)).toEqual([]);
  });
});

describe("creating 300 alarms at AWS's quotas", () => {
  it("writes each of them once and isn't throttled", () => {
    expect(filled.creation.alarms).toBe(300);
    expect(filled.creation.throttled).toBe(0);
  });

  it("takes hardly longer than the quota makes it take", () => {
    expect(filled.creation.seconds).toBeGreaterThanOrEqual((300 - 3) / 3);
    expect(filled.creation.seconds).toBeLessThanOrEqual((300 / 3) * 1.1);
  });
});

describe("a pass over some of every kind", () => {
  const some = everyKind(10_000);
  const few = Object.fromEntries(Object.keys(some.others).map((kind) => [kind, 4]));

  it("holds 10,000 objects when it is large", () => {
    expect(objectsOf(some)).toBe(10_000);
  });

  it("makes no call that a page has answered already, with drift or without", async () => {
    const mixed = await fillSandbox({ ...mixOf(100), topics: 25, subscriptions: 50, others: few });
    expect([...mixed.kinds.keys()].filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(mixed.kinds.size).toBeGreaterThan(Object.keys(few).length);
    // The first pass reads the dashboards' bodies, the others only those that changed since.
    await steadyPass(mixed);
    const rows = callRows(mixed, await steadyPass(mixed));
    // Of so few, a listing for each type of alarm is more than a page.
    expect(rows.slice(1).filter((row) => !isKept(row))).toEqual([]);
    expect((rows[0]?.measured ?? 0) - pageFloor(mixed)).toBeLessThanOrEqual(2);
    expect((await driftRows(mixed)).filter((row) => !isKept(row))).toEqual([]);
  });
});

describe("the bench's report", () => {
  const rows: Row[] = [
    { what: "pages", measured: 27, unit: "calls", floor: 26, bound: 1.05 },
    { what: "memory", measured: 301, unit: "MB", bound: 300 },
    { what: "start-up", measured: 40, unit: "ms", floor: 20 },
  ];

  it("holds a ratio against the floor and anything else against its bound", () => {
    expect(rows.map(isKept)).toEqual([true, false, true]);
  });

  it("is aligned", () => {
    expect(tableOf(rows)).toBe(
      [
        "what      measured     floor  ratio     bound  ok",
        "pages     27 calls  26 calls   1.04    ≤ 1.05  ok",
        "memory      301 MB                   ≤ 300 MB  MISSED",
        "start-up     40 ms     20 ms   2.00",
      ].join("\n"),
    );
  });
});
