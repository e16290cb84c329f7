import type { ErrorObject } from "ajv";
import { hasPlaceholder } from "../document.ts";
import { type Finding, finding } from "./schema-sentences.ts";

/** Finds the schema behind a `$ref`, to tell which alternative an error belongs to. */
export type Lookup = (ref: string) => unknown;

/**
 * Puts ajv's errors (`allErrors`, `verbose`) into sentences, one for each mistake.
 *
 * @param spread whether `${each.…}` may stand in texts: what it will be is checked when it is known
 */
export function findings(errors: readonly ErrorObject[], lookup: Lookup, spread: boolean): Finding[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    // Where it holds the errors of `then` and `else` tell what is wrong.
    if (error.keyword === "if") continue;
    if (error.keyword === "propertyNames") {
      const inner = takeWhile(kept, (e) => e.propertyName === error.params["propertyName"]);
      kept.push(namedKey(error, inner));
    } else if (error.keyword === "anyOf" || error.keyword === "oneOf") {
      kept.push(...bestAlternative(error, kept, lookup));
    } else kept.push(error);
  }
  const seen = new Set<string>();
  const mistyped = new Set(kept.filter(({ keyword }) => keyword === "type").map((e) => e.parentSchema));
  return kept
    .filter(
      (error) => error.keyword === "type" || !textual.has(error.keyword) || !mistyped.has(error.parentSchema),
    )
    .filter((error) => !(spread && isTemplate(error.data) && textual.has(error.keyword)))
    .map(finding)
    .filter(({ pointer, message }) => {
      const key = `${pointer}\n${message}`;
      return !seen.has(key) && seen.add(key);
    });
}

const textual = new Set(["pattern", "enum", "const", "format", "minLength", "maxLength", "anyOf", "oneOf"]);

function isTemplate(data: unknown): boolean {
  return typeof data === "string" && hasPlaceholder(data);
}

/** Removes the last errors that fit, as long as they fit. */
function takeWhile(kept: ErrorObject[], fits: (error: ErrorObject) => boolean): ErrorObject[] {
  const last = kept.findLastIndex((error) => !fits(error));
  return kept.splice(last + 1);
}

/** The error of a map's key, with what tells why. */
function namedKey(error: ErrorObject, inner: readonly ErrorObject[]): ErrorObject {
  const reason = inner.find((e) => e.keyword === "pattern") ?? inner.at(0);
  return { ...error, params: { ...error.params, reason } };
}

/**
 * Instead of what every alternative has against a value: the errors of the one that was meant, or that none was.
 * ajv reports an alternative's errors right before the error of `anyOf` or `oneOf` itself.
 */
function bestAlternative(error: ErrorObject, kept: ErrorObject[], lookup: Lookup): ErrorObject[] {
  const alternatives = Array.isArray(error.schema)
    ? error.schema.map((branch) => within(branch, lookup))
    : [];
  const below = (e: ErrorObject) =>
    e.instancePath === error.instancePath || e.instancePath.startsWith(`${error.instancePath}/`);
  const inner = takeWhile(
    kept,
    (e) => below(e) && alternatives.some((schemas) => schemas.has(e.parentSchema) || schemas.has(e.schema)),
  );
  const groups = alternatives.map((schemas) =>
    inner.filter((e) => schemas.has(e.parentSchema) || schemas.has(e.schema)),
  );
  const here = (e: ErrorObject) => e.instancePath === error.instancePath;
  const fitting = groups.filter((group) => group.length > 0 && !group.some((e) => here(e) && isMismatch(e)));
  const onlyMissing = inner.length > 1 && inner.every((e) => here(e) && e.keyword === "required");
  const [best] = fitting.sort((a, b) => a.length - b.length);
  if (best && !onlyMissing && (fitting.length === 1 || best.length === 1)) return best;
  return [{ ...error, params: { ...error.params, inner } }];
}

function isMismatch(error: ErrorObject): boolean {
  return ["type", "const", "enum", "not"].includes(error.keyword);
}

/** A schema and all schemas inside it, by identity. */
function within(schema: unknown, lookup: Lookup, found = new Set<unknown>()): Set<unknown> {
  if (typeof schema !== "object" || schema === null || found.has(schema)) return found;
  found.add(schema);
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "$ref" && typeof value === "string") within(lookup(value), lookup, found);
    else within(value, lookup, found);
  }
  return found;
}
