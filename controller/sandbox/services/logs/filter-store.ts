import type { MetricFilter, SubscriptionFilter } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import {
  existingLogGroup,
  invalid,
  invalidName,
  logGroupsOf,
  type StoredLogGroup,
} from "./log-group-store.ts";

/** A filter as its Describe call shows it, with its group. */
type StoredFilter<Shown extends object> = Shown & {
  readonly logGroupName: string;
  readonly filterName: string;
};

/** Filters of one sort: where they are kept, and where their group notes their names. */
export interface FilterSort<Shown extends object> {
  readonly names: "metricFilters" | "subscriptionFilters";
  /** How many a group may have. */
  readonly limit: number;
  /** Those of an account and region, by `filterKey`. */
  table(context: CallContext): Table<StoredFilter<Shown>>;
}

export const metricFilters: FilterSort<MetricFilter> = {
  names: "metricFilters",
  // "The maximum number of metric filters that can be associated with a log group is 100": PutMetricFilter.
  limit: 100,
  table: ({ world, account, region }) => world.table(account, region, "logs/metric-filters"),
};

export const subscriptionFilters: FilterSort<SubscriptionFilter> = {
  names: "subscriptionFilters",
  // "Each log group can have up to two subscription filters associated with it": PutSubscriptionFilter.
  limit: 2,
  table: ({ world, account, region }) => world.table(account, region, "logs/subscription-filters"),
};

/** A filter's key: its group's name and its own, apart by what neither can contain. */
export function filterKey(group: string, filter: string): string {
  return `${group}:${filter}`;
}

/** Keeps a filter, in place of what has its name; LimitExceededException when its group is full. */
export function putFilter<Shown extends object>(
  context: CallContext,
  { names, limit, table }: FilterSort<Shown>,
  filter: StoredFilter<Shown>,
): void {
  const { logGroupName, filterName } = filter;
  const group = existingLogGroup(context, logGroupName);
  const present = group[names] ?? [];
  const isNew = !present.includes(filterName);
  if (isNew && present.length >= limit)
    throw new AwsError("LimitExceededException", "Resource limit exceeded.");
  table(context).put(filterKey(logGroupName, filterName), filter);
  noteNames(context, group, names, isNew ? [...present, filterName] : present);
}

/** Deletes a filter; ResourceNotFoundException when there is none. */
export function deleteFilter<Shown extends object>(
  context: CallContext,
  { names, table }: FilterSort<Shown>,
  {
    logGroupName = "",
    filterName = "",
  }: { logGroupName?: string | undefined; filterName?: string | undefined },
): void {
  const group = existingLogGroup(context, logGroupName);
  const present = group[names] ?? [];
  if (!present.includes(filterName))
    throw new AwsError("ResourceNotFoundException", "The specified filter does not exist.");
  table(context).delete(filterKey(logGroupName, filterName));
  noteNames(
    context,
    group,
    names,
    present.filter((name) => name !== filterName),
  );
}

function noteNames(
  context: CallContext,
  group: StoredLogGroup,
  names: FilterSort<object>["names"],
  present: readonly string[],
): void {
  const filtersChanged = context.clock.monotonic();
  logGroupsOf(context).put(group.name, { ...group, [names]: present, filtersChanged });
}

/** Deletes a group's filters, for when the group itself is deleted. */
export function forgetFilters(context: CallContext, group: StoredLogGroup): void {
  for (const { names, table } of [metricFilters, subscriptionFilters])
    for (const name of group[names] ?? []) table(context).delete(filterKey(group.name, name));
}

/** Refuses what both sorts of filters refuse. */
export function checkFilter(input: {
  filterName?: string | undefined;
  filterPattern?: string | undefined;
  fieldSelectionCriteria?: string | undefined;
}): void {
  const { filterName = "", filterPattern, fieldSelectionCriteria = "" } = input;
  if (!/^[^:*]{1,512}$/.test(filterName)) throw invalidName("filterName", filterName);
  if (filterPattern === undefined)
    throw invalid("Value null at 'filterPattern' failed to satisfy constraint: Member must not be null");
  if (filterPattern.length > 1024) throw invalid("Filter pattern is too long");
  const opened = { "{": "}", "[": "]" }[filterPattern.trim()[0] ?? ""];
  if (opened && !filterPattern.trim().endsWith(opened)) throw invalid("Invalid filter pattern");
  if (fieldSelectionCriteria.length > 2000) throw invalid("Field selection criteria is too long");
}

/** Refuses system fields that AWS doesn't know. */
export function checkSystemFields(given: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = (given ?? []).find((field) => !known.includes(field));
  if (unknown !== undefined) throw invalid(`Invalid system field: ${unknown}`);
}

/** "CloudWatch Logs log classes" of the user guide says which class can do what. */
export function checkClass({ logGroupClass }: StoredLogGroup, ...allowed: readonly string[]): void {
  if (!allowed.includes(logGroupClass))
    throw invalid(`The operation is not supported for log groups of class ${logGroupClass}.`);
}
