import type {
  DeleteDataProtectionPolicyRequest,
  DeleteIndexPolicyRequest,
  DescribeIndexPoliciesRequest,
  DescribeIndexPoliciesResponse,
  GetDataProtectionPolicyRequest,
  GetDataProtectionPolicyResponse,
  PutDataProtectionPolicyRequest,
  PutDataProtectionPolicyResponse,
  PutIndexPolicyRequest,
  PutIndexPolicyResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, type CallContext } from "../../service.ts";
import { isRecord } from "../../wire/model.ts";
import { checkClass } from "./filter-store.ts";
import {
  identifiedLogGroup,
  invalid,
  logGroupsOf,
  noSuchGroup,
  type StoredPolicy,
} from "./log-group-store.ts";

const longestDataProtection = 30_720;
const longestIndex = 5120;
const mostIndexes = 20;

export function putDataProtectionPolicy(
  context: CallContext,
  { logGroupIdentifier, policyDocument = "" }: PutDataProtectionPolicyRequest,
): PutDataProtectionPolicyResponse {
  const group = identifiedLogGroup(context, logGroupIdentifier);
  checkClass(group, "STANDARD");
  const { Statement: statements } = parsed(policyDocument, longestDataProtection);
  const operations = (Array.isArray(statements) ? statements : []).map((statement: unknown) =>
    isRecord(statement) && isRecord(statement["Operation"]) ? Object.keys(statement["Operation"]) : [],
  );
  for (const operation of ["Audit", "Deidentify"])
    if (operations.filter((given) => given.includes(operation)).length !== 1)
      throw invalid(`Invalid data protection policy: exactly one ${operation} operation is required.`);
  const dataProtection = policyOf(context, policyDocument);
  logGroupsOf(context).put(group.name, { ...group, dataProtection });
  return {
    logGroupIdentifier,
    policyDocument,
    lastUpdatedTime: dataProtection.updated,
  };
}

export function getDataProtectionPolicy(
  context: CallContext,
  { logGroupIdentifier }: GetDataProtectionPolicyRequest,
): GetDataProtectionPolicyResponse {
  const { name } = identifiedLogGroup(context, logGroupIdentifier);
  const group = logGroupsOf(context).seen(name);
  if (!group) throw noSuchGroup();
  const { dataProtection } = group;
  return {
    logGroupIdentifier,
    ...(dataProtection?.document !== undefined && {
      policyDocument: dataProtection.document,
      lastUpdatedTime: dataProtection.updated,
    }),
  };
}

export function deleteDataProtectionPolicy(
  context: CallContext,
  { logGroupIdentifier }: DeleteDataProtectionPolicyRequest,
): void {
  const group = identifiedLogGroup(context, logGroupIdentifier);
  if (group.dataProtection?.document === undefined)
    throw new AwsError("ResourceNotFoundException", "The specified data protection policy does not exist.");
  // DescribeLogGroups goes on to say that there was one.
  logGroupsOf(context).put(group.name, { ...group, dataProtection: policyOf(context, undefined) });
}

export function putIndexPolicy(
  context: CallContext,
  { logGroupIdentifier, policyDocument = "" }: PutIndexPolicyRequest,
): PutIndexPolicyResponse {
  const group = identifiedLogGroup(context, logGroupIdentifier);
  checkClass(group, "STANDARD");
  const { Fields: fields = [], FieldsV2: typed = {} } = parsed(policyDocument, longestIndex);
  if (!Array.isArray(fields) || !isRecord(typed)) throw invalid("Invalid index policy document.");
  const names = [...fields, ...Object.keys(typed)].filter((name) => typeof name === "string");
  if (names.length === 0 || names.length > mostIndexes || new Set(names).size < names.length)
    throw invalid(`An index policy must have 1 to ${mostIndexes} different fields.`);
  const index = policyOf(context, policyDocument);
  logGroupsOf(context).put(group.name, { ...group, index });
  return {
    indexPolicy: {
      logGroupIdentifier: group.arn,
      policyDocument,
      lastUpdateTime: index.updated,
      source: "LOG_GROUP",
    },
  };
}

export function describeIndexPolicies(
  context: CallContext,
  { logGroupIdentifiers = [] }: DescribeIndexPoliciesRequest,
): DescribeIndexPoliciesResponse {
  const [identifier, ...more] = logGroupIdentifiers;
  // "Array Members: Fixed number of 1 item": DescribeIndexPolicies.
  if (identifier === undefined || more.length > 0)
    throw invalid(
      "Value at 'logGroupIdentifiers' failed to satisfy constraint: Member must have length equal to 1",
    );
  const { name } = identifiedLogGroup(context, identifier);
  const group = logGroupsOf(context).seen(name);
  if (!group) throw noSuchGroup();
  const { arn, index } = group;
  return {
    indexPolicies:
      index?.document === undefined
        ? []
        : [
            {
              logGroupIdentifier: arn,
              lastUpdateTime: index.updated,
              policyDocument: index.document,
              source: "LOG_GROUP",
            },
          ],
  };
}

export function deleteIndexPolicy(
  context: CallContext,
  { logGroupIdentifier }: DeleteIndexPolicyRequest,
): void {
  const group = identifiedLogGroup(context, logGroupIdentifier);
  logGroupsOf(context).put(group.name, { ...group, index: undefined });
}

function policyOf(context: CallContext, document: string | undefined): StoredPolicy {
  return { document, updated: context.clock.now().getTime() };
}

function parsed(text: string, longest: number): Record<string, unknown> {
  if (text.length > longest) throw invalid(`The policy document is longer than ${longest} characters.`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    document = undefined;
  }
  if (!isRecord(document)) throw invalid("The policy document is not valid JSON.");
  return document;
}
