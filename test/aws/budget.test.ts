import { expect, test } from "vitest";
import { Budget } from "../../controller/aws/budget.ts";
import { rateOf } from "../../controller/aws/rates.ts";
import { virtualClock } from "../../controller/clock.ts";

const start = new Date("2026-01-01T00:00:00Z");

test("a thousand calls at 3 a second take what the quota's floor takes, and hardly more", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 3, burst: 3 }, clock);
  await Promise.all(Array.from({ length: 1000 }, () => budget.take("write")));
  const floorMs = (1000 / 3) * 1000;
  expect(clock.monotonic()).toBeGreaterThan(floorMs * 0.99);
  expect(clock.monotonic()).toBeLessThan(floorMs * 1.1);
});

test("no second sees more calls than the quota and its burst allow", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 9, burst: 9 }, clock);
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: 200 }, () => budget.take("read").then(() => times.push(clock.monotonic()))),
  );
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(18);
});

test("reads go before writes that were there first", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 1, burst: 1 }, clock);
  const order: string[] = [];
  const call = (kind: "read" | "write", name: string) => budget.take(kind).then(() => order.push(name));
  await Promise.all([
    call("write", "first"),
    call("write", "w1"),
    call("write", "w2"),
    call("read", "r1"),
    call("read", "r2"),
  ]);
  expect(order).toEqual(["first", "r1", "r2", "w1", "w2"]);
});

test("a throttle halves the rate, and time brings it back", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 10, burst: 1 }, clock);
  const pace = async (calls: number) => {
    const from = clock.monotonic();
    for (let call = 0; call < calls; call++) await budget.take("write");
    return (clock.monotonic() - from) / calls;
  };
  const before = await pace(20);
  budget.throttled();
  const slowed = await pace(10);
  expect(slowed).toBeGreaterThan(before * 1.7);
  await clock.sleep(120_000);
  await pace(1);
  expect(await pace(20)).toBeLessThan(before * 1.1);
});

test("a wall clock that steps back an hour stalls nothing", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 2, burst: 1 }, clock);
  await budget.take("write");
  clock.step(-3_600_000);
  await budget.take("write");
  expect(clock.monotonic()).toBeLessThan(1_000);
});

test("an aborted wait ends at once and takes no token", async () => {
  const clock = virtualClock(start);
  const budget = new Budget({ perSecond: 1, burst: 1 }, clock);
  const abort = new AbortController();
  await budget.take("write");
  const waiting = budget.take("write", abort.signal);
  abort.abort(new Error("stop"));
  await expect(waiting).rejects.toThrow("stop");
  await budget.take("write");
  expect(clock.monotonic()).toBeLessThan(1_200);
});

test("the operations of one published quota share a bucket, and others have their own", () => {
  const bucket = (service: string, operation: string) => rateOf(service, operation).bucket;
  expect(bucket("CloudWatch", "PutMetricAlarm")).toBe(bucket("CloudWatch", "PutCompositeAlarm"));
  expect(bucket("CloudWatch", "PutMetricAlarm")).not.toBe(bucket("CloudWatch", "DescribeAlarms"));
  expect(bucket("CloudTrail", "CreateTrail")).toBe(bucket("CloudTrail", "StartLogging"));
  expect(rateOf("CloudTrail", "LookupEvents").rate.perSecond).toBe(2);
  expect(bucket("SNS", "GetTopicAttributes")).not.toBe(bucket("SNS", "CreateTopic"));
});
