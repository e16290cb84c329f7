import { keyIn, tokenFor } from "../../page.ts";
import { AwsError } from "../../service.ts";

const largest = 100;

/** A page of rows that stand in the order of their keys, with the token of the next page if there is one. */
export function slice<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { NextToken, Limit = largest }: { NextToken?: string | undefined; Limit?: number | undefined },
): { rows: Row[]; token: string | undefined } {
  if (Limit < 1 || Limit > largest)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${Limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${largest}`,
    );
  const after = NextToken === undefined ? undefined : keyIn(NextToken, "InvalidTokenException");
  const left = after === undefined ? rows : rows.filter((row) => keyOf(row) > after);
  const here = left.slice(0, Limit);
  const last = here.at(-1);
  return { rows: here, token: last && left.length > Limit ? tokenFor(keyOf(last)) : undefined };
}
