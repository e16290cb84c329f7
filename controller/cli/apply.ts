import type { Outcome } from "../apply/outcome.ts";
import { carryOut, type Planned, type World } from "../reconcile.ts";
import { appliedReport, appliedText } from "../report/applied.ts";
import { scopesOf } from "../report/heading.ts";
import { jsonText } from "../report/json.ts";
import type { PlanReport } from "../report/model.ts";
import { needsAction, planReport } from "../report/plan-report.ts";
import { planText } from "../report/plan-text.ts";
import type { Style } from "../report/style.ts";
import { confirmed } from "./confirm.ts";
import { exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io, Sink } from "./io.ts";
import { type AwsOptions, flagsOf, type OutputOptions } from "./options.ts";
import { type Loaded, load, withPlan } from "./planning.ts";
import { progress } from "./progress.ts";
import { readSavedPlan, type SavedPlan, StalePlan, whatMoved } from "./saved-plan.ts";
import { styleOf } from "./style.ts";

export interface ApplyOptions extends AwsOptions, OutputOptions {
  /** Don't ask. */
  readonly yes?: boolean | undefined;
}

/** Thrown when there is nobody to ask. */
export class NoTerminal extends Error {
  readonly code = "no-terminal";

  constructor() {
    super(
      "apply asks before it writes, and there is no terminal to ask on; nothing was written. Pass --yes, or review a saved plan first: watchkeeper plan --out plan.json, then watchkeeper apply plan.json",
    );
    this.name = "NoTerminal";
  }
}

/** Where people look: stdout, or stderr while stdout is for JSON. */
interface Screen {
  readonly sink: Sink;
  readonly style: Style;
  readonly live: boolean;
}

/**
 * Makes AWS what the specs say, after showing the plan and asking; a saved plan isn't asked about, but only carried
 * out when it still is what would be done.
 *
 * @returns 0; 1 when anything failed, was refused or could not be read, with the rest done; 130 when interrupted
 * @throws NoOwner, NoTerminal, StalePlan
 */
export async function applyCommand(paths: readonly string[], options: ApplyOptions, io: Io): Promise<number> {
  const [file = ""] = paths;
  const saved = paths.length === 1 ? await readSavedPlan(file) : undefined;
  if (saved) refuseFlags(file, options);
  const asSaved = saved ? { ...options, ...saved.flags } : options;
  const loaded = await load(saved?.paths ?? paths, asSaved, io);
  if (!loaded) return exitCode.error;
  if (saved && saved.digest !== loaded.specs.digest)
    throw new StalePlan(
      `${file}: the specs in ${saved.paths.join(", ")} aren't those it was planned from (or it was planned in another directory); nothing was written. Plan again`,
    );

  let writing = false;
  const onInterrupt = () => {
    if (writing)
      io.stderr.write(
        "\nInterrupted: the calls in flight are finished; press Ctrl-C again to stop at once.\n",
      );
  };
  const work = (signal: AbortSignal) =>
    withPlan(loaded, asSaved, io, signal, async (planned, world) => {
      const report = reportOf(planned, loaded);
      const screen = screenOf(options, io);
      if (saved && saved.hash !== report.hash) throw moved(file, saved, report);
      screen.sink.write(planText(planned.plan, report, screen.style));
      const toDo = planned.plan.changes.filter(({ refused }) => !refused);
      if (toDo.length > 0 && !saved && !options.yes && !(await agreed(io, screen, signal)))
        return exitCode.error;
      writing = toDo.length > 0;
      const outcomes = writing ? await write(planned, world, toDo.length, screen) : [];
      writing = false;
      if (options.output === "json") io.stdout.write(jsonText(appliedReport(report, outcomes)));
      const anyRefused = report.changes.some((change) => change.refused && needsAction(change));
      if (toDo.length > 0) screen.sink.write(appliedText(report, outcomes, screen.style));
      else if (anyRefused) screen.sink.write("\nNothing was written: all that there is to do is refused.\n");
      if (signal.aborted) return exitCode.interrupted;
      const clean = report.complete && !anyRefused && outcomes.every(({ status }) => status === "done");
      return clean ? exitCode.ok : exitCode.error;
    });
  return interruptible(io, work, onInterrupt);
}

function reportOf({ plan }: Planned, { settings, specs }: Loaded): PlanReport {
  return planReport(plan, { owner: settings.owner, revision: specs.revision });
}

function screenOf(options: ApplyOptions, io: Io): Screen {
  const stream = options.output === "json" ? "stderr" : "stdout";
  return {
    sink: io[stream],
    style: styleOf(options, io, stream),
    live: io.isTTY[stream] && io.env["TERM"] !== "dumb",
  };
}

/** @throws NoTerminal */
async function agreed(io: Io, { sink }: Screen, signal: AbortSignal): Promise<boolean> {
  if (!io.isTTY.stdin) throw new NoTerminal();
  const question = '\nApply these changes? Only "yes" will be accepted: ';
  try {
    if (await confirmed(io, sink, question, signal)) return true;
  } catch (error) {
    sink.write("\nNothing was written.\n");
    throw error;
  }
  sink.write("Nothing was written.\n");
  return false;
}

async function write(
  planned: Planned,
  world: World,
  total: number,
  { sink, style, live }: Screen,
): Promise<Outcome[]> {
  sink.write("\n");
  const manyScopes = scopesOf(planned.plan).length > 1;
  const shown = progress({ screen: sink, total, live, manyScopes, style });
  try {
    return await carryOut(planned, world, shown.onEvent);
  } finally {
    shown.finish();
  }
}

function refuseFlags(file: string, options: ApplyOptions): void {
  const given = Object.values(flagsOf(options)).some((value) => value !== undefined);
  if (given)
    throw new StalePlan(
      `${file} is a saved plan and keeps the owner, region and limits it was made with: leave those flags out, or plan again with them`,
    );
}

function moved(file: string, saved: SavedPlan, report: PlanReport): StalePlan {
  const lines = whatMoved(saved.plan.changes, report.changes).map((line) => `\n  ${line}`);
  return new StalePlan(
    `${file}: AWS has moved since it was planned; nothing was written. Plan again. What differs now:${lines.join("")}`,
  );
}
