import { describe, expect, it } from "vitest";
import { isRead } from "../../controller/aws/rates.ts";
import { sketch } from "../rig.ts";
import { type AccountView, type Seen, viewAccount } from "./account-view.ts";
import {
  account,
  alarmNamed,
  bucket,
  differences,
  flowLogOf,
  topicArn,
  trailNamed,
} from "./moto-differences.ts";
import { motoRig, results } from "./moto-rig.ts";

const logGroup = "/aws/vpc/flow-logs";

let vpc: string;
let subnet: string;

/** A bucket, a VPC and a log group. */
const rig = motoRig("spine", async ({ call }) => {
  await call("s3", "create_bucket", { Bucket: "acme-audit-logs" });
  await call("logs", "create_log_group", { logGroupName: logGroup });
  const { Vpc } = await call<{ Vpc: { VpcId: string } }>("ec2", "create_vpc", {
    CidrBlock: "10.1.0.0/16",
    TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "Env", Value: "prod" }] }],
  });
  vpc = Vpc.VpcId;
  const { Subnet } = await call<{ Subnet: { SubnetId: string } }>("ec2", "create_subnet", {
    VpcId: vpc,
    CidrBlock: "10.1.0.0/24",
    TagSpecifications: [{ ResourceType: "subnet", Tags: [{ Key: "Env", Value: "prod" }] }],
  });
  subnet = Subnet.SubnetId;
});
const { add, apply, drop, edit, expectRest, plan } = rig;

/** What boto3 saw, without what time and AWS's own numbering change. */
function lasting(view: AccountView): unknown {
  const passing =
    /^(AlarmConfigurationUpdatedTimestamp|StateUpdatedTimestamp|CreationTime|FlowLogId|SubscriptionArn)$/;
  return JSON.parse(JSON.stringify(view, (key, value: unknown) => (passing.test(key) ? undefined : value)));
}

function toSeen(resource: Seen | undefined): Seen {
  if (!resource) throw new Error("boto3 doesn't see it");
  return resource;
}

const cpu = {
  namespace: "AWS/EC2",
  metricName: "CPUUtilization",
  statistic: "Average",
  period: 300,
  evaluationPeriods: 3,
  threshold: 85,
  comparisonOperator: "GreaterThanThreshold",
};

const everything = [
  "done create FlowLog/rejected",
  "done create FlowLog/searchable",
  "done create FlowLog/subnets",
  "done create MetricAlarm/api-5xx",
  "done create MetricAlarm/api-latency-p99",
  "done create MetricAlarm/checkout-error-rate",
  "done create MetricAlarm/checkout-volume",
  "done create Topic/oncall",
  "done create Topic/orders.fifo",
  "done create Trail/audit",
];

describe("an AWS nobody here wrote", () => {
  it("has what git says after one pass, and the next one writes nothing", async () => {
    const { plan: first, outcomes } = await apply();
    expect(first.complete).toBe(true);
    expect(results(outcomes)).toEqual(everything);

    const { alarms, topics, trails, flowLogs } = await viewAccount(rig.somebody);
    expect(Object.keys(alarms).sort()).toEqual([
      "api-5xx",
      "api-latency-p99",
      "checkout-error-rate",
      "checkout-volume",
    ]);
    expect(alarms["api-5xx"]).toMatchObject({
      fields: {
        AlarmDescription: 'Answers with errors: <5xx> & "worse", äöü',
        Namespace: "AWS/ApplicationELB",
        MetricName: "HTTPCode_Target_5XX_Count",
        Dimensions: [
          { Name: "AvailabilityZone", Value: "us-east-1a" },
          { Name: "LoadBalancer", Value: "app/shop/50dc6c495c0c9188" },
        ],
        Statistic: "Sum",
        Period: 60,
        Unit: "Count",
        EvaluationPeriods: 5,
        DatapointsToAlarm: 3,
        Threshold: 10.5,
        ComparisonOperator: "GreaterThanThreshold",
        TreatMissingData: "notBreaching",
        ActionsEnabled: false,
        AlarmActions: [topicArn],
        OKActions: [topicArn],
        InsufficientDataActions: [topicArn],
      },
      tags: {
        team: "payments",
        ManagedBy: "watchkeeper",
        "watchkeeper.dev/owner": "acme-monitoring",
        "watchkeeper.dev/object": "MetricAlarm/api-5xx",
      },
    });
    expect(alarms["api-latency-p99"]?.fields).toMatchObject({
      ExtendedStatistic: "p99",
      EvaluateLowSampleCountPercentile: "ignore",
      Threshold: 1.5,
    });
    expect(alarms["checkout-error-rate"]?.fields["Metrics"]).toMatchObject([
      { Id: "failed", MetricStat: { Stat: "Sum", Unit: "Count", Period: 60 }, ReturnData: false },
      { Id: "all", MetricStat: { Metric: { MetricName: "Checkout" } }, ReturnData: false },
      { Id: "rate", Expression: "IF(all > 20, 100 * FILL(failed, 0) / all, 0)", ReturnData: true },
    ]);
    expect(alarms["checkout-volume"]?.fields).toMatchObject({
      ThresholdMetricId: "usual",
      ComparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
    });
    expect(alarms["checkout-volume"]?.fields).not.toHaveProperty("Threshold");

    expect(topics["oncall"]).toMatchObject({
      fields: {
        DisplayName: "On-call",
        KmsMasterKeyId: "alias/topics",
        Policy: expect.stringContaining("cloudwatch.amazonaws.com"),
        DeliveryPolicy: expect.stringContaining('"numRetries":12'),
        Subscriptions: [
          { Protocol: "email", Endpoint: "oncall@acme.example", RawMessageDelivery: "false" },
          {
            Protocol: "https",
            Endpoint: "https://pager.acme.example/sns",
            RawMessageDelivery: "true",
            FilterPolicyScope: "MessageBody",
            FilterPolicy: '{"NewStateValue":["ALARM","OK"]}',
            RedrivePolicy: `{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:${account}:undelivered"}`,
          },
        ],
      },
      tags: { team: "platform", "watchkeeper.dev/owner": "acme-monitoring" },
    });
    expect(topics["orders.fifo"]?.fields).toMatchObject({
      FifoTopic: "true",
      ContentBasedDeduplication: "true",
    });

    expect(trails).toMatchObject({
      audit: {
        fields: {
          S3BucketName: "acme-audit-logs",
          S3KeyPrefix: "cloudtrail",
          IncludeGlobalServiceEvents: true,
          IsMultiRegionTrail: true,
          LogFileValidationEnabled: true,
          KmsKeyId: `arn:aws:kms:us-east-1:${account}:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10`,
          CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:/aws/cloudtrail/audit:*`,
          CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/CloudTrailToCloudWatchLogs`,
          IsLogging: true,
        },
        tags: { team: "security", "watchkeeper.dev/owner": "acme-monitoring" },
      },
    });

    expect(Object.keys(flowLogs).sort()).toEqual(
      [`${subnet} ${bucket}`, `${vpc} ${bucket}`, `${vpc} ${logGroup}`].sort(),
    );
    expect(flowLogs[`${vpc} ${logGroup}`]).toMatchObject({
      fields: {
        TrafficType: "ALL",
        DeliverLogsPermissionArn: `arn:aws:iam::${account}:role/FlowLogsToCloudWatchLogs`,
        DeliverLogsStatus: "SUCCESS",
        MaxAggregationInterval: 60,
      },
      tags: { team: "network", "watchkeeper.dev/object": `FlowLog/searchable@${vpc}` },
    });
    expect(flowLogs[`${vpc} ${bucket}`]?.fields).toMatchObject({
      TrafficType: "REJECT",
      LogDestinationType: "s3",
      LogFormat: "${version} ${vpc-id} ${srcaddr} ${dstaddr} ${action}",
      MaxAggregationInterval: 600,
    });

    await expectRest();
  });

  it("is told apart from git where somebody changed it, and is put right", async () => {
    await apply();
    const before = await viewAccount(rig.somebody);
    await meddle(before);
    const meddled = await viewAccount(rig.somebody);

    await rig.moto.forgetCalls();
    const found = await plan();
    expect((await rig.moto.calls()).filter((call) => !isRead(call))).toEqual([]);
    expect(await viewAccount(rig.somebody)).toEqual(meddled);
    expect(found.complete).toBe(true);
    expect(sketch(found.changes)).toEqual([
      "update FlowLog/rejected /spec/tags/intruder (drift)",
      "update MetricAlarm/api-5xx /spec/threshold (drift)",
      "update Topic/oncall /spec/displayName (drift)",
      "update Trail/audit /spec/logging (drift) /spec/tags/intruder (drift)",
      "create FlowLog/searchable",
    ]);
    expect(found.changes.find(({ name }) => name === "api-5xx")?.fields).toMatchObject([
      { before: 99, after: 10.5 },
    ]);
    expect(found.changes.at(-1)?.reason).toBe("it does not exist in AWS");

    const { outcomes } = await apply();
    expect(outcomes.map(({ status }) => status)).toEqual(["done", "done", "done", "done", "done"]);
    expect(lasting(await viewAccount(rig.somebody))).toEqual(lasting(before));
    await expectRest();
  });

  it("is changed where git changed, in place where it can be", async () => {
    await apply();
    const before = await viewAccount(rig.somebody);
    await edit("alarms.yaml", "threshold: 10.5", "threshold: 12");
    await edit("alarms.yaml", "  datapointsToAlarm: 3\n", "");
    await edit("topics.yaml", "      rawMessageDelivery: true\n", "");
    await edit("topics.yaml", "  kmsMasterKeyId: alias/topics\n", "");
    await edit("trail.yaml", "  s3KeyPrefix: cloudtrail\n", "");
    await edit("trail.yaml", "tags: { team: security }", "tags: { team: audit }");
    await edit("flow-logs.yaml", " ${action}", " ${action} ${flow-direction}");
    const { plan: found, outcomes } = await apply();
    expect(sketch(found.changes)).toEqual([
      "replace FlowLog/rejected /spec/logFormat (git)",
      "update MetricAlarm/api-5xx /spec/datapointsToAlarm (git) /spec/threshold (git)",
      "update Topic/oncall /spec/kmsMasterKeyId (git) /spec/subscriptions/https https:~1~1pager.acme.example~1sns/rawMessageDelivery (git)",
      "update Trail/audit /spec/s3KeyPrefix (git) /spec/tags/team (git)",
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);

    const after = await viewAccount(rig.somebody);
    expect(after.alarms["api-5xx"]?.fields).toMatchObject({ Threshold: 12, DatapointsToAlarm: 5 });
    expect(after.topics["oncall"]?.fields).not.toHaveProperty("KmsMasterKeyId");
    // Nobody was subscribed anew: that would mail people.
    expect(subscriptions(after).map(({ SubscriptionArn }) => SubscriptionArn)).toEqual(
      subscriptions(before).map(({ SubscriptionArn }) => SubscriptionArn),
    );
    expect(subscriptions(after)[1]).toMatchObject({ Protocol: "https", RawMessageDelivery: "false" });
    expect(after.trails["audit"]).toMatchObject({ fields: { S3KeyPrefix: "" }, tags: { team: "audit" } });
    const replaced = `${vpc} ${bucket}`;
    expect(after.flowLogs[replaced]?.fields["LogFormat"]).toContain("${flow-direction}");
    expect(after.flowLogs[replaced]?.fields["FlowLogId"]).not.toBe(
      before.flowLogs[replaced]?.fields["FlowLogId"],
    );
    expect(Object.keys(after.flowLogs)).toHaveLength(3);
    await expectRest();
  });

  it("loses what git no longer has, as far as the guards allow", async () => {
    const names = ["a", "b", "c", "d", "e", "f"].map((letter) => `passing-${letter}`);
    for (const name of names) await add(`${name}.yaml`, "MetricAlarm", { name }, cpu);
    const annotations = { "watchkeeper.dev/deletion-policy": "delete" };
    const passingTrail = { s3BucketName: "acme-audit-logs" };
    await add("passing-trail.yaml", "Trail", { name: "passing", annotations }, passingTrail);
    await apply();

    await drop(...names.map((name) => `${name}.yaml`));
    await drop("passing-trail.yaml", "trail.yaml", "flow-logs.yaml");
    const { plan: first } = await apply({ allowDataLoss: true });
    expect(sketch(first.changes)).toEqual([
      `delete FlowLog/rejected`,
      `delete FlowLog/searchable`,
      `delete FlowLog/subnets`,
      ...names.map((name) => `delete MetricAlarm/${name} refused: blast-radius`),
      "delete Trail/audit refused: retained",
      "delete Trail/passing",
    ]);
    const limited = await viewAccount(rig.somebody);
    expect(Object.keys(limited.alarms)).toHaveLength(4 + names.length);
    expect(Object.keys(limited.trails)).toEqual(["audit"]);
    expect(limited.trails["audit"]?.fields["IsLogging"]).toBe(true);
    expect(limited.flowLogs).toEqual({});

    await apply({ maxDeletes: names.length });
    const left = await viewAccount(rig.somebody);
    expect(Object.keys(left.alarms).sort()).toEqual([
      "api-5xx",
      "api-latency-p99",
      "checkout-error-rate",
      "checkout-volume",
    ]);
    expect(left.topics).toEqual(limited.topics);
    expect(left.trails).toEqual(limited.trails);
    await rig.moto.forgetCalls();
    expect(sketch((await apply()).plan.changes)).toEqual(["delete Trail/audit refused: retained"]);
    expect((await rig.moto.calls()).filter((call) => !isRead(call))).toEqual([]);
  });

  it("prunes nothing when every spec is gone", async () => {
    await apply();
    const before = await viewAccount(rig.somebody);
    await drop("alarms.yaml", "topics.yaml", "trail.yaml", "flow-logs.yaml");
    const { plan: found, outcomes } = await apply();
    expect(outcomes).toEqual([]);
    expect(found.changes.every(({ refused }) => refused)).toBe(true);
    expect(await viewAccount(rig.somebody)).toEqual(before);
  });

  it("keeps a foreign twin as it is, until git says to adopt it", async () => {
    await makeTwins();
    const theirs = await viewAccount(rig.somebody);
    const { plan: found, outcomes } = await apply();
    expect(sketch(found.changes.filter(({ action }) => action === "conflict"))).toEqual([
      "conflict FlowLog/rejected refused: conflict",
      "conflict MetricAlarm/api-latency-p99 refused: conflict",
      "conflict Topic/oncall refused: conflict",
      "conflict Trail/audit refused: conflict",
    ]);
    expect(results(outcomes)).toEqual([
      "done create FlowLog/searchable",
      "done create FlowLog/subnets",
      "done create MetricAlarm/checkout-volume",
      "done create Topic/orders.fifo",
      // They would page a stranger's topic.
      "skipped create MetricAlarm/api-5xx",
      "skipped create MetricAlarm/checkout-error-rate",
    ]);
    const still = await viewAccount(rig.somebody);
    expect(still).toMatchObject(theirs);
    expect(still.topics["oncall"]).toEqual(theirs.topics["oncall"]);
    expect(still.trails).toEqual(theirs.trails);
    const twin = `${vpc} ${bucket}`;
    expect(still.flowLogs[twin]).toEqual(theirs.flowLogs[twin]);
    expect(still.alarms["api-latency-p99"]).toEqual(theirs.alarms["api-latency-p99"]);

    for (const [file, name] of [
      ["alarms.yaml", "api-latency-p99"],
      ["flow-logs.yaml", "rejected"],
      ["topics.yaml", "oncall"],
      ["trail.yaml", "audit"],
    ] as const) {
      const annotation = `annotations: { watchkeeper.dev/adopt: "true" }`;
      await edit(file, `  name: ${name}\n`, `  name: ${name}\n  ${annotation}\n`);
    }
    const adopted = await apply();
    expect(adopted.plan.changes.map(({ action, name, reason }) => `${action} ${name}: ${reason}`)).toEqual([
      "replace rejected: AWS can't change logFormat in place",
      "update api-latency-p99: adopts what nobody managed",
      'update oncall: adopts what "another-team" owned',
      "update audit: adopts what nobody managed",
      "create api-5xx: it does not exist in AWS",
      "create checkout-error-rate: it does not exist in AWS",
    ]);
    expect(adopted.outcomes.map(({ status }) => status)).toEqual(Array(6).fill("done"));
    const ours = { "watchkeeper.dev/owner": "acme-monitoring" };
    const after = await viewAccount(rig.somebody);
    expect(after.alarms["api-latency-p99"]).toMatchObject({
      fields: { Namespace: "AWS/ApplicationELB", ExtendedStatistic: "p99", Threshold: 1.5 },
      tags: ours,
    });
    expect(after.topics["oncall"]).toMatchObject({ fields: { DisplayName: "On-call" }, tags: ours });
    expect(subscriptions(after).map(({ Endpoint }) => Endpoint)).toEqual([
      "oncall@acme.example",
      "https://pager.acme.example/sns",
    ]);
    expect(after.trails["audit"]).toMatchObject({
      fields: { S3KeyPrefix: "cloudtrail", IsLogging: true },
      tags: ours,
    });
    expect(after.flowLogs[twin]).toMatchObject({
      fields: { LogFormat: "${version} ${vpc-id} ${srcaddr} ${dstaddr} ${action}" },
      tags: ours,
    });
    await expectRest();
  });
});

function subscriptions({ topics }: AccountView): Seen["fields"][] {
  return toSeen(topics["oncall"]).fields["Subscriptions"] as Seen["fields"][];
}

describe("where moto isn't like AWS", () => {
  it("fails or doesn't converge alone, and the rest is done", async () => {
    await add("composite.yaml", "CompositeAlarm", { name: "shop-down" }, { alarmRule: 'ALARM("api-5xx")' });
    await add(
      "prefixed.yaml",
      "FlowLog",
      { name: "prefixed" },
      {
        resourceType: "VPC",
        resourceIds: [vpc],
        trafficType: "ACCEPT",
        logDestinationType: "s3",
        logDestination: `${bucket}/folder`,
      },
    );
    await add(
      "selective.yaml",
      "Trail",
      { name: "selective" },
      {
        s3BucketName: "acme-audit-logs",
        advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }],
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      },
    );
    const { outcomes } = await apply();
    expect(results(outcomes)).toEqual([
      ...everything,
      "failed create CompositeAlarm/shop-down",
      "failed create FlowLog/prefixed",
      "not-converging create Trail/selective",
    ]);
    expect(outcomes.find(({ change }) => change.name === "shop-down")).toMatchObject({
      message: expect.stringMatching(
        /^HTTP 500: not an answer of AWS's but perhaps a proxy's \(.*not valid JSON\)$/,
      ),
    });
    // It did write them, and only moto's own answer hides it.
    expect((await viewAccount(rig.somebody)).trails["selective"]?.fields).toMatchObject({
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
      IsLogging: true,
    });
    await rig.moto.forgetCalls();
    expect(sketch((await plan()).changes)).toEqual([
      "update Trail/selective /spec/advancedEventSelectors (git) /spec/insightSelectors (git) refused: NotConverging",
      "create CompositeAlarm/shop-down",
      "create FlowLog/prefixed",
    ]);
  });

  it.each(differences.map(({ what, symptom }) => [what, symptom] as const))("%s", async (_what, symptom) => {
    expect.hasAssertions();
    await symptom({ somebody: rig.somebody, vpc, subnet });
  });
});

/** What somebody does who doesn't know about git. */
async function meddle({ alarms, flowLogs }: AccountView): Promise<void> {
  const {
    AlarmArn: _arn,
    AlarmConfigurationUpdatedTimestamp: _configured,
    StateValue: _state,
    StateReason: _reason,
    StateReasonData: _data,
    StateUpdatedTimestamp: _updated,
    ...settings
  } = toSeen(alarms["api-5xx"]).fields;
  await rig.somebody.call("cloudwatch", "put_metric_alarm", { ...settings, Threshold: 99 });
  await rig.somebody.call("sns", "set_topic_attributes", {
    TopicArn: topicArn,
    AttributeName: "DisplayName",
    AttributeValue: "Nobody",
  });
  await rig.somebody.call("cloudtrail", "stop_logging", { Name: "audit" });
  const Tags = [{ Key: "intruder", Value: "yes" }];
  const ResourceId = `arn:aws:cloudtrail:us-east-1:${account}:trail/audit`;
  await rig.somebody.call("cloudtrail", "add_tags", { ResourceId, TagsList: Tags });
  const tagged = toSeen(flowLogs[`${vpc} ${bucket}`]).fields["FlowLogId"];
  await rig.somebody.call("ec2", "create_tags", { Resources: [tagged], Tags });
  const doomed = toSeen(flowLogs[`${vpc} ${logGroup}`]).fields["FlowLogId"];
  await rig.somebody.call("ec2", "delete_flow_logs", { FlowLogIds: [doomed] });
}

/** An alarm, a topic, a trail and a flow log that somebody else made, and that would be ours by their names. */
async function makeTwins(): Promise<void> {
  const Tags = [{ Key: "by", Value: "hand" }];
  await rig.somebody.call("cloudwatch", "put_metric_alarm", { ...alarmNamed("api-latency-p99"), Tags });
  await rig.somebody.call("sns", "create_topic", {
    Name: "oncall",
    Attributes: { DisplayName: "Theirs" },
    Tags: [{ Key: "watchkeeper.dev/owner", Value: "another-team" }],
  });
  await rig.somebody.call("sns", "subscribe", {
    TopicArn: topicArn,
    Protocol: "email",
    Endpoint: "them@acme.example",
  });
  await rig.somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
  await rig.somebody.call("ec2", "create_flow_logs", flowLogOf(vpc));
}
