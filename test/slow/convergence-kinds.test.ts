import { describe } from "vitest";
import { statesOf, testConvergence } from "../sweep/convergence.ts";
import { casts, scenariosOf } from "../sweep/kind-scenarios.ts";
import { stackScenarios } from "../sweep/stack-scenarios.ts";

/* Each kind by itself, and a trail with everything around it: the end depends on what git says last alone. */

describe.each(casts)("$kind", (cast) => {
  const scenarios = scenariosOf(cast);
  testConvergence({ scenarios, states: statesOf(scenarios), lags: [1, 5], badDays: 5 });
});

describe("a trail with everything around it", () => {
  testConvergence({
    scenarios: stackScenarios,
    states: statesOf(stackScenarios),
    lags: [1, 2, 3, 4, 5],
    badDays: 20,
  });
});
