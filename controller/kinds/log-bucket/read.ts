import {
  type Bucket,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
  paginateListBuckets,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws/aws.ts";
import { classify, errorCode } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { fromTagList, ownerTag } from "../../aws/tags.ts";
import type { Tags, Target, Wanted } from "../../kind.ts";
import { isoDay } from "../../value/iso-day.ts";
import { bucketArn, type SplitPolicy, splitPolicy } from "./policy.ts";
import { type BucketDetails, bucketFromAws, type LogBucketShape } from "./shape.ts";

/** What is known of a bucket beside its shape. */
export interface BucketStatus {
  /** Whether its policy makes it public; asked only where nothing keeps it from being so. */
  readonly isPublic: boolean;
  /** What its deletion would lose; asked only where nothing wants it. */
  readonly contents: Contents | undefined;
}

/** The first page of a bucket's versions. */
export interface Contents {
  /** Versions of objects and delete markers. */
  readonly versions: number;
  readonly bytes: number;
  /** When the oldest of them was written, as `2026-03-01`. */
  readonly oldest: string | undefined;
  /** Whether there are more than these. */
  readonly more: boolean;
}

export function isBucketStatus(status: unknown): status is BucketStatus {
  return typeof status === "object" && status !== null && "isPublic" in status;
}

/** A bucket to read in full. */
interface Subject {
  readonly id: string;
  /** Absent: ask the service. */
  readonly tags: Tags | undefined;
  readonly wanted: LogBucketShape | undefined;
}

const pageSize = 1000;

/** Adds the wanted and owned buckets of this region, and says where wanted names are taken. */
export async function addListed(
  aws: Aws,
  found: Found<LogBucketShape>,
  wanted: ReadonlyMap<string, Wanted<LogBucketShape>>,
): Promise<void> {
  const [buckets, { byArn }] = await Promise.all([listBuckets(aws), aws.tagIndex()]);
  const { region, partition } = aws.scope;
  const subjects: Subject[] = [];
  const missing = new Set(wanted.keys());
  let foreign = 0;
  for (const { Name: id = "", BucketRegion } of buckets) {
    const tags = byArn.get(bucketArn(id, partition)) ?? {};
    const want = wanted.get(id);
    // Not every imitation of S3 names the region; then the bucket itself is asked.
    if (want && BucketRegion === undefined) continue;
    missing.delete(id);
    if ((BucketRegion ?? region) !== region) {
      if (want) found.taken(itemOf(aws, id), inRegion(BucketRegion));
    } else if (want || tags[ownerTag] === aws.owner) subjects.push({ id, tags, wanted: want?.shape });
    else foreign += 1;
  }
  found.foreign(foreign);
  const unlisted = [...missing].map((id) => ({
    id,
    tags: byArn.get(bucketArn(id, partition)) ?? {},
    wanted: wanted.get(id)?.shape,
  }));
  const here = await aws.each(unlisted, (subject) => isHere(aws, found, subject));
  await addBuckets(aws, found, [...subjects, ...unlisted.filter((_, index) => here[index])]);
}

/** Adds those of the targets that exist here. */
export async function addTargets(
  aws: Aws,
  found: Found<LogBucketShape>,
  targets: readonly Target<LogBucketShape>[],
  options: { readonly tags: boolean },
): Promise<void> {
  const subjects = targets.map(({ id, wanted, observed }) => ({
    id,
    tags: options.tags ? undefined : (observed?.tags ?? {}),
    wanted,
  }));
  const here = await aws.each(subjects, (subject) => isHere(aws, found, subject));
  await addBuckets(
    aws,
    found,
    subjects.filter((_, index) => here[index]),
  );
}

/** Every bucket of the account, in all regions. */
async function listBuckets(aws: Aws): Promise<Bucket[]> {
  const buckets: Bucket[] = [];
  // Regions are named only in answers to a request with a parameter.
  for await (const page of paginateListBuckets({ client: aws.client(S3Client), pageSize }, {}))
    buckets.push(...(page.Buckets ?? []));
  return buckets;
}

/** Whether the bucket exists in this account and region; a wanted name that stands elsewhere is noted as taken. */
async function isHere(aws: Aws, found: Found<LogBucketShape>, { id, wanted }: Subject): Promise<boolean> {
  const item = itemOf(aws, id);
  try {
    // Unlike HeadBucket's, its errors have a body with their code.
    const { LocationConstraint } = await aws
      .client(S3Client)
      .send(new GetBucketLocationCommand({ Bucket: id, ExpectedBucketOwner: aws.scope.account }));
    const region = regionOf(LocationConstraint);
    if (region === aws.scope.region) return true;
    if (wanted) found.taken(item, inRegion(region));
  } catch (error) {
    if (errorCode(error) === "NoSuchBucket") return false;
    if (redirects.has(errorCode(error))) {
      if (wanted) found.taken(item, inRegion(undefined));
    } else if (wanted && classify(error) === "denied")
      found.taken(
        item,
        "another account has the bucket of this name, or s3:GetBucketLocation is denied to this one",
      );
    else found.unreadable(item, error);
  }
  return false;
}

/** What the endpoint of one region answers about a bucket of another. */
const redirects = new Set([
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
  "PermanentRedirect",
  "TemporaryRedirect",
]);

/** Buckets of us-east-1 have no constraint, and old ones of eu-west-1 have `EU`. */
function regionOf(constraint: string | undefined): string {
  return constraint === "EU" ? "eu-west-1" : constraint || "us-east-1";
}

function inRegion(region: string | undefined): string {
  return `the bucket of this name is in ${region ?? "another region"}, and a bucket can't be moved`;
}

function itemOf(aws: Aws, id: string) {
  return { id, arn: bucketArn(id, aws.scope.partition), tags: {} };
}

async function addBuckets(
  aws: Aws,
  found: Found<LogBucketShape>,
  subjects: readonly Subject[],
): Promise<void> {
  await aws.each(subjects, async ({ id, tags: known, wanted }) => {
    const item = itemOf(aws, id);
    let tags = known;
    try {
      const [details, own, contents] = await Promise.all([
        readDetails(aws, id),
        tags ?? readTags(aws, id).then(fromTagList),
        wanted ? undefined : readContents(aws, id),
      ]);
      tags = own;
      const shape = bucketFromAws(details, wanted);
      const isPublic = mayBePublic(shape) ? await readPublic(aws, id) : false;
      found.add({ ...item, tags, shape, status: { isPublic, contents } satisfies BucketStatus });
    } catch (error) {
      if (errorCode(error) !== "NoSuchBucket") found.unreadable({ ...item, tags: tags ?? {} }, error);
    }
  });
}

async function readDetails(aws: Aws, name: string): Promise<BucketDetails> {
  const client = aws.client(S3Client);
  const which = { Bucket: name, ExpectedBucketOwner: aws.scope.account };
  const [policy, encryption, versioning, block, ownership, lifecycle, lock, logging] = await Promise.all([
    readPolicy(aws, name),
    orNone(client.send(new GetBucketEncryptionCommand(which))),
    client.send(new GetBucketVersioningCommand(which)),
    orNone(client.send(new GetPublicAccessBlockCommand(which))),
    orNone(client.send(new GetBucketOwnershipControlsCommand(which))),
    orNone(client.send(new GetBucketLifecycleConfigurationCommand(which))),
    orNone(client.send(new GetObjectLockConfigurationCommand(which))),
    client.send(new GetBucketLoggingCommand(which)),
  ]);
  return {
    policy: policy.own,
    encryption,
    versioning: versioning.Status,
    publicAccessBlock: block?.PublicAccessBlockConfiguration,
    objectOwnership: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership,
    lifecycle,
    objectLock: lock?.ObjectLockConfiguration,
    logging: logging.LoggingEnabled,
  };
}

/** The bucket's policy as it is, with the statements of others. */
export async function readPolicy(aws: Aws, name: string): Promise<SplitPolicy> {
  const which = { Bucket: name, ExpectedBucketOwner: aws.scope.account };
  const answer = await orNone(aws.client(S3Client).send(new GetBucketPolicyCommand(which)));
  return splitPolicy(answer?.Policy);
}

/** Every tag as S3 lists it, AWS's own among them. */
export async function readTags(aws: Aws, name: string): Promise<{ Key: string; Value: string }[]> {
  const which = { Bucket: name, ExpectedBucketOwner: aws.scope.account };
  const answer = await orNone(aws.client(S3Client).send(new GetBucketTaggingCommand(which)));
  return (answer?.TagSet ?? []).map(({ Key = "", Value = "" }) => ({ Key, Value }));
}

async function readPublic(aws: Aws, name: string): Promise<boolean> {
  const which = { Bucket: name, ExpectedBucketOwner: aws.scope.account };
  const answer = await orNone(aws.client(S3Client).send(new GetBucketPolicyStatusCommand(which)));
  return answer?.PolicyStatus?.IsPublic ?? false;
}

function mayBePublic({ publicAccessBlock: { restrictPublicBuckets } }: LogBucketShape): boolean {
  return !restrictPublicBuckets;
}

async function readContents(aws: Aws, name: string): Promise<Contents> {
  const page = await aws
    .client(S3Client)
    .send(new ListObjectVersionsCommand({ Bucket: name, ExpectedBucketOwner: aws.scope.account }));
  const versions = page.Versions ?? [];
  const markers = page.DeleteMarkers ?? [];
  const days = versions.flatMap(({ LastModified }) => isoDay(LastModified) ?? []);
  return {
    versions: versions.length + markers.length,
    bytes: versions.reduce((sum, { Size = 0 }) => sum + Size, 0),
    oldest: days.toSorted()[0],
    more: page.IsTruncated ?? false,
  };
}

/** What S3 answers where a bucket has none of something. */
const none = new Set([
  "NoSuchBucketPolicy",
  "NoSuchLifecycleConfiguration",
  "NoSuchPublicAccessBlockConfiguration",
  "NoSuchTagSet",
  "ObjectLockConfigurationNotFoundError",
  "OwnershipControlsNotFoundError",
  "ServerSideEncryptionConfigurationNotFoundError",
]);

async function orNone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (none.has(errorCode(error))) return undefined;
    throw error;
  }
}
