import type { Clock } from "../clock.ts";
import { AccessKeys } from "./identities.ts";

/** One value of a row: since when by the clock, and by which call of the world. */
interface Version<Row> {
  readonly at: number;
  readonly turn: number;
  readonly row: Row | undefined;
}

/** What all tables of a world share: the time, how far reads trail, and which call is being answered. */
interface Timeline {
  readonly clock: Clock;
  readonly lag: () => number;
  readonly propagation: () => number;
  turn: number;
  lastWrite: number;
  /** Whether reads answer as of before the last call that wrote. */
  behind: boolean;
}

/**
 * Rows by key, kept with their history so that reads can lag behind writes as AWS's do: `get` and `list`
 * answer as of now, `seen` and `seenAll` as a client's read sees them.
 */
export class Table<Row extends object> {
  readonly #rows = new Map<string, Version<Row>[]>();
  /** The keys in order, kept from one read to the next so that a page never sorts the whole table. */
  #keys: string[] | undefined;
  readonly #timeline: Timeline;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** The row as it is. Rows are values: change one by putting another. */
  get(key: string): Row | undefined {
    return this.#rows.get(key)?.at(-1)?.row;
  }

  put(key: string, row: Row): void {
    this.#write(key, row);
  }

  delete(key: string): void {
    if (this.get(key)) this.#write(key, undefined);
  }

  /** How many keys there ever were, deleted ones included. */
  get size(): number {
    return this.#rows.size;
  }

  /** All rows as they are, by key. */
  list(): Row[] {
    return this.#sorted((versions) => versions.at(-1)?.row);
  }

  /** All rows as they are, with their keys, in order. */
  entries(): [key: string, row: Row][] {
    return this.#sortedKeys().flatMap((key): [string, Row][] => {
      const row = this.get(key);
      return row ? [[key, row]] : [];
    });
  }

  /** The row as a lagging read sees it. */
  seen(key: string): Row | undefined {
    const versions = this.#rows.get(key);
    return versions && this.#asSeen(versions);
  }

  /** The row as other services know it: a new role or policy takes a while to get around. */
  known(key: string): Row | undefined {
    const { clock, propagation } = this.#timeline;
    const horizon = clock.monotonic() - propagation();
    return this.#rows.get(key)?.findLast(({ at }) => at <= horizon)?.row;
  }

  /** All rows as a lagging read sees them, by key. */
  seenAll(): Row[] {
    return this.#sorted((versions) => this.#asSeen(versions));
  }

  /** The rows from key `first` on, by key, as a lagging read sees them: what pages are cut from. */
  *seenFrom(first: string): Generator<[key: string, row: Row]> {
    const keys = this.#sortedKeys();
    for (let index = positionOf(keys, first); index < keys.length; index++) {
      const key = keys[index] ?? "";
      const row = this.seen(key);
      if (row) yield [key, row];
    }
  }

  #sorted(pick: (versions: Version<Row>[]) => Row | undefined): Row[] {
    const rows: Row[] = [];
    for (const key of this.#sortedKeys()) {
      const row = pick(this.#rows.get(key) ?? []);
      if (row) rows.push(row);
    }
    return rows;
  }

  #sortedKeys(): string[] {
    this.#keys ??= [...this.#rows.keys()].sort();
    return this.#keys;
  }

  #asSeen(versions: Version<Row>[]): Row | undefined {
    const { behind, lastWrite, clock, lag } = this.#timeline;
    const horizon = clock.monotonic() - lag();
    return versions.findLast(({ at, turn }) => at <= horizon && !(behind && turn >= lastWrite))?.row;
  }

  #write(key: string, row: Row | undefined): void {
    const { clock, lag, propagation, turn } = this.#timeline;
    const before = this.#rows.get(key) ?? [];
    if (before.length === 0) this.#keys?.splice(positionOf(this.#keys, key), 0, key);
    const horizon = clock.monotonic() - Math.max(lag(), propagation());
    const oldestSeen = before.findLastIndex((version) => version.at <= horizon && version.turn < turn);
    const kept = oldestSeen > 0 ? before.slice(oldestSeen) : before;
    this.#rows.set(key, [...kept, { at: clock.monotonic(), turn, row }]);
    this.#timeline.lastWrite = turn;
  }
}

/** Where `key` stands among sorted keys, or would stand. */
function positionOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Everything that exists, by account, region and kind of thing. */
export class World {
  readonly #tables = new Map<string, Table<object>>();
  readonly #timeline: Timeline;
  readonly accessKeys: AccessKeys;

  /**
   * @param lag milliseconds by which reads trail writes
   * @param propagation milliseconds until other services know a new role or policy
   * @param account whose an unknown access key is
   */
  constructor(clock: Clock, lag: () => number, propagation: () => number, account = "111122223333") {
    this.accessKeys = new AccessKeys(account);
    this.#timeline = { clock, lag, propagation, turn: 1, lastWrite: 0, behind: false };
  }

  /**
   * The table `name` (say `cloudwatch/alarms`) of an account and region; made when first asked for.
   * `region` is `"global"` for what exists once an account.
   */
  table<Row extends object>(account: string, region: string, name: string): Table<Row> {
    const key = `${account}/${region}/${name}`;
    let table = this.#tables.get(key);
    if (!table) {
      table = new Table<object>(this.#timeline);
      this.#tables.set(key, table);
    }
    // Each name is used with one row type only, by the service that owns it.
    // oxlint-disable-next-line no-unsafe-type-assertion
    return table as unknown as Table<Row>;
  }

  /** The tables called `name` of every account and region, for what crosses them (shadow trails, buckets). */
  tables<Row extends object>(name: string): { account: string; region: string; table: Table<Row> }[] {
    return [...this.#tables.keys()]
      .filter((key) => key.split("/").slice(2).join("/") === name)
      .sort()
      .map((key) => {
        const [account = "", region = ""] = key.split("/");
        return { account, region, table: this.table<Row>(account, region, name) };
      });
  }

  /** Every row as it is, by its table and key: everything there is, whoever's. */
  rows(): Map<string, object> {
    const rows = new Map<string, object>();
    for (const [name, table] of [...this.#tables].sort(([one], [other]) => (one < other ? -1 : 1)))
      for (const [key, row] of table.entries()) rows.set(`${name} ${key}`, row);
    return rows;
  }

  /**
   * Answers a call: what it writes counts as one write.
   * @param behind whether its reads answer as of before the last call that wrote
   */
  answer<Result>(call: () => Result, behind = false): Result {
    this.#timeline.turn += 1;
    this.#timeline.behind = behind;
    try {
      return call();
    } finally {
      this.#timeline.behind = false;
    }
  }
}
