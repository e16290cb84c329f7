import type { Outcome } from "../apply/outcome.ts";
import { CredentialsError, classify, describeError } from "../aws/errors.ts";
import type { Change, Plan } from "../kind.ts";
import { redactText } from "../redact.ts";
import type { Counts, Entry } from "./entry.ts";
import type { Cause } from "./loop.ts";
import type { Blocker } from "./readiness.ts";

/** What every line about a pass says. */
export interface Facts {
  /** From 1 on. */
  readonly number: number;
  readonly cause: Cause;
  /** How long it has taken. */
  readonly seconds: number;
}

/** A pass came to its end. */
export function passedEntry(
  plan: Plan,
  outcomes: readonly Outcome[],
  { drifted, revision, ...facts }: Facts & { drifted: number; revision: string | undefined },
): Entry {
  const counts = countsOf(plan, outcomes, drifted);
  const said = Object.entries(counts).filter(([name, count]) => count > 0 || name === "unchanged");
  const failed = (counts["failed"] ?? 0) + (counts["skipped"] ?? 0) > 0;
  const partly = plan.complete ? "" : "; not everything could be read";
  return {
    level: failed || !plan.complete ? "warn" : "info",
    ...base(facts),
    counts,
    ...(revision !== undefined && { revision: redactText(revision) }),
    msg: `pass ${facts.number}: ${said.map(([name, count]) => `${count} ${name}`).join(", ")} in ${facts.seconds.toFixed(1)} s${partly}`,
  };
}

/** A pass ended before its end: nothing could be planned, or something went wrong that nobody expected. */
export function failedEntry(error: unknown, facts: Facts): Entry {
  const { reason, message } = whyFailed(error);
  return {
    level: "error",
    ...base(facts),
    code: reason === "Credentials" ? "credentials" : "pass-failed",
    error: message,
    // These are nobody's fault but the program's: the log is where they are found.
    ...(isBug(error) && { stack: redactText(error.stack ?? "") }),
    msg: `pass ${facts.number} failed: ${message}`,
  };
}

export function stoppedEntry(facts: Facts): Entry {
  return { level: "info", ...base(facts), msg: `pass ${facts.number} was stopped before it began to write` };
}

/** What went wrong and how to go on. */
export function whyFailed(error: unknown): Blocker {
  if (error instanceof CredentialsError) return { reason: "Credentials", message: redactText(error.message) };
  return { reason: "PassFailed", message: redactText(`${describeError(error)}${advice(error)}`) };
}

function base({ cause, seconds }: Facts) {
  return { event: "pass", cause, milliseconds: Math.round(seconds * 1000) } as const;
}

function countsOf(plan: Plan, outcomes: readonly Outcome[], drifted: number): Counts {
  const done = (action: Change["action"]) =>
    outcomes.filter(({ status, change }) => status === "done" && change.action === action).length;
  const ended = (wanted: Outcome["status"]) => outcomes.filter(({ status }) => status === wanted).length;
  const conflicts = plan.changes.filter(({ action }) => action === "conflict").length;
  return {
    created: done("create"),
    updated: done("update"),
    replaced: done("replace"),
    deleted: done("delete"),
    failed: ended("failed"),
    skipped: ended("skipped"),
    "not converging": ended("not-converging"),
    refused: plan.changes.filter(({ refused }) => refused).length - conflicts,
    conflicts,
    drifted,
    unchanged: plan.unchanged,
  };
}

function isBug(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** How to go on, where the error itself doesn't say. */
function advice(error: unknown): string {
  switch (classify(error)) {
    case "denied":
      return "; allow it in the IAM policy of these credentials";
    case "ambiguous":
    case "throttled":
      return "; it is tried again soon: see whether AWS can be reached from here, and AWS_ENDPOINT_URL if that is set";
    default:
      return "; it is tried again soon";
  }
}
