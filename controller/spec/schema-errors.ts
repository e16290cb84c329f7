import type { ErrorObject } from "ajv";
import { printable, quoted } from "../printable.ts";
import { didYouMean, nearestName } from "./nearest-name.ts";
import { fieldName, pointerTo } from "./pointer.ts";

/** What a schema has against a value, in plain words. */
export interface Finding {
  /** JSON Pointer from the document on. */
  readonly pointer: string;
  readonly code: "unknown-field" | "missing-field" | "wrong-type" | "invalid-value";
  readonly message: string;
}

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
  return typeof data === "string" && data.includes("${each.");
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

function finding(error: ErrorObject): Finding {
  const { instancePath: pointer, keyword, params, data } = error;
  const field = printable(fieldName(pointer));
  const known = Object.keys(record(error.parentSchema?.["properties"]));
  switch (keyword) {
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return {
        pointer: pointerTo(pointer, name),
        code: "unknown-field",
        message: `unknown field ${quoted(name)}${suggestion(name, known)}`,
      };
    }
    case "propertyNames":
      return keyFinding(error, known);
    case "required":
      return {
        pointer,
        code: "missing-field",
        message: `${pointer === "" || pointer === "/spec" ? "" : `${field}: `}the field "${params["missingProperty"]}" is missing`,
      };
    case "dependencies":
    case "dependentRequired":
      return {
        pointer,
        code: "missing-field",
        message: `"${params["property"]}" also needs "${params["missingProperty"]}"`,
      };
    case "type":
      return {
        pointer,
        code: "wrong-type",
        message: `${field} must be ${typeWords(params["type"])}, ${butIs(data, params["type"])}`,
      };
    case "enum":
    case "const":
      return { pointer, code: "invalid-value", message: `${field} must be ${choices(error)}` };
    case "anyOf":
    case "oneOf":
      return { pointer, ...alternativesFinding(error, field) };
    case "not":
      return { pointer, code: "invalid-value", message: forbidden(error, field) };
    case "false schema":
      return { pointer, code: "unknown-field", message: `${field} is not allowed here` };
    default:
      return { pointer, code: "invalid-value", message: `${field} ${limit(error)}` };
  }
}

function suggestion(name: string, known: readonly string[]): string {
  const nearest = didYouMean(name, known);
  if (nearest || known.length === 0 || known.length > 12 || known.includes("apiVersion")) return nearest;
  return `; known are ${known.toSorted().join(", ")}`;
}

function keyFinding(error: ErrorObject, known: readonly string[]): Finding {
  const name = String(error.params["propertyName"]);
  const pointer = pointerTo(error.instancePath, name);
  const reason = isError(error.params["reason"]) ? error.params["reason"] : undefined;
  if (known.length > 0)
    return {
      pointer,
      code: "unknown-field",
      message: `unknown annotation ${quoted(name)}${suggestion(name, known)}`,
    };
  return {
    pointer,
    code: "invalid-value",
    message: `the key ${quoted(name)} ${reason ? limit({ ...reason, data: undefined }) : "is not allowed"}`,
  };
}

function isError(value: unknown): value is ErrorObject {
  return typeof value === "object" && value !== null && "keyword" in value;
}

function typeWords(type: unknown): string {
  const words: Record<string, string> = {
    string: "a text",
    number: "a number",
    integer: "a whole number",
    boolean: "true or false",
    object: "a map",
    array: "a list",
    null: "empty",
  };
  const types = Array.isArray(type) ? type : String(type).split(",");
  return types.map((name) => words[String(name)] ?? String(name)).join(" or ");
}

function butIs(data: unknown, wanted: unknown): string {
  if (data === null) return "but is empty";
  if (Array.isArray(data)) return "not a list";
  if (typeof data === "object") return "not a map";
  if (typeof data === "string") return `not the text ${quoted(data)}`;
  const shown = `not ${typeof data === "number" ? "the number " : ""}${JSON.stringify(data)}`;
  return wanted === "string" ? `${shown}; put it in quotes` : shown;
}

function choices(error: ErrorObject): string {
  const { schema, data } = error;
  const values: unknown[] = error.keyword === "enum" && Array.isArray(schema) ? schema : [schema];
  const texts = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  if (typeof data === "string") {
    const nearest = nearestName(data, texts);
    if (nearest !== undefined) return `${listed(texts)}, not ${quoted(data)}; did you mean "${nearest}"?`;
  }
  return `${listed(texts)}, not ${shortly(data)}`;
}

function listed(texts: readonly string[]): string {
  if (texts.length === 1) return `"${texts[0]}"`;
  if (texts.length > 12) return `one of ${texts.length} values that the reference page lists`;
  return `one of ${texts.join(", ")}`;
}

function alternativesFinding(error: ErrorObject, field: string): Pick<Finding, "code" | "message"> {
  const branches: unknown[] = Array.isArray(error.schema) ? error.schema : [];
  const passing = error.params["passingSchemas"];
  if (Array.isArray(passing)) {
    const names = passing.flatMap((index) => requiredOf(branches[Number(index)]));
    if (names.length > 1)
      return { code: "invalid-value", message: `${field}: only one of ${quotedNames(names)} may stand` };
    return { code: "invalid-value", message: `${field} fits more than one of its alternatives` };
  }
  const names = branches.flatMap(requiredOf);
  const inner: unknown[] = Array.isArray(error.params["inner"]) ? error.params["inner"] : [];
  if (names.length > 1 && inner.filter(isError).every((e) => e.keyword === "required"))
    return { code: "missing-field", message: `${field}: one of ${quotedNames(names)} is missing` };
  const types = [
    ...new Set(
      inner
        .filter(isError)
        .filter((e) => e.keyword === "type" && e.instancePath === error.instancePath)
        .map((e) => (takesRef(e.parentSchema) ? "{ ref: Kind/name }" : typeWords(e.params["type"]))),
    ),
  ];
  if (types.length > 0)
    return {
      code: "wrong-type",
      message: `${field} must be ${types.join(" or ")}, ${butIs(error.data, undefined)}`,
    };
  return { code: "invalid-value", message: `${field} fits none of its alternatives` };
}

function takesRef(schema: unknown): boolean {
  return "ref" in record(record(schema)["properties"]);
}

function forbidden({ schema, data }: ErrorObject, field: string): string {
  const names = requiredOf(schema);
  if (names.length > 1) return `${field}: ${quotedNames(names)} can't stand together`;
  if (names.length === 1) return `${field}: ${quotedNames(names)} may not stand here`;
  return `${field} may not be ${shortly(data)}`;
}

function requiredOf(schema: unknown): string[] {
  const { required } = record(schema);
  return Array.isArray(required) ? required.map(String) : [];
}

function quotedNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** What a limit demands, and what is there instead. */
function limit({ keyword, params, data, parentSchema, message }: ErrorObject): string {
  const count = String(params["limit"]);
  const said = record(parentSchema)["x-message"];
  const not = data === undefined ? "" : `, not ${shortly(data)}`;
  switch (keyword) {
    case "pattern":
      return `${typeof said === "string" ? said : `must have the form ${String(params["pattern"])}`}${not}${lookAlike(data)}`;
    case "minimum":
      return `must be at least ${count}${not}`;
    case "maximum":
      return `must be at most ${count}${not}`;
    case "exclusiveMinimum":
      return `must be more than ${count}${not}`;
    case "exclusiveMaximum":
      return `must be less than ${count}${not}`;
    case "multipleOf":
      return `must be a multiple of ${String(params["multipleOf"])}${not}`;
    case "minLength":
      return count === "1" ? "may not be empty" : `must have at least ${count} characters${not}`;
    case "maxLength":
      return `may have at most ${count} characters${typeof data === "string" ? `, not ${data.length}` : ""}`;
    case "minItems":
    case "minProperties":
      return count === "1" ? "may not be empty" : `must have at least ${count} entries`;
    case "maxItems":
    case "maxProperties":
      return `may have at most ${count} ${count === "1" ? "entry" : "entries"}, not ${sizeOf(data)}`;
    case "uniqueItems":
      return `has the same entry twice: the ${ordinal(params["j"])} and the ${ordinal(params["i"])}`;
    default:
      return printable(message ?? "is not valid");
  }
}

/** Says which character isn't ASCII: many look as if they were. */
function lookAlike(data: unknown): string {
  const character = typeof data === "string" ? /[\u0080-\u{10ffff}]/u.exec(data)?.[0] : undefined;
  const code = character?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return code === undefined ? "" : `, where ${quoted(character ?? "")} is U+${code}`;
}

function ordinal(index: unknown): string {
  const number = Number(index) + 1;
  const ending =
    number % 100 > 10 && number % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

function sizeOf(data: unknown): number {
  return Array.isArray(data) ? data.length : Object.keys(record(data)).length;
}

function shortly(data: unknown): string {
  if (typeof data === "string") return quoted(data);
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object" && data !== null) return "a map";
  return data === null ? "empty" : JSON.stringify(data);
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
