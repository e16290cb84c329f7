import { readFile } from "node:fs/promises";
import { objectName } from "../kind.ts";
import { printable } from "../printable.ts";
import { redactPointer } from "../redact.ts";
import type { PlanReport, ReportedChange } from "../report/model.ts";
import { subjectKey } from "../report/plan-report.ts";
import type { Flags } from "../settings.ts";
import { isRecord } from "../value/record.ts";
import { flagsOf } from "./options.ts";

const marker = "watchkeeper.dev/saved-plan";

/** A plan in a file, with what it takes to make it again and tell whether anything has moved. */
export interface SavedPlan {
  readonly format: typeof marker;
  readonly formatVersion: "1";
  /** Of the specs' bytes. */
  readonly digest: string;
  readonly hash: string;
  readonly paths: readonly string[];
  readonly flags: Flags;
  readonly plan: PlanReport;
}

/** Thrown when a saved plan no longer is what would be done, or can't be read. */
export class StalePlan extends Error {
  readonly code = "stale-plan";

  constructor(message: string) {
    super(message);
    this.name = "StalePlan";
  }
}

export function savedPlan(
  plan: PlanReport,
  { digest, paths, options }: { digest: string; paths: readonly string[]; options: Flags },
): SavedPlan {
  const flags = Object.fromEntries(
    Object.entries(flagsOf(options)).filter(([, value]) => value !== undefined),
  );
  return { format: marker, formatVersion: "1", digest, hash: plan.hash, paths, flags, plan };
}

/**
 * The saved plan in a file, known by its content; undefined for any other file, folder, or none at all.
 *
 * @throws StalePlan for one of another version of Watchkeeper
 */
export async function readSavedPlan(path: string): Promise<SavedPlan | undefined> {
  let content: unknown;
  try {
    const text = await readFile(path, "utf8");
    if (!text.includes(marker)) return undefined;
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(content) || content["format"] !== marker) return undefined;
  if (!isSavedPlan(content))
    throw new StalePlan(`${path}: this plan was saved by another version of Watchkeeper; plan again`);
  return content;
}

function isSavedPlan(content: Record<string, unknown>): content is Record<string, unknown> & SavedPlan {
  const { formatVersion, digest, hash, paths, flags, plan } = content;
  return (
    formatVersion === "1" &&
    typeof digest === "string" &&
    typeof hash === "string" &&
    Array.isArray(paths) &&
    paths.every((path) => typeof path === "string") &&
    isFlags(flags) &&
    isRecord(plan) &&
    Array.isArray(plan["changes"]) &&
    plan["changes"].every(isRecord)
  );
}

function isFlags(flags: unknown): flags is Flags {
  if (!isRecord(flags)) return false;
  const { owner = "", region = "", maxDeletes = 0, maxDeletePercent = 0, allowDataLoss = false } = flags;
  return (
    [owner, region].every((value) => typeof value === "string") &&
    [maxDeletes, maxDeletePercent].every((value) => typeof value === "number") &&
    typeof allowDataLoss === "boolean"
  );
}

/** Changes that are named when a plan has moved; the rest are counted. */
const mostNamed = 10;

/** What differs between the plan that was saved and the one that would be carried out now, a line each. */
export function whatMoved(saved: readonly ReportedChange[], now: readonly ReportedChange[]): string[] {
  const before = new Map(saved.map((change) => [subjectKey(change), textOf(change)]));
  const after = new Map(now.map((change) => [subjectKey(change), textOf(change)]));
  const lines = [
    ...now.flatMap((change) => {
      const known = before.get(subjectKey(change));
      if (known === textOf(change)) return [];
      return [`${known === undefined ? "new" : "different"}: ${nameOf(change)}`];
    }),
    ...saved.flatMap((change) => (after.has(subjectKey(change)) ? [] : [`gone: ${nameOf(change)}`])),
  ];
  const rest = lines.length - mostNamed;
  return rest > 0 ? [...lines.slice(0, mostNamed), `and ${rest} more`] : lines;
}

function textOf(change: ReportedChange): string {
  return JSON.stringify({ ...change, source: null });
}

function nameOf({ action, kind, name, each, account, region, fields }: ReportedChange): string {
  const paths = fields?.map(({ path }) => path).filter((path) => path.startsWith("/spec/")) ?? [];
  const which = action === "update" && paths.length > 0 ? ` ${paths.map(redactPointer).join(", ")}` : "";
  return printable(
    `${action} ${objectName({ kind, name, each: each ?? undefined })} (${account}/${region})${which}`,
  );
}
