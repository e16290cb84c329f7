import { groupBy } from "../../group-by.ts";
import { kindScope, objectName, type Wanted } from "../../kind.ts";
import { formatPlace, type Problem } from "../../problem.ts";
import { byObject } from "./order.ts";

/** Of objects that would be the same resource none is wanted: they would undo each other. */
export function withoutTwins(all: readonly Wanted[]): {
  kept: Wanted[];
  dropped: Wanted[];
  problems: Problem[];
} {
  // Kinds that share their names, as all alarms do, have the same ARNs too.
  const groups = groupBy(all, ({ arn, kind, scope, id }) => arn ?? `${kindScope(kind, scope)} ${id}`);
  const kept: Wanted[] = [];
  const dropped: Wanted[] = [];
  const problems: Problem[] = [];
  for (const group of groups.values()) {
    if (group.length === 1) {
      kept.push(...group);
      continue;
    }
    const [first, ...others] = group.sort(byObject);
    dropped.push(...group);
    for (const other of others)
      problems.push({
        severity: "error",
        code: "same-resource",
        message: `it ${other.kind === first?.kind ? `is the same ${other.kind}` : "has the same name"} in AWS, ${JSON.stringify(other.id)}, as ${first && objectName(first)} at ${first && formatPlace(first.at("/metadata/name"))}; give one of them another name`,
        place: other.at("/metadata/name"),
        object: objectName(other),
        account: other.scope.account,
        region: other.scope.region,
      });
  }
  return { kept, dropped, problems };
}
