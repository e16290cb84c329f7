import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] });

describe("roles", () => {
  it("are created with IAM's defaults", async () => {
    const sandbox = testSandbox();
    const role = { RoleName: "audit", AssumeRolePolicyDocument: trust };
    expect(await sandbox.call("iam", "CreateRole", role)).toMatchObject({
      Role: {
        Path: "/",
        MaxSessionDuration: 3600,
        Arn: `arn:aws:iam::${account}:role/audit`,
        RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/),
      },
    });
  });

  it("are listed by path, and found in every region", async () => {
    const sandbox = testSandbox();
    for (const [RoleName, Path] of [
      ["a", "/ops/"],
      ["b", "/"],
    ]) {
      await sandbox.call("iam", "CreateRole", { RoleName, Path, AssumeRolePolicyDocument: trust });
    }
    const listed = await sandbox.call("iam", "ListRoles", { PathPrefix: "/ops" }, { region: "eu-west-1" });
    expect(listed).toMatchObject({ Roles: [{ RoleName: "a" }], IsTruncated: false });
  });

  it("go only when their policies are gone", async () => {
    const sandbox = testSandbox();
    const call = (operation: string, input = {}) =>
      sandbox.call("iam", operation, { RoleName: "a", ...input });
    const policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    await call("CreateRole", { AssumeRolePolicyDocument: trust });
    await call("PutRolePolicy", { PolicyName: "p", PolicyDocument: trust });
    await call("AttachRolePolicy", { PolicyArn: policy });
    await expect(call("DeleteRole")).rejects.toMatchObject({ code: "DeleteConflict" });
    await call("DeleteRolePolicy", { PolicyName: "p" });
    expect(await call("ListAttachedRolePolicies")).toMatchObject({
      AttachedPolicies: [{ PolicyArn: policy, PolicyName: "ReadOnlyAccess" }],
    });
    await expect(call("DeleteRole")).rejects.toMatchObject({ code: "DeleteConflict" });
    await call("DetachRolePolicy", { PolicyArn: policy });
    await call("DeleteRole");
    await expect(call("GetRole")).rejects.toMatchObject({ code: "NoSuchEntity", status: 404 });
  });

  it.each([
    ["CreateRole", { RoleName: "a", AssumeRolePolicyDocument: trust }, "EntityAlreadyExists"],
    ["CreateRole", { RoleName: "b", AssumeRolePolicyDocument: "{" }, "MalformedPolicyDocument"],
    ["CreateRole", { RoleName: "b c", AssumeRolePolicyDocument: trust }, "ValidationError"],
    ["CreateRole", { RoleName: "b", Path: "ops", AssumeRolePolicyDocument: trust }, "ValidationError"],
    ["PutRolePolicy", { RoleName: "none", PolicyName: "p", PolicyDocument: trust }, "NoSuchEntity"],
    ["GetRolePolicy", { RoleName: "a", PolicyName: "none" }, "NoSuchEntity"],
    ["ListRoles", { Marker: "forged" }, "ValidationError"],
  ])("refuse %s of %j with %s", async (operation, input, code) => {
    const sandbox = testSandbox();
    await sandbox.call("iam", "CreateRole", { RoleName: "a", AssumeRolePolicyDocument: trust });
    await expect(sandbox.call("iam", operation, input)).rejects.toMatchObject({ code });
  });
});

describe("buckets", () => {
  it("have names that are unique in all accounts", async () => {
    const sandbox = testSandbox();
    await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
    const other = { account: "444455556666" };
    await expect(sandbox.call("s3", "CreateBucket", { Bucket: "logs" }, other)).rejects.toMatchObject({
      code: "BucketAlreadyExists",
    });
    await expect(sandbox.call("s3", "GetBucketPolicy", { Bucket: "logs" }, other)).rejects.toMatchObject({
      code: "AccessDenied",
    });
    expect(await sandbox.call("s3", "ListBuckets", {}, other)).toMatchObject({ Buckets: [] });
  });

  it("have a location unless it is us-east-1", async () => {
    const sandbox = testSandbox();
    const region = "ap-northeast-2";
    const there = { Bucket: "there", CreateBucketConfiguration: { LocationConstraint: region } };
    await sandbox.call("s3", "CreateBucket", { Bucket: "here" });
    await sandbox.call("s3", "CreateBucket", there, { region });
    expect(await sandbox.call("s3", "GetBucketLocation", { Bucket: "here" })).toEqual({});
    expect(await sandbox.call("s3", "GetBucketLocation", { Bucket: "there" })).toEqual({
      LocationConstraint: region,
    });
    await expect(sandbox.call("s3", "CreateBucket", there, { region })).rejects.toMatchObject({
      code: "BucketAlreadyOwnedByYou",
    });
    await expect(sandbox.call("s3", "CreateBucket", { Bucket: "wrong" }, { region })).rejects.toMatchObject({
      code: "IllegalLocationConstraintException",
    });
  });

  it("are only deleted when empty", async () => {
    const sandbox = testSandbox();
    await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
    await sandbox.call("s3", "PutObject", { Bucket: "logs", Key: "a" });
    await expect(sandbox.call("s3", "DeleteBucket", { Bucket: "logs" })).rejects.toMatchObject({
      code: "BucketNotEmpty",
    });
    await sandbox.call("s3", "DeleteObject", { Bucket: "logs", Key: "a" });
    await sandbox.call("s3", "DeleteBucket", { Bucket: "logs" });
    await expect(sandbox.call("s3", "HeadBucket", { Bucket: "logs" })).rejects.toMatchObject({ status: 404 });
  });

  it("list objects and common prefixes page by page", async () => {
    const sandbox = testSandbox();
    await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
    for (const Key of ["a/1", "a/2", "b", "c/1"])
      await sandbox.call("s3", "PutObject", { Bucket: "logs", Key });
    const list = (input = {}) =>
      sandbox.call("s3", "ListObjectsV2", { Bucket: "logs", Delimiter: "/", MaxKeys: 2, ...input });
    const first = await list();
    expect(first).toMatchObject({
      CommonPrefixes: [{ Prefix: "a/" }],
      Contents: [{ Key: "b" }],
      IsTruncated: true,
    });
    const token = JSON.stringify(first).match(/"NextContinuationToken":"([^"]+)"/)?.[1];
    expect(await list({ ContinuationToken: token })).toMatchObject({
      CommonPrefixes: [{ Prefix: "c/" }],
      IsTruncated: false,
      KeyCount: 1,
    });
  });
});
