import { printable } from "../printable.ts";
import type { DiffLine } from "./line-diff.ts";
import type { ReportedField } from "./model.ts";
import { margin, type Paint, padTo, widest, widthOf } from "./style.ts";
import { absent, difference } from "./value.ts";

/** Names of fields are padded to the longest, up to here. */
export const longestField = 32;
/** Lines that one field's difference may take. */
const tallest = 40;

/**
 * Fields with what AWS has and what git says, and who made them differ.
 *
 * @param toward which value comes last: git's, which a plan brings about, or AWS's, which drift has made
 */
export function differenceLines(
  fields: readonly ReportedField[],
  room: number,
  paint: Paint,
  toward: "git" | "aws" = "git",
): string[] {
  // In a drift report that it is drift goes without saying; and that nobody can say whose any of it is isn't said of each.
  const unsaid = toward === "git" ? "unknown" : "drift";
  const said = fields.some(({ origin }) => origin !== unsaid);
  const originWidth = said
    ? widest(
        fields.map(({ origin }) => origin),
        longestField,
      )
    : 0;
  const nameWidth = widest(fields.map(fieldName), longestField);
  return fields.flatMap((field) => {
    const { origin, held } = field;
    const name = fieldName(field);
    const indent = originWidth > 0 ? originWidth + 2 : 0;
    const label = originWidth > 0 ? `${originPaint(origin, paint)(padTo(origin, originWidth))}  ` : "";
    const start = margin + label;
    const [from, to] = toward === "git" ? [field.before, field.after] : [field.after, field.before];
    const why = held ? `  (${heldText[held]})` : "";
    const taken = indent + Math.max(nameWidth, widthOf(name)) + 2 + widthOf(why);
    const shown = difference(from, to, Math.max(20, room - taken), tallest);
    if (shown.form === "inline") {
      const values = `${dimAbsent(shown.before, paint)} ${paint.dim("→")} ${dimAbsent(shown.after, paint)}`;
      return [`${start}${padTo(name, nameWidth)}  ${values}${why && paint.dim(why)}`];
    }
    const wider = difference(from, to, Math.max(20, room - indent - 2), tallest);
    const lines = wider.form === "lines" ? wider.lines : asLines(wider);
    const pad = `${margin}${" ".repeat(indent + 2)}`;
    return [`${start}${name}${why && paint.dim(why)}`, ...lines.map((line) => pad + paintLine(line, paint))];
  });
}

export function isSpecField({ path }: { path: string }): boolean {
  return path.startsWith("/spec/");
}

/** `/spec/metrics/m1/period` as people name it: `metrics/m1/period`. */
export function fieldName({ path }: { path: string }): string {
  return printable(isSpecField({ path }) ? path.slice("/spec/".length) : path);
}

function asLines({ before, after }: { before: string; after: string }): DiffLine[] {
  const lines: DiffLine[] = [
    { sign: "-", text: before },
    { sign: "+", text: after },
  ];
  return lines.filter(({ text }) => text !== absent);
}

const heldText = {
  "drift-report": "only reported",
  "not-converging": "AWS made this of it; left alone",
} as const;

function paintLine({ sign, text }: DiffLine, paint: Paint): string {
  const line = `${sign} ${text}`.trimEnd();
  return sign === "-" ? paint.red(line) : sign === "+" ? paint.green(line) : paint.dim(line);
}

function dimAbsent(text: string, paint: Paint): string {
  return text === absent ? paint.dim(text) : text;
}

function originPaint(origin: ReportedField["origin"], paint: Paint): (text: string) => string {
  return origin === "git" ? paint.cyan : origin === "unknown" ? paint.dim : paint.yellow;
}
