import { isRecord } from "../../value/record.ts";

/** An attribute's JSON text parsed; nothing for `{}`, `null` and an empty text; other text as it is. */
export function parsedJson(text: string): unknown {
  if (text === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return withoutEmpty(value);
}

/** Nothing for `{}` and `null`: how AWS and people write that there is no policy. */
export function withoutEmpty(value: unknown): unknown {
  if (value === null || (isRecord(value) && Object.keys(value).length === 0)) return undefined;
  return value;
}
