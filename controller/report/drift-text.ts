import { groupBy } from "../group-by.ts";
import { objectName, type Plan, scopeName } from "../kind.ts";
import { printable } from "../printable.ts";
import { redactPointer } from "../redact.ts";
import { headLines } from "./change-head.ts";
import { counted } from "./counted.ts";
import type { DriftedChange, DriftReport, ReportedAuthor } from "./drift.ts";
import { differenceLines } from "./field-lines.ts";
import { heading, incomplete, scopesOf } from "./heading.ts";
import { healthLines } from "./health-lines.ts";
import { problemLines } from "./problems.ts";
import { redactedChange } from "./redacted-change.ts";
import {
  type Look,
  longestName,
  margin,
  type Paint,
  padTo,
  paintOf,
  type Style,
  widest,
  wrap,
} from "./style.ts";

export interface DriftTextInput {
  readonly plan: Plan;
  readonly report: DriftReport;
  /** Nothing of ours is there yet: said once, since then everything is missing. */
  readonly unapplied: boolean;
  readonly now: Date;
}

/** What somebody changed in AWS, for people: what, who, when, and what to do about it. */
export function driftText({ plan, report, unapplied, now }: DriftTextInput, style: Style): string {
  const paint = paintOf(style);
  const scopes = scopesOf(plan);
  const look = { style, paint, scopes };
  const changes = report.changes.map(redactedChange);
  const missing = changes.filter(isMissing);
  const changed = changes.filter((change) => !isMissing(change));
  const lines = [heading(["Drift", "of"], report, scopes, paint)];
  if (!report.complete) lines.push("", ...incomplete(paint, style));
  if (report.problems.length > 0) lines.push("", ...problemLines(report.problems, style));
  if (changed.some(({ fields }) => fields.length > 0))
    lines.push("", paint.dim("A field is shown as what git says → what AWS has."));

  const nameWidth = widest(report.changes.map(nameOf), longestName);
  for (const change of changed) lines.push("", ...changeLines(change, { ...look, nameWidth, now }));
  for (const change of missing)
    lines.push(...(unapplied ? [] : [""]), ...changeLines(change, { ...look, nameWidth, now }));
  if (unapplied && missing.length > 0) {
    const said = "Nothing here is Watchkeeper's yet: this looks like a first apply rather than drift.";
    lines.splice(1, 0, "", ...wrap(said, style.columns).map(paint.yellow), "");
  }
  if (report.conditions.length > 0) lines.push("", ...healthLines(report.conditions, look));
  if (report.foreign.length > 0) lines.push("", ...foreignLines(report, look));
  lines.push("", ...summary(report, changed, missing, { paint, style, unapplied }));
  if (!report.complete) lines.push(...incomplete(paint, style));
  return `${lines.join("\n")}\n`;
}

function changeLines(
  change: DriftedChange,
  { style, paint, scopes, nameWidth, now }: Look & { nameWidth: number; now: Date },
): string[] {
  const gone = isMissing(change);
  const { source, account, region, author, fields } = change;
  const mark = gone ? "-   missing   " : "~   changed   ";
  const scope = scopes.length > 1 ? printable(scopeName({ account, region })) : undefined;
  const colour = gone ? paint.red : paint.yellow;
  const room = style.columns - margin.length;
  return [
    ...headLines({ mark, name: nameOf(change), nameWidth, source, scope }, colour, style),
    ...differenceLines(fields, room, paint, "aws"),
    ...authorLines(author, gone, room, now).map((line) => margin + (author ? line : paint.dim(line))),
  ];
}

function authorLines(author: ReportedAuthor | null, gone: boolean, room: number, now: Date): string[] {
  // What was never made has no author, so that silence is no news.
  if (!author) return gone ? [] : ["by unknown: the event history doesn't tell"];
  const { at, identity, call, sourceAddress } = author;
  return wrap(
    printable(
      `by ${identity} with ${call} from ${sourceAddress}, ${ago(new Date(at), now)} (${seconds(at)})`,
    ),
    room,
  );
}

/** `3 h ago`: the largest unit that fits. */
export function ago(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** Without the milliseconds, which CloudTrail doesn't know. */
function seconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, "Z");
}

function foreignLines(report: DriftReport, { paint, scopes, style }: Look): string[] {
  const title = `Not ${report.owner ?? "ours"}'s, and left alone`;
  const groups = [...groupBy(report.foreign, (found) => printable(scopeName(found)))];
  const width = widest(
    groups.map(([where]) => where),
    style.columns,
  );
  const lines = groups.map(([where, found]) => {
    const counts = found.map(({ kind, count }) => `${count} ${kind}`).join(", ");
    return scopes.length > 1 ? `${padTo(where, width)}  ${printable(counts)}` : printable(counts);
  });
  const [only = ""] = lines;
  const all =
    scopes.length > 1
      ? [printable(title), ...lines.map((line) => margin + line)]
      : [`${printable(title)}: ${only}`];
  return all.map(paint.dim);
}

function summary(
  report: DriftReport,
  changed: readonly DriftedChange[],
  missing: readonly DriftedChange[],
  { paint, style, unapplied }: { paint: Paint; style: Style; unapplied: boolean },
): string[] {
  const others = `${counted(report.summary.unchanged, "object")} as git says`;
  if (report.changes.length === 0) return [paint.bold(`No drift: ${others}.`)];
  const line = `${paint.bold("Drift:")} ${changed.length} changed, ${missing.length} missing; ${others}.`;
  const drifted = report.changes.filter((change) => !isMissing(change)).flatMap(({ fields }) => fields);
  const paths = drifted.map(({ path }) => path).filter((path) => path.startsWith("/spec/"));
  // It is there to be pasted: one that could only be shown redacted is of no use.
  const path = paths.find((pointer) => redactPointer(pointer) === pointer);
  const advice = [
    ["restore it", howToRestore(report.changes)],
    ...(paths.length > 0 ? [["keep it", "write AWS's value into the file"]] : []),
    ...(path === undefined ? [] : [["ignore it", `annotate watchkeeper.dev/ignore: "${path}"`]]),
  ];
  const lines = advice.map(([wish = "", how]) => paint.dim(`${margin}${padTo(wish, 12)}${how}`));
  return unapplied ? [line] : [line, ...unexplained(missing, style).map(paint.dim), ...lines];
}

/** Without a state file, what was deleted long ago and what was never made look the same. */
function unexplained(missing: readonly DriftedChange[], style: Style): string[] {
  const count = missing.filter(({ author }) => author === null).length;
  if (count === 0) return [];
  const said = `Nobody is known to have deleted ${count} of the missing: they may never have been applied.`;
  return wrap(said, style.columns - margin.length).map((text) => margin + text);
}

/** An apply restores what nothing holds back; a plan gives the reasons. */
function howToRestore(changes: readonly DriftedChange[]): string {
  const held = changes.filter(({ refused, fields }) => refused || fields.some((field) => field.held));
  if (held.length === 0) return "watchkeeper apply";
  return held.length === changes.length
    ? "watchkeeper plan says what stands in the way"
    : "watchkeeper apply; watchkeeper plan says what it leaves alone, and why";
}

function isMissing({ action }: DriftedChange): boolean {
  return action === "create";
}

function nameOf({ kind, name, each }: DriftedChange): string {
  return printable(objectName({ kind, name, each: each ?? undefined }));
}
