import type { Clock } from "../clock.ts";
import type { Scope, Tags } from "../kind.ts";

/** The tags that the tagging service's index knows, by ARN. It lags: a hint, never proof. */
export interface TagIndex {
  readonly byArn: ReadonlyMap<string, Tags>;
}

/** A constructor of an SDK v3 client, e.g. `CloudWatchClient`. */
// The SDK's clients have no common configuration type.
// oxlint-disable-next-line typescript/no-explicit-any
export type ClientClass<Client> = new (configuration: any) => Client;

/** AWS as a kind sees it: one account and region, within its budgets. */
export interface Aws {
  readonly scope: Scope;
  /** The installation's name. */
  readonly owner: string;
  readonly clock: Clock;
  /**
   * The client of a service, made once. Its calls wait for their budget, are retried when throttled, and when
   * they only read, also after a broken connection; a write that may have had an effect is never sent again.
   */
  client<Client extends object>(constructor: ClientClass<Client>): Client;
  /** What this owner has tagged in this scope, from GetResources: fetched once a pass, 100 a page; throws when a page fails. */
  tagIndex(): Promise<TagIndex>;
  /** Runs `work` over the items, some at a time, and keeps their order. */
  each<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]>;
}
