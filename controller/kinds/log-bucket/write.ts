import {
  CreateBucketCommand,
  type CreateBucketConfiguration,
  DeleteBucketCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import type { Aws } from "../../aws/aws.ts";
import { errorCode } from "../../aws/errors.ts";
import { inTurn } from "../../aws/in-turn.ts";
import { ownerTag, toTagList } from "../../aws/tags.ts";
import type { Tags, Write } from "../../kind.ts";
import { ruleToAws } from "./lifecycle.ts";
import { policyText } from "./policy.ts";
import { readPolicy, readTags } from "./read.ts";
import type { LogBucketShape } from "./shape.ts";

/**
 * Creates a bucket, with its tags in the same call, and then gives it what CreateBucket doesn't take. Interrupted in
 * between, it exists with our tags, and the next pass sees what is missing as fields to update.
 */
export async function createBucket(aws: Aws, { id, target, tags }: Write<LogBucketShape>): Promise<void> {
  await aws.client(S3Client).send(
    new CreateBucketCommand({
      Bucket: id,
      ObjectOwnership: target.objectOwnership,
      ...(target.objectLock && { ObjectLockEnabledForBucket: true }),
      ...(isInAccountNamespace(aws, id) && { BucketNamespace: "account-regional" }),
      CreateBucketConfiguration: { ...locationOf(aws.scope.region), Tags: toTagList(tags) },
    }),
  );
  if (aws.scope.region === "us-east-1") await makeSureItIsOurs(aws, id);
  const missing = new Set<Step>(["publicAccessBlock", "encryption"]);
  if (target.versioning === "Enabled") missing.add("versioning");
  if (target.objectLock?.defaultRetention) missing.add("objectLock");
  if (target.lifecycleRules.length > 0) missing.add("lifecycle");
  if (target.policy) missing.add("policy");
  if (target.logging) missing.add("logging");
  await takeSteps(aws, { id, target }, missing, (work) => onceKnown(aws, work));
}

/**
 * "In us-east-1, if you re-create an existing bucket that you already own, S3 returns 200 OK" (CreateBucket), where
 * every other region refuses: the tags tell whether it was just made. What is thrown makes the caller look again.
 */
async function makeSureItIsOurs(aws: Aws, name: string): Promise<void> {
  const tags = await onceKnown(aws, () => readTags(aws, name));
  if (tags.some(({ Key, Value }) => Key === ownerTag && Value === aws.owner)) return;
  const message = "a bucket of this name appeared since it was looked for";
  throw Object.assign(new Error(message), { name: "BucketAlreadyOwnedByYou", $metadata: {} });
}

/** Brings the changed fields of an existing bucket to the target. */
export async function updateBucket(aws: Aws, { id, target, changed }: Write<LogBucketShape>): Promise<void> {
  const steps = [...changed].flatMap((field) => stepOf.get(field) ?? []);
  await takeSteps(aws, { id, target }, new Set(steps), (work) => work());
}

/** In the order in which they are taken: what keeps the public out before a policy, versions before their lock. */
const steps = [
  "publicAccessBlock",
  "objectOwnership",
  "versioning",
  "encryption",
  "objectLock",
  "lifecycle",
  "policy",
  "logging",
] as const;

type Step = (typeof steps)[number];

const stepOf: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...steps.map((step): [string, Step] => [step, step]),
  ["lifecycleRules", "lifecycle"],
  ["transitionDefaultMinimumObjectSize", "lifecycle"],
]);

interface Goal {
  readonly id: string;
  readonly target: LogBucketShape;
}

async function takeSteps(
  aws: Aws,
  goal: Goal,
  needed: ReadonlySet<Step>,
  attempt: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const taken = steps.filter((step) => needed.has(step));
  await inTurn(taken.map((step) => () => attempt(() => takeStep(aws, goal, step))));
}

async function takeStep(aws: Aws, { id, target }: Goal, step: Step): Promise<void> {
  const client = aws.client(S3Client);
  const which = { Bucket: id, ExpectedBucketOwner: aws.scope.account };
  switch (step) {
    case "publicAccessBlock": {
      const block = target.publicAccessBlock;
      const PublicAccessBlockConfiguration = {
        BlockPublicAcls: block.blockPublicAcls,
        IgnorePublicAcls: block.ignorePublicAcls,
        BlockPublicPolicy: block.blockPublicPolicy,
        RestrictPublicBuckets: block.restrictPublicBuckets,
      };
      await client.send(new PutPublicAccessBlockCommand({ ...which, PublicAccessBlockConfiguration }));
      return;
    }
    case "objectOwnership": {
      const OwnershipControls = { Rules: [{ ObjectOwnership: target.objectOwnership }] };
      await client.send(new PutBucketOwnershipControlsCommand({ ...which, OwnershipControls }));
      return;
    }
    case "versioning": {
      const VersioningConfiguration = { Status: target.versioning };
      await client.send(new PutBucketVersioningCommand({ ...which, VersioningConfiguration }));
      return;
    }
    case "encryption": {
      const ServerSideEncryptionConfiguration = { Rules: [encryptionRule(target)] };
      await client.send(new PutBucketEncryptionCommand({ ...which, ServerSideEncryptionConfiguration }));
      return;
    }
    case "objectLock":
      await client.send(
        new PutObjectLockConfigurationCommand({ ...which, ObjectLockConfiguration: lockOf(target) }),
      );
      return;
    case "lifecycle":
      if (target.lifecycleRules.length === 0) await client.send(new DeleteBucketLifecycleCommand(which));
      else
        await client.send(
          new PutBucketLifecycleConfigurationCommand({
            ...which,
            TransitionDefaultMinimumObjectSize: target.transitionDefaultMinimumObjectSize,
            LifecycleConfiguration: { Rules: target.lifecycleRules.map(ruleToAws) },
          }),
        );
      return;
    case "policy":
      await putPolicy(aws, id, target);
      return;
    case "logging":
      await client.send(
        new PutBucketLoggingCommand({ ...which, BucketLoggingStatus: loggingStatus(target) }),
      );
      return;
    default:
      step satisfies never;
  }
}

/** What others put into the policy is read right before, so that as little as can be is written over. */
async function putPolicy(aws: Aws, name: string, { policy: own }: LogBucketShape): Promise<void> {
  const client = aws.client(S3Client);
  const which = { Bucket: name, ExpectedBucketOwner: aws.scope.account };
  const live = await readPolicy(aws, name);
  if (own || live.foreign.length > 0)
    await client.send(new PutBucketPolicyCommand({ ...which, Policy: policyText(own, live) }));
  else await client.send(new DeleteBucketPolicyCommand(which));
}

function encryptionRule({ encryption }: LogBucketShape): ServerSideEncryptionRule {
  const { sseAlgorithm, kmsMasterKeyId, bucketKeyEnabled, blockedEncryptionTypes: blocked } = encryption;
  return {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: sseAlgorithm,
      ...(kmsMasterKeyId !== undefined && { KMSMasterKeyID: kmsMasterKeyId }),
    },
    BucketKeyEnabled: bucketKeyEnabled,
    BlockedEncryptionTypes: { EncryptionType: blocked.length > 0 ? [...blocked] : ["NONE"] },
  };
}

function lockOf({ objectLock }: LogBucketShape) {
  const retention = objectLock?.defaultRetention;
  if (!retention) return { ObjectLockEnabled: "Enabled" as const };
  const { mode, days, years, defaultEventHold: hold } = retention;
  const DefaultRetention = {
    ...(mode && { Mode: mode }),
    ...(days !== undefined && { Days: days }),
    ...(years !== undefined && { Years: years }),
    ...(hold && {
      DefaultEventHold: {
        ...(hold.days !== undefined && { Days: hold.days }),
        ...(hold.years !== undefined && { Years: hold.years }),
      },
    }),
  };
  return { ObjectLockEnabled: "Enabled" as const, Rule: { DefaultRetention } };
}

/** An empty status turns it off. */
function loggingStatus({ logging }: LogBucketShape) {
  if (!logging) return {};
  const { targetBucket, targetPrefix = "", partitionDateSource } = logging;
  return {
    LoggingEnabled: {
      TargetBucket: targetBucket,
      TargetPrefix: targetPrefix,
      TargetObjectKeyFormat: partitionDateSource
        ? { PartitionedPrefix: { PartitionDateSource: partitionDateSource } }
        : { SimplePrefix: {} },
    },
  };
}

/** us-east-1 has no constraint of its own: naming it is an error. */
function locationOf(region: string): Pick<CreateBucketConfiguration, "LocationConstraint"> {
  if (region === "us-east-1") return {};
  // The SDK lists the regions it knew when it was made; S3 takes any.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { LocationConstraint: region as NonNullable<CreateBucketConfiguration["LocationConstraint"]> };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
function isInAccountNamespace(aws: Aws, name: string): boolean {
  return name.endsWith(`-${aws.scope.account}-${aws.scope.region}-an`);
}

const knownWithinMs = 30_000;

/**
 * A bucket that was made a moment ago isn't known everywhere: its settings answer NoSuchBucket, and its policy
 * MalformedPolicy. Later both mean what they say, so that this is the only place that waits.
 */
async function onceKnown<Answer>(aws: Aws, work: () => Promise<Answer>): Promise<Answer> {
  const deadline = aws.clock.monotonic() + knownWithinMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const early = ["NoSuchBucket", "MalformedPolicy"].includes(errorCode(error));
      if (!early || aws.clock.monotonic() >= deadline) throw error;
      await aws.clock.sleep(500 * 2 ** attempt);
    }
  }
}

/** PutBucketTagging takes all of them: those that it isn't about, AWS's own too, are sent back as they are. */
export async function retag(aws: Aws, name: string, set: Tags, remove: readonly string[]): Promise<void> {
  const changed = new Set([...Object.keys(set), ...remove]);
  const others = (await readTags(aws, name)).filter(({ Key }) => !changed.has(Key));
  await aws.client(S3Client).send(
    new PutBucketTaggingCommand({
      Bucket: name,
      ExpectedBucketOwner: aws.scope.account,
      Tagging: { TagSet: [...others, ...toTagList(set)] },
    }),
  );
}

/** Deletes an empty bucket. Throws AWS's error, and for one with objects what to do about them. */
export async function deleteBucket(aws: Aws, name: string): Promise<void> {
  try {
    await aws
      .client(S3Client)
      .send(new DeleteBucketCommand({ Bucket: name, ExpectedBucketOwner: aws.scope.account }));
  } catch (error) {
    if (errorCode(error) !== "BucketNotEmpty") throw error;
    const message = `the bucket still has objects or versions of them, and Watchkeeper never deletes any; empty it (its lifecycle rules, or in the console's "Empty", take versions too), or keep it with watchkeeper.dev/deletion-policy: retain`;
    throw Object.assign(new Error(message, { cause: error }), { name: "BucketNotEmpty", $metadata: {} });
  }
}
