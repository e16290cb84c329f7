import type { Sandbox } from "../../controller/sandbox/sandbox.ts";

/** Every row of an account as text, by table and key. */
export type Rows = ReadonlyMap<string, string>;

/** What services only remember, so that it differs from run to run: answered tokens, what has happened. */
const memories = /\/(ec2\/client-tokens|logs\/query-tokens|cloudwatch\/alarm-history) /;

/** Everything that is in AWS by now, whoever's it is and whether a kind would list it or not. */
export function rowsOf({ world }: Sandbox): Rows {
  return new Map(
    [...world.rows()]
      .filter(([key]) => !memories.test(key))
      .map(([key, row]) => [key, JSON.stringify(row, plain)]),
  );
}

/** The rows of `later` that `earlier` hasn't, or has otherwise. */
export function addedRows(earlier: Rows, later: Rows): Rows {
  return new Map([...later].filter(([key, row]) => earlier.get(key) !== row));
}

/** The keys of the rows that are gone or another. */
export function lostRows(kept: Rows, now: Rows): string[] {
  return [...addedRows(now, kept).keys()];
}

/** How many rows each table has: what is there twice, or left behind, shows. */
export function tally(rows: Rows): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of rows.keys()) {
    const table = key.slice(0, key.indexOf(" "));
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort());
}

function plain(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value;
}
