import { kinds } from "../generated/registry.ts";
import { loadSpecs, type Specs } from "../load.ts";
import { isError } from "../problem.ts";
import { counted } from "../report/counted.ts";
import { jsonText } from "../report/json.ts";
import { reportProblem } from "../report/plan-report.ts";
import { problemLines } from "../report/problems.ts";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { OutputOptions } from "./options.ts";
import { styleOf } from "./style.ts";

/**
 * Checks the specs as far as that goes without AWS. JSON is `{ formatVersion, valid, documents, problems }`, the
 * problems as in a plan's report.
 *
 * @returns 0, or 1 when there is an error
 */
export async function validateCommand(
  paths: readonly string[],
  options: OutputOptions,
  io: Io,
): Promise<number> {
  const specs = await loadSpecs(paths, kinds);
  const problems = specs.problems.map(reportProblem);
  const valid = !specs.problems.some(isError);
  const documents = specs.documents.length + specs.accounts.length + (specs.installation ? 1 : 0);
  if (options.output === "json") {
    io.stdout.write(jsonText({ formatVersion: "1", valid, documents, problems }));
  } else {
    const lines = problemLines(problems, styleOf(options, io, "stdout"));
    io.stdout.write([...lines, countLine(specs, documents), ""].join("\n"));
  }
  return valid ? exitCode.ok : exitCode.error;
}

function countLine({ problems }: Specs, documents: number): string {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const found = [errors > 0 && counted(errors, "error"), warnings > 0 && counted(warnings, "warning")].filter(
    Boolean,
  );
  // What has errors isn't a document yet, so that a count of documents would be of those without.
  if (errors > 0) return `not valid: ${found.join(", ")}`;
  return `${counted(documents, "document")}: ${found.join(", ") || "all valid"}`;
}
