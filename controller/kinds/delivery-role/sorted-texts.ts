import { compareTexts } from "../../value/text-order.ts";

/** In one order on every machine, each once. */
export function sortedTexts(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareTexts);
}
