import { printable } from "../printable.ts";
import { type DiffLine, diffLines } from "./line-diff.ts";
import { abbreviate, widthOf, wrap } from "./style.ts";

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
