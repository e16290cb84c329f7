import { hasPlaceholder } from "../../document.ts";
import { specSchemas } from "../../generated/schemas.ts";
import { isRecord, membersOf } from "../../value/record.ts";
import type { Complain } from "./complain.ts";

/**
 * Holds the parsed body of a JSON text against the schema that a body in YAML has been held against: the same fields,
 * types and limits, of which the schema uses only a few keywords.
 */
export function checkStructure(body: unknown, complain: Complain): void {
  const { definitions } = membersOf(specSchemas["Dashboard"] ?? {});
  hold(isRecord(definitions) ? definitions["body"] : undefined, body, "", complain);
}

function hold(schema: unknown, value: unknown, pointer: string, complain: Complain): void {
  if (!isRecord(schema)) return;
  const say = (message: string) => complain(pointer, "bad-dashboard-body", message);
  const types = [shared(schema) ? "string" : schema["type"]]
    .flat()
    .filter((type) => typeof type === "string");
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    say(`must be ${types.map((type) => words[type] ?? type).join(" or ")}`);
    return;
  }
  if (typeof value === "string") holdText(schema, value, say);
  if (typeof value === "number") holdNumber(schema, value, say);
  if (Array.isArray(value)) {
    const { minItems, maxItems } = schema;
    if (typeof minItems === "number" && value.length < minItems) say(`must have at least ${minItems} items`);
    if (typeof maxItems === "number" && value.length > maxItems)
      say(`has ${value.length} items; at most ${maxItems} are allowed`);
    for (const [index, item] of value.entries()) hold(schema["items"], item, `${pointer}/${index}`, complain);
  }
  if (!isRecord(value)) return;
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  for (const name of required)
    if (typeof name === "string" && !Object.hasOwn(value, name)) say(`lacks ${name}`);
  for (const [name, field] of Object.entries(isRecord(schema["properties"]) ? schema["properties"] : {}))
    if (Object.hasOwn(value, name)) hold(field, value[name], `${pointer}/${name}`, complain);
}

/** The definitions that are shared with other kinds are all of texts: ARNs and regions. */
function shared({ allOf }: Record<string, unknown>): boolean {
  return Array.isArray(allOf);
}

const words: Readonly<Record<string, string>> = {
  string: "a text",
  boolean: "true or false",
  number: "a number",
  integer: "a whole number",
  object: "an object",
  array: "a list",
};

function isOfType(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isSafeInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  return typeof value === type;
}

function holdText(schema: Record<string, unknown>, value: string, say: (message: string) => void): void {
  const { minLength, enum: allowed } = schema;
  if (hasPlaceholder(value)) return;
  if (typeof minLength === "number" && value.length < minLength) say("must not be empty");
  if (Array.isArray(allowed) && !allowed.includes(value)) say(`must be one of ${allowed.join(", ")}`);
}

function holdNumber(
  { minimum, maximum }: Record<string, unknown>,
  value: number,
  say: (message: string) => void,
): void {
  if (typeof minimum === "number" && value < minimum) say(`must be at least ${minimum}`);
  if (typeof maximum === "number" && value > maximum) say(`must be at most ${maximum}`);
}
