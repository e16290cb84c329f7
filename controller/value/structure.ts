import { hasPlaceholder, isRef } from "../document.ts";
import { lostNumber } from "./json-numbers.ts";
import { isRecord } from "./record.ts";

/** The few keywords of JSON Schema that tell how a JSON text is built. */
export interface Structure {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Structure;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Structure>>;
  readonly additionalProperties?: boolean | Structure;
}

/** Notes what is wrong with the value at a JSON Pointer from the text on. */
type Complain = (pointer: string, code: string, message: string) => void;

/**
 * Reads the JSON text of an object that people may also write in YAML, where a schema is held against it: a text is held
 * against the same structure, and can't hold references. Nothing where it can't be gone on with.
 */
export function readText(
  text: string,
  structure: Structure,
  complain: Complain,
): Record<string, unknown> | undefined {
  const value = parsedObject(text);
  if (!value) {
    complain("", "bad-json", `must be YAML, or the JSON text of an object${whereBroken(text)}`);
    return undefined;
  }
  const lost = lostNumber(text);
  if (lost !== undefined) {
    complain("", "bad-json", `has the number ${lost}, which would be rounded; quote it if it is a text`);
    return undefined;
  }
  let mistakes = 0;
  const count: Complain = (...complaint) => {
    mistakes += 1;
    complain(...complaint);
  };
  findRefs(value, "", count);
  check(structure, value, "", (pointer, message) => count(pointer, "bad-json", message));
  return mistakes > 0 ? undefined : value;
}

/** At which of its lines a text stops being JSON, where the parser tells. */
function whereBroken(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    const position = /at position (\d+)/.exec(String(error))?.[1];
    if (position === undefined) return "";
    return `; it is broken at its line ${text.slice(0, Number(position)).split("\n").length}`;
  }
}

/** The object that a JSON text is; `undefined` for any other text. */
export function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function findRefs(value: unknown, pointer: string, complain: Complain): void {
  if (isRef(value) && Object.keys(value).length === 1 && /^[A-Z][A-Za-z]*\//.test(value.ref))
    complain(
      pointer,
      "ref-in-text",
      `is a reference to ${value.ref}, which can't be resolved inside a JSON text: write it as YAML (JSON is YAML: take the quotes or the | before it away)`,
    );
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) findRefs(item, `${pointer}/${key}`, complain);
}

function check(
  structure: Structure,
  value: unknown,
  pointer: string,
  complain: (pointer: string, message: string) => void,
): void {
  const say = (message: string) => complain(pointer, message);
  const types = structure.type === undefined ? [] : [structure.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    say(`must be ${types.map((type) => words[type] ?? type).join(" or ")}`);
    return;
  }
  if (typeof value === "string" && !hasPlaceholder(value)) checkText(structure, value, say);
  if (typeof value === "number") checkNumber(structure, value, say);
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items = {} } = structure;
    if (value.length < minItems) say(`has ${value.length} items; at least ${minItems} are needed`);
    if (value.length > maxItems) say(`has ${value.length} items; at most ${maxItems} are allowed`);
    for (const [index, item] of value.entries()) check(items, item, `${pointer}/${index}`, complain);
  }
  if (!isRecord(value)) return;
  const { properties = {}, required = [], additionalProperties: others = true } = structure;
  for (const name of required) if (!Object.hasOwn(value, name)) say(`lacks ${name}`);
  for (const [name, member] of Object.entries(value)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : others;
    if (field === false) say(`has no ${JSON.stringify(name)}: ${Object.keys(properties).join(", ")}`);
    else if (typeof field === "object") check(field, member, `${pointer}/${name}`, complain);
  }
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

function checkText(structure: Structure, value: string, say: (message: string) => void): void {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, enum: allowed } = structure;
  if (value.length < minLength) say("must not be empty");
  if (value.length > maxLength) say(`has ${value.length} characters; at most ${maxLength} are allowed`);
  if (allowed && !allowed.includes(value)) say(`must be one of ${allowed.join(", ")}`);
}

function checkNumber({ minimum, maximum }: Structure, value: number, say: (message: string) => void): void {
  if (minimum !== undefined && value < minimum) say(`must be at least ${minimum}`);
  if (maximum !== undefined && value > maximum) say(`must be at most ${maximum}`);
}
