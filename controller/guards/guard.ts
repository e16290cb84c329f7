import type { AnyKind, Change, Plan, Refusal, Scope } from "../kind.ts";
import { blastRadius } from "./blast-radius.ts";
import { dataLoss } from "./data-loss.ts";
import { faultySource } from "./faulty-source.ts";
import { incompleteListing } from "./incomplete-listing.ts";
import { retention } from "./retention.ts";

export interface Limits {
  /** Deletes and replacements of a kind and scope in a pass that are let through without asking for more. */
  readonly maxDeletes: number;
  /** The same as a share of what is owned there; the larger of the two counts. */
  readonly maxDeletePercent: number;
  readonly allowDataLoss: boolean;
}

/** What guards know beside the plan. */
export interface GuardFacts {
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly limits: Limits;
  /** Why the specs can't be trusted to be all there, e.g. "specs/a.yaml could not be read". */
  readonly sourceFault: string | undefined;
  /** The `kindScope` of every listing that lacks pages, and of every kind whose forEach could not be looked up. */
  readonly incomplete: ReadonlySet<string>;
  readonly unresolved: ReadonlySet<string>;
  /** How many resources we own, by `kindScope`. */
  readonly owned: ReadonlyMap<string, number>;
}

/** One reason not to carry out some changes: a pure function of the plan. */
export type Guard = (changes: readonly Change[], facts: GuardFacts) => ReadonlyMap<Change, Refusal>;

/** In this order: a change that one has refused doesn't count for the next. */
const guards: readonly Guard[] = [incompleteListing, faultySource, retention, dataLoss, blastRadius];

/** The plan with every change that a guard objects to marked as refused. */
export function guardPlan(plan: Plan, facts: GuardFacts): Plan {
  let changes = plan.changes;
  for (const guard of guards) {
    const refusals = guard(
      changes.filter((change) => !change.refused),
      facts,
    );
    if (refusals.size > 0) changes = changes.map((change) => ({ ...change, refused: refusals.get(change) ?? change.refused }));
  }
  return { ...plan, changes };
}

/** `MetricAlarm 111122223333/us-east-1`: what a listing covers and limits count by. */
export function kindScope(kind: string, scope: Scope): string {
  return `${kind} ${scope.account}/${scope.region}`;
}

/** Whether carrying it out takes something away. */
export function deletes(change: Change): boolean {
  return change.action === "delete" || change.action === "replace";
}
