import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { ConnectionLost, Crash, type Fault } from "../../controller/sandbox/faults.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { clientsOf, testSandbox } from "./sandbox.ts";

const create = new CreateLogGroupCommand({ logGroupName: "/app" });

/** A sandbox whose n-th call meets a fault. */
function spoiled(fault: Fault, at = 1) {
  const sandbox = testSandbox({ faults: ({ number }) => (number === at ? fault : undefined) });
  return { sandbox, ...clientsOf(sandbox) };
}

async function groups(sandbox: Sandbox): Promise<unknown> {
  return sandbox.call("logs", "DescribeLogGroups");
}

describe("faults", () => {
  it("a failure before the effect is a 500 that leaves nothing behind", async () => {
    const { sandbox, logs } = spoiled({ kind: "fail-before" });
    await expect(logs.send(create)).rejects.toMatchObject({
      name: "InternalFailure",
      $metadata: { httpStatusCode: 500 },
    });
    expect(await groups(sandbox)).toEqual({ logGroups: [] });
    expect(sandbox.calls.entries).toMatchObject([{ outcome: "InternalFailure", fault: "fail-before" }]);
    await logs.send(create);
    expect(await groups(sandbox)).toMatchObject({ logGroups: [{ logGroupName: "/app" }] });
  });

  it("a lost response has its effect", async () => {
    const { sandbox, logs } = spoiled({ kind: "lost-response" });
    await expect(logs.send(create)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await groups(sandbox)).toMatchObject({ logGroups: [{ logGroupName: "/app" }] });
    expect(sandbox.calls.entries).toMatchObject([{ outcome: "ok", fault: "lost-response" }]);
  });

  it("a lost response hides the service's error too", async () => {
    const { logs } = spoiled({ kind: "lost-response" }, 2);
    await logs.send(create);
    await expect(logs.send(create)).rejects.toBeInstanceOf(ConnectionLost);
  });

  it("throttling, denial and expiry come with each service's own code", async () => {
    const codes = async (kind: "throttle" | "denied" | "expired-token") => {
      const clients = clientsOf(testSandbox({ faults: () => ({ kind }) }));
      const calls = [
        clients.logs.send(create),
        clients.iam.send(new ListRolesCommand({})),
        clients.s3.send(new ListBucketsCommand({})),
        clients.cloudwatch.send(new DescribeAlarmsCommand({})),
      ];
      const outcomes = await Promise.allSettled(calls);
      return outcomes.map((outcome) =>
        outcome.status === "rejected" && outcome.reason instanceof Error ? outcome.reason.name : "ok",
      );
    };
    expect(await codes("throttle")).toEqual(["ThrottlingException", "Throttling", "SlowDown", "Throttling"]);
    expect(await codes("denied")).toEqual([
      "AccessDeniedException",
      "AccessDenied",
      "AccessDenied",
      "AccessDenied",
    ]);
    expect(await codes("expired-token")).toEqual([
      "ExpiredTokenException",
      "ExpiredToken",
      "ExpiredToken",
      "ExpiredToken",
    ]);
  });

  it("a stale read answers as of before the last call that wrote", async () => {
    const { logs } = spoiled({ kind: "stale-read" }, 3);
    await logs.send(create);
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: "/app", retentionInDays: 7 }));
    const read = async () => (await logs.send(new DescribeLogGroupsCommand({}))).logGroups;
    expect((await read())?.[0]?.retentionInDays).toBeUndefined();
    expect((await read())?.[0]?.retentionInDays).toBe(7);
  });

  it("somebody else acts just before a call", async () => {
    const sandbox = testSandbox();
    const { logs } = clientsOf(sandbox);
    sandbox.schedule(() => ({
      kind: "third-party-edit",
      edit: async () => {
        const jane = sandbox.person("jane", { sourceIp: "203.0.113.7" });
        await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/app" }, { as: jane });
      },
    }));
    await expect(logs.send(create)).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
    expect(sandbox.history.of("111122223333", "us-east-1")).toMatchObject([
      { caller: { userName: "developer" }, errorCode: "ResourceAlreadyExistsException" },
      { caller: { userName: "jane", sourceIp: "203.0.113.7" } },
    ]);
  });

  it("the wall clock jumps", async () => {
    const sandbox = testSandbox();
    sandbox.schedule(() => ({ kind: "clock-jump", jump: () => sandbox.clock.step(3_600_000) }));
    const { iam } = clientsOf(sandbox);
    const AssumeRolePolicyDocument = '{"Statement":{"Effect":"Allow"}}';
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "late", AssumeRolePolicyDocument }));
    expect(Role?.CreateDate).toEqual(new Date("2026-03-01T13:00:00Z"));
  });

  it.each([
    ["crash-before", 0],
    ["crash-after", 1],
  ] as const)("after a %s nothing gets through until the next schedule", async (kind, made) => {
    const { sandbox, logs } = spoiled({ kind });
    await expect(logs.send(create)).rejects.toBeInstanceOf(Crash);
    await expect(logs.send(new CreateLogGroupCommand({ logGroupName: "/b" }))).rejects.toBeInstanceOf(Crash);
    expect(await groups(sandbox)).toMatchObject({ logGroups: { length: made } });
    sandbox.schedule(undefined);
    await logs.send(new CreateLogGroupCommand({ logGroupName: "/b" }));
    expect(await groups(sandbox)).toMatchObject({ logGroups: { length: made + 1 } });
  });
});
