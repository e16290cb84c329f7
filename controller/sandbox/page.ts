import { AwsError } from "./service.ts";
import type { Table } from "./state.ts";

/** What a caller asks of a paged read. */
export interface PageRequest<Row> {
  /** The token of the page before, as `page` gave it; absent for the first page. */
  readonly token: string | undefined;
  /** How many rows a page holds at most. */
  readonly limit: number;
  /** Only keys that start so; all of them by default. */
  readonly prefix?: string;
  /** Only rows that pass; all of them by default. */
  readonly keep?: (row: Row) => boolean;
  /** The error code for a token that no page gave. */
  readonly badToken: string;
}

/**
 * One page of a table's rows by key, as a lagging read sees them, with the token of the next page if there is
 * one. The token names the last row given, so rows made or deleted in between shift nothing.
 */
export function page<Row extends object>(
  table: Table<Row>,
  { token, limit, prefix = "", keep = () => true, badToken }: PageRequest<Row>,
): { rows: Row[]; token: string | undefined } {
  const rows: Row[] = [];
  let last = token === undefined ? undefined : keyIn(token, badToken);
  for (const [key, row] of table.seenFrom(last ?? prefix)) {
    if (!key.startsWith(prefix)) break;
    if (key === last || !keep(row)) continue;
    if (rows.length === limit) return { rows, token: tokenFor(last ?? "") };
    rows.push(row);
    last = key;
  }
  return { rows, token: undefined };
}

/** An opaque token that carries a key. */
export function tokenFor(key: string): string {
  return Buffer.from(JSON.stringify(["after", key])).toString("base64url");
}

/** The key a token of `tokenFor` carries; an `AwsError` with `badToken` for any other text. */
export function keyIn(token: string, badToken: string): string {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (Array.isArray(content) && content[0] === "after" && typeof content[1] === "string") return content[1];
  } catch {
    // Fall through: whatever isn't ours is refused the same way.
  }
  throw new AwsError(badToken, "The token is not valid");
}
