import { CredentialsError, describeError } from "../aws/errors.ts";
import { type Author, authorship } from "../history.ts";
import type { Change, Plan } from "../kind.ts";
import type { Planned, World } from "../reconcile.ts";
import { driftOf, driftReport, looksUnapplied } from "../report/drift.ts";
import { driftText } from "../report/drift-text.ts";
import { jsonText } from "../report/json.ts";
import { exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { load, withPlan } from "./pass.ts";
import { codeOf, type PlanOptions } from "./plan.ts";
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
      const drift = driftOf(plan, settings.owner);
      const authors = await authorsOf(drift, { at, owner: settings.owner, world, io });
      signal.throwIfAborted();
      const report = driftReport(drift, authors, { owner: settings.owner, revision: specs.revision });
      const unapplied = looksUnapplied(plan, settings.owner) && authors.size === 0;
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

/** The authors as far as the event history tells; without leave to read it, nobody. */
async function authorsOf(
  drift: Plan,
  { at, owner, world, io }: { at: Planned["at"]; owner: string; world: World; io: Io },
): Promise<ReadonlyMap<Change, Author>> {
  if (drift.changes.length === 0) return new Map();
  const { kinds, signal } = world;
  try {
    return await authorship(drift.changes, { kinds, at, owner, signal });
  } catch (error) {
    if (signal.aborted || error instanceof CredentialsError) throw error;
    io.stderr.write(
      `warning: the event history could not be read, so who made the changes is unknown (${describeError(error)}); it needs cloudtrail:LookupEvents\n`,
    );
    return new Map();
  }
}
