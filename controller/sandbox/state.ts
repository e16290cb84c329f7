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

  #sorted(pick: (versions: Version<Row>[]) => Row | undefined): Row[] {
    const keys = [...this.#rows.keys()].sort();
    return keys.flatMap((key) => pick(this.#rows.get(key) ?? []) ?? []);
  }

  #asOf(versions: Version<Row>[]): Row | undefined {
    const horizon = this.#clock.monotonic() - this.#lag();
    return versions.findLast((version) => version.at <= horizon)?.row;
  }

  #write(key: string, row: Row | undefined): void {
    const versions = this.#rows.get(key) ?? [];
    if (this.#lag() === 0) versions.length = 0;
    if (row || versions.length > 0) this.#rows.set(key, [...versions, { at: this.#clock.monotonic(), row }]);
    else this.#rows.delete(key);
  }
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
