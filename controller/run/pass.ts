import { type Author, findAuthors } from "../history.ts";
import { type Change, isMissing, objectKey, type Plan } from "../kind.ts";
import type { Specs } from "../load.ts";
import { carryOut, makeGuardedPlan, type World } from "../reconcile.ts";
import { redactText } from "../redact.ts";
import type { Settings } from "../settings.ts";
import { gapEntry, outcomeEntry, tellingFields } from "./change-entries.ts";
import { chooseSpecs, type Working } from "./last-good.ts";
import type { Log } from "./log.ts";
import type { Cause, PassResult } from "./loop.ts";
import type { Metrics } from "./metrics.ts";
import { type Facts, failedEntry, passedEntry, stoppedEntry, whyFailed } from "./pass-entries.ts";
import type { Readiness } from "./readiness.ts";
import { specsEntry } from "./specs-entry.ts";
import { compareStanding, isExplained, resolvedEntry, type Standing, standingEntries } from "./standing.ts";

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

/** The passes of one process: what they remember is only for telling news from what is known, never for deciding. */
export function createPasses(input: PassInput): Passes {
  const { world, log, metrics, readiness } = input;
  const { clock, signal, kinds } = world;
  let good: Working | undefined;
  let read: Specs | undefined;
  let fault: string | undefined;
  let lastResult: PassResult = "retry";
  let number = 0;
  let standing: Standing = new Map();
  /** The `objectKey` of what this process has seen in AWS: when it is missing later, somebody deleted it. */
  let seen: ReadonlySet<string> = new Set();

  const pass = async (cause: Cause): Promise<PassResult> => {
    const startedAt = clock.monotonic();
    number += 1;
    const facts = () => ({ number, cause, seconds: (clock.monotonic() - startedAt) / 1000 });
    try {
      const fresh = await input.load();
      const isSame = read?.digest === fresh.digest && read.revision === fresh.revision;
      const choice = chooseSpecs(fresh, input.settle, good);
      good = choice.good;
      const status = {
        fault: choice.fault,
        before: fault,
        isSame,
        isFirst: !read,
        hasGood: good !== undefined,
      };
      const news = specsEntry(fresh, status);
      if (news) log(news);
      read = fresh;
      fault = choice.fault;
      metrics.specsValid(fault === undefined);
      // A file was touched, or moved without effect on what is read.
      if (cause === "change" && isSame && lastResult === "done") return "done";
      lastResult = choice.working ? await work(choice.working, facts) : waitForSpecs(facts());
    } catch (error) {
      lastResult = "retry";
      if (signal.aborted) log(stoppedEntry(facts()));
      else fail(error, facts());
    }
    return lastResult;
  };

  const work = async ({ specs, settings }: Working, facts: () => Facts): Promise<PassResult> => {
    const planned = await makeGuardedPlan(specs, settings, world);
    signal.throwIfAborted();
    const { plan, wanted, at } = planned;
    const isMissed = (change: Change) => isMissing(change) && seen.has(objectKey(change));
    const drifted = plan.changes.filter((change) => hasDrift(change) || isMissed(change));
    const unexplained = drifted.filter((change) => !isExplained(change, standing));
    const { authors, problems } = await findAuthors(unexplained, {
      kinds,
      at,
      owner: settings.owner,
      signal,
    });
    signal.throwIfAborted();
    tellStanding({ ...plan, problems: [...plan.problems, ...problems] }, authors);
    metrics.found({ wanted, drifted, refused: plan.changes.filter(({ refused }) => refused) });

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
    const unproven = new Set(plan.changes.filter((change) => change.unproven).map(objectKey));
    seen = new Set(
      wanted.map(objectKey).filter((key) => (unproven.has(key) ? seen.has(key) : !absent.has(key))),
    );

    const ok = plan.complete && failed.length === 0;
    const now = clock.now();
    metrics.passed({ ok, seconds: facts().seconds, completeAt: plan.complete ? now : undefined });
    log(passedEntry(plan, outcomes, { ...facts(), drifted: drifted.length, revision: specs.revision }));
    readiness.ready();
    return ok ? "done" : "retry";
  };

  const tellStanding = (plan: Plan, authors: ReadonlyMap<Change, Author>) => {
    const now = standingEntries(plan, authors, standing);
    const { appeared, unchanged, resolved } = compareStanding(standing, now);
    for (const entry of appeared) log(entry);
    for (const entry of unchanged) log({ ...entry, level: "debug" });
    // What could not be read isn't resolved.
    const gone = plan.complete ? resolved : [];
    for (const entry of gone) log(resolvedEntry(entry));
    standing = plan.complete ? now : new Map([...standing, ...now]);
  };

  const waitForSpecs = ({ seconds }: Facts): PassResult => {
    readiness.blocked({ reason: "InvalidSpecs", message: redactText(fault ?? "there are no specs") });
    metrics.passed({ ok: false, seconds, completeAt: undefined });
    return "done";
  };

  const fail = (error: unknown, facts: Facts): void => {
    readiness.blocked(whyFailed(error));
    metrics.passed({ ok: false, seconds: facts.seconds, completeAt: undefined });
    log(failedEntry(error, facts));
  };

  return { pass, settings: () => good?.settings };
}

function hasDrift(change: Change): boolean {
  return tellingFields(change).some(({ origin }) => origin === "drift" || origin === "both");
}
