import {
  type DeleteQueryDefinitionRequest,
  type DeleteQueryDefinitionResponse,
  type DescribeQueryDefinitionsRequest,
  type DescribeQueryDefinitionsResponse,
  type PutQueryDefinitionRequest,
  type PutQueryDefinitionResponse,
  type QueryDefinition,
  QueryLanguage,
} from "@aws-sdk/client-cloudwatch-logs";
import { uuidOf } from "../../ids.ts";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import { invalid } from "./log-group-store.ts";

const pageSize = 1_000;
/** "You can create up to 1000 query definitions per Region per account": CloudWatch Logs quotas. */
const maxDefinitions = 1_000;
const longestQuery = 10_000;

interface UsedToken {
  readonly id: string;
  readonly content: string;
}

/** Makes a definition, or with its id replaces all of one. Names needn't be unique. */
export function putQueryDefinition(
  context: CallContext,
  input: PutQueryDefinitionRequest,
): PutQueryDefinitionResponse {
  checkDefinition(input);
  const { queryDefinitionId: given, clientToken: token, ...content } = input;
  const table = definitionsOf(context);
  const tokens = context.world.table<UsedToken>(context.account, context.region, "logs/query-tokens");
  const text = JSON.stringify(content);
  const used = given === undefined && token !== undefined ? tokens.get(token) : undefined;
  if (used) {
    if (used.content !== text)
      throw invalid("The clientToken was used with other parameters before; use another one.");
    return { queryDefinitionId: used.id };
  }
  if (given !== undefined && !table.get(given)) throw noSuchDefinition();
  if (given === undefined && table.size >= maxDefinitions && table.list().length >= maxDefinitions)
    throw new AwsError("LimitExceededException", "Resource limit exceeded.");
  const id = given ?? uuidOf(context.id(32));
  table.put(id, {
    queryDefinitionId: id,
    name: content.name,
    queryString: content.queryString,
    queryLanguage: content.queryLanguage ?? "CWLI",
    lastModified: context.clock.now().getTime(),
    logGroupNames: content.logGroupNames ?? [],
    ...(content.parameters && content.parameters.length > 0 && { parameters: content.parameters }),
  });
  if (given === undefined && token !== undefined) tokens.put(token, { id, content: text });
  return { queryDefinitionId: id };
}

export function describeQueryDefinitions(
  context: CallContext,
  input: DescribeQueryDefinitionsRequest,
): DescribeQueryDefinitionsResponse {
  const { queryDefinitionNamePrefix: prefix = "", queryLanguage: language, maxResults = pageSize } = input;
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > pageSize)
    throw invalid(`Value '${maxResults}' at 'maxResults' must be between 1 and ${pageSize}`);
  const { rows, token } = page(definitionsOf(context), {
    token: input.nextToken,
    limit: maxResults,
    keep: ({ name = "", queryLanguage }) =>
      name.startsWith(prefix) && (language === undefined || queryLanguage === language),
    badToken: "InvalidParameterException",
  });
  return { queryDefinitions: rows, ...(token === undefined ? {} : { nextToken: token }) };
}

export function deleteQueryDefinition(
  context: CallContext,
  { queryDefinitionId: id = "" }: DeleteQueryDefinitionRequest,
): DeleteQueryDefinitionResponse {
  if (!definitionsOf(context).get(id)) throw noSuchDefinition();
  definitionsOf(context).delete(id);
  return { success: true };
}

function checkDefinition(input: PutQueryDefinitionRequest): void {
  const { name = "", queryString = "", queryLanguage: language, logGroupNames = [], parameters = [] } = input;
  if (name.length < 1 || name.length > 255) throw invalid("A name is 1 to 255 characters long.");
  if (queryString.length < 1 || queryString.length > longestQuery)
    throw invalid(`A queryString is 1 to ${longestQuery} characters long.`);
  if (language !== undefined && !Object.hasOwn(QueryLanguage, language))
    throw invalid(
      `Value '${language}' at 'queryLanguage' failed to satisfy constraint: Member must satisfy enum value set`,
    );
  const wrong = logGroupNames.find((group) => !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group));
  if (wrong !== undefined)
    throw invalid(
      `Value '${wrong}' at 'logGroupNames' failed to satisfy constraint: Member must satisfy regular expression pattern`,
    );
  if (language === "SQL" && logGroupNames.length > 0)
    throw invalid("Log groups of an SQL query are named in the query string.");
  if (parameters.length > 0 && (language ?? "CWLI") !== "CWLI")
    throw invalid("Query parameters are supported only for Logs Insights QL queries.");
  for (const { name: parameter = "" } of parameters)
    if (!/^[A-Za-z_]\w*$/.test(parameter)) throw invalid(`'${parameter}' is not a valid parameter name.`);
  const token = input.clientToken;
  if (token !== undefined && (token.length < 36 || token.length > 128 || !/^\S+$/.test(token)))
    throw invalid("A clientToken is 36 to 128 characters long.");
}

function definitionsOf({ world, account, region }: CallContext): Table<QueryDefinition> {
  return world.table<QueryDefinition>(account, region, "logs/query-definitions");
}

function noSuchDefinition(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified query definition does not exist.");
}
