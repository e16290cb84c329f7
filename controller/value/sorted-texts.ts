import { compareTexts } from "./text-order.ts";

/** Each once, in one order on every machine: for lists whose order means nothing. */
export function sortedTexts<Text extends string>(texts: readonly Text[] = []): Text[] {
  return [...new Set(texts)].sort(compareTexts);
}
