import type {
  GetBucketAccelerateConfigurationOutput,
  GetBucketAccelerateConfigurationRequest,
  GetBucketCorsRequest,
  GetBucketNotificationConfigurationRequest,
  GetBucketReplicationRequest,
  GetBucketRequestPaymentOutput,
  GetBucketRequestPaymentRequest,
  GetBucketWebsiteRequest,
  NotificationConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { askedBucket } from "./bucket-store.ts";

/* What nothing in the sandbox can set, and tools that look at whole buckets ask for all the same. */

export function getBucketAccelerate(
  context: CallContext,
  input: GetBucketAccelerateConfigurationRequest,
): GetBucketAccelerateConfigurationOutput {
  askedBucket(context, input);
  return {};
}

export function getBucketNotification(
  context: CallContext,
  input: GetBucketNotificationConfigurationRequest,
): NotificationConfiguration {
  askedBucket(context, input);
  return {};
}

export function getBucketRequestPayment(
  context: CallContext,
  input: GetBucketRequestPaymentRequest,
): GetBucketRequestPaymentOutput {
  askedBucket(context, input);
  return { Payer: "BucketOwner" };
}

export function getBucketCors(context: CallContext, input: GetBucketCorsRequest): never {
  throw none(context, input, "NoSuchCORSConfiguration", "The CORS configuration does not exist");
}

export function getBucketReplication(context: CallContext, input: GetBucketReplicationRequest): never {
  const code = "ReplicationConfigurationNotFoundError";
  throw none(context, input, code, "The replication configuration was not found");
}

export function getBucketWebsite(context: CallContext, input: GetBucketWebsiteRequest): never {
  const message = "The specified bucket does not have a website configuration";
  throw none(context, input, "NoSuchWebsiteConfiguration", message);
}

function none(
  context: CallContext,
  input: Parameters<typeof askedBucket>[1],
  code: string,
  message: string,
): AwsError {
  askedBucket(context, input);
  return new AwsError(code, message, { status: 404 });
}
