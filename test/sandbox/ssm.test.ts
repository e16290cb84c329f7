import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const arnOf = (path: string) => `arn:aws:ssm:us-east-1:${account}:parameter${path}`;
const tagged = (name: string) => ({ ResourceType: "Parameter", ResourceId: name });

function ssm() {
  const sandbox = testSandbox();
  const call = (operation: string, input?: unknown) => sandbox.call("ssm", operation, input);
  const put = (Name: string, more: object = {}) =>
    call("PutParameter", { Name, Value: "v", Type: "String", ...more });
  return { sandbox, call, put };
}

describe("parameters", () => {
  it("are versions of a value, read by name, version, label or ARN", async () => {
    const { call, put } = ssm();
    expect(await put("plain")).toEqual({ Version: 1, Tier: "Standard" });
    expect(await put("plain", { Value: "w", Overwrite: true })).toEqual({ Version: 2, Tier: "Standard" });
    await call("LabelParameterVersion", { Name: "plain", ParameterVersion: 1, Labels: ["first"] });
    for (const [Name, Value] of [
      ["plain", "w"],
      ["plain:1", "v"],
      ["plain:first", "v"],
      [arnOf("/plain"), "w"],
    ]) {
      expect(await call("GetParameter", { Name })).toMatchObject({
        Parameter: { Name: "plain", Value, ARN: arnOf("/plain"), DataType: "text" },
      });
    }
    expect(await call("GetParameterHistory", { Name: "plain", MaxResults: 1 })).toMatchObject({
      Parameters: [{ Version: 1, Labels: ["first"] }],
      NextToken: "1",
    });
  });

  it("are read and deleted ten at a time, and those that don't exist are named", async () => {
    const { call, put } = ssm();
    await put("/a/b");
    await put("c");
    const Names = ["/a/b", "c", "none"];
    expect(await call("GetParameters", { Names })).toMatchObject({
      Parameters: [{ Name: "/a/b", ARN: arnOf("/a/b") }, { Name: "c" }],
      InvalidParameters: ["none"],
    });
    expect(await call("DeleteParameters", { Names })).toEqual({
      DeletedParameters: ["/a/b", "c"],
      InvalidParameters: ["none"],
    });
    const eleven = Array.from({ length: 11 }, (_, index) => `p${index}`);
    for (const operation of ["GetParameters", "DeleteParameters"])
      await expect(call(operation, { Names: eleven })).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("below a path come ten a page, its own level or all", async () => {
    const { call, put } = ssm();
    for (let index = 10; index < 22; index++) await put(`/app/${index}`);
    await put("/app/deep/one");
    await put("/apple");
    const first = (await call("GetParametersByPath", { Path: "/app" })) as {
      Parameters: unknown[];
      NextToken: string;
    };
    expect(first.Parameters).toHaveLength(10);
    expect(await call("GetParametersByPath", { Path: "/app", NextToken: first.NextToken })).toMatchObject({
      Parameters: [{ Name: "/app/20" }, { Name: "/app/21" }],
    });
    expect(await call("GetParametersByPath", { Path: "/app/deep/", Recursive: true })).toMatchObject({
      Parameters: [{ Name: "/app/deep/one" }],
    });
  });

  it("are described by filters", async () => {
    const { call, put } = ssm();
    await put("/app/one", { Tags: [{ Key: "team", Value: "a" }], Description: "one" });
    await put("/app/two/three", { Type: "SecureString", Tier: "Advanced" });
    const names = async (...ParameterFilters: object[]) => {
      const { Parameters } = (await call("DescribeParameters", { ParameterFilters })) as {
        Parameters: { Name: string }[];
      };
      return Parameters.map(({ Name }) => Name);
    };
    expect(await names({ Key: "Name", Option: "Contains", Values: ["two"] })).toEqual(["/app/two/three"]);
    expect(await names({ Key: "Path", Option: "OneLevel", Values: ["/app"] })).toEqual(["/app/one"]);
    expect(await names({ Key: "tag:team", Values: ["a"] })).toEqual(["/app/one"]);
    expect(await names({ Key: "Tier", Values: ["Advanced"] }, { Key: "Type", Values: ["String"] })).toEqual(
      [],
    );
    expect(await call("DescribeParameters", { MaxResults: 1 })).toMatchObject({
      Parameters: [{ Name: "/app/one", Description: "one", Tier: "Standard", Version: 1 }],
      NextToken: expect.any(String) as string,
    });
  });

  it("keep tags apart from versions, and take them inline at creation only", async () => {
    const { call, put } = ssm();
    const Tags = [{ Key: "team", Value: "a" }];
    await put("p", { Tags });
    await expect(put("p", { Tags, Overwrite: true })).rejects.toMatchObject({ code: "ValidationException" });
    await call("AddTagsToResource", { ...tagged("p"), Tags: [{ Key: "env", Value: "prod" }] });
    await call("RemoveTagsFromResource", { ...tagged("p"), TagKeys: ["team", "none"] });
    await put("p", { Overwrite: true });
    expect(await call("ListTagsForResource", tagged("p"))).toEqual({
      TagList: [{ Key: "env", Value: "prod" }],
    });
    await call("DeleteParameter", { Name: "p" });
    await put("p");
    expect(await call("ListTagsForResource", tagged("p"))).toEqual({ TagList: [] });
  });

  it("stand in the tag index under ssm:parameter", async () => {
    const { sandbox, put } = ssm();
    await put("/a/b", { Tags: [{ Key: "team", Value: "a" }] });
    for (const type of ["ssm", "ssm:parameter"])
      expect(await sandbox.call("tagging", "GetResources", { ResourceTypeFilters: [type] })).toMatchObject({
        ResourceTagMappingList: [{ ResourceARN: arnOf("/a/b") }],
      });
  });

  it("grow advanced where they must, and never shrink back", async () => {
    const { put } = ssm();
    const long = { Value: "x".repeat(4_097) };
    await expect(put("p", long)).rejects.toMatchObject({ code: "ValidationException" });
    expect(await put("p", { ...long, Tier: "Intelligent-Tiering" })).toMatchObject({ Tier: "Advanced" });
    await expect(put("p", { Tier: "Standard", Overwrite: true })).rejects.toMatchObject({
      code: "ValidationException",
    });
    expect(await put("p", { Tier: "Intelligent-Tiering", Overwrite: true })).toMatchObject({
      Tier: "Advanced",
    });
    expect(await put("p", { Overwrite: true })).toMatchObject({ Tier: "Advanced" });
    const tooLong = { Value: "x".repeat(8_193), Tier: "Advanced" };
    await expect(put("q", tooLong)).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("have at most a hundred versions, and a label holds the oldest", async () => {
    const { call, put } = ssm();
    await put("p");
    for (let version = 2; version <= 101; version++) await put("p", { Overwrite: true });
    await expect(call("GetParameter", { Name: "p:1" })).rejects.toMatchObject({
      code: "ParameterVersionNotFound",
    });
    await call("LabelParameterVersion", { Name: "p", ParameterVersion: 2, Labels: ["kept"] });
    await expect(put("p", { Overwrite: true })).rejects.toMatchObject({
      code: "ParameterMaxVersionLimitExceeded",
    });
  });

  it("keep their policies until others are sent", async () => {
    const { call, put } = ssm();
    const Policies = JSON.stringify([
      { Type: "Expiration", Version: "1.0", Attributes: { Timestamp: "2027-01-01T00:00:00Z" } },
    ]);
    await expect(put("p", { Policies })).rejects.toMatchObject({ code: "ValidationException" });
    await put("p", { Policies, Tier: "Advanced" });
    await put("p", { Overwrite: true });
    const policies = async () => {
      const described = (await call("DescribeParameters")) as {
        Parameters: { Policies: { PolicyType: string }[] }[];
      };
      return described.Parameters[0]?.Policies.map(({ PolicyType }) => PolicyType);
    };
    expect(await policies()).toEqual(["Expiration"]);
    await put("p", { Policies: "", Overwrite: true });
    expect(await policies()).toEqual([]);
  });

  it.each([
    ["PutParameter", { Name: "here", Value: "v", Type: "String" }, "ParameterAlreadyExists"],
    ["PutParameter", { Name: "new", Value: "v" }, "ValidationException"],
    ["PutParameter", { Name: "a b", Value: "v", Type: "String" }, "ValidationException"],
    ["PutParameter", { Name: "a/b", Value: "v", Type: "String" }, "ValidationException"],
    ["PutParameter", { Name: "/aws/x", Value: "v", Type: "String" }, "AccessDeniedException"],
    ["PutParameter", { Name: "awsX", Value: "v", Type: "String" }, "ValidationException"],
    ["PutParameter", { Name: "ssmX", Value: "v", Type: "String" }, "ValidationException"],
    [
      "PutParameter",
      { Name: "/a".repeat(16), Value: "v", Type: "String" },
      "HierarchyLevelLimitExceededException",
    ],
    ["PutParameter", { Name: "new", Value: "{{x}}", Type: "String" }, "ValidationException"],
    ["PutParameter", { Name: "new", Value: "v", Type: "Text" }, "ValidationException"],
    ["PutParameter", { Name: "new", Value: "v", Type: "String", KeyId: "k" }, "ValidationException"],
    ["PutParameter", { Name: "new", Value: "v", Type: "String", DataType: "xml" }, "ValidationException"],
    [
      "PutParameter",
      { Name: "new", Value: "v", Type: "String", AllowedPattern: "^\\d+$" },
      "ParameterPatternMismatchException",
    ],
    [
      "PutParameter",
      { Name: "new", Value: "v", Type: "String", AllowedPattern: "(" },
      "InvalidAllowedPatternException",
    ],
    [
      "PutParameter",
      { Name: "here", Value: "v", Type: "SecureString", Overwrite: true },
      "HierarchyTypeMismatchException",
    ],
    [
      "PutParameter",
      { Name: "new", Value: "v", Type: "String", Tier: "Advanced", Policies: '[{"Type":"x"}]' },
      "InvalidPolicyTypeException",
    ],
    ["GetParameter", { Name: "none" }, "ParameterNotFound"],
    ["GetParameter", { Name: "here:9" }, "ParameterVersionNotFound"],
    ["DeleteParameter", { Name: "none" }, "ParameterNotFound"],
    ["GetParametersByPath", { Path: "a" }, "ValidationException"],
    ["GetParametersByPath", { Path: "/", MaxResults: 11 }, "ValidationException"],
    ["DescribeParameters", { MaxResults: 51 }, "ValidationException"],
    ["DescribeParameters", { NextToken: "forged" }, "InvalidNextToken"],
    ["DescribeParameters", { ParameterFilters: [{ Key: "Label", Values: ["a"] }] }, "InvalidFilterKey"],
    [
      "DescribeParameters",
      { ParameterFilters: [{ Key: "Type", Option: "Contains", Values: ["a"] }] },
      "InvalidFilterOption",
    ],
    ["DescribeParameters", { ParameterFilters: [{ Key: "Type" }] }, "InvalidFilterValue"],
    ["AddTagsToResource", { ...tagged("none"), Tags: [] }, "InvalidResourceId"],
    ["ListTagsForResource", { ResourceType: "Document", ResourceId: "here" }, "InvalidResourceType"],
    ["AddTagsToResource", { ...tagged("here"), Tags: [{ Key: "aws:x", Value: "" }] }, "ValidationException"],
  ])("refuse %s of %j with %s", async (operation, input, code) => {
    const { call, put } = ssm();
    await put("here");
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });
});
