import type {
  AdvancedEventSelector,
  AdvancedFieldSelector,
  InsightSelector,
  InsightType,
  SourceEventCategory,
} from "@aws-sdk/client-cloudtrail";
import { sortedTexts } from "../value/sorted-texts.ts";

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
      return list && list.length > 0 ? [[operator, sortedTexts(list)] as const] : [];
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
  const categories = sortedTexts(spec.eventCategories);
  return {
    insightType: spec.insightType,
    eventCategories: categories.length > 0 ? categories : ["Management"],
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

/** Items by their JSON text, for lists whose order means nothing. */
export function inJsonOrder<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: JSON.stringify(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
