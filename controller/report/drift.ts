import { objectTag, objectTagOf, ownerTag } from "../aws/tags.ts";
import type { Author } from "../history.ts";
import { type Change, isMissing, type Plan } from "../kind.ts";
import type { PlanReport, ReportedChange } from "./model.ts";
import { type Origin, planReport, reportField } from "./plan-report.ts";

export interface ReportedAuthor {
  /** ISO 8601. */
  readonly at: string;
  readonly identity: string;
  readonly call: string;
  readonly sourceAddress: string;
}

export interface DriftedChange extends ReportedChange {
  /** Who made it so and when; null when nobody can say. */
  readonly author: ReportedAuthor | null;
}

/** A drift report as `--output json` prints it: the contract of `schemas/reports/drift.json`. */
export interface DriftReport extends Omit<PlanReport, "changes"> {
  readonly changes: readonly DriftedChange[];
}

/**
 * What of a plan somebody did in AWS: fields that aren't only git's, and objects that are missing. What git no longer
 * has, what isn't ours, fields that git alone has changed, and what merely could not be read are the plan's business.
 */
export function driftOf(plan: Plan, owner: string): Plan {
  const changes = plan.changes.flatMap((change) => {
    if (change.action === "create") return isMissing(change) ? [change] : [];
    if (lostItsOwner(change)) {
      const field = { path: "/ownership/owner", after: owner, origin: "drift" } as const;
      return [{ ...change, fields: [field] }];
    }
    const ours = change.observed?.tags[ownerTag] === owner;
    const fields = change.fields.filter(({ origin }) => origin !== "git");
    return ours && fields.length > 0 ? [{ ...change, fields }] : [];
  });
  return { ...plan, changes };
}

/** The object tag is still ours: somebody took the owner tag away, and the plan sees a stranger, or one to adopt. */
function lostItsOwner(change: Change): boolean {
  const tags = change.observed?.tags ?? {};
  return tags[ownerTag] === undefined && tags[objectTag] === objectTagOf(change);
}

/** Whether nothing here was ever applied, as far as anybody can tell: then what is missing was never made. */
export function looksUnapplied(plan: Plan, owner: string): boolean {
  return plan.unchanged === 0 && !plan.changes.some(({ observed }) => observed?.tags[ownerTag] === owner);
}

/** The drift as data for machines. A missing object has no fields: what it should be is in its document. */
export function driftReport(drift: Plan, authors: ReadonlyMap<Change, Author>, origin: Origin): DriftReport {
  const report = planReport(drift, origin);
  return {
    ...report,
    changes: report.changes.map((reported, index) => {
      const change = drift.changes[index];
      return {
        ...reported,
        fields: (change?.fields ?? []).map(reportField),
        author: reportAuthor(change && authors.get(change)),
      };
    }),
  };
}

function reportAuthor(author: Author | undefined): ReportedAuthor | null {
  if (!author) return null;
  const { at, identity, call, sourceAddress } = author;
  return { at: at.toISOString(), identity, call, sourceAddress };
}
