import { describe, expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { wantedBy } from "../rig.ts";
import { account, settle, statesOf, testConvergence } from "../sweep/convergence.ts";
import { scenarios } from "../sweep/scenarios.ts";
import { snapshot } from "../sweep/sweep.ts";

/* The end depends on what git says last, never on how it came to that, and once there nothing is written. */

testConvergence({ scenarios, states: statesOf(scenarios), lags: [1, 2, 3, 4, 5], badDays: 40 });

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
    const on = await account({});
    const { outcomes } = await on.pass(alarms(1_000, 500));
    const failed = outcomes.filter(({ status }) => status !== "done");
    expect(failed.map(({ status, change }) => [status, change.name])).toEqual([["failed", "alarm-500"]]);
    expect(outcomes).toHaveLength(1_000);
  });

  test("rolled back leaves everything as it was", async () => {
    const on = await account({});
    await settle(on, alarms(20, -1));
    const before = await snapshot(on, alarms(20, -1));
    await settle(on, alarms(20, 7));
    await settle(on, alarms(20, -1));
    expect(await snapshot(on, alarms(20, -1))).toEqual(before);
  });
});
