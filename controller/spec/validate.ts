import { type Document, problemAt } from "../document.ts";
import { configKinds } from "../generated/registry.ts";
import type { AccountSpec, InstallationSpec } from "../generated/types.ts";
import type { AnyKind } from "../kind.ts";
import { quoted } from "../printable.ts";
import { formatPlace, type Place, type Problem, sortProblems } from "../problem.ts";
import type { SourceFile } from "../source-file.ts";
import { foreignArns } from "./arns.ts";
import { checkEach, mentionsEach } from "./for-each.ts";
import { ignoredPointers } from "./manners.ts";
import { didYouMean } from "./nearest-name.ts";
import { type ParsedDocument, parse } from "./parse.ts";
import { accountProblems, oddRegions, sitesOf } from "./placement.ts";
import { stepsOf } from "./pointer.ts";
import { checkReferences, nameOf } from "./references.ts";
import { unknownRegion } from "./regions.ts";
import { apiVersion, fieldsOf, schemaFindings } from "./schemas.ts";

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
  good.sort((a, b) => compare(a.kind, b.kind) || compare(a.metadata.name, b.metadata.name));
  const unique = withoutDuplicates(good, broken, problems);
  const accounts = unique.filter(isAccount);
  const installations = unique.filter(isInstallation);
  const documents = unique.filter(({ kind }) => !configKinds.includes(kind));
  problems.push(...accountProblems(accounts), ...installationProblems(installations));

  const around = { accounts, broken, installation: installations[0] };
  for (const document of documents) {
    const { sites, problems: misplaced } = sitesOf(document, around);
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

/** What a file says by itself. */
interface Reading {
  readonly file: SourceFile;
  readonly documents: readonly Document[];
  readonly broken: readonly (readonly [name: string, place: Place])[];
  readonly problems: readonly Problem[];
}

function readingOf(file: SourceFile, kinds: ReadonlyMap<string, AnyKind>): Reading {
  const parsed = parse(file);
  const results = parsed.documents.map((each) => ({ each, ...accept(each, kinds) }));
  return {
    file,
    documents: results.flatMap(({ document }) => document ?? []),
    broken: [
      ...parsed.broken.map(({ kind, name, place }) => [`${kind}/${name}`, place] as const),
      ...results.flatMap(({ each, document, name }) =>
        document === undefined && name !== undefined ? [[name, each.at("")] as const] : [],
      ),
    ],
    problems: [...parsed.problems, ...results.flatMap(({ problems }) => problems)],
  };
}

/** Holds a document by itself against its schema and rules; without `document` it can't be used. */
function accept(
  parsed: ParsedDocument,
  kinds: ReadonlyMap<string, AnyKind>,
): { document?: Document; name?: string; problems: Problem[] } {
  const { value } = parsed;
  const at = (pointer: string) => parsed.at(pointer);
  const metadata = isMap(value["metadata"]) ? value["metadata"] : {};
  const name = typeof metadata["name"] === "string" ? metadata["name"] : undefined;
  const kind = typeof value["kind"] === "string" ? value["kind"] : undefined;
  const object = kind !== undefined && name !== undefined ? `${kind}/${name}` : undefined;
  const identity = object === undefined ? {} : { name: object };
  const problem = (pointer: string, code: string, message: string): Problem => ({
    severity: "error",
    code,
    message,
    place: at(pointer),
    object: object !== undefined && /^[\w./-]{1,200}$/.test(object) ? object : undefined,
  });

  const envelope = envelopeProblem(value, kinds, problem);
  if (envelope) return { ...identity, problems: [envelope] };
  const known = kind ?? "";
  const repeated = isMap(value["spec"]) && value["spec"]["forEach"] !== undefined;
  const findings = schemaFindings(known, value, repeated);
  const spec = isMap(value["spec"]) ? value["spec"] : {};
  if (findings.length > 0)
    return {
      ...identity,
      problems: findings.map(({ pointer, code, message }) =>
        problem(pointer, code, message + belongsElsewhere(known, pointer, code)),
      ),
    };

  const document: Document = {
    kind: known,
    metadata: {
      name: name ?? "",
      labels: texts(metadata["labels"]),
      annotations: texts(metadata["annotations"]),
    },
    spec,
    at,
  };
  const problems = [
    ...(mentionsEach(spec) ? checkEach(spec, repeated) : []).map(({ pointer, message }) =>
      problem(pointer, "unknown-variable", message),
    ),
    ...unknownIgnores(document),
    ...(kinds.get(known)?.check(document) ?? []),
  ];
  const usable = !problems.some(({ severity }) => severity === "error");
  return { ...identity, ...(usable && { document }), problems };
}

function envelopeProblem(
  value: Readonly<Record<string, unknown>>,
  kinds: ReadonlyMap<string, AnyKind>,
  problem: (pointer: string, code: string, message: string) => Problem,
): Problem | undefined {
  const version = value["apiVersion"];
  if (version !== apiVersion) {
    const found =
      version === undefined ? "is missing" : `must be "${apiVersion}", not ${quoted(shown(version))}`;
    return problem(
      version === undefined ? "" : "/apiVersion",
      "unknown-api-version",
      version === undefined
        ? `apiVersion is missing; write apiVersion: ${apiVersion}`
        : `apiVersion ${found}`,
    );
  }
  const kind = value["kind"];
  if (kind === undefined) return problem("", "missing-field", "kind is missing");
  const all = [...kinds.keys(), ...configKinds].sort();
  if (typeof kind === "string" && all.includes(kind)) return undefined;
  const hint = didYouMean(shown(kind), all) || `; known are ${all.join(", ")}`;
  return problem("/kind", "unknown-kind", `unknown kind ${quoted(shown(kind))}${hint}`);
}

/** For a field of the spec, or of the metadata, that stands beside them: where it belongs. */
function belongsElsewhere(kind: string, pointer: string, code: string): string {
  const [field, ...deeper] = stepsOf(pointer);
  if (code !== "unknown-field" || field === undefined || deeper.length > 0) return "";
  if (fieldsOf(kind).includes(field)) return "; it belongs into spec";
  return ["name", "labels", "annotations"].includes(field) ? "; it belongs into metadata" : "";
}

/** Pointers of the ignore annotation that lead to no field: a slip there would silently ignore nothing. */
function unknownIgnores(document: Document): Problem[] {
  const fields = fieldsOf(document.kind).filter((field) => field !== "placement" && field !== "forEach");
  const pointer = "/metadata/annotations/watchkeeper.dev~1ignore";
  return ignoredPointers(document.metadata.annotations).flatMap((ignored) => {
    const field = stepsOf(ignored)[1] ?? "";
    if (fields.includes(field)) return [];
    const message = `${quoted(ignored)} is no field of a ${document.kind}${didYouMean(field, fields)}`;
    return [problemAt(document, pointer, "unknown-field", message)];
  });
}

/** None of several documents of a name is used: which of them is meant would be a guess. */
function withoutDuplicates(
  sorted: readonly Document[],
  broken: Map<string, Place>,
  problems: Problem[],
): Document[] {
  const groups = new Map<string, Document[]>();
  for (const document of sorted) {
    const group = groups.get(nameOf(document));
    if (group) group.push(document);
    else groups.set(nameOf(document), [document]);
  }
  return [...groups].flatMap(([name, [first, ...others]]) => {
    if (!first) return [];
    const elsewhere = broken.get(name);
    if (others.length === 0 && elsewhere === undefined) return [first];
    if (elsewhere)
      problems.push(
        problemAt(
          first,
          "/metadata/name",
          "duplicate-name",
          `${name} is also defined at ${formatPlace(elsewhere)}`,
        ),
      );
    for (const other of others)
      problems.push(
        problemAt(
          other,
          "/metadata/name",
          "duplicate-name",
          `${name} is already defined at ${formatPlace(first.at("/metadata/name"))}; rename one of them`,
        ),
      );
    broken.set(name, first.at(""));
    return [];
  });
}

function installationProblems(installations: readonly Document<InstallationSpec>[]): Problem[] {
  const [first, ...others] = installations;
  if (!first) return [];
  const region = first.spec.region === undefined ? undefined : unknownRegion(first.spec.region);
  return [
    ...(region
      ? [{ ...problemAt(first, "/spec/region", "unknown-region", region), severity: "warning" as const }]
      : []),
    ...oddRegions(first, "/spec/regions", first.spec.regions),
    ...others.map((other) =>
      problemAt(
        other,
        "/kind",
        "several-installations",
        `there is already Installation/${first.metadata.name} at ${formatPlace(first.at(""))}; a repository has one`,
      ),
    ),
  ];
}

function isAccount(document: Document): document is Document<AccountSpec & Record<string, unknown>> {
  return document.kind === "Account";
}

function isInstallation(
  document: Document,
): document is Document<InstallationSpec & Record<string, unknown>> {
  return document.kind === "Installation";
}

function texts(value: unknown): Record<string, string> {
  const entries = isMap(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
