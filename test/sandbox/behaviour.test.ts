import { DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { GetResourcesCommand } from "@aws-sdk/client-resource-groups-tagging-api";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { account, clientsOf, testSandbox } from "./sandbox.ts";

const alarm = (AlarmName: string) =>
  new PutMetricAlarmCommand({
    AlarmName,
    Namespace: "AWS/EC2",
    MetricName: "CPUUtilization",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  });

const groupArn = `arn:aws:logs:us-east-1:${account}:log-group:/app`;

describe("accounts and callers", () => {
  it("a role's keys carry its account and its session", async () => {
    const sandbox = testSandbox();
    const { sts } = clientsOf(sandbox);
    const RoleArn = "arn:aws:iam::444455556666:role/ops/auditor";
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "nightly" }));
    const session = clientsOf(sandbox, {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    });
    expect(await session.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: "444455556666",
      Arn: "arn:aws:sts::444455556666:assumed-role/auditor/nightly",
    });
    await session.logs.send(new CreateLogGroupCommand({ logGroupName: "/theirs" }));
    expect((await clientsOf(sandbox).logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
    expect(sandbox.history.of("444455556666", "us-east-1")[0]).toMatchObject({
      eventName: "CreateLogGroup",
      caller: { type: "AssumedRole", userName: "nightly" },
    });
  });

  it("a session's keys expire", async () => {
    const sandbox = testSandbox();
    const { sts } = clientsOf(sandbox);
    const RoleArn = "arn:aws:iam::444455556666:role/auditor";
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: "nightly", DurationSeconds: 900 }),
    );
    expect(Credentials?.Expiration).toEqual(new Date("2026-03-01T12:15:00Z"));
    await sandbox.clock.sleep(900_000);
    const session = clientsOf(sandbox, {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: "any",
      sessionToken: "any",
    });
    await expect(session.logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: "ExpiredTokenException",
    });
  });

  it("a role that wants an external id lets nobody in without it", async () => {
    const sandbox = testSandbox();
    const { iam, sts } = clientsOf(sandbox);
    const Condition = { StringEquals: { "sts:ExternalId": ["blue", "green"] } };
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: "auditor",
        AssumeRolePolicyDocument: JSON.stringify({
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" }, Condition }],
        }),
      }),
    );
    const assume = (ExternalId?: string) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: Role?.Arn,
          RoleSessionName: "nightly",
          ...(ExternalId === undefined ? {} : { ExternalId }),
        }),
      );
    await expect(assume()).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(assume("red")).rejects.toMatchObject({ name: "AccessDenied" });
    expect((await assume("green")).AssumedRoleUser?.AssumedRoleId).toBe(`${Role?.RoleId}:nightly`);
  });

  it("another person's call is recorded in that person's name", async () => {
    const sandbox = testSandbox();
    const jane = sandbox.person("jane", { sourceIp: "203.0.113.7", userAgent: "console.amazonaws.com" });
    await clientsOf(sandbox, jane).logs.send(new CreateLogGroupCommand({ logGroupName: "/app" }));
    expect(sandbox.history.of(account, "us-east-1")).toMatchObject([
      {
        eventName: "CreateLogGroup",
        eventSource: "logs.amazonaws.com",
        readOnly: false,
        requestParameters: { logGroupName: "/app" },
        caller: {
          arn: `arn:aws:iam::${account}:user/jane`,
          sourceIp: "203.0.113.7",
          userAgent: "console.amazonaws.com",
        },
      },
    ]);
  });
});

describe("the event history", () => {
  it("has parameters in lowerCamelCase, and leaves the keys of maps alone", async () => {
    const sandbox = testSandbox();
    const { cloudwatch, logs } = clientsOf(sandbox);
    await cloudwatch.send(alarm("cpu"));
    await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ["cpu"] }));
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app", tags: { Team: "Payments" } }));
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName: "/app" }))).rejects.toThrow("exists");
    const [failed, group, read, put] = sandbox.history.of(account, "us-east-1");
    expect(put).toMatchObject({
      readOnly: false,
      requestParameters: { alarmName: "cpu", evaluationPeriods: 1 },
    });
    expect(read).toMatchObject({ readOnly: true, requestParameters: { alarmNames: ["cpu"] } });
    expect(read?.responseElements).toBeNull();
    expect(group?.requestParameters).toEqual({ logGroupName: "/app", tags: { Team: "Payments" } });
    expect(failed).toMatchObject({ errorCode: "ResourceAlreadyExistsException" });
  });
});

describe("lag", () => {
  it("lets reads trail writes by so long and no longer", async () => {
    const sandbox = testSandbox({ lag: 5000 });
    const { logs, tagging } = clientsOf(sandbox);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app", tags: { team: "a" } }));
    const seen = async () => (await tagging.send(new GetResourcesCommand({}))).ResourceTagMappingList;
    const listed = async () => (await logs.send(new DescribeLogGroupsCommand({}))).logGroups;
    expect([await seen(), await listed()]).toEqual([[], []]);
    await sandbox.clock.sleep(5000);
    expect(await listed()).toHaveLength(1);
    await logs.send(new TagResourceCommand({ resourceArn: groupArn, tags: { team: "b" } }));
    expect(await seen()).toMatchObject([{ Tags: [{ Value: "a" }] }]);
    await sandbox.clock.sleep(4999);
    expect(await seen()).toMatchObject([{ Tags: [{ Value: "a" }] }]);
    await sandbox.clock.sleep(1);
    expect(await seen()).toMatchObject([{ Tags: [{ Value: "b" }] }]);
  });

  it("can be switched off at any time", async () => {
    const sandbox = testSandbox({ lag: 5000 });
    const { logs } = clientsOf(sandbox);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app" }));
    sandbox.lag = 0;
    expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toHaveLength(1);
  });
});

describe("quotas", () => {
  it("refuse what comes faster than AWS publishes, by API and region", async () => {
    const sandbox = testSandbox({ quotas: true });
    const { cloudwatch } = clientsOf(sandbox);
    for (const name of ["a", "b", "c"]) await cloudwatch.send(alarm(name));
    await expect(cloudwatch.send(alarm("d"))).rejects.toMatchObject({ name: "Throttling" });
    await cloudwatch.send(new DescribeAlarmsCommand({}));
    await sandbox.clock.sleep(333.4);
    await cloudwatch.send(alarm("d"));
    await expect(cloudwatch.send(alarm("e"))).rejects.toMatchObject({ name: "Throttling" });
    expect(sandbox.calls.entries.map(({ outcome }) => outcome)).toEqual([
      "ok",
      "ok",
      "ok",
      "Throttling",
      "ok",
      "ok",
      "Throttling",
    ]);
  });

  it("can be given, and leave direct calls alone", async () => {
    const quotas = { "logs.CreateLogGroup": { perSecond: 1, burst: 1 } };
    const sandbox = testSandbox({ quotas });
    const { logs } = clientsOf(sandbox);
    const create = (logGroupName: string) => logs.send(new CreateLogGroupCommand({ logGroupName }));
    await create("/a");
    await expect(create("/b")).rejects.toMatchObject({ name: "ThrottlingException" });
    await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/c" });
    await sandbox.clock.sleep(1000);
    await create("/b");
    expect(await sandbox.call("logs", "DescribeLogGroups")).toMatchObject({ logGroups: { length: 3 } });
  });

  it("are not there unless asked for", async () => {
    const { cloudwatch } = clientsOf(testSandbox());
    await Promise.all(Array.from({ length: 20 }, (_, index) => cloudwatch.send(alarm(`a${index}`))));
    expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms).toHaveLength(20);
  });
});

describe("the call log", () => {
  it("tells writes from reads, and can be cleared and switched off", async () => {
    const sandbox = testSandbox();
    const { logs } = clientsOf(sandbox);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/app" }));
    await logs.send(new ListTagsForResourceCommand({ resourceArn: groupArn }));
    expect(sandbox.calls.entries).toEqual([
      {
        service: "logs",
        operation: "CreateLogGroup",
        account,
        region: "us-east-1",
        user: "developer",
        input: { logGroupName: "/app" },
        outcome: "ok",
        isWrite: true,
      },
      expect.objectContaining({ operation: "ListTagsForResource", isWrite: false }),
    ]);
    sandbox.calls.clear();
    sandbox.calls.enabled = false;
    await logs.send(new DescribeLogGroupsCommand({}));
    expect(sandbox.calls.entries).toEqual([]);
  });
});

describe("repeatability", () => {
  it("the same seed and the same calls give the same bytes, another seed other ids", async () => {
    const run = async (seed: number) => {
      const { iam } = clientsOf(testSandbox({ seed }));
      const AssumeRolePolicyDocument = '{"Statement":{"Effect":"Allow"}}';
      return iam.send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument }));
    };
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    expect(again).toEqual(first);
    expect(other.Role?.RoleId).not.toBe(first.Role?.RoleId);
  });

  it("latency passes on the sandbox's clock", async () => {
    const sandbox = testSandbox({ latency: 40 });
    const { logs } = clientsOf(sandbox);
    await logs.send(new DescribeLogGroupsCommand({}));
    await logs.send(new DescribeLogGroupsCommand({}));
    expect(sandbox.clock.monotonic()).toBe(80);
  });
});
