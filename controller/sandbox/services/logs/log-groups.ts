import {
  type AssociateKmsKeyRequest,
  type CreateLogGroupRequest,
  type DeleteLogGroupRequest,
  type DeleteRetentionPolicyRequest,
  type DescribeLogGroupsRequest,
  type DescribeLogGroupsResponse,
  type DisassociateKmsKeyRequest,
  type LogGroup,
  LogGroupClass,
  type PutBearerTokenAuthenticationRequest,
  type PutLogGroupDeletionProtectionRequest,
  type PutRetentionPolicyRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags } from "../../tags.ts";
import { forgetFilters } from "./filter-store.ts";
import {
  checkSettled,
  existingLogGroup,
  findLogGroup,
  identifiedLogGroup,
  invalid,
  invalidName,
  logGroupsOf,
  logStreamsOf,
  type StoredLogGroup,
  streamKey,
} from "./log-group-store.ts";

const pageSize = 50;
const deliveryRetention = 2;

/** The days that PutRetentionPolicy's reference lists. */
const retentions: ReadonlySet<number> = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

export function createLogGroup(context: CallContext, input: CreateLogGroupRequest): void {
  const { logGroupName: name = "", logGroupClass = "STANDARD" } = input;
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name)) throw invalidName("logGroupName", name);
  if (!Object.values(LogGroupClass).includes(logGroupClass)) {
    throw invalid(
      `Value '${logGroupClass}' at 'logGroupClass' failed to satisfy constraint: Member must satisfy enum value set`,
    );
  }
  if (logGroupsOf(context).get(name)) {
    throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
  }
  const group: StoredLogGroup = {
    name,
    arn: `arn:aws:logs:${context.region}:${context.account}:log-group:${name}`,
    created: context.clock.now().getTime(),
    // "If you select DELIVERY, the log group's retention is fixed at 2 days": CreateLogGroup's reference.
    retention: logGroupClass === "DELIVERY" ? deliveryRetention : undefined,
    kmsKeyId: input.kmsKeyId,
    logGroupClass,
    deletionProtection: input.deletionProtectionEnabled ?? false,
  };
  logGroupsOf(context).put(name, group);
  replaceTags(context, group.arn, input.tags ?? {});
}

export function describeLogGroups(
  context: CallContext,
  input: DescribeLogGroupsRequest,
): DescribeLogGroupsResponse {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, limit = pageSize } = input;
  if (prefix !== undefined && pattern !== undefined) {
    throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
  }
  if (limit < 1 || limit > pageSize) throw invalid(`Value '${limit}' at 'limit' must be between 1 and 50`);
  const wanted = pattern?.toLowerCase() ?? "";
  const identifiers = input.logGroupIdentifiers && new Set(input.logGroupIdentifiers);
  const { rows, token } = page(logGroupsOf(context), {
    token: input.nextToken,
    limit,
    prefix: prefix ?? "",
    keep: ({ name, arn, logGroupClass }) =>
      name.toLowerCase().includes(wanted) &&
      (input.logGroupClass === undefined || logGroupClass === input.logGroupClass) &&
      (identifiers === undefined || identifiers.has(name) || identifiers.has(arn)),
    badToken: "InvalidParameterException",
  });
  return {
    logGroups: rows.map(logGroupShape),
    ...(token === undefined ? {} : { nextToken: token }),
  };
}

export function deleteLogGroup(
  context: CallContext,
  { logGroupName: name = "" }: DeleteLogGroupRequest,
): void {
  const group = existingLogGroup(context, name);
  if (group.deletionProtection) {
    throw new AwsError("ValidationException", "The log group is protected from deletion.");
  }
  checkSettled(context, group);
  forgetFilters(context, group);
  for (const stream of logStreamsOf(context).list()) {
    if (stream.group === name) logStreamsOf(context).delete(streamKey(name, stream.name));
  }
  logGroupsOf(context).delete(name);
  forgetTags(context, group.arn);
}

export function putRetentionPolicy(context: CallContext, input: PutRetentionPolicyRequest): void {
  const { logGroupName: name = "", retentionInDays: retention = 0 } = input;
  const group = existingLogGroup(context, name);
  if (!retentions.has(retention)) {
    throw invalid(
      `Value '${retention}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set`,
    );
  }
  checkNotDelivery(group);
  logGroupsOf(context).put(name, { ...group, retention });
}

export function deleteRetentionPolicy(context: CallContext, input: DeleteRetentionPolicyRequest): void {
  const group = existingLogGroup(context, input.logGroupName ?? "");
  checkNotDelivery(group);
  logGroupsOf(context).put(group.name, { ...group, retention: undefined });
}

function checkNotDelivery({ logGroupClass }: StoredLogGroup): void {
  if (logGroupClass === "DELIVERY") throw invalid("The retention of a DELIVERY log group can't be changed.");
}

export function associateKmsKey(context: CallContext, input: AssociateKmsKeyRequest): void {
  const group = groupOf(context, input);
  logGroupsOf(context).put(group.name, { ...group, kmsKeyId: input.kmsKeyId });
}

export function disassociateKmsKey(context: CallContext, input: DisassociateKmsKeyRequest): void {
  const group = groupOf(context, input);
  logGroupsOf(context).put(group.name, { ...group, kmsKeyId: undefined });
}

export function putDeletionProtection(
  context: CallContext,
  input: PutLogGroupDeletionProtectionRequest,
): void {
  const group = identifiedLogGroup(context, input.logGroupIdentifier);
  const deletionProtection = input.deletionProtectionEnabled ?? false;
  logGroupsOf(context).put(group.name, { ...group, deletionProtection });
}

export function putBearerTokenAuthentication(
  context: CallContext,
  input: PutBearerTokenAuthenticationRequest,
): void {
  const group = identifiedLogGroup(context, input.logGroupIdentifier);
  const bearerTokens = input.bearerTokenAuthenticationEnabled ?? false;
  logGroupsOf(context).put(group.name, { ...group, bearerTokens });
}

function groupOf(
  context: CallContext,
  input: { logGroupName?: string | undefined; resourceIdentifier?: string | undefined },
): StoredLogGroup {
  const identifier = input.resourceIdentifier ?? "";
  return (
    findLogGroup(context.world, identifier) ?? existingLogGroup(context, input.logGroupName ?? identifier)
  );
}

function logGroupShape(group: StoredLogGroup): LogGroup {
  const { dataProtection } = group;
  return {
    logGroupName: group.name,
    creationTime: group.created,
    ...(group.retention === undefined ? {} : { retentionInDays: group.retention }),
    metricFilterCount: (group.metricFilters ?? []).length,
    arn: `${group.arn}:*`,
    storedBytes: 0,
    ...(group.kmsKeyId === undefined ? {} : { kmsKeyId: group.kmsKeyId }),
    ...(dataProtection && {
      dataProtectionStatus: dataProtection.document === undefined ? "DELETED" : "ACTIVATED",
    }),
    logGroupClass: group.logGroupClass,
    logGroupArn: group.arn,
    deletionProtectionEnabled: group.deletionProtection,
    bearerTokenAuthenticationEnabled: group.bearerTokens ?? false,
  };
}
