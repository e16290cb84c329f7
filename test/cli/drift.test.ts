import { expect, test } from "vitest";
import { alarm, type CommandLine, commandLine, topic } from "./command-line.ts";

const both = { "topics.yaml": topic("oncall"), "alarms.yaml": alarm("api-5xx") };
const topicArn = "arn:aws:sns:us-east-1:111122223333:oncall";

async function applied(files: Record<string, string> = both): Promise<CommandLine> {
  const line = commandLine(files);
  await line.run("apply specs --yes");
  line.writes();
  return line;
}

/** Bob raises a threshold, three hours before anybody looks. */
async function meddle({ sandbox }: CommandLine): Promise<void> {
  const as = sandbox.person("bob", { sourceIp: "203.0.113.9" });
  const input = {
    AlarmName: "api-5xx",
    Namespace: "AWS/ApplicationELB",
    MetricName: "HTTPCode_Target_5XX_Count",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: 25,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions: [topicArn],
  };
  await sandbox.call("monitoring", "PutMetricAlarm", input, { as });
  await sandbox.clock.sleep(3 * 60 * 60_000 + 5_000);
}

test("without drift it says so, exits 0 and writes nothing", async () => {
  const line = await applied();
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toContain("No drift: 2 objects as git says.");
  expect(line.writes()).toEqual([]);
});

test("somebody's change is shown from git's value to AWS's, with who, when and how to go on", async () => {
  const line = await applied();
  await meddle(line);
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(2);
  expect(stdout).toMatch(/^~ {3}changed {3}MetricAlarm\/api-5xx {2}.*alarms\.yaml:1$/m);
  expect(stdout).toMatch(/^ {6}threshold {2}10 → 25$/m);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "by arn:aws:iam::111122223333:user/bob with PutMetricAlarm from 203.0.113.9, 3 h ago (2026-03-01T12:0",
  );
  expect(stdout).toContain('annotate watchkeeper.dev/ignore: "/spec/threshold"');
  expect(stdout).toContain("Drift: 1 changed, 0 missing; 1 object as git says.");
  expect(line.writes()).toEqual([]);
});

test("only what somebody changed is shown, not what git changed", async () => {
  const line = await applied();
  await meddle(line);
  line.write({ "alarms.yaml": alarm("api-5xx").replace("period: 60", "period: 300") });
  const { stdout } = await line.run("drift specs --output json");
  const report: { changes: { fields: { path: string }[] }[] } = JSON.parse(stdout);
  expect(report.changes.map(({ fields }) => fields.map(({ path }) => path))).toEqual([["/spec/threshold"]]);
});

test("what git alone changed, added to be deleted or owns no more is no drift", async () => {
  const line = await applied({ ...both, "more.yaml": topic("other") });
  line.write({ "more.yaml": undefined, "alarms.yaml": alarm("api-5xx", 12) });
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toContain("No drift");
});

test("what somebody deleted is missing, with who did it", async () => {
  const line = await applied();
  const as = line.sandbox.person("mallory", { sourceIp: "203.0.113.66" });
  await line.sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["api-5xx"] }, { as });
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(2);
  expect(stdout).toMatch(/^- {3}missing {3}MetricAlarm\/api-5xx/m);
  expect(stdout).toContain("user/mallory with DeleteAlarms");
  expect(stdout).not.toContain("first apply");
});

test("before the first apply it says once that this is hardly drift", async () => {
  const { code, stdout } = await commandLine(both).run("drift specs --detailed-exitcode");
  expect(code).toBe(2);
  expect(stdout.match(/looks like a first apply/g)).toHaveLength(1);
  expect(stdout).toContain("Drift: 0 changed, 2 missing; 0 objects as git says.");
});

test("an owner tag that somebody took away is drift, where the plan sees a stranger", async () => {
  const line = await applied();
  const TagKeys = ["watchkeeper.dev/owner"];
  await line.sandbox.call("sns", "UntagResource", { ResourceArn: topicArn, TagKeys });
  expect((await line.run("plan specs")).stdout).toContain("conflict");
  const { stdout } = await line.run("drift specs");
  expect(stdout).toMatch(/^ {6}\/ownership\/owner {2}"acme" → none$/m);

  const adopting = topic("oncall").replace(
    "name: oncall",
    'name: oncall, annotations: { watchkeeper.dev/adopt: "true" }',
  );
  line.write({ "topics.yaml": adopting });
  expect((await line.run("plan specs")).stdout).toContain("adopts what nobody managed");
  expect((await line.run("drift specs --detailed-exitcode")).code).toBe(2);
});

test("what isn't ours is counted by kind", async () => {
  const line = await applied();
  for (const Name of ["theirs", "others"]) await line.sandbox.call("sns", "CreateTopic", { Name });
  const { stdout } = await line.run("drift specs");
  expect(stdout).toContain("Not acme's, and left alone: 2 Topic");
});

test("health stands apart from drift", async () => {
  const subscriptions = " subscriptions: [{ protocol: email, endpoint: oncall@acme.example }] ";
  const line = await applied({ "topics.yaml": topic("oncall", subscriptions) });
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toMatch(/\nHealth\n! {3}Topic\/oncall {2}SubscriptionPending\n/);
  expect(stdout).toContain("No drift");
});

test("without leave to read the event history the author is unknown, and the rest is reported", async () => {
  const line = await applied();
  await meddle(line);
  line.sandbox.schedule(({ operation }) => (operation === "LookupEvents" ? { kind: "denied" } : undefined));
  const { code, stdout, stderr } = await line.run("drift specs");
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^warning: \(111122223333\/us-east-1\): the event history could not be read.*cloudtrail:LookupEvents/,
  );
  expect(stdout).toContain("threshold  10 → 25");
  expect(stdout).toContain("by unknown: the event history doesn't tell");
});

test("an incomplete read exits 1", async () => {
  const line = await applied();
  line.sandbox.schedule(({ operation }) => (operation === "ListTopics" ? { kind: "denied" } : undefined));
  const { code, stdout } = await line.run("drift specs --detailed-exitcode");
  expect(code).toBe(1);
  expect(stdout.match(/INCOMPLETE/g)).toHaveLength(2);
});

test("an apply is advised only for what it restores", async () => {
  const line = await applied();
  await meddle(line);
  const restore = async () => /restore it +(.*)/.exec((await line.run("drift specs")).stdout)?.[1];
  expect(await restore()).toBe("watchkeeper apply");
  const name = "{ name: api-5xx";
  const reported = `${name}, annotations: { watchkeeper.dev/drift: report }`;
  line.write({ "alarms.yaml": alarm("api-5xx").replace(name, reported) });
  expect(await restore()).toBe("watchkeeper plan says what stands in the way");
  await line.sandbox.call("sns", "DeleteTopic", { TopicArn: topicArn });
  expect(await restore()).toBe("watchkeeper apply; watchkeeper plan says what it leaves alone, and why");
});

test("what could not be read isn't said to be missing", async () => {
  const line = await applied();
  line.sandbox.schedule(({ operation }) =>
    operation === "ListTopics" || operation === "DescribeAlarms" ? { kind: "denied" } : undefined,
  );
  const { stdout } = await line.run("drift specs --output json");
  expect(JSON.parse(stdout)).toMatchObject({ complete: false, changes: [] });
});
