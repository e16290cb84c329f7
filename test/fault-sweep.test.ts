import { expect, test } from "vitest";
import { scenarios } from "./sweep/scenarios.ts";
import { faults, spoiled, undisturbed } from "./sweep/sweep.ts";

/* A sample of the fault sweep in test/slow, spread over all scenarios and faults. */

const faultNames = Object.keys(faults);

for (const [index, scenario] of scenarios.entries()) {
  test(`${scenario.name}: whatever goes wrong with one call, the end is the same`, async () => {
    const reference = await undisturbed(scenario);
    expect(reference.calls.length).toBeGreaterThan(3);
    for (const [offset, fault] of faultNames.entries()) {
      const call = 1 + ((index * 5 + offset * 7) % reference.calls.length);
      const operation = reference.calls[call - 1]?.operation;
      expect(await spoiled(reference, call, fault), `call ${call}, ${operation}, ${fault}`).toEqual([]);
    }
  });
}
