import type { ApplyEvent, Outcome } from "../apply/outcome.ts";
import type { Author } from "../history.ts";
import { type Change, type FieldChange, objectName, type Refusal } from "../kind.ts";
import { formatPlace } from "../problem.ts";
import { redact, redactPointer, redactText } from "../redact.ts";
import type { Entry, LoggedField } from "./entry.ts";

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
        msg: `${doneVerb[change.action]} ${redactText(name)}${change.action === "create" && !missed ? "" : `: ${redactText(change.reason)}`}`,
      };
    case "failed":
      return {
        level: "error",
        ...base,
        error: redactText(outcome.message),
        msg: `could not ${change.action} ${redactText(name)}: ${redactText(outcome.message)}`,
      };
    case "skipped":
      return {
        level: "warn",
        ...base,
        error: redactText(outcome.message),
        msg: `did not ${change.action} ${redactText(name)}: ${redactText(outcome.message)}`,
      };
    case "not-converging":
      return {
        level: "warn",
        ...base,
        msg: `wrote ${redactText(name)}, but AWS made another value of ${outcome.paths.map(redactPointer).join(", ")}; it is left alone until git or AWS changes`,
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
    msg: `AWS refuses two alike: the old ${redactText(objectName(change))} is deleted before the new one is made`,
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
    msg: `${refusedVerb(change)} ${redactText(objectName(change))}: ${redactText(message)}`,
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
    object: redactText(objectName(change)),
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
