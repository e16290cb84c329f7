import type {
  BillingMode,
  ContextKeySelector,
  GetEventDataStoreResponse,
  MaxEventSize,
  Type,
} from "@aws-sdk/client-cloudtrail";
import {
  type AdvancedSelectorShape,
  advancedFromAws,
  advancedSelector,
  type InsightSelectorShape,
  inJsonOrder,
  insightSelector,
} from "../../aws/event-selectors.ts";
import { kmsKeyArn } from "../../aws/kms-key.ts";
import { resolved } from "../../document.ts";
import type { EventDataStoreSpec } from "../../generated/types.ts";
import type { Scope } from "../../kind.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";

export interface ContextKeysShape {
  readonly type: Type;
  readonly equals: readonly string[];
}

/** An event data store's canonical form. An absent text or list is AWS's default: none, or all management events. */
export interface EventDataStoreShape {
  readonly advancedEventSelectors?: readonly AdvancedSelectorShape[];
  readonly multiRegionEnabled: boolean;
  readonly organizationEnabled: boolean;
  /** Days. */
  readonly retentionPeriod: number;
  readonly terminationProtectionEnabled: boolean;
  readonly billingMode: BillingMode;
  /** Always an ARN. */
  readonly kmsKeyId?: string;
  readonly ingestion: boolean;
  readonly insightSelectors?: readonly InsightSelectorShape[];
  /** The name of a store here, or an ARN or id where git has that. */
  readonly insightsDestination?: string;
  readonly federationRoleArn?: string;
  readonly maxEventSize: MaxEventSize;
  readonly contextKeySelectors?: readonly ContextKeysShape[];
  /** Deleted, and for seven days still to be restored. Git never wants it. */
  readonly deletionPending: boolean;
}

/** What GetEventDataStore doesn't say about a store, already in our form. */
export interface StoreDetails {
  readonly insightSelectors: readonly InsightSelectorShape[];
  readonly insightsDestination: string | undefined;
  readonly maxEventSize: MaxEventSize | undefined;
  readonly contextKeySelectors: readonly ContextKeysShape[];
}

/** A store that has just been made. */
export const noDetails: StoreDetails = {
  insightSelectors: [],
  insightsDestination: undefined,
  maxEventSize: undefined,
  contextKeySelectors: [],
};

/** What AWS makes of a store without selectors. */
export const defaultSelector: AdvancedSelectorShape = {
  name: "Default management events",
  fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
};

const extendable = "EXTENDABLE_RETENTION_PRICING";

/** The shape a resolved spec asks for, in the account and region of `scope`. */
export function desiredStore(spec: EventDataStoreSpec, scope: Scope): EventDataStoreShape {
  const billingMode = spec.billingMode ?? extendable;
  return storeShape({
    selectors: (spec.advancedEventSelectors ?? []).map(advancedSelector),
    multiRegionEnabled: spec.multiRegionEnabled,
    organizationEnabled: spec.organizationEnabled,
    retentionPeriod: spec.retentionPeriod,
    terminationProtectionEnabled: spec.terminationProtectionEnabled,
    billingMode,
    kmsKeyId: spec.kmsKeyId && kmsKeyArn(spec.kmsKeyId, scope),
    ingestion: spec.ingestion ?? true,
    federationRoleArn: resolved(spec.federationRoleArn),
    insightSelectors: (spec.insightSelectors ?? []).map(insightSelector),
    insightsDestination: resolved(spec.insightsDestination),
    maxEventSize: spec.maxEventSize,
    contextKeySelectors: spec.contextKeySelectors ?? [],
    deletionPending: false,
  });
}

/**
 * The shape of a store as AWS describes it.
 *
 * @param wanted the shape git wants, which stands for what AWS doesn't tell before a store is ready
 */
export function storeFromAws(
  store: GetEventDataStoreResponse,
  details: StoreDetails,
  wanted: EventDataStoreShape | undefined,
): EventDataStoreShape {
  const { Status: status, FederationStatus: federation } = store;
  const isFederated = federation === "ENABLED" || federation === "ENABLING";
  return storeShape({
    selectors: (store.AdvancedEventSelectors ?? []).map(advancedFromAws),
    multiRegionEnabled: store.MultiRegionEnabled,
    organizationEnabled: store.OrganizationEnabled,
    retentionPeriod: store.RetentionPeriod,
    terminationProtectionEnabled: store.TerminationProtectionEnabled,
    billingMode: store.BillingMode,
    kmsKeyId: store.KmsKeyId,
    ingestion:
      status === "CREATED" || status === "PENDING_DELETION"
        ? (wanted?.ingestion ?? true)
        : status !== "STOPPED_INGESTION" && status !== "STOPPING_INGESTION",
    federationRoleArn: isFederated ? store.FederationRoleArn : undefined,
    ...details,
    deletionPending: status === "PENDING_DELETION",
  });
}

/** The one place where defaults are filled in, whichever side they come from. */
function storeShape(
  settings: StoreDetails & {
    readonly selectors: readonly AdvancedSelectorShape[];
    readonly multiRegionEnabled: boolean | undefined;
    readonly organizationEnabled: boolean | undefined;
    readonly retentionPeriod: number | undefined;
    readonly terminationProtectionEnabled: boolean | undefined;
    readonly billingMode: BillingMode | undefined;
    readonly kmsKeyId: string | undefined;
    readonly ingestion: boolean;
    readonly federationRoleArn: string | undefined;
    readonly deletionPending: boolean;
  },
): EventDataStoreShape {
  const { billingMode = extendable, kmsKeyId, federationRoleArn, insightsDestination } = settings;
  const selectors = withoutDefault(settings.selectors);
  const insights = inJsonOrder(settings.insightSelectors);
  const contextKeys = inJsonOrder(
    settings.contextKeySelectors.map(({ type, equals }) => ({ type, equals: sortedTexts(equals) })),
  );
  return {
    ...(selectors && { advancedEventSelectors: selectors }),
    multiRegionEnabled: settings.multiRegionEnabled ?? true,
    organizationEnabled: settings.organizationEnabled ?? false,
    retentionPeriod: settings.retentionPeriod ?? defaultRetention(billingMode),
    terminationProtectionEnabled: settings.terminationProtectionEnabled ?? true,
    billingMode,
    ...(kmsKeyId && { kmsKeyId }),
    ingestion: settings.ingestion,
    ...(insights.length > 0 && { insightSelectors: insights }),
    // A destination without insights is none: AWS keeps both or neither.
    ...(insights.length > 0 && insightsDestination && { insightsDestination }),
    ...(federationRoleArn && { federationRoleArn }),
    maxEventSize: settings.maxEventSize ?? "Standard",
    ...(contextKeys.length > 0 && { contextKeySelectors: contextKeys }),
    deletionPending: settings.deletionPending,
  };
}

/** Days: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateEventDataStore.html */
function defaultRetention(billingMode: BillingMode): number {
  return billingMode === extendable ? 366 : 2557;
}

/** The selectors, or `undefined` when they only say what AWS stores by default. */
function withoutDefault(selectors: readonly AdvancedSelectorShape[]): AdvancedSelectorShape[] | undefined {
  const [first = defaultSelector, ...others] = selectors;
  const isDefault =
    others.length === 0 &&
    (first.name === undefined || first.name === defaultSelector.name) &&
    JSON.stringify(first.fieldSelectors) === JSON.stringify(defaultSelector.fieldSelectors);
  return isDefault ? undefined : inJsonOrder(selectors);
}

/** None for a selector without a type, which AWS doesn't make. */
export function contextKeysFromAws({ Type: type, Equals: equals }: ContextKeySelector): ContextKeysShape[] {
  return type === undefined ? [] : [{ type, equals: equals ?? [] }];
}

/** The categories of events that a store keeps. */
export function categoriesOf({
  advancedEventSelectors: selectors = [defaultSelector],
}: Pick<EventDataStoreShape, "advancedEventSelectors">): ReadonlySet<string> {
  return new Set(
    selectors.flatMap(({ fieldSelectors }) =>
      fieldSelectors.flatMap(({ field, equals = [] }) => (field === "eventCategory" ? equals : [])),
    ),
  );
}

/** "eventCategory must be Management, Data, NetworkActivity, or ConfigurationItem" (StopEventDataStoreIngestion). */
export const stoppable: ReadonlySet<string> = new Set([
  "ConfigurationItem",
  "Data",
  "Management",
  "NetworkActivity",
]);

/** Whether somebody can stop its ingestion, and start it. */
export function canStop(shape: EventDataStoreShape): boolean {
  return [...categoriesOf(shape)].some((category) => stoppable.has(category));
}
