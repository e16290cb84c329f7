import { isDeepStrictEqual } from "node:util";
import type { Outcome } from "../apply.ts";
import { CredentialsError, classify, describeError } from "../aws/errors.ts";
import { type Author, authorship } from "../history.ts";
import { type Change, objectKey, type Plan } from "../kind.ts";
import type { Specs } from "../load.ts";
import { formatProblem, isError } from "../problem.ts";
import { carryOut, makeGuardedPlan, type Planned, type World } from "../reconcile.ts";
import { redactText } from "../redact.ts";
import type { Settings } from "../settings.ts";
import {
  type Counts,
  conditionEntry,
  type Entry,
  gapEntry,
  outcomeEntry,
  problemEntry,
  refusedEntry,
  resolvedEntry,
  tellingFields,
} from "./entry.ts";
import { chooseSpecs, type Working } from "./last-good.ts";
import type { Log } from "./log.ts";
import type { Cause, PassResult } from "./loop.ts";
import type { Metrics } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";
import { compareStanding } from "./standing.ts";

export interface PassInput {
  /** Reads the specs as they are now. */
  readonly load: () => Promise<Specs>;
  /** Throws when the specs lack what it takes to work, such as an owner. */
  readonly settle: (specs: Specs) => Settings;
  readonly world: World;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

export interface Passes {
  /** One pass, from the specs to the last write. Never rejects. */
  readonly pass: (cause: Cause) => Promise<PassResult>;
  /** The settings of the last good specs. */
  readonly settings: () => Settings | undefined;
}

const mostProblems = 20;

/** The passes of one process: what they remember is only for telling news from what is known, never for deciding. */
export function createPasses(input: PassInput): Passes {
  const { world, log, metrics, readiness } = input;
  const { clock, signal } = world;
  let good: Working | undefined;
  let read: Specs | undefined;
  let fault: string | undefined;
  let lastResult: PassResult = "retry";
  let number = 0;
  let standing = new Map<string, Entry>();
  /** The `objectKey` of what this process has seen in AWS: when it is missing later, somebody deleted it. */
  let seen: ReadonlySet<string> = new Set();

  const pass = async (cause: Cause): Promise<PassResult> => {
    const startedAt = clock.monotonic();
    const seconds = () => (clock.monotonic() - startedAt) / 1000;
    number += 1;
    try {
      const fresh = await input.load();
      const sameAsBefore = read?.digest === fresh.digest && read.revision === fresh.revision;
      const { working, ...choice } = chooseSpecs(fresh, input.settle, good);
      good = choice.good;
      tellSpecs(fresh, choice.fault, sameAsBefore);
      read = fresh;
      fault = choice.fault;
      metrics.specsValid(fault === undefined);
      // A file was touched, or moved without effect on what is read.
      if (cause === "change" && sameAsBefore && lastResult === "done") return "done";
      if (!working) {
        readiness.blocked({ reason: "InvalidSpecs", message: redactText(fault ?? "there are no specs") });
        metrics.passed({ ok: false, seconds: seconds(), completeAt: undefined });
        lastResult = "done";
        return "done";
      }
      lastResult = await work(working, cause, seconds);
    } catch (error) {
      lastResult = "retry";
      if (signal.aborted) tellStopped(cause, seconds());
      else tellFailed(error, cause, seconds());
    }
    return lastResult;
  };

  const work = async ({ specs, settings }: Working, cause: Cause, seconds: () => number) => {
    const planned = await makeGuardedPlan(specs, settings, world);
    signal.throwIfAborted();
    const { plan } = planned;
    const isMissed = (change: Change) => change.action === "create" && seen.has(objectKey(change));
    const drifted = plan.changes.filter((change) => hasDrift(change) || isMissed(change));
    const unexplained = drifted.filter((change) => !isExplained(change, standing));
    const { authors, trouble } = await findAuthors(unexplained, planned, settings);
    signal.throwIfAborted();
    tellStanding(plan, authors, trouble);
    metrics.found({
      wanted: planned.wanted,
      drifted,
      refused: plan.changes.filter(({ refused }) => refused),
    });
    const outcomes = await carryOut(planned, world, (event) => {
      if (event.type === "start") return;
      if (event.type === "gap") return log(gapEntry(event));
      const { outcome } = event;
      const { change, status } = outcome;
      metrics.changed(change, status);
      log(outcomeEntry(outcome, authors.get(change), isMissed(change)));
    });
    const unmade = plan.changes.filter(
      ({ action, refused }) => action === "conflict" || (action === "create" && refused),
    );
    const failed = outcomes.filter(({ status }) => status === "failed" || status === "skipped");
    const absent = new Set([...unmade, ...failed.map(({ change }) => change)].map(objectKey));
    seen = new Set(planned.wanted.map(objectKey).filter((key) => !absent.has(key)));

    const ok = plan.complete && failed.length === 0;
    const now = clock.now();
    metrics.passed({ ok, seconds: seconds(), completeAt: plan.complete ? now : undefined });
    log(passEntry(plan, outcomes, drifted.length, { number, cause, specs, seconds: seconds() }));
    readiness.ready();
    return ok ? "done" : "retry";
  };

  /** Who is behind the drift; that it can't be found out stops nothing. */
  const findAuthors = async (
    drifted: readonly Change[],
    { at }: Planned,
    { owner }: Settings,
  ): Promise<{ authors: ReadonlyMap<Change, Author>; trouble?: Entry }> => {
    if (drifted.length === 0) return { authors: new Map() };
    try {
      return { authors: await authorship(drifted, { kinds: world.kinds, at, owner, signal }) };
    } catch (error) {
      if (error instanceof CredentialsError || signal.aborted) throw error;
      const trouble: Entry = {
        level: "warn",
        event: "problem",
        code: "unknown-author",
        msg: `who changed AWS can't be told: ${redactText(describeError(error))}; allow cloudtrail:LookupEvents to have it named`,
      };
      return { authors: new Map(), trouble };
    }
  };

  const tellSpecs = (fresh: Specs, nowFault: string | undefined, sameAsBefore: boolean) => {
    const revision = fresh.revision === undefined ? {} : { revision: redactText(fresh.revision) };
    if (nowFault !== undefined && (nowFault !== fault || !sameAsBefore)) {
      const errors = fresh.problems.filter(isError);
      const why = errors.length > 1 ? `${errors.length} errors` : redactText(nowFault);
      log({
        level: "error",
        event: "specs",
        ...revision,
        ...(errors.length > 1 && {
          problems: errors.slice(0, mostProblems).map((problem) => redactText(formatProblem(problem))),
        }),
        msg: good
          ? `the specs are not good: ${why}; the last good ones stay in force and nothing is pruned until that is mended`
          : `the specs are not good: ${why}; waiting until that is mended`,
      });
    } else if (nowFault === undefined && fault !== undefined) {
      log({ level: "info", event: "specs", ...revision, msg: "the specs are good again" });
    } else if (nowFault === undefined && !sameAsBefore && read !== undefined) {
      log({ level: "info", event: "specs", ...revision, msg: "the specs have changed" });
    }
  };

  const tellStanding = (plan: Plan, authors: ReadonlyMap<Change, Author>, trouble: Entry | undefined) => {
    const now = standingEntries(plan, authors, standing);
    if (trouble) now.set("authors", trouble);
    const { appeared, unchanged, resolved } = compareStanding(standing, now);
    for (const entry of appeared) log(entry);
    for (const entry of unchanged) log({ ...entry, level: "debug" });
    // What could not be read isn't resolved.
    const gone = plan.complete ? resolved : [];
    for (const entry of gone) log(resolvedEntry(entry));
    standing = plan.complete ? now : new Map([...standing, ...now]);
  };

  const tellFailed = (error: unknown, cause: Cause, seconds: number) => {
    const isCredentials = error instanceof CredentialsError;
    const message = redactText(isCredentials ? error.message : `${describeError(error)}${advice(error)}`);
    readiness.blocked({ reason: isCredentials ? "Credentials" : "PassFailed", message });
    metrics.passed({ ok: false, seconds, completeAt: undefined });
    log({
      level: "error",
      event: "pass",
      cause,
      milliseconds: Math.round(seconds * 1000),
      code: isCredentials ? "credentials" : "pass-failed",
      error: message,
      // These are nobody's fault but the program's: the log is where they are found.
      ...(isBug(error) && { stack: redactText(error.stack ?? "") }),
      msg: `pass ${number} failed: ${message}`,
    });
  };

  const tellStopped = (cause: Cause, seconds: number) =>
    log({
      level: "info",
      event: "pass",
      cause,
      milliseconds: Math.round(seconds * 1000),
      msg: `pass ${number} was stopped before it began to write`,
    });

  return { pass, settings: () => good?.settings };
}

function hasDrift(change: Change): boolean {
  return tellingFields(change).some(({ origin }) => origin === "drift" || origin === "both");
}

const refusedKey = (change: Change) => `refused ${objectKey(change)} ${change.id}`;

/** Whether somebody was already found to be behind a refused change that hasn't moved since. */
function isExplained(change: Change, standing: ReadonlyMap<string, Entry>): boolean {
  const known = standing.get(refusedKey(change));
  if (!change.refused || !known?.by) return false;
  return isDeepStrictEqual({ ...refusedEntry(change, change.refused, undefined), by: known.by }, known);
}

/** Everything that stays so until somebody does something about it. */
function standingEntries(
  plan: Plan,
  authors: ReadonlyMap<Change, Author>,
  before: ReadonlyMap<string, Entry>,
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
    entries.set(
      `condition ${object} ${scope.account}/${scope.region} ${reason} ${message}`,
      conditionEntry(condition),
    );
  }
  for (const problem of plan.problems)
    entries.set(`problem ${formatProblem(problem)}`, problemEntry(problem));
  return entries;
}

function passEntry(
  plan: Plan,
  outcomes: readonly Outcome[],
  drifted: number,
  { number, cause, specs, seconds }: { number: number; cause: Cause; specs: Specs; seconds: number },
): Entry {
  const counts = countsOf(plan, outcomes, drifted);
  const said = Object.entries(counts).filter(([name, count]) => count > 0 || name === "unchanged");
  const failed = (counts["failed"] ?? 0) + (counts["skipped"] ?? 0) > 0;
  const partly = plan.complete ? "" : "; not everything could be read";
  return {
    level: failed || !plan.complete ? "warn" : "info",
    event: "pass",
    cause,
    counts,
    milliseconds: Math.round(seconds * 1000),
    ...(specs.revision !== undefined && { revision: redactText(specs.revision) }),
    msg: `pass ${number}: ${said.map(([name, count]) => `${count} ${name}`).join(", ")} in ${seconds.toFixed(1)} s${partly}`,
  };
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
