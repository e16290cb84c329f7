import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const groupArn = (name: string) => `arn:aws:logs:us-east-1:${account}:log-group:${name}`;

function logs() {
  const sandbox = testSandbox();
  const call = (operation: string, input?: unknown, region = "us-east-1") =>
    sandbox.call("logs", operation, input, { region });
  return { sandbox, call };
}

describe("log groups", () => {
  it("are found by prefix, so that a name finds its longer namesakes too", async () => {
    const { call } = logs();
    for (const logGroupName of ["/app", "/app-x", "/other"]) await call("CreateLogGroup", { logGroupName });
    expect(await call("DescribeLogGroups", { logGroupNamePrefix: "/app" })).toMatchObject({
      logGroups: [{ logGroupName: "/app" }, { logGroupName: "/app-x" }],
    });
    expect(await call("DescribeLogGroups", { logGroupNamePattern: "OTH" })).toMatchObject({
      logGroups: [{ logGroupName: "/other" }],
    });
    expect(await call("DescribeLogGroups", {}, "eu-west-1")).toEqual({ logGroups: [] });
  });

  it("show an ARN that ends in :*, and take tags by the one that doesn't", async () => {
    const { call } = logs();
    await call("CreateLogGroup", { logGroupName: "/app", tags: { team: "a" } });
    expect(await call("DescribeLogGroups")).toMatchObject({
      logGroups: [{ arn: `${groupArn("/app")}:*`, logGroupArn: groupArn("/app") }],
    });
    await call("TagResource", { resourceArn: groupArn("/app"), tags: { env: "prod" } });
    await call("UntagResource", { resourceArn: groupArn("/app"), tagKeys: ["team", "none"] });
    expect(await call("ListTagsForResource", { resourceArn: groupArn("/app") })).toEqual({
      tags: { env: "prod" },
    });
    await expect(call("ListTagsForResource", { resourceArn: `${groupArn("/app")}:*` })).rejects.toMatchObject(
      {
        code: "InvalidParameterException",
      },
    );
  });

  it("keep events for ever unless told otherwise", async () => {
    const { call } = logs();
    await call("CreateLogGroup", { logGroupName: "/app" });
    const retention = async () => {
      const described: unknown = await call("DescribeLogGroups");
      return JSON.stringify(described).match(/"retentionInDays":(\d+)/)?.[1];
    };
    expect(await retention()).toBeUndefined();
    await call("PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 30 });
    expect(await retention()).toBe("30");
    await call("DeleteRetentionPolicy", { logGroupName: "/app" });
    expect(await retention()).toBeUndefined();
    await expect(
      call("PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 31 }),
    ).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("of the DELIVERY class are fixed at two days", async () => {
    const { call } = logs();
    await call("CreateLogGroup", { logGroupName: "/app", logGroupClass: "DELIVERY" });
    expect(await call("DescribeLogGroups")).toMatchObject({ logGroups: [{ retentionInDays: 2 }] });
    await expect(
      call("PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 7 }),
    ).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("that are protected can't be deleted", async () => {
    const { call } = logs();
    await call("CreateLogGroup", { logGroupName: "/app", deletionProtectionEnabled: true });
    await expect(call("DeleteLogGroup", { logGroupName: "/app" })).rejects.toMatchObject({
      code: "ValidationException",
    });
    const identifier = { logGroupIdentifier: groupArn("/app") };
    await call("PutLogGroupDeletionProtection", { ...identifier, deletionProtectionEnabled: false });
    await call("DeleteLogGroup", { logGroupName: "/app" });
    expect(await call("DescribeLogGroups")).toEqual({ logGroups: [] });
  });

  it("take their streams along, and nobody else's", async () => {
    const { call } = logs();
    for (const logGroupName of ["/app", "/app-x"]) {
      await call("CreateLogGroup", { logGroupName });
      await call("CreateLogStream", { logGroupName, logStreamName: "one" });
    }
    await call("DeleteLogGroup", { logGroupName: "/app" });
    await call("CreateLogGroup", { logGroupName: "/app" });
    expect(await call("DescribeLogStreams", { logGroupName: "/app" })).toEqual({ logStreams: [] });
    expect(await call("DescribeLogStreams", { logGroupIdentifier: groupArn("/app-x") })).toMatchObject({
      logStreams: [{ logStreamName: "one" }],
    });
  });

  it.each([
    ["CreateLogGroup", { logGroupName: "a b" }, "InvalidParameterException"],
    ["CreateLogGroup", { logGroupName: "/app" }, "ResourceAlreadyExistsException"],
    ["DeleteLogGroup", { logGroupName: "/none" }, "ResourceNotFoundException"],
    ["CreateLogStream", { logGroupName: "/none", logStreamName: "a" }, "ResourceNotFoundException"],
    ["DeleteLogStream", { logGroupName: "/app", logStreamName: "a" }, "ResourceNotFoundException"],
    ["DescribeLogGroups", { limit: 51 }, "InvalidParameterException"],
    ["DescribeLogGroups", { nextToken: "forged" }, "InvalidParameterException"],
    ["DescribeLogGroups", { logGroupNamePrefix: "a", logGroupNamePattern: "b" }, "InvalidParameterException"],
    ["TagResource", { resourceArn: groupArn("/none"), tags: { a: "b" } }, "ResourceNotFoundException"],
  ])("refuse %s of %j with %s", async (operation, input, code) => {
    const { call } = logs();
    await call("CreateLogGroup", { logGroupName: "/app" });
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });
});
