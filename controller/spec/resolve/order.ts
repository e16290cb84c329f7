import { scopeName, type Wanted } from "../../kind.ts";
import { compareTexts } from "../../value/text-order.ts";

/** By kind, name, forEach key and scope: for `sort`. */
export function byObject(a: Wanted, b: Wanted): number {
  return (
    compareTexts(a.kind, b.kind) ||
    compareTexts(a.name, b.name) ||
    compareTexts(a.each ?? "", b.each ?? "") ||
    compareTexts(scopeName(a.scope), scopeName(b.scope))
  );
}
