import { expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { fixture as alarms } from "../kinds/metric-alarm.ts";
import { rig, wantedBy } from "../rig.ts";

test("a quota far below the published one is found out: all is written, and little of it is throttled", async () => {
  const kind = kinds.get("MetricAlarm");
  if (!kind) throw new Error("there is no MetricAlarm");
  const perSecond = 1;
  const on = rig({
    kinds: [kind],
    sandbox: { quotas: { "monitoring.PutMetricAlarm": { perSecond, burst: 1 } } },
  });
  const count = 200;
  const wanted = Array.from({ length: count }, (_, index) =>
    wantedBy(kind, alarms.bases.default, { name: `alarm-${index}` }),
  ).flat();
  const startedAt = on.clock.monotonic();
  const { outcomes } = await on.pass(wanted);
  const seconds = (on.clock.monotonic() - startedAt) / 1_000;
  const puts = on.sandbox.calls.entries.filter(({ operation }) => operation === "PutMetricAlarm");
  expect(outcomes.filter(({ status }) => status === "done")).toHaveLength(count);
  expect(puts.length).toBeLessThan(1.2 * count);
  expect(seconds).toBeLessThan((2 * count) / perSecond);
  expect((await on.pass(wanted)).outcomes).toEqual([]);
});
