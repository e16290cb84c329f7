import {
  CloudTrailClient,
  GetEventConfigurationCommand,
  GetEventDataStoreCommand,
  type GetEventDataStoreResponse,
  GetInsightSelectorsCommand,
  paginateListEventDataStores,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws/aws.ts";
import { classify, errorCode } from "../../aws/errors.ts";
import { insightFromAws } from "../../aws/event-selectors.ts";
import type { Found } from "../../aws/listing.ts";
import { ownerTag } from "../../aws/tags.ts";
import type { Tags } from "../../kind.ts";
import {
  categoriesOf,
  contextKeysFromAws,
  type EventDataStoreShape,
  noDetails,
  type StoreDetails,
  storeFromAws,
} from "./shape.ts";

/** What is known of a store beside its shape. */
export interface StoreStatus {
  readonly created: Date | undefined;
}

export function isStoreStatus(status: unknown): status is StoreStatus {
  return typeof status === "object" && status !== null && "created" in status;
}

/** A store of this account and region: ListEventDataStores tells no more. */
export interface ListedStore {
  readonly name: string;
  readonly arn: string;
}

/** The stores of this account and region, those that wait for their deletion among them. */
export async function listStores(aws: Aws): Promise<ListedStore[]> {
  const { account, region } = aws.scope;
  const stores: ListedStore[] = [];
  const paging = { client: aws.client(CloudTrailClient), pageSize: 1000 };
  for await (const { EventDataStores = [] } of paginateListEventDataStores(paging, {})) {
    for (const { Name: name, EventDataStoreArn: arn } of EventDataStores) {
      if (name === undefined || arn === undefined) continue;
      const [, , , itsRegion, itsAccount] = arn.split(":");
      // An organization's stores show in a delegated administrator's account, too.
      if (itsRegion === region && itsAccount === account) stores.push({ name, arn });
    }
  }
  return stores;
}

/** The id in a store's ARN. */
function storeId(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** What a caller knows of the stores that it reads. */
export interface Known {
  /** Every store of the scope, for the names of others. */
  readonly all: readonly ListedStore[];
  /** Undefined where AWS doesn't tell them. */
  tagsOf(arn: string): Tags | undefined;
  wanted(name: string): EventDataStoreShape | undefined;
}

/**
 * Adds these stores to `found`. One that waits for its deletion is neither there nor gone: it counts where git wants
 * it and no other has its name, so that it can be restored; otherwise it is left out.
 */
export async function addStores(
  aws: Aws,
  found: Found<EventDataStoreShape>,
  stores: readonly ListedStore[],
  known: Known,
): Promise<void> {
  const read = await aws.each(stores, async (store) => {
    const item = { id: store.name, arn: store.arn, awsId: storeId(store.arn), tags: known.tagsOf(store.arn) };
    try {
      const { shape, status } = await readStore(aws, store.arn, known.all, known.wanted(store.name));
      return { ...item, shape, status };
    } catch (error) {
      if (classify(error) === "not-found") return undefined;
      found.unreadable({ ...item, tags: item.tags ?? {} }, error);
      return { ...item, shape: undefined, status: undefined };
    }
  });
  const here = read.filter((one) => one !== undefined);
  const live = new Set(here.filter(({ shape }) => !shape?.deletionPending).map(({ id }) => id));
  const pending = new Map<string, (typeof here)[number]>();
  for (const one of here) {
    const { id, shape, tags } = one;
    if (!shape) continue;
    if (!shape.deletionPending) found.add({ ...one, shape, tags: tags ?? {} });
    else if (known.wanted(id) && !live.has(id)) pending.set(id, later(pending.get(id), one, aws.owner));
  }
  for (const { shape, tags, ...one } of pending.values()) {
    if (tags) found.add({ ...one, shape, tags });
    else
      found.taken(
        { ...one, tags: {} },
        `${one.arn} has this name and waits for its deletion, and AWS doesn't say whose it is meanwhile; restore it if it is meant (aws cloudtrail restore-event-data-store --event-data-store ${one.arn})`,
      );
  }
}

interface Candidate {
  readonly tags: Tags | undefined;
  readonly status: StoreStatus | undefined;
}

/** Of several deleted ones of a name, the one to restore: ours, and then the latest. */
function later<One extends Candidate>(known: One | undefined, one: One, owner: string): One {
  if (!known) return one;
  const rank = ({ tags, status }: One) =>
    (tags?.[ownerTag] === owner ? 1e15 : 0) + (status?.created?.getTime() ?? 0);
  return rank(one) > rank(known) ? one : known;
}

/**
 * A store with everything in it; throws AWS's error, also when it has gone.
 *
 * @param all every store of the scope
 */
export async function readStore(
  aws: Aws,
  arn: string,
  all: readonly ListedStore[],
  wanted: EventDataStoreShape | undefined,
): Promise<{ shape: EventDataStoreShape; status: StoreStatus }> {
  const store = await aws
    .client(CloudTrailClient)
    .send(new GetEventDataStoreCommand({ EventDataStore: arn }));
  const details =
    store.Status === "PENDING_DELETION" ? detailsOf(wanted) : await readDetails(aws, arn, store, all, wanted);
  return { shape: storeFromAws(store, details, wanted), status: { created: store.CreatedTimestamp } };
}

/** AWS answers nothing about these while a store waits for its deletion: they are looked at once it is restored. */
function detailsOf(wanted: EventDataStoreShape | undefined): StoreDetails {
  if (!wanted) return noDetails;
  const { insightSelectors = [], insightsDestination, maxEventSize, contextKeySelectors = [] } = wanted;
  return { insightSelectors, insightsDestination, maxEventSize, contextKeySelectors };
}

async function readDetails(
  aws: Aws,
  arn: string,
  store: GetEventDataStoreResponse,
  all: readonly ListedStore[],
  wanted: EventDataStoreShape | undefined,
): Promise<StoreDetails> {
  const client = aws.client(CloudTrailClient);
  const categories = categoriesOf(storeFromAws(store, noDetails, undefined));
  const insights = categories.has("Management")
    ? await orNone(client.send(new GetInsightSelectorsCommand({ EventDataStore: arn })))
    : undefined;
  const configuration =
    categories.has("Management") || categories.has("Data")
      ? await orNone(client.send(new GetEventConfigurationCommand({ EventDataStore: arn })))
      : undefined;
  return {
    insightSelectors: (insights?.InsightSelectors ?? []).flatMap(insightFromAws),
    insightsDestination: asNamed(insights?.InsightsDestination, all, wanted?.insightsDestination),
    maxEventSize: configuration?.MaxEventSize,
    contextKeySelectors: (configuration?.ContextKeySelectors ?? []).flatMap(contextKeysFromAws),
  };
}

const meansNone = new Set([
  "InsightNotEnabledException",
  "InvalidEventDataStoreCategoryException",
  "UnknownOperationException",
  "UnsupportedOperationException",
]);

async function orNone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (meansNone.has(errorCode(error))) return undefined;
    throw error;
  }
}

/** A store in the way in which git names one: by its name, or by its ARN or id where git does. */
function asNamed(
  arn: string | undefined,
  all: readonly ListedStore[],
  wanted: string | undefined,
): string | undefined {
  if (arn === undefined || wanted === arn || wanted === storeId(arn)) return wanted ?? arn;
  return all.find((store) => store.arn === arn)?.name ?? arn;
}

/** The ARN of a store that git names by its name, its ARN or its id; throws where there is none of the name. */
export async function arnOfStore(aws: Aws, named: string): Promise<string> {
  if (named.startsWith("arn:")) return named;
  const found = (await listStores(aws)).filter(({ name, arn }) => name === named || storeId(arn) === named);
  const live = found.length < 2 ? found : await liveOnes(aws, found);
  for (const { arn } of live) return arn;
  throw new Error(`there is no event data store ${named} in this account and region; make it first`);
}

/** Beside those that wait for their deletion there may be one of the same name. */
async function liveOnes(aws: Aws, stores: readonly ListedStore[]): Promise<ListedStore[]> {
  const states = await aws.each(stores, ({ arn }) =>
    aws.client(CloudTrailClient).send(new GetEventDataStoreCommand({ EventDataStore: arn })),
  );
  return stores.filter((_, index) => states[index]?.Status !== "PENDING_DELETION");
}
