import type {
  CreateTrailRequest,
  DeleteTrailRequest,
  DescribeTrailsRequest,
  GetTrailRequest,
  GetTrailStatusRequest,
  GetTrailStatusResponse,
  ListTrailsRequest,
  StartLoggingRequest,
  Trail,
  UpdateTrailRequest,
} from "@aws-sdk/client-cloudtrail";
import { keyIn, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags } from "../../tags.ts";
import { checkBucket, keyArn, logsDelivery, topicFor } from "./trail-destinations.ts";
import {
  nameIn,
  ownTrail,
  type StoredTrail,
  seenTrail,
  seenTrails,
  trailArn,
  trailsOf,
  visibleTrails,
} from "./trail-store.ts";
import { checkedTags } from "./trail-tags.ts";

const maxTrails = 5;
const listPage = 100;

/** Creates a trail, which doesn't log until it is told to. */
export function createTrail(context: CallContext, input: CreateTrailRequest): Trail {
  const name = nameIn(input.Name ?? "");
  const taken = visibleTrails(context);
  if (trailsOf(context).get(name) || taken.some(({ trail }) => trail.Name === name))
    throw new AwsError(
      "TrailAlreadyExistsException",
      `Trail ${name} already exists for customer: ${context.account}`,
    );
  if (taken.length >= maxTrails)
    throw new AwsError(
      "MaximumNumberOfTrailsExceededException",
      `User: ${context.account} already has ${maxTrails} trails in ${context.region}`,
    );
  const tags = checkedTags(input.TagsList);
  const arn = trailArn(context, name);
  const fresh: StoredTrail["trail"] = {
    Name: name,
    TrailARN: arn,
    HomeRegion: context.region,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    LogFileValidationEnabled: false,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: false,
    RecursiveLogging: true,
  };
  const trail = withSettings(context, fresh, { ...input, Name: name });
  trailsOf(context).put(name, { trail, insightSelectors: [], aggregations: [], isLogging: false });
  replaceTags(context, arn, tags);
  return settingsOf(trail);
}

/** Changes what is given of a trail and leaves the rest; "" takes a text setting away. */
export function updateTrail(context: CallContext, input: UpdateTrailRequest): Trail {
  const row = ownTrail(context, input.Name);
  const trail = withSettings(context, row.trail, input);
  trailsOf(context).put(trail.Name, { ...row, trail });
  return settingsOf(trail);
}

function withSettings(
  context: CallContext,
  before: StoredTrail["trail"],
  input: UpdateTrailRequest,
): StoredTrail["trail"] {
  // Only what the call names is checked again: what it leaves alone may have lost its bucket meanwhile.
  const bucket = input.S3BucketName ?? before.S3BucketName ?? "";
  const prefix = input.S3KeyPrefix ?? before.S3KeyPrefix ?? "";
  if (prefix.length > 200 || prefix.startsWith("/"))
    throw new AwsError("InvalidS3PrefixException", "The S3 prefix is too long or starts with a slash");
  const trailArn = before.TrailARN;
  if (input.S3BucketName !== undefined || prefix !== (before.S3KeyPrefix ?? ""))
    checkBucket(context, { trailArn, bucket, prefix });
  const topic = input.SnsTopicName ?? before.SnsTopicARN ?? "";
  const topicArn =
    topic === "" ? undefined : input.SnsTopicName === undefined ? topic : topicFor(context, topic);
  const key = input.KmsKeyId ?? before.KmsKeyId ?? "";
  const { CloudWatchLogsLogGroupArn: group = "", CloudWatchLogsRoleArn: role = "" } = { ...before, ...input };
  const logs =
    group === before.CloudWatchLogsLogGroupArn && role === before.CloudWatchLogsRoleArn
      ? { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: role }
      : logsDelivery(context, trailArn, group, role);
  const isMultiRegion = input.IsMultiRegionTrail ?? before.IsMultiRegionTrail ?? false;
  const isGlobal = input.IncludeGlobalServiceEvents ?? before.IncludeGlobalServiceEvents ?? true;
  if (isMultiRegion && !isGlobal)
    throw new AwsError(
      "InvalidParameterCombinationException",
      "Multi-Region trail must include global service events.",
    );
  return {
    Name: before.Name,
    TrailARN: before.TrailARN,
    HomeRegion: before.HomeRegion,
    S3BucketName: bucket,
    ...(prefix !== "" && { S3KeyPrefix: prefix }),
    ...(topicArn !== undefined && { SnsTopicARN: topicArn, SnsTopicName: topicArn.split(":").at(-1) }),
    ...(key !== "" && { KmsKeyId: keyArn(context, key) }),
    ...logs,
    IncludeGlobalServiceEvents: isGlobal,
    IsMultiRegionTrail: isMultiRegion,
    LogFileValidationEnabled: input.EnableLogFileValidation ?? before.LogFileValidationEnabled,
    IsOrganizationTrail: input.IsOrganizationTrail ?? before.IsOrganizationTrail,
    RecursiveLogging: input.RecursiveLogging ?? before.RecursiveLogging,
    HasCustomEventSelectors: before.HasCustomEventSelectors,
    HasInsightSelectors: before.HasInsightSelectors,
  };
}

/** What CreateTrail and UpdateTrail answer: the trail without what other calls set. */
function settingsOf(trail: StoredTrail["trail"]): Trail {
  const elsewhere = new Set(["HomeRegion", "HasCustomEventSelectors", "HasInsightSelectors"]);
  return Object.fromEntries(Object.entries(trail).filter(([member]) => !elsewhere.has(member)));
}

/** Deletes a trail. */
export function deleteTrail(context: CallContext, { Name }: DeleteTrailRequest): void {
  const { trail } = ownTrail(context, Name);
  trailsOf(context).delete(trail.Name);
  forgetTags(context, trail.TrailARN);
}

/** One trail, also by a region where only its shadow is. */
export function getTrail(context: CallContext, { Name }: GetTrailRequest): { Trail: Trail } {
  return { Trail: seenTrail(context, Name).trail };
}

/**
 * The trails of a region, with the shadows of multi-region trails unless they aren't wanted. By name there are
 * only the region's own (DescribeTrails' documentation).
 */
export function describeTrails(context: CallContext, input: DescribeTrailsRequest): { trailList: Trail[] } {
  const names = input.trailNameList ?? [];
  for (const name of names) nameIn(name);
  const wanted = new Set(names);
  const trailList = visibleTrails(context)
    .map(({ trail }) => trail)
    .filter(
      ({ Name, TrailARN, HomeRegion }) =>
        (wanted.size === 0 || wanted.has(TrailARN) || (wanted.has(Name) && HomeRegion === context.region)) &&
        (input.includeShadowTrails !== false || HomeRegion === context.region),
    );
  return { trailList };
}

/** A page of the account's trails in all regions. */
export function listTrails(context: CallContext, { NextToken }: ListTrailsRequest) {
  const all = seenTrails(context);
  const start = NextToken === undefined ? 0 : Number(keyIn(NextToken, "InvalidTokenException"));
  const end = start + listPage;
  return {
    Trails: all
      .slice(start, end)
      .map(({ trail: { Name, TrailARN, HomeRegion } }) => ({ Name, TrailARN, HomeRegion })),
    ...(end < all.length && { NextToken: tokenFor(String(end)) }),
  };
}

/** Whether a trail logs, and since when. */
export function getTrailStatus(
  context: CallContext,
  { Name }: GetTrailStatusRequest,
): GetTrailStatusResponse {
  const { isLogging, started, stopped } = seenTrail(context, Name);
  return {
    IsLogging: isLogging,
    ...(started && { StartLoggingTime: started, TimeLoggingStarted: started.toISOString() }),
    ...(stopped && { StopLoggingTime: stopped, TimeLoggingStopped: stopped.toISOString() }),
  };
}

/** Makes a trail log, or stop. */
export function switchLogging(isLogging: boolean) {
  return (context: CallContext, { Name }: StartLoggingRequest): void => {
    const row = ownTrail(context, Name);
    if (row.isLogging === isLogging) return;
    const now = context.clock.now();
    trailsOf(context).put(row.trail.Name, {
      ...row,
      isLogging,
      ...(isLogging ? { started: now } : { stopped: now }),
    });
  };
}
