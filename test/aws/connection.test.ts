import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { connect } from "../../controller/aws/connection.ts";
import { CredentialsError, describeError } from "../../controller/aws/errors.ts";
import type { CallRecord } from "../../controller/aws/pace.ts";
import { virtualClock } from "../../controller/clock.ts";
import { metricAlarm } from "../../controller/kinds/metric-alarm.ts";
import { createSandbox } from "../../controller/sandbox/sandbox.ts";
import { owner, scope } from "../widgets.ts";

function connected() {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const sandbox = createSandbox({ clock, seed: 1 });
  const records: CallRecord[] = [];
  const connection = connect({
    clock,
    random: () => 0.5,
    transport: sandbox.requestHandler,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    onCall: (record) => records.push(record),
  });
  const abort = new AbortController();
  const aws = connection.visit({ owner, accounts: new Map(), signal: abort.signal })(scope);
  return { clock, sandbox, connection, aws, records, abort, client: aws.client(CloudWatchClient) };
}

const alarm = {
  AlarmName: "a",
  Namespace: "n",
  MetricName: "m",
  Statistic: "Sum" as const,
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: "GreaterThanThreshold" as const,
};

test("a throttled call is sent again until it gets through, a write as well as a read", async () => {
  const { sandbox, client, records } = connected();
  sandbox.schedule(({ number }) => (number <= 3 ? { kind: "throttle" } : undefined));
  await client.send(new PutMetricAlarmCommand(alarm));
  expect(records.map(({ outcome }) => outcome)).toEqual(["throttled", "throttled", "throttled", "ok"]);
});

test("a read is sent again after a broken connection, a write never", async () => {
  const { sandbox, client, records } = connected();
  sandbox.schedule(({ number }) => (number === 1 ? { kind: "lost-response" } : undefined));
  await client.send(new DescribeAlarmsCommand({}));
  expect(records.map(({ outcome }) => outcome)).toEqual(["error", "ok"]);
  sandbox.schedule(({ number }) => (number === 1 ? { kind: "lost-response" } : undefined));
  await expect(client.send(new PutMetricAlarmCommand(alarm))).rejects.toThrow("socket hang up");
  expect(sandbox.calls.entries.filter(({ operation }) => operation === "PutMetricAlarm")).toHaveLength(1);
});

test("an answer that gives no reason is said to be hardly AWS's", () => {
  const answer = { name: "NotFound", $metadata: { httpStatusCode: 404 } };
  const bare = Object.assign(new Error("Unknown"), answer);
  expect(describeError(bare)).toMatch(/^HTTP 404: .* perhaps a proxy's$/);
  const told = Object.assign(new Error("Topic does not exist"), answer);
  expect(describeError(told)).toBe("NotFound: Topic does not exist");
});

test("credentials that nobody gave are told from refused ones", () => {
  const nowhere = Object.assign(new Error("Could not load credentials from any providers"), {
    name: "CredentialsProviderError",
  });
  expect(new CredentialsError(nowhere).message).toMatch(/^there are no AWS credentials: .*AWS_PROFILE/);
});

test("a key that isn't known may be known elsewhere, which is said too", async () => {
  const { connection } = connected();
  const failure = connection.identity("eu-south-1");
  await expect(failure).rejects.toBeInstanceOf(CredentialsError);
  await expect(failure).rejects.toThrow(/InvalidClientTokenId.*or enable the region/);
});

test("refused credentials are said to be that, with how to go on", async () => {
  const { sandbox, client } = connected();
  sandbox.schedule(() => ({ kind: "expired-token" }));
  const failure = client.send(new DescribeAlarmsCommand({}));
  await expect(failure).rejects.toBeInstanceOf(CredentialsError);
  await expect(failure).rejects.toThrow("aws sts get-caller-identity");
});

test("nothing is sent once the pass is stopped", async () => {
  const { client, records, abort } = connected();
  abort.abort(new Error("stopped"));
  await expect(client.send(new DescribeAlarmsCommand({}))).rejects.toThrow("stopped");
  expect(records).toEqual([]);
});

test("work inside work doesn't wait for itself", async () => {
  const { aws } = connected();
  const items = Array.from({ length: 100 }, (_, index) => index);
  const sums = await aws.each(items, async (item) => {
    const inner = await aws.each(items, (other) => Promise.resolve(item + other));
    return inner.reduce((sum, value) => sum + value, 0);
  });
  expect(sums[0]).toBe(4950);
});

test("calls carry the installation's name, so that the event history tells them from others'", async () => {
  const { sandbox, client } = connected();
  await client.send(new PutMetricAlarmCommand(alarm));
  const [event] = sandbox.history.of(scope.account, scope.region);
  expect(event?.caller.userAgent).toMatch(/watchkeeper.*owner\/acme/);
});

test("a role that doesn't let the caller in says where to look", async () => {
  const { sandbox, connection, client } = connected();
  const roleArn = "arn:aws:iam::444455556666:role/watchkeeper";
  sandbox.schedule(({ operation }) => (operation === "AssumeRole" ? { kind: "denied" } : undefined));
  const accounts = new Map([["444455556666", { roleArn, externalId: "wrong" }]]);
  const aws = connection.visit({ owner, accounts })({ ...scope, account: "444455556666" });
  const refused = aws.client(CloudWatchClient).send(new DescribeAlarmsCommand({}));
  await expect(refused).rejects.toThrow(/sts:AssumeRole.*trust policy names this caller.*externalId/);
  await expect(client.send(new DescribeAlarmsCommand({}))).resolves.toMatchObject({ MetricAlarms: [] });
});

test("an account with a role is reached through it, with its external id and session", async () => {
  const { sandbox, connection } = connected();
  const roleArn = "arn:aws:iam::444455556666:role/watchkeeper";
  const accounts = new Map([["444455556666", { roleArn, externalId: "shared", sessionName: "keeper" }]]);
  const aws = connection.visit({ owner, accounts })({ ...scope, account: "444455556666" });
  await aws.client(CloudWatchClient).send(new PutMetricAlarmCommand(alarm));
  const [event] = sandbox.history.of("444455556666", scope.region);
  expect(event?.caller.arn).toBe("arn:aws:sts::444455556666:assumed-role/watchkeeper/keeper");
  const assumed = sandbox.calls.entries.find(({ operation }) => operation === "AssumeRole");
  expect(assumed?.input).toMatchObject({ RoleArn: roleArn, ExternalId: "shared", RoleSessionName: "keeper" });
});

test("a region that isn't enabled is told from refused credentials, and stops itself alone", async () => {
  const { connection, sandbox } = connected();
  const regions = ["eu-south-1", "us-east-1"];
  const at = connection.visit({ owner, accounts: new Map() });
  await connection.identity("us-east-1");
  const listings = await Promise.all(
    regions.map((region) => metricAlarm.observe(at({ ...scope, region }), new Map())),
  );
  expect(listings.map(({ complete }) => complete)).toEqual([false, true]);
  expect(listings[0]?.problems[0]?.message).toMatch(
    /eu-south-1 refuses credentials .*enable it for account 111122223333/,
  );
  const asked = sandbox.calls.entries.filter(({ operation }) => operation === "GetCallerIdentity");
  expect(asked.map(({ region }) => region)).toEqual(["us-east-1", "us-east-1"]);
});

test("a key that no region knows is refused credentials, wherever that is found out", async () => {
  const { connection, sandbox } = connected();
  await connection.identity("us-east-1");
  sandbox.schedule(() => ({ kind: "expired-token" }));
  const aws = connection.visit({ owner, accounts: new Map() })({ ...scope, region: "eu-south-1" });
  await expect(metricAlarm.observe(aws, new Map())).rejects.toBeInstanceOf(CredentialsError);
});
