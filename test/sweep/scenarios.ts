import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { Spec } from "../kinds/fixture.ts";
import { fixture as flowLogFixture } from "../kinds/flow-log.ts";
import { fixture as trailFixture } from "../kinds/trail.ts";
import { editBehindOurBack, type Rig } from "../rig.ts";
import { foreignAlarm } from "./alarms.ts";
import { kindNamed, linked, of, type Scenario } from "./scenario.ts";

const topicArn = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

const alarm = (threshold: number): Spec => ({
  namespace: "AWS/EC2",
  metricName: "CPUUtilization",
  statistic: "Average",
  period: 300,
  evaluationPeriods: 3,
  threshold,
  comparisonOperator: "GreaterThanThreshold",
  alarmActions: [topicArn("oncall")],
  tags: { team: "payments" },
});

const composite: Spec = { alarmRule: 'ALARM("cpu") OR ALARM("disk")', alarmActions: [topicArn("oncall")] };

const topic: Spec = {
  displayName: "On call",
  subscriptions: [
    { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:111122223333:pages" },
    { protocol: "email", endpoint: "oncall@example.com" },
  ],
};

const trail: Spec = {
  s3BucketName: "acme-audit-logs",
  enableLogFileValidation: true,
  advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }],
  insightSelectors: [{ insightType: "ApiCallRateInsight" }],
};

const flowLogs = (more: Spec = {}): Spec => ({
  resourceType: "VPC",
  resourceIds: ["vpc-0a1b2c3d4e5f60001", "vpc-0a1b2c3d4e5f60002"],
  trafficType: "ALL",
  logDestinationType: "s3",
  logDestination: "arn:aws:s3:::acme-flow-logs",
  ...more,
});

/** What the specs rely on, and foreign resources of every kind that nothing may touch. */
export async function seedAccount({ sandbox }: Rig): Promise<void> {
  await flowLogFixture.seed?.(sandbox);
  await trailFixture.seed?.(sandbox);
  await sandbox.call("sns", "CreateTopic", {
    Name: "legacy-topic",
    Tags: [{ Key: "made-by", Value: "terraform" }],
  });
  await sandbox.call("monitoring", "PutMetricAlarm", { ...foreignAlarm, AlarmName: "legacy-alarm" });
  await sandbox.call("monitoring", "PutCompositeAlarm", {
    AlarmName: "legacy-composite",
    AlarmRule: "ALARM(legacy-alarm)",
  });
  await sandbox.call("cloudtrail", "CreateTrail", {
    Name: "legacy-trail",
    S3BucketName: "acme-audit-archive",
  });
  await sandbox.call("ec2", "CreateFlowLogs", {
    ResourceType: "VPC",
    ResourceIds: ["vpc-0a1b2c3d4e5f60001"],
    TrafficType: "REJECT",
    LogDestinationType: "s3",
    LogDestination: "arn:aws:s3:::acme-flow-logs",
  });
}

const estate = linked(
  of("Topic", "oncall", topic),
  of("MetricAlarm", "cpu", alarm(80)),
  of("MetricAlarm", "disk", alarm(90)),
  of("CompositeAlarm", "down", composite),
  of("Trail", "audit", trail, { manners: { deletionPolicy: "delete" } }),
  of("FlowLog", "vpcs", flowLogs()),
);

const changed = linked(
  of("Topic", "oncall", {
    ...topic,
    displayName: "Pager",
    subscriptions: [{ protocol: "email", endpoint: "oncall@example.com" }],
  }),
  of("MetricAlarm", "cpu", { ...alarm(70), tags: { team: "platform" } }),
  of("MetricAlarm", "disk", { ...alarm(90), treatMissingData: "breaching" }),
  of("CompositeAlarm", "down", { alarmRule: 'ALARM("cpu") AND ALARM("disk")' }),
  of(
    "Trail",
    "audit",
    { s3BucketName: "acme-audit-logs", isMultiRegionTrail: true },
    { manners: { deletionPolicy: "delete" } },
  ),
  of("FlowLog", "vpcs", flowLogs({ tags: { team: "network" } })),
);

const spine = ["CompositeAlarm", "FlowLog", "MetricAlarm", "Topic", "Trail"];

const plays: readonly Scenario[] = [
  { name: "everything from nothing", before: [], after: estate },
  { name: "git changes something of every kind", before: estate, after: changed },
  { name: "somebody changed something of every kind", before: estate, meddle: drift, after: estate },
  { name: "everything goes", before: estate, after: [] },
  {
    name: "a part goes, a part stays",
    before: estate,
    after: linked(
      of("Topic", "oncall", topic),
      of("MetricAlarm", "cpu", alarm(80)),
      of("FlowLog", "vpcs", flowLogs({ resourceIds: ["vpc-0a1b2c3d4e5f60002"] })),
    ),
  },
  {
    name: "flow logs move to another destination",
    before: of("FlowLog", "vpcs", flowLogs()),
    after: of("FlowLog", "vpcs", flowLogs({ logDestination: "arn:aws:s3:::acme-flow-logs/moved/" })),
  },
  {
    name: "flow logs change what AWS takes for the same",
    before: of("FlowLog", "vpcs", flowLogs()),
    after: of("FlowLog", "vpcs", flowLogs({ maxAggregationInterval: 60 })),
  },
  {
    name: "foreign twins stand in the way, and some are adopted",
    before: [],
    strangers: ({ sandbox }) => makeTwins(sandbox, "taken"),
    meddle: ({ sandbox }) => makeTwins(sandbox, "welcome"),
    after: linked(
      of("Topic", "taken", topic),
      of("Topic", "welcome", topic, { manners: { adopt: true } }),
      of("MetricAlarm", "taken", alarm(80)),
      of("MetricAlarm", "welcome", alarm(80), { manners: { adopt: true } }),
      of("MetricAlarm", "new", alarm(80)),
      of("Trail", "taken", trail),
    ),
  },
  {
    name: "alarms and topics get other names",
    before: linked(of("Topic", "oncall", topic), of("MetricAlarm", "cpu", alarm(80))),
    after: linked(
      of("Topic", "oncall", { ...topic, topicName: "pager" }),
      of("MetricAlarm", "cpu", {
        ...alarm(80),
        alarmName: "CPU of the shop",
        alarmActions: [topicArn("pager")],
      }),
    ),
  },
];

/** What the first five kinds do among one another. */
export const scenarios: readonly Scenario[] = plays.map((play) => ({ kinds: spine, ...play }));

async function makeTwins(sandbox: Sandbox, name: string): Promise<void> {
  await sandbox.call("sns", "CreateTopic", { Name: name });
  await sandbox.call("monitoring", "PutMetricAlarm", { ...foreignAlarm, AlarmName: name });
  if (name === "taken")
    await sandbox.call("cloudtrail", "CreateTrail", { Name: name, S3BucketName: "acme-audit-archive" });
}

async function drift(on: Rig): Promise<void> {
  const edits: [string, string, Spec][] = [
    ["Topic", "oncall", { ...topic, displayName: "Nobody" }],
    ["MetricAlarm", "cpu", { ...alarm(99), actionsEnabled: false }],
    ["CompositeAlarm", "down", { ...composite, alarmDescription: "quiet" }],
    ["Trail", "audit", { ...trail, logging: false, insightSelectors: [] }],
  ];
  for (const [kindName, name, spec] of edits) {
    const current = estate.find((wanted) => wanted.kind === kindName && wanted.name === name);
    const [edited] = of(kindName, name, spec);
    if (current && edited) await editBehindOurBack(on, kindNamed(kindName), current, edited);
  }
  const { FlowLogs = [] } = (await on.sandbox.call("ec2", "DescribeFlowLogs", {})) as {
    FlowLogs?: { FlowLogId?: string; Tags?: unknown[] }[];
  };
  const ours = FlowLogs.find(({ Tags }) => (Tags ?? []).length > 0);
  await on.sandbox.call("ec2", "DeleteFlowLogs", { FlowLogIds: [ours?.FlowLogId] });
}
