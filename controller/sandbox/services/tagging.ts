import type {
  GetResourcesInput,
  GetResourcesOutput,
  GetTagKeysInput,
  GetTagKeysOutput,
  GetTagValuesInput,
  GetTagValuesOutput,
  TagFilter,
} from "@aws-sdk/client-resource-groups-tagging-api";
import * as module from "@aws-sdk/client-resource-groups-tagging-api";
import { keyIn, tokenFor } from "../page.ts";
import { AwsError, type CallContext, type Service } from "../service.ts";
import { type Tagged, tagList, tagsOf } from "../tags.ts";

/** The Resource Groups Tagging API: an index over the tags of all services. */
export const tagging: Service = {
  module,
  client: "ResourceGroupsTaggingAPIClient",
  signingName: "tagging",
  eventSource: "tagging.amazonaws.com",
  operations: { GetResources: getResources, GetTagKeys: getTagKeys, GetTagValues: getTagValues },
};

const pageSize = 100;

/** Types whose tags the index doesn't have. */
const unlisted: ReadonlySet<string> = new Set(["ec2:vpc-flow-log", "cloudtrail:eventdatastore"]);

/** What resources are whose ARN names no type. */
const untyped: Readonly<Record<string, string>> = { s3: "bucket", sns: "topic", sqs: "queue" };

/**
 * The resources that have tags or had some once, never one that was not tagged. "If you don't specify a TagFilter,
 * the response includes all resources that are currently tagged or ever had a tag" (GetResources' reference).
 */
function getResources(context: CallContext, input: GetResourcesInput): GetResourcesOutput {
  const { ResourceTypeFilters: types = [], TagFilters: filters = [], ResourceARNList: arns } = input;
  if (arns && (types.length > 0 || filters.length > 0 || input.ResourcesPerPage !== undefined)) {
    throw invalid("ResourceARNList cannot be combined with other parameters");
  }
  const limit = input.ResourcesPerPage ?? pageSize;
  if (limit < 1 || limit > pageSize) throw invalid("ResourcesPerPage must be between 1 and 100");
  const tagLimit = input.TagsPerPage ?? Number.POSITIVE_INFINITY;
  if (tagLimit < 100 || (tagLimit > 500 && Number.isFinite(tagLimit))) {
    throw invalid("TagsPerPage must be between 100 and 500");
  }
  const wantedType = typeTest(types);
  const named = arns && new Set(arns);
  const passes = ({ arn, tags }: Tagged) =>
    wantedType(typeOf(arn)) &&
    (named ? named.has(arn) : true) &&
    filters.every((filter) => filterTest(filter, tags));

  const listed: Tagged[] = [];
  let tagCount = 0;
  const after = input.PaginationToken ? keyIn(input.PaginationToken, "InvalidParameterException") : "";
  for (const [key, row] of tagsOf(context).seenFrom(after)) {
    if (key === after || !passes(row)) continue;
    // "A resource with no tags is counted as having one tag", as the reference says of TagsPerPage.
    tagCount += Math.max(1, Object.keys(row.tags).length);
    const last = listed.at(-1);
    if (last && (listed.length === limit || tagCount > tagLimit))
      return resourcePage(listed, tokenFor(last.arn));
    listed.push(row);
  }
  return resourcePage(listed, "");
}

/** The last page's token is "" and not absent. */
function resourcePage(listed: readonly Tagged[], token: string): GetResourcesOutput {
  const ResourceTagMappingList = listed.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: tagList(tags) }));
  return { PaginationToken: token, ResourceTagMappingList };
}

function typeTest(filters: readonly string[]): (type: string) => boolean {
  for (const filter of filters) {
    if (!/^[a-z0-9-]+(?::[\w/-]+)?$/i.test(filter)) throw invalid(`${filter} is not a valid resource type`);
  }
  return (type) =>
    !unlisted.has(type) &&
    (filters.length === 0 || filters.some((filter) => type === filter || type.startsWith(`${filter}:`)));
}

/** `ec2:instance` of an instance's ARN, `sns:topic` of a topic's. */
function typeOf(arn: string): string {
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":");
  const type = /^([^:/]+)[:/]/.exec(resource)?.[1];
  const known = untyped[service];
  return known ? `${service}:${known}` : type ? `${service}:${type}` : service;
}

function filterTest({ Key: key = "", Values: values = [] }: TagFilter, tags: Tagged["tags"]): boolean {
  const value = tags[key];
  return value !== undefined && (values.length === 0 || values.includes(value));
}

function getTagKeys(context: CallContext, input: GetTagKeysInput): GetTagKeysOutput {
  const { items, token } = cut(
    tagsOf(context)
      .seenAll()
      .flatMap(({ tags }) => Object.keys(tags)),
    input.PaginationToken,
  );
  return { PaginationToken: token, TagKeys: items };
}

function getTagValues(
  context: CallContext,
  { Key: key = "", PaginationToken }: GetTagValuesInput,
): GetTagValuesOutput {
  const { items, token } = cut(
    tagsOf(context)
      .seenAll()
      .flatMap(({ tags }) => tags[key] ?? []),
    PaginationToken,
  );
  return { PaginationToken: token, TagValues: items };
}

function cut(texts: readonly string[], token: string | undefined): { items: string[]; token: string } {
  const after = token ? keyIn(token, "InvalidParameterException") : undefined;
  const rest = [...new Set(texts)].sort().filter((text) => after === undefined || text > after);
  const items = rest.slice(0, pageSize);
  return { items, token: items.length < rest.length ? tokenFor(items.at(-1) ?? "") : "" };
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message, { status: 400 });
}
