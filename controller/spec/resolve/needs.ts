import { type AnyKind, kindScope, objectKey, objectName, type Wanted } from "../../kind.ts";
import type { Problem } from "../../problem.ts";
import { ordering } from "../ordering.ts";

/** Adds what objects need beyond their references, such as the alarms that a composite's rule names. */
export function withNeeds(
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, AnyKind>,
): { wanted: Wanted[]; problems: Problem[] } {
  const byId = new Map(
    wanted.map((object) => [`${kindScope(object.kind, object.scope)} ${object.id}`, object]),
  );
  const linked = wanted.map((object) => {
    const needs: { kind: string; id: string }[] = kinds.get(object.kind)?.needs?.(object.shape) ?? [];
    const targets = needs
      .map(({ kind, id }) => byId.get(`${kindScope(kind, object.scope)} ${id}`))
      .filter((target) => target !== undefined)
      .map(objectKey);
    if (targets.length === 0) return object;
    return { ...object, dependsOn: [...new Set([...object.dependsOn, ...targets])].sort() };
  });
  return { wanted: linked, problems: circles(linked) };
}

/** Objects that wait for each other by name. References alone make no circle here: they were checked before. */
function circles(wanted: readonly Wanted[]): Problem[] {
  const byKey = new Map(wanted.map((object) => [objectKey(object), object]));
  const needs = ({ dependsOn }: Wanted) =>
    dependsOn.map((key) => byKey.get(key)).filter((target) => target !== undefined);
  return ordering(wanted, needs).cycles.flatMap((path) => {
    const last = path.at(-2);
    if (!last) return [];
    const problem: Problem = {
      severity: "error",
      code: "reference-cycle",
      message: `these wait for each other: ${path.map(objectName).join(" → ")}; no order can create them`,
      place: last.at("/spec"),
      object: objectName(last),
      account: last.scope.account,
      region: last.scope.region,
    };
    return [problem];
  });
}
