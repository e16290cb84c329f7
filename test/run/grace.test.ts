import { describe, expect, test } from "vitest";
import { virtualClock } from "../../controller/clock.ts";
import { outlasts } from "../../controller/run/grace.ts";

describe("stopping", () => {
  test("waits for the calls in flight", async () => {
    const clock = virtualClock(new Date(0));
    const stop = new AbortController();
    const ended = outlasts(clock.sleep(6_000), stop.signal, clock);
    await clock.sleep(1_000);
    stop.abort();
    expect(await ended).toBe(false);
    expect(clock.monotonic()).toBe(6_000);
  });

  test("doesn't wait for ever for one that hangs", async () => {
    const clock = virtualClock(new Date(0));
    const stop = new AbortController();
    const ended = outlasts(new Promise(() => {}), stop.signal, clock);
    await clock.sleep(1_000);
    stop.abort();
    expect(await ended).toBe(true);
    expect(clock.monotonic()).toBe(9_000);
  });

  test("passes on what the work ends with", async () => {
    const clock = virtualClock(new Date(0));
    const failing = Promise.reject(new Error("no watcher"));
    await expect(outlasts(failing, new AbortController().signal, clock)).rejects.toThrow("no watcher");
  });
});
