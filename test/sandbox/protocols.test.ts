import { DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, GetRoleCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { GetResourcesCommand } from "@aws-sdk/client-resource-groups-tagging-api";
import {
  CreateBucketCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketTaggingCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { account, clientsOf, testSandbox } from "./sandbox.ts";

describe("each protocol, spoken by the SDK's client", () => {
  it("AWS query: STS says who calls", async () => {
    const { sts } = clientsOf(testSandbox());
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/developer` });
  });

  it("AWS query: lists, dates and escaped text survive", async () => {
    const { iam } = clientsOf(testSandbox());
    const trust = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
    });
    await iam.send(
      new CreateRoleCommand({
        RoleName: "audit",
        Description: 'a <b> & "c"',
        AssumeRolePolicyDocument: trust,
        Tags: [
          { Key: "team", Value: "päyments" },
          { Key: "empty", Value: "" },
        ],
      }),
    );
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: "audit" }));
    expect(Role).toMatchObject({
      Arn: `arn:aws:iam::${account}:role/audit`,
      Description: 'a <b> & "c"',
      CreateDate: new Date("2026-03-01T12:00:00Z"),
      MaxSessionDuration: 3600,
      Tags: [
        { Key: "empty", Value: "" },
        { Key: "team", Value: "päyments" },
      ],
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).toBe(trust);
    expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(1);
  });

  it("AWS JSON 1.1: a log group is made and found", async () => {
    const { logs } = clientsOf(testSandbox());
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app", tags: { team: "payments" } }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/a" }));
    expect(logGroups).toMatchObject([
      { logGroupName: "/app", arn: `arn:aws:logs:us-east-1:${account}:log-group:/app:*` },
    ]);
  });

  it("AWS JSON 1.0 with query compatibility: an alarm is made and found", async () => {
    const { cloudwatch } = clientsOf(testSandbox());
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: "cpu",
        Namespace: "AWS/EC2",
        MetricName: "CPUUtilization",
        Statistic: "Average",
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 0.5,
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
    const { MetricAlarms } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms).toMatchObject([{ AlarmName: "cpu", Threshold: 0.5, EvaluationPeriods: 3 }]);
  });

  it("REST XML: buckets, tags and objects", async () => {
    const { s3 } = clientsOf(testSandbox());
    await s3.send(new CreateBucketCommand({ Bucket: "audit-logs" }));
    await s3.send(
      new PutBucketTaggingCommand({
        Bucket: "audit-logs",
        Tagging: { TagSet: [{ Key: "team", Value: "a&b" }] },
      }),
    );
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket: "audit-logs" }))).TagSet).toEqual([
      { Key: "team", Value: "a&b" },
    ]);
    const Key = "AWSLogs/a b/ü.json";
    const address = { Bucket: "audit-logs", Key };
    await s3.send(
      new PutObjectCommand({
        ...address,
        Body: "hello",
        ContentType: "application/json",
        Metadata: { by: "test" },
      }),
    );
    const object = await s3.send(new GetObjectCommand(address));
    expect(await object.Body?.transformToString()).toBe("hello");
    expect(object).toMatchObject({ ContentType: "application/json", Metadata: { by: "test" } });
    expect(await s3.send(new HeadObjectCommand(address))).toMatchObject({ ContentLength: 5 });
    await expect(s3.send(new HeadObjectCommand({ ...address, Key: "none" }))).rejects.toMatchObject({
      name: "NotFound",
    });
    const { CommonPrefixes, Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: "audit-logs", Prefix: "AWSLogs/", Delimiter: "/" }),
    );
    expect(CommonPrefixes).toEqual([{ Prefix: "AWSLogs/a b/" }]);
    expect(Contents).toBeUndefined();
    const { Contents: all } = await s3.send(new ListObjectsV2Command({ Bucket: "audit-logs" }));
    expect(all?.map((entry) => entry.Key)).toEqual([Key]);
  });

  it("the tag index lists what other services tagged", async () => {
    const { logs, s3, tagging } = clientsOf(testSandbox());
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app", tags: { team: "payments" } }));
    await s3.send(new CreateBucketCommand({ Bucket: "untagged" }));
    const found = await tagging.send(new GetResourcesCommand({ ResourceTypeFilters: ["logs:log-group"] }));
    expect(found.ResourceTagMappingList).toEqual([
      {
        ResourceARN: `arn:aws:logs:us-east-1:${account}:log-group:/app`,
        Tags: [{ Key: "team", Value: "payments" }],
      },
    ]);
    expect((await tagging.send(new GetResourcesCommand({}))).ResourceTagMappingList).toHaveLength(1);
  });
});
