import type {
  AdvancedEventSelector,
  BillingMode,
  ContextKeySelector,
  EventDataStoreStatus,
  InsightSelector,
  MaxEventSize,
} from "@aws-sdk/client-cloudtrail";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** An event data store as CloudTrail Lake keeps it. */
export interface StoredStore {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly selectors: readonly AdvancedEventSelector[];
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly retention: number;
  readonly terminationProtection: boolean;
  readonly billingMode: BillingMode;
  readonly kmsKeyId: string | undefined;
  readonly isIngesting: boolean;
  readonly created: Date;
  readonly updated: Date;
  /** When it was deleted: it goes seven days later. */
  readonly deleted: Date | undefined;
  readonly federationRole: string | undefined;
  readonly insightSelectors: readonly InsightSelector[];
  readonly insightsDestination: string | undefined;
  readonly maxEventSize: MaxEventSize;
  readonly contextKeys: readonly ContextKeySelector[];
}

const week = 7 * 24 * 3_600_000;

/** The stores of the caller's account and region by id, those that have gone for good among them. */
export function storesOf({ world, account, region }: CallContext): Table<StoredStore> {
  return world.table<StoredStore>(account, region, "cloudtrail/event-data-stores");
}

/** Whether the seven days after its deletion are over. */
export function isGone({ clock }: CallContext, { deleted }: StoredStore): boolean {
  return deleted !== undefined && clock.now().getTime() - deleted.getTime() >= week;
}

/** The store of an ARN or id, as it is; EventDataStoreNotFoundException when there is none. */
export function existingStore(context: CallContext, arnOrId = ""): StoredStore {
  return present(context, arnOrId, storesOf(context).get(idIn(arnOrId)));
}

/** The store of an ARN or id, as a lagging read sees it. */
export function seenStore(context: CallContext, arnOrId = ""): StoredStore {
  return present(context, arnOrId, storesOf(context).seen(idIn(arnOrId)));
}

/** The store for a change: InactiveEventDataStoreException while it waits for its deletion. */
export function activeStore(context: CallContext, arnOrId = ""): StoredStore {
  const store = existingStore(context, arnOrId);
  if (store.deleted)
    throw new AwsError("InactiveEventDataStoreException", `The event data store ${store.arn} is inactive.`);
  return store;
}

export function putStore(context: CallContext, store: StoredStore): StoredStore {
  const next = { ...store, updated: context.clock.now() };
  storesOf(context).put(store.id, next);
  return next;
}

export function statusOf({ deleted, isIngesting }: StoredStore): EventDataStoreStatus {
  if (deleted) return "PENDING_DELETION";
  return isIngesting ? "ENABLED" : "STOPPED_INGESTION";
}

/** The categories of events that a store keeps. */
export function categoriesOf({ selectors }: Pick<StoredStore, "selectors">): Set<string> {
  const fields = selectors.flatMap(({ FieldSelectors = [] }) => FieldSelectors);
  return new Set(fields.flatMap(({ Field, Equals = [] }) => (Field === "eventCategory" ? Equals : [])));
}

/** Whether an ARN is one of an event data store's, whether or not there is such a store. */
export function isStoreArn(arn: string): boolean {
  return /^arn:[^:]+:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\//.test(arn);
}

function idIn(arnOrId: string): string {
  const id = arnOrId.startsWith("arn:")
    ? /^arn:[^:]+:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/([0-9a-f-]{36})$/.exec(arnOrId)?.[1]
    : /^[0-9a-f-]{36}$/.exec(arnOrId)?.[0];
  if (id === undefined)
    throw new AwsError("EventDataStoreARNInvalidException", `Invalid event data store ARN: ${arnOrId}`);
  return id;
}

function present(context: CallContext, arnOrId: string, store: StoredStore | undefined): StoredStore {
  const isHere = store && !isGone(context, store) && (!arnOrId.startsWith("arn:") || store.arn === arnOrId);
  if (!isHere)
    throw new AwsError("EventDataStoreNotFoundException", `The event data store ${arnOrId} was not found.`);
  return store;
}
