import type { DirectCall, Person, Sandbox } from "./sandbox.ts";

/** The ids that AWS gave what a test or a person may want to name; the same for the same seed. */
export interface SampleAccount {
  readonly vpcs: Readonly<Record<"prod" | "staging" | "seoul" | "otherAccount", string>>;
  readonly prodSubnets: readonly string[];
  /** Instances by their Name tag. */
  readonly instances: Readonly<Record<string, string>>;
  readonly transitGateway: string;
  /** The flow log that isn't ours. */
  readonly foreignFlowLog: string;
}

const account = "111122223333";
const otherAccount = "444455556666";
const seoul = "ap-northeast-2";
const bucket = "acme-audit-logs";

/**
 * Fills a sandbox with an account that has seen use, 111122223333 in us-east-1 and a little in ap-northeast-2,
 * and a second one, 444455556666, that lets it in. Everything is made by calls of the people who would have
 * made it, so the event history knows them; the alarms, topics, trail and flow log belong to others.
 */
export async function fillSampleAccount(sandbox: Sandbox): Promise<SampleAccount> {
  const terraform = sandbox.person("terraform", {
    account,
    sourceIp: "198.51.100.17",
    userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 terraform-provider-aws/5.82.2",
  });
  const mira = sandbox.person("mira", { account, sourceIp: "203.0.113.44", userAgent: "aws-cli/2.22.7" });
  const admin = sandbox.person("admin", { account: otherAccount, sourceIp: "203.0.113.61" });

  await makeRoles(sandbox, terraform);
  await makeBucket(sandbox, terraform);
  await makeLogGroups(sandbox, terraform);
  const networks = await makeNetworks(sandbox, terraform);
  const instances = await makeInstances(sandbox, terraform, networks.subnets);
  const foreignFlowLog = await makeTerraformsMonitoring(sandbox, terraform, networks.vpcs.staging);
  await makeMirasMonitoring(sandbox, mira, instances["api-1"] ?? "");
  const seoulVpc = await fillSeoul(sandbox, terraform);
  const otherVpc = await fillOtherAccount(sandbox, admin);
  return {
    vpcs: { ...networks.vpcs, seoul: seoulVpc, otherAccount: otherVpc },
    prodSubnets: networks.subnets.prod,
    instances,
    transitGateway: networks.transitGateway,
    foreignFlowLog,
  };
}

async function makeRoles(sandbox: Sandbox, as: Person): Promise<void> {
  const roles = [
    { RoleName: "CloudTrailToCloudWatchLogs", service: "cloudtrail.amazonaws.com", actions: writeLogs },
    { RoleName: "FlowLogsToCloudWatchLogs", service: "vpc-flow-logs.amazonaws.com", actions: writeLogs },
    { RoleName: "SnsFeedback", service: "sns.amazonaws.com", actions: writeLogs },
  ];
  for (const { RoleName, service, actions } of roles) {
    const trust = [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }];
    await sandbox.call("iam", "CreateRole", { RoleName, AssumeRolePolicyDocument: policy(trust) }, { as });
    const PolicyDocument = policy([{ Effect: "Allow", Action: actions, Resource: "*" }]);
    await sandbox.call(
      "iam",
      "PutRolePolicy",
      { RoleName, PolicyName: "write-logs", PolicyDocument },
      { as },
    );
  }
}

const writeLogs = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "logs:DescribeLogGroups",
];

async function makeBucket(sandbox: Sandbox, as: Person): Promise<void> {
  await sandbox.call("s3", "CreateBucket", { Bucket: bucket }, { as });
  const writers = ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"];
  const statements = writers.flatMap((Service) => [
    {
      Effect: "Allow",
      Principal: { Service },
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${bucket}`,
    },
    {
      Effect: "Allow",
      Principal: { Service },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ]);
  await sandbox.call("s3", "PutBucketPolicy", { Bucket: bucket, Policy: policy(statements) }, { as });
  const Tagging = { TagSet: tags({ Team: "security", ManagedBy: "terraform" }) };
  await sandbox.call("s3", "PutBucketTagging", { Bucket: bucket, Tagging }, { as });
}

async function makeLogGroups(sandbox: Sandbox, as: Person): Promise<void> {
  for (const logGroupName of ["/aws/cloudtrail/audit", "/aws/vpc/flow-logs"]) {
    await sandbox.call("logs", "CreateLogGroup", { logGroupName, tags: { ManagedBy: "terraform" } }, { as });
    await sandbox.call("logs", "PutRetentionPolicy", { logGroupName, retentionInDays: 90 }, { as });
  }
}

async function makeNetworks(sandbox: Sandbox, as: Person) {
  const prodTags = { Team: "platform", Env: "prod" };
  const stagingTags = { Team: "platform", Env: "staging" };
  const prod = await makeVpc(sandbox, { as }, "10.20.0.0/16", { Name: "prod-vpc", ...prodTags });
  const staging = await makeVpc(sandbox, { as }, "10.30.0.0/16", { Name: "staging-vpc", ...stagingTags });
  const prodSubnets = [
    await makeSubnet(sandbox, { as }, prod, "10.20.0.0/24", { Name: "prod-public-a", ...prodTags }),
    await makeSubnet(sandbox, { as }, prod, "10.20.16.0/20", { Name: "prod-private-a", ...prodTags }),
    await makeSubnet(sandbox, { as }, prod, "10.20.32.0/20", { Name: "prod-private-b", ...prodTags }),
  ];
  const stagingSubnets = [
    await makeSubnet(sandbox, { as }, staging, "10.30.16.0/20", {
      Name: "staging-private-a",
      ...stagingTags,
    }),
  ];
  const TagSpecifications = specification("transit-gateway", { Name: "acme-backbone", Team: "network" });
  const made = await sandbox.call(
    "ec2",
    "CreateTransitGateway",
    { Description: "Between networks", TagSpecifications },
    { as },
  );
  const transitGateway = textAt(made, "TransitGateway", "TransitGatewayId");
  for (const [VpcId, SubnetIds] of [
    [prod, prodSubnets.slice(1)],
    [staging, stagingSubnets],
  ])
    await sandbox.call(
      "ec2",
      "CreateTransitGatewayVpcAttachment",
      { TransitGatewayId: transitGateway, VpcId, SubnetIds },
      { as },
    );
  return { vpcs: { prod, staging }, subnets: { prod: prodSubnets, staging: stagingSubnets }, transitGateway };
}

async function makeInstances(
  sandbox: Sandbox,
  as: Person,
  { prod, staging }: { prod: readonly string[]; staging: readonly string[] },
): Promise<Record<string, string>> {
  const wanted = [
    { Name: "api-1", Team: "payments", Env: "prod", InstanceType: "m7g.large", SubnetId: prod[1] },
    { Name: "api-2", Team: "payments", Env: "prod", InstanceType: "m7g.large", SubnetId: prod[2] },
    { Name: "worker-1", Team: "payments", Env: "prod", InstanceType: "c7g.xlarge", SubnetId: prod[1] },
    { Name: "bastion", Team: "platform", Env: "prod", InstanceType: "t4g.nano", SubnetId: prod[0] },
    {
      Name: "staging-api-1",
      Team: "payments",
      Env: "staging",
      InstanceType: "t4g.medium",
      SubnetId: staging[0],
    },
  ];
  const instances: Record<string, string> = {};
  for (const { InstanceType, SubnetId, ...named } of wanted)
    instances[named.Name] = await runInstance(sandbox, { as }, { InstanceType, SubnetId }, named);
  return instances;
}

/** Alarms, a topic, a trail and a flow log that another tool owns; the id of the flow log. */
async function makeTerraformsMonitoring(sandbox: Sandbox, as: Person, vpc: string): Promise<string> {
  const own = tags({ ManagedBy: "terraform", Team: "data" });
  const made = await sandbox.call("sns", "CreateTopic", { Name: "terraform-alerts", Tags: own }, { as });
  const TopicArn = textAt(made, "TopicArn");
  const Endpoint = `arn:aws:sqs:us-east-1:${account}:alerts`;
  await sandbox.call("sns", "Subscribe", { TopicArn, Protocol: "sqs", Endpoint }, { as });
  for (const [AlarmName, MetricName, Threshold] of [
    ["legacy-db-connections", "DatabaseConnections", 400],
    ["legacy-db-free-storage", "FreeStorageSpace", 10_737_418_240],
  ])
    await sandbox.call(
      "monitoring",
      "PutMetricAlarm",
      {
        AlarmName,
        Namespace: "AWS/RDS",
        MetricName,
        Dimensions: [{ Name: "DBInstanceIdentifier", Value: "legacy-db" }],
        Statistic: "Average",
        Period: 300,
        EvaluationPeriods: 3,
        Threshold,
        ComparisonOperator:
          MetricName === "FreeStorageSpace" ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
        AlarmActions: [TopicArn],
        Tags: own,
      },
      { as },
    );
  await sandbox.call(
    "monitoring",
    "PutCompositeAlarm",
    {
      AlarmName: "legacy-db-unwell",
      AlarmRule: 'ALARM("legacy-db-connections") OR ALARM("legacy-db-free-storage")',
      AlarmActions: [TopicArn],
      Tags: own,
    },
    { as },
  );
  await sandbox.call(
    "cloudtrail",
    "CreateTrail",
    { Name: "terraform-baseline", S3BucketName: bucket, S3KeyPrefix: "baseline", TagsList: own },
    { as },
  );
  await sandbox.call("cloudtrail", "StartLogging", { Name: "terraform-baseline" }, { as });
  const flowLogs = await sandbox.call(
    "ec2",
    "CreateFlowLogs",
    {
      ResourceType: "VPC",
      ResourceIds: [vpc],
      TrafficType: "ALL",
      LogDestinationType: "s3",
      LogDestination: `arn:aws:s3:::${bucket}/legacy-flow-logs`,
      TagSpecifications: specification("vpc-flow-log", { ManagedBy: "terraform" }),
    },
    { as },
  );
  return textAt(flowLogs, "FlowLogIds", "0");
}

/** What somebody clicked together one afternoon, without a tag. */
async function makeMirasMonitoring(sandbox: Sandbox, as: Person, instance: string): Promise<void> {
  const made = await sandbox.call("sns", "CreateTopic", { Name: "mira-test" }, { as });
  const TopicArn = textAt(made, "TopicArn");
  await sandbox.call(
    "sns",
    "Subscribe",
    { TopicArn, Protocol: "email", Endpoint: "mira@acme.example" },
    { as },
  );
  await sandbox.call(
    "monitoring",
    "PutMetricAlarm",
    {
      AlarmName: "mira-load-test-cpu",
      AlarmDescription: "Delete me after the load test",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Dimensions: [{ Name: "InstanceId", Value: instance }],
      Statistic: "Maximum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 95,
      ComparisonOperator: "GreaterThanThreshold",
      AlarmActions: [TopicArn],
    },
    { as },
  );
}

async function fillSeoul(sandbox: Sandbox, as: Person): Promise<string> {
  const where = { as, region: seoul };
  const own = { Team: "platform", Env: "prod" };
  const vpc = await makeVpc(sandbox, where, "10.40.0.0/16", { Name: "seoul-vpc", ...own });
  const SubnetId = await makeSubnet(sandbox, where, vpc, "10.40.16.0/20", {
    Name: "seoul-private-a",
    ...own,
  });
  await runInstance(
    sandbox,
    where,
    { InstanceType: "m7g.large", SubnetId },
    { ...own, Name: "seoul-api-1", Team: "payments" },
  );
  await sandbox.call(
    "sns",
    "CreateTopic",
    { Name: "terraform-alerts", Tags: tags({ ManagedBy: "terraform" }) },
    where,
  );
  return vpc;
}

/** The second account: a VPC, and the role that the first may assume with the external id. */
async function fillOtherAccount(sandbox: Sandbox, as: Person): Promise<string> {
  const trust = [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "acme-watchkeeper" } },
    },
  ];
  await sandbox.call(
    "iam",
    "CreateRole",
    { RoleName: "watchkeeper", AssumeRolePolicyDocument: policy(trust) },
    { as },
  );
  return makeVpc(sandbox, { as }, "10.50.0.0/16", {
    Name: "shared-staging-vpc",
    Team: "platform",
    Env: "staging",
  });
}

async function makeVpc(sandbox: Sandbox, where: DirectCall, CidrBlock: string, own: Named): Promise<string> {
  const made = await sandbox.call(
    "ec2",
    "CreateVpc",
    { CidrBlock, TagSpecifications: specification("vpc", own) },
    where,
  );
  return textAt(made, "Vpc", "VpcId");
}

async function makeSubnet(
  sandbox: Sandbox,
  where: DirectCall,
  VpcId: string,
  CidrBlock: string,
  own: Named,
): Promise<string> {
  const made = await sandbox.call(
    "ec2",
    "CreateSubnet",
    { VpcId, CidrBlock, TagSpecifications: specification("subnet", own) },
    where,
  );
  return textAt(made, "Subnet", "SubnetId");
}

async function runInstance(
  sandbox: Sandbox,
  where: DirectCall,
  launch: { InstanceType: string; SubnetId: string | undefined },
  own: Named,
): Promise<string> {
  const made = await sandbox.call(
    "ec2",
    "RunInstances",
    { ...launch, MinCount: 1, MaxCount: 1, TagSpecifications: specification("instance", own) },
    where,
  );
  return textAt(made, "Instances", "0", "InstanceId");
}

type Named = Readonly<Record<string, string>>;

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function tags(own: Named): { Key: string; Value: string }[] {
  return Object.entries(own).map(([Key, Value]) => ({ Key, Value }));
}

function specification(ResourceType: string, own: Named) {
  return [{ ResourceType, Tags: tags(own) }];
}

/** The text at a path of an operation's output; a `TypeError` when there is none. */
function textAt(output: unknown, ...path: readonly string[]): string {
  let value = output;
  for (const step of path)
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  if (typeof value !== "string") throw new TypeError(`The sandbox answered no ${path.join(".")}`);
  return value;
}
