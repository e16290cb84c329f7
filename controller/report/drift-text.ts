import { groupBy } from "../group-by.ts";
import type { Plan } from "../kind.ts";
import { objectName } from "../kind.ts";
import { printable } from "../printable.ts";
import type { DriftedChange, DriftReport, ReportedAuthor } from "./drift.ts";
import { problemLines } from "./problems.ts";
import { type Paint, padTo, paintOf, type Style, widest, wrap } from "./style.ts";
import {
  conditionLines,
  counted,
  differenceLines,
  heading,
  headLines,
  incomplete,
  scopesOf,
} from "./text.ts";

const margin = "      ";
const longestName = 48;

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
  const missing = report.changes.filter(isMissing);
  const changed = report.changes.filter((change) => !isMissing(change));
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
  if (report.conditions.length > 0) lines.push("", ...conditionLines(report, look));
  if (report.foreign.length > 0) lines.push("", ...foreignLines(report, look));
  lines.push("", ...summary(report, changed, missing, { paint, unapplied }));
  if (!report.complete) lines.push(...incomplete(paint, style));
  return `${lines.join("\n")}\n`;
}

interface Look {
  readonly style: Style;
  readonly paint: Paint;
  readonly scopes: readonly string[];
}

function changeLines(
  change: DriftedChange,
  { style, paint, scopes, nameWidth, now }: Look & { nameWidth: number; now: Date },
): string[] {
  const gone = isMissing(change);
  const { source, account, region, author, fields } = change;
  const mark = gone ? "-   missing   " : "~   changed   ";
  const scope = scopes.length > 1 ? printable(`${account}/${region}`) : undefined;
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
  const groups = [...groupBy(report.foreign, ({ account, region }) => printable(`${account}/${region}`))];
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
  { paint, unapplied }: { paint: Paint; unapplied: boolean },
): string[] {
  const others = `${counted(report.summary.unchanged, "object")} as git says`;
  if (report.changes.length === 0) return [paint.bold(`No drift: ${others}.`)];
  const line = `${paint.bold("Drift:")} ${changed.length} changed, ${missing.length} missing; ${others}.`;
  const path = changed.flatMap(({ fields }) => fields).find((field) => field.path.startsWith("/spec/"))?.path;
  const advice = [
    ["restore it", "watchkeeper apply"],
    ...(path
      ? [
          ["keep it", "write AWS's value into the file"],
          ["ignore it", `annotate watchkeeper.dev/ignore: "${printable(path)}"`],
        ]
      : []),
  ];
  const lines = advice.map(([wish = "", how]) => paint.dim(`${margin}${padTo(wish, 12)}${how}`));
  return [line, ...(unapplied ? [] : lines)];
}

function isMissing({ action }: DriftedChange): boolean {
  return action === "create";
}

function nameOf({ kind, name, each }: DriftedChange): string {
  return printable(objectName({ kind, name, each: each ?? undefined }));
}
