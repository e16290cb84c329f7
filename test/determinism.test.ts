import { expect, test } from "vitest";
import { kinds } from "../controller/generated/registry.ts";
import { planReport } from "../controller/report/plan-report.ts";
import { rig } from "./rig.ts";
import { scenarios, seedAccount } from "./sweep/scenarios.ts";
import { owner } from "./widgets.ts";

/** Everything a run says and does, as text: plans, outcomes, every call with its time, every event. */
async function transcript(scenario: (typeof scenarios)[number]): Promise<string> {
  const on = rig({ kinds: [...kinds.values()], sandbox: { quotas: true, latency: 80, lag: 1_500 } });
  await seedAccount(on);
  if (scenario.before.length > 0) await on.pass(scenario.before);
  await scenario.meddle?.(on);
  await on.clock.sleep(60_000);
  const { plan, outcomes } = await on.pass(scenario.after);
  const calls = on.sandbox.calls.entries;
  const events = on.sandbox.history
    .of("111122223333", "us-east-1")
    .map(({ eventId, eventTime, eventName, requestParameters }) => ({
      eventId,
      eventTime,
      eventName,
      requestParameters,
    }));
  const report = planReport(plan, { owner, revision: undefined });
  return JSON.stringify({
    report,
    outcomes: outcomes.map(({ status, change }) => [status, change.id]),
    calls,
    events,
    ended: on.clock.monotonic(),
  });
}

test.each(scenarios)(
  "$name: two runs are the same to the byte, latency, quotas and lag included",
  async (scenario) => {
    const first = await transcript(scenario);
    expect(first.length).toBeGreaterThan(1_000);
    expect(await transcript(scenario)).toBe(first);
  },
);
