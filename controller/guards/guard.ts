import type { AnyKind, Change, Refusal, Scope, Wanted } from "../kind.ts";

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
  /** Everything that git wants, whether it changes or not. */
  readonly wanted: readonly Wanted[];
  readonly limits: Limits;
  /** Why the specs can't be trusted to be all there, e.g. "specs/a.yaml could not be read". */
  readonly sourceFault: string | undefined;
  /** The `kindScope` of every listing that lacks pages, and of every kind whose forEach could not be looked up. */
  readonly incomplete: ReadonlySet<string>;
  readonly unresolved: ReadonlySet<string>;
  /** Where not all of ours could be read of a kind that relies on roles and buckets: what it needs isn't known. */
  readonly unseen: readonly { readonly kind: string; readonly scope: Scope }[];
  /** How many resources we own, by `kindScope`. */
  readonly owned: ReadonlyMap<string, number>;
}

/** One reason not to carry out some changes: a pure function of the plan. `refused` are those that another has refused. */
export type Guard = (
  changes: readonly Change[],
  facts: GuardFacts,
  refused: readonly Change[],
) => ReadonlyMap<Change, Refusal>;

/** Whether carrying it out takes something away. */
export function deletes(change: Change): boolean {
  return change.action === "delete" || change.action === "replace";
}
