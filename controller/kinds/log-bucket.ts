import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import type { LogBucketSpec } from "../generated/types.ts";
import { type Condition, defaultName, type Kind, type Setting } from "../kind.ts";
import { checkLogBucket } from "./log-bucket/check.ts";
import { bucketLosses } from "./log-bucket/losses.ts";
import { bucketArn, withGrants } from "./log-bucket/policy.ts";
import { addListed, addTargets, isBucketStatus } from "./log-bucket/read.ts";
import { desiredBucket, type LogBucketShape } from "./log-bucket/shape.ts";
import { createBucket, deleteBucket, retag, updateBucket } from "./log-bucket/write.ts";

/** S3 buckets made for logs, with the policy that lets trails and flow logs of many accounts deliver. */
export const logBucket: Kind<LogBucketSpec, LogBucketShape> = {
  name: "LogBucket",
  after: [],
  fields: {
    policy: { as: "policy" },
    lifecycleRules: { as: { keyedBy: "id" } },
  },
  retain: true,
  upserts: true,
  worldwide: true,
  iam: {
    read: [
      "s3:GetBucketLocation",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketOwnershipControls",
      "s3:GetBucketPolicy",
      "s3:GetBucketPolicyStatus",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketTagging",
      "s3:GetBucketVersioning",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:ListAllMyBuckets",
      "s3:ListBucketVersions",
      "tag:GetResources",
    ],
    write: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:PutBucketLogging",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketOwnershipControls",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
      "s3:TagResource",
    ],
  },

  history: {
    // S3's events are named after its API, its actions are not.
    calls: [
      "DeleteBucketEncryption",
      "DeleteBucketLifecycle",
      "DeleteBucketOwnershipControls",
      "DeleteBucketPublicAccessBlock",
      "DeleteBucketTagging",
      "PutBucketEncryption",
      "PutBucketLifecycle",
    ],
    naming: ["bucketName"],
    only: {
      DeleteBucketEncryption: ["encryption"],
      DeleteBucketLifecycle: ["lifecycleRules", "transitionDefaultMinimumObjectSize"],
      DeleteBucketOwnershipControls: ["objectOwnership"],
      DeleteBucketPolicy: ["policy"],
      DeleteBucketPublicAccessBlock: ["publicAccessBlock"],
      PutBucketEncryption: ["encryption"],
      PutBucketLifecycle: ["lifecycleRules", "transitionDefaultMinimumObjectSize"],
      PutBucketLogging: ["logging"],
      PutBucketObjectLockConfiguration: ["objectLock"],
      PutBucketOwnershipControls: ["objectOwnership"],
      PutBucketPolicy: ["policy"],
      PutBucketPublicAccessBlock: ["publicAccessBlock"],
      PutBucketVersioning: ["versioning"],
    },
  },

  id: bucketName,
  arn: (id, { partition }) => bucketArn(id, partition),
  check: checkLogBucket,
  desired: (spec, setting) => desiredBucket(spec, bucketName(spec, setting), setting),

  grants({ arn, shape: { logging }, scope }) {
    if (!logging || arn === undefined) return [];
    const on = bucketArn(logging.targetBucket, scope.partition);
    return [
      {
        on,
        service: "logging.s3.amazonaws.com",
        sourceAccount: scope.account,
        sourceArn: arn,
        allows: [{ actions: ["s3:PutObject"], resources: [`${on}/${logging.targetPrefix ?? ""}*`] }],
      },
    ];
  },

  allow(shape, grants) {
    const policy = withGrants(shape.policy, grants);
    if (typeof policy === "string") return policy;
    return { ...shape, ...(policy && { policy }) };
  },

  observe: (aws, wanted) =>
    list(aws, "LogBucket", "s3:ListAllMyBuckets", (found) => addListed(aws, found, wanted)),

  read: (aws, targets, options) =>
    list(aws, "LogBucket", "s3:GetBucketLocation", (found) => addTargets(aws, found, targets, options)),

  put: (aws, write) => (write.before === undefined ? createBucket(aws, write) : updateBucket(aws, write)),

  tag: (aws, { id }, set, remove) => retag(aws, id, set, remove),

  remove: (aws, doomed) => deleteEach(aws, doomed, ({ id }) => deleteBucket(aws, id)),

  loses: bucketLosses,

  health({ status }) {
    if (!isBucketStatus(status) || !status.isPublic) return [];
    const condition: Condition = {
      reason: "PublicBucket",
      severity: "error",
      message:
        "its policy opens it to everybody, and restrictPublicBuckets is off; narrow the policy, or leave publicAccessBlock at its defaults",
    };
    return [condition];
  },
};

function bucketName(spec: LogBucketSpec, setting: Setting): string {
  return spec.bucketName ?? defaultName(setting);
}
