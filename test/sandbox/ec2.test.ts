import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateTransitGatewayCommand,
  CreateTransitGatewayVpcAttachmentCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeFlowLogsCommand,
  type DescribeFlowLogsCommandInput,
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcsCommand,
  EC2Client,
  type Filter,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, it } from "vitest";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let sandbox: ReturnType<typeof testSandbox>;
let client: EC2Client;
let vpc: string;

const role = `arn:aws:iam::${account}:role/flow-logs`;
const bucket = "arn:aws:s3:::flow-logs";

beforeEach(async () => {
  sandbox = testSandbox();
  client = new EC2Client(clientOf(sandbox));
  const Statement = [
    { Effect: "Allow", Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole" },
  ];
  await sandbox.call("iam", "CreateRole", {
    RoleName: "flow-logs",
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
  await sandbox.call("s3", "CreateBucket", { Bucket: "flow-logs" });
  vpc = await makeVpc({ Name: "main" });
});

async function makeVpc(tags: Record<string, string> = {}, by = client): Promise<string> {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const { Vpc } = await by.send(
    new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
  );
  return Vpc?.VpcId ?? "";
}
async function makeSubnet(): Promise<string> {
  const { Subnet } = await client.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock: "10.0.1.0/24" }));
  return Subnet?.SubnetId ?? "";
}
async function makeGateway(): Promise<string> {
  const { TransitGateway } = await client.send(new CreateTransitGatewayCommand({}));
  return TransitGateway?.TransitGatewayId ?? "";
}
const toLogs = (changes: Partial<CreateFlowLogsCommandInput> = {}) =>
  client.send(
    new CreateFlowLogsCommand({
      ResourceType: "VPC",
      ResourceIds: [vpc],
      TrafficType: "ALL",
      LogGroupName: "/flow-logs",
      DeliverLogsPermissionArn: role,
      ...changes,
    }),
  );
const toBucket = (changes: Partial<CreateFlowLogsCommandInput> = {}) =>
  toLogs({
    LogGroupName: undefined,
    DeliverLogsPermissionArn: undefined,
    LogDestinationType: "s3",
    LogDestination: bucket,
    ...changes,
  });
const flowLogs = async (input: DescribeFlowLogsCommandInput = {}) =>
  (await client.send(new DescribeFlowLogsCommand(input))).FlowLogs ?? [];

describe("a flow log", () => {
  it("to a log group by name has its defaults filled in, and no destination", async () => {
    const { FlowLogIds, Unsuccessful } = await toLogs({
      TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: [{ Key: "team", Value: "a" }] }],
    });
    expect(Unsuccessful ?? []).toEqual([]);
    const [log] = await flowLogs();
    expect(log).toEqual({
      FlowLogId: FlowLogIds?.[0],
      FlowLogStatus: "ACTIVE",
      DeliverLogsStatus: "SUCCESS",
      CreationTime: sandbox.clock.now(),
      ResourceId: vpc,
      TrafficType: "ALL",
      LogDestinationType: "cloud-watch-logs",
      LogGroupName: "/flow-logs",
      DeliverLogsPermissionArn: role,
      LogFormat:
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}",
      MaxAggregationInterval: 600,
      Tags: [{ Key: "team", Value: "a" }],
    });
  });

  it("to a log group by ARN keeps the ARN and the name", async () => {
    const LogDestination = `arn:aws:logs:us-east-1:${account}:log-group:/flow-logs:*`;
    await toLogs({ LogGroupName: undefined, LogDestination });
    expect(await flowLogs()).toMatchObject([{ LogDestination, LogGroupName: "/flow-logs" }]);
  });

  it("to a bucket has its options filled in, and keeps those it was given", async () => {
    await toBucket();
    await toBucket({
      LogDestination: `${bucket}/parquet/`,
      LogFormat: "${version} ${vpc-id}",
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: "parquet", HiveCompatiblePartitions: true, PerHourPartition: true },
    });
    const logs = await flowLogs();
    const [plain, parquet] = [bucket, `${bucket}/parquet/`].map((to) =>
      logs.find((log) => log.LogDestination === to),
    );
    expect(plain?.DestinationOptions).toEqual({
      FileFormat: "plain-text",
      HiveCompatiblePartitions: false,
      PerHourPartition: false,
    });
    expect(parquet).toMatchObject({
      LogFormat: "${version} ${vpc-id}",
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: "parquet", HiveCompatiblePartitions: true, PerHourPartition: true },
    });
  });

  it("to a delivery stream is kept", async () => {
    const LogDestination = `arn:aws:firehose:us-east-1:${account}:deliverystream/flow`;
    await toBucket({ LogDestinationType: "kinesis-data-firehose", LogDestination });
    expect(await flowLogs()).toMatchObject([{ LogDestinationType: "kinesis-data-firehose", LogDestination }]);
  });

  it("of a transit gateway has no traffic type, and sums up 60 seconds", async () => {
    const gateway = { ResourceType: "TransitGateway" as const, ResourceIds: [await makeGateway()] };
    const refused = { name: "InvalidParameter" };
    await expect(toBucket({ ...gateway, MaxAggregationInterval: 60 })).rejects.toMatchObject(refused);
    await expect(toBucket({ ...gateway, TrafficType: undefined })).rejects.toMatchObject(refused);
    await toBucket({ ...gateway, TrafficType: undefined, MaxAggregationInterval: 60 });
    const [log] = await flowLogs();
    expect(log).not.toHaveProperty("TrafficType");
    expect(log?.LogFormat).toContain("${tgw-attachment-id}");
    expect(log?.LogFormat?.split(" ")).toHaveLength(36);
  });

  it("exists once for a resource, its traffic and a destination", async () => {
    await toLogs();
    const twin = await toLogs({ MaxAggregationInterval: 60 });
    expect(twin.FlowLogIds ?? []).toEqual([]);
    expect(twin.Unsuccessful).toMatchObject([{ ResourceId: vpc, Error: { Code: "FlowLogAlreadyExists" } }]);
    expect((await toLogs({ TrafficType: "REJECT" })).FlowLogIds).toHaveLength(1);
    await client.send(
      new DeleteFlowLogsCommand({ FlowLogIds: (await flowLogs()).map((log) => log.FlowLogId ?? "") }),
    );
    expect((await toLogs()).FlowLogIds).toHaveLength(1);
  });

  it("is made for the resources that there are, and refused for the others", async () => {
    const other = await makeVpc();
    const answer = await toLogs({ ResourceIds: [vpc, "vpc-0123456789abcdef0", other] });
    expect(answer.FlowLogIds).toHaveLength(2);
    expect(answer.Unsuccessful).toMatchObject([
      { ResourceId: "vpc-0123456789abcdef0", Error: { Code: "InvalidVpcId.NotFound" } },
    ]);
    const lost = await toBucket({ LogDestination: "arn:aws:s3:::nowhere" });
    expect(lost.Unsuccessful).toMatchObject([{ ResourceId: vpc, Error: { Code: "400" } }]);
  });

  it("is made once for a client token, which answers the same even when it is gone", async () => {
    const first = await toLogs({ ClientToken: "t" });
    const again = await toLogs({ ClientToken: "t" });
    expect(again.FlowLogIds).toEqual(first.FlowLogIds);
    expect(await flowLogs()).toHaveLength(1);
    await expect(toLogs({ ClientToken: "t", TrafficType: "REJECT" })).rejects.toMatchObject({
      name: "IdempotentParameterMismatch",
    });
    await client.send(new DeleteFlowLogsCommand({ FlowLogIds: first.FlowLogIds }));
    expect((await toLogs({ ClientToken: "t" })).FlowLogIds).toEqual(first.FlowLogIds);
    expect(await flowLogs()).toEqual([]);
    await sandbox.clock.sleep(25 * 3_600_000);
    expect((await toLogs({ ClientToken: "t" })).FlowLogIds).not.toEqual(first.FlowLogIds);
  });

  it.each<[string, Partial<CreateFlowLogsCommandInput>]>([
    ["no traffic type", { TrafficType: undefined }],
    ["no role", { DeliverLogsPermissionArn: undefined }],
    ["a role that nobody made", { DeliverLogsPermissionArn: `${role}-2` }],
    ["two destinations", { LogDestination: `arn:aws:logs:us-east-1:${account}:log-group:/b` }],
    ["no destination", { LogGroupName: undefined }],
    ["an interval of 300", { MaxAggregationInterval: 300 }],
    ["a format in words", { LogFormat: "version and bytes" }],
    ["bucket options for a log group", { DestinationOptions: { PerHourPartition: true } }],
    ["301 resources", { ResourceIds: Array.from({ length: 301 }, () => "vpc-01234567") }],
    ["an unknown resource type", { ResourceType: "Cable" as "VPC" }],
  ])("with %s is refused", async (_, changes) => {
    await expect(toLogs(changes)).rejects.toMatchObject({ name: "InvalidParameter" });
    expect(await flowLogs()).toEqual([]);
  });

  it("refuses tags of another type, and a dry run", async () => {
    const TagSpecifications = [{ ResourceType: "vpc" as const, Tags: [{ Key: "a", Value: "1" }] }];
    await expect(toLogs({ TagSpecifications })).rejects.toMatchObject({ name: "InvalidParameterValue" });
    await expect(toLogs({ DryRun: true })).rejects.toMatchObject({ name: "DryRunOperation" });
  });

  it("that isn't there can't be deleted, and the others are", async () => {
    const { FlowLogIds = [] } = await toLogs();
    const unknown = "fl-0123456789abcdef0";
    const { Unsuccessful } = await client.send(
      new DeleteFlowLogsCommand({ FlowLogIds: [unknown, ...FlowLogIds] }),
    );
    expect(Unsuccessful).toMatchObject([
      { ResourceId: unknown, Error: { Code: "InvalidFlowLogId.NotFound" } },
    ]);
    expect(await flowLogs()).toEqual([]);
    await expect(flowLogs({ FlowLogIds: [unknown] })).rejects.toMatchObject({
      name: "InvalidFlowLogId.NotFound",
    });
  });

  it("is found by filters, and read page by page", async () => {
    for (let i = 0; i < 6; i++) await toBucket({ LogDestination: `${bucket}/${i}` });
    await toLogs({
      TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: [{ Key: "team", Value: "net" }] }],
    });
    const filtered = (Name: string, ...Values: string[]) => flowLogs({ Filter: [{ Name, Values }] });
    expect(await filtered("log-destination-type", "s3")).toHaveLength(6);
    expect(await filtered("tag:team", "n*")).toHaveLength(1);
    expect(await filtered("tag-key", "team")).toHaveLength(1);
    expect(await filtered("resource-id", vpc)).toHaveLength(7);
    await expect(filtered("colour", "red")).rejects.toMatchObject({ name: "InvalidParameterValue" });
    const first = await client.send(new DescribeFlowLogsCommand({ MaxResults: 5 }));
    expect(first.FlowLogs).toHaveLength(5);
    expect(await flowLogs({ MaxResults: 5, NextToken: first.NextToken })).toHaveLength(2);
  });
});

describe("networks", () => {
  const find = async (Filters: Filter[]) =>
    (await client.send(new DescribeVpcsCommand({ Filters }))).Vpcs?.map(({ VpcId }) => VpcId);

  it("are found by tags and ids, of their own account and region", async () => {
    const prod = await makeVpc({ Env: "prod", Name: "prod" });
    await makeVpc({ Env: "prod" }, new EC2Client({ ...clientOf(sandbox), region: "ap-northeast-2" }));
    expect(await find([{ Name: "tag:Env", Values: ["prod"] }])).toEqual([prod]);
    expect(await find([{ Name: "tag:Name", Values: ["?rod", "ma*"] }])).toEqual([prod, vpc].toSorted());
    expect(await find([{ Name: "vpc-id", Values: [vpc] }])).toEqual([vpc]);
    const { Vpcs } = await client.send(new DescribeVpcsCommand({ VpcIds: [prod] }));
    expect(Vpcs).toMatchObject([
      { VpcId: prod, OwnerId: account, State: "available", CidrBlock: "10.0.0.0/16" },
    ]);
    expect(Vpcs?.[0]?.Tags).toContainEqual({ Key: "Env", Value: "prod" });
    await expect(client.send(new DescribeVpcsCommand({ VpcIds: ["vpc-01234567"] }))).rejects.toMatchObject({
      name: "InvalidVpcID.NotFound",
    });
    await expect(client.send(new DescribeVpcsCommand({ VpcIds: ["x"] }))).rejects.toMatchObject({
      name: "InvalidVpcID.Malformed",
    });
  });

  it("can't be deleted while something is in them, and take their flow logs along", async () => {
    const subnet = await makeSubnet();
    await toLogs();
    await toLogs({ ResourceType: "Subnet", ResourceIds: [subnet] });
    const remove = () => client.send(new DeleteVpcCommand({ VpcId: vpc }));
    await expect(remove()).rejects.toMatchObject({ name: "DependencyViolation" });
    await client.send(new DeleteSubnetCommand({ SubnetId: subnet }));
    await remove();
    expect(await flowLogs()).toEqual([]);
    expect(await find([])).toEqual([]);
  });

  it("have a size between /16 and /28", async () => {
    const make = (CidrBlock: string) => client.send(new CreateVpcCommand({ CidrBlock }));
    await expect(make("10.0.0.0/8")).rejects.toMatchObject({ name: "InvalidVpc.Range" });
    await expect(make("10.0.0.300/16")).rejects.toMatchObject({ name: "InvalidParameterValue" });
  });

  it("hang together by transit gateways", async () => {
    const TransitGatewayId = await makeGateway();
    await client.send(
      new CreateTransitGatewayVpcAttachmentCommand({
        TransitGatewayId,
        VpcId: vpc,
        SubnetIds: [await makeSubnet()],
      }),
    );
    const Filters = [{ Name: "resource-id", Values: [vpc] }];
    const found = await client.send(new DescribeTransitGatewayAttachmentsCommand({ Filters }));
    expect(found.TransitGatewayAttachments).toMatchObject([
      { TransitGatewayId, ResourceType: "vpc", State: "available" },
    ]);
    const gateways = await client.send(new DescribeTransitGatewaysCommand({}));
    expect(gateways.TransitGateways).toMatchObject([{ TransitGatewayId, OwnerId: account }]);
  });
});

describe("instances", () => {
  const run = async (Name: string) => {
    const { Instances = [] } = await client.send(
      new RunInstancesCommand({
        SubnetId: await makeSubnet(),
        MinCount: 1,
        MaxCount: 2,
        TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "Name", Value: Name }] }],
      }),
    );
    return Instances.map(({ InstanceId }) => InstanceId ?? "");
  };
  const states = async (Filters: Filter[] = []) => {
    const { Reservations = [] } = await client.send(new DescribeInstancesCommand({ Filters }));
    return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name));
  };

  it("run in a subnet with an interface each, until they are terminated", async () => {
    const [first = ""] = await run("api");
    const named = [{ Name: "tag:Name", Values: ["api"] }];
    expect(await states(named)).toEqual(["running", "running"]);
    const interfaces = async () =>
      (await client.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces ?? [];
    const eni = (await interfaces()).find(({ Attachment }) => Attachment?.InstanceId === first);
    await toLogs({ ResourceType: "NetworkInterface", ResourceIds: [eni?.NetworkInterfaceId ?? ""] });
    await client.send(new TerminateInstancesCommand({ InstanceIds: [first] }));
    expect(new Set(await states(named))).toEqual(new Set(["running", "terminated"]));
    expect(await interfaces()).toHaveLength(1);
    expect(await flowLogs()).toEqual([]);
    await sandbox.clock.sleep(3_600_000);
    expect(await states()).toEqual(["running"]);
  });
});

describe("tags", () => {
  const tags = async (Filters: Filter[] = []) =>
    (await client.send(new DescribeTagsCommand({ Filters }))).Tags?.map(
      ({ Key, Value }) => `${Key}=${Value}`,
    );

  it("are put on resources, taken off, and described", async () => {
    const subnet = await makeSubnet();
    await client.send(
      new CreateTagsCommand({ Resources: [vpc, subnet], Tags: [{ Key: "Env", Value: "prod" }] }),
    );
    expect(await tags([{ Name: "key", Values: ["Env"] }])).toEqual(["Env=prod", "Env=prod"]);
    expect(
      await tags([
        { Name: "tag:Env", Values: ["prod"] },
        { Name: "resource-type", Values: ["vpc"] },
      ]),
    ).toEqual(["Env=prod"]);
    await client.send(
      new DeleteTagsCommand({ Resources: [vpc], Tags: [{ Key: "Env", Value: "other" }, { Key: "Name" }] }),
    );
    expect(await tags([{ Name: "resource-id", Values: [vpc] }])).toEqual(["Env=prod"]);
    await client.send(new DeleteTagsCommand({ Resources: [vpc, subnet] }));
    expect(await tags()).toEqual([]);
  });

  it("are refused as a whole when one resource or key is wrong", async () => {
    const put = (Resources: string[], Key: string) =>
      client.send(new CreateTagsCommand({ Resources, Tags: [{ Key, Value: "" }] }));
    await expect(put([vpc, "vpc-0123456789abcdef0"], "a")).rejects.toMatchObject({
      name: "InvalidVpcID.NotFound",
    });
    await expect(put(["thing"], "a")).rejects.toMatchObject({ name: "InvalidID" });
    await expect(put([vpc], "aws:a")).rejects.toMatchObject({ name: "InvalidParameterValue" });
    expect(await tags()).toEqual(["Name=main"]);
  });
});

describe("reads", () => {
  it("list the regions that an account can use", async () => {
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({}));
    const names = Regions.map(({ RegionName }) => RegionName);
    expect(names).toContain("ap-northeast-2");
    expect(names).not.toContain("af-south-1");
    const all = await client.send(new DescribeRegionsCommand({ AllRegions: true }));
    expect(all.Regions).toContainEqual(
      expect.objectContaining({ RegionName: "af-south-1", OptInStatus: "not-opted-in" }),
    );
  });

  it("take between 5 and 1000 items a page", async () => {
    for (const MaxResults of [4, 1001])
      await expect(client.send(new DescribeSubnetsCommand({ MaxResults }))).rejects.toMatchObject({
        name: "InvalidParameterValue",
      });
    await expect(client.send(new DescribeSubnetsCommand({ NextToken: "x" }))).rejects.toMatchObject({
      name: "InvalidParameterValue",
    });
  });
});
