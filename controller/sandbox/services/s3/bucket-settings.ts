import type {
  DeleteBucketEncryptionRequest,
  DeleteBucketOwnershipControlsRequest,
  DeletePublicAccessBlockRequest,
  GetBucketAclOutput,
  GetBucketAclRequest,
  GetBucketEncryptionOutput,
  GetBucketEncryptionRequest,
  GetBucketLoggingOutput,
  GetBucketLoggingRequest,
  GetBucketOwnershipControlsOutput,
  GetBucketOwnershipControlsRequest,
  GetBucketVersioningOutput,
  GetBucketVersioningRequest,
  GetObjectLockConfigurationOutput,
  GetObjectLockConfigurationRequest,
  GetPublicAccessBlockOutput,
  GetPublicAccessBlockRequest,
  ObjectLockRule,
  PublicAccessBlockConfiguration,
  PutBucketEncryptionRequest,
  PutBucketLoggingRequest,
  PutBucketOwnershipControlsRequest,
  PutBucketVersioningRequest,
  PutObjectLockConfigurationRequest,
  PutPublicAccessBlockRequest,
  ServerSideEncryptionConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { askedBucket, changeSettings, findBucket } from "./bucket-store.ts";

/** What every bucket has from the start: SSE-S3, and since 2026 no SSE-C. */
export const defaultEncryption: ServerSideEncryptionConfiguration = {
  Rules: [
    {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
      BucketKeyEnabled: false,
      BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
    },
  ],
};

/** What every bucket has from the start since April 2023. */
export const openToNobody: PublicAccessBlockConfiguration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function putBucketEncryption(context: CallContext, input: PutBucketEncryptionRequest): void {
  const bucket = askedBucket(context, input);
  const [rule, ...others] = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  if (!rule || others.length > 0) throw malformed();
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: key } = rule.ApplyServerSideEncryptionByDefault ?? {
    SSEAlgorithm: "AES256",
  };
  if (!["AES256", "aws:kms", "aws:kms:dsse"].includes(algorithm ?? "")) throw malformed();
  if (key !== undefined && algorithm === "AES256")
    throw invalidArgument(
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
    );
  const encryption = { Rules: [{ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false }] };
  changeSettings(context, bucket, { encryption });
}

export function getBucketEncryption(
  context: CallContext,
  input: GetBucketEncryptionRequest,
): GetBucketEncryptionOutput {
  return { ServerSideEncryptionConfiguration: askedBucket(context, input).settings.encryption };
}

/** There is always some: "resets the default encryption for the bucket as SSE-S3" (DeleteBucketEncryption). */
export function deleteBucketEncryption(context: CallContext, input: DeleteBucketEncryptionRequest): void {
  changeSettings(context, askedBucket(context, input), { encryption: defaultEncryption });
}

export function putBucketVersioning(context: CallContext, input: PutBucketVersioningRequest): void {
  const bucket = askedBucket(context, input);
  const { Status: versioning } = input.VersioningConfiguration ?? {};
  if (versioning !== "Enabled" && versioning !== "Suspended")
    throw new AwsError(
      "IllegalVersioningConfigurationException",
      "The Versioning element must be specified",
      {
        status: 400,
      },
    );
  if (bucket.settings.objectLock && versioning === "Suspended")
    throw invalidState(
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
    );
  changeSettings(context, bucket, { versioning });
}

export function getBucketVersioning(
  context: CallContext,
  input: GetBucketVersioningRequest,
): GetBucketVersioningOutput {
  const { versioning } = askedBucket(context, input).settings;
  return versioning ? { Status: versioning } : {};
}

export function putPublicAccessBlock(context: CallContext, input: PutPublicAccessBlockRequest): void {
  const given = input.PublicAccessBlockConfiguration ?? {};
  changeSettings(context, askedBucket(context, input), {
    publicAccessBlock: {
      BlockPublicAcls: given.BlockPublicAcls ?? false,
      IgnorePublicAcls: given.IgnorePublicAcls ?? false,
      BlockPublicPolicy: given.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: given.RestrictPublicBuckets ?? false,
    },
  });
}

export function getPublicAccessBlock(
  context: CallContext,
  input: GetPublicAccessBlockRequest,
): GetPublicAccessBlockOutput {
  const { publicAccessBlock } = askedBucket(context, input).settings;
  if (!publicAccessBlock)
    throw missing(
      "NoSuchPublicAccessBlockConfiguration",
      "The public access block configuration was not found",
    );
  return { PublicAccessBlockConfiguration: publicAccessBlock };
}

export function deletePublicAccessBlock(context: CallContext, input: DeletePublicAccessBlockRequest): void {
  changeSettings(context, askedBucket(context, input), { publicAccessBlock: undefined });
}

export function putBucketOwnershipControls(
  context: CallContext,
  input: PutBucketOwnershipControlsRequest,
): void {
  const [rule, ...others] = input.OwnershipControls?.Rules ?? [];
  const { ObjectOwnership: ownership = "" } = rule ?? {};
  if (
    others.length > 0 ||
    (ownership !== "BucketOwnerEnforced" &&
      ownership !== "BucketOwnerPreferred" &&
      ownership !== "ObjectWriter")
  )
    throw malformed();
  changeSettings(context, askedBucket(context, input), { ownership });
}

export function getBucketOwnershipControls(
  context: CallContext,
  input: GetBucketOwnershipControlsRequest,
): GetBucketOwnershipControlsOutput {
  const { ownership } = askedBucket(context, input).settings;
  if (!ownership)
    throw missing("OwnershipControlsNotFoundError", "The bucket ownership controls were not found");
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
}

export function deleteBucketOwnershipControls(
  context: CallContext,
  input: DeleteBucketOwnershipControlsRequest,
): void {
  changeSettings(context, askedBucket(context, input), { ownership: undefined });
}

export function putObjectLockConfiguration(
  context: CallContext,
  input: PutObjectLockConfigurationRequest,
): Record<string, never> {
  const bucket = askedBucket(context, input);
  const { ObjectLockEnabled: enabled, Rule: rule } = input.ObjectLockConfiguration ?? {};
  if (enabled !== "Enabled") throw malformed();
  if (bucket.settings.versioning !== "Enabled")
    throw invalidState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  if (rule) checkRetention(rule);
  changeSettings(context, bucket, {
    objectLock: { ObjectLockEnabled: enabled, ...(rule && { Rule: rule }) },
  });
  return {};
}

function checkRetention({ DefaultRetention: retention }: ObjectLockRule): void {
  const { Mode, Days, Years, DefaultEventHold: hold } = retention ?? {};
  const period = [Days, Years].filter((one) => one !== undefined);
  if (Mode === undefined ? period.length > 0 || !hold : period.length !== 1) throw malformed();
  const held = [hold?.Days, hold?.Years].filter((one) => one !== undefined);
  if (hold && held.length !== 1) throw malformed();
  for (const [days, years] of [
    [Days, Years],
    [hold?.Days, hold?.Years],
  ]) {
    if ((days ?? years ?? 1) <= 0)
      throw invalidArgument("Default retention period must be a positive integer value.");
    if ((days ?? 0) > 36_500 || (years ?? 0) > 100)
      throw invalidArgument("Default retention period too large.");
  }
}

export function getObjectLockConfiguration(
  context: CallContext,
  input: GetObjectLockConfigurationRequest,
): GetObjectLockConfigurationOutput {
  const { objectLock } = askedBucket(context, input).settings;
  if (!objectLock)
    throw missing(
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket",
    );
  return { ObjectLockConfiguration: objectLock };
}

export function putBucketLogging(context: CallContext, input: PutBucketLoggingRequest): void {
  const bucket = askedBucket(context, input);
  const logging = input.BucketLoggingStatus?.LoggingEnabled;
  if (logging) {
    const target = findBucket(context.world, logging.TargetBucket ?? "");
    const refused = (message: string) =>
      new AwsError("InvalidTargetBucketForLogging", message, { status: 400 });
    if (!target) throw refused("The target bucket for logging does not exist");
    if (target.account !== bucket.account)
      throw refused("The owner for the bucket to be logged and the target bucket must be the same.");
    if (target.region !== bucket.region)
      throw new AwsError("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed.", {
        status: 403,
      });
  }
  changeSettings(context, bucket, { logging });
}

export function getBucketLogging(
  context: CallContext,
  input: GetBucketLoggingRequest,
): GetBucketLoggingOutput {
  const { logging } = askedBucket(context, input).settings;
  return logging ? { LoggingEnabled: logging } : {};
}

/** Nobody sets ACLs here, so that it is the one every bucket is made with. */
export function getBucketAcl(context: CallContext, input: GetBucketAclRequest): GetBucketAclOutput {
  const ID = askedBucket(context, input).account.padStart(64, "0");
  return { Owner: { ID }, Grants: [{ Grantee: { ID, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
}

function malformed(): AwsError {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return new AwsError("MalformedXML", message, { status: 400 });
}

function invalidArgument(message: string): AwsError {
  return new AwsError("InvalidArgument", message, { status: 400 });
}

function invalidState(message: string): AwsError {
  return new AwsError("InvalidBucketState", message, { status: 409 });
}

function missing(code: string, message: string): AwsError {
  return new AwsError(code, message, { status: 404 });
}
