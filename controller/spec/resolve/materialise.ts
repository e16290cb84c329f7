import { type Document, problemAt } from "../../document.ts";
import { type AnyKind, objectKey, objectName, type Scope, type Tags, type Wanted } from "../../kind.ts";
import { printable } from "../../printable.ts";
import { isError, type Problem } from "../../problem.ts";
import { compareTexts } from "../../value/text-order.ts";
import { type Element, mentionsEach, substitute } from "../for-each.ts";
import { mannersOf } from "../manners.ts";
import { reachOf, replaceReferences } from "../references.ts";
import { apiVersion, schemaFindings } from "../schemas.ts";
import { withoutSpread } from "../spread.ts";
import type { Objects } from "./objects.ts";
import type { SurveySetting } from "./survey.ts";

/** An object in the making. */
export interface Draft {
  readonly document: Document;
  readonly kind: AnyKind;
  readonly scope: Scope;
  readonly element: Element | undefined;
}

/**
 * The objects that a document stands for in one scope, for one element of its `forEach`; none when there are problems.
 * A kind that fails on one document must not stop the others.
 */
export function materialise(
  draft: Draft,
  objects: Objects,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: SurveySetting,
): { wanted?: Wanted[]; problems: Problem[] } {
  try {
    return makeObjects(draft, objects, kinds, setting);
  } catch (error) {
    const { document, scope } = draft;
    const reason = printable(error instanceof Error ? error.message : String(error));
    const problem = problemAt(
      document,
      "/spec",
      "internal-error",
      `${document.kind} can't deal with this spec: ${reason}`,
    );
    return { problems: [{ ...problem, account: scope.account, region: scope.region }] };
  }
}

function makeObjects(
  draft: Draft,
  objects: Objects,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: SurveySetting,
): { wanted?: Wanted[]; problems: Problem[] } {
  const { document, kind, scope, element } = draft;
  const problems: Problem[] = [];
  const complain = (pointer: string, code: string, message: string) =>
    problems.push({
      ...problemAt(document, pointer, code, message),
      object: objectName({ kind: document.kind, name: document.metadata.name, each: element?.id }),
      account: scope.account,
      region: scope.region,
    });
  const concrete = concreteSpec(draft, complain);
  if (problems.length > 0) return { problems };

  const dependsOn = new Set<string>();
  const spec = replaceReferences(document.kind, concrete, (name, pointer, { as }) => {
    const targetKind = kinds.get(name.slice(0, name.indexOf("/")));
    const found = objects.find(name, scope, reachOf(kind, targetKind), element?.id);
    const [target] = found;
    if (!target || found.length > 1) {
      complain(
        pointer,
        target ? "ambiguous-target" : "unresolved-target",
        unfound(name, found.length, element),
      );
      return "";
    }
    dependsOn.add(objectKey(target));
    const value = as === "arn" ? target.arn : target.id;
    if (value === undefined) complain(pointer, "no-arn", `the ARN of ${name} is not known before it exists`);
    return value ?? "";
  });
  if (problems.length > 0) return { problems };

  const tags = mergedTags(setting.defaultTags, spec);
  const count = Object.keys(tags).length;
  if (count > mostTags) {
    const message = `with the installation's default tags it has ${count} tags, and AWS takes 50, Watchkeeper's own 4 among them; leave out ${count - mostTags}`;
    complain("/spec/tags", "too-many-tags", message);
    return { problems };
  }
  const manners = mannersOf(document.metadata.annotations, setting.driftPolicy);
  const parts: { each: string | undefined; spec: object }[] = kind.split?.(spec) ?? [
    { each: undefined, spec },
  ];
  const wanted = parts.map((part): Wanted => {
    const each = eachKey(element?.id, part.each);
    const own = { scope, name: document.metadata.name, each };
    const id = kind.id(part.spec, own);
    return {
      kind: document.kind,
      name: document.metadata.name,
      each,
      scope,
      id,
      arn: kind.arn?.(id, scope),
      shape: kind.desired(part.spec, own),
      tags,
      manners,
      dependsOn: [...dependsOn].sort(),
      at: (pointer) => document.at(pointer),
    };
  });
  return { wanted, problems };
}

function unfound(name: string, count: number, element: Element | undefined): string {
  if (count > 1) return `${name} stands for ${count} resources: which of them is meant can't be told`;
  if (element) return `${name} doesn't exist here for ${element.id}; repeat both by the same forEach`;
  return `${name} has errors of its own here`;
}

/** The spec with `${each.…}` replaced, held against its schema and rules again where that changed it. */
function concreteSpec(
  { document, kind, element }: Draft,
  complain: (pointer: string, code: string, message: string) => void,
): Record<string, unknown> {
  const spec = withoutSpread(document.spec);
  if (!element || !mentionsEach(spec)) return spec;
  let lacks = false;
  const replaced = substitute(spec, element, (pointer, message) => {
    lacks = true;
    complain(pointer, "missing-variable", message);
  });
  const result = typeof replaced === "object" && replaced !== null ? { ...replaced } : spec;
  if (lacks) return result;
  const whole = { apiVersion, kind: document.kind, metadata: document.metadata, spec: result };
  const found = schemaFindings(document.kind, whole, false);
  for (const { pointer, code, message } of found) complain(pointer, code, `for ${element.id}, ${message}`);
  if (found.length > 0) return result;
  for (const problem of kind.check({ ...document, spec: result, at: () => document.at("") }))
    if (isError(problem)) complain("/spec", problem.code, `for ${element.id}, ${problem.message}`);
  return result;
}

/** A document that names several resources and is repeated as well has a key for both. */
function eachKey(element: string | undefined, part: string | undefined): string | undefined {
  if (element === undefined || part === undefined || element === part) return element ?? part;
  return `${element}/${part}`;
}

/** AWS takes 50 on a resource; four are our own. */
const mostTags = 46;

function mergedTags(defaults: Tags, spec: object): Tags {
  const own: unknown = "tags" in spec ? spec.tags : undefined;
  const entries = typeof own === "object" && own !== null ? Object.entries(own) : [];
  const tags = new Map(Object.entries(defaults));
  for (const [key, value] of entries) if (typeof value === "string") tags.set(key, value);
  return Object.fromEntries([...tags].sort(([a], [b]) => compareTexts(a, b)));
}
