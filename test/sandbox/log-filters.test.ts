import { beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { seedLogsRole } from "../kinds/log-group.ts";
import { account, testSandbox } from "./sandbox.ts";

const region = "us-east-1";
const group = "/app";
const groupArn = `arn:aws:logs:${region}:${account}:log-group:${group}`;
const stream = `arn:aws:firehose:${region}:${account}:deliverystream/logs`;
const security = `arn:aws:logs:${region}:444455556666:destination:security`;
const roleArn = `arn:aws:iam::${account}:role/LogsToFirehose`;
const made = { metricName: "Errors", metricNamespace: "Acme", metricValue: "1" };

let sandbox: Sandbox & { clock: { sleep(ms: number): Promise<void> } };

beforeEach(async () => {
  sandbox = testSandbox();
  await call("CreateLogGroup", { logGroupName: group });
});

const call = (operation: string, input?: unknown) => sandbox.call("logs", operation, input);

function metricFilter(filterName: string, more: object = {}): object {
  return { logGroupName: group, filterName, filterPattern: "", metricTransformations: [made], ...more };
}

function subscriptionFilter(filterName: string, more: object = {}): object {
  return { logGroupName: group, filterName, filterPattern: "", destinationArn: security, ...more };
}

describe("metric filters", () => {
  it("are kept by name, their patterns trimmed, and counted with their group", async () => {
    await call("PutMetricFilter", metricFilter("b", { filterPattern: " ERROR " }));
    await call("PutMetricFilter", metricFilter("a"));
    await call("PutMetricFilter", metricFilter("a", { filterPattern: "WARN" }));
    expect(await call("DescribeMetricFilters", { logGroupName: group })).toMatchObject({
      metricFilters: [
        { filterName: "a", filterPattern: "WARN", logGroupName: group, applyOnTransformedLogs: false },
        { filterName: "b", filterPattern: "ERROR", metricTransformations: [made] },
      ],
    });
    expect(await call("DescribeLogGroups")).toMatchObject({ logGroups: [{ metricFilterCount: 2 }] });
    await call("DeleteMetricFilter", { logGroupName: group, filterName: "a" });
    expect(await call("DescribeLogGroups")).toMatchObject({ logGroups: [{ metricFilterCount: 1 }] });
  });

  it("are listed for one group, for all, by prefix and by metric", async () => {
    await call("CreateLogGroup", { logGroupName: "/app-x" });
    await call("PutMetricFilter", metricFilter("one"));
    await call("PutMetricFilter", { ...metricFilter("two"), logGroupName: "/app-x" });
    const names = async (input: object) =>
      [...JSON.stringify(await call("DescribeMetricFilters", input)).matchAll(/"filterName":"(\w+)"/g)].map(
        ([, name]) => name,
      );
    expect(await names({})).toEqual(["two", "one"]);
    expect(await names({ logGroupName: group })).toEqual(["one"]);
    expect(await names({ logGroupName: group, filterNamePrefix: "t" })).toEqual([]);
    expect(await names({ metricName: "Errors", metricNamespace: "Acme" })).toEqual(["two", "one"]);
    expect(await names({ metricName: "Errors", metricNamespace: "Other" })).toEqual([]);
  });

  it("come fifty a page, and a hundred a group", async () => {
    for (let index = 0; index < 100; index++) await call("PutMetricFilter", metricFilter(`f${index}`));
    await expect(call("PutMetricFilter", metricFilter("one-more"))).rejects.toMatchObject({
      code: "LimitExceededException",
    });
    await call("PutMetricFilter", metricFilter("f7", { filterPattern: "ERROR" }));
    const first = (await call("DescribeMetricFilters")) as { metricFilters: unknown[]; nextToken: string };
    expect(first.metricFilters).toHaveLength(50);
    const second = (await call("DescribeMetricFilters", { nextToken: first.nextToken })) as object;
    expect(second).not.toHaveProperty("nextToken");
  });

  const dimensions = { Service: "$.service" };
  it.each([
    ["no group", { logGroupName: "/none" }, "ResourceNotFoundException"],
    ["a bad name", { filterName: "a:b" }, "InvalidParameterException"],
    ["no metric", { metricTransformations: [] }, "InvalidParameterException"],
    ["two metrics", { metricTransformations: [made, made] }, "InvalidParameterException"],
    [
      "an unknown unit",
      { metricTransformations: [{ ...made, unit: "Apples" }] },
      "InvalidParameterException",
    ],
    ["a long pattern", { filterPattern: "x".repeat(1025) }, "InvalidParameterException"],
    ["an unknown system field", { emitSystemFieldDimensions: ["@x"] }, "InvalidParameterException"],
    [
      "dimensions without a pattern that names fields",
      { metricTransformations: [{ ...made, dimensions }] },
      "InvalidParameterException",
    ],
    [
      "dimensions and a default",
      { filterPattern: "{ $.a = 1 }", metricTransformations: [{ ...made, dimensions, defaultValue: 0 }] },
      "InvalidParameterException",
    ],
  ])("are refused with %s", async (_, more, code) => {
    await expect(call("PutMetricFilter", metricFilter("a", more))).rejects.toMatchObject({ code });
  });

  it("aren't for cheap classes", async () => {
    await call("CreateLogGroup", { logGroupName: "/cheap", logGroupClass: "INFREQUENT_ACCESS" });
    await expect(
      call("PutMetricFilter", { ...metricFilter("a"), logGroupName: "/cheap" }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
  });
});

describe("subscription filters", () => {
  it("are two a group, and get their distribution from AWS", async () => {
    await call("PutSubscriptionFilter", subscriptionFilter("a"));
    await call("PutSubscriptionFilter", subscriptionFilter("b"));
    await call("PutSubscriptionFilter", subscriptionFilter("b", { filterPattern: " ERROR " }));
    await expect(call("PutSubscriptionFilter", subscriptionFilter("c"))).rejects.toMatchObject({
      code: "LimitExceededException",
    });
    expect(await call("DescribeSubscriptionFilters", { logGroupName: group })).toMatchObject({
      subscriptionFilters: [
        { filterName: "a", distribution: "ByLogStream", destinationArn: security },
        { filterName: "b", filterPattern: "ERROR" },
      ],
    });
    await call("DeleteSubscriptionFilter", { logGroupName: group, filterName: "a" });
    await call("PutSubscriptionFilter", subscriptionFilter("c"));
  });

  it("need a role that lets CloudWatch Logs in and write to the stream", async () => {
    const toStream = subscriptionFilter("a", { destinationArn: stream, roleArn });
    const refusal = async () => call("PutSubscriptionFilter", toStream).catch((error: unknown) => error);
    expect(await refusal()).toMatchObject({
      code: "ValidationException",
      message: expect.stringContaining("permission to assume the provided role"),
    });
    await seedLogsRole(sandbox, "LogsToFirehose", "firehose:PutRecord", `${stream}-of-others`);
    expect(await refusal()).toMatchObject({
      code: "InvalidParameterException",
      message: expect.stringContaining("Could not deliver test message to specified Firehose stream"),
    });
    const PolicyDocument = JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "firehose:*", Resource: stream }],
    });
    await sandbox.call("iam", "PutRolePolicy", {
      RoleName: "LogsToFirehose",
      PolicyName: "write",
      PolicyDocument,
    });
    expect(await refusal()).toBeUndefined();
  });

  it("wait for a role to get around", async () => {
    sandbox.propagation = 10_000;
    await seedLogsRole(sandbox, "LogsToFirehose", "firehose:PutRecord", stream);
    const toStream = subscriptionFilter("a", { destinationArn: stream, roleArn });
    await expect(call("PutSubscriptionFilter", toStream)).rejects.toMatchObject({
      code: "ValidationException",
    });
    await sandbox.clock.sleep(10_000);
    await call("PutSubscriptionFilter", toStream);
  });

  it.each([
    ["a stream without a role", { destinationArn: stream }],
    ["a function with one", { destinationArn: `arn:aws:lambda:${region}:${account}:function:f`, roleArn }],
    ["another account's stream", { destinationArn: stream.replace(account, "444455556666"), roleArn }],
    ["what isn't an ARN", { destinationArn: "logs" }],
    ["a queue", { destinationArn: `arn:aws:sqs:${region}:${account}:q` }],
    ["a bucket", { destinationArn: "arn:aws:s3:::logs" }],
  ])("refuse %s", async (_, more) => {
    await expect(call("PutSubscriptionFilter", subscriptionFilter("a", more))).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });
});

describe("a group's policies", () => {
  const dataProtection = JSON.stringify({
    Name: "payments",
    Statement: [{ Operation: { Audit: {} } }, { Operation: { Deidentify: {} } }],
  });

  it("protect data, and the group says whether it does, or did", async () => {
    const described = async () => JSON.stringify(await call("DescribeLogGroups"));
    expect(await described()).not.toContain("dataProtectionStatus");
    await call("PutDataProtectionPolicy", { logGroupIdentifier: groupArn, policyDocument: dataProtection });
    expect(await call("GetDataProtectionPolicy", { logGroupIdentifier: group })).toMatchObject({
      policyDocument: dataProtection,
    });
    expect(await described()).toContain('"dataProtectionStatus":"ACTIVATED"');
    await call("DeleteDataProtectionPolicy", { logGroupIdentifier: group });
    expect(await described()).toContain('"dataProtectionStatus":"DELETED"');
    expect(await call("GetDataProtectionPolicy", { logGroupIdentifier: group })).not.toHaveProperty(
      "policyDocument",
    );
  });

  it("index fields, one group a call", async () => {
    const policyDocument = JSON.stringify({ Fields: ["requestId"] });
    await call("PutIndexPolicy", { logGroupIdentifier: group, policyDocument });
    expect(await call("DescribeIndexPolicies", { logGroupIdentifiers: [groupArn] })).toMatchObject({
      indexPolicies: [{ policyDocument, source: "LOG_GROUP", logGroupIdentifier: groupArn }],
    });
    await expect(
      call("DescribeIndexPolicies", { logGroupIdentifiers: [group, "/app-x"] }),
    ).rejects.toMatchObject({ code: "InvalidParameterException" });
    await call("DeleteIndexPolicy", { logGroupIdentifier: group });
    expect(await call("DescribeIndexPolicies", { logGroupIdentifiers: [group] })).toEqual({
      indexPolicies: [],
    });
  });

  it.each([
    ["PutDataProtectionPolicy", "{"],
    ["PutDataProtectionPolicy", JSON.stringify({ Statement: [{ Operation: { Audit: {} } }] })],
    ["PutIndexPolicy", "[]"],
    ["PutIndexPolicy", JSON.stringify({ Fields: [] })],
    ["PutIndexPolicy", JSON.stringify({ Fields: ["a"], FieldsV2: { a: { type: "FACET" } } })],
  ])("are refused by %s when they are %s", async (operation, policyDocument) => {
    await expect(call(operation, { logGroupIdentifier: group, policyDocument })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("allow bearer tokens", async () => {
    const input = { logGroupIdentifier: group, bearerTokenAuthenticationEnabled: true };
    await call("PutBearerTokenAuthentication", input);
    expect(await call("DescribeLogGroups")).toMatchObject({
      logGroups: [{ bearerTokenAuthenticationEnabled: true }],
    });
  });
});

describe("the deletion of a group", () => {
  it("is refused while its filters are being changed, and takes them along", async () => {
    await call("PutMetricFilter", metricFilter("a"));
    await call("PutSubscriptionFilter", subscriptionFilter("a"));
    await expect(call("DeleteLogGroup", { logGroupName: group })).rejects.toMatchObject({
      code: "OperationAbortedException",
    });
    await sandbox.clock.sleep(1_000);
    await call("DeleteLogGroup", { logGroupName: group });
    expect(await call("DescribeMetricFilters")).toEqual({ metricFilters: [] });
    await call("CreateLogGroup", { logGroupName: group });
    expect(await call("DescribeSubscriptionFilters", { logGroupName: group })).toEqual({
      subscriptionFilters: [],
    });
  });
});
