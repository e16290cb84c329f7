import { isDeepStrictEqual } from "node:util";
import type { Author } from "../history.ts";
import { type Change, objectKey, type Plan, scopeName } from "../kind.ts";
import { formatPlace, formatProblem, type Problem } from "../problem.ts";
import { redactText } from "../redact.ts";
import { refusedEntry } from "./change-entries.ts";
import type { Entry } from "./entry.ts";

/** What is the matter until somebody does something about it, by a key that stays the same from pass to pass. */
export type Standing = ReadonlyMap<string, Entry>;

/** What a plan found that stays so; who is behind what hasn't moved since was told before. */
export function standingEntries(
  plan: Plan,
  authors: ReadonlyMap<Change, Author>,
  before: Standing,
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const change of plan.changes) {
    const { refused } = change;
    if (!refused) continue;
    const key = refusedKey(change);
    const known = isExplained(change, before) ? before.get(key) : undefined;
    entries.set(key, known ?? refusedEntry(change, refused, authors.get(change)));
  }
  for (const condition of plan.conditions) {
    const { object, scope, reason, message } = condition;
    entries.set(`condition ${object} ${scopeName(scope)} ${reason} ${message}`, conditionEntry(condition));
  }
  for (const problem of plan.problems)
    entries.set(`problem ${formatProblem(problem)}`, problemEntry(problem));
  return entries;
}

/** Whether somebody was already found to be behind a refused change that hasn't moved since. */
export function isExplained(change: Change, standing: Standing): boolean {
  const known = standing.get(refusedKey(change));
  if (!change.refused || !known?.by) return false;
  return isDeepStrictEqual({ ...refusedEntry(change, change.refused, undefined), by: known.by }, known);
}

function refusedKey(change: Change): string {
  return `refused ${objectKey(change)} ${change.id}`;
}

export interface News {
  /** New, or another than before. */
  readonly appeared: readonly Entry[];
  /** As it was. */
  readonly unchanged: readonly Entry[];
  readonly resolved: readonly Entry[];
}

/** What is worth saying after a pass of what stands now. */
export function compareStanding(before: Standing, now: Standing): News {
  const appeared: Entry[] = [];
  const unchanged: Entry[] = [];
  for (const [key, entry] of now) {
    const known = before.get(key);
    (isDeepStrictEqual(known, entry) ? unchanged : appeared).push(entry);
  }
  return {
    appeared,
    unchanged,
    resolved: [...before].filter(([key]) => !now.has(key)).map(([, entry]) => entry),
  };
}

/** Something about a resource that is neither git's nor drift. */
function conditionEntry({
  object,
  scope,
  place,
  reason,
  severity,
  message,
}: Plan["conditions"][number]): Entry {
  return {
    level: severity === "error" ? "error" : "warn",
    event: "condition",
    object: redactText(object),
    account: scope.account,
    region: scope.region,
    ...(place && { source: formatPlace(place) }),
    code: reason,
    msg: `${redactText(object)}: ${redactText(message)}`,
  };
}

function problemEntry(problem: Problem): Entry {
  const { severity, code, message, place, object, account, region } = problem;
  return {
    level: severity === "error" ? "error" : "warn",
    event: "problem",
    ...(object !== undefined && { object: redactText(object) }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(place && { source: formatPlace(place) }),
    code,
    msg: object === undefined ? redactText(message) : `${redactText(object)}: ${redactText(message)}`,
  };
}

/** That what an entry said is no longer so. */
export function resolvedEntry(entry: Entry): Entry {
  const { object, account, region, code, msg } = entry;
  return {
    level: "info",
    event: "resolved",
    ...(object !== undefined && { object }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(code !== undefined && { code }),
    msg: `resolved: ${msg}`,
  };
}
