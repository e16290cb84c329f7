import type { ErrorObject } from "ajv";
import { printable, quoted } from "../printable.ts";
import { asRecord } from "../value/record.ts";
import { didYouMean, nearestName } from "./nearest-name.ts";
import { fieldName, pointerTo } from "./pointer.ts";
import { limit, shortly } from "./schema-limits.ts";

/** What a schema has against a value, in plain words. */
export interface Finding {
  /** JSON Pointer from the document on. */
  readonly pointer: string;
  readonly code: "unknown-field" | "missing-field" | "wrong-type" | "invalid-value";
  readonly message: string;
}

/** One error of a schema, in a sentence. */
export function finding(error: ErrorObject): Finding {
  const { instancePath: pointer, keyword, params, data } = error;
  const field = printable(fieldName(pointer));
  const known = Object.keys(asRecord(error.parentSchema?.["properties"]));
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
  const around = typeof data === "number" ? neighbours(data, values) : "";
  return `${listed(texts)}, not ${shortly(data)}${around}`;
}

/** The allowed numbers next to one that isn't. */
function neighbours(data: number, values: readonly unknown[]): string {
  const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
  const next = [numbers.findLast((value) => value < data), numbers.find((value) => value > data)];
  const known = next.filter((value) => value !== undefined);
  return known.length > 0 ? `; the nearest ${known.length > 1 ? "are" : "is"} ${known.join(" and ")}` : "";
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
  return "ref" in asRecord(asRecord(schema)["properties"]);
}

function forbidden({ schema, data }: ErrorObject, field: string): string {
  const names = requiredOf(schema);
  if (names.length > 1) return `${field}: ${quotedNames(names)} can't stand together`;
  if (names.length === 1) return `${field}: ${quotedNames(names)} may not stand here`;
  return `${field} may not be ${shortly(data)}`;
}

function requiredOf(schema: unknown): string[] {
  const { required } = asRecord(schema);
  return Array.isArray(required) ? required.map(String) : [];
}

function quotedNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
