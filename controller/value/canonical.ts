import type { FieldRule } from "../kind.ts";
import { canonicalPolicy } from "./policy.ts";
import { isRecord } from "./record.ts";

/**
 * A value in the one form in which equal meanings are equal: keys sorted, absent members left out, sets sorted,
 * keyed lists as objects, JSON text parsed, policies normalised.
 */
export function canonical(rule: FieldRule | undefined, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const as = rule?.as;
  if (as === undefined || as === "tree") return plain(value);
  if (as === "set") return Array.isArray(value) ? sortedSet(value) : plain(value);
  if (as === "json") return plain(parsed(value));
  if (as === "policy") return canonicalPolicy(parsed(value));
  return Array.isArray(value) ? plain(byKey(value, as.keyedBy)) : plain(value);
}

/** The canonical form as text: equal meanings give equal bytes. */
export function canonicalText(rule: FieldRule | undefined, value: unknown): string {
  if (typeof value === "string" && rule?.as === undefined) return JSON.stringify(value);
  return JSON.stringify(canonical(rule, value)) ?? "";
}

/** JSON text parsed; text that isn't JSON, and what isn't text, as it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** A keyed list as an object, by the values of its key fields; what lacks one of them goes by its position. */
export function byKey(list: readonly unknown[], key: string | readonly string[]): Record<string, unknown> {
  const entries: Record<string, unknown> = Object.create(null);
  for (const [index, item] of list.entries()) {
    const ids = isRecord(item) ? [key].flat().map((field) => item[field]) : [];
    const known = ids.length > 0 && !ids.includes(undefined);
    entries[known ? ids.map(String).join(" ") : String(index)] = item;
  }
  return entries;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const entries: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined && member !== null) entries[key] = plain(member);
  }
  return entries;
}

function sortedSet(list: readonly unknown[]): unknown[] {
  const byText = new Map(list.map((item) => [JSON.stringify(plain(item)), item] as const));
  return [...byText.keys()].sort().map((text) => plain(byText.get(text)));
}
