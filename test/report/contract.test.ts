import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { alarm, type CommandLine, commandLine, topic } from "../cli/command-line.ts";

const validator = (name: string): ValidateFunction => {
  const schema: object = JSON.parse(readFileSync(`schemas/reports/${name}.json`, "utf8"));
  return new Ajv({ strict: true, allowUnionTypes: true, formats: { "date-time": true } }).compile(schema);
};
const plan = validator("plan");
const drift = validator("drift");

function check(validate: ValidateFunction, text: string): Record<string, unknown> {
  const report: Record<string, unknown> = JSON.parse(text);
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report;
}

/** Something of everything: a drifted alarm, a missing topic, one too many, a stranger, a pending subscription. */
async function troubled(): Promise<CommandLine> {
  const subscriptions = " subscriptions: [{ protocol: email, endpoint: oncall@acme.example }] ";
  const line = commandLine({
    "topics.yaml": [topic("oncall", subscriptions), topic("lost"), topic("surplus")].join("---\n"),
    "alarms.yaml": alarm("api-5xx"),
  });
  await line.run("apply specs --yes");
  const as = line.sandbox.person("bob", { sourceIp: "203.0.113.9" });
  const topicArn = "arn:aws:sns:us-east-1:111122223333:";
  const disabled = {
    AlarmName: "api-5xx",
    Namespace: "AWS/ApplicationELB",
    MetricName: "HTTPCode_Target_5XX_Count",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: 10,
    ComparisonOperator: "GreaterThanThreshold",
    AlarmActions: [`${topicArn}oncall`],
    ActionsEnabled: false,
  };
  await line.sandbox.clock.sleep(60_000);
  const calls = [
    ["monitoring", "PutMetricAlarm", disabled],
    ["sns", "DeleteTopic", { TopicArn: `${topicArn}lost` }],
    ["sns", "CreateTopic", { Name: "twin" }],
    ["sns", "CreateTopic", { Name: "foreign" }],
  ] as const;
  for (const [service, operation, input] of calls) await line.sandbox.call(service, operation, input, { as });
  line.write({
    "topics.yaml": [topic("oncall", subscriptions), topic("lost"), topic("twin")].join("---\n"),
    "alarms.yaml": alarm("api-5xx", 12),
  });
  return line;
}

describe("a plan's JSON", () => {
  test("is what its schema says, with something of everything in it", async () => {
    const line = await troubled();
    const report = check(plan, (await line.run("plan specs --output json")).stdout);
    expect(report).toMatchObject({
      owner: "acme",
      revision: null,
      complete: true,
      summary: { create: 1, update: 1, replace: 0, delete: 1, conflict: 1, unchanged: 1 },
      changes: [
        { action: "delete", kind: "Topic", name: "surplus", source: null, each: null },
        { action: "conflict", name: "twin", refused: { code: "conflict", standing: false } },
        {
          action: "update",
          name: "api-5xx",
          account: "111122223333",
          region: "us-east-1",
          arn: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:api-5xx",
          refused: null,
          fields: expect.arrayContaining([
            { path: "/spec/actionsEnabled", before: false, after: true, origin: "drift", held: null },
            { path: "/spec/threshold", before: 10, after: 12, origin: "git", held: null },
          ]),
        },
        {
          action: "create",
          name: "lost",
          fields: expect.arrayContaining([
            { path: "/spec/fifoTopic", before: null, after: false, origin: "git", held: null },
          ]),
        },
      ],
      conditions: [{ object: "Topic/oncall", reason: "SubscriptionPending" }],
      foreign: [{ kind: "Topic", count: 1 }],
      problems: [],
    });
  });

  test("has its members in a fixed order", async () => {
    const { stdout } = await commandLine({ "topics.yaml": topic("oncall") }).run("plan specs --output json");
    const report: { changes: object[] } = JSON.parse(stdout);
    expect(Object.keys(report).join(" ")).toBe(
      "formatVersion owner revision complete hash summary changes conditions foreign problems",
    );
    expect(Object.keys(report.changes[0] ?? {}).join(" ")).toBe(
      "action kind name each account region id arn source fields reason refused",
    );
  });

  test("is what its schema says where a resource is replaced, refused, kept or can't be read", async () => {
    const line = commandLine();
    const { Vpc } = (await line.sandbox.call("ec2", "CreateVpc", { CidrBlock: "10.0.0.0/16" })) as {
      Vpc: { VpcId: string };
    };
    await line.sandbox.call("s3", "CreateBucket", { Bucket: "flow-logs" });
    const flowLog = (interval: number) => `apiVersion: watchkeeper.dev/v1alpha1
kind: FlowLog
metadata: { name: vpcs }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: ALL
  logDestinationType: s3
  logDestination: arn:aws:s3:::flow-logs
  maxAggregationInterval: ${interval}
`;
    const annotated = (name: string, annotation: string, spec = "") =>
      topic(name, spec).replace(`name: ${name}`, `name: ${name}, annotations: { ${annotation} }`);
    const kept = annotated("kept", "watchkeeper.dev/prune: disabled");
    const reported = annotated("reported", "watchkeeper.dev/drift: report", " displayName: R ");
    line.write({ "a.yaml": [flowLog(60), kept, reported].join("---\n") });
    await line.run("apply specs --yes");
    await line.sandbox.call("sns", "SetTopicAttributes", {
      TopicArn: "arn:aws:sns:us-east-1:111122223333:reported",
      AttributeName: "DisplayName",
      AttributeValue: "somebody's",
    });
    const off = annotated("off", "watchkeeper.dev/reconcile: disabled");
    line.write({ "a.yaml": [flowLog(600), reported, off].join("---\n") });

    const report = check(plan, (await line.run("plan specs --output json")).stdout);
    expect(report).toMatchObject({
      complete: true,
      changes: [
        { action: "delete", name: "kept", source: null, refused: { code: "retained", standing: true } },
        { action: "replace", kind: "FlowLog", each: Vpc.VpcId, refused: null },
        { action: "update", name: "reported", fields: [{ held: "drift-report" }] },
        { action: "create", name: "off", refused: { code: "reconcile-disabled" } },
      ],
    });
    check(drift, (await line.run("drift specs --output json")).stdout);

    for (const broken of ["ListTopics", "GetTopicAttributes", "DescribeVpcs", "DescribeFlowLogs"]) {
      line.sandbox.schedule(({ operation }) => (operation === broken ? { kind: "denied" } : undefined));
      for (const [validate, command] of [
        [plan, "plan"],
        [drift, "drift"],
      ] as const) {
        const { code, stdout } = await line.run(`${command} specs --output json`);
        expect(check(validate, stdout)).toMatchObject({ complete: false });
        expect(code).toBe(1);
      }
    }
  });

  test("has problems with their places", async () => {
    const line = commandLine({ "a.yaml": "kind: Topic\n" });
    const report = check(plan, (await line.run("plan specs --output json")).stdout);
    expect(report).toMatchObject({ complete: false, problems: [{ source: { line: 1, column: 1 } }] });
  });

  test("keeps its hash while the changes stay, wherever their documents stand", async () => {
    const line = commandLine({ "topics.yaml": topic("oncall") });
    const hash = async (): Promise<string> => {
      const report: { hash: string } = JSON.parse((await line.run("plan specs --output json")).stdout);
      return report.hash;
    };
    const first = await hash();
    line.write({ "topics.yaml": `# moved down\n\n${topic("oncall")}` });
    expect(await hash()).toBe(first);
    line.write({ "topics.yaml": topic("oncall", " displayName: On-call ") });
    expect(await hash()).not.toBe(first);
  });
});

describe("a drift report's JSON", () => {
  test("is what its schema says, with the author of each change", async () => {
    const line = await troubled();
    const report = check(drift, (await line.run("drift specs --output json")).stdout);
    const author = { identity: "arn:aws:iam::111122223333:user/bob", sourceAddress: "203.0.113.9" };
    expect(report).toMatchObject({
      summary: { create: 1, update: 1, replace: 0, delete: 0, conflict: 0, unchanged: 1 },
      changes: [
        {
          action: "update",
          name: "api-5xx",
          fields: [{ path: "/spec/actionsEnabled", before: false, after: true, origin: "drift" }],
          author: { ...author, call: "PutMetricAlarm" },
        },
        { action: "create", name: "lost", fields: [], author: { ...author, call: "DeleteTopic" } },
      ],
    });
  });
});
