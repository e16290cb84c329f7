import { stripVTControlCharacters } from "node:util";
import { groupBy } from "../group-by.ts";
import type { Action, Change, Plan, Scope } from "../kind.ts";
import { objectName } from "../kind.ts";
import { printable } from "../printable.ts";
import type { PlanReport, ReportedChange, ReportedField } from "./model.ts";
import { needsAction } from "./model.ts";
import { problemLines } from "./problems.ts";
import { abbreviate, type Paint, padTo, paintOf, type Style, widest, widthOf, wrap } from "./style.ts";
import { absent, block, type DiffLine, difference } from "./value.ts";

const symbols: Record<Action, string> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  conflict: "!",
};

/** Where what belongs to a change is indented to. */
const margin = "      ";
/** Objects' names are padded to the longest, up to here. */
const longestName = 48;
const longestField = 32;
/** Lines that one field's difference may take. */
const tallest = 40;
const tallestCreated = 12;

/** A plan for people: destructive changes first, as the plan has them; what is unchanged is only counted. */
export function planText(plan: Plan, report: PlanReport, style: Style): string {
  const paint = paintOf(style);
  const scopes = scopesOf(plan);
  const lines = [heading(["Plan", "for"], report, scopes, paint)];
  if (!report.complete) lines.push("", ...incomplete(paint, style));
  if (report.problems.length > 0) lines.push("", ...problemLines(report.problems, style));

  const nameWidth = widest(plan.changes.map(objectName), longestName);
  for (const [index, change] of report.changes.entries()) {
    const source = plan.changes[index];
    if (source) lines.push("", ...changeLines(change, source, { style, paint, nameWidth, scopes }));
  }
  if (report.conditions.length > 0) lines.push("", ...conditionLines(report, { style, paint, scopes }));
  lines.push("", summaryLine(report, paint, style));
  if (!report.complete) lines.push(...incomplete(paint, style));
  return `${lines.join("\n")}\n`;
}

/** What it is about, and where it comes from. */
export function heading(
  [title, of]: readonly [string, string],
  report: Pick<PlanReport, "owner" | "revision">,
  scopes: readonly string[],
  paint: Paint,
): string {
  const [only] = scopes;
  const where =
    scopes.length === 1 ? only : scopes.length > 1 ? `${scopes.length} accounts and regions` : undefined;
  const parts = [where && `in ${where}`, report.revision && `at ${shortened(report.revision)}`].filter(
    Boolean,
  );
  const owner = report.owner === null ? "" : ` ${of} ${printable(report.owner)}`;
  return paint.bold(title + owner) + (parts.length > 0 ? paint.dim(` ${printable(parts.join(" "))}`) : "");
}

/** Commits by their first twelve digits. */
function shortened(revision: string): string {
  return revision.replace(/[0-9a-f]{40,}/g, (commit) => commit.slice(0, 12));
}

export function incomplete(paint: Paint, style: Style): string[] {
  return wrap(
    "INCOMPLETE: not everything could be read; where something is missing nothing is created, replaced or deleted.",
    style.columns,
  ).map((line) => paint.bold(paint.red(line)));
}

interface Look {
  readonly style: Style;
  readonly paint: Paint;
  readonly scopes: readonly string[];
}

function changeLines(
  change: ReportedChange,
  source: Change,
  { style, paint, nameWidth, scopes }: Look & { nameWidth: number },
): string[] {
  const { refused } = change;
  const colour = refused ? paint.dim : actionPaint(change.action, paint);
  const mark = padTo(symbols[change.action], 4) + padTo(change.action, 10);
  const scope = scopes.length > 1 ? scopeText(source.scope) : undefined;
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

/** What a change is about: its object, document and scope, in one line where that fits. */
export function headLines(
  head: {
    mark: string;
    name: string;
    nameWidth: number;
    source: ReportedChange["source"];
    scope: string | undefined;
  },
  colour: (text: string) => string,
  style: Style,
): string[] {
  const paint = paintOf(style);
  const name = printable(head.name);
  const place = head.source && printable(`${head.source.file}:${head.source.line}`);
  const where = [place, head.scope].filter(Boolean).join("  ");
  const start = colour(head.mark) + paint.bold(name);
  if (!where) return [start];
  // In a column with the others' where that fits, else right behind the name, else below it.
  const paddings = [" ".repeat(Math.max(0, head.nameWidth - widthOf(name)) + 2), "  "];
  const padding = paddings.find((each) => widthOf(head.mark + name + each + where) <= style.columns);
  return padding === undefined ? [start, margin + paint.dim(where)] : [start + padding + paint.dim(where)];
}

/** Where the fields don't already say it. */
function saysReason({ action, reason, fields }: ReportedChange): boolean {
  if (action === "create" || action === "conflict") return false;
  return action !== "update" || reason.startsWith("adopts") || !fields.some(isSpecField);
}

function isSpecField({ path }: { path: string }): boolean {
  return path.startsWith("/spec/");
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
  // In a drift report that it is drift goes without saying.
  const said = toward === "git" || fields.some(({ origin }) => origin !== "drift");
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

/** The fields that the spec writes down; the rest are AWS's defaults and only counted. */
function createdLines(change: ReportedChange, source: Change, room: number, paint: Paint): string[] {
  const written = change.fields.filter(({ path }) => isWritten(source, path));
  const nameWidth = widest(written.map(fieldName), longestField);
  const lines = written.flatMap((field) => {
    const name = fieldName(field);
    const indent = Math.max(nameWidth, widthOf(name)) + 2;
    const start = `${margin}${paint.dim(padTo(name, nameWidth))}  `;
    const [first = "", ...rest] = block(field.after, Math.max(20, room - indent), tallestCreated);
    if (rest.length === 0 || typeof field.after === "string")
      return [start + first, ...rest.map((line) => margin + " ".repeat(indent) + line)];
    // What is opened over several lines goes on at the margin, where it has more room.
    const [opened = "", ...inner] = block(field.after, room - 2, tallestCreated);
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
  const [field, spec] = [wanted.at(path), wanted.at("/spec")];
  return field.file !== spec.file || field.line !== spec.line || field.column !== spec.column;
}

/** `/spec/metrics/m1/period` as people name it: `metrics/m1/period`. */
function fieldName({ path }: { path: string }): string {
  return printable(isSpecField({ path }) ? path.slice("/spec/".length) : path);
}

function dimAbsent(text: string, paint: Paint): string {
  return text === absent ? paint.dim(text) : text;
}

export function actionPaint(action: Action, paint: Paint): (text: string) => string {
  switch (action) {
    case "create":
      return paint.green;
    case "update":
      return paint.yellow;
    case "replace":
    case "delete":
      return paint.red;
    case "conflict":
      return paint.magenta;
    default:
      return action satisfies never;
  }
}

function originPaint(origin: ReportedField["origin"], paint: Paint): (text: string) => string {
  return origin === "git" ? paint.cyan : origin === "unknown" ? paint.dim : paint.yellow;
}

/** What is neither git's nor drift: a section of its own. */
export function conditionLines(
  { conditions }: Pick<PlanReport, "conditions">,
  { style, paint, scopes }: Look,
): string[] {
  const groups = groupBy(conditions, ({ object, account, region, reason }) =>
    JSON.stringify([object, account, region, reason]),
  );
  return [
    paint.bold("Health"),
    ...[...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { object, reason, severity, account, region } = first;
      const colour = severity === "error" ? paint.red : paint.yellow;
      const where = scopes.length > 1 ? `  ${paint.dim(printable(`${account}/${region}`))}` : "";
      return [
        `${colour("!")}   ${paint.bold(printable(object))}  ${colour(printable(reason))}${where}`,
        ...group.flatMap(({ message }) =>
          wrap(printable(message), style.columns - margin.length).map((line) => margin + line),
        ),
      ];
    }),
  ];
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

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Every account and region that was looked at. */
export function scopesOf(plan: Pick<Plan, "foreign" | "changes">): string[] {
  return [...new Set([...plan.foreign, ...plan.changes].map(({ scope }) => scopeText(scope)))].sort();
}

function scopeText({ account, region }: Scope): string {
  return printable(`${account}/${region}`);
}
