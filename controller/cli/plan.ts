import { writeFile } from "node:fs/promises";
import { jsonText } from "../report/json.ts";
import { needsAction, planReport } from "../report/plan-report.ts";
import { planText } from "../report/plan-text.ts";
import { codeOf, exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import type { AwsOptions, OutputOptions } from "./options.ts";
import { load, withPlan } from "./planning.ts";
import { savedPlan } from "./saved-plan.ts";
import { styleOf } from "./style.ts";

export interface PlanOptions extends AwsOptions, OutputOptions {
  readonly detailedExitcode?: boolean | undefined;
  /** The file to save the plan to. */
  readonly out?: string | undefined;
}

/**
 * Shows what `apply` would do. Writes nothing to AWS.
 *
 * @returns 0; 1 when something could not be read; with `detailedExitcode` 2 when there is something to do
 */
export async function planCommand(paths: readonly string[], options: PlanOptions, io: Io): Promise<number> {
  const loaded = await load(paths, options, io);
  if (!loaded) return exitCode.error;
  const { specs, settings } = loaded;
  return interruptible(io, (signal) =>
    withPlan(loaded, options, io, signal, async ({ plan }) => {
      const report = planReport(plan, { owner: settings.owner, revision: specs.revision });
      if (options.out !== undefined) {
        const saved = savedPlan(report, { digest: specs.digest, paths, options });
        await save(options.out, jsonText(saved));
      }
      io.stdout.write(
        options.output === "json" ? jsonText(report) : planText(plan, report, styleOf(options, io, "stdout")),
      );
      if (options.out !== undefined)
        io.stderr.write(
          `Saved to ${options.out}; apply exactly this with: watchkeeper apply ${options.out}\n`,
        );
      return codeOf(report.complete, report.changes.some(needsAction), options);
    }),
  );
}

/** A plan may hold what only its makers shall see, such as a subscription's endpoint. */
async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the plan could not be saved to ${file}: ${why}`, { cause: error });
  }
}
