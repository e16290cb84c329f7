import type { Filter } from "@aws-sdk/client-ec2";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import { seenTagsAt } from "../../tags.ts";
import { arnOf, noSuchId, type ResourceType } from "./resource-types.ts";

const maxPage = 1000;
const minPage = 5;
const maxFilterValues = 200;

/** What all Describe calls of EC2 ask. */
export interface DescribeRequest {
  readonly filters: readonly Filter[] | undefined;
  readonly ids: readonly string[] | undefined;
  readonly maxResults: number | undefined;
  readonly nextToken: string | undefined;
}

/** By a filter's name, the values of a resource that it looks at; tags are everybody's and not in it. */
export type FilterFields<Row> = Readonly<Record<string, (row: Row) => readonly (string | undefined)[]>>;

/**
 * A page of resources by id. Refuses an id that nothing has, an unknown filter, and a page size out of range.
 * @param kept which rows there are at all, by default every one
 */
export function describe<Row extends object>(
  context: CallContext,
  table: Table<Row>,
  type: ResourceType,
  fields: FilterFields<Row>,
  idOf: (row: Row) => string | undefined,
  request: DescribeRequest,
  kept: (row: Row) => boolean = () => true,
): { rows: Row[]; token: string | undefined } {
  const tests = (request.filters ?? []).map((filter) => filterTest(context, fields, idOf, filter));
  const keep = (row: Row) => kept(row) && tests.every((test) => test(row));
  const limit = pageLimit(request.maxResults);
  if (!request.ids?.length)
    return page(table, { token: request.nextToken, limit, keep, badToken: "InvalidParameterValue" });
  const rows = [...new Set(request.ids)].toSorted().map((id) => {
    const row = table.seen(id);
    if (!row || !kept(row)) throw noSuchId(type, id);
    return row;
  });
  return { rows: rows.filter(keep), token: undefined };
}

/** How many items a page holds; refuses what EC2 does. */
export function pageLimit(maxResults: number | undefined): number {
  if (maxResults === undefined) return maxPage;
  if (maxResults < minPage || maxResults > maxPage)
    throw new AwsError(
      "InvalidParameterValue",
      `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value between ${minPage} and ${maxPage}.`,
    );
  return maxResults;
}

function filterTest<Row>(
  context: CallContext,
  fields: FilterFields<Row>,
  idOf: (row: Row) => string | undefined,
  { Name: name = "", Values: values = [] }: Filter,
): (row: Row) => boolean {
  const matches = wildcards(values);
  const tags = (row: Row) => seenTagsAt(context, arnOf(context, idOf(row) ?? ""));
  if (name === "tag-key") return (row) => Object.keys(tags(row)).some(matches);
  if (name.startsWith("tag:")) {
    const key = name.slice("tag:".length);
    return (row) => {
      const value = tags(row)[key];
      return value !== undefined && matches(value);
    };
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) throw new AwsError("InvalidParameterValue", `The filter '${name}' is invalid`);
  return (row) => field(row).some((value) => value !== undefined && matches(value));
}

/** Whether a text is like one of the patterns, in which `*` stands for any text and `?` for one character. */
export function wildcards(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length > maxFilterValues)
    throw new AwsError(
      "FilterLimitExceeded",
      `At most ${maxFilterValues} values can be specified for a filter`,
    );
  return (text) => patterns.some((pattern) => isLike(text, pattern));
}

/** Wildcard matching that looks at each character a bounded number of times, whoever wrote the pattern. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[next] === "*") {
      star = next++;
      resume = at;
    } else if (next < pattern.length && (pattern[next] === "?" || pattern[next] === text[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[next] === "*") next++;
  return next === pattern.length;
}
