import { type Plan, scopeName } from "../kind.ts";
import { printable } from "../printable.ts";
import type { PlanReport } from "./model.ts";
import { type Paint, type Style, wrap } from "./style.ts";

/** What it is about, and where it comes from. */
export function heading(
  [title, of]: readonly [string, string],
  report: Pick<PlanReport, "owner" | "revision">,
  scopes: readonly string[],
  paint: Paint,
): string {
  const [only] = scopes;
  const where =
    scopes.length === 1 ? only : scopes.length > 1 ? `${scopes.length} accounts and regions` : undefined;
  const parts = [where && `in ${where}`, report.revision && `at ${shortened(report.revision)}`].filter(
    Boolean,
  );
  const owner = report.owner === null ? "" : ` ${of} ${printable(report.owner)}`;
  return paint.bold(title + owner) + (parts.length > 0 ? paint.dim(` ${printable(parts.join(" "))}`) : "");
}

/** Commits by their first twelve digits. */
function shortened(revision: string): string {
  return revision.replace(/[0-9a-f]{40,}/g, (commit) => commit.slice(0, 12));
}

/** Said above and below what was made without having read everything. */
export function incomplete(paint: Paint, style: Style): string[] {
  return wrap(
    "INCOMPLETE: not everything could be read; where something is missing nothing is created, replaced or deleted.",
    style.columns,
  ).map((line) => paint.bold(paint.red(line)));
}

/** Every account and region that was looked at. */
export function scopesOf(plan: Pick<Plan, "foreign" | "changes">): string[] {
  return [
    ...new Set([...plan.foreign, ...plan.changes].map(({ scope }) => printable(scopeName(scope)))),
  ].sort();
}
