import {
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { account, clientOf, testSandbox } from "./sandbox.ts";

const Bucket = "logs";
const arn = `arn:aws:s3:::${Bucket}`;
const statement = {
  Effect: "Allow",
  Principal: { AWS: account },
  Action: "s3:GetObject",
  Resource: `${arn}/*`,
};
const policy = (...Statement: object[]) => ({ Policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
const lifecycle = (...Rules: object[]) => ({ LifecycleConfiguration: { Rules } });
const rule = { ID: "r", Status: "Enabled", Filter: { Prefix: "" } };

let sandbox: Sandbox;
const call = (operation: string, input: object = {}) => sandbox.call("s3", operation, { Bucket, ...input });

beforeEach(async () => {
  sandbox = testSandbox();
  await call("CreateBucket");
});

describe("a new bucket", () => {
  it("has AWS's defaults", async () => {
    expect(await call("GetBucketEncryption")).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
      },
    });
    expect(await call("GetPublicAccessBlock")).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(await call("GetBucketOwnershipControls")).toEqual({
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    expect(await call("GetBucketVersioning")).toEqual({});
    expect(await call("GetBucketLogging")).toEqual({});
  });

  it.each([
    ["GetBucketPolicy", "NoSuchBucketPolicy"],
    ["GetBucketPolicyStatus", "NoSuchBucketPolicy"],
    ["GetBucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"],
    ["GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"],
    ["GetBucketTagging", "NoSuchTagSet"],
  ])("answers %s with %s", async (operation, code) => {
    await expect(call(operation)).rejects.toMatchObject({ code, status: 404 });
  });

  it("has versions from the start where it has Object Lock", async () => {
    await call("CreateBucket", { Bucket: "locked", ObjectLockEnabledForBucket: true });
    expect(await call("GetBucketVersioning", { Bucket: "locked" })).toEqual({ Status: "Enabled" });
    expect(await call("GetObjectLockConfiguration", { Bucket: "locked" })).toEqual({
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    });
  });

  it("is refused to whoever expects another owner", async () => {
    await expect(call("GetBucketVersioning", { ExpectedBucketOwner: "444455556666" })).rejects.toMatchObject({
      code: "AccessDenied",
    });
  });
});

describe("a bucket's settings", () => {
  it("are as they were put, and go", async () => {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await call("PutPublicAccessBlock", { PublicAccessBlockConfiguration });
    expect(await call("GetPublicAccessBlock")).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false },
    });
    await call("DeletePublicAccessBlock");
    await call("DeleteBucketOwnershipControls");
    await expect(call("GetPublicAccessBlock")).rejects.toMatchObject({
      code: "NoSuchPublicAccessBlockConfiguration",
    });
    await expect(call("GetBucketOwnershipControls")).rejects.toMatchObject({
      code: "OwnershipControlsNotFoundError",
    });
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "k" } }];
    await call("PutBucketEncryption", { ServerSideEncryptionConfiguration: { Rules } });
    expect(await call("GetBucketEncryption")).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules: [{ ...Rules[0], BucketKeyEnabled: false }] },
    });
    await call("DeleteBucketEncryption");
    expect(await call("GetBucketEncryption")).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
  });

  it.each([
    ["PutBucketVersioning", { VersioningConfiguration: {} }, "IllegalVersioningConfigurationException"],
    [
      "PutObjectLockConfiguration",
      { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } },
      "InvalidBucketState",
    ],
    ["PutObjectLockConfiguration", { ObjectLockConfiguration: {} }, "MalformedXML"],
    ["PutBucketOwnershipControls", { OwnershipControls: { Rules: [] } }, "MalformedXML"],
    ["PutBucketEncryption", { ServerSideEncryptionConfiguration: { Rules: [] } }, "MalformedXML"],
    [
      "PutBucketEncryption",
      {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: "k" } }],
        },
      },
      "InvalidArgument",
    ],
    [
      "PutBucketLogging",
      { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "none", TargetPrefix: "" } } },
      "InvalidTargetBucketForLogging",
    ],
    ["PutBucketTagging", { Tagging: { TagSet: [{ Key: "aws:x", Value: "y" }] } }, "InvalidTag"],
    [
      "PutBucketTagging",
      {
        Tagging: {
          TagSet: [
            { Key: "a", Value: "1" },
            { Key: "a", Value: "2" },
          ],
        },
      },
      "InvalidTag",
    ],
  ])("%s of %j is refused with %s", async (operation, input, code) => {
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });

  it("hold Object Lock to versions, for as long as there is one", async () => {
    await call("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } });
    const lock = (DefaultRetention: object) =>
      call("PutObjectLockConfiguration", {
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention } },
      });
    await lock({ Mode: "GOVERNANCE", Days: 1 });
    await lock({ DefaultEventHold: { Years: 1 } });
    for (const wrong of [{}, { Days: 1 }, { Mode: "GOVERNANCE" }, { Mode: "GOVERNANCE", Days: 1, Years: 1 }])
      await expect(lock(wrong)).rejects.toMatchObject({ code: "MalformedXML" });
    for (const wrong of [
      { Mode: "GOVERNANCE", Days: 0 },
      { Mode: "COMPLIANCE", Years: 101 },
    ])
      await expect(lock(wrong)).rejects.toMatchObject({ code: "InvalidArgument" });
    await expect(
      call("PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }),
    ).rejects.toMatchObject({ code: "InvalidBucketState", status: 409 });
  });

  it("let access logs go to a bucket beside it only", async () => {
    const to = (TargetBucket: string) =>
      call("PutBucketLogging", {
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: "" } },
      });
    await sandbox.call("s3", "CreateBucket", { Bucket: "theirs" }, { account: "444455556666" });
    await expect(to("theirs")).rejects.toMatchObject({ code: "InvalidTargetBucketForLogging" });
    const region = "eu-west-1";
    const CreateBucketConfiguration = { LocationConstraint: region };
    await sandbox.call("s3", "CreateBucket", { Bucket: "far", CreateBucketConfiguration }, { region });
    await expect(to("far")).rejects.toMatchObject({ code: "CrossLocationLoggingProhibitted" });
    await to(Bucket);
    await call("PutBucketLogging", { BucketLoggingStatus: {} });
    expect(await call("GetBucketLogging")).toEqual({});
  });
});

describe("a bucket's policy", () => {
  it.each([
    ["something that isn't JSON", { Policy: "{" }],
    ["two statements of one Sid", policy({ ...statement, Sid: "A" }, { ...statement, Sid: "A" })],
    ["another bucket's objects", policy({ ...statement, Resource: "arn:aws:s3:::logs2/*" })],
    ["everything", policy({ ...statement, Resource: "*" })],
    ["another service's calls", policy({ ...statement, Action: "sns:Publish" })],
    ["nobody", policy({ ...statement, Principal: undefined })],
    ["more than 20 KB", policy({ ...statement, Principal: { AWS: "x".repeat(21_000) } })],
  ])("can't be about %s", async (_, input) => {
    await expect(call("PutBucketPolicy", input)).rejects.toMatchObject({ code: "MalformedPolicy" });
  });

  it("can be public only where that isn't blocked", async () => {
    const everybody = { ...statement, Principal: "*" };
    await expect(call("PutBucketPolicy", policy(everybody))).rejects.toMatchObject({ code: "AccessDenied" });
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
    await call("PutBucketPolicy", policy({ ...everybody, Condition }));
    expect(await call("GetBucketPolicyStatus")).toEqual({ PolicyStatus: { IsPublic: false } });
    await call("DeletePublicAccessBlock");
    await call("PutBucketPolicy", policy(everybody));
    expect(await call("GetBucketPolicyStatus")).toEqual({ PolicyStatus: { IsPublic: true } });
  });
});

describe("a bucket's lifecycle rules", () => {
  it("come back over the wire with what AWS fills in", async () => {
    const client = new S3Client(clientOf(sandbox));
    const expiration = { Date: new Date("2031-12-31T00:00:00Z") };
    const rules = [
      {
        Status: "Enabled" as const,
        Filter: {
          And: {
            Prefix: "a/",
            Tags: [
              { Key: "k", Value: "v" },
              { Key: "l", Value: "<&>" },
            ],
            ObjectSizeGreaterThan: 10,
          },
        },
        Expiration: expiration,
        Transitions: [{ Days: 0, StorageClass: "GLACIER" as const }],
      },
    ];
    await client.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: rules } }),
    );
    const read = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(read).toMatchObject({
      Rules: [{ ...rules[0], ID: expect.stringMatching(/./) }],
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    });
    await call("DeleteBucketLifecycle");
    await expect(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchLifecycleConfiguration",
    });
  });

  const day = { Expiration: { Days: 1 } };
  it.each([
    ["MalformedXML", []],
    ["MalformedXML", [{ ID: "r", Status: "Enabled", ...day }]],
    ["MalformedXML", [{ ...rule, Filter: { Prefix: "a", ObjectSizeLessThan: 1 }, ...day }]],
    ["MalformedXML", [{ ...rule, Filter: { And: { Prefix: "a" } }, ...day }]],
    ["MalformedXML", [{ ...rule, Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }]],
    ["InvalidRequest", [rule]],
    [
      "InvalidArgument",
      [
        { ...rule, ...day },
        { ...rule, ...day },
      ],
    ],
    ["InvalidArgument", [{ ...rule, Expiration: { Days: 0 } }]],
    ["InvalidArgument", [{ ...rule, Expiration: { Date: new Date("2030-01-01T01:00:00Z") } }]],
    ["InvalidArgument", [{ ...rule, Transitions: [{ Days: 29, StorageClass: "STANDARD_IA" }] }]],
    ["InvalidArgument", [{ ...rule, ...day, Transitions: [{ Days: 1, StorageClass: "GLACIER" }] }]],
    [
      "InvalidArgument",
      [
        {
          ...rule,
          Transitions: [
            { Days: 1, StorageClass: "GLACIER" },
            { Days: 2, StorageClass: "GLACIER" },
          ],
        },
      ],
    ],
    ["InvalidArgument", [{ ...rule, NoncurrentVersionExpiration: { NoncurrentDays: 0 } }]],
  ])("are refused with %s: %j", async (code, rules) => {
    await expect(call("PutBucketLifecycleConfiguration", lifecycle(...rules))).rejects.toMatchObject({
      code,
    });
  });
});

describe("versions of objects", () => {
  const list = async () => {
    const { Versions = [], DeleteMarkers = [] } = (await call("ListObjectVersions")) as {
      Versions?: { VersionId: string; IsLatest: boolean }[];
      DeleteMarkers?: { VersionId: string; IsLatest: boolean }[];
    };
    return { versions: Versions, markers: DeleteMarkers };
  };
  const put = (Body: string) => call("PutObject", { Key: "a", Body: new TextEncoder().encode(Body) });

  it("are not kept without versioning", async () => {
    await put("1");
    await put("22");
    expect(await list()).toMatchObject({ versions: [{ VersionId: "null", IsLatest: true }], markers: [] });
    await call("DeleteObject", { Key: "a" });
    expect(await list()).toEqual({ versions: [], markers: [] });
  });

  it("are kept with it, a deletion is only marked, and the bucket isn't empty until all are gone", async () => {
    await put("0");
    await call("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } });
    await put("1");
    expect(await call("DeleteObject", { Key: "a" })).toMatchObject({ DeleteMarker: true });
    await expect(call("GetObject", { Key: "a" })).rejects.toMatchObject({ code: "NoSuchKey" });
    const { versions, markers } = await list();
    expect(versions.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
    expect(markers).toMatchObject([{ IsLatest: true }]);
    await expect(call("DeleteBucket")).rejects.toMatchObject({ code: "BucketNotEmpty" });

    await call("DeleteObject", { Key: "a", VersionId: markers[0]?.VersionId });
    expect(
      new TextDecoder().decode(((await call("GetObject", { Key: "a" })) as { Body: Uint8Array }).Body),
    ).toBe("1");
    const Objects = versions.map(({ VersionId }) => ({ Key: "a", VersionId }));
    await call("DeleteObjects", { Delete: { Objects } });
    expect(await list()).toEqual({ versions: [], markers: [] });
    await call("DeleteBucket");
  });

  it("are none for what is written while it is suspended", async () => {
    await call("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } });
    await put("1");
    await call("PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } });
    await put("2");
    await put("3");
    expect((await list()).versions.map(({ VersionId }) => VersionId)).toEqual([
      "null",
      expect.stringMatching(/^\w{32}$/),
    ]);
  });

  it("are listed page by page", async () => {
    await call("PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } });
    for (const text of ["1", "2", "3"]) await put(text);
    const first = (await call("ListObjectVersions", { MaxKeys: 2 })) as Record<string, unknown>;
    expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: "a" });
    const second = await call("ListObjectVersions", {
      MaxKeys: 2,
      KeyMarker: first["NextKeyMarker"],
      VersionIdMarker: first["NextVersionIdMarker"],
    });
    expect(second).toMatchObject({ IsTruncated: false, Versions: [{ Size: 1, IsLatest: false }] });
  });
});

it("what is done to buckets is called what CloudTrail calls it", async () => {
  const client = new S3Client(clientOf(sandbox));
  await client.send(new PutBucketPolicyCommand({ Bucket, ...policy(statement) }));
  await call("PutBucketLifecycleConfiguration", lifecycle({ ...rule, Expiration: { Days: 1 } }));
  const { Events = [] } = (await sandbox.call("cloudtrail", "LookupEvents", {
    LookupAttributes: [{ AttributeKey: "EventSource", AttributeValue: "s3.amazonaws.com" }],
  })) as { Events?: { EventName: string; CloudTrailEvent: string }[] };
  expect(Events.map(({ EventName }) => EventName)).toEqual([
    "PutBucketLifecycle",
    "PutBucketPolicy",
    "CreateBucket",
  ]);
  for (const { CloudTrailEvent } of Events)
    expect(JSON.parse(CloudTrailEvent)).toMatchObject({ requestParameters: { bucketName: Bucket } });
});
