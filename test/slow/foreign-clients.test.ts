import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../controller/clock.ts";
import { createSandbox } from "../../controller/sandbox/sandbox.ts";
import { type SandboxServer, serve } from "../../controller/sandbox/server.ts";
import { python } from "./python.ts";

const run = promisify(execFile);
const account = "111122223333";
const team = [{ Key: "team", Value: "payments" }];

let server: SandboxServer;
let interpreter: string;
let home: string;

beforeAll(async () => {
  interpreter = await python();
  server = await serve(createSandbox({ clock: systemClock, seed: 1 }), 0);
  home = await mkdtemp(join(tmpdir(), "watchkeeper-aws-"));
});

afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true });
});

/** Only what a newcomer would set, so that no profile of the machine gets in. */
function environment(): NodeJS.ProcessEnv {
  return {
    HOME: home,
    PATH: process.env["PATH"] ?? "",
    LANG: "C.UTF-8",
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: "anything",
    AWS_SECRET_ACCESS_KEY: "anything",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** What the aws command says, as JSON; "" when it says nothing. */
async function aws(...words: string[]): Promise<unknown> {
  const { stdout } = await run(join(dirname(interpreter), "aws"), ["--output", "json", ...words], {
    env: environment(),
  });
  return stdout.trim() === "" ? "" : JSON.parse(stdout);
}

describe("boto3", () => {
  it("creates, pages through and deletes things of each service", async () => {
    const script = join(import.meta.dirname, "foreign_clients.py");
    const { stdout } = await run(interpreter, [script, server.url], { env: environment() });
    expect(JSON.parse(stdout)).toEqual({
      cloudwatch: { pages: [50, 50, 5], tags: team, wrong: "ResourceNotFound", left: [0] },
      sns: {
        pages: [100, 5],
        subscriptions: [100, 5],
        name: "<On call> & more",
        wrong: "NotFound",
        left: [0],
      },
      logs: {
        pages: [50, 5],
        retention: 30,
        tags: { team: "payments" },
        streams: [1],
        wrong: "ResourceNotFoundException",
        left: [1],
      },
      s3: {
        wrong: ["NoSuchBucketPolicy", "MalformedPolicy", "NoSuchKey", "404", "BucketNotEmpty"],
        same: true,
        tags: [{ Key: "team", Value: "a&b" }],
        body: ["hello", { by: "boto3" }],
        pages: [2, 2, 1],
        keys: ["logs/ä 0"],
        location: null,
        left: 0,
      },
      iam: {
        pages: [2, 2, 1],
        tags: team,
        policy: true,
        policies: [1],
        wrong: ["DeleteConflict", "NoSuchEntity"],
        left: [0],
      },
      sts: {
        caller: `arn:aws:iam::${account}:user/developer`,
        session: `arn:aws:sts::${account}:assumed-role/auditor/nightly`,
      },
      cloudtrail: {
        logging: [false, true],
        trails: [1],
        tags: [{ Key: "team", Value: "sec" }],
        wrong: "TrailNotFoundException",
        events: [50, 50],
        left: [0],
      },
      ec2: {
        unsuccessful: [],
        tagged: 6,
        pages: [5, 1],
        wrong: "InvalidVpcID.NotFound",
        left: [0],
      },
      tagging: {
        pages: [2, 2, 1],
        odd: [1, 3].map((index) => `arn:aws:logs:us-east-1:${account}:log-group:/tagged/${index}`),
        keys: [1],
        values: ["t0", "t1"],
        left: [0],
      },
    });
  });
});

describe("the aws command", () => {
  it("manages alarms", async () => {
    const alarm = ["--alarm-name", "cli", "--namespace", "AWS/EC2", "--metric-name", "CPUUtilization"];
    const rule = ["--statistic", "Average", "--period", "60", "--evaluation-periods", "3"];
    const limit = ["--threshold", "80.5", "--comparison-operator", "GreaterThanThreshold"];
    await aws("cloudwatch", "put-metric-alarm", ...alarm, ...rule, ...limit);
    expect(await aws("cloudwatch", "describe-alarms", "--alarm-names", "cli")).toMatchObject({
      MetricAlarms: [{ AlarmName: "cli", Threshold: 80.5, StateValue: "INSUFFICIENT_DATA" }],
    });
    await aws("cloudwatch", "delete-alarms", "--alarm-names", "cli");
    expect(await aws("cloudwatch", "describe-alarms")).toMatchObject({ MetricAlarms: [] });
  });

  it("manages topics", async () => {
    const arn = `arn:aws:sns:us-east-1:${account}:cli`;
    expect(await aws("sns", "create-topic", "--name", "cli")).toEqual({ TopicArn: arn });
    const subscription = ["--protocol", "email", "--notification-endpoint", "on-call@example.com"];
    expect(await aws("sns", "subscribe", "--topic-arn", arn, ...subscription)).toEqual({
      SubscriptionArn: "pending confirmation",
    });
    expect(await aws("sns", "list-topics")).toEqual({ Topics: [{ TopicArn: arn }] });
    await aws("sns", "delete-topic", "--topic-arn", arn);
    expect(await aws("sns", "list-topics")).toEqual({ Topics: [] });
  });

  it("manages log groups", async () => {
    await aws("logs", "create-log-group", "--log-group-name", "/cli", "--tags", "team=payments");
    expect(await aws("logs", "describe-log-groups", "--log-group-name-prefix", "/cli")).toMatchObject({
      logGroups: [{ logGroupName: "/cli" }],
    });
    const filters = ["--tag-filters", "Key=team,Values=payments"];
    expect(await aws("resourcegroupstaggingapi", "get-resources", ...filters)).toEqual({
      ResourceTagMappingList: [
        { ResourceARN: `arn:aws:logs:us-east-1:${account}:log-group:/cli`, Tags: team },
      ],
    });
    await aws("logs", "delete-log-group", "--log-group-name", "/cli");
    expect(await aws("resourcegroupstaggingapi", "get-resources")).toEqual({ ResourceTagMappingList: [] });
  });

  it("manages buckets", async () => {
    await run(join(dirname(interpreter), "aws"), ["s3", "mb", "s3://cli-bucket"], { env: environment() });
    const copy = ["s3", "cp", join(import.meta.dirname, "requirements.txt"), "s3://cli-bucket/a/b.txt"];
    await run(join(dirname(interpreter), "aws"), copy, { env: environment() });
    expect(await aws("s3api", "list-objects-v2", "--bucket", "cli-bucket")).toMatchObject({
      Contents: [{ Key: "a/b.txt" }],
    });
    const remove = ["s3", "rb", "--force", "s3://cli-bucket"];
    await run(join(dirname(interpreter), "aws"), remove, { env: environment() });
    expect(await aws("s3api", "list-buckets")).toMatchObject({ Buckets: [] });
  });

  it("manages roles, and says who calls", async () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] });
    const role = ["--role-name", "cli", "--assume-role-policy-document", policy];
    expect(await aws("iam", "create-role", ...role)).toMatchObject({
      Role: { Arn: `arn:aws:iam::${account}:role/cli`, AssumeRolePolicyDocument: JSON.parse(policy) },
    });
    await aws("iam", "delete-role", "--role-name", "cli");
    expect(await aws("iam", "list-roles")).toEqual({ Roles: [] });
    expect(await aws("sts", "get-caller-identity")).toMatchObject({ Account: account });
  });

  it("manages VPCs and their flow logs", async () => {
    const made = await aws("ec2", "create-vpc", "--cidr-block", "10.9.0.0/16");
    expect(made).toMatchObject({ Vpc: { CidrBlock: "10.9.0.0/16" } });
    const vpcs = await aws("ec2", "describe-vpcs", "--query", "Vpcs[].VpcId");
    const vpc = String(Array.isArray(vpcs) ? vpcs[0] : vpcs);
    await aws("s3api", "create-bucket", "--bucket", "flows");
    const target = ["--log-destination-type", "s3", "--log-destination", "arn:aws:s3:::flows"];
    const source = ["--resource-type", "VPC", "--resource-ids", vpc, "--traffic-type", "REJECT"];
    const logs = await aws("ec2", "create-flow-logs", ...source, ...target, "--query", "FlowLogIds");
    expect(logs).toEqual([expect.stringMatching(/^fl-[0-9a-f]{17}$/)]);
    const id = String(Array.isArray(logs) ? logs[0] : logs);
    expect(await aws("ec2", "describe-flow-logs")).toMatchObject({
      FlowLogs: [{ FlowLogId: id, ResourceId: vpc, TrafficType: "REJECT" }],
    });
    expect(await aws("ec2", "delete-flow-logs", "--flow-log-ids", id)).toEqual({ Unsuccessful: [] });
    await aws("ec2", "delete-vpc", "--vpc-id", vpc);
    expect(await aws("ec2", "describe-flow-logs")).toEqual({ FlowLogs: [] });
  });

  it("manages trails, and looks up who did what", async () => {
    await aws("s3api", "create-bucket", "--bucket", "trails-cli");
    const allow = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    const Statement = [
      { ...allow, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::trails-cli" },
      { ...allow, Action: "s3:PutObject", Resource: `arn:aws:s3:::trails-cli/AWSLogs/${account}/*` },
    ];
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await aws("s3api", "put-bucket-policy", "--bucket", "trails-cli", "--policy", policy);
    await aws("cloudtrail", "create-trail", "--name", "cli", "--s3-bucket-name", "trails-cli");
    await aws("cloudtrail", "start-logging", "--name", "cli");
    expect(await aws("cloudtrail", "get-trail-status", "--name", "cli")).toMatchObject({ IsLogging: true });
    await aws("cloudtrail", "delete-trail", "--name", "cli");
    expect(await aws("cloudtrail", "list-trails")).toEqual({ Trails: [] });
    const wanted = "AttributeKey=EventName,AttributeValue=DeleteTrail";
    const found = await aws("cloudtrail", "lookup-events", "--lookup-attributes", wanted, "--max-items", "1");
    expect(found).toMatchObject({ Events: [{ EventName: "DeleteTrail", Username: "developer" }] });
  });
});
