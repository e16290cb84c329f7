import type {
  CreateSubnetRequest,
  CreateVpcRequest,
  DeleteSubnetRequest,
  DeleteVpcRequest,
  DescribeNetworkInterfacesRequest,
  DescribeSubnetsRequest,
  DescribeVpcsRequest,
  NetworkInterface,
  Subnet,
  Vpc,
} from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags } from "../../tags.ts";
import { describe } from "./filters.ts";
import { deleteFlowLogsOf } from "./flow-logs.ts";
import { existing, refuseDependants, resourcesOf } from "./network-store.ts";
import { specifiedTags, tagNew, tagsInside } from "./resource-tags.ts";
import { arnOf, newId, resourceTypes } from "./resource-types.ts";

/** Makes a VPC. */
export function createVpc(context: CallContext, input: CreateVpcRequest): { Vpc: Vpc } {
  const CidrBlock = checkedCidr(input.CidrBlock);
  const tags = specifiedTags(resourceTypes.vpc, input.TagSpecifications);
  const VpcId = newId(context, resourceTypes.vpc);
  const vpc: Vpc = {
    VpcId,
    CidrBlock,
    OwnerId: context.account,
    State: "available",
    InstanceTenancy: input.InstanceTenancy ?? "default",
    IsDefault: false,
    CidrBlockAssociationSet: [
      {
        AssociationId: `vpc-cidr-assoc-${context.id(17)}`,
        CidrBlock,
        CidrBlockState: { State: "associated" },
      },
    ],
    DhcpOptionsId: `dopt-${context.id(17)}`,
  };
  resourcesOf(context, "vpc").put(VpcId, vpc);
  tagNew(context, VpcId, tags);
  return { Vpc: { ...vpc, Tags: tagsInside(context, VpcId) } };
}

/** Deletes a VPC without subnets, and its flow logs. */
export function deleteVpc(context: CallContext, { VpcId: id = "" }: DeleteVpcRequest): void {
  existing(context, "vpc", id);
  const subnets = resourcesOf(context, "subnet").list();
  refuseDependants(
    resourceTypes.vpc,
    id,
    subnets.filter(({ VpcId }) => VpcId === id),
  );
  resourcesOf(context, "vpc").delete(id);
  forgetTags(context, arnOf(context, id));
  deleteFlowLogsOf(context, id);
}

/** A page of VPCs. */
export function describeVpcs(context: CallContext, input: DescribeVpcsRequest) {
  const { rows, token } = describe(
    context,
    resourcesOf(context, "vpc"),
    resourceTypes.vpc,
    {
      "vpc-id": ({ VpcId }) => [VpcId],
      state: ({ State }) => [State],
      cidr: ({ CidrBlock }) => [CidrBlock],
      "cidr-block-association.cidr-block": ({ CidrBlock }) => [CidrBlock],
      "is-default": ({ IsDefault }) => [String(IsDefault)],
      "owner-id": ({ OwnerId }) => [OwnerId],
    },
    ({ VpcId }) => VpcId,
    { filters: input.Filters, ids: input.VpcIds, maxResults: input.MaxResults, nextToken: input.NextToken },
  );
  return {
    Vpcs: rows.map((vpc) => ({ ...vpc, Tags: tagsInside(context, vpc.VpcId ?? "") })),
    NextToken: token,
  };
}

/** Makes a subnet in a VPC. */
export function createSubnet(context: CallContext, input: CreateSubnetRequest): { Subnet: Subnet } {
  const { VpcId } = existing(context, "vpc", input.VpcId);
  const CidrBlock = checkedCidr(input.CidrBlock);
  const tags = specifiedTags(resourceTypes.subnet, input.TagSpecifications);
  const SubnetId = newId(context, resourceTypes.subnet);
  const subnet: Subnet = {
    SubnetId,
    SubnetArn: arnOf(context, SubnetId),
    VpcId,
    CidrBlock,
    OwnerId: context.account,
    State: "available",
    AvailabilityZone: input.AvailabilityZone ?? `${context.region}a`,
    // EC2 keeps five addresses of every subnet for itself.
    AvailableIpAddressCount: 2 ** (32 - Number(CidrBlock.split("/")[1])) - 5,
    DefaultForAz: false,
    MapPublicIpOnLaunch: false,
  };
  resourcesOf(context, "subnet").put(SubnetId, subnet);
  tagNew(context, SubnetId, tags);
  return { Subnet: { ...subnet, Tags: tagsInside(context, SubnetId) } };
}

/** Deletes a subnet without interfaces, and its flow logs. */
export function deleteSubnet(context: CallContext, { SubnetId: id = "" }: DeleteSubnetRequest): void {
  existing(context, "subnet", id);
  const interfaces = resourcesOf(context, "network-interface").list();
  refuseDependants(
    resourceTypes.subnet,
    id,
    interfaces.filter(({ SubnetId }) => SubnetId === id),
  );
  resourcesOf(context, "subnet").delete(id);
  forgetTags(context, arnOf(context, id));
  deleteFlowLogsOf(context, id);
}

/** A page of subnets. */
export function describeSubnets(context: CallContext, input: DescribeSubnetsRequest) {
  const { rows, token } = describe(
    context,
    resourcesOf(context, "subnet"),
    resourceTypes.subnet,
    {
      "subnet-id": ({ SubnetId }) => [SubnetId],
      "vpc-id": ({ VpcId }) => [VpcId],
      state: ({ State }) => [State],
      "cidr-block": ({ CidrBlock }) => [CidrBlock],
      "availability-zone": ({ AvailabilityZone }) => [AvailabilityZone],
      "owner-id": ({ OwnerId }) => [OwnerId],
    },
    ({ SubnetId }) => SubnetId,
    {
      filters: input.Filters,
      ids: input.SubnetIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
  );
  return {
    Subnets: rows.map((subnet) => ({ ...subnet, Tags: tagsInside(context, subnet.SubnetId ?? "") })),
    NextToken: token,
  };
}

/** A page of network interfaces. */
export function describeNetworkInterfaces(context: CallContext, input: DescribeNetworkInterfacesRequest) {
  const { rows, token } = describe<NetworkInterface>(
    context,
    resourcesOf(context, "network-interface"),
    resourceTypes["network-interface"],
    {
      "network-interface-id": ({ NetworkInterfaceId }) => [NetworkInterfaceId],
      "subnet-id": ({ SubnetId }) => [SubnetId],
      "vpc-id": ({ VpcId }) => [VpcId],
      status: ({ Status }) => [Status],
      "attachment.instance-id": ({ Attachment }) => [Attachment?.InstanceId],
      "owner-id": ({ OwnerId }) => [OwnerId],
    },
    ({ NetworkInterfaceId }) => NetworkInterfaceId,
    {
      filters: input.Filters,
      ids: input.NetworkInterfaceIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
  );
  return {
    // This shape alone calls its tags TagSet.
    NetworkInterfaces: rows.map((row) => ({
      ...row,
      TagSet: tagsInside(context, row.NetworkInterfaceId ?? ""),
    })),
    NextToken: token,
  };
}

function checkedCidr(cidr = ""): string {
  const [, ...parts] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr) ?? [];
  const size = Number(parts.pop());
  if (parts.length !== 4 || parts.some((part) => Number(part) > 255))
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  if (size < 16 || size > 28)
    throw new AwsError(
      "InvalidVpc.Range",
      `The CIDR '${cidr}' is invalid: its size must be between /16 and /28.`,
    );
  return cidr;
}
