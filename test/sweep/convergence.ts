import { describe, expect, test } from "vitest";
import type { Wanted } from "../../controller/kind.ts";
import type { Fault } from "../../controller/sandbox/faults.ts";
import { type Rig, repeatable, rig, sketch } from "../rig.ts";
import { lostRows, rowsOf, tally } from "./rows.ts";
import { kindsNamed, type Scenario } from "./scenario.ts";
import { seedAccount } from "./scenarios.ts";
import { snapshot } from "./sweep.ts";

/** Scenarios of one account, and what git may say of it. */
export interface Play {
  readonly scenarios: readonly Scenario[];
  readonly states: ReadonlyMap<string, readonly Wanted[]>;
  /** By how many passes reads may be behind. */
  readonly lags: readonly number[];
  readonly badDays: number;
}

/** The scenarios' ends as states, and nothing. */
export function statesOf(scenarios: readonly Scenario[]): Map<string, readonly Wanted[]> {
  const ends = scenarios.filter(({ meddle, strangers, after }) => !meddle && !strangers && after.length > 0);
  return new Map([
    ["nothing", []],
    ...ends.map(({ name, after }): [string, readonly Wanted[]] => [`after "${name}"`, after]),
  ]);
}

const intervalMs = 300_000;
const passesToSettle = 3;

/** The account of a scenario before anything of ours is in it. */
export async function account({
  kinds,
  propagation = 0,
  seed = seedAccount,
}: Partial<Scenario>): Promise<Rig> {
  const on = rig({ kinds: kindsNamed(kinds), sandbox: { propagation } });
  await seed(on);
  await on.clock.sleep(intervalMs);
  return on;
}

export async function settle(on: Rig, wanted: readonly Wanted[], passes = passesToSettle): Promise<void> {
  for (let pass = 0; pass < passes; pass++) {
    await on.pass(wanted);
    await on.clock.sleep(intervalMs);
  }
}

/** Declares that the end depends on what git says last, never on how it came to that, and that it stays. */
export function testConvergence({ scenarios, states, lags, badDays }: Play): void {
  const surroundings: Partial<Scenario> = scenarios[0] ?? {};
  const end = async (on: Rig, wanted: readonly Wanted[]) => ({
    kinds: await snapshot(on, wanted, surroundings.kinds),
    count: tally(rowsOf(on.sandbox)),
  });
  const endOf = async (...path: (readonly Wanted[])[]) => {
    const on = await account(surroundings);
    const others = rowsOf(on.sandbox);
    for (const wanted of path) await settle(on, wanted);
    expect(lostRows(others, rowsOf(on.sandbox))).toEqual([]);
    return (await end(on, path.at(-1) ?? [])).kinds;
  };

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

  describe.each(scenarios)("$name", (scenario) => {
    const { before, strangers, meddle, after } = scenario;

    async function begun(): Promise<Rig> {
      const on = await account(scenario);
      if (before.length > 0) await settle(on, before, 1);
      await strangers?.(on);
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

    test.each(lags)(
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
        expect(await end(on, after)).toEqual(await end(straight, after));
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

    test.each(Array.from({ length: badDays }, (_, index) => index + 1))(
      "number %i ends as a good one does",
      async (seed) => {
        const chance = repeatable(seed);
        const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)];
        const on = await account(surroundings);
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
        expect((await end(on, last)).kinds).toEqual(await endOf(last));
      },
    );
  });
}
