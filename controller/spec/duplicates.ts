import { type Document, problemAt } from "../document.ts";
import { groupBy } from "../group-by.ts";
import { formatPlace, type Place, type Problem } from "../problem.ts";
import { nameOf } from "./references.ts";

/** None of several documents of a name is used: which of them is meant would be a guess. */
export function withoutDuplicates(
  sorted: readonly Document[],
  broken: Map<string, Place>,
  problems: Problem[],
): Document[] {
  return [...groupBy(sorted, nameOf)].flatMap(([name, [first, ...others]]) => {
    if (!first) return [];
    const elsewhere = broken.get(name);
    if (others.length === 0 && elsewhere === undefined) return [first];
    if (elsewhere)
      problems.push(
        problemAt(
          first,
          "/metadata/name",
          "duplicate-name",
          `${name} is also defined at ${formatPlace(elsewhere)}; rename one of them`,
        ),
      );
    for (const other of others)
      problems.push(
        problemAt(
          other,
          "/metadata/name",
          "duplicate-name",
          `${name} is already defined at ${formatPlace(first.at("/metadata/name"))}; rename one of them`,
        ),
      );
    broken.set(name, first.at(""));
    return [];
  });
}
