import type {
  DisableFederationRequest,
  EnableFederationRequest,
  GetEventConfigurationRequest,
  GetInsightSelectorsRequest,
  PutEventConfigurationRequest,
  PutInsightSelectorsRequest,
} from "@aws-sdk/client-cloudtrail";
import { AwsError, type CallContext } from "../../service.ts";
import { findRole } from "../iam/role-store.ts";
import {
  activeStore,
  categoriesOf,
  putStore,
  type StoredStore,
  seenStore,
} from "./event-data-store-table.ts";

/** Lets Lake Formation read a store by a role. */
export function enableFederation(context: CallContext, input: EnableFederationRequest) {
  const store = activeStore(context, input.EventDataStore);
  if (store.federationRole !== undefined)
    throw new AwsError(
      "EventDataStoreFederationEnabledException",
      "Lake query federation is enabled already.",
    );
  const { FederationRoleArn: role = "" } = input;
  if (!findRole(context.world, role)) throw invalid(`The federation role ${role} does not exist.`);
  putStore(context, { ...store, federationRole: role });
  return { EventDataStoreArn: store.arn, FederationStatus: "ENABLED", FederationRoleArn: role };
}

export function disableFederation(context: CallContext, { EventDataStore }: DisableFederationRequest) {
  const store = activeStore(context, EventDataStore);
  putStore(context, { ...store, federationRole: undefined });
  return { EventDataStoreArn: store.arn, FederationStatus: "DISABLED" };
}

/** A store's insight selectors; InsightNotEnabledException when it has none. */
export function storeInsights(context: CallContext, { EventDataStore }: GetInsightSelectorsRequest) {
  const store = seenStore(context, EventDataStore);
  if (store.insightSelectors.length === 0)
    throw new AwsError("InsightNotEnabledException", `Insights aren't enabled on ${store.arn}`);
  return insightsOf(store);
}

/** Puts insight selectors in the place of all that there were; what they find goes to another store. */
export function putStoreInsights(context: CallContext, input: PutInsightSelectorsRequest) {
  const store = activeStore(context, input.EventDataStore);
  const selectors = input.InsightSelectors ?? [];
  const types = selectors.map(({ InsightType }) => InsightType);
  const management = selectors.every(({ EventCategories = ["Management"] }) =>
    EventCategories.every((category) => category === "Management"),
  );
  if (new Set(types).size < types.length || !management || types.includes(undefined))
    throw new AwsError(
      "InvalidInsightSelectorsException",
      "An insight type is named twice, or watches other than management events",
    );
  if (selectors.length === 0)
    return insightsOf(putStore(context, { ...store, insightSelectors: [], insightsDestination: undefined }));
  if (input.InsightsDestination === undefined)
    throw new AwsError("InvalidParameterException", "InsightsDestination is needed to enable Insights");
  const destination = activeStore(context, input.InsightsDestination);
  if (!categoriesOf(store).has("Management") || !categoriesOf(destination).has("Insight"))
    throw new AwsError(
      "InvalidInsightSelectorsException",
      "The source must keep management events, and the destination Insights events",
    );
  return insightsOf(
    putStore(context, { ...store, insightSelectors: selectors, insightsDestination: destination.arn }),
  );
}

/** How large a store's events may be, and what is added to them. */
export function storeConfiguration(context: CallContext, { EventDataStore }: GetEventConfigurationRequest) {
  const store = seenStore(context, EventDataStore);
  refuseOthers(store);
  return configurationOf(store);
}

export function putStoreConfiguration(context: CallContext, input: PutEventConfigurationRequest) {
  const store = activeStore(context, input.EventDataStore);
  refuseOthers(store);
  const { MaxEventSize: size = store.maxEventSize, ContextKeySelectors: keys = store.contextKeys } = input;
  if (keys.length > 0 && size !== "Large")
    throw invalid("MaxEventSize must be Large to use context key selectors.");
  if (keys.length > 2 || new Set(keys.map(({ Type }) => Type)).size < keys.length)
    throw invalid("There is at most one context key selector a type.");
  if (keys.some(({ Equals = [] }) => Equals.length === 0 || Equals.length > 50))
    throw invalid("A context key selector has 1 to 50 keys.");
  return configurationOf(putStore(context, { ...store, maxEventSize: size, contextKeys: keys }));
}

function insightsOf({ arn, insightSelectors, insightsDestination }: StoredStore) {
  return {
    EventDataStoreArn: arn,
    InsightSelectors: insightSelectors,
    ...(insightsDestination !== undefined && { InsightsDestination: insightsDestination }),
  };
}

function configurationOf({ arn, maxEventSize, contextKeys }: StoredStore) {
  return { EventDataStoreArn: arn, MaxEventSize: maxEventSize, ContextKeySelectors: contextKeys };
}

function refuseOthers(store: StoredStore): void {
  const categories = categoriesOf(store);
  if (!categories.has("Management") && !categories.has("Data"))
    throw new AwsError(
      "InvalidEventDataStoreCategoryException",
      "Only event data stores of management or data events have an event configuration.",
    );
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}
