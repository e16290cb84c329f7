import * as module from "@aws-sdk/client-ec2";
import { AwsError, type CallContext, type Operation, type Service } from "../service.ts";
import { createFlowLogs, deleteFlowLogs, describeFlowLogs } from "./ec2/flow-logs.ts";
import { describeInstances, runInstances, terminateInstances } from "./ec2/instances.ts";
import {
  createSubnet,
  createVpc,
  deleteSubnet,
  deleteVpc,
  describeNetworkInterfaces,
  describeSubnets,
  describeVpcs,
} from "./ec2/networks.ts";
import { describeRegions } from "./ec2/regions.ts";
import { createTags, deleteTags, describeTags } from "./ec2/resource-tags.ts";
import {
  createTransitGateway,
  createTransitGatewayVpcAttachment,
  describeTransitGatewayAttachments,
  describeTransitGateways,
} from "./ec2/transit-gateways.ts";

const operations: Record<string, Operation> = {
  CreateFlowLogs: createFlowLogs,
  CreateSubnet: createSubnet,
  CreateTags: createTags,
  CreateTransitGateway: createTransitGateway,
  CreateTransitGatewayVpcAttachment: createTransitGatewayVpcAttachment,
  CreateVpc: createVpc,
  DeleteFlowLogs: deleteFlowLogs,
  DeleteSubnet: deleteSubnet,
  DeleteTags: deleteTags,
  DeleteVpc: deleteVpc,
  DescribeFlowLogs: describeFlowLogs,
  DescribeInstances: describeInstances,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeRegions: describeRegions,
  DescribeSubnets: describeSubnets,
  DescribeTags: describeTags,
  DescribeTransitGatewayAttachments: describeTransitGatewayAttachments,
  DescribeTransitGateways: describeTransitGateways,
  DescribeVpcs: describeVpcs,
  RunInstances: runInstances,
  TerminateInstances: terminateInstances,
};

/** EC2: flow logs, and the networks and instances that they watch. */
export const ec2: Service = {
  module,
  client: "EC2Client",
  signingName: "ec2",
  eventSource: "ec2.amazonaws.com",
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, refusingDryRuns(operation)]),
  ),
};

function refusingDryRuns(operation: Operation): Operation {
  return (context: CallContext, input: { DryRun?: boolean }) => {
    if (input.DryRun)
      throw new AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", {
        status: 412,
      });
    return operation(context, input);
  };
}
