import { kinds } from "../generated/registry.ts";
import { loadSpecs, type Specs } from "../load.ts";
import { isError } from "../problem.ts";
import { makeGuardedPlan, type Planned, type World } from "../reconcile.ts";
import { jsonText } from "../report/json.ts";
import { faultyReport, reportProblem } from "../report/plan-report.ts";
import { problemLines } from "../report/problems.ts";
import { type Flags, type Settings, settle } from "../settings.ts";
import type { Io } from "./io.ts";
import { type AwsOptions, flagsOf, type OutputOptions } from "./options.ts";
import { styleOf } from "./style.ts";
import { openWorld } from "./world.ts";

/** Specs that may be planned. */
export interface Loaded {
  readonly specs: Specs;
  readonly settings: Settings;
}

/**
 * Reads the specs. When they have errors it prints them, as a report in JSON, and returns nothing: AWS isn't asked.
 *
 * @throws NoOwner
 */
export async function load(
  paths: readonly string[],
  options: Flags & OutputOptions,
  io: Io,
): Promise<Loaded | undefined> {
  const specs = await loadSpecs(paths, kinds);
  const { problems, revision, installation, accounts } = specs;
  if (problems.some(isError)) {
    const lines = problemLines(problems.map(reportProblem), styleOf(options, io, "stderr"));
    io.stderr.write(`${lines.join("\n")}\nNothing was planned: mend these first.\n`);
    if (options.output === "json") {
      const owner = options.owner ?? installation?.metadata.name;
      io.stdout.write(jsonText(faultyReport(problems, { owner, revision })));
    }
    return undefined;
  }
  return { specs, settings: settle(flagsOf(options), installation, accounts) };
}

/** Plans the specs against AWS, hands the plan to `use`, and closes what was opened for it. */
export async function withPlan<Result>(
  { specs, settings }: Loaded,
  options: AwsOptions,
  io: Io,
  signal: AbortSignal,
  use: (planned: Planned, world: World) => Promise<Result>,
): Promise<Result> {
  const { world, close } = await openWorld(options, io, signal);
  try {
    const planned = await makeGuardedPlan(specs, settings, world);
    // Reads that were stopped look like reads that failed: nobody asked for a plan made of those.
    signal.throwIfAborted();
    return await use(planned, world);
  } finally {
    await close();
  }
}
