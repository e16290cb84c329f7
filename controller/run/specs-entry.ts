import type { Specs } from "../load.ts";
import { formatProblem, isError } from "../problem.ts";
import { redactText } from "../redact.ts";
import type { Entry } from "./entry.ts";

const mostProblems = 20;

/** What is known of the specs beside themselves. */
export interface SpecsStatus {
  /** What is wrong with them. */
  readonly fault: string | undefined;
  /** What was wrong with them at the pass before. */
  readonly before: string | undefined;
  /** They are those of the pass before. */
  readonly isSame: boolean;
  /** There was no pass before. */
  readonly isFirst: boolean;
  /** There is a good set, which stays in force meanwhile. */
  readonly hasGood: boolean;
}

/** The news of specs that were just read, if there are any. */
export function specsEntry(
  specs: Specs,
  { fault, before, isSame, isFirst, hasGood }: SpecsStatus,
): Entry | undefined {
  const base = {
    event: "specs",
    ...(specs.revision !== undefined && { revision: redactText(specs.revision) }),
  } as const;
  if (fault === undefined) {
    if (before !== undefined) return { ...base, level: "info", msg: "the specs are good again" };
    return isSame || isFirst ? undefined : { ...base, level: "info", msg: "the specs have changed" };
  }
  if (fault === before && isSame) return undefined;
  const errors = specs.problems.filter(isError);
  const why =
    errors.length > 0 ? `${errors.length} error${errors.length === 1 ? "" : "s"}` : redactText(fault);
  return {
    ...base,
    level: "error",
    ...(errors.length > 0 && {
      problems: errors.slice(0, mostProblems).map((problem) => redactText(formatProblem(problem))),
    }),
    msg: hasGood
      ? `the specs are not good: ${why}; the last good ones stay in force and nothing is pruned until that is mended`
      : `the specs are not good: ${why}; waiting until that is mended`,
  };
}
