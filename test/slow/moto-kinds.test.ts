import { describe, expect, it } from "vitest";
import { isRead } from "../../controller/aws/rates.ts";
import { sketch } from "../rig.ts";
import { account } from "./moto-differences.ts";
import { halfKnown, kindDifferences, missing } from "./moto-kind-differences.ts";
import { motoRig, results, unlistable } from "./moto-rig.ts";
import { type StackView, viewStack } from "./stack-view.ts";

const topic = `arn:aws:sns:us-east-1:${account}:security`;
const delivery = `arn:aws:iam::${account}:role/monitoring/delivery`;

const kmsKeyId = `arn:aws:kms:us-east-1:${account}:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10`;

/** A VPC, the stream that log groups are subscribed to, and the buckets that moto can't create with tags. */
const rig = motoRig("stack", async ({ call }) => {
  await call("ec2", "create_vpc", {
    CidrBlock: "10.1.0.0/16",
    TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "Env", Value: "prod" }] }],
  });
  await call("s3", "create_bucket", { Bucket: "acme-evidence" });
  await call("s3", "create_bucket", { Bucket: "acme-vault", ObjectLockEnabledForBucket: true });
  await call("firehose", "create_delivery_stream", {
    DeliveryStreamName: "payment-logs",
    ExtendedS3DestinationConfiguration: {
      RoleARN: `arn:aws:iam::${account}:role/firehose`,
      BucketARN: "arn:aws:s3:::acme-vault",
    },
  });
});
const { add, apply, drop, edit, expectRest, plan } = rig;

const everything = [
  "done create AgentConfig/web",
  "done create DeliveryRole/delivery",
  "done create DeliveryRole/sns-feedback",
  "done create EventRule/daily",
  "done create EventRule/root-sign-in",
  "done create EventRule/to-investigators",
  "done create FlowLog/rejected",
  "done create FlowLog/vpcs",
  "done create InsightRule/denied-callers",
  "done create LogGroup/audit",
  "done create LogGroup/payments",
  "done create MetricAlarm/root-sign-in",
  "done create Topic/security",
  "done create Trail/audit",
  "done update LogBucket/acme-evidence",
  "done update LogBucket/acme-vault",
];

/** As the specs have it. */
const deniedCalls = `    - filterName: denied-calls
      filterPattern: '{ $.errorCode = "AccessDenied" }'
      metricTransformations:
        - { metricName: DeniedCalls, metricNamespace: Acme/Security, metricValue: 1, dimensions: { Service: $.eventSource } }
`;

/** The buckets' lifecycle rules may delete what they hold already. */
const meant = { allowDataLoss: true };

describe("a trail with all it delivers to, in an AWS nobody here wrote", () => {
  it("comes up in one apply, and the next one writes nothing", async () => {
    const { plan: first, outcomes } = await apply(meant);
    expect(first.complete).toBe(true);
    expect(results(outcomes)).toEqual(everything);

    const { logGroups, buckets, roles, rules, insightRules, parameters } = await viewStack(rig.somebody);
    const ours = { "watchkeeper.dev/owner": "acme-monitoring", ManagedBy: "watchkeeper" };
    expect(logGroups).toMatchObject({
      "/acme/audit": {
        group: { retentionInDays: 365, kmsKeyId },
        metricFilters: [
          {
            filterName: "denied-calls",
            metricTransformations: [{ metricName: "DeniedCalls", dimensions: { Service: "$.eventSource" } }],
          },
          {
            filterName: "root-sign-in",
            filterPattern: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }',
            metricTransformations: [
              {
                metricName: "RootSignIns",
                metricNamespace: "Acme/Security",
                metricValue: "1",
                defaultValue: 0,
                unit: "Count",
              },
            ],
          },
        ],
        tags: { ...ours, team: "security" },
      },
      payments: {
        group: { retentionInDays: 30 },
        subscriptionFilters: [
          {
            filterName: "to-archive",
            filterPattern: '{ $.level = "error" }',
            destinationArn: expect.stringContaining(":deliverystream/payment-logs"),
            roleArn: delivery,
          },
        ],
        tags: ours,
      },
    });

    expect(buckets).toMatchObject({
      "acme-evidence": {
        Status: "Enabled",
        Rules: [
          {
            ID: "archive",
            Filter: { Prefix: "AWSLogs/" },
            Expiration: { Days: 2557 },
            Transitions: [
              { Days: 400, StorageClass: "DEEP_ARCHIVE" },
              { Days: 90, StorageClass: "GLACIER_IR" },
            ],
          },
          { ID: "versions", NoncurrentVersionExpiration: { NoncurrentDays: 400 } },
        ],
        PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        TagSet: { ...ours, team: "security" },
      },
      "acme-vault": {
        ServerSideEncryptionConfiguration: {
          Rules: [
            { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true },
          ],
        },
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
        TagSet: ours,
      },
    });
    expect(grantees(buckets["acme-evidence"]?.["Policy"])).toEqual([
      "arn:aws:iam::444455556666:root",
      "cloudtrail.amazonaws.com",
      "delivery.logs.amazonaws.com",
    ]);

    expect(roles).toMatchObject({
      delivery: {
        role: {
          Arn: delivery,
          Description: "Trails, flow logs, rules and subscriptions deliver by it",
          MaxSessionDuration: 7200,
        },
        tags: { ...ours, team: "platform" },
      },
      "sns-feedback": { role: { MaxSessionDuration: 3600 }, tags: ours },
    });
    expect(grantees(roles["delivery"]?.["role"])).toEqual([
      "cloudtrail.amazonaws.com",
      "events.amazonaws.com",
      "logs.amazonaws.com",
      "vpc-flow-logs.amazonaws.com",
    ]);
    expect(JSON.stringify(roles["delivery"]?.["policies"])).toContain("firehose:PutRecordBatch");

    expect(rules).toMatchObject({
      daily: { rule: { ScheduleExpression: "rate(1 day)", State: "DISABLED" }, targets: [], tags: ours },
      "root-sign-in": {
        rule: {
          Description: "Somebody signed in as root.",
          EventPattern: '{"source":["aws.signin"],"detail":{"userIdentity":{"type":["Root"]}}}',
          State: "ENABLED",
        },
        targets: [
          { Id: "log", Arn: expect.stringMatching(/:log-group:payments$/) },
          {
            Id: "mail",
            Arn: topic,
            InputTransformer: {
              InputPathsMap: { from: "$.detail.sourceIPAddress", at: "$.time" },
              InputTemplate: '"Root signed in from <from> at <at>."',
            },
            RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 3 },
            DeadLetterConfig: { Arn: expect.stringContaining(":events-undelivered") },
          },
        ],
        tags: { ...ours, team: "security" },
      },
      "to-investigators": { targets: [{ Id: "investigators", RoleArn: delivery }] },
    });
    expect(insightRules).toMatchObject({
      "denied-callers": {
        rule: { State: "ENABLED", Definition: expect.stringContaining('"LogGroupNames":["/acme/audit"]') },
        tags: { ...ours, team: "security" },
      },
    });
    expect(parameters).toMatchObject({
      "AmazonCloudWatch-web": {
        parameter: { Type: "String", Tier: "Standard", Description: "Logs and memory of the web servers" },
        value: expect.stringContaining('"log_group_name":"payments"'),
        tags: { ...ours, team: "payments" },
      },
    });

    await expectRest();
  });

  it("is told apart from git where somebody changed it, and is put right", async () => {
    await apply(meant);
    const before = await viewStack(rig.somebody);
    await meddle();
    const meddled = await viewStack(rig.somebody);

    await rig.moto.forgetCalls();
    const found = await plan();
    expect((await rig.moto.calls()).filter((call) => !isRead(call))).toEqual([]);
    expect(await viewStack(rig.somebody)).toEqual(meddled);
    expect(found.complete).toBe(true);
    expect(sketch(found.changes)).toEqual([
      "update AgentConfig/web /spec/config/agent (drift) /spec/config/logs (drift) /spec/config/metrics (drift) /spec/description (drift)",
      "update DeliveryRole/delivery /spec/description (drift) /spec/maxSessionDuration (drift) /spec/policy (drift)",
      "update EventRule/root-sign-in /spec/state (drift) /spec/targets/mail (drift)",
      "update InsightRule/denied-callers /spec/ruleState (drift)",
      "update LogBucket/acme-evidence /spec/policy (drift) /spec/tags/intruder (drift) /spec/versioning (drift)",
      "update LogGroup/audit /spec/metricFilters/denied-calls (drift) /spec/retentionInDays (drift)",
      "update LogGroup/payments /spec/subscriptionFilters/to-archive/filterPattern (drift)",
      "create EventRule/daily",
    ]);

    const { outcomes } = await apply(meant);
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => "done"));
    expect(await viewStack(rig.somebody)).toEqual(before);
    await expectRest();
  });

  it("is changed where git changed, and reset where git says nothing any more", async () => {
    await apply(meant);
    await edit("agent-configs.yaml", "  description: Logs and memory of the web servers\n", "");
    await edit("agent-configs.yaml", "metrics_collection_interval: 60", "metrics_collection_interval: 30");
    await edit("delivery-roles.yaml", "  maxSessionDuration: 7200\n", "");
    await edit("delivery-roles.yaml", "tags: { team: platform }", "tags: { team: network }");
    await edit("event-rules.yaml", "  description: Somebody signed in as root.\n", "");
    await edit("event-rules.yaml", "maximumRetryAttempts: 3", "maximumRetryAttempts: 5");
    await edit("event-rules.yaml", "  state: DISABLED\n", "");
    await edit("log-buckets.yaml", "noncurrentDays: 400", "noncurrentDays: 365");
    await edit("log-groups.yaml", "  retentionInDays: 365\n", "");
    await edit("log-groups.yaml", deniedCalls, "");
    await edit("log-groups.yaml", "'{ $.level = \"error\" }'", "'{ $.level = \"fatal\" }'");
    const { plan: found, outcomes } = await apply(meant);
    expect(sketch(found.changes)).toEqual([
      "update AgentConfig/web /spec/config/agent/metrics_collection_interval (git) /spec/description (git)",
      "update DeliveryRole/delivery /spec/maxSessionDuration (git) /spec/tags/team (git)",
      "update EventRule/daily /spec/state (git)",
      "update EventRule/root-sign-in /spec/description (git) /spec/targets/mail/retryPolicy/maximumRetryAttempts (git)",
      "update LogBucket/acme-evidence /spec/lifecycleRules/versions/noncurrentVersionExpiration/noncurrentDays (git)",
      "update LogGroup/audit /spec/metricFilters/denied-calls (git) /spec/retentionInDays (git)",
      "update LogGroup/payments /spec/subscriptionFilters/to-archive/filterPattern (git)",
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => "done"));

    const { logGroups, buckets, roles, rules, parameters } = await viewStack(rig.somebody);
    expect(parameters["AmazonCloudWatch-web"]?.["value"]).toContain('"metrics_collection_interval":30');
    expect(parameters["AmazonCloudWatch-web"]?.["parameter"]).not.toHaveProperty("Description");
    expect(roles["delivery"]).toMatchObject({
      role: { MaxSessionDuration: 3600, Description: expect.stringContaining("deliver by it") },
      tags: { team: "network" },
    });
    expect(rules["daily"]).toMatchObject({ rule: { State: "ENABLED" } });
    expect(rules["root-sign-in"]?.["rule"]).not.toHaveProperty("Description");
    expect(rules["root-sign-in"]).toMatchObject({
      targets: [{ Id: "log" }, { RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 3600 } }],
    });
    expect(buckets["acme-evidence"]).toMatchObject({
      Rules: [{ ID: "archive" }, { NoncurrentVersionExpiration: { NoncurrentDays: 365 } }],
    });
    expect(logGroups["/acme/audit"]?.["group"]).not.toHaveProperty("retentionInDays");
    expect(logGroups).toMatchObject({
      "/acme/audit": { metricFilters: [{ filterName: "root-sign-in" }] },
      payments: { subscriptionFilters: [{ filterPattern: '{ $.level = "fatal" }' }] },
    });
    await expectRest();
  });

  it("keeps foreign twins as they are, until git says to adopt them", async () => {
    await makeTwins();
    await edit("log-buckets.yaml", 'watchkeeper.dev/adopt: "true", ', "");
    const theirs = await viewStack(rig.somebody);
    const { plan: found, outcomes } = await apply(meant);
    expect(sketch(found.changes.filter(({ action }) => action === "conflict"))).toEqual(
      twins.map(({ object }) => `conflict ${object} refused: conflict`),
    );
    expect(results(outcomes)).toEqual(
      everything
        .filter((done) => !twins.some(({ object }) => done.endsWith(` ${object}`)))
        .map((done) =>
          waiting.some((object) => done.endsWith(` ${object}`)) ? done.replace("done", "skipped") : done,
        )
        .sort(),
    );
    expect(twinsIn(await viewStack(rig.somebody))).toEqual(twinsIn(theirs));

    const annotations = `annotations: { watchkeeper.dev/adopt: "true" }`;
    await edit("agent-configs.yaml", "  name: web\n", `  name: web\n  ${annotations}\n`);
    await edit("delivery-roles.yaml", "  name: delivery\n", `  name: delivery\n  ${annotations}\n`);
    await edit("event-rules.yaml", "name: root-sign-in", `name: root-sign-in, ${annotations}`);
    const adopting = 'annotations: { watchkeeper.dev/adopt: "true", ';
    await edit("log-buckets.yaml", "annotations: { ", adopting);
    await edit("log-groups.yaml", "annotations: { ", adopting);
    const adopted = await apply(meant);
    expect(adopted.plan.changes.map(({ action, name, reason }) => `${action} ${name}: ${reason}`)).toEqual([
      "update web: adopts what nobody managed",
      'update delivery: adopts what "another-team" owned',
      "update root-sign-in: adopts what nobody managed",
      "update acme-evidence: adopts what nobody managed",
      "update audit: adopts what nobody managed",
      ...waiting.map((object) => `create ${object.replace(/.*\//, "")}: it does not exist in AWS`),
    ]);
    expect(new Set(adopted.outcomes.map(({ status }) => status))).toEqual(new Set(["done"]));
    const { logGroups, buckets, roles, rules, parameters } = await viewStack(rig.somebody);
    const ours = { "watchkeeper.dev/owner": "acme-monitoring" };
    expect(parameters["AmazonCloudWatch-web"]).toMatchObject({
      value: expect.stringContaining("mem_used_percent"),
      tags: ours,
    });
    expect(roles["delivery"]).toMatchObject({ role: { MaxSessionDuration: 7200 }, tags: ours });
    expect(rules["root-sign-in"]?.["rule"]).not.toHaveProperty("ScheduleExpression");
    expect(rules["root-sign-in"]).toMatchObject({ targets: [{ Id: "log" }, { Id: "mail" }], tags: ours });
    expect(buckets["acme-evidence"]).toMatchObject({ Status: "Enabled", TagSet: ours });
    expect(logGroups["/acme/audit"]).toMatchObject({
      metricFilters: [{ filterName: "denied-calls" }, { filterName: "root-sign-in" }],
      tags: ours,
    });
    expect(logGroups["/acme/audit"]?.["tags"]).not.toHaveProperty("by");
    await expectRest(meant);
  });

  it("goes down again in one apply, what retains evidence by its own leave and the flag's", async () => {
    await apply(meant);
    await drop(
      "agent-configs.yaml",
      "alarms.yaml",
      "delivery-roles.yaml",
      "event-rules.yaml",
      "flow-logs.yaml",
      "insight-rules.yaml",
      "log-buckets.yaml",
      "log-groups.yaml",
      "trail.yaml",
    );
    expect(sketch((await plan()).changes)).toEqual([
      "delete AgentConfig/web",
      "delete DeliveryRole/delivery refused: still-used",
      "delete DeliveryRole/sns-feedback",
      "delete FlowLog/rejected",
      "delete FlowLog/vpcs",
      "delete InsightRule/denied-callers",
      "delete LogBucket/acme-evidence refused: still-used",
      "delete LogBucket/acme-vault refused: retained",
      "delete LogGroup/audit refused: data-loss",
      "delete LogGroup/payments refused: data-loss",
      "delete MetricAlarm/root-sign-in",
      "delete Trail/audit refused: data-loss",
    ]);
    const { outcomes } = await apply(meant);
    expect(results(outcomes)).toEqual([
      "done delete AgentConfig/web",
      "done delete DeliveryRole/delivery",
      "done delete DeliveryRole/sns-feedback",
      "done delete FlowLog/rejected",
      "done delete FlowLog/vpcs",
      "done delete InsightRule/denied-callers",
      "done delete LogBucket/acme-evidence",
      "done delete LogGroup/audit",
      "done delete LogGroup/payments",
      "done delete MetricAlarm/root-sign-in",
      "done delete Trail/audit",
    ]);
    const { logGroups, buckets, roles, rules, insightRules, parameters } = await viewStack(rig.somebody);
    expect({ logGroups, roles, insightRules, parameters }).toEqual({
      logGroups: {},
      roles: {},
      insightRules: {},
      parameters: {},
    });
    expect(Object.keys(buckets)).toEqual(["acme-vault"]);
    // Moto's tag index knows no rules, and so nothing says that these are ours.
    expect(Object.keys(rules).sort()).toEqual(["daily", "root-sign-in", "to-investigators"]);
    await rig.moto.forgetCalls();
    expect((await apply(meant)).outcomes).toEqual([]);
    expect((await rig.moto.calls()).filter((call) => !isRead(call))).toEqual([]);
  });
});

describe("where moto isn't like AWS", () => {
  it.each(unlistable)("can't list any %s, so that nothing is planned of it", async (kind) => {
    const { complete, refused, problems } = await rig.list(kind);
    expect({ complete, refused }).toEqual({ complete: false, refused: undefined });
    expect(problems).toMatchObject([
      { message: expect.stringContaining("HTTP 500: not an answer of AWS's") },
    ]);
  });

  it.each(missing.map(({ service, operation, parameters }) => [service, operation, parameters] as const))(
    "has no %s %s",
    async (service, operation, parameters) => {
      const call = rig.somebody.call(service, operation, parameters);
      await expect(call).rejects.toMatchObject({ status: 500 });
    },
  );

  it.each(halfKnown.map((half) => [half.kind, half.what, half] as const))(
    "a %s %s",
    async (kind, _what, { name, spec, outcome, prove, afterwards }) => {
      await add("half.yaml", kind, { name }, spec);
      const { outcomes } = await apply(meant);
      expect(results(outcomes)).toEqual([...everything, outcome].sort());
      await prove(rig.somebody);
      const after = await plan(meant);
      expect(after.complete).toBe(true);
      expect(sketch(after.changes)).toEqual([afterwards]);
    },
  );

  it("a Budget is made as its kind says, and can't be read back for want of tags and subscribers", async () => {
    const subscribers = [{ subscriptionType: "EMAIL", address: "finance@acme.example" }];
    const notification = { notificationType: "ACTUAL", comparisonOperator: "GREATER_THAN", threshold: 80 };
    await rig.put("Budget", "monthly", {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount: 12000, unit: "USD" },
      costTypes: { includeCredit: false },
      notifications: [{ ...notification, subscribers }],
    });
    const { call } = rig.somebody;
    expect(await call("budgets", "describe_budgets", { AccountId: account })).toMatchObject({
      Budgets: [
        {
          BudgetName: "monthly",
          BudgetLimit: { Amount: "12000", Unit: "USD" },
          CostTypes: { IncludeCredit: false, IncludeTax: true },
          TimeUnit: "MONTHLY",
          BudgetType: "COST",
        },
      ],
    });
    const which = { AccountId: account, BudgetName: "monthly" };
    expect(await call("budgets", "describe_notifications_for_budget", which)).toMatchObject({
      Notifications: [{ NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 }],
    });
    const { complete, problems } = await rig.list("Budget");
    expect(complete).toBe(false);
    expect(problems).toMatchObject([{ message: expect.stringContaining("HTTP 500") }]);
  });

  it("fails an insight rule's change after its fields, at its tags", async () => {
    await apply(meant);
    await edit("insight-rules.yaml", "[$.userIdentity.arn]", "[$.eventName]");
    expect(results((await apply(meant)).outcomes)).toEqual(["failed update InsightRule/denied-callers"]);
    const { insightRules } = await viewStack(rig.somebody);
    expect(insightRules["denied-callers"]).toMatchObject({
      rule: { Definition: expect.stringContaining('"Keys":["$.eventName"]') },
    });
  });

  it.each(kindDifferences.map(({ what, symptom }) => [what, symptom] as const))(
    "%s",
    async (_what, symptom) => {
      expect.hasAssertions();
      await symptom(rig.somebody);
    },
  );
});

/** What somebody else made, and what would be ours by its name. */
const twins = [
  { object: "AgentConfig/web", of: ({ parameters }: StackView) => parameters["AmazonCloudWatch-web"] },
  { object: "DeliveryRole/delivery", of: ({ roles }: StackView) => roles["delivery"] },
  { object: "EventRule/root-sign-in", of: ({ rules }: StackView) => rules["root-sign-in"] },
  { object: "LogBucket/acme-evidence", of: ({ buckets }: StackView) => buckets["acme-evidence"] },
  { object: "LogGroup/audit", of: ({ logGroups }: StackView) => logGroups["/acme/audit"] },
];

/** What refers to a twin, and isn't made by a stranger's leave. */
const waiting = [
  "EventRule/to-investigators",
  "FlowLog/rejected",
  "FlowLog/vpcs",
  "InsightRule/denied-callers",
  "LogGroup/payments",
  "Trail/audit",
];

function twinsIn(view: StackView): Record<string, unknown> {
  return Object.fromEntries(twins.map(({ object, of }) => [object, of(view)]));
}

async function makeTwins(): Promise<void> {
  const { call } = rig.somebody;
  const Tags = [{ Key: "watchkeeper.dev/owner", Value: "another-team" }];
  await call("ssm", "put_parameter", { Name: "AmazonCloudWatch-web", Value: "{}", Type: "String" });
  await call("iam", "create_role", {
    RoleName: "delivery",
    Path: "/monitoring/",
    AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    Tags,
  });
  await call("events", "put_rule", { Name: "root-sign-in", ScheduleExpression: "rate(1 hour)" });
  await call("events", "put_targets", { Rule: "root-sign-in", Targets: [{ Id: "theirs", Arn: topic }] });
  await call("logs", "create_log_group", { logGroupName: "/acme/audit", kmsKeyId, tags: { by: "hand" } });
  await call("logs", "put_metric_filter", {
    logGroupName: "/acme/audit",
    filterName: "theirs",
    filterPattern: "ERROR",
    metricTransformations: [{ metricName: "Errors", metricNamespace: "Theirs", metricValue: "1" }],
  });
}

/** The principals that an IAM policy allows something, sorted. */
function grantees(policy: unknown): string[] {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const found = text.matchAll(/"(?:Service|AWS)":"([^"]+)"/g);
  return [...new Set([...found].map(([, principal]) => principal ?? ""))].sort();
}

/** What somebody does who doesn't know about git. */
async function meddle(): Promise<void> {
  const { call } = rig.somebody;
  await call("logs", "put_retention_policy", { logGroupName: "/acme/audit", retentionInDays: 7 });
  await call("logs", "delete_metric_filter", { logGroupName: "/acme/audit", filterName: "denied-calls" });
  const [subscribed] = await subscriptions();
  await call("logs", "put_subscription_filter", { ...subscribed, filterPattern: "" });
  await call("s3", "put_bucket_versioning", {
    Bucket: "acme-evidence",
    VersioningConfiguration: { Status: "Suspended" },
  });
  await call("s3", "delete_bucket_policy", { Bucket: "acme-evidence" });
  const { TagSet } = await call<{ TagSet: object[] }>("s3", "get_bucket_tagging", {
    Bucket: "acme-evidence",
  });
  await call("s3", "put_bucket_tagging", {
    Bucket: "acme-evidence",
    Tagging: { TagSet: [...TagSet, { Key: "intruder", Value: "yes" }] },
  });
  await call("iam", "update_role", { RoleName: "delivery", Description: "Mine", MaxSessionDuration: 3600 });
  await call("iam", "delete_role_policy", { RoleName: "delivery", PolicyName: "watchkeeper" });
  await call("events", "disable_rule", { Name: "root-sign-in" });
  await call("events", "remove_targets", { Rule: "root-sign-in", Ids: ["mail"] });
  await call("events", "delete_rule", { Name: "daily" });
  await call("cloudwatch", "disable_insight_rules", { RuleNames: ["denied-callers"] });
  await call("ssm", "put_parameter", {
    Name: "AmazonCloudWatch-web",
    Value: "{}",
    Description: "mine",
    Overwrite: true,
  });
}

async function subscriptions(): Promise<object[]> {
  const { subscriptionFilters } = await rig.somebody.call<{
    subscriptionFilters: { creationTime?: number; distribution?: string }[];
  }>("logs", "describe_subscription_filters", { logGroupName: "payments" });
  return subscriptionFilters.map(({ creationTime: _, ...filter }) => filter);
}
