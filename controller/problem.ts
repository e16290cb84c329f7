/** Where a value stands in a spec file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something a person must know about: what is wrong, where, and how to go on. */
export interface Problem {
  /** An error stops what depends on it; a warning never does. */
  readonly severity: "error" | "warning";
  /** A literal for machines, e.g. `unknown-field`, `incomplete-listing`. */
  readonly code: string;
  /** One sentence for people, without the place. */
  readonly message: string;
  readonly place?: Place | undefined;
  /** The object it is about, as `Kind/name` or `Kind/name@each`. */
  readonly object?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** `file:line:column`, the form that editors and terminals turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** `specs/prod.yaml:14:3 MetricAlarm/cpu: message`, with what of it is known. */
export function formatProblem(problem: Problem): string {
  const scope = problem.account ? `(${problem.account}/${problem.region ?? "global"})` : undefined;
  const subject = [problem.place && formatPlace(problem.place), problem.object, scope]
    .filter(Boolean)
    .join(" ");
  return subject ? `${subject}: ${problem.message}` : problem.message;
}

/** Whether it stops what depends on it. */
export function isError({ severity }: Problem): boolean {
  return severity === "error";
}

/** By place, so that two runs list problems alike. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const order = (problem: Problem) =>
    [
      problem.place?.file ?? "",
      String(problem.place?.line ?? 0).padStart(9, "0"),
      String(problem.place?.column ?? 0).padStart(9, "0"),
      problem.object ?? "",
      problem.account ?? "",
      problem.region ?? "",
      problem.message,
    ].join("\0");
  return problems
    .map((problem) => ({ problem, key: order(problem) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ problem }) => problem);
}
