import { expect, test } from "vitest";
import { kinds } from "../controller/generated/registry.ts";
import { casts, fixtureScenariosOf, scenariosOf } from "./sweep/kind-scenarios.ts";
import { scenarios } from "./sweep/scenarios.ts";
import { stackScenarios } from "./sweep/stack-scenarios.ts";
import { faults, spoiled, undisturbed } from "./sweep/sweep.ts";

/* A sample of the fault sweep in test/slow, spread over all scenarios and faults. */

/** How many faults each scenario of a kind by itself meets here. */
const sample = 2;

/** The kinds that have no scenarios or cast of their own. */
const others = new Set(kinds.keys());
for (const { kinds: names = [] } of scenarios) for (const name of names) others.delete(name);
for (const { kind } of casts) others.delete(kind);

for (const scenario of [...others].flatMap(fixtureScenariosOf)) {
  test(`${scenario.name}: whatever goes wrong with one call, the end is the same`, async () => {
    const reference = await undisturbed(scenario);
    expect(reference.calls.length).toBeGreaterThan(1);
    for (const [index, { operation }] of reference.calls.entries()) {
      for (const fault of faults)
        expect(
          await spoiled(reference, index + 1, fault),
          `call ${index + 1}, ${operation}, ${fault}`,
        ).toEqual([]);
    }
  });
}

for (const [index, scenario] of scenarios.entries()) {
  test(`${scenario.name}: whatever goes wrong with one call, the end is the same`, async () => {
    const reference = await undisturbed(scenario);
    expect(reference.calls.length).toBeGreaterThan(3);
    for (const [offset, fault] of faults.entries()) {
      if ((index + offset) % 2 === 0) continue;
      const call = 1 + ((index * 5 + offset * 7) % reference.calls.length);
      const operation = reference.calls[call - 1]?.operation;
      expect(await spoiled(reference, call, fault), `call ${call}, ${operation}, ${fault}`).toEqual([]);
    }
  });
}

for (const [index, scenario] of stackScenarios.entries()) {
  test(`${scenario.name}: whatever goes wrong with one call, the end is the same`, async () => {
    const reference = await undisturbed(scenario);
    for (const offset of [0, 1]) {
      const fault = faults[(index * 5 + offset * 7) % faults.length] ?? "";
      const call = 1 + ((index * 31 + offset * 43) % reference.calls.length);
      const operation = reference.calls[call - 1]?.operation;
      expect(await spoiled(reference, call, fault), `call ${call}, ${operation}, ${fault}`).toEqual([]);
    }
  });
}

for (const [index, cast] of casts.entries()) {
  test(`${cast.kind} by itself: whatever goes wrong with one call, the end is the same`, async () => {
    for (const [act, scenario] of scenariosOf(cast).entries()) {
      const reference = await undisturbed(scenario);
      const conflicts = scenario.strangers === undefined ? 0 : 1;
      expect(
        reference.open.map((change) => change.split(" ")[0]),
        scenario.name,
      ).toEqual(Array<string>(conflicts).fill("conflict"));
      for (let nth = 0; nth < sample; nth++) {
        const seed = index * 7 + act * 5 + nth * 3;
        const fault = faults[seed % faults.length] ?? "";
        const call = 1 + ((seed * 11) % reference.calls.length);
        const operation = reference.calls[call - 1]?.operation;
        expect(
          await spoiled(reference, call, fault),
          `${scenario.name}: call ${call}, ${operation}, ${fault}`,
        ).toEqual([]);
      }
    }
  });
}
