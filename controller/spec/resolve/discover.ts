import type { Document } from "../../document.ts";
import type { Scope } from "../../kind.ts";
import type { Problem } from "../../problem.ts";
import { type Element, type Query, queryOf } from "../for-each.ts";
import { spreadOf } from "../spread.ts";
import type { Survey } from "./survey.ts";

/** What a query found in a scope. */
export interface Discovery {
  /** By id. */
  readonly elements: readonly Element[];
  /** Whether every page arrived; what is absent otherwise may well exist. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/** Finds the resources that documents are repeated for. */
export type Discover = (query: Query, scope: Scope) => Promise<Discovery>;

/** What was found for each repeated document, in each of its scopes. */
export type Discovered = ReadonlyMap<Document, ReadonlyMap<Scope, Discovery>>;

/** Asks for every repeated document and scope at once; who answers knows equal questions. */
export async function discoverAll(
  { validated, placed, failed }: Survey,
  discover: Discover,
): Promise<Discovered> {
  const found = new Map<Document, Map<Scope, Discovery>>();
  const told = new Set<Problem>();
  const questions = validated.documents.flatMap((document) => {
    const { forEach } = spreadOf(document);
    const query = forEach && queryOf(forEach);
    if (!query || failed.has(document)) return [];
    found.set(document, new Map());
    return (placed.get(document) ?? []).map((scope) => ({ document, scope, answer: discover(query, scope) }));
  });
  const answers = await Promise.all(questions.map(({ answer }) => answer));
  for (const [index, { document, scope }] of questions.entries()) {
    const answer = answers[index];
    if (!answer) continue;
    // Several documents may have asked the same; its failure is told once.
    const problems = answer.problems.filter((problem) => !told.has(problem));
    for (const problem of problems) told.add(problem);
    found.get(document)?.set(scope, { ...answer, problems });
  }
  return found;
}
