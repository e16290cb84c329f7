import type {
  DescribeParametersRequest,
  DescribeParametersResult,
  ParameterMetadata,
} from "@aws-sdk/client-ssm";
import { page } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import { filterTest } from "./parameter-filters.ts";
import { invalid, latestOf, pageLimit, parametersOf, type StoredParameter } from "./parameter-store.ts";

const pageSize = 50;
const keys = ["Name", "Type", "KeyId", "Path", "Tier", "DataType", "tag"];

/** What is known of parameters beside their values. */
export function describeParameters(
  context: CallContext,
  input: DescribeParametersRequest,
): DescribeParametersResult {
  const { ParameterFilters: filters = [], Filters: old = [] } = input;
  if (filters.length > 0 && old.length > 0)
    throw invalid("You can use either Filters or ParameterFilters in a single request.");
  // The deprecated filters: names by their beginning, the rest as they are.
  const passes = filterTest(
    context,
    [
      ...filters,
      ...old.map(({ Key, Values }) => ({
        Key,
        Values,
        Option: Key === "Name" ? "BeginsWith" : "Equals",
      })),
    ],
    keys,
  );
  const { rows, token } = page(parametersOf(context), {
    token: input.NextToken,
    limit: pageLimit(input.MaxResults, pageSize),
    keep: (row) => input.Shared !== true && passes(row),
    badToken: "InvalidNextToken",
  });
  return { Parameters: rows.map(metadata), ...(token === undefined ? {} : { NextToken: token }) };
}

function metadata(row: StoredParameter): ParameterMetadata {
  const latest = latestOf(row);
  return {
    Name: row.name,
    ARN: row.arn,
    Type: latest.type,
    KeyId: latest.keyId,
    LastModifiedDate: latest.modified,
    LastModifiedUser: latest.modifiedBy,
    Description: latest.description,
    AllowedPattern: latest.allowedPattern,
    Version: latest.version,
    Tier: latest.tier,
    Policies: latest.policies.map((text) => ({
      PolicyText: text,
      PolicyType: /"Type":"(\w+)"/.exec(text)?.[1],
      PolicyStatus: "Pending",
    })),
    DataType: latest.dataType,
  };
}
