import { sortedTexts } from "../value/sorted-texts.ts";
/** How a filter's values are compared. */
export type MatchOption =
  | "ABSENT"
  | "CASE_INSENSITIVE"
  | "CASE_SENSITIVE"
  | "CONTAINS"
  | "ENDS_WITH"
  | "EQUALS"
  | "GREATER_THAN_OR_EQUAL"
  | "STARTS_WITH";

/** One key's values, of a dimension, a tag or a cost category. */
export interface CostFilter<Key extends string = string> {
  readonly key?: Key;
  readonly values?: readonly string[];
  readonly matchOptions?: readonly MatchOption[];
}

/** Which costs are meant, as Budgets and Cost Explorer filter them: a tree, each node of which has one member. */
export interface CostExpression<Dimension extends string> {
  readonly or?: readonly CostExpression<Dimension>[];
  readonly and?: readonly CostExpression<Dimension>[];
  readonly not?: CostExpression<Dimension>;
  readonly dimensions?: CostFilter<Dimension> & { readonly key: Dimension };
  readonly tags?: CostFilter;
  readonly costCategories?: CostFilter;
}

interface AwsFilter<Key extends string> {
  Key?: Key | undefined;
  Values?: string[] | undefined;
  MatchOptions?: MatchOption[] | undefined;
}

/** The same as both services' SDKs have it. */
export interface AwsExpression<Dimension extends string> {
  Or?: AwsExpression<Dimension>[] | undefined;
  And?: AwsExpression<Dimension>[] | undefined;
  Not?: AwsExpression<Dimension> | undefined;
  Dimensions?: AwsFilter<Dimension> | undefined;
  Tags?: AwsFilter<string> | undefined;
  CostCategories?: AwsFilter<string> | undefined;
}

/**
 * The canonical form: what stands beside one another sorted, and the match options left out that are AWS's own
 * ("The default values for MatchOptions are EQUALS and CASE_SENSITIVE", API_DimensionValues).
 *
 * @param value the canonical form of a dimension's values, where they are more than text
 */
export function canonicalExpression<Dimension extends string>(
  expression: CostExpression<Dimension>,
  value: (text: string) => string = (text) => text,
): CostExpression<Dimension> {
  const { or, and, not, dimensions, tags, costCategories } = expression;
  const all = (parts: readonly CostExpression<Dimension>[]) =>
    parts
      .map((part) => canonicalExpression(part, value))
      .map((part) => ({ part, text: JSON.stringify(part) }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ part }) => part);
  return {
    ...(or && { or: all(or) }),
    ...(and && { and: all(and) }),
    ...(not && { not: canonicalExpression(not, value) }),
    ...(dimensions && { dimensions: { ...canonicalFilter(dimensions, value), key: dimensions.key } }),
    ...(tags && { tags: canonicalFilter(tags) }),
    ...(costCategories && { costCategories: canonicalFilter(costCategories) }),
  };
}

const implied: ReadonlySet<string> = new Set(["EQUALS", "CASE_SENSITIVE"]);

function canonicalFilter<Key extends string>(
  { key, values, matchOptions = [] }: CostFilter<Key>,
  value: (text: string) => string = (text) => text,
): CostFilter<Key> {
  const options = [...new Set(matchOptions)].filter((option) => !implied.has(option)).sort();
  return {
    ...(key !== undefined && { key }),
    ...(values && values.length > 0 && { values: sortedTexts(values.map(value)) }),
    ...(options.length > 0 && { matchOptions: options }),
  };
}

/** An expression as AWS answers it, in canonical form. */
export function expressionFromAws<Dimension extends string>(
  expression: AwsExpression<Dimension>,
  value?: (text: string) => string,
): CostExpression<Dimension> {
  const plain = ({ Or, And, Not, ...leaf }: AwsExpression<Dimension>): CostExpression<Dimension> => {
    const { Dimensions, Tags, CostCategories } = leaf;
    return {
      ...(Or && Or.length > 0 && { or: Or.map(plain) }),
      ...(And && And.length > 0 && { and: And.map(plain) }),
      ...(Not && { not: plain(Not) }),
      ...(Dimensions?.Key && { dimensions: { ...filterFromAws(Dimensions), key: Dimensions.Key } }),
      ...(Tags && { tags: filterFromAws(Tags) }),
      ...(CostCategories && { costCategories: filterFromAws(CostCategories) }),
    };
  };
  return canonicalExpression(plain(expression), value);
}

function filterFromAws<Key extends string>({ Key, Values, MatchOptions }: AwsFilter<Key>): CostFilter<Key> {
  return {
    ...(Key !== undefined && { key: Key }),
    ...(Values && { values: Values }),
    ...(MatchOptions && { matchOptions: MatchOptions }),
  };
}

/** An expression as both services take it: the SDKs' types demand of a dimension all there is. */
export interface SentExpression<Dimension extends string> extends AwsExpression<Dimension> {
  Or?: SentExpression<Dimension>[];
  And?: SentExpression<Dimension>[];
  Not?: SentExpression<Dimension>;
  Dimensions?: { Key: Dimension; Values: string[]; MatchOptions?: MatchOption[] };
}

/** An expression as AWS takes it. */
export function expressionToAws<Dimension extends string>(
  expression: CostExpression<Dimension>,
): SentExpression<Dimension> {
  const { or, and, not, dimensions, tags, costCategories } = expression;
  return {
    ...(or && { Or: or.map((part) => expressionToAws(part)) }),
    ...(and && { And: and.map((part) => expressionToAws(part)) }),
    ...(not && { Not: expressionToAws(not) }),
    ...(dimensions && {
      Dimensions: { ...filterToAws(dimensions), Key: dimensions.key, Values: [...(dimensions.values ?? [])] },
    }),
    ...(tags && { Tags: filterToAws(tags) }),
    ...(costCategories && { CostCategories: filterToAws(costCategories) }),
  };
}

function filterToAws({ key, values, matchOptions }: CostFilter) {
  return {
    ...(key !== undefined && { Key: key }),
    ...(values && { Values: [...values] }),
    ...(matchOptions && { MatchOptions: [...matchOptions] }),
  };
}
