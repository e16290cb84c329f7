import { GetAccountAuthorizationDetailsCommand, IAMClient } from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, clientOf, testSandbox } from "./sandbox.ts";

const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] });

async function withRoles(...names: string[]) {
  const sandbox = testSandbox();
  const call = (operation: string, input: object = {}) => sandbox.call("iam", operation, input);
  for (const RoleName of names) await call("CreateRole", { RoleName, AssumeRolePolicyDocument: trust });
  return { sandbox, call };
}

describe("GetAccountAuthorizationDetails", () => {
  it("gives roles with their tags, policies and instance profiles, the documents URL-encoded", async () => {
    const { sandbox, call } = await withRoles("a");
    await call("TagRole", { RoleName: "a", Tags: [{ Key: "team", Value: "x" }] });
    await call("PutRolePolicy", { RoleName: "a", PolicyName: "p", PolicyDocument: trust });
    await call("AttachRolePolicy", { RoleName: "a", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    await call("CreateInstanceProfile", { InstanceProfileName: "web" });
    await call("AddRoleToInstanceProfile", { InstanceProfileName: "web", RoleName: "a" });
    const { RoleDetailList = [] } = await new IAMClient(clientOf(sandbox)).send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ["Role"] }),
    );
    expect(RoleDetailList).toMatchObject([
      {
        RoleName: "a",
        Arn: `arn:aws:iam::${account}:role/a`,
        AssumeRolePolicyDocument: encodeURIComponent(trust),
        RolePolicyList: [{ PolicyName: "p", PolicyDocument: encodeURIComponent(trust) }],
        AttachedManagedPolicies: [{ PolicyName: "ReadOnlyAccess" }],
        InstanceProfileList: [{ InstanceProfileName: "web" }],
        Tags: [{ Key: "team", Value: "x" }],
      },
    ]);
    expect(RoleDetailList[0]).not.toHaveProperty("MaxSessionDuration");
  });

  it("goes by pages, and leaves roles out where they aren't asked for", async () => {
    const { call } = await withRoles("a", "b", "c");
    const first = await call("GetAccountAuthorizationDetails", { Filter: ["Role"], MaxItems: 2 });
    expect(first).toMatchObject({
      RoleDetailList: [{ RoleName: "a" }, { RoleName: "b" }],
      IsTruncated: true,
    });
    const { Marker } = first as { Marker: string };
    expect(await call("GetAccountAuthorizationDetails", { Filter: ["Role"], Marker })).toMatchObject({
      RoleDetailList: [{ RoleName: "c" }],
      IsTruncated: false,
    });
    expect(await call("GetAccountAuthorizationDetails", { Filter: ["User"] })).toMatchObject({
      RoleDetailList: [],
    });
  });
});

it("lists a role's tags by pages", async () => {
  const { call } = await withRoles("a");
  const Tags = ["c", "a", "b"].map((Key) => ({ Key, Value: `${Key}!` }));
  await call("TagRole", { RoleName: "a", Tags });
  const first = await call("ListRoleTags", { RoleName: "a", MaxItems: 2 });
  expect(first).toMatchObject({ Tags: [{ Key: "a", Value: "a!" }, { Key: "b" }], IsTruncated: true });
  const { Marker } = first as { Marker: string };
  expect(await call("ListRoleTags", { RoleName: "a", Marker })).toEqual({
    Tags: [{ Key: "c", Value: "c!" }],
    IsTruncated: false,
  });
});

describe("a role's boundary", () => {
  it("is put, told and taken away", async () => {
    const { call } = await withRoles("a");
    const PermissionsBoundary = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    await call("PutRolePermissionsBoundary", { RoleName: "a", PermissionsBoundary });
    expect(await call("GetRole", { RoleName: "a" })).toMatchObject({
      Role: { PermissionsBoundary: { PermissionsBoundaryArn: PermissionsBoundary } },
    });
    await call("DeleteRolePermissionsBoundary", { RoleName: "a" });
    expect(await call("GetRole", { RoleName: "a" })).not.toHaveProperty("Role.PermissionsBoundary");
    await expect(call("DeleteRolePermissionsBoundary", { RoleName: "a" })).rejects.toMatchObject({
      code: "NoSuchEntity",
    });
  });
});

describe("instance profiles", () => {
  it("hold one role, which can't be deleted meanwhile", async () => {
    const { call } = await withRoles("a", "b");
    const web = { InstanceProfileName: "web" };
    await call("CreateInstanceProfile", web);
    await call("AddRoleToInstanceProfile", { ...web, RoleName: "a" });
    expect(await call("ListInstanceProfilesForRole", { RoleName: "a" })).toMatchObject({
      InstanceProfiles: [{ InstanceProfileName: "web", Roles: [{ RoleName: "a" }] }],
    });
    expect(await call("ListInstanceProfilesForRole", { RoleName: "b" })).toMatchObject({
      InstanceProfiles: [],
    });
    await expect(call("AddRoleToInstanceProfile", { ...web, RoleName: "b" })).rejects.toMatchObject({
      code: "LimitExceeded",
    });
    await expect(call("DeleteInstanceProfile", web)).rejects.toMatchObject({ code: "DeleteConflict" });
    await expect(call("DeleteRole", { RoleName: "a" })).rejects.toMatchObject({ code: "DeleteConflict" });
    await call("RemoveRoleFromInstanceProfile", { ...web, RoleName: "a" });
    await call("DeleteInstanceProfile", web);
    await call("DeleteRole", { RoleName: "a" });
  });
});

it.each([
  ["CreateRole", { RoleName: "A", AssumeRolePolicyDocument: trust }, "EntityAlreadyExists"],
  [
    "CreateRole",
    { RoleName: "b", AssumeRolePolicyDocument: JSON.stringify({ Statement: [{ Sid: "x".repeat(2048) }] }) },
    "LimitExceeded",
  ],
  [
    "PutRolePolicy",
    {
      RoleName: "a",
      PolicyName: "p",
      PolicyDocument: JSON.stringify({ Statement: [{ Sid: "x".repeat(10_240) }] }),
    },
    "LimitExceeded",
  ],
  ["PutRolePolicy", { RoleName: "a", PolicyName: "p q", PolicyDocument: trust }, "ValidationError"],
  ["PutRolePermissionsBoundary", { RoleName: "a", PermissionsBoundary: "arn:aws:iam::x" }, "InvalidInput"],
  ["RemoveRoleFromInstanceProfile", { RoleName: "a", InstanceProfileName: "none" }, "NoSuchEntity"],
] as const)("IAM refuses %s of %j with %s", async (operation, input, code) => {
  const { call } = await withRoles("a");
  await expect(call(operation, input)).rejects.toMatchObject({ code });
});
