import type {
  LoggingEnabled,
  ObjectLockConfiguration,
  ObjectOwnership,
  PublicAccessBlockConfiguration,
  PutBucketLifecycleConfigurationRequest,
  ServerSideEncryptionConfiguration,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table, World } from "../../state.ts";
import type { TagScope } from "../../tags.ts";
import type { Checksums } from "./checksums.ts";

/** A bucket as S3 keeps it. */
export interface StoredBucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  /** The bucket policy, as it was given. */
  readonly policy: string | undefined;
  readonly settings: BucketSettings;
}

/** What a bucket is set to; absent where it has none. */
export interface BucketSettings {
  readonly encryption: ServerSideEncryptionConfiguration;
  readonly versioning?: "Enabled" | "Suspended" | undefined;
  readonly publicAccessBlock?: PublicAccessBlockConfiguration | undefined;
  readonly ownership?: ObjectOwnership | undefined;
  readonly lifecycle?:
    | Pick<
        PutBucketLifecycleConfigurationRequest,
        "LifecycleConfiguration" | "TransitionDefaultMinimumObjectSize"
      >
    | undefined;
  readonly objectLock?: ObjectLockConfiguration | undefined;
  readonly logging?: LoggingEnabled | undefined;
}

export interface StoredObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
  /** With its quotes. */
  readonly etag: string;
  readonly checksums: Checksums;
  readonly modified: Date;
  /** Absent where versioning was off; S3 shows it as `null`. */
  readonly versionId?: string | undefined;
}

/** A version that isn't the current object: an older one, or the mark of a deletion. */
export interface StoredVersion extends StoredObject {
  /** Counts up within the bucket: which of two is newer. */
  readonly age: number;
  readonly marker: boolean;
}

const buckets = "s3/buckets";

/** The buckets of an account, by name. */
export function bucketsOf({ world, account }: Pick<CallContext, "world" | "account">): Table<StoredBucket> {
  return world.table<StoredBucket>(account, "global", buckets);
}

/** The bucket of a name, whosever it is: names are unique in all of AWS. */
export function findBucket(world: World, name: string): StoredBucket | undefined {
  for (const { table } of world.tables<StoredBucket>(buckets)) {
    const bucket = table.get(name);
    if (bucket) return bucket;
  }
  return undefined;
}

/** The objects of a bucket, by key. */
export function objectsOf(world: World, { account, name }: StoredBucket): Table<StoredObject> {
  return world.table<StoredObject>(account, "global", `s3/objects/${name}`);
}

/** What is no longer, or was never, a current object of a bucket; by key and age. */
export function versionsOf(world: World, { account, name }: StoredBucket): Table<StoredVersion> {
  return world.table<StoredVersion>(account, "global", `s3/versions/${name}`);
}

/** Where a bucket's tags are kept. */
export function tagScopeOf(world: World, { account, region }: StoredBucket): TagScope {
  return { world, account, region };
}

export function bucketArn({ name }: StoredBucket): string {
  return `arn:aws:s3:::${name}`;
}

/** The caller's bucket; NoSuchBucket when nobody has it, AccessDenied when it is another account's. */
export function ownBucket(context: CallContext, name = ""): StoredBucket {
  const bucket = findBucket(context.world, name);
  if (!bucket) {
    throw new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404 });
  }
  if (bucket.account !== context.account)
    throw new AwsError("AccessDenied", "Access Denied", { status: 403 });
  return bucket;
}

/** The caller's bucket, of the account that the call expects to own it. */
export function askedBucket(
  context: CallContext,
  input: { readonly Bucket?: string | undefined; readonly ExpectedBucketOwner?: string | undefined },
): StoredBucket {
  const bucket = ownBucket(context, input.Bucket);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== bucket.account)
    throw new AwsError("AccessDenied", "Access Denied", { status: 403 });
  return bucket;
}

/** Keeps a bucket's settings with these changed; one that is given as undefined goes. */
export function changeSettings(
  context: CallContext,
  bucket: StoredBucket,
  changed: Partial<BucketSettings>,
): void {
  bucketsOf(context).put(bucket.name, { ...bucket, settings: { ...bucket.settings, ...changed } });
}
