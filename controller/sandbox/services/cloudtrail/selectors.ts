import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  EventSelector,
  GetEventConfigurationRequest,
  GetEventSelectorsRequest,
  GetInsightSelectorsRequest,
  InsightSelector,
  PutEventConfigurationRequest,
  PutEventSelectorsRequest,
  PutInsightSelectorsRequest,
} from "@aws-sdk/client-cloudtrail";
import { AwsError, type CallContext } from "../../service.ts";
import {
  putStoreConfiguration,
  putStoreInsights,
  storeConfiguration,
  storeInsights,
} from "./event-data-store-options.ts";
import { ownTrail, type StoredTrail, seenTrail, trailsOf } from "./trail-store.ts";

const maxSelectors = 5;
const maxDataResources = 250;
const maxAdvancedValues = 500;
const readWriteTypes = new Set<string>(["All", "ReadOnly", "WriteOnly"]);
const basicResourceTypes = new Set(["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"]);
const excludableSources = new Set(["kms.amazonaws.com", "rdsdata.amazonaws.com"]);
const operators = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"] as const;
const equalsOnly = new Set<string | undefined>(["readOnly", "eventCategory", "resources.type"]);
const insightTypes = new Set<string | undefined>(["ApiCallRateInsight", "ApiErrorRateInsight"]);
const aggregationTemplates = new Set<string>(["API_ACTIVITY", "RESOURCE_ACCESS", "USER_ACTIONS"]);

/** What a trail selects while nothing was put: all management events. */
const defaultSelector: EventSelector = {
  ReadWriteType: "All",
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

/** A trail's selectors, the default one when none were put. */
export function getEventSelectors(context: CallContext, { TrailName }: GetEventSelectorsRequest) {
  const row = seenTrail(context, TrailName);
  return selectorsOf(row);
}

/** Puts basic or advanced selectors in the place of all that there were. */
export function putEventSelectors(context: CallContext, input: PutEventSelectorsRequest) {
  const row = ownTrail(context, input.TrailName);
  const basic = input.EventSelectors ?? [];
  const advanced = input.AdvancedEventSelectors ?? [];
  refuseUnless(
    basic.length > 0 !== advanced.length > 0,
    "Specify either EventSelectors or AdvancedEventSelectors, and at least one of them",
  );
  checkBasic(basic);
  checkAdvanced(advanced);
  const selectors = basic.map((selector) => ({
    ReadWriteType: selector.ReadWriteType ?? "All",
    IncludeManagementEvents: selector.IncludeManagementEvents ?? true,
    DataResources: selector.DataResources ?? [],
    ExcludeManagementEventSources: selector.ExcludeManagementEventSources ?? [],
  }));
  const isDefault = JSON.stringify(selectors) === JSON.stringify([defaultSelector]);
  const next: StoredTrail = {
    ...row,
    selectors: selectors.length > 0 ? selectors : undefined,
    advancedSelectors: advanced.length > 0 ? advanced : undefined,
    trail: { ...row.trail, HasCustomEventSelectors: !isDefault },
  };
  trailsOf(context).put(row.trail.Name, next);
  return selectorsOf(next);
}

function selectorsOf({ trail, selectors, advancedSelectors }: StoredTrail) {
  return advancedSelectors
    ? { TrailARN: trail.TrailARN, AdvancedEventSelectors: advancedSelectors }
    : { TrailARN: trail.TrailARN, EventSelectors: selectors ?? [defaultSelector] };
}

/** The insight selectors of a trail or store; InsightNotEnabledException when it has none. */
export function getInsightSelectors(context: CallContext, input: GetInsightSelectorsRequest) {
  const { TrailName, EventDataStore } = input;
  refuseBoth(TrailName, EventDataStore);
  if (EventDataStore !== undefined) return storeInsights(context, input);
  const { trail, insightSelectors } = seenTrail(context, TrailName);
  if (insightSelectors.length === 0)
    throw new AwsError("InsightNotEnabledException", `Insights aren't enabled on ${trail.Name}`);
  return { TrailARN: trail.TrailARN, InsightSelectors: insightSelectors };
}

/** Puts insight selectors in the place of all that there were; an empty list switches insights off. */
export function putInsightSelectors(context: CallContext, input: PutInsightSelectorsRequest) {
  refuseBoth(input.TrailName, input.EventDataStore ?? input.InsightsDestination);
  if (input.EventDataStore !== undefined) return putStoreInsights(context, input);
  const row = ownTrail(context, input.TrailName);
  const selectors: InsightSelector[] = input.InsightSelectors ?? [];
  const types = selectors.map(({ InsightType }) => InsightType);
  if (!types.every((type) => insightTypes.has(type)) || new Set(types).size < types.length)
    throw new AwsError("InvalidInsightSelectorsException", "An insight type is unknown or named twice");
  trailsOf(context).put(row.trail.Name, {
    ...row,
    insightSelectors: selectors,
    trail: { ...row.trail, HasInsightSelectors: selectors.length > 0 },
  });
  return { TrailARN: row.trail.TrailARN, InsightSelectors: selectors };
}

/** How a trail's events are aggregated, or a store's enriched. */
export function getEventConfiguration(context: CallContext, input: GetEventConfigurationRequest) {
  const { TrailName, EventDataStore } = input;
  refuseBoth(TrailName, EventDataStore);
  if (EventDataStore !== undefined) return storeConfiguration(context, input);
  const { trail, aggregations } = seenTrail(context, TrailName);
  return { TrailARN: trail.TrailARN, AggregationConfigurations: aggregations };
}

/** Sets how a trail's events are aggregated, or a store's enriched. */
export function putEventConfiguration(context: CallContext, input: PutEventConfigurationRequest) {
  refuseBoth(input.TrailName, input.EventDataStore);
  if (input.EventDataStore !== undefined) return putStoreConfiguration(context, input);
  const row = ownTrail(context, input.TrailName);
  if (input.MaxEventSize !== undefined || input.ContextKeySelectors?.length)
    throw new AwsError(
      "InvalidParameterCombinationException",
      "MaxEventSize and ContextKeySelectors belong to event data stores",
    );
  const aggregations = input.AggregationConfigurations ?? [];
  for (const { Templates: templates, EventCategory: category } of aggregations)
    if (category !== "Data" || !templates?.every((template) => aggregationTemplates.has(template)))
      throw new AwsError("InvalidParameterException", "Unknown template or event category");
  trailsOf(context).put(row.trail.Name, { ...row, aggregations });
  return { TrailARN: row.trail.TrailARN, AggregationConfigurations: aggregations };
}

function refuseBoth(trail: string | undefined, store: string | undefined): void {
  if (trail !== undefined && store !== undefined)
    throw new AwsError("InvalidParameterCombinationException", "Name either a trail or an event data store");
}

const ofCloudTrail = new Set(["Data", "Management", "NetworkActivity"]);
const ofStores = new Set([...ofCloudTrail, "ActivityAuditLog", "ConfigurationItem", "Evidence", "Insight"]);

/** Refuses selectors that an event data store can't have. */
export function checkStoreSelectors(selectors: readonly AdvancedEventSelector[]): void {
  refuseUnless(selectors.length <= maxSelectors, `At most ${maxSelectors} selectors can be specified`);
  checkAdvanced(selectors);
  const categories = new Set(
    selectors.map(({ FieldSelectors = [] }) => {
      const category = FieldSelectors.find(({ Field }) => Field === "eventCategory")?.Equals?.[0] ?? "";
      refuseUnless(ofStores.has(category), `Unknown eventCategory ${category}`);
      refuseUnless(
        ofCloudTrail.has(category) || FieldSelectors.length === 1,
        `Events of the category ${category} can't be filtered`,
      );
      return category;
    }),
  );
  refuseUnless(
    categories.size < 2 || [...categories].every((category) => ofCloudTrail.has(category)),
    "These event categories can't be in one event data store",
  );
}

function checkBasic(selectors: readonly EventSelector[]): void {
  refuseUnless(selectors.length <= maxSelectors, `At most ${maxSelectors} event selectors can be specified`);
  for (const selector of selectors) {
    const { DataResources: resources = [], ExcludeManagementEventSources: excluded = [] } = selector;
    refuseUnless(readWriteTypes.has(selector.ReadWriteType ?? "All"), "Unknown ReadWriteType");
    const management = selector.IncludeManagementEvents ?? true;
    refuseUnless(management || resources.length > 0, "A selector must select management or data events");
    refuseUnless(
      excluded.every((source) => management && excludableSources.has(source)),
      "ExcludeManagementEventSources can only name KMS and the RDS Data API, of management events",
    );
    for (const { Type, Values } of resources) {
      refuseUnless(basicResourceTypes.has(Type ?? ""), `Unknown data resource type ${Type}`);
      refuseUnless(
        (Values ?? []).every((value) => value.startsWith("arn:")),
        "Data resources must be ARNs",
      );
    }
  }
  const values = selectors
    .flatMap(({ DataResources }) => DataResources ?? [])
    .flatMap(({ Values }) => Values ?? []);
  refuseUnless(
    values.length <= maxDataResources,
    `At most ${maxDataResources} data resources can be specified`,
  );
}

function checkAdvanced(selectors: readonly AdvancedEventSelector[]): void {
  let values = 0;
  for (const { Name, FieldSelectors: fields = [] } of selectors) {
    refuseUnless((Name ?? "").length <= 1000, "The name of a selector is at most 1000 characters long");
    for (const field of fields) values += checkField(field);
    const category = fields.find(({ Field }) => Field === "eventCategory")?.Equals;
    refuseUnless(category?.length === 1, "A selector needs eventCategory with one value");
    refuseUnless(
      category[0] !== "Data" || fields.some(({ Field }) => Field === "resources.type"),
      "A selector of data events needs resources.type",
    );
    const names = fields.map(({ Field }) => Field);
    refuseUnless(new Set(names).size === names.length, "A field can be named once a selector");
  }
  refuseUnless(values <= maxAdvancedValues, `At most ${maxAdvancedValues} values can be specified`);
}

function checkField(field: AdvancedFieldSelector): number {
  const given = operators.filter((operator) => (field[operator] ?? []).length > 0);
  refuseUnless(given.length > 0, `${field.Field} needs an operator with a value`);
  refuseUnless(
    !equalsOnly.has(field.Field) || given.every((operator) => operator === "Equals"),
    `${field.Field} can only be compared by Equals`,
  );
  return given.reduce((sum, operator) => sum + (field[operator] ?? []).length, 0);
}

function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AwsError("InvalidEventSelectorsException", message);
}
