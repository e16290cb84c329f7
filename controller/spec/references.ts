import { type Document, isRef, problemAt } from "../document.ts";
import { type RefField, refFields } from "../generated/schemas.ts";
import { groupBy } from "../group-by.ts";
import type { AnyKind } from "../kind.ts";
import { quoted } from "../printable.ts";
import { formatPlace, type Place, type Problem } from "../problem.ts";
import { isRecord } from "../value/record.ts";
import { nearestName } from "./nearest-name.ts";
import { ordering } from "./ordering.ts";
import { type Site, type Surroundings, sitesOf } from "./placement.ts";
import { pointerTo } from "./pointer.ts";
import { spreadOf } from "./spread.ts";

/** A `{ ref: Kind/name }` in a spec. */
export interface Reference {
  readonly pointer: string;
  /** `Kind/name`. */
  readonly target: string;
  readonly field: RefField;
}

/** Every reference of a document's spec. */
function referencesOf(document: Document): Reference[] {
  const found: Reference[] = [];
  for (const field of fieldsOf(document.kind))
    walk(document.spec, field.path, "/spec", (value, pointer) => {
      if (isRef(value)) found.push({ pointer, target: value.ref, field });
    });
  return found;
}

/** A spec with every reference replaced; what has none stays the same object. */
export function replaceReferences(
  kind: string,
  spec: Record<string, unknown>,
  replace: (target: string, pointer: string, field: RefField) => string,
): Record<string, unknown> {
  let result: unknown = spec;
  for (const field of fieldsOf(kind))
    result = rewrite(result, field.path, "/spec", (value, pointer) =>
      isRef(value) ? replace(value.ref, pointer, field) : value,
    );
  return isRecord(result) ? result : spec;
}

/**
 * What is wrong with the references of documents, as far as it can be told without AWS: missing targets, wrong kinds,
 * cycles, targets that aren't placed where they are needed or are repeated when the one who refers isn't.
 */
export function checkReferences(
  documents: readonly Document[],
  kinds: ReadonlyMap<string, AnyKind>,
  around: Surroundings & { readonly broken: ReadonlyMap<string, Place> },
): Problem[] {
  const problems: Problem[] = [];
  const byName = new Map(documents.map((document) => [nameOf(document), document]));
  const edges: Edge[] = [];
  for (const document of documents) {
    for (const reference of referencesOf(document)) {
      const target = byName.get(reference.target);
      const message =
        target === undefined
          ? missing(reference, byName, around.broken)
          : unfit(document, reference, target, kinds, around);
      if (message !== undefined)
        problems.push(problemAt(document, reference.pointer, message.code, message.text));
      else edges.push({ document, reference });
    }
  }
  return [...problems, ...cycles(edges)];
}

/** Documents in an order in which each comes after those it refers to. Those in a cycle come in any order. */
export function inOrder(documents: readonly Document[]): Document[] {
  const byName = new Map(documents.map((document) => [nameOf(document), document]));
  const targets = (document: Document) =>
    referencesOf(document)
      .map(({ target }) => byName.get(target))
      .filter((target) => target !== undefined);
  return ordering(documents, targets).order;
}

/** `Kind/name`. */
export function nameOf({ kind, metadata }: Document): string {
  return `${kind}/${metadata.name}`;
}

/** How far from an object what it refers to may be. */
export type Reach = "region" | "account" | "anywhere";

/** How far a reference from one kind to another reaches: what exists once an account is one for all its regions. */
export function reachOf(from: AnyKind | undefined, to: AnyKind | undefined): Reach {
  if (to?.worldwide) return "anywhere";
  return from?.global || to?.global ? "account" : "region";
}

interface Edge {
  readonly document: Document;
  readonly reference: Reference;
}

interface Complaint {
  readonly code: string;
  readonly text: string;
}

function missing(
  { target }: Reference,
  byName: ReadonlyMap<string, Document>,
  broken: ReadonlyMap<string, Place>,
): Complaint {
  const place = broken.get(target);
  if (place)
    return { code: "broken-target", text: `${target} has errors of its own at ${formatPlace(place)}` };
  const nearest = nearestName(target, byName.keys());
  const hint = nearest === undefined ? "; add it, or write the ARN instead" : `; did you mean ${nearest}?`;
  return { code: "missing-target", text: `there is no ${quoted(target)} in these specs${hint}` };
}

function unfit(
  document: Document,
  { target: name, field }: Reference,
  target: Document,
  kinds: ReadonlyMap<string, AnyKind>,
  around: Surroundings,
): Complaint | undefined {
  const { file, line } = target.at("");
  const kind = kinds.get(target.kind);
  if (!field.kinds.includes(target.kind))
    return { code: "wrong-kind", text: `a ${field.kinds.join(" or ")} is wanted here, not ${name}` };
  if (field.as === "arn" && kind?.arn === undefined)
    return {
      code: "no-arn",
      text: `the ARN of a ${target.kind} is not known before it exists; write it instead`,
    };
  if (spreadOf(target).forEach && !spreadOf(document).forEach)
    return {
      code: "repeated-target",
      text: `${name} at ${file}:${line} is repeated by forEach and this is not: which of them is meant can't be told`,
    };
  const source = kinds.get(document.kind);
  const reach = reachOf(source, kind);
  const there = sitesOf(target, kind, around).sites;
  for (const site of sitesOf(document, source, around).sites) {
    const met = there.filter((other) => mayMeet(reach, site, other));
    if (met.length === 0) {
      const region = reach === "region" ? site.region : undefined;
      const where = [site.account && `account ${site.account}`, region].filter(Boolean).join(", ");
      return {
        code: "target-not-placed",
        text: `${name} at ${file}:${line} is not placed in ${where}, where this is; place both alike`,
      };
    }
    if (reach !== "region" && met.length > 1)
      return {
        code: "ambiguous-target",
        text: `${name} at ${file}:${line} is placed in ${met.map(({ region }) => region).join(" and ")}, and this exists once an account: which of them is meant can't be told; write the ${field.as === "arn" ? "ARN" : "name"} instead`,
      };
  }
  return undefined;
}

function mayMeet(reach: Reach, a: Site, b: Site): boolean {
  const alike = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other;
  if (reach === "anywhere") return true;
  return alike(a.account, b.account) && (reach === "account" || alike(a.region, b.region));
}

/** One problem for each cycle, at the reference that closes it. */
function cycles(edges: readonly Edge[]): Problem[] {
  const byName = groupBy(edges, ({ document }) => nameOf(document));
  const targets = (name: string) => (byName.get(name) ?? []).map(({ reference }) => reference.target);
  return ordering([...byName.keys()], targets).cycles.flatMap((path) => {
    const [from = "", to = ""] = path.slice(-2);
    const edge = byName.get(from)?.find(({ reference }) => reference.target === to);
    if (!edge) return [];
    const message = `the references go in a circle: ${path.join(" → ")}; write the ARN or name in one of them`;
    return [problemAt(edge.document, edge.reference.pointer, "reference-cycle", message)];
  });
}

function fieldsOf(kind: string): readonly RefField[] {
  return Object.hasOwn(refFields, kind) ? (refFields[kind] ?? []) : [];
}

function walk(
  value: unknown,
  path: readonly string[],
  pointer: string,
  look: (value: unknown, pointer: string) => void,
): void {
  const [step, ...rest] = path;
  if (step === undefined) look(value, pointer);
  else if (step === "*" && Array.isArray(value))
    for (const [index, item] of value.entries()) walk(item, rest, pointerTo(pointer, index), look);
  else if (step === "*" && isRecord(value))
    for (const [key, item] of Object.entries(value)) walk(item, rest, pointerTo(pointer, key), look);
  else if (isRecord(value) && Object.hasOwn(value, step))
    walk(value[step], rest, pointerTo(pointer, step), look);
}

function rewrite(
  value: unknown,
  path: readonly string[],
  pointer: string,
  change: (value: unknown, pointer: string) => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value, pointer);
  if (step === "*" && Array.isArray(value)) {
    const items = value.map((item, index) => rewrite(item, rest, pointerTo(pointer, index), change));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isRecord(value)) return value;
  const keys = step === "*" ? Object.keys(value) : Object.hasOwn(value, step) ? [step] : [];
  let copy: Record<string, unknown> | undefined;
  for (const key of keys) {
    const changed = rewrite(value[key], rest, pointerTo(pointer, key), change);
    if (changed !== value[key]) (copy ??= { ...value })[key] = changed;
  }
  return copy ?? value;
}
