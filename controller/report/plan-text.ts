import { stripVTControlCharacters } from "node:util";
import { type Action, type Change, objectName, type Plan, scopeName } from "../kind.ts";
import { printable } from "../printable.ts";
import { actionPaint, headLines } from "./change-head.ts";
import { counted } from "./counted.ts";
import { differenceLines, fieldName, isSpecField, longestField } from "./field-lines.ts";
import { heading, incomplete, scopesOf } from "./heading.ts";
import { healthLines } from "./health-lines.ts";
import type { PlanReport, ReportedChange } from "./model.ts";
import { needsAction } from "./plan-report.ts";
import { problemLines } from "./problems.ts";
import { redactedChange } from "./redacted-change.ts";
import {
  abbreviate,
  type Look,
  longestName,
  margin,
  type Paint,
  padTo,
  paintOf,
  type Style,
  widest,
  widthOf,
  wrap,
} from "./style.ts";
import { block } from "./value.ts";

const symbols: Record<Action, string> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  conflict: "!",
};

/** Lines that a new object's field may take. */
const tallest = 12;

/** A plan for people: destructive changes first, as the plan has them; what is unchanged is only counted. */
export function planText(plan: Plan, report: PlanReport, style: Style): string {
  const paint = paintOf(style);
  const scopes = scopesOf(plan);
  const look = { style, paint, scopes };
  const lines = [heading(["Plan", "for"], report, scopes, paint)];
  if (!report.complete) lines.push("", ...incomplete(paint, style));
  if (report.problems.length > 0) lines.push("", ...problemLines(report.problems, style));

  const nameWidth = widest(plan.changes.map(objectName), longestName);
  for (const [index, change] of report.changes.entries()) {
    const source = plan.changes[index];
    if (source) lines.push("", ...changeLines(redactedChange(change), source, { ...look, nameWidth }));
  }
  if (report.conditions.length > 0) lines.push("", ...healthLines(report.conditions, look));
  lines.push("", summaryLine(report, paint, style));
  if (!report.complete) lines.push(...incomplete(paint, style));
  return `${lines.join("\n")}\n`;
}

function changeLines(
  change: ReportedChange,
  source: Change,
  { style, paint, nameWidth, scopes }: Look & { nameWidth: number },
): string[] {
  const { refused } = change;
  const colour = refused ? paint.dim : actionPaint(change.action, paint);
  const mark = padTo(symbols[change.action], 4) + padTo(change.action, 10);
  const scope = scopes.length > 1 ? printable(scopeName(source.scope)) : undefined;
  const room = style.columns - margin.length;
  const note = (text: string, colourOf: (text: string) => string, hanging = "") =>
    wrap(printable(text), room - hanging.length).map(
      (line, index) => margin + colourOf((index === 0 ? "" : hanging) + line),
    );
  return [
    ...headLines({ mark, name: objectName(source), nameWidth, source: change.source, scope }, colour, style),
    ...(change.action === "delete" && change.arn ? [margin + printable(change.arn)] : []),
    ...(saysReason(change) ? note(change.reason, paint.dim) : []),
    ...fieldLines(change, source, room, paint),
    ...(refused
      ? refused.standing
        ? note(`not written: ${refused.message}`, paint.dim, "  ")
        : note(`refused: ${refused.message}`, paint.red, "  ")
      : []),
  ];
}

/** Where the fields don't already say it. */
function saysReason({ action, reason, fields }: ReportedChange): boolean {
  if (action === "create" || action === "conflict") return false;
  const telling = fields.filter(isSpecField).some(({ origin }) => origin !== "unknown");
  return action !== "update" || reason.startsWith("adopts") || !telling;
}

function fieldLines(change: ReportedChange, source: Change, room: number, paint: Paint): string[] {
  if (change.action === "create") return createdLines(change, source, room, paint);
  const own = change.fields.filter((field) => !isSpecField(field));
  const tags = own.map(({ path }) => path.slice("/ownership/".length)).join(", ");
  return [
    ...differenceLines(change.fields.filter(isSpecField), room, paint),
    ...(own.length > 0 ? [margin + paint.dim(abbreviate(`and our own tags: ${printable(tags)}`, room))] : []),
  ];
}

/** The fields that the spec writes down or others bring along; the rest are AWS's defaults and only counted. */
function createdLines(change: ReportedChange, source: Change, room: number, paint: Paint): string[] {
  const written = change.fields.filter(({ path }) => isWritten(source, path));
  const nameWidth = widest(written.map(fieldName), longestField);
  const lines = written.flatMap((field) => {
    const name = fieldName(field);
    const indent = Math.max(nameWidth, widthOf(name)) + 2;
    const start = `${margin}${paint.dim(padTo(name, nameWidth))}  `;
    const [first = "", ...rest] = block(field.after, Math.max(20, room - indent), tallest);
    if (rest.length === 0 || typeof field.after === "string")
      return [start + first, ...rest.map((line) => margin + " ".repeat(indent) + line)];
    // What is opened over several lines goes on at the margin, where it has more room.
    const [opened = "", ...inner] = block(field.after, room - 2, tallest);
    const indented = (line: string) => `${margin}  ${line}`;
    if (inner.length === 0) return [start.trimEnd(), indented(opened)];
    return [start + opened, ...inner.map((line) => margin + line)];
  });
  const others = change.fields.length - written.length;
  const rest = others > 0 ? [margin + paint.dim(`and ${counted(others, "default")}`)] : [];
  return [...lines, ...rest];
}

function isWritten({ wanted }: Change, path: string): boolean {
  if (!wanted) return false;
  if (wanted.generated?.includes(path.slice("/spec/".length))) return true;
  const [field, spec] = [wanted.at(path), wanted.at("/spec")];
  return field.file !== spec.file || field.line !== spec.line || field.column !== spec.column;
}

function summaryLine(report: PlanReport, paint: Paint, style: Style): string {
  const { summary, changes } = report;
  const refused = changes.filter(({ refused: why, action }) => why && action !== "conflict");
  const standing = refused.filter((change) => !needsAction(change)).length;
  if (changes.length === 0)
    return paint.bold(`Nothing to do: ${counted(summary.unchanged, "object")} as git says.`);
  const count = (action: Exclude<Action, "conflict">) => {
    const text = `${summary[action]} to ${action}`;
    return summary[action] > 0 ? actionPaint(action, paint)(text) : text;
  };
  const counts = [
    count("create"),
    count("update"),
    count("replace"),
    count("delete"),
    summary.conflict > 0 && paint.magenta(counted(summary.conflict, "conflict")),
  ].filter(Boolean);
  const held = [
    refused.length > standing && paint.red(`${refused.length - standing} of them refused`),
    standing > 0 && `${standing} of them not written, as git asks`,
  ].filter(Boolean);
  const main = [counts.join(", "), ...held, `${summary.unchanged} unchanged`].join("; ");
  const line = `${paint.bold("Plan:")} ${main}.`;
  const hash = `Hash ${report.hash.slice(0, 12)}`;
  const fits = widthOf(stripVTControlCharacters(line)) + 1 + hash.length <= style.columns;
  return `${line}${fits ? " " : "\n"}${paint.dim(hash)}`;
}
