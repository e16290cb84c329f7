import { printable } from "../printable.ts";
import { abbreviate, widthOf, wrap } from "./style.ts";

/** A line of a difference: taken away, added, the same on both sides, or standing for lines that are left out. */
export interface DiffLine {
  readonly sign: "-" | "+" | " " | "⋮";
  readonly text: string;
}

/** How a difference reads: in one line where that fits, else in several. */
export type ShownDifference =
  | { readonly form: "inline"; readonly before: string; readonly after: string }
  | { readonly form: "lines"; readonly lines: readonly DiffLine[] };

/** What stands for an absent value. */
export const absent = "none";

/** A value in one line, printable, in JSON's form. */
export function inline(value: unknown): string {
  if (value === null || value === undefined) return absent;
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).map(([key, member]) => `${keyText(key)}: ${inline(member)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return typeof value === "string" ? quote(value) : (JSON.stringify(value) ?? absent);
}

/** Two values beside each other, for lines of `width` columns and at most `height` of them. */
export function difference(before: unknown, after: unknown, width: number, height: number): ShownDifference {
  const [left, right] = [inline(before), inline(after)];
  if (widthOf(left) + widthOf(right) + " → ".length <= width)
    return { form: "inline", before: left, after: right };
  if (isScalar(before) && isScalar(after) && !isText(before, after)) {
    const room = width - "- ".length;
    const start = commonStart(left, right);
    return {
      form: "lines",
      lines: [
        { sign: "-", text: around(left, start, room) },
        { sign: "+", text: around(right, start, room) },
      ],
    };
  }
  const lines = itemLines(before, after) ?? diffLines(linesOf(before, width - 2), linesOf(after, width - 2));
  return { form: "lines", lines: shorten(lines, height, width) };
}

/** A value that something new is made with, in lines of `width` columns and at most `height` of them. */
export function block(value: unknown, width: number, height: number): string[] {
  const lines = isScalar(value) ? wrap(inline(value), width) : linesOf(value, width);
  const kept =
    lines.length > height ? [...lines.slice(0, height - 1), more(lines.length - height + 1)] : lines;
  return kept.map((text) => abbreviate(text, width));
}

/** A value in as few lines as fit: what doesn't fit into one is opened, a member a line. */
function pretty(value: unknown, width: number): string[] {
  const line = inline(value);
  if (isScalar(value) || widthOf(line) <= width) return [line];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const members = Array.isArray(value)
    ? value.map((item): [string, unknown] => ["", item])
    : Object.entries(value ?? {}).map(([key, member]): [string, unknown] => [`${keyText(key)}: `, member]);
  const inner = members.flatMap(([label, member]) => {
    const [first = "", ...rest] = pretty(member, width - indent.length - widthOf(label) - 1);
    const lines = [label + first, ...rest];
    return lines.map((text, index) => indent + text + (index === lines.length - 1 ? "," : ""));
  });
  return [open, ...inner, close];
}

const indent = "  ";

function keyText(key: string): string {
  return /^[\w.:/@-]+$/.test(key) ? key : quote(key);
}

/** In single quotes where that saves escaping. */
function quote(text: string): string {
  const plain = text.includes('"') && !/['\\\n\r\t]/.test(text);
  return printable(plain ? `'${text}'` : JSON.stringify(text));
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** Texts of several lines are compared line by line. */
function isText(before: unknown, after: unknown): boolean {
  return [before, after].some((value) => typeof value === "string" && value.includes("\n"));
}

function linesOf(value: unknown, width: number): string[] {
  if (value === null || value === undefined) return [];
  return typeof value === "string" ? value.split(/\r?\n/).map(printable) : pretty(value, width);
}

/** Lists of plain values by what was taken out and put in; undefined where only their order differs. */
function itemLines(before: unknown, after: unknown): DiffLine[] | undefined {
  const [left, right] = [before ?? [], after ?? []];
  if (!Array.isArray(left) || !Array.isArray(right) || ![...left, ...right].every(isScalar)) return undefined;
  const texts = { left: left.map(inline), right: right.map(inline) };
  const gone = texts.left.filter((text) => !texts.right.includes(text));
  const added = texts.right.filter((text) => !texts.left.includes(text));
  if (gone.length + added.length === 0) return undefined;
  const same = texts.left.length - gone.length;
  return [
    ...gone.map((text): DiffLine => ({ sign: "-", text })),
    ...added.map((text): DiffLine => ({ sign: "+", text })),
    ...(same > 0 ? [{ sign: "⋮", text: `${same} the same` } as const] : []),
  ];
}

/** Beyond so many cells of the table, lines aren't matched up. */
const largestTable = 1_000_000;
/** Lines that are shown around a difference though they are the same. */
const context = 2;

/** The shortest edit between two texts, with some of what stays around it. */
function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const same = (text: string): DiffLine => ({ sign: " ", text });
  const all = [
    ...before.slice(0, start).map(same),
    ...(left.length * right.length > largestTable ? replaced(left, right) : edits(left, right)),
    ...before.slice(before.length - end).map(same),
  ];
  return withoutTheFar(all);
}

function replaced(left: readonly string[], right: readonly string[]): DiffLine[] {
  return [
    ...left.map((text): DiffLine => ({ sign: "-", text })),
    ...right.map((text): DiffLine => ({ sign: "+", text })),
  ];
}

/** By the longest common subsequence. */
function edits(left: readonly string[], right: readonly string[]): DiffLine[] {
  const columns = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * columns);
  const at = (row: number, column: number) => lengths[row * columns + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * columns + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [old = "", fresh = ""] = [left[row], right[column]];
    if (row < left.length && column < right.length && old === fresh) {
      lines.push({ sign: " ", text: old });
      row++;
      column++;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: "-", text: old });
      row++;
    } else {
      lines.push({ sign: "+", text: fresh });
      column++;
    }
  }
  return lines;
}

function withoutTheFar(lines: readonly DiffLine[]): DiffLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, index) => {
    if (near[index]) return [line];
    return near[index - 1] === false ? [] : [{ sign: "⋮", text: "" } as const];
  });
}

function shorten(lines: readonly DiffLine[], height: number, width: number): DiffLine[] {
  const room = width - "- ".length;
  const kept = lines.length > height ? lines.slice(0, height - 1) : lines;
  const rest = lines.length - kept.length;
  return [
    ...kept.map(({ sign, text }) => ({ sign, text: abbreviate(text, room) })),
    ...(rest > 0 ? [{ sign: "⋮", text: more(rest) } as const] : []),
  ];
}

function more(lines: number): string {
  return `${lines} more lines: --output json has them all`;
}

function commonStart(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) index++;
  return index;
}

/** The part of a long text around where it begins to differ. */
function around(text: string, start: number, width: number): string {
  if (widthOf(text) <= width || start < width / 2) return abbreviate(text, width);
  const from = Math.max(0, Math.min(start - Math.floor(width / 4), text.length - width + 1));
  return abbreviate(`…${text.slice(from).replace(/^\p{Surrogate}/u, "")}`, width);
}
