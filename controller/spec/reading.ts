import type { Document } from "../document.ts";
import { problemAt } from "../document.ts";
import { configKinds } from "../generated/registry.ts";
import type { AnyKind } from "../kind.ts";
import { quoted } from "../printable.ts";
import { isError, type Place, type Problem } from "../problem.ts";
import type { SourceFile } from "../source-file.ts";
import { asRecord } from "../value/record.ts";
import { checkEach, mentionsEach } from "./for-each.ts";
import { ignoredPointers } from "./manners.ts";
import { didYouMean } from "./nearest-name.ts";
import { type ParsedDocument, parse } from "./parse.ts";
import { stepsOf } from "./pointer.ts";
import { apiVersion, fieldsOf, schemaFindings } from "./schemas.ts";

/** What a file says by itself, held against the schemas and rules of its documents' kinds. */
export interface Reading {
  readonly file: SourceFile;
  readonly documents: readonly Document[];
  readonly broken: readonly (readonly [name: string, place: Place])[];
  readonly problems: readonly Problem[];
}

export function readingOf(file: SourceFile, kinds: ReadonlyMap<string, AnyKind>): Reading {
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
  const metadata = asRecord(value["metadata"]);
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
  const spec = asRecord(value["spec"]);
  const repeated = spec["forEach"] !== undefined;
  const findings = schemaFindings(known, value, repeated);
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
  const usable = !problems.some(isError);
  return { ...identity, ...(usable && { document }), problems };
}

function envelopeProblem(
  value: Readonly<Record<string, unknown>>,
  kinds: ReadonlyMap<string, AnyKind>,
  problem: (pointer: string, code: string, message: string) => Problem,
): Problem | undefined {
  const version = value["apiVersion"];
  if (version === undefined)
    return problem("", "unknown-api-version", `apiVersion is missing; write apiVersion: ${apiVersion}`);
  if (version !== apiVersion) {
    const message = `apiVersion must be "${apiVersion}", not ${quoted(shown(version))}`;
    return problem("/apiVersion", "unknown-api-version", message);
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

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asRecord(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
