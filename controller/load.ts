import { hash } from "node:crypto";
import type { AnyKind } from "./kind.ts";
import { formatProblem, isError, type Problem, sortProblems } from "./problem.ts";
import { readDirectory } from "./source/directory.ts";
import { type Validated, validate } from "./spec/validate.ts";

/** The specs as read at one moment, checked as far as that goes without AWS. */
export interface Specs extends Validated {
  /** The commit or git-sync revision they come from, where there is one. */
  readonly revision: string | undefined;
  /** Changes when any byte of any file does. */
  readonly digest: string;
  /** Why what is absent from them can't be trusted to be gone: no documents, or a part that could not be read. */
  readonly fault: string | undefined;
}

/** Reads and validates the specs below the paths. Never throws for what is wrong in them. */
export async function loadSpecs(
  paths: readonly string[],
  kinds: ReadonlyMap<string, AnyKind>,
): Promise<Specs> {
  const { files, revision, problems } = await readDirectory(paths);
  const validated = validate(files, kinds);
  const all: Problem[] = sortProblems([...problems, ...validated.problems]);
  const error = all.find(isError);
  const empty = validated.documents.length === 0 ? `${paths.join(", ")} has no documents` : undefined;
  return {
    ...validated,
    revision,
    digest: hash(
      "sha256",
      files.map(({ path, text }) => `${path}\0${text.length}\0${text}`).join("\0"),
      "hex",
    ),
    problems: all,
    fault: error ? `the specs have errors (${formatProblem(error)})` : empty,
  };
}
