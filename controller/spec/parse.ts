import { Composer, isMap, isScalar, Lexer, LineCounter, type ParsedNode, Parser, type YAMLError } from "yaml";
import { printable } from "../printable.ts";
import type { Place, Problem } from "../problem.ts";
import { largestFile, type SourceFile } from "../source-file.ts";
import { isRecord } from "../value/record.ts";
import { placesOf } from "./places.ts";
import { yamlOptions } from "./yaml-options.ts";
import { type Report, toValue } from "./yaml-value.ts";

/** A document of a spec file, not yet held against any schema. */
export interface ParsedDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of the value at a JSON Pointer, or of the nearest one around it. */
  at(pointer: string): Place;
}

export interface Parsed {
  readonly documents: readonly ParsedDocument[];
  readonly problems: readonly Problem[];
  /** Documents that can't be used but say what they are: what refers to them needn't be reported too. */
  readonly broken: readonly { readonly kind: string; readonly name: string; readonly place: Place }[];
}

/** Collections within collections; a spec has about eight. The composer recurses, so it must not see more. */
const deepest = 64;
/** Lexemes of one document, of which a field takes about four. Each becomes an object of some hundred bytes. */
const longest = 100_000;
/** Syntax errors reported of one document: what follows a slip is mostly its consequence. */
const mostErrors = 20;
/** Splits a file into documents. Whatever is wrong with it becomes a problem; it never throws. */
export function parse(file: SourceFile): Parsed {
  const documents: ParsedDocument[] = [];
  const problems: Problem[] = [];
  const broken: { kind: string; name: string; place: Place }[] = [];
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, file.text.length));
    return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const report = (code: string, message: string, offset: number) =>
    problems.push({ severity: "error", code, message, place: placeOf(offset) });

  if (file.text.length > largestFile) {
    report("too-large", `the file is larger than ${largestFile / 1024 / 1024} MB; split it`, 0);
    return { documents, problems, broken };
  }

  let seen = false;
  const take = (document: Composed) => {
    const before = problems.length;
    for (const error of [...document.errors, ...document.warnings].slice(0, mostErrors))
      report("yaml-syntax", yamlMessage(error), error.pos[0]);
    const version = document.directives?.yaml;
    if (version?.explicit && version.version !== "1.2")
      report(
        "yaml-version",
        "the document asks for YAML 1.1, in which no and on are booleans; remove %YAML",
        0,
      );
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null && !contents.source)) {
      if (problems.length > before) seen = true;
      return;
    }
    seen = true;
    const value = problems.length > before ? undefined : toValue(contents, onceForAliases(report));
    if (problems.length > before || !isRecord(value)) {
      if (problems.length === before)
        report(
          "not-a-map",
          "a document must be a map of apiVersion, kind, metadata and spec",
          contents.range[0],
        );
      const identity = identityOf(contents);
      if (identity) broken.push({ ...identity, place: placeOf(contents.range[0]) });
      return;
    }
    const [start, , end] = contents.range;
    documents.push({
      value,
      at: placesOf(file, start, end, placeOf(start)),
    });
  };

  let lexemes = 0;
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(yamlOptions);
  lines.addNewLine(0);
  try {
    for (const lexeme of new Lexer().lex(file.text)) {
      lexemes += 1;
      for (const token of parser.next(lexeme))
        for (const document of composer.next(token)) {
          take(document);
          lexemes = 0;
        }
      const tooDeep = parser.stack.length > deepest;
      if (!tooDeep && lexemes <= longest) continue;
      const message = tooDeep
        ? `values are nested more than ${deepest} deep`
        : "the document is too large; split it into several";
      report(tooDeep ? "too-deep" : "too-large", message, parser.offset);
      return { documents, problems, broken };
    }
    for (const token of parser.end()) for (const document of composer.next(token)) take(document);
    for (const document of composer.end()) take(document);
  } catch (error) {
    // The library throws on what it takes for impossible.
    const reason = error instanceof Error ? error.message : String(error);
    report("yaml-syntax", `the file can't be parsed: ${printable(reason)}`, parser.offset);
    return { documents, problems, broken };
  }
  if (!seen)
    problems.push({
      severity: "warning",
      code: "empty-file",
      message: "the file has no documents",
      place: { file: file.path, line: 1, column: 1 },
    });
  return { documents, problems, broken };
}

type Composed = ReturnType<Composer["next"]> extends Generator<infer Document> ? Document : never;

function yamlMessage(error: YAMLError): string {
  const plain: Partial<Record<YAMLError["code"], string>> = {
    TAG_RESOLVE_FAILED: "tags such as !!binary or !Sub are not known here; write the value itself",
    TAB_AS_INDENT: "tabs can't indent; use spaces",
    NON_STRING_KEY: "a map's keys must be texts",
  };
  return plain[error.code] ?? printable(error.message.replace(/\s+/g, " ")).slice(0, 300);
}

/** A document that uses aliases uses many; saying so once is enough. */
function onceForAliases(report: Report): Report {
  let said = false;
  return (code, message, offset) => {
    if (code === "yaml-alias" && said) return;
    said ||= code === "yaml-alias";
    report(code, message, offset);
  };
}

function identityOf(contents: ParsedNode): { kind: string; name: string } | undefined {
  if (!isMap(contents)) return undefined;
  const kind = contents.get("kind");
  const metadata = contents.get("metadata");
  const name = isMap(metadata) ? metadata.get("name") : undefined;
  return typeof kind === "string" && typeof name === "string" ? { kind, name } : undefined;
}
