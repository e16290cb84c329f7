import { keyIn, tokenFor } from "../../page.ts";

/** A page of names that are in order, as IAM's listings of what a role has give it. */
export function namePage(
  names: readonly string[],
  marker: string | undefined,
  limit: number,
): { items: string[]; IsTruncated: boolean; Marker?: string } {
  const after = marker === undefined ? undefined : keyIn(marker, "ValidationError");
  const rest = after === undefined ? names : names.filter((name) => name > after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return items.length < rest.length && last !== undefined
    ? { items, IsTruncated: true, Marker: tokenFor(last) }
    : { items, IsTruncated: false };
}
