import { describe, expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import type { Wanted } from "../../controller/kind.ts";
import type { Fault } from "../../controller/sandbox/faults.ts";
import { type Rig, repeatable, rig, sketch, wantedBy } from "../rig.ts";
import { scenarios, seedAccount } from "../sweep/scenarios.ts";
import { snapshot } from "../sweep/sweep.ts";

/* The end depends on what git says last, never on how it came to that, and once there nothing is written. */

const intervalMs = 300_000;
const passesToSettle = 3;

const states = new Map<string, readonly Wanted[]>([
  ["nothing", []],
  ...scenarios
    .filter(({ name, meddle }) => !meddle && name !== "everything goes")
    .map(({ name, after }): [string, readonly Wanted[]] => [`after "${name}"`, after]),
]);

async function account(): Promise<Rig> {
  const on = rig({ kinds: [...kinds.values()] });
  await seedAccount(on);
  return on;
}

async function settle(on: Rig, wanted: readonly Wanted[], passes = passesToSettle): Promise<void> {
  for (let pass = 0; pass < passes; pass++) {
    await on.pass(wanted);
    await on.clock.sleep(intervalMs);
  }
}

async function endOf(...path: (readonly Wanted[])[]): Promise<Record<string, string>> {
  const on = await account();
  for (const wanted of path) await settle(on, wanted);
  return snapshot(on, path.at(-1) ?? []);
}

describe("by whatever way, the end is the same as from nothing", () => {
  const names = [...states.keys()];
  const at = (name: string) => states.get(name) ?? [];

  test.each(names)("%s", async (last) => {
    const straight = await endOf(at(last));
    for (const first of names) {
      for (const second of names) {
        if (second === last || second === first) continue;
        expect(await endOf(at(first), at(second), at(last)), `${first} → ${second} → ${last}`).toEqual(
          straight,
        );
      }
    }
  });
});

describe.each(scenarios)("$name", ({ before, meddle, after }) => {
  async function begun(): Promise<Rig> {
    const on = await account();
    if (before.length > 0) await settle(on, before, 1);
    await meddle?.(on);
    // Long enough for every read to see it: what can't be seen can't be spared by a call that takes names over.
    await on.clock.sleep(6 * intervalMs);
    return on;
  }

  test("two passes later, twenty more write nothing and find nothing to do", async () => {
    const on = await begun();
    await settle(on, after, 2);
    on.writes();
    for (let pass = 0; pass < 20; pass++) {
      const { plan } = await on.pass(after);
      expect(sketch(plan.changes.filter(({ action }) => action !== "conflict"))).toEqual([]);
      await on.clock.sleep(intervalMs);
    }
    expect(on.writes()).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])(
    "where reads are %i passes behind, it ends alike, with nothing made twice",
    async (behind) => {
      const straight = await begun();
      await settle(straight, after);
      const on = await begun();
      on.sandbox.lag = behind * intervalMs;
      // Each of the levels of references waits for what is below it to be seen.
      await settle(on, after, 6 * (behind + 1));
      on.sandbox.lag = 0;
      on.writes();
      const { plan } = await on.pass(after);
      expect(sketch(plan.changes.filter(({ action }) => action !== "conflict"))).toEqual([]);
      expect(on.writes()).toEqual([]);
      expect(await snapshot(on, after)).toEqual(await snapshot(straight, after));
    },
  );
});

describe("a bad day, on which one call in six goes wrong", () => {
  const ways: Fault["kind"][] = [
    "fail-before",
    "lost-response",
    "throttle",
    "denied",
    "expired-token",
    "stale-read",
    "crash-before",
    "crash-after",
  ];

  test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    "number %i ends as a good one does",
    async (seed) => {
      const chance = repeatable(seed);
      const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)];
      const on = await account();
      const path = [...states.values()].sort(() => chance() - 0.5).slice(0, 4);
      for (const wanted of path) {
        for (let pass = 0; pass < 2; pass++) {
          on.sandbox.schedule(() => {
            const kind = chance() < 1 / 6 ? pick(ways) : undefined;
            // Only the faults without an argument are among the ways.
            return kind && ({ kind } as Fault);
          });
          await on.pass(wanted).catch(() => undefined);
          await on.clock.sleep(intervalMs);
        }
      }
      on.sandbox.schedule(undefined);
      const last = path.at(-1) ?? [];
      await settle(on, last);
      on.writes();
      const { plan } = await on.pass(last);
      expect(sketch(plan.changes)).toEqual([]);
      expect(on.writes()).toEqual([]);
      expect(await snapshot(on, last)).toEqual(await endOf(last));
    },
  );
});

describe("one poison object", () => {
  const alarm = kinds.get("MetricAlarm");
  const alarms = (count: number, poisonAt: number) =>
    Array.from({ length: count }, (_, index) =>
      alarm
        ? wantedBy(
            alarm,
            {
              namespace: "Shop",
              metricName: "Orders",
              statistic: "Sum",
              // What AWS refuses and no check of ours has seen.
              period: index === poisonAt ? 61 : 60,
              evaluationPeriods: 1,
              threshold: index,
              comparisonOperator: "LessThanThreshold",
            },
            { name: `alarm-${index}` },
          )
        : [],
    ).flat();

  test("among a thousand stops none of the others, and is named", async () => {
    const on = await account();
    const { outcomes } = await on.pass(alarms(1_000, 500));
    const failed = outcomes.filter(({ status }) => status !== "done");
    expect(failed.map(({ status, change }) => [status, change.name])).toEqual([["failed", "alarm-500"]]);
    expect(outcomes).toHaveLength(1_000);
  });

  test("rolled back leaves everything as it was", async () => {
    const on = await account();
    await settle(on, alarms(20, -1));
    const before = await snapshot(on, alarms(20, -1));
    await settle(on, alarms(20, 7));
    await settle(on, alarms(20, -1));
    expect(await snapshot(on, alarms(20, -1))).toEqual(before);
  });
});
