import type { FieldRule } from "../kind.ts";
import { byKey, canonicalText, parsed } from "./canonical.ts";
import { isRecord, membersOf } from "./record.ts";

/** How each top-level field is compared; a kind's `fields` are this. */
export type Rules = Readonly<Record<string, FieldRule | undefined>>;

/** A value that differs; `path` has one segment a level, the first being the top-level field. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The only deep comparison: the smallest parts of two shapes that don't mean the same, by field. Objects and keyed
 * lists are entered, and a tree's lists of objects; sets, policies and other ordered lists differ as a whole.
 */
export function compare(rules: Rules, before: object, after: object): Difference[] {
  const [live, wanted] = [membersOf(before), membersOf(after)];
  const fields = new Set([...Object.keys(live), ...Object.keys(wanted)]);
  const differences: Difference[] = [];
  for (const field of [...fields].sort()) {
    if (live[field] === wanted[field]) continue;
    enter(rules[field], live[field], wanted[field], [field], differences);
  }
  return differences;
}

function enter(
  rule: FieldRule | undefined,
  before: unknown,
  after: unknown,
  path: string[],
  into: Difference[],
): void {
  if (canonicalText(rule, before) === canonicalText(rule, after)) return;
  const [left, right] = [opened(rule, before), opened(rule, after)];
  if (!left || !right || Array.isArray(before) !== Array.isArray(after)) {
    into.push({ path, before: readable(rule, before), after: readable(rule, after) });
    return;
  }
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  // Positions come in their order by themselves.
  if (rule?.as !== "tree" || !Array.isArray(before)) keys.sort();
  for (const key of keys) {
    enter(inside(rule), memberOf(left, key), memberOf(right, key), [...path, key], into);
  }
}

/** People's own keys may be called as what every object inherits, `constructor` for one. */
function memberOf(members: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(members, key) ? members[key] : undefined;
}

/** The members to compare one by one, where a value is entered at all. */
function opened(rule: FieldRule | undefined, value: unknown): Record<string, unknown> | undefined {
  const as = rule?.as;
  if (as === "set" || as === "policy") return undefined;
  if (typeof as === "object") return Array.isArray(value) ? byKey(value, as.keyedBy) : undefined;
  if (as === "tree" && Array.isArray(value)) return value.every(isRecord) ? byPosition(value) : undefined;
  const content = as === "json" ? parsed(value) : value;
  return isRecord(content) ? content : undefined;
}

/** The rule of what a value consists of. */
function inside(rule: FieldRule | undefined): FieldRule | undefined {
  return rule?.as === "tree" ? rule : undefined;
}

function readable(rule: FieldRule | undefined, value: unknown): unknown {
  return rule?.as === "json" || rule?.as === "policy" ? parsed(value) : value;
}

/** `shape` with the value at `path` replaced, or taken out when `value` is undefined. */
export function withValue<Shape extends object>(
  rules: Rules,
  shape: Shape,
  path: readonly string[],
  value: unknown,
): Shape {
  const [field = "", ...rest] = path;
  const members = membersOf(shape);
  const next = replaced(rules[field], members[field], rest, value);
  // The value is one that a shape of this kind had at the path.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return withMember(members, field, next) as Shape;
}

function replaced(
  rule: FieldRule | undefined,
  current: unknown,
  path: readonly string[],
  value: unknown,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const as = rule?.as;
  if (typeof as === "object" && Array.isArray(current)) {
    const members = byKey(current, as.keyedBy);
    const next = withMember(members, key, replaced(undefined, memberOf(members, key), rest, value));
    return Object.keys(next).map((id) => next[id]);
  }
  const content = as === "json" ? parsed(current) : current;
  const list: unknown[] | undefined = as === "tree" && Array.isArray(content) ? content : undefined;
  const members = list ? byPosition(list) : isRecord(content) ? content : {};
  const next = withMember(members, key, replaced(inside(rule), memberOf(members, key), rest, value));
  return list ? asList(next, list.length) : next;
}

function byPosition(list: readonly unknown[]): Record<string, unknown> {
  return byKey(list, []);
}

/** Members by position as a list: one that was taken out leaves a hole, since the others' positions are theirs. */
function asList(members: Readonly<Record<string, unknown>>, length: number): unknown[] {
  const list = Array.from({ length: Math.max(length, Object.keys(members).length) }, (_, at) => members[at]);
  return list.slice(0, list.findLastIndex((item) => item !== undefined) + 1);
}

function withMember(
  members: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
): Record<string, unknown> {
  const { [key]: _, ...others } = members;
  return value === undefined ? others : { ...others, [key]: value };
}

/** `["metrics", "m1"]` → `/spec/metrics/m1`, by RFC 6901. */
export function pointer(path: readonly string[]): string {
  return ["/spec", ...path.map((segment) => segment.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}
