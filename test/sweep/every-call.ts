import { afterAll, describe, expect, test } from "vitest";
import type { Scenario } from "./scenario.ts";
import { faults, spoiled, undisturbed } from "./sweep.ts";

/**
 * Declares the tests of these scenarios: each run once to count its calls, and then once for each call and each fault.
 *
 * @param share one in so many of these runs is made, evenly spread, where all of them would take too long
 */
export function sweepEveryCall(scenarios: readonly Scenario[], share = 1): void {
  let runs = 0;
  afterAll(() =>
    console.log(
      `fault sweep: ${runs} spoiled runs over ${scenarios.length} scenarios and ${faults.length} faults`,
    ),
  );

  describe.each(scenarios)("$name", (scenario) => {
    const reference = lazily(() => undisturbed(scenario));
    test.each([...faults.entries()])("each call in turn: fault %i, %s", async (nth, fault) => {
      const known = await reference();
      const complaints: string[] = [];
      for (const [index, { operation }] of known.calls.entries()) {
        if ((index + nth) % share !== 0) continue;
        runs += 1;
        const found = await spoiled(known, index + 1, fault);
        complaints.push(...found.map((complaint) => `call ${index + 1}, ${operation}: ${complaint}`));
      }
      expect(known.calls.length).toBeGreaterThan(0);
      expect(complaints).toEqual([]);
    });
  });
}

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
