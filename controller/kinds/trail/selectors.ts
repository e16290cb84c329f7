import type {
  AggregationConfiguration,
  EventCategoryAggregation,
  EventSelector,
  ReadWriteType,
  Template,
} from "@aws-sdk/client-cloudtrail";
import { inJsonOrder } from "../../aws/event-selectors.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";

/** A basic event selector with every default filled in and its lists in order. */
export interface BasicSelectorShape {
  readonly readWriteType: ReadWriteType;
  readonly includeManagementEvents: boolean;
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
  readonly excludeManagementEventSources: readonly string[];
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
    excludeManagementEventSources: sortedTexts(spec.excludeManagementEventSources),
  };
}

/** The selectors, or `undefined` when they only say what AWS records by default. */
export function withoutDefault(selectors: readonly BasicSelectorShape[]): BasicSelectorShape[] | undefined {
  const isDefault =
    selectors.length === 0 ||
    (selectors.length === 1 && JSON.stringify(selectors[0]) === JSON.stringify(defaultSelector));
  return isDefault ? undefined : inJsonOrder(selectors);
}

export function aggregation(spec: AggregationShape): AggregationShape {
  return { eventCategory: spec.eventCategory, templates: sortedTexts(spec.templates) };
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
  return inJsonOrder([...byType].map(([type, values]) => ({ type, values: sortedTexts(values) })));
}
