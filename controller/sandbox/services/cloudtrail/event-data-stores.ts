import type {
  CreateEventDataStoreRequest,
  DeleteEventDataStoreRequest,
  GetEventDataStoreRequest,
  GetEventDataStoreResponse,
  ListEventDataStoresRequest,
  ListEventDataStoresResponse,
  RestoreEventDataStoreRequest,
  StartEventDataStoreIngestionRequest,
  UpdateEventDataStoreRequest,
} from "@aws-sdk/client-cloudtrail";
import { uuidOf } from "../../ids.ts";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { replaceTags, tagList } from "../../tags.ts";
import {
  activeStore,
  categoriesOf,
  existingStore,
  isGone,
  putStore,
  type StoredStore,
  seenStore,
  statusOf,
  storesOf,
} from "./event-data-store-table.ts";
import { checkStoreSelectors } from "./selectors.ts";
import { keyArn } from "./trail-destinations.ts";
import { checkedTags } from "./trail-tags.ts";

const maxStores = 10;
const longestRetention = { EXTENDABLE_RETENTION_PRICING: 3653, FIXED_RETENTION_PRICING: 2557 };
const defaultRetention = { EXTENDABLE_RETENTION_PRICING: 366, FIXED_RETENTION_PRICING: 2557 };

/** What CreateEventDataStore makes of a store without selectors. */
const defaultSelectors = [
  {
    Name: "Default management events",
    FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }],
  },
];

/** Creates an event data store, which takes in events at once unless it is told not to. */
export function createEventDataStore(context: CallContext, input: CreateEventDataStoreRequest) {
  const { Name: name = "", BillingMode: billingMode = "EXTENDABLE_RETENTION_PRICING" } = input;
  if (!/^[a-zA-Z0-9._-]{3,128}$/.test(name)) throw invalid(`The name ${name} is not valid`);
  const here = storesOf(context)
    .list()
    .filter((store) => !isGone(context, store));
  if (here.some((store) => store.name === name && !store.deleted))
    throw new AwsError(
      "EventDataStoreAlreadyExistsException",
      `An event data store with the name ${name} already exists.`,
    );
  // Those that wait for their deletion count as well.
  if (here.length >= maxStores)
    throw new AwsError(
      "EventDataStoreMaxLimitExceededException",
      `Your account has used the maximum number of event data stores, ${maxStores}.`,
    );
  const tags = checkedTags(input.TagsList);
  const id = uuidOf(context.id(32));
  const now = context.clock.now();
  const fresh: StoredStore = {
    id,
    arn: `arn:aws:cloudtrail:${context.region}:${context.account}:eventdatastore/${id}`,
    name,
    selectors: defaultSelectors,
    multiRegion: true,
    organization: false,
    retention: defaultRetention[billingMode],
    terminationProtection: true,
    billingMode,
    kmsKeyId: undefined,
    isIngesting: input.StartIngestion ?? true,
    created: now,
    updated: now,
    deleted: undefined,
    federationRole: undefined,
    insightSelectors: [],
    insightsDestination: undefined,
    maxEventSize: "Standard",
    contextKeys: [],
  };
  const store = withSettings(context, fresh, input);
  storesOf(context).put(id, store);
  replaceTags(context, store.arn, tags);
  return { ...settingsOf(store), Status: "CREATED", TagsList: tagList(tags) };
}

/** Changes what is given of a store and leaves the rest. */
export function updateEventDataStore(context: CallContext, input: UpdateEventDataStoreRequest) {
  const before = activeStore(context, input.EventDataStore);
  if (input.KmsKeyId !== undefined && before.kmsKeyId !== undefined)
    throw new AwsError("InvalidKmsKeyIdException", "The KMS key of an event data store can't be changed.");
  const { BillingMode: mode = before.billingMode } = input;
  if (mode !== before.billingMode && before.billingMode === "EXTENDABLE_RETENTION_PRICING")
    throw invalid("The billing mode can't be changed to FIXED_RETENTION_PRICING.");
  const name = input.Name ?? before.name;
  const isTaken = storesOf(context)
    .list()
    .some((store) => store.name === name && store.id !== before.id && !store.deleted);
  if (isTaken)
    throw new AwsError(
      "EventDataStoreAlreadyExistsException",
      `An event data store with the name ${name} already exists.`,
    );
  const store = putStore(context, withSettings(context, { ...before, name, billingMode: mode }, input));
  return { ...settingsOf(store), Status: statusOf(store), ...federationOf(store) };
}

/** A store with all that it is, also while it waits for its deletion. */
export function getEventDataStore(
  context: CallContext,
  { EventDataStore }: GetEventDataStoreRequest,
): GetEventDataStoreResponse {
  const store = seenStore(context, EventDataStore);
  return {
    ...settingsOf(store),
    Status: statusOf(store),
    ...federationOf(store),
    PartitionKeys: [{ Name: "calendarday", Type: "string" }],
  };
}

/** The names and ARNs of stores; the rest is no longer returned (EventDataStore's reference). */
export function listEventDataStores(
  context: CallContext,
  { NextToken, MaxResults: limit = 1000 }: ListEventDataStoresRequest,
): ListEventDataStoresResponse {
  if (limit < 1 || limit > 1000)
    throw new AwsError("InvalidMaxResultsException", "MaxResults must be from 1 to 1000.");
  const { rows, token } = page(storesOf(context), {
    token: NextToken,
    limit,
    keep: (store) => !isGone(context, store),
    badToken: "InvalidNextTokenException",
  });
  return {
    EventDataStores: rows.map(({ name, arn }) => ({ Name: name, EventDataStoreArn: arn })),
    ...(token !== undefined && { NextToken: token }),
  };
}

/** Puts a store among those that go in seven days, unless something protects it. */
export function deleteEventDataStore(
  context: CallContext,
  { EventDataStore }: DeleteEventDataStoreRequest,
): Record<string, never> {
  const store = activeStore(context, EventDataStore);
  if (store.terminationProtection)
    throw new AwsError(
      "EventDataStoreTerminationProtectedException",
      "The event data store cannot be deleted because termination protection is enabled for it.",
    );
  if (store.federationRole !== undefined)
    throw new AwsError(
      "EventDataStoreFederationEnabledException",
      "You cannot delete the event data store because Lake query federation is enabled.",
    );
  putStore(context, { ...store, deleted: context.clock.now() });
  return {};
}

/** Takes a store back from those that go. */
export function restoreEventDataStore(
  context: CallContext,
  { EventDataStore }: RestoreEventDataStoreRequest,
) {
  const before = existingStore(context, EventDataStore);
  if (!before.deleted)
    throw new AwsError(
      "InvalidEventDataStoreStatusException",
      "Only an event data store in the PENDING_DELETION status can be restored.",
    );
  const store = putStore(context, { ...before, deleted: undefined });
  return { ...settingsOf(store), Status: statusOf(store) };
}

const stoppable = ["ConfigurationItem", "Data", "Management", "NetworkActivity"];

/** Makes a store take in events, or stop. */
export function switchIngestion(isIngesting: boolean) {
  return (
    context: CallContext,
    { EventDataStore }: StartEventDataStoreIngestionRequest,
  ): Record<string, never> => {
    const store = existingStore(context, EventDataStore);
    const categories = categoriesOf(store);
    if (!stoppable.some((category) => categories.has(category)))
      throw new AwsError(
        "InvalidEventDataStoreCategoryException",
        "The ingestion of this category of events can't be started or stopped.",
      );
    const needed = isIngesting ? "STOPPED_INGESTION" : "ENABLED";
    if (statusOf(store) !== needed)
      throw new AwsError(
        "InvalidEventDataStoreStatusException",
        `The event data store is ${statusOf(store)}; it must be ${needed}.`,
      );
    putStore(context, { ...store, isIngesting });
    return {};
  };
}

function withSettings(
  context: CallContext,
  before: StoredStore,
  input: Omit<UpdateEventDataStoreRequest, "EventDataStore" | "Name" | "BillingMode">,
): StoredStore {
  const { AdvancedEventSelectors: selectors = [] } = input;
  const retention = input.RetentionPeriod ?? before.retention;
  const longest = longestRetention[before.billingMode];
  if (retention < 7 || retention > longest)
    throw invalid(`The retention period must be from 7 to ${longest} days.`);
  checkStoreSelectors(selectors);
  return {
    ...before,
    selectors: selectors.length > 0 ? selectors : before.selectors,
    multiRegion: input.MultiRegionEnabled ?? before.multiRegion,
    organization: input.OrganizationEnabled ?? before.organization,
    retention,
    terminationProtection: input.TerminationProtectionEnabled ?? before.terminationProtection,
    kmsKeyId: input.KmsKeyId === undefined ? before.kmsKeyId : keyArn(context, input.KmsKeyId),
  };
}

function settingsOf(store: StoredStore) {
  return {
    EventDataStoreArn: store.arn,
    Name: store.name,
    AdvancedEventSelectors: [...store.selectors],
    MultiRegionEnabled: store.multiRegion,
    OrganizationEnabled: store.organization,
    RetentionPeriod: store.retention,
    TerminationProtectionEnabled: store.terminationProtection,
    BillingMode: store.billingMode,
    CreatedTimestamp: store.created,
    UpdatedTimestamp: store.updated,
    ...(store.kmsKeyId !== undefined && { KmsKeyId: store.kmsKeyId }),
  };
}

function federationOf({ federationRole }: StoredStore) {
  return federationRole === undefined
    ? { FederationStatus: "DISABLED" as const }
    : { FederationStatus: "ENABLED" as const, FederationRoleArn: federationRole };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
