import type { ErrorObject } from "ajv";
import { printable, quoted } from "../printable.ts";
import { asRecord } from "../value/record.ts";

/** What a limit demands, and what is there instead. */
export function limit({ keyword, params, data, parentSchema, message }: ErrorObject): string {
  const count = String(params["limit"]);
  const said = asRecord(parentSchema)["x-message"];
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
  return Array.isArray(data) ? data.length : Object.keys(asRecord(data)).length;
}

/** A value in a few words. */
export function shortly(data: unknown): string {
  if (typeof data === "string") return quoted(data);
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object" && data !== null) return "a map";
  return data === null ? "empty" : JSON.stringify(data);
}
