import { type KindFixture, testScope } from "./fixture.ts";
import { seedBucket, seedRole } from "./trail.ts";

const { account, region } = testScope;
const vpc = { resourceType: "VPC", resourceIds: ["vpc-0a1b2c3d4e5f60001"], trafficType: "ALL" };
const bucket = { logDestinationType: "s3", logDestination: "arn:aws:s3:::acme-flow-logs" };
const logGroup = {
  logGroupName: "/aws/vpc/flow-logs",
  deliverLogsPermissionArn: `arn:aws:iam::${account}:role/FlowLogsToCloudWatchLogs`,
};
const stream = {
  logDestinationType: "kinesis-data-firehose",
  logDestination: `arn:aws:firehose:${region}:${account}:deliverystream/flow-logs`,
};
const transitGateway = {
  resourceType: "TransitGateway",
  resourceIds: ["tgw-0a1b2c3d4e5f60001"],
  ...bucket,
};

export const fixture: KindFixture = {
  bases: {
    default: { ...vpc, ...bucket },
    logGroup: { ...vpc, ...logGroup },
    stream: { ...vpc, ...stream },
    transitGateway,
  },
  fields: {
    trafficType: { skip: "required for a VPC, and another one is another flow log" },
    logDestinationType: { skip: "changes with the destination, see the variants" },
    logDestination: { skip: "another destination is another flow log, see the variants" },
    logGroupName: { skip: "another destination is another flow log, see the variants" },
    deliverLogsPermissionArn: { base: "stream" },
    deliverCrossAccountRole: { base: "stream" },
  },
  variants: {
    "to a bucket or a log group": [
      { ...vpc, ...bucket },
      { ...vpc, ...logGroup },
    ],
    "to a folder or a stream": [
      { ...vpc, logDestinationType: "s3", logDestination: "arn:aws:s3:::acme-flow-logs/vpc/" },
      { ...vpc, ...stream },
    ],
    "all traffic or what was refused": [
      { ...vpc, ...bucket },
      { ...vpc, ...bucket, trafficType: "REJECT" },
    ],
    "how files are written": [
      { ...vpc, ...bucket, destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true } },
      { ...vpc, ...bucket, destinationOptions: { perHourPartition: true } },
    ],
    "tags in records": [
      {
        ...vpc,
        ...bucket,
        logFormat: "${srcaddr} ${instance-tag} ${instance-tag-2} ${interface-tag}",
        tagFieldSpecifications: [
          { resourceType: "network-interface", tagKeys: ["Name"] },
          { resourceType: "instance", tagKeys: ["Name", "Team"] },
        ],
      },
      {
        ...vpc,
        ...bucket,
        logFormat: "${srcaddr} ${asg-tag}",
        tagFieldSpecifications: [{ resourceType: "auto-scaling-group", tagKeys: ["Team"] }],
      },
    ],
    "a transit gateway's format": [
      transitGateway,
      { ...transitGateway, maxAggregationInterval: 60, logFormat: "${tgw-id} ${bytes}" },
    ],
  },
  async seed(sandbox) {
    await seedBucket(sandbox, "acme-flow-logs");
    for (const name of ["/aws/vpc/flow-logs", "/aws/vpc/flow-logs-2"]) {
      await sandbox.call("logs", "CreateLogGroup", { logGroupName: name });
    }
    for (const name of ["FlowLogsToCloudWatchLogs", "FlowLogsToCloudWatchLogs2"]) {
      await seedRole(sandbox, name, "vpc-flow-logs.amazonaws.com");
    }
    // Rows rather than calls, so that the ids are the ones in the specs.
    for (const VpcId of ["vpc-0a1b2c3d4e5f60001", "vpc-0a1b2c3d4e5f60002"]) {
      sandbox.world.table(account, region, "ec2/vpc").put(VpcId, { VpcId, State: "available" });
    }
    const TransitGatewayId = "tgw-0a1b2c3d4e5f60001";
    sandbox.world
      .table(account, region, "ec2/transit-gateway")
      .put(TransitGatewayId, { TransitGatewayId, State: "available" });
  },
};
