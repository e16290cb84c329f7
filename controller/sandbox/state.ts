import type { Clock } from "../clock.ts";

interface Version<Row> {
  readonly at: number;
  readonly row: Row | undefined;
}

/**
 * Rows by key, kept with their history so that reads can lag behind writes as AWS's do: `get` and `list`
 * answer as of now, `seen` and `seenAll` as a client's read sees them.
 */
export class Table<Row extends object> {
  readonly #rows = new Map<string, Version<Row>[]>();
  /** The keys in order, kept from one read to the next so that a page never sorts the whole table. */
  #keys: string[] | undefined;
  readonly #clock: Clock;
  readonly #lag: () => number;

  constructor(clock: Clock, lag: () => number) {
    this.#clock = clock;
    this.#lag = lag;
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

  /** All rows as they are, by key. */
  list(): Row[] {
    return this.#sorted((versions) => versions.at(-1)?.row);
  }

  /** The row as a lagging read sees it. */
  seen(key: string): Row | undefined {
    const versions = this.#rows.get(key);
    return versions && this.#asOf(versions);
  }

  /** All rows as a lagging read sees them, by key. */
  seenAll(): Row[] {
    return this.#sorted((versions) => this.#asOf(versions));
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
    return this.#sortedKeys().flatMap((key) => pick(this.#rows.get(key) ?? []) ?? []);
  }

  #sortedKeys(): string[] {
    this.#keys ??= [...this.#rows.keys()].sort();
    return this.#keys;
  }

  #asOf(versions: Version<Row>[]): Row | undefined {
    const horizon = this.#clock.monotonic() - this.#lag();
    return versions.findLast((version) => version.at <= horizon)?.row;
  }

  #write(key: string, row: Row | undefined): void {
    const versions = this.#rows.get(key) ?? [];
    if (this.#lag() === 0) versions.length = 0;
    const known = this.#rows.has(key);
    if (row || versions.length > 0) {
      this.#rows.set(key, [...versions, { at: this.#clock.monotonic(), row }]);
      if (!known) this.#keys?.splice(positionOf(this.#keys, key), 0, key);
    } else {
      this.#rows.delete(key);
      if (known) this.#keys?.splice(positionOf(this.#keys, key), 1);
    }
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
  readonly #clock: Clock;
  readonly #lag: () => number;

  /** @param lag milliseconds by which reads trail writes */
  constructor(clock: Clock, lag: () => number) {
    this.#clock = clock;
    this.#lag = lag;
  }

  /**
   * The table `name` (say `cloudwatch/alarms`) of an account and region; made when first asked for.
   * `region` is `"global"` for what exists once an account.
   */
  table<Row extends object>(account: string, region: string, name: string): Table<Row> {
    const key = `${account}/${region}/${name}`;
    let table = this.#tables.get(key);
    if (!table) {
      table = new Table<object>(this.#clock, this.#lag);
      this.#tables.set(key, table);
    }
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
}
