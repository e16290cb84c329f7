import { findAuthors } from "../history.ts";
import { driftOf, driftReport, looksUnapplied } from "../report/drift.ts";
import { driftText } from "../report/drift-text.ts";
import { jsonText } from "../report/json.ts";
import { reportProblem } from "../report/plan-report.ts";
import { problemLines } from "../report/problems.ts";
import { codeOf, exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import type { PlanOptions } from "./plan.ts";
import { load, withPlan } from "./planning.ts";
import { styleOf } from "./style.ts";

/**
 * Reports what somebody changed in AWS, and who. Writes nothing.
 *
 * @returns 0; 1 when something could not be read; with `detailedExitcode` 2 when there is drift
 */
export async function driftCommand(
  paths: readonly string[],
  options: Omit<PlanOptions, "out">,
  io: Io,
): Promise<number> {
  const loaded = await load(paths, options, io);
  if (!loaded) return exitCode.error;
  const { specs, settings } = loaded;
  return interruptible(io, (signal) =>
    withPlan(loaded, options, io, signal, async ({ plan, at }, world) => {
      const { owner } = settings;
      const drift = driftOf(plan, owner);
      const { authors, problems } = await findAuthors(drift.changes, {
        kinds: world.kinds,
        at,
        owner,
        signal,
      });
      signal.throwIfAborted();
      if (problems.length > 0)
        io.stderr.write(
          `${problemLines(problems.map(reportProblem), styleOf(options, io, "stderr")).join("\n")}\n`,
        );
      const report = driftReport(drift, authors, { owner, revision: specs.revision });
      const unapplied = looksUnapplied(plan, owner) && authors.size === 0;
      const now = io.clock.now();
      io.stdout.write(
        options.output === "json"
          ? jsonText(report)
          : driftText({ plan: drift, report, unapplied, now }, styleOf(options, io, "stdout")),
      );
      return codeOf(report.complete, report.changes.length > 0, options);
    }),
  );
}
