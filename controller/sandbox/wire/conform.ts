import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord, membersOf, requiredMembers } from "./model.ts";

/** Where a request's input isn't what its schema says. */
export interface Mismatch {
  /** The way to the value, in AWS's words: `metricData.1.member.value`. */
  readonly path: string;
  readonly problem: "missing" | "malformed";
}

type Check = (value: unknown, path: string) => Mismatch | undefined;

const roots = new WeakMap<NormalizedSchema, Check>();

/**
 * The first place where an input isn't what its schema says: a member missing that is required, or a value of
 * another type. The codecs let both through, and an operation relies on its input's type.
 */
export function mismatch(schema: NormalizedSchema, input: unknown): Mismatch | undefined {
  let check = roots.get(schema);
  if (!check) {
    check = checkOf(schema);
    roots.set(schema, check);
  }
  return check(input, "");
}

function checkOf(schema: NormalizedSchema): Check {
  if (schema.isUnitSchema() || schema.isDocumentSchema()) return () => undefined;
  if (schema.isStructSchema()) return structureCheck(schema);
  if (schema.isListSchema()) {
    const check = whenNeeded(() => schema.getValueSchema());
    return (value, path) =>
      Array.isArray(value)
        ? firstOf(value, (item: unknown, index) => check(item, `${path}.${index + 1}.member`))
        : { path, problem: "malformed" };
  }
  if (schema.isMapSchema()) {
    const check = whenNeeded(() => schema.getValueSchema());
    return (value, path) =>
      isRecord(value) && !Array.isArray(value)
        ? firstOf(Object.entries(value), ([key, item]) => check(item, `${path}.${key}`))
        : { path, problem: "malformed" };
  }
  const accepts = leafTest(schema);
  return (value, path) => (accepts(value) ? undefined : { path, problem: "malformed" });
}

/** A check made when a value first needs it, since schemas can contain themselves. */
function whenNeeded(schema: () => NormalizedSchema): Check {
  let check: Check | undefined;
  return (value, path) => {
    check ??= checkOf(schema());
    return check(value, path);
  };
}

function structureCheck(schema: NormalizedSchema): Check {
  const required = new Set(requiredMembers(schema));
  const members = membersOf(schema).map(([name, member]) => ({
    name,
    check: whenNeeded(() => member),
    shown: name.charAt(0).toLowerCase() + name.slice(1),
    required: required.has(name) && !member.isIdempotencyToken(),
  }));
  return (value, path) => {
    if (!isRecord(value) || Array.isArray(value)) return { path, problem: "malformed" };
    return firstOf(members, ({ name, check, shown, required }) => {
      const at = path ? `${path}.${shown}` : shown;
      const held = value[name];
      if (held === undefined || held === null) return required ? { path: at, problem: "missing" } : undefined;
      return check(held, at);
    });
  };
}

function leafTest(schema: NormalizedSchema): (value: unknown) => boolean {
  if (schema.isBooleanSchema()) return (value) => typeof value === "boolean";
  if (schema.isTimestampSchema()) {
    return (value) => value instanceof Date && !Number.isNaN(value.getTime());
  }
  if (schema.isBlobSchema()) return (value) => value instanceof Uint8Array || typeof value === "string";
  if (schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) return (value) => value !== null;
  if (schema.isNumericSchema()) return (value) => typeof value === "number" && !Number.isNaN(value);
  return (value) => typeof value === "string" || isStringObject(value);
}

/** Strings of a JSON media type come as the SDK's subclass of String. */
function isStringObject(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object String]";
}

function firstOf<Item>(
  items: readonly Item[],
  check: (item: Item, index: number) => Mismatch | undefined,
): Mismatch | undefined {
  for (const [index, item] of items.entries()) {
    const found = check(item, index);
    if (found) return found;
  }
  return undefined;
}
