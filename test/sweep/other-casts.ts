import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { Spec } from "../kinds/fixture.ts";
import { attempt, type Cast, calls, unless, where } from "./cast.ts";

const account = "111122223333";
const trust = (Service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });

export const logBucket: Cast = {
  kind: "LogBucket",
  one: {
    versioning: "Enabled",
    lifecycleRules: [{ id: "archive", transitions: [{ days: 30, storageClass: "GLACIER" }] }],
    policy: { cloudTrail: [{ accounts: ["444455556666"] }] },
    tags: { team: "audit" },
  },
  other: {
    versioning: "Suspended",
    policy: { flowLogs: [{ accounts: ["444455556666"] }] },
    objectOwnership: "BucketOwnerPreferred",
  },
  drifted: { versioning: "Suspended", policy: { cloudTrail: [{ accounts: ["777788889999"] }] } },
  manners: { deletionPolicy: "delete" },
  foreign: calls(
    ["s3", "CreateBucket", { Bucket: "legacy" }],
    [
      "s3",
      "PutBucketTagging",
      { Bucket: "legacy", Tagging: { TagSet: [{ Key: "made-by", Value: "terraform" }] } },
    ],
  ),
  twin: unless(
    ["s3", "GetBucketVersioning", { Bucket: "thing" }],
    ["s3", "CreateBucket", { Bucket: "thing" }],
  ),
  edit: attempt("s3", "PutBucketVersioning", {
    Bucket: "thing",
    VersioningConfiguration: { Status: "Suspended" },
  }),
};

const services = [{ service: "sns.amazonaws.com" }];
const putLogs = {
  actions: ["logs:PutLogEvents"],
  resources: ["arn:aws:logs:*:111122223333:log-group:sns/*"],
};

export const deliveryRole: Cast = {
  kind: "DeliveryRole",
  one: { services, statements: [putLogs], description: "Delivers", tags: { team: "shop" } },
  other: { services: [...services, { service: "firehose.amazonaws.com" }], maxSessionDuration: 7200 },
  drifted: { services, statements: [{ ...putLogs, resources: ["*"] }], description: "Nobody's" },
  anew: { services, statements: [putLogs], roleName: "another" },
  foreign: calls(
    ["iam", "CreateRole", { RoleName: "legacy", AssumeRolePolicyDocument: trust("sns.amazonaws.com") }],
    [
      "iam",
      "PutRolePolicy",
      {
        RoleName: "legacy",
        PolicyName: "watchkeeper",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
        }),
      },
    ],
  ),
  twin: attempt("iam", "CreateRole", {
    RoleName: "thing",
    AssumeRolePolicyDocument: trust("ec2.amazonaws.com"),
  }),
  edit: attempt("iam", "UpdateRole", { RoleName: "thing", Description: "Edited" }),
};

const notified = (threshold: number, ...addresses: string[]) => ({
  notificationType: "ACTUAL",
  comparisonOperator: "GREATER_THAN",
  threshold,
  subscribers: addresses.map((name) => ({ subscriptionType: "EMAIL", address: `${name}@acme.example` })),
});
const budgetOf = (amount: number, ...notifications: object[]): Spec => ({
  budgetType: "COST",
  timeUnit: "MONTHLY",
  budgetLimit: { amount, unit: "USD" },
  notifications,
});
const theirBudget = (BudgetName: string, Amount: string) => ({
  BudgetName,
  BudgetType: "COST",
  TimeUnit: "MONTHLY",
  BudgetLimit: { Amount, Unit: "USD" },
});

const budget: Cast = {
  kind: "Budget",
  one: { ...budgetOf(500, notified(80, "finance"), notified(100, "finance", "cto")), tags: { team: "shop" } },
  other: budgetOf(700, notified(80, "cto"), notified(120, "finance")),
  drifted: budgetOf(9000, notified(80, "nobody")),
  anew: { ...budgetOf(500, notified(80, "finance")), budgetName: "another" },
  foreign: calls([
    "budgets",
    "CreateBudget",
    {
      AccountId: account,
      Budget: theirBudget("legacy", "5"),
      NotificationsWithSubscribers: [
        {
          Notification: { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 },
          Subscribers: [{ SubscriptionType: "EMAIL", Address: "legacy@acme.example" }],
        },
      ],
    },
  ]),
  twin: attempt("budgets", "CreateBudget", { AccountId: account, Budget: theirBudget("thing", "7") }),
  edit: attempt("budgets", "UpdateBudget", { AccountId: account, NewBudget: theirBudget("thing", "8") }),
};

const custom = (...teams: string[]): Spec => ({
  monitorType: "CUSTOM",
  monitorSpecification: { tags: { key: "team", values: teams } },
});
const told = (subscriptionName: string, threshold: number) => ({
  subscriptionName,
  frequency: "DAILY",
  threshold,
  subscribers: [{ type: "EMAIL", address: `${subscriptionName}@acme.example` }],
});
const theirMonitor = (MonitorName: string, team: string) => ({
  AnomalyMonitor: {
    MonitorName,
    MonitorType: "CUSTOM",
    MonitorSpecification: { Tags: { Key: "team", Values: [team] } },
  },
});

/** The ARNs of the monitors of one team's costs, whatever they are called. */
async function monitorsOf(sandbox: Sandbox, team: string): Promise<string[]> {
  const { AnomalyMonitors = [] } = (await sandbox.call("ce", "GetAnomalyMonitors", {})) as {
    AnomalyMonitors?: { MonitorSpecification?: { Tags?: { Values?: string[] } }; MonitorArn?: string }[];
  };
  return AnomalyMonitors.flatMap(({ MonitorSpecification, MonitorArn }) =>
    MonitorSpecification?.Tags?.Values?.join() === team && MonitorArn !== undefined ? [MonitorArn] : [],
  );
}

const costAnomalyMonitor: Cast = {
  kind: "CostAnomalyMonitor",
  one: { ...custom("shop"), subscriptions: [told("finance", 100), told("cto", 50)], tags: { team: "shop" } },
  other: { ...custom("shop"), subscriptions: [told("finance", 200), told("board", 20)] },
  drifted: { ...custom("shop"), subscriptions: [told("cto", 9000)] },
  anew: { ...custom("shop", "payments"), subscriptions: [told("finance", 100)] },
  async foreign(sandbox) {
    await calls(["ce", "CreateAnomalyMonitor", theirMonitor("legacy", "legacy")])(sandbox);
    const MonitorArnList = await monitorsOf(sandbox, "legacy");
    await sandbox.call("ce", "CreateAnomalySubscription", {
      AnomalySubscription: {
        SubscriptionName: "legacy",
        MonitorArnList,
        Subscribers: [{ Type: "EMAIL", Address: "legacy@acme.example" }],
        Frequency: "DAILY",
        Threshold: 5,
      },
    });
  },
  async twin(sandbox) {
    if ((await monitorsOf(sandbox, "shop")).length === 0)
      await calls(["ce", "CreateAnomalyMonitor", theirMonitor("thing", "shop")])(sandbox);
  },
  async edit(sandbox) {
    const { AnomalySubscriptions = [] } = (await sandbox.call("ce", "GetAnomalySubscriptions", {})) as {
      AnomalySubscriptions?: { SubscriptionName?: string; SubscriptionArn?: string }[];
    };
    const ours = AnomalySubscriptions.find(({ SubscriptionName }) => SubscriptionName === "finance");
    if (ours) {
      const { SubscriptionArn } = ours;
      await sandbox.call("ce", "UpdateAnomalySubscription", { SubscriptionArn, Frequency: "WEEKLY" });
    }
  },
};

const topic = (name: string) => `arn:aws:sns:us-east-1:${account}:${name}`;
const rule = (...targets: [string, string][]): Spec => ({
  eventPattern: { source: ["aws.signin"] },
  targets: targets.map(([targetId, name]) => ({ targetId, arn: topic(name) })),
});
const theirRule = (Name: string) =>
  ["events", "PutRule", { Name, EventPattern: '{"source":["acme"]}' }] as const;

const eventRule: Cast = {
  kind: "EventRule",
  one: { ...rule(["oncall", "oncall"], ["security", "security"]), tags: { team: "shop" } },
  other: { ...rule(["oncall", "pager"], ["audit", "audit"]), description: "Sign-ins" },
  drifted: { ...rule(["security", "nobody"]), state: "DISABLED" },
  anew: { ...rule(["oncall", "oncall"]), ruleName: "another" },
  foreign: calls(theirRule("legacy"), [
    "events",
    "PutTargets",
    { Rule: "legacy", Targets: [{ Id: "oncall", Arn: topic("oncall") }] },
  ]),
  twin: unless(["events", "DescribeRule", { Name: "thing" }], theirRule("thing")),
  edit: where(["events", "DescribeRule", { Name: "thing" }], ["events", "DisableRule", { Name: "thing" }]),
  takesOver: { writes: /^PutRule$/, looks: /^(DescribeRule|ListRules)$/ },
};

async function storeCalled(sandbox: Sandbox, name: string): Promise<string | undefined> {
  const { EventDataStores = [] } = (await sandbox.call("cloudtrail", "ListEventDataStores", {})) as {
    EventDataStores?: { Name?: string; EventDataStoreArn?: string }[];
  };
  return EventDataStores.find(({ Name }) => Name === name)?.EventDataStoreArn;
}

const lake = (more: Spec = {}): Spec => ({ terminationProtectionEnabled: false, ...more });

const eventDataStore: Cast = {
  kind: "EventDataStore",
  one: lake({
    retentionPeriod: 90,
    maxEventSize: "Large",
    insightSelectors: [{ insightType: "ApiCallRateInsight" }],
    insightsDestination: "insights",
    tags: { team: "audit" },
  }),
  other: lake({ retentionPeriod: 365, ingestion: false }),
  // Federation keeps a store from being deleted, so that git never asks for it here.
  drifted: lake({
    retentionPeriod: 30,
    ingestion: false,
    federationRoleArn: `arn:aws:iam::${account}:role/LakeFederation`,
  }),
  manners: { deletionPolicy: "delete" },
  foreign: calls([
    "cloudtrail",
    "CreateEventDataStore",
    { Name: "legacy", TerminationProtectionEnabled: false },
  ]),
  twin: attempt("cloudtrail", "CreateEventDataStore", { Name: "thing", RetentionPeriod: 7 }),
  async edit(sandbox) {
    const EventDataStore = await storeCalled(sandbox, "thing");
    if (EventDataStore !== undefined)
      await attempt("cloudtrail", "StopEventDataStoreIngestion", { EventDataStore })(sandbox);
  },
};

const collecting = (...names: string[]): Spec => ({
  config: {
    logs: {
      logs_collected: {
        files: {
          collect_list: names.map((name) => ({
            file_path: `/var/log/${name}.log`,
            log_group_name: `/acme/${name}`,
          })),
        },
      },
    },
  },
});
const parameter = "AmazonCloudWatch-thing";

const agentConfig: Cast = {
  kind: "AgentConfig",
  one: { ...collecting("shop"), tags: { team: "shop" } },
  // More than a standard parameter holds.
  other: collecting(...Array.from({ length: 60 }, (_, index) => `service-${index}`)),
  drifted: collecting("nobodys"),
  anew: { ...collecting("shop"), parameterName: "/agents/another" },
  foreign: calls(
    ["ssm", "PutParameter", { Name: "AmazonCloudWatch-legacy", Value: "{}", Type: "String" }],
    ["ssm", "PutParameter", { Name: "/shop/database", Value: "postgres://", Type: "String" }],
  ),
  twin: attempt("ssm", "PutParameter", { Name: parameter, Value: '{"metrics":{}}', Type: "String" }),
  edit: where(
    ["ssm", "GetParameter", { Name: parameter }],
    ["ssm", "PutParameter", { Name: parameter, Value: '{"metrics":{}}', Overwrite: true }],
  ),
};

/** The kinds of other services than CloudWatch's. */
export const otherCasts: readonly Cast[] = [
  agentConfig,
  budget,
  costAnomalyMonitor,
  deliveryRole,
  eventDataStore,
  eventRule,
  logBucket,
];
