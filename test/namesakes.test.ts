import { describe, expect, test } from "vitest";
import { casts, scenariosOf } from "./sweep/kind-scenarios.ts";
import { spoiled, undisturbed } from "./sweep/sweep.ts";

/* What AWS would make a second one of, beside somebody's, is looked for once more right before it is made. */

describe.each(["CostAnomalyMonitor", "SavedQuery"])("a %s of somebody's", (kind) => {
  const own = casts.filter((cast) => cast.kind === kind).flatMap(scenariosOf);

  test.each(["in the way", "adopted"])(
    "%s is never doubled, though one look doesn't show it",
    async (act) => {
      const scenario = own.find(({ name }) => name.endsWith(act));
      if (!scenario) throw new Error(`no scenario has one ${act}`);
      const reference = await undisturbed(scenario);
      for (const [index, { operation }] of reference.calls.entries()) {
        const found = await spoiled(reference, index + 1, "reads what was before the last write");
        expect(found, operation).toEqual([]);
      }
    },
  );
});
