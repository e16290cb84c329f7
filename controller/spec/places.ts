import { isMap, isScalar, isSeq, LineCounter, type Pair, type ParsedNode, parseDocument } from "yaml";
import type { Place } from "../problem.ts";
import type { SourceFile } from "../source-file.ts";
import { stepsOf } from "./pointer.ts";
import { yamlOptions } from "./yaml-options.ts";

interface Reparsed {
  readonly of: object;
  readonly contents: ParsedNode | null;
  readonly lines: LineCounter;
}

/** The document asked about last. Questions come in runs, and the syntax trees of all documents would fill memory. */
let latest: Reparsed | undefined;

/**
 * Finds the places of a document's values by parsing its piece of the file again when somebody asks.
 *
 * @param start the offset of its first value
 * @param end the offset behind it
 * @param first the place of `start`
 */
export function placesOf(
  file: SourceFile,
  start: number,
  end: number,
  first: Place,
): (pointer: string) => Place {
  const token = {};
  return (pointer) => {
    if (pointer === "") return first;
    if (latest?.of !== token) latest = { of: token, ...reparse(file.text, start, end, first.column) };
    const { contents, lines } = latest;
    const { line, col } = lines.linePos(offsetAt(contents, pointer));
    return { file: file.path, line: first.line + line - 1, column: col };
  };
}

/** Indents the piece as far as it stood, so that its other lines still fit and columns are right. */
function reparse(text: string, start: number, end: number, column: number) {
  const lines = new LineCounter();
  const { contents } = parseDocument(`${" ".repeat(column - 1)}${text.slice(start, end)}`, {
    ...yamlOptions,
    lineCounter: lines,
  });
  return { contents, lines };
}

/** For a map's entry that is where its key stands, for a list's where the item does. */
function offsetAt(contents: ParsedNode | null, pointer: string): number {
  let node: ParsedNode | null | undefined = contents;
  let offset = contents?.range[0] ?? 0;
  for (const name of stepsOf(pointer)) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair: Pair<ParsedNode, ParsedNode | null> | undefined = node.items.find(
        ({ key }) => isScalar(key) && key.value === name,
      );
      if (!pair) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq<ParsedNode>(node)) {
      const item: ParsedNode | undefined = /^\d+$/.test(name) ? node.items[Number(name)] : undefined;
      if (!item) break;
      offset = item.range[0];
      node = item;
    } else break;
  }
  return offset;
}
