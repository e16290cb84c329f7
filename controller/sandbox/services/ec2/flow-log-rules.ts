import type { CreateFlowLogsRequest, FlowLog } from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";
import { assumedRole } from "../iam/assuming.ts";
import { type ResourceType, resourceTypes } from "./resource-types.ts";

const format = (...lines: string[]) => lines.join(" ").replaceAll(/\S+/g, "${$&}");

// The default formats of the VPC user guide's and the transit gateway guide's flow log records.
const defaultFormat = format(
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start",
  "end action log-status",
);
const gatewayFormat = format(
  "version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id",
  "tgw-dst-vpc-account-id tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id",
  "tgw-src-eni tgw-dst-eni tgw-src-az-id tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr",
  "srcport dstport protocol packets bytes start end log-status type packets-lost-no-route",
  "packets-lost-blackhole packets-lost-mtu-exceeded packets-lost-ttl-expired tcp-flags region",
  "flow-direction pkt-src-aws-service pkt-dst-aws-service",
);

const resourceTypeOf = new Map<string, ResourceType>([
  ["VPC", resourceTypes.vpc],
  ["Subnet", resourceTypes.subnet],
  ["NetworkInterface", resourceTypes["network-interface"]],
  ["TransitGateway", resourceTypes["transit-gateway"]],
  ["TransitGatewayAttachment", resourceTypes["transit-gateway-attachment"]],
]);

/** The type of resource that a request's flow logs watch; refuses those that the sandbox hasn't. */
export function watchedType({ ResourceType: name }: CreateFlowLogsRequest): ResourceType {
  const type = resourceTypeOf.get(name ?? "");
  if (!type) throw new AwsError("InvalidParameter", `Unknown resource type ${name}`);
  return type;
}

/** What a request's flow logs have in common, defaults filled in; refuses what EC2 refuses as a whole. */
export function flowLogFrom(context: CallContext, input: CreateFlowLogsRequest): FlowLog {
  const isGateway = watchedType(input).prefix.startsWith("tgw");
  const ids = input.ResourceIds ?? [];
  const max = isGateway ? 25 : 300;
  refuseUnless(ids.length >= 1 && ids.length <= max, `Between 1 and ${max} resources can be specified`);
  refuseUnless(
    isGateway
      ? input.TrafficType === undefined
      : ["ACCEPT", "REJECT", "ALL"].includes(input.TrafficType ?? ""),
    isGateway
      ? "TrafficType is not supported for transit gateways"
      : "TrafficType must be ACCEPT, REJECT or ALL",
  );
  const interval = input.MaxAggregationInterval ?? 600;
  refuseUnless(interval === 60 || interval === 600, "MaxAggregationInterval must be 60 or 600");
  refuseUnless(!isGateway || interval === 60, "MaxAggregationInterval must be 60 for transit gateways");
  refuseUnless(
    input.LogFormat === undefined || /^\$\{[a-z0-9-]+\}(?: \$\{[a-z0-9-]+\})*$/.test(input.LogFormat),
    "LogFormat must be fields in the form ${field-id}, separated by spaces",
  );
  return {
    LogFormat: input.LogFormat ?? (isGateway ? gatewayFormat : defaultFormat),
    MaxAggregationInterval: interval,
    ...(input.TrafficType && { TrafficType: input.TrafficType }),
    ...destination(context, input),
    ...(input.DeliverCrossAccountRole && { DeliverCrossAccountRole: input.DeliverCrossAccountRole }),
    ...(input.TagFieldSpecifications?.length && { TagFieldSpecifications: input.TagFieldSpecifications }),
  };
}

function destination(context: CallContext, input: CreateFlowLogsRequest): FlowLog {
  const { LogDestination: arn, LogGroupName: group, DeliverLogsPermissionArn: role } = input;
  const type = input.LogDestinationType ?? "cloud-watch-logs";
  if (type !== "cloud-watch-logs") refuseUnless(!group, `LogGroupName can't be used with ${type}`);
  if (type !== "s3") refuseUnless(!input.DestinationOptions, `DestinationOptions can't be used with ${type}`);
  switch (type) {
    case "cloud-watch-logs":
      refuseUnless(!group !== !arn, "Specify either LogGroupName or LogDestination");
      refuseUnless(
        role !== undefined,
        "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
      );
      checkRole(context, role);
      return {
        LogDestinationType: type,
        DeliverLogsPermissionArn: role,
        // Made by name, it reads back without a LogDestination (hashicorp/terraform-provider-aws#45770).
        ...(arn ? { LogDestination: arn, LogGroupName: groupIn(arn) } : { LogGroupName: group }),
      };
    case "s3":
      refuseUnless(
        /^arn:[^:]+:s3:::[a-z0-9][a-z0-9.-]+/.test(arn ?? ""),
        "LogDestination must be a bucket's ARN",
      );
      refuseUnless(
        !/\/AWSLogs(?:\/|$)/.test(arn ?? ""),
        "AWSLogs is a reserved term and can't be a subfolder",
      );
      refuseUnless(role === undefined, "DeliverLogsPermissionArn can't be used with s3");
      return { LogDestinationType: type, LogDestination: arn, DestinationOptions: destinationOptions(input) };
    case "kinesis-data-firehose":
      refuseUnless(
        /^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/./.test(arn ?? ""),
        "LogDestination must be a delivery stream's ARN",
      );
      return {
        LogDestinationType: type,
        LogDestination: arn,
        ...(role && { DeliverLogsPermissionArn: role }),
      };
    default:
      // A caller can write anything, so the types' never is still refused.
      void (type satisfies never);
      throw new AwsError("InvalidParameter", `Unknown LogDestinationType ${String(type)}`);
  }
}

function destinationOptions({ DestinationOptions: options }: CreateFlowLogsRequest) {
  const format = options?.FileFormat ?? "plain-text";
  refuseUnless(format === "plain-text" || format === "parquet", `Unknown FileFormat ${format}`);
  return {
    FileFormat: format,
    HiveCompatiblePartitions: options?.HiveCompatiblePartitions ?? false,
    PerHourPartition: options?.PerHourPartition ?? false,
  };
}

function groupIn(arn: string): string {
  const name = /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:([^:*]+)(?::\*)?$/.exec(arn)?.[1];
  refuseUnless(name !== undefined, "LogDestination must be a log group's ARN");
  return name;
}

function checkRole(context: CallContext, arn: string): void {
  refuseUnless(/^arn:[^:]+:iam::\d{12}:role\/./.test(arn), `Invalid role ARN: ${arn}`);
  const { account, region } = context;
  const sourceArn = `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-new`;
  const acting = { service: "vpc-flow-logs.amazonaws.com", sourceArn };
  refuseUnless(assumedRole(context, arn, acting) !== undefined, "Unable to assume given IAM role");
}

function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AwsError("InvalidParameter", message);
}
