import type { Trail } from "@aws-sdk/client-cloudtrail";
import {
  type AdvancedSelectorShape,
  advancedSelector,
  type InsightSelectorShape,
  inJsonOrder,
  insightSelector,
} from "../../aws/event-selectors.ts";
import { kmsKeyArn } from "../../aws/kms-key.ts";
import { resolved } from "../../document.ts";
import type { TrailSpec } from "../../generated/types.ts";
import type { Scope } from "../../kind.ts";
import {
  type AggregationShape,
  aggregation,
  type BasicSelectorShape,
  basicSelector,
  withoutDefault,
} from "./selectors.ts";

/** A trail's canonical form. An absent text or list is AWS's default: none, or all management events. */
export interface TrailShape {
  readonly s3BucketName: string;
  readonly s3KeyPrefix?: string;
  /** Always an ARN. */
  readonly snsTopicName?: string;
  readonly includeGlobalServiceEvents: boolean;
  readonly isMultiRegionTrail: boolean;
  readonly isOrganizationTrail: boolean;
  readonly enableLogFileValidation: boolean;
  /** Without the closing `:*`. */
  readonly cloudWatchLogsLogGroupArn?: string;
  readonly cloudWatchLogsRoleArn?: string;
  /** Always an ARN. */
  readonly kmsKeyId?: string;
  readonly recursiveLogging: boolean;
  readonly logging: boolean;
  readonly eventSelectors?: readonly BasicSelectorShape[];
  readonly advancedEventSelectors?: readonly AdvancedSelectorShape[];
  readonly insightSelectors?: readonly InsightSelectorShape[];
  readonly aggregationConfigurations?: readonly AggregationShape[];
}

/** What DescribeTrails doesn't say about a trail, already in our form. */
export type TrailDetails = Pick<TrailShape, "logging"> & {
  readonly eventSelectors?: readonly BasicSelectorShape[];
  readonly advancedEventSelectors?: readonly AdvancedSelectorShape[];
  readonly insightSelectors?: readonly InsightSelectorShape[];
  readonly aggregationConfigurations?: readonly AggregationShape[];
};

/** The shape a resolved spec asks for, in the account and region of `scope`. */
export function desiredTrail(spec: TrailSpec, scope: Scope): TrailShape {
  return trailShape(
    {
      s3BucketName: resolved(spec.s3BucketName),
      s3KeyPrefix: spec.s3KeyPrefix,
      snsTopicName: resolved(spec.snsTopicName),
      includeGlobalServiceEvents: spec.includeGlobalServiceEvents,
      isMultiRegionTrail: spec.isMultiRegionTrail,
      isOrganizationTrail: spec.isOrganizationTrail,
      enableLogFileValidation: spec.enableLogFileValidation,
      cloudWatchLogsLogGroupArn: resolved(spec.cloudWatchLogsLogGroupArn),
      cloudWatchLogsRoleArn: resolved(spec.cloudWatchLogsRoleArn),
      kmsKeyId: spec.kmsKeyId,
      recursiveLogging: spec.recursiveLogging,
    },
    {
      logging: spec.logging ?? true,
      eventSelectors: (spec.eventSelectors ?? []).map(basicSelector),
      advancedEventSelectors: (spec.advancedEventSelectors ?? []).map(advancedSelector),
      insightSelectors: (spec.insightSelectors ?? []).map(insightSelector),
      aggregationConfigurations: (spec.aggregationConfigurations ?? []).map(aggregation),
    },
    scope,
  );
}

/** The shape of a trail as AWS describes it, with its details. */
export function trailFromAws(trail: Trail, details: TrailDetails, scope: Scope): TrailShape {
  return trailShape(
    {
      s3BucketName: trail.S3BucketName,
      s3KeyPrefix: trail.S3KeyPrefix,
      snsTopicName: trail.SnsTopicARN ?? trail.SnsTopicName,
      includeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
      isMultiRegionTrail: trail.IsMultiRegionTrail,
      isOrganizationTrail: trail.IsOrganizationTrail,
      enableLogFileValidation: trail.LogFileValidationEnabled,
      cloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
      cloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn,
      kmsKeyId: trail.KmsKeyId,
      recursiveLogging: trail.RecursiveLogging,
    },
    details,
    scope,
  );
}

type Settings = {
  readonly [Field in keyof Omit<TrailShape, keyof TrailDetails>]: TrailShape[Field] | undefined;
};

/** The one place where defaults are filled in and names become ARNs, whichever side they come from. */
function trailShape(settings: Required<Settings>, details: TrailDetails, scope: Scope): TrailShape {
  const { partition, region, account } = scope;
  const { s3KeyPrefix, snsTopicName, cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn, kmsKeyId } = settings;
  const advanced = inJsonOrder(details.advancedEventSelectors ?? []);
  // A trail has one kind of selectors: next to advanced ones AWS has no basic ones.
  const basic = advanced.length > 0 ? undefined : withoutDefault(details.eventSelectors ?? []);
  const insights = inJsonOrder(details.insightSelectors ?? []);
  const aggregations = inJsonOrder(details.aggregationConfigurations ?? []);
  return {
    s3BucketName: settings.s3BucketName ?? "",
    ...(s3KeyPrefix && { s3KeyPrefix }),
    ...(snsTopicName && {
      snsTopicName: isArn(snsTopicName)
        ? snsTopicName
        : `arn:${partition}:sns:${region}:${account}:${snsTopicName}`,
    }),
    includeGlobalServiceEvents: settings.includeGlobalServiceEvents ?? true,
    isMultiRegionTrail: settings.isMultiRegionTrail ?? false,
    isOrganizationTrail: settings.isOrganizationTrail ?? false,
    enableLogFileValidation: settings.enableLogFileValidation ?? false,
    ...(cloudWatchLogsLogGroupArn && {
      cloudWatchLogsLogGroupArn: cloudWatchLogsLogGroupArn.replace(/:\*$/, ""),
    }),
    ...(cloudWatchLogsRoleArn && { cloudWatchLogsRoleArn }),
    ...(kmsKeyId && { kmsKeyId: kmsKeyArn(kmsKeyId, scope) }),
    recursiveLogging: settings.recursiveLogging ?? true,
    logging: details.logging,
    ...(basic && { eventSelectors: basic }),
    ...(advanced.length > 0 && { advancedEventSelectors: advanced }),
    ...(insights.length > 0 && { insightSelectors: insights }),
    ...(aggregations.length > 0 && { aggregationConfigurations: aggregations }),
  };
}

function isArn(text: string): boolean {
  return text.startsWith("arn:");
}
