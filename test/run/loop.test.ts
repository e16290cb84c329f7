import { describe, expect, test } from "vitest";
import { virtualClock } from "../../controller/clock.ts";
import { type Cause, type PassResult, pauseMs, startLoop } from "../../controller/run/loop.ts";

const minute = 60_000;

/** A loop whose passes take `passMs` and end as `results` say, in turn; the last result counts for all further ones. */
function rig({
  passMs = 1_000,
  results = ["done"],
}: {
  passMs?: number;
  results?: readonly PassResult[];
} = {}) {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const stop = new AbortController();
  const passes: { cause: Cause; at: number }[] = [];
  let atOnce = 0;
  let most = 0;
  const loop = startLoop({
    clock,
    random: () => 0.5,
    signal: stop.signal,
    intervalMs: () => minute,
    pass: async (cause) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      passes.push({ cause, at: clock.monotonic() });
      const result = results[Math.min(passes.length, results.length) - 1] ?? "done";
      await clock.sleep(passMs);
      atOnce -= 1;
      return result;
    },
  });
  const end = async () => {
    stop.abort();
    await loop.ended;
  };
  return { clock, loop, stop, passes, end, most: () => most };
}

describe("the loop of passes", () => {
  test("makes one at the start and then one at each interval", async () => {
    const { clock, passes, end } = rig();
    await clock.sleep(2.5 * minute);
    await end();
    expect(passes).toEqual([
      { cause: "start", at: 0 },
      { cause: "interval", at: 61_000 },
      { cause: "interval", at: 122_000 },
    ]);
  });

  test("makes one at once when something changes", async () => {
    const { clock, loop, passes, end } = rig();
    await clock.sleep(10_000);
    loop.trigger();
    await clock.sleep(500);
    await end();
    expect(passes).toEqual([
      { cause: "start", at: 0 },
      { cause: "change", at: 10_000 },
    ]);
  });

  test("makes exactly one more however often something changes during a pass, and never two at a time", async () => {
    const { clock, loop, passes, end, most } = rig({ passMs: 5_000 });
    for (let times = 0; times < 20; times++) {
      await clock.sleep(200);
      loop.trigger();
    }
    await clock.sleep(30_000);
    await end();
    expect(passes).toEqual([
      { cause: "start", at: 0 },
      { cause: "change", at: 5_000 },
    ]);
    expect(most()).toBe(1);
  });

  test("tries again sooner after a failure, waiting twice as long each time but never longer than the interval", async () => {
    const { clock, passes, end } = rig({ passMs: 0, results: ["retry"] });
    await clock.sleep(10 * minute);
    await end();
    const gaps = passes.slice(1).map(({ at }, index) => at - (passes[index]?.at ?? 0));
    expect(gaps.slice(0, 6)).toEqual([3_750, 7_500, 15_000, 30_000, minute, minute]);
    expect(new Set(passes.slice(1).map(({ cause }) => cause))).toEqual(new Set(["retry"]));
  });

  test("goes back to the interval once a pass has worked", async () => {
    const { clock, passes, end } = rig({ passMs: 0, results: ["retry", "retry", "done"] });
    await clock.sleep(80_000);
    await end();
    expect(passes.map(({ at }) => at)).toEqual([0, 3_750, 11_250, 71_250]);
  });

  test("ends after the pass under way when it is told to stop", async () => {
    const { clock, loop, stop, passes } = rig({ passMs: 5_000 });
    await clock.sleep(1_000);
    stop.abort();
    loop.trigger();
    await loop.ended;
    expect(clock.monotonic()).toBe(5_000);
    expect(passes).toHaveLength(1);
  });

  test("varies the interval by a tenth either way", () => {
    expect(pauseMs(minute, 0, () => 0)).toBe(54_000);
    expect(pauseMs(minute, 0, () => 0.999_999)).toBeCloseTo(66_000, 0);
  });
});
