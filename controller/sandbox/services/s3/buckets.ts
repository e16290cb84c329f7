import type {
  CreateBucketOutput,
  CreateBucketRequest,
  DeleteBucketRequest,
  DeleteBucketTaggingRequest,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
  GetBucketTaggingOutput,
  GetBucketTaggingRequest,
  HeadBucketOutput,
  HeadBucketRequest,
  ListBucketsOutput,
  ListBucketsRequest,
  PutBucketTaggingRequest,
} from "@aws-sdk/client-s3";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, isTag, replaceTags, tagList, tagsAt, tagsFromList } from "../../tags.ts";
import { defaultEncryption, openToNobody } from "./bucket-settings.ts";
import {
  askedBucket,
  bucketArn,
  bucketsOf,
  findBucket,
  objectsOf,
  type StoredBucket,
  tagScopeOf,
  versionsOf,
} from "./bucket-store.ts";

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
  const tags = tagsFromList(input.CreateBucketConfiguration?.Tags);
  checkTags(input.CreateBucketConfiguration?.Tags, {});
  const lock = input.ObjectLockEnabledForBucket === true;
  const bucket: StoredBucket = {
    name,
    account: context.account,
    region,
    created: context.clock.now(),
    policy: undefined,
    settings: {
      encryption: defaultEncryption,
      publicAccessBlock: openToNobody,
      ownership: input.ObjectOwnership ?? "BucketOwnerEnforced",
      // "When you create a bucket with S3 Object Lock enabled, versioning is automatically enabled".
      ...(lock && { versioning: "Enabled", objectLock: { ObjectLockEnabled: "Enabled" } }),
    },
  };
  bucketsOf(context).put(name, bucket);
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
  const bucket = askedBucket(context, input);
  return { BucketRegion: bucket.region, BucketArn: bucketArn(bucket), AccessPointAlias: false };
}

export function deleteBucket(context: CallContext, input: DeleteBucketRequest): void {
  const bucket = askedBucket(context, input);
  const versions = versionsOf(context.world, bucket).list().length;
  if (objectsOf(context.world, bucket).list().length + versions > 0) {
    const message = versions > 0 ? `${notEmpty}. You must delete all versions in the bucket.` : notEmpty;
    throw new AwsError("BucketNotEmpty", message, { status: 409 });
  }
  bucketsOf(context).delete(bucket.name);
  forgetTags(tagScopeOf(context.world, bucket), bucketArn(bucket));
}

const notEmpty = "The bucket you tried to delete is not empty";

/** Buckets of us-east-1 have no location constraint. */
export function getBucketLocation(
  context: CallContext,
  input: GetBucketLocationRequest,
): GetBucketLocationOutput {
  const { region } = askedBucket(context, input);
  return region === firstRegion ? {} : { LocationConstraint: locationConstraint(region) };
}

function locationConstraint(region: string): NonNullable<GetBucketLocationOutput["LocationConstraint"]> {
  // The SDK lists the regions it knew when it was made; S3 answers any.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return region as NonNullable<GetBucketLocationOutput["LocationConstraint"]>;
}

export function putBucketTagging(context: CallContext, input: PutBucketTaggingRequest): void {
  const bucket = askedBucket(context, input);
  const scope = tagScopeOf(context.world, bucket);
  checkTags(input.Tagging?.TagSet, tagsAt(scope, bucketArn(bucket)));
  replaceTags(scope, bucketArn(bucket), tagsFromList(input.Tagging?.TagSet));
}

/** At most 50, each key once; AWS's own only as they are. */
function checkTags(
  list: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
  before: Readonly<Record<string, string>>,
): void {
  const invalid = (message: string) => new AwsError("InvalidTag", message, { status: 400 });
  if (list.length > 50)
    throw new AwsError("BadRequest", "Bucket tag count cannot be greater than 50", { status: 400 });
  if (new Set(list.map(({ Key }) => Key)).size < list.length)
    throw invalid("Cannot provide multiple Tags with the same key");
  for (const { Key = "", Value = "" } of list) {
    if (Key.startsWith("aws:")) {
      if (before[Key] !== Value) throw invalid("System tags cannot be added/updated by requester");
    } else if (!isTag(Key, Value)) throw invalid("The TagKey or TagValue you have provided is invalid");
  }
  const gone = Object.keys(before).find(
    (key) => key.startsWith("aws:") && !list.some(({ Key }) => Key === key),
  );
  if (gone !== undefined) throw invalid("System tags cannot be removed by requester");
}

export function getBucketTagging(
  context: CallContext,
  input: GetBucketTaggingRequest,
): GetBucketTaggingOutput {
  const bucket = askedBucket(context, input);
  const TagSet = tagList(tagsAt(tagScopeOf(context.world, bucket), bucketArn(bucket)));
  if (TagSet.length === 0) {
    throw new AwsError("NoSuchTagSet", "The TagSet does not exist", { status: 404 });
  }
  return { TagSet };
}

export function deleteBucketTagging(context: CallContext, input: DeleteBucketTaggingRequest): void {
  const bucket = askedBucket(context, input);
  const scope = tagScopeOf(context.world, bucket);
  const own = Object.entries(tagsAt(scope, bucketArn(bucket))).filter(([key]) => key.startsWith("aws:"));
  replaceTags(scope, bucketArn(bucket), Object.fromEntries(own));
}

function alreadyYours(): AwsError {
  const message = "Your previous request to create the named bucket succeeded and you already own it.";
  return new AwsError("BucketAlreadyOwnedByYou", message, { status: 409 });
}

function alreadyTaken(): AwsError {
  const message = "The requested bucket name is not available. The bucket namespace is shared by all users.";
  return new AwsError("BucketAlreadyExists", message, { status: 409 });
}
