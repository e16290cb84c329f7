import type { Change, FieldChange } from "../kind.ts";
import type { Problem } from "../problem.ts";

/** What changes are summed up to. */
export interface Summary {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly conflict: number;
  readonly unchanged: number;
}

export interface ReportedField {
  /** JSON Pointer into the document, e.g. `/spec/threshold`; `/ownership/…` for Watchkeeper's own tags. */
  readonly path: string;
  /** AWS's value; null when AWS has none. */
  readonly before: unknown;
  /** Git's value; null when git wants none. */
  readonly after: unknown;
  readonly origin: FieldChange["origin"];
  /** Why it is shown but not written. */
  readonly held: "drift-report" | "not-converging" | null;
}

export interface ReportedRefusal {
  readonly code: string;
  readonly message: string;
  /** Asked for in git: nobody has to act. */
  readonly standing: boolean;
}

/** What is done to which object, and where: no two changes of a plan have all of it in common. */
export interface ReportedSubject {
  readonly action: Change["action"];
  readonly kind: string;
  readonly name: string;
  readonly each: string | null;
  readonly account: string;
  readonly region: string;
}

export interface ReportedChange extends ReportedSubject {
  readonly id: string;
  readonly arn: string | null;
  readonly source: { readonly file: string; readonly line: number } | null;
  readonly fields: readonly ReportedField[];
  readonly reason: string;
  readonly refused: ReportedRefusal | null;
}

export interface ReportedCondition {
  readonly object: string;
  readonly account: string;
  readonly region: string;
  readonly source: { readonly file: string; readonly line: number } | null;
  readonly reason: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

export interface ReportedForeign {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly count: number;
}

export interface ReportedProblem {
  readonly severity: Problem["severity"];
  readonly code: string;
  readonly message: string;
  readonly object: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly source: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** A plan as `--output json` prints it: the contract of `schemas/reports/plan.json`. */
export interface PlanReport {
  readonly formatVersion: "1";
  /** Null where the specs are too broken to name one. */
  readonly owner: string | null;
  readonly revision: string | null;
  readonly complete: boolean;
  /** Of the changes: the same changes have the same hash, wherever their documents stand. */
  readonly hash: string;
  readonly summary: Summary;
  readonly changes: readonly ReportedChange[];
  readonly conditions: readonly ReportedCondition[];
  readonly foreign: readonly ReportedForeign[];
  readonly problems: readonly ReportedProblem[];
}
