import { isDeepStrictEqual } from "node:util";
import {
  AssociateKmsKeyCommand,
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteMetricFilterCommand,
  DeleteRetentionPolicyCommand,
  DeleteSubscriptionFilterCommand,
  DisassociateKmsKeyCommand,
  PutBearerTokenAuthenticationCommand,
  PutLogGroupDeletionProtectionCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import { inTurn } from "../../aws/in-turn.ts";
import type { Write } from "../../kind.ts";
import { bringFilters } from "./bring-filters.ts";
import { metricFilterLimit, metricFilterRequest } from "./metric-filters.ts";
import { putDataProtection, putIndexPolicy } from "./policies.ts";
import type { LogGroupShape } from "./shape.ts";
import { subscriptionFilterLimit, subscriptionFilterRequest } from "./subscription-filters.ts";

/**
 * Creates a group, tags included, and then what CreateLogGroup doesn't take; or brings an existing one to the target.
 * One write at a time, as AWS refuses concurrent ones of a group. Throws AWS's error.
 */
export async function putLogGroup(aws: Aws, write: Write<LogGroupShape>): Promise<void> {
  const { id, target, before, changed } = write;
  const current = before ? before.shape : await createLogGroup(aws, write);
  const steps: { field: keyof LogGroupShape; step: () => Promise<void> }[] = [
    { field: "deletionProtectionEnabled", step: () => protect(aws, id, target) },
    { field: "bearerTokenAuthenticationEnabled", step: () => allowTokens(aws, id, target) },
    { field: "kmsKeyId", step: () => encrypt(aws, id, target) },
    { field: "retentionInDays", step: () => retain(aws, id, target) },
    { field: "dataProtectionPolicy", step: () => putDataProtection(aws, id, target.dataProtectionPolicy) },
    { field: "indexPolicy", step: () => putIndexPolicy(aws, id, target.indexPolicy) },
    { field: "metricFilters", step: () => bringMetricFilters(aws, id, current, target) },
    { field: "subscriptionFilters", step: () => bringSubscriptionFilters(aws, id, current, target) },
  ];
  await inTurn(
    steps
      .filter(({ field }) => changed.has(field) && !isDeepStrictEqual(current?.[field], target[field]))
      .map(({ step }) => step),
  );
}

/** Makes the group; what it is then like. */
async function createLogGroup(aws: Aws, { id, target, tags }: Write<LogGroupShape>): Promise<LogGroupShape> {
  const { logGroupClass, kmsKeyId, deletionProtectionEnabled } = target;
  await aws.client(CloudWatchLogsClient).send(
    new CreateLogGroupCommand({
      logGroupName: id,
      logGroupClass,
      ...(kmsKeyId && { kmsKeyId }),
      ...(deletionProtectionEnabled && { deletionProtectionEnabled }),
      tags: { ...tags },
    }),
  );
  return {
    logGroupClass,
    ...(kmsKeyId && { kmsKeyId }),
    deletionProtectionEnabled,
    bearerTokenAuthenticationEnabled: false,
    metricFilters: [],
    subscriptionFilters: [],
  };
}

async function protect(aws: Aws, id: string, { deletionProtectionEnabled }: LogGroupShape): Promise<void> {
  await aws
    .client(CloudWatchLogsClient)
    .send(new PutLogGroupDeletionProtectionCommand({ logGroupIdentifier: id, deletionProtectionEnabled }));
}

async function allowTokens(aws: Aws, id: string, target: LogGroupShape): Promise<void> {
  const { bearerTokenAuthenticationEnabled } = target;
  await aws
    .client(CloudWatchLogsClient)
    .send(
      new PutBearerTokenAuthenticationCommand({ logGroupIdentifier: id, bearerTokenAuthenticationEnabled }),
    );
}

async function encrypt(aws: Aws, logGroupName: string, { kmsKeyId }: LogGroupShape): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  if (kmsKeyId) await client.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
  else await client.send(new DisassociateKmsKeyCommand({ logGroupName }));
}

async function retain(aws: Aws, logGroupName: string, { retentionInDays }: LogGroupShape): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  if (retentionInDays) await client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  else await client.send(new DeleteRetentionPolicyCommand({ logGroupName }));
}

async function bringMetricFilters(
  aws: Aws,
  logGroupName: string,
  current: LogGroupShape | undefined,
  target: LogGroupShape,
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  await bringFilters({
    before: current?.metricFilters ?? [],
    target: target.metricFilters,
    limit: metricFilterLimit,
    put: async (filter) => {
      await client.send(new PutMetricFilterCommand(metricFilterRequest(logGroupName, filter)));
    },
    remove: async (filterName) => {
      await client.send(new DeleteMetricFilterCommand({ logGroupName, filterName }));
    },
  });
}

async function bringSubscriptionFilters(
  aws: Aws,
  logGroupName: string,
  current: LogGroupShape | undefined,
  target: LogGroupShape,
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  await bringFilters({
    before: current?.subscriptionFilters ?? [],
    target: target.subscriptionFilters ?? [],
    limit: subscriptionFilterLimit,
    put: async (filter) => {
      await client.send(new PutSubscriptionFilterCommand(subscriptionFilterRequest(logGroupName, filter)));
    },
    remove: async (filterName) => {
      await client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
    },
  });
}
