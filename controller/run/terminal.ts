import pc from "picocolors";
import type { Clock } from "../clock.ts";
import type { Entry, LoggedField } from "./entry.ts";
import { isShown, type Level } from "./level.ts";
import type { Log } from "./log.ts";

export interface TerminalOptions {
  readonly clock: Clock;
  readonly least: Level;
  readonly color: boolean;
}

/** Writes entries for people: the time, a symbol and the message, and below it every field, old → new, and whose it was. */
export function terminalLog(write: (text: string) => void, { clock, least, color }: TerminalOptions): Log {
  const paint = pc.createColors(color);
  return (entry) => {
    if (isShown(entry.level, least)) write(formatEntry(entry, clock.now(), paint));
  };
}

type Paint = ReturnType<typeof pc.createColors>;

function formatEntry(entry: Entry, now: Date, paint: Paint): string {
  const [symbol, dye] = look(entry, paint);
  const place =
    entry.account === undefined ? "" : paint.dim(` (${entry.account}/${entry.region ?? "global"})`);
  const source = entry.source === undefined ? "" : paint.dim(`  ${entry.source}`);
  const head = `${paint.dim(timeOfDay(now))} ${dye(symbol)} ${entry.msg}${place}${source}`;
  const fields = entry.fields ?? [];
  const width = Math.min(48, Math.max(0, ...fields.map(({ path }) => path.length)));
  const lines = [
    head,
    ...fields.map((field) => indent + formatField(field, width, paint)),
    ...(entry.moreFields === undefined ? [] : [`${indent}and ${entry.moreFields} more`]),
    ...(entry.by
      ? [
          `${indent}${paint.yellow("by")} ${entry.by.identity}, ${entry.by.call} from ${entry.by.from} at ${wholeSeconds(entry.by.at)}`,
        ]
      : []),
    ...(entry.problems ?? []).map((problem) => indent + problem),
  ];
  return `${lines.join("\n")}\n`;
}

/** CloudTrail knows no parts of them. */
function wholeSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, "Z");
}

/** As wide as the time, the symbol and their spaces. */
const indent = " ".repeat(13);

const originWords: Record<LoggedField["origin"], string> = {
  git: "git",
  drift: "drift",
  both: "git and drift",
  unknown: "unknown origin",
};

function formatField(
  { path, before, after, origin, held }: LoggedField,
  width: number,
  paint: Paint,
): string {
  const words = held ? `${originWords[origin]}, ${heldWords[held]}` : originWords[origin];
  const dye = origin === "git" ? paint.cyan : paint.yellow;
  return `${path.padEnd(width)}  ${paint.red(show(before))} → ${paint.green(show(after))}  ${dye(words)}`;
}

const heldWords: Record<NonNullable<LoggedField["held"]>, string> = {
  "drift-report": "only reported",
  "not-converging": "not converging",
};

function show(value: unknown): string {
  return value === undefined ? "(none)" : typeof value === "string" ? value : JSON.stringify(value);
}

const actionLooks = {
  create: ["+", "green"],
  update: ["~", "yellow"],
  replace: ["±", "magenta"],
  delete: ["-", "red"],
  conflict: ["!", "red"],
} as const;

function look(entry: Entry, paint: Paint): [string, (text: string) => string] {
  if (entry.level === "error") return ["✗", paint.red];
  if (entry.event === "change" && entry.outcome === "done" && entry.action) {
    const [symbol, color] = actionLooks[entry.action];
    return [symbol, paint[color]];
  }
  if (entry.level === "warn") return ["!", paint.yellow];
  if (entry.event === "pass" || entry.event === "resolved") return ["✓", paint.green];
  return ["·", paint.dim];
}

/** Local time: it is read beside a wall clock. */
function timeOfDay(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}
