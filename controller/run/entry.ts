import type { ApplyEvent, Outcome } from "../apply.ts";
import type { Author } from "../history.ts";
import {
  type Change,
  type Condition,
  type FieldChange,
  objectName,
  type Refusal,
  type Scope,
} from "../kind.ts";
import { formatPlace, type Place, type Problem } from "../problem.ts";
import { redact, redactPointer, redactText } from "../redact.ts";
import type { Level } from "./level.ts";

/** One field of a change, abbreviated and without secrets. */
export interface LoggedField {
  readonly path: string;
  readonly origin: FieldChange["origin"];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly held?: FieldChange["held"];
}

/** How a change is counted: what it did, or why it did nothing. */
export type Counts = Readonly<Record<string, number>>;

/** One line of the log, the same for machines and people. Safe to print: texts of strangers are redacted. */
export interface Entry {
  readonly level: Level;
  /** What kind of line it is, for filters. */
  readonly event:
    | "start"
    | "specs"
    | "watch"
    | "change"
    | "refused"
    | "condition"
    | "problem"
    | "resolved"
    | "pass"
    | "wait"
    | "stop";
  readonly msg: string;
  readonly action?: Change["action"];
  /** `MetricAlarm/api-5xx`. */
  readonly object?: string;
  readonly id?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  /** `specs/alarms.yaml:14:3`. */
  readonly source?: string;
  readonly reason?: string;
  readonly outcome?: Outcome["status"] | "gap";
  readonly code?: string;
  readonly error?: string;
  readonly fields?: readonly LoggedField[];
  /** How many more fields differ. */
  readonly moreFields?: number;
  readonly by?: {
    readonly identity: string;
    readonly call: string;
    readonly from: string;
    readonly at: string;
  };
  readonly problems?: readonly string[];
  readonly counts?: Counts;
  readonly cause?: string;
  readonly milliseconds?: number;
  readonly revision?: string;
  /** Where health and metrics are. */
  readonly listen?: string;
  /** Where the embedded AWS is. */
  readonly sandbox?: string;
  /** Of an error that nobody expected. */
  readonly stack?: string;
}

const mostFields = 30;
const longestValue = 200;

/**
 * What became of a change.
 *
 * @param missed it is made again: it was there before
 */
export function outcomeEntry(outcome: Outcome, author: Author | undefined, missed: boolean): Entry {
  const { status } = outcome;
  const change = missed ? { ...outcome.change, reason: "somebody deleted it in AWS" } : outcome.change;
  const name = objectName(change);
  const base = { event: "change", ...describe(change, author), outcome: status } as const;
  switch (status) {
    case "done":
      return {
        level: "info",
        ...base,
        msg: `${doneVerb[change.action]} ${safeName(name)}${change.action === "create" && !missed ? "" : `: ${redactText(change.reason)}`}`,
      };
    case "failed":
      return {
        level: "error",
        ...base,
        error: redactText(outcome.message),
        msg: `could not ${change.action} ${safeName(name)}: ${redactText(outcome.message)}`,
      };
    case "skipped":
      return {
        level: "warn",
        ...base,
        error: redactText(outcome.message),
        msg: `did not ${change.action} ${safeName(name)}: ${redactText(outcome.message)}`,
      };
    case "not-converging":
      return {
        level: "warn",
        ...base,
        msg: `wrote ${safeName(name)}, but AWS made another value of ${outcome.paths.map(redactPointer).join(", ")}; it is left alone until git or AWS changes`,
      };
    default:
      return outcome satisfies never;
  }
}

/** The moment in which a resource is replaced and there is none. */
export function gapEntry({ change }: Extract<ApplyEvent, { type: "gap" }>): Entry {
  return {
    level: "warn",
    event: "change",
    ...describe(change, undefined),
    outcome: "gap",
    msg: `AWS refuses two alike: the old ${safeName(objectName(change))} is deleted before the new one is made`,
  };
}

/** A change that isn't carried out, and what would let it through. */
export function refusedEntry(change: Change, refusal: Refusal, author: Author | undefined): Entry {
  const { code, message, standing } = refusal;
  return {
    level: standing ? "info" : "warn",
    event: "refused",
    ...describe(change, author),
    code,
    msg: `${refusedVerb(change)} ${safeName(objectName(change))}: ${redactText(message)}`,
  };
}

/** Something about a resource that is neither git's nor drift. */
export function conditionEntry(
  condition: Condition & { object: string; scope: Scope; place: Place | undefined },
): Entry {
  const { object, scope, place, reason, severity, message } = condition;
  return {
    level: severity === "error" ? "error" : "warn",
    event: "condition",
    object: safeName(object),
    account: scope.account,
    region: scope.region,
    ...(place && { source: formatPlace(place) }),
    code: reason,
    msg: `${safeName(object)}: ${redactText(message)}`,
  };
}

export function problemEntry(problem: Problem): Entry {
  const { severity, code, message, place, object, account, region } = problem;
  return {
    level: severity === "error" ? "error" : "warn",
    event: "problem",
    ...(object !== undefined && { object: safeName(object) }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(place && { source: formatPlace(place) }),
    code,
    msg: object === undefined ? redactText(message) : `${safeName(object)}: ${redactText(message)}`,
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

/** The fields of a change that say something to people: our own bookkeeping in tags doesn't. */
export function tellingFields(change: Change): FieldChange[] {
  return change.fields.filter(({ path, origin }) => !path.startsWith("/ownership/") || origin !== "git");
}

function describe(change: Change, author: Author | undefined) {
  const telling = tellingFields(change);
  return {
    action: change.action,
    object: safeName(objectName(change)),
    id: redactText(change.id),
    ...(change.arn !== undefined && { arn: redactText(change.arn) }),
    account: change.scope.account,
    region: change.scope.region,
    ...(change.place && { source: formatPlace(change.place) }),
    reason: redactText(change.reason),
    ...(telling.length > 0 && { fields: telling.slice(0, mostFields).map(loggedField) }),
    ...(telling.length > mostFields && { moreFields: telling.length - mostFields }),
    ...(author && {
      by: {
        identity: redactText(author.identity),
        call: redactText(author.call),
        from: redactText(author.sourceAddress),
        at: author.at.toISOString(),
      },
    }),
  };
}

function loggedField({ path, origin, before, after, held }: FieldChange): LoggedField {
  return {
    path: redactPointer(path),
    origin,
    ...(before !== undefined && { before: abbreviate(redact(before, path)) }),
    ...(after !== undefined && { after: abbreviate(redact(after, path)) }),
    ...(held && { held }),
  };
}

/** A value as it is when it is short, otherwise the beginning of its text. */
function abbreviate(value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.length <= longestValue) return value;
  return `${text.slice(0, longestValue - 1).replace(/\p{Surrogate}$/u, "")}…`;
}

function safeName(name: string): string {
  return redactText(name);
}

const doneVerb: Record<Change["action"], string> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  conflict: "left",
};

function refusedVerb(change: Change): string {
  return change.action === "conflict" ? "conflict:" : `refused to ${change.action}`;
}
