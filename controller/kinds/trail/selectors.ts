import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  AggregationConfiguration,
  EventCategoryAggregation,
  EventSelector,
  InsightSelector,
  InsightType,
  ReadWriteType,
  SourceEventCategory,
  Template,
} from "@aws-sdk/client-cloudtrail";

/** A basic event selector with every default filled in and its lists in order. */
export interface BasicSelectorShape {
  readonly readWriteType: ReadWriteType;
  readonly includeManagementEvents: boolean;
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
  readonly excludeManagementEventSources: readonly string[];
}

export const operators = [
  "equals",
  "startsWith",
  "endsWith",
  "notEquals",
  "notStartsWith",
  "notEndsWith",
] as const;

export type Operator = (typeof operators)[number];

/** One condition of an advanced selector; its lists in order. */
export type FieldSelectorShape = { readonly field: string } & {
  readonly [Name in Operator]?: readonly string[];
};

/** An advanced event selector; its conditions in order. */
export interface AdvancedSelectorShape {
  readonly name?: string;
  readonly fieldSelectors: readonly FieldSelectorShape[];
}

export interface InsightSelectorShape {
  readonly insightType: InsightType;
  readonly eventCategories: readonly SourceEventCategory[];
}

export interface AggregationShape {
  readonly eventCategory: EventCategoryAggregation;
  readonly templates: readonly Template[];
}

/** What a trail without selectors records: AWS materialises this one. */
export const defaultSelector: BasicSelectorShape = {
  readWriteType: "All",
  includeManagementEvents: true,
  dataResources: [],
  excludeManagementEventSources: [],
};

type Loose<Shape> = { readonly [Field in keyof Shape]?: Shape[Field] | undefined };

/** Fills in a basic selector's defaults; `spec` is one of a document's or of AWS's in our names. */
export function basicSelector(
  spec: Loose<Omit<BasicSelectorShape, "dataResources">> & {
    readonly dataResources?:
      | readonly { readonly type?: string | undefined; readonly values?: readonly string[] | undefined }[]
      | undefined;
  },
): BasicSelectorShape {
  return {
    readWriteType: spec.readWriteType ?? "All",
    includeManagementEvents: spec.includeManagementEvents ?? true,
    dataResources: mergeByType(spec.dataResources ?? []),
    excludeManagementEventSources: inOrder(spec.excludeManagementEventSources),
  };
}

/** The selectors, or `undefined` when they only say what AWS records by default. */
export function withoutDefault(selectors: readonly BasicSelectorShape[]): BasicSelectorShape[] | undefined {
  const isDefault =
    selectors.length === 0 ||
    (selectors.length === 1 && JSON.stringify(selectors[0]) === JSON.stringify(defaultSelector));
  return isDefault ? undefined : inJsonOrder(selectors);
}

/** Puts an advanced selector's conditions and values in order: none of them means anything by its place. */
export function advancedSelector(spec: {
  readonly name?: string | undefined;
  readonly fieldSelectors?:
    | readonly ({ readonly field?: string | undefined } & {
        readonly [Name in Operator]?: readonly string[] | undefined;
      })[]
    | undefined;
}): AdvancedSelectorShape {
  const fieldSelectors = (spec.fieldSelectors ?? []).map((selector) => {
    const values = operators.flatMap((operator) => {
      const list = selector[operator];
      return list && list.length > 0 ? [[operator, inOrder(list)] as const] : [];
    });
    return { field: selector.field ?? "", ...Object.fromEntries(values) };
  });
  return { ...(spec.name ? { name: spec.name } : {}), fieldSelectors: inJsonOrder(fieldSelectors) };
}

/** An insight selector; without categories AWS watches management events. */
export function insightSelector(spec: {
  readonly insightType: InsightType;
  readonly eventCategories?: readonly SourceEventCategory[] | undefined;
}): InsightSelectorShape {
  const categories = inOrder(spec.eventCategories);
  return {
    insightType: spec.insightType,
    eventCategories: categories.length > 0 ? categories : ["Management"],
  };
}

export function aggregation(spec: AggregationShape): AggregationShape {
  return { eventCategory: spec.eventCategory, templates: inOrder(spec.templates) };
}

export function basicFromAws(selector: EventSelector): BasicSelectorShape {
  return basicSelector({
    readWriteType: selector.ReadWriteType,
    includeManagementEvents: selector.IncludeManagementEvents,
    dataResources: (selector.DataResources ?? []).map(({ Type, Values }) => ({ type: Type, values: Values })),
    excludeManagementEventSources: selector.ExcludeManagementEventSources,
  });
}

export function basicToAws(selector: BasicSelectorShape): EventSelector {
  return {
    ReadWriteType: selector.readWriteType,
    IncludeManagementEvents: selector.includeManagementEvents,
    DataResources: selector.dataResources.map(({ type, values }) => ({ Type: type, Values: [...values] })),
    ExcludeManagementEventSources: [...selector.excludeManagementEventSources],
  };
}

export function advancedFromAws(selector: AdvancedEventSelector): AdvancedSelectorShape {
  return advancedSelector({
    name: selector.Name,
    fieldSelectors: (selector.FieldSelectors ?? []).map((field) => ({
      field: field.Field,
      equals: field.Equals,
      startsWith: field.StartsWith,
      endsWith: field.EndsWith,
      notEquals: field.NotEquals,
      notStartsWith: field.NotStartsWith,
      notEndsWith: field.NotEndsWith,
    })),
  });
}

export function advancedToAws(selector: AdvancedSelectorShape): AdvancedEventSelector {
  return {
    ...(selector.name === undefined ? {} : { Name: selector.name }),
    FieldSelectors: selector.fieldSelectors.map(
      (field): AdvancedFieldSelector => ({
        Field: field.field,
        ...(field.equals && { Equals: [...field.equals] }),
        ...(field.startsWith && { StartsWith: [...field.startsWith] }),
        ...(field.endsWith && { EndsWith: [...field.endsWith] }),
        ...(field.notEquals && { NotEquals: [...field.notEquals] }),
        ...(field.notStartsWith && { NotStartsWith: [...field.notStartsWith] }),
        ...(field.notEndsWith && { NotEndsWith: [...field.notEndsWith] }),
      }),
    ),
  };
}

/** None for a selector without a type, which AWS doesn't make. */
export function insightFromAws({ InsightType, EventCategories }: InsightSelector): InsightSelectorShape[] {
  if (InsightType === undefined) return [];
  return [insightSelector({ insightType: InsightType, eventCategories: EventCategories })];
}

export function insightToAws({ insightType, eventCategories }: InsightSelectorShape): InsightSelector {
  return { InsightType: insightType, EventCategories: [...eventCategories] };
}

/** None for a configuration without a category, which AWS doesn't make. */
export function aggregationFromAws({
  EventCategory,
  Templates,
}: AggregationConfiguration): AggregationShape[] {
  if (EventCategory === undefined) return [];
  return [aggregation({ eventCategory: EventCategory, templates: Templates ?? [] })];
}

export function aggregationToAws({ eventCategory, templates }: AggregationShape): AggregationConfiguration {
  return { EventCategory: eventCategory, Templates: [...templates] };
}

/** Items by their JSON text, for lists whose order means nothing. */
export function inJsonOrder<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: JSON.stringify(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

function inOrder<Value extends string>(values: readonly Value[] | undefined): Value[] {
  return [...new Set(values)].sort();
}

/** Two entries of one type select what one entry with both lists does. */
function mergeByType(
  resources: readonly {
    readonly type?: string | undefined;
    readonly values?: readonly string[] | undefined;
  }[],
): { type: string; values: string[] }[] {
  const byType = new Map<string, string[]>();
  for (const { type = "", values = [] } of resources) {
    byType.set(type, [...(byType.get(type) ?? []), ...values]);
  }
  return inJsonOrder([...byType].map(([type, values]) => ({ type, values: inOrder(values) })));
}
