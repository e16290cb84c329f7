import { afterAll, describe, expect, test } from "vitest";
import { scenarios } from "../sweep/scenarios.ts";
import { faults, spoiled, undisturbed } from "../sweep/sweep.ts";

/* Each scenario run once to count its calls, and then once for each call and each fault. */

let runs = 0;
afterAll(() =>
  console.log(
    `fault sweep: ${runs} spoiled runs over ${scenarios.length} scenarios and ${Object.keys(faults).length} faults`,
  ),
);

describe.each(scenarios)("$name", (scenario) => {
  test.each(Object.keys(faults))("each call in turn %s", async (fault) => {
    const reference = await undisturbed(scenario);
    const complaints: string[] = [];
    for (const [index, { operation }] of reference.calls.entries()) {
      runs += 1;
      const found = await spoiled(reference, index + 1, fault);
      complaints.push(...found.map((complaint) => `call ${index + 1}, ${operation}: ${complaint}`));
    }
    expect(complaints).toEqual([]);
  });
});
