import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { KindFixture } from "./fixture.ts";

const key = "arn:aws:kms:us-east-1:111122223333:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10";
const arn = "arn:aws:s3:::sample";
const trail = "arn:aws:cloudtrail:us-east-1:444455556666:trail/audit";
const versioned = { versioning: "Enabled" };
const ruled = (rule: object) => ({ ...versioned, lifecycleRules: [{ id: "rule", ...rule }] });

export const fixture: KindFixture = {
  bases: { default: {}, versioned },
  fields: {
    bucketName: { skip: "another name is another bucket" },
    objectLock: { base: "versioned" },
    transitionDefaultMinimumObjectSize: {
      with: { lifecycleRules: [{ id: "archive", transitions: [{ days: 0, storageClass: "GLACIER" }] }] },
    },
  },
  variants: {
    "who may use it": [
      {
        policy: {
          requireTls: false,
          cloudTrail: [{ accounts: ["444455556666"] }, { trailArns: [trail], prefix: "audit" }],
          flowLogs: [{ accounts: ["444455556666", "777788889999"], regions: ["us-east-1"], prefix: "vpc" }],
        },
      },
      {
        policy: {
          requireTls: true,
          cloudTrail: [{ accounts: ["777788889999"], organizationId: "o-a1b2c3d4e5" }],
          flowLogs: [{ accounts: ["444455556666"] }],
        },
      },
    ],
    "further statements": [
      {
        policy: {
          statements: [
            {
              Sid: "Auditors",
              Effect: "Allow",
              Principal: { AWS: ["444455556666", "arn:aws:iam::777788889999:root"] },
              Action: ["s3:ListBucket", "s3:GetObject"],
              Resource: [arn, `${arn}/*`],
              Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
            },
            {
              Effect: "Deny",
              NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" },
              NotAction: "s3:GetObject",
              NotResource: `${arn}/open/*`,
            },
          ],
        },
      },
      {
        policy: {
          statements: [
            {
              Sid: "Auditors",
              Effect: "Allow",
              Principal: { AWS: "444455556666" },
              Action: "s3:GetObject",
              Resource: `${arn}/*`,
            },
          ],
        },
      },
    ],
    encryption: [
      { encryption: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key, bucketKeyEnabled: true } },
      {
        encryption: {
          sseAlgorithm: "aws:kms:dsse",
          kmsMasterKeyId: key,
          bucketKeyEnabled: false,
          blockedEncryptionTypes: ["NONE"],
        },
      },
    ],
    "public access": [
      {
        publicAccessBlock: {
          blockPublicAcls: false,
          ignorePublicAcls: true,
          blockPublicPolicy: false,
          restrictPublicBuckets: true,
        },
      },
      {
        publicAccessBlock: {
          blockPublicAcls: true,
          ignorePublicAcls: false,
          blockPublicPolicy: true,
          restrictPublicBuckets: false,
        },
      },
    ],
    "lifecycle by age": [
      ruled({
        status: "Enabled",
        filter: { prefix: "AWSLogs/" },
        expiration: { days: 2555 },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 180, storageClass: "DEEP_ARCHIVE" },
        ],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      }),
      ruled({
        status: "Disabled",
        filter: { prefix: "vpc/", tags: { keep: "short", class: "a" }, objectSizeGreaterThan: 1024 },
        expiration: { days: 90 },
        transitions: [{ days: 0, storageClass: "GLACIER_IR" }],
      }),
    ],
    "lifecycle by date": [
      ruled({
        filter: { objectSizeLessThan: 1_048_576 },
        expiration: { date: "2031-12-31" },
        transitions: [{ date: "2030-01-31", storageClass: "GLACIER" }],
      }),
      ruled({
        filter: { tags: { keep: "long" } },
        expiration: { date: "2032-12-31" },
        transitions: [{ date: "2030-02-28", storageClass: "GLACIER" }],
      }),
    ],
    "lifecycle of versions": [
      ruled({
        expiration: { expiredObjectDeleteMarker: true },
        noncurrentVersionExpiration: { noncurrentDays: 365, newerNoncurrentVersions: 3 },
        noncurrentVersionTransitions: [
          { noncurrentDays: 30, storageClass: "STANDARD_IA", newerNoncurrentVersions: 2 },
        ],
      }),
      ruled({
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        noncurrentVersionTransitions: [{ noncurrentDays: 1, storageClass: "GLACIER" }],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      }),
    ],
    "what new objects are locked by": [
      {
        ...versioned,
        objectLock: { defaultRetention: { mode: "GOVERNANCE", days: 30, defaultEventHold: { days: 30 } } },
      },
      {
        ...versioned,
        objectLock: { defaultRetention: { mode: "COMPLIANCE", years: 1, defaultEventHold: { years: 7 } } },
      },
    ],
    "Object Lock with nothing for new objects": [
      { ...versioned, objectLock: {} },
      { ...versioned, objectLock: { defaultRetention: { defaultEventHold: { days: 1 } } } },
    ],
    "access logs": [
      {
        logging: {
          targetBucket: "acme-audit-logs",
          targetPrefix: "access/",
          partitionDateSource: "EventTime",
        },
      },
      { logging: { targetBucket: "acme-audit-logs", partitionDateSource: "DeliveryTime" } },
    ],
    "access logs in one heap": [
      { logging: { targetBucket: "acme-audit-logs", targetPrefix: "access/" } },
      { logging: { targetBucket: "acme-audit-logs" } },
    ],
  },
  seed: async (sandbox: Sandbox) => {
    await sandbox.call("s3", "CreateBucket", { Bucket: "acme-audit-logs" });
  },
};
