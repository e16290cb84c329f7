import { pointerTo } from "./pointer.ts";

/** Calls `look` for every text inside a value, with its JSON Pointer; `pointer` is the value's own. */
export function visitTexts(
  value: unknown,
  pointer: string,
  look: (text: string, pointer: string) => void,
): void {
  if (typeof value === "string") look(value, pointer);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) visitTexts(item, pointerTo(pointer, index), look);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) visitTexts(item, pointerTo(pointer, key), look);
}
