import type { Document } from "../document.ts";
import { configKinds } from "../generated/registry.ts";
import type { AccountSpec, InstallationSpec } from "../generated/types.ts";
import type { AnyKind } from "../kind.ts";
import { type Place, type Problem, sortProblems } from "../problem.ts";
import type { SourceFile } from "../source-file.ts";
import { compareTexts } from "../value/text-order.ts";
import { foreignArns } from "./arns.ts";
import { accountProblems, installationProblems, isAccount, isInstallation } from "./config.ts";
import { withoutDuplicates } from "./duplicates.ts";
import { sitesOf } from "./placement.ts";
import { type Reading, readingOf } from "./reading.ts";
import { checkReferences } from "./references.ts";

/** Documents that are right by themselves, and everything that is wrong with the others. */
export interface Validated {
  /** Of the kinds in AWS, by kind and name. */
  readonly documents: readonly Document[];
  readonly installation: Document<InstallationSpec> | undefined;
  /** By name. */
  readonly accounts: readonly Document<AccountSpec>[];
  /** `Kind/name` of documents that can't be used, with their places. */
  readonly broken: ReadonlyMap<string, Place>;
  readonly problems: readonly Problem[];
}

/**
 * Holds every document of these files against its kind's schema and rules and against the other documents: everything
 * that can be told without AWS, all of it at once, by place. Never throws. The same files as the last time give the
 * same object.
 */
export function validate(files: readonly SourceFile[], kinds: ReadonlyMap<string, AnyKind>): Validated {
  const before = latest?.kinds === kinds ? latest : undefined;
  const known = new Map(before?.readings.map((reading) => [reading.file.path, reading]));
  const readings = files.map((file) => {
    const reading = known.get(file.path);
    return reading?.file.text === file.text ? reading : readingOf(file, kinds);
  });
  const same =
    before?.readings.length === readings.length &&
    readings.every((reading, index) => reading === before.readings[index]);
  const validated = same ? before.validated : validateTogether(readings, kinds);
  latest = { kinds, readings, validated };
  return validated;
}

/** What came of the last files: a controller reads the same ones every few minutes, and parsing is most of the work. */
let latest:
  | {
      readonly kinds: ReadonlyMap<string, AnyKind>;
      readonly readings: readonly Reading[];
      readonly validated: Validated;
    }
  | undefined;

function validateTogether(readings: readonly Reading[], kinds: ReadonlyMap<string, AnyKind>): Validated {
  const problems: Problem[] = [];
  const broken = new Map<string, Place>();
  const good: Document[] = [];
  for (const reading of readings) {
    problems.push(...reading.problems);
    for (const [name, place] of reading.broken) broken.set(name, place);
    good.push(...reading.documents);
  }
  good.sort((a, b) => compareTexts(a.kind, b.kind) || compareTexts(a.metadata.name, b.metadata.name));
  const unique = withoutDuplicates(good, broken, problems);
  const accounts = unique.filter(isAccount);
  const installations = unique.filter(isInstallation);
  const documents = unique.filter(({ kind }) => !configKinds.includes(kind));
  problems.push(...accountProblems(accounts), ...installationProblems(installations));

  const around = { accounts, broken, installation: installations[0] };
  for (const document of documents) {
    const { sites, problems: misplaced } = sitesOf(document, kinds.get(document.kind), around);
    problems.push(...misplaced, ...foreignArns(document, sites));
  }
  problems.push(...checkReferences(documents, kinds, around));
  return {
    documents,
    installation: installations.length === 1 ? installations[0] : undefined,
    accounts,
    broken,
    problems: sortProblems(problems),
  };
}
