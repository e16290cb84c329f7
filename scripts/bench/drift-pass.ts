import { carryOut, makeGuardedPlan } from "../../controller/reconcile.ts";
import { type FilledSandbox, loaded } from "./filled-sandbox.ts";
import { steadyPass } from "./pass-calls.ts";
import type { Row } from "./row.ts";

/** As many names as DisableAlarmActions and DescribeAlarms take. */
const tampered = 100;

/**
 * A pass after somebody disabled the actions of some alarms, and of a mix with log groups took the retention of some:
 * what it reads beside a pass that finds nothing, and what it writes beside what was changed.
 *
 * @throws when it doesn't put everything right
 */
export async function driftRows(filled: FilledSandbox): Promise<Row[]> {
  const { sandbox, connection, files, kinds, mix } = filled;
  const steady = (await steadyPass(filled)).length;
  const AlarmNames = Array.from({ length: tampered }, (_, index) => `service-${index}`);
  await sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames });
  const groups = Math.min(tampered, mix.others["LogGroup"] ?? 0);
  for (let index = 0; index < groups; index++)
    await sandbox.call("logs", "DeleteRetentionPolicy", { logGroupName: `/acme/group-${index}` });

  const { specs, settings } = loaded(files, kinds);
  const world = { kinds, connection, clock: sandbox.clock, signal: new AbortController().signal };
  sandbox.calls.clear();
  const guarded = await makeGuardedPlan(specs, settings, world);
  const reads = sandbox.calls.entries.length;
  sandbox.calls.clear();
  const outcomes = await carryOut(guarded, world, () => undefined);
  const failed = outcomes.find(({ status }) => status !== "done");
  if (failed || outcomes.length !== tampered + groups)
    throw new Error(`${outcomes.length} were put right, ${failed?.change.reason ?? "and not all"}`);
  const writes = sandbox.calls.entries.filter(({ isWrite }) => isWrite).length;
  await steadyPass(filled);
  const what = `${tampered + groups} that drifted`;
  return [
    {
      what: `finding ${what}`,
      measured: reads,
      unit: "calls",
      floor: steady + tampered + groups * 3,
      bound: 1.05,
      note: "floor: a pass without any, and anew the tags of each and the filters of groups",
    },
    {
      what: `putting ${what} right`,
      measured: writes,
      unit: "calls",
      floor: tampered + groups,
      bound: 1.05,
      note: "writes",
    },
  ];
}
