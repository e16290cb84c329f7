import type {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketPolicyRequest,
  DeleteBucketRequest,
  DeleteBucketTaggingRequest,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
  GetBucketPolicyOutput,
  GetBucketPolicyRequest,
  GetBucketTaggingOutput,
  GetBucketTaggingRequest,
  HeadBucketOutput,
  HeadBucketRequest,
  ListBucketsOutput,
  ListBucketsRequest,
  PutBucketPolicyRequest,
  PutBucketTaggingRequest,
} from "@aws-sdk/client-s3";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagList, tagsAt, tagsFromList } from "../../tags.ts";
import { policyStatements } from "../iam/policy-document.ts";
import { bucketArn, bucketsOf, findBucket, objectsOf, ownBucket, tagScopeOf } from "./bucket-store.ts";

const pageSize = 10_000;
const firstRegion = "us-east-1";

export function createBucket(context: CallContext, input: CreateBucketRequest): CreateBucketOutput {
  const { Bucket: name = "" } = input;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes("..")) {
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", { status: 400 });
  }
  const region = input.CreateBucketConfiguration?.LocationConstraint ?? firstRegion;
  if (context.region !== firstRegion && region !== context.region) {
    const message = `The ${region} location constraint is incompatible for the region specific endpoint this request was sent to.`;
    throw new AwsError("IllegalLocationConstraintException", message, { status: 400 });
  }
  const taken = findBucket(context.world, name);
  if (taken && taken.account !== context.account) throw alreadyTaken();
  // "In us-east-1, if you re-create an existing bucket that you already own, S3 returns 200 OK" (CreateBucket).
  if (taken && context.region === firstRegion) return { Location: `/${name}`, BucketArn: bucketArn(taken) };
  if (taken) throw alreadyYours();
  const bucket = { name, account: context.account, region, created: context.clock.now(), policy: undefined };
  bucketsOf(context).put(name, bucket);
  const tags = tagsFromList(input.CreateBucketConfiguration?.Tags);
  replaceTags(tagScopeOf(context.world, bucket), bucketArn(bucket), tags);
  return { Location: `/${name}`, BucketArn: bucketArn(bucket) };
}

export function listBuckets(context: CallContext, input: ListBucketsRequest): ListBucketsOutput {
  const { rows, token } = page(bucketsOf(context), {
    token: input.ContinuationToken,
    limit: input.MaxBuckets ?? pageSize,
    prefix: input.Prefix ?? "",
    keep: ({ region }) => input.BucketRegion === undefined || region === input.BucketRegion,
    badToken: "InvalidArgument",
  });
  return {
    Buckets: rows.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.created,
      BucketRegion: bucket.region,
      BucketArn: bucketArn(bucket),
    })),
    Owner: { ID: context.account.padStart(64, "0") },
    ...(input.Prefix === undefined ? {} : { Prefix: input.Prefix }),
    ...(token === undefined ? {} : { ContinuationToken: token }),
  };
}

export function headBucket(context: CallContext, input: HeadBucketRequest): HeadBucketOutput {
  const bucket = ownBucket(context, input.Bucket);
  return { BucketRegion: bucket.region, BucketArn: bucketArn(bucket), AccessPointAlias: false };
}

export function deleteBucket(context: CallContext, input: DeleteBucketRequest): void {
  const bucket = ownBucket(context, input.Bucket);
  if (objectsOf(context.world, bucket).list().length > 0) {
    throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", { status: 409 });
  }
  bucketsOf(context).delete(bucket.name);
  forgetTags(tagScopeOf(context.world, bucket), bucketArn(bucket));
}

/** Buckets of us-east-1 have no location constraint. */
export function getBucketLocation(
  context: CallContext,
  input: GetBucketLocationRequest,
): GetBucketLocationOutput {
  const { region } = ownBucket(context, input.Bucket);
  return region === firstRegion ? {} : { LocationConstraint: locationConstraint(region) };
}

function locationConstraint(region: string): NonNullable<GetBucketLocationOutput["LocationConstraint"]> {
  // The SDK lists the regions it knew when it was made; S3 answers any.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return region as NonNullable<GetBucketLocationOutput["LocationConstraint"]>;
}

export function putBucketPolicy(context: CallContext, input: PutBucketPolicyRequest): void {
  const bucket = ownBucket(context, input.Bucket);
  const { Policy: policy = "" } = input;
  if (!policyStatements(policy)) {
    throw new AwsError("MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'", {
      status: 400,
    });
  }
  bucketsOf(context).put(bucket.name, { ...bucket, policy });
}

export function getBucketPolicy(context: CallContext, input: GetBucketPolicyRequest): GetBucketPolicyOutput {
  const { policy } = ownBucket(context, input.Bucket);
  if (policy === undefined) {
    throw new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", { status: 404 });
  }
  return { Policy: policy };
}

export function deleteBucketPolicy(context: CallContext, input: DeleteBucketPolicyRequest): void {
  const bucket = ownBucket(context, input.Bucket);
  bucketsOf(context).put(bucket.name, { ...bucket, policy: undefined });
}

export function putBucketTagging(context: CallContext, input: PutBucketTaggingRequest): void {
  const bucket = ownBucket(context, input.Bucket);
  replaceTags(tagScopeOf(context.world, bucket), bucketArn(bucket), tagsFromList(input.Tagging?.TagSet));
}

export function getBucketTagging(
  context: CallContext,
  input: GetBucketTaggingRequest,
): GetBucketTaggingOutput {
  const bucket = ownBucket(context, input.Bucket);
  const TagSet = tagList(tagsAt(tagScopeOf(context.world, bucket), bucketArn(bucket)));
  if (TagSet.length === 0) {
    throw new AwsError("NoSuchTagSet", "The TagSet does not exist", { status: 404 });
  }
  return { TagSet };
}

export function deleteBucketTagging(context: CallContext, input: DeleteBucketTaggingRequest): void {
  const bucket = ownBucket(context, input.Bucket);
  replaceTags(tagScopeOf(context.world, bucket), bucketArn(bucket), {});
}

function alreadyYours(): AwsError {
  const message = "Your previous request to create the named bucket succeeded and you already own it.";
  return new AwsError("BucketAlreadyOwnedByYou", message, { status: 409 });
}

function alreadyTaken(): AwsError {
  const message = "The requested bucket name is not available. The bucket namespace is shared by all users.";
  return new AwsError("BucketAlreadyExists", message, { status: 409 });
}
