import type { Outcome } from "../apply/outcome.ts";
import type { PlanReport, ReportedSubject } from "./model.ts";
import { needsAction, reportSubject, subjectKey } from "./plan-report.ts";
import { paintOf, type Style, wrap } from "./style.ts";

/** What became of a change, as `--output json` prints it. */
export interface ReportedOutcome extends ReportedSubject {
  readonly status: Outcome["status"];
  /** Why it isn't done; null when it is. */
  readonly message: string | null;
  /** JSON Pointers of the fields that AWS made another value of. */
  readonly paths: readonly string[];
}

export interface AppliedReport extends PlanReport {
  readonly outcomes: readonly ReportedOutcome[];
}

/** The plan's report with what became of its changes, in the plan's order; refused ones have no outcome. */
export function appliedReport(report: PlanReport, outcomes: readonly Outcome[]): AppliedReport {
  const reported = outcomes.map(
    (outcome): ReportedOutcome => ({
      ...reportSubject(outcome.change),
      status: outcome.status,
      message: "message" in outcome ? outcome.message : null,
      paths: "paths" in outcome ? outcome.paths : [],
    }),
  );
  const place = new Map(report.changes.map((change, index) => [subjectKey(change), index]));
  const index = (outcome: ReportedOutcome) => place.get(subjectKey(outcome)) ?? 0;
  return { ...report, outcomes: reported.sort((a, b) => index(a) - index(b)) };
}

const past = { create: "created", update: "updated", replace: "replaced", delete: "deleted" } as const;

/** The end of an apply in a line, and how to go on where something is left. */
export function appliedText(report: PlanReport, outcomes: readonly Outcome[], style: Style): string {
  const paint = paintOf(style);
  const of = (status: Outcome["status"]) => outcomes.filter((outcome) => outcome.status === status);
  const done = of("done");
  const counts = Object.entries(past).map(
    ([action, word]) => `${done.filter(({ change }) => change.action === action).length} ${word}`,
  );
  const refused = report.changes.filter((change) => change.refused && needsAction(change));
  const codes = [...new Set(refused.map((change) => change.refused?.code ?? ""))].toSorted();
  const left = [
    of("failed").length > 0 && `${of("failed").length} failed`,
    of("not-converging").length > 0 && `${of("not-converging").length} not converging`,
    of("skipped").length > 0 && `${of("skipped").length} skipped`,
    refused.length > 0 && `${refused.length} refused (${codes.join(", ")})`,
  ].filter((part) => part !== false);
  const line = `${paint.bold("Applied:")} ${counts.join(", ")}${left.length > 0 ? `; ${paint.red(left.join(", "))}` : ""}.`;
  const unfinished = of("failed").length + of("skipped").length > 0;
  const advice = unfinished
    ? wrap(
        "What is done stays done: run watchkeeper apply again to retry the rest, after mending what the messages above name.",
        style.columns,
      ).map(paint.dim)
    : [];
  return `${["", line, ...advice].join("\n")}\n`;
}
