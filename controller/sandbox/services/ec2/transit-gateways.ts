import type {
  CreateTransitGatewayRequest,
  CreateTransitGatewayVpcAttachmentRequest,
  DescribeTransitGatewayAttachmentsRequest,
  DescribeTransitGatewaysRequest,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayVpcAttachment,
} from "@aws-sdk/client-ec2";
import type { CallContext } from "../../service.ts";
import { describe } from "./filters.ts";
import { existing, resourcesOf } from "./network-store.ts";
import { specifiedTags, tagNew, tagsInside } from "./resource-tags.ts";
import { arnOf, newId, resourceTypes } from "./resource-types.ts";

const gatewayType = resourceTypes["transit-gateway"];
const attachmentType = resourceTypes["transit-gateway-attachment"];

/** Makes a transit gateway. */
export function createTransitGateway(
  context: CallContext,
  input: CreateTransitGatewayRequest,
): { TransitGateway: TransitGateway } {
  const tags = specifiedTags(gatewayType, input.TagSpecifications);
  const id = newId(context, gatewayType);
  const gateway: TransitGateway = {
    TransitGatewayId: id,
    TransitGatewayArn: arnOf(context, id),
    State: "available",
    OwnerId: context.account,
    Description: input.Description ?? "",
    CreationTime: context.clock.now(),
    Options: { AmazonSideAsn: 64_512, ...input.Options },
  };
  resourcesOf(context, "transit-gateway").put(id, gateway);
  tagNew(context, id, tags);
  return { TransitGateway: { ...gateway, Tags: tagsInside(context, id) } };
}

/** A page of transit gateways. */
export function describeTransitGateways(context: CallContext, input: DescribeTransitGatewaysRequest) {
  const { rows, token } = describe(
    context,
    resourcesOf(context, "transit-gateway"),
    gatewayType,
    {
      "transit-gateway-id": ({ TransitGatewayId }) => [TransitGatewayId],
      state: ({ State }) => [State],
      "owner-id": ({ OwnerId }) => [OwnerId],
    },
    ({ TransitGatewayId }) => TransitGatewayId,
    {
      filters: input.Filters,
      ids: input.TransitGatewayIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
  );
  return {
    TransitGateways: rows.map((row) => ({ ...row, Tags: tagsInside(context, row.TransitGatewayId ?? "") })),
    NextToken: token,
  };
}

/** Attaches a VPC to a transit gateway. */
export function createTransitGatewayVpcAttachment(
  context: CallContext,
  input: CreateTransitGatewayVpcAttachmentRequest,
): { TransitGatewayVpcAttachment: TransitGatewayVpcAttachment } {
  const gateway = existing(context, "transit-gateway", input.TransitGatewayId);
  const vpc = existing(context, "vpc", input.VpcId);
  for (const id of input.SubnetIds ?? []) existing(context, "subnet", id);
  const tags = specifiedTags(attachmentType, input.TagSpecifications);
  const id = newId(context, attachmentType);
  const common = {
    TransitGatewayAttachmentId: id,
    TransitGatewayId: gateway.TransitGatewayId,
    State: "available",
    CreationTime: context.clock.now(),
  } as const;
  resourcesOf(context, "transit-gateway-attachment").put(id, {
    ...common,
    TransitGatewayOwnerId: gateway.OwnerId,
    ResourceOwnerId: context.account,
    ResourceType: "vpc",
    ResourceId: vpc.VpcId,
  });
  tagNew(context, id, tags);
  return {
    TransitGatewayVpcAttachment: {
      ...common,
      VpcId: vpc.VpcId,
      VpcOwnerId: context.account,
      SubnetIds: input.SubnetIds,
      Tags: tagsInside(context, id),
    },
  };
}

/** A page of what is attached to transit gateways. */
export function describeTransitGatewayAttachments(
  context: CallContext,
  input: DescribeTransitGatewayAttachmentsRequest,
) {
  const { rows, token } = describe<TransitGatewayAttachment>(
    context,
    resourcesOf(context, "transit-gateway-attachment"),
    attachmentType,
    {
      "transit-gateway-attachment-id": (row) => [row.TransitGatewayAttachmentId],
      "transit-gateway-id": (row) => [row.TransitGatewayId],
      "resource-id": (row) => [row.ResourceId],
      "resource-type": (row) => [row.ResourceType],
      state: (row) => [row.State],
    },
    (row) => row.TransitGatewayAttachmentId,
    {
      filters: input.Filters,
      ids: input.TransitGatewayAttachmentIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
  );
  return {
    TransitGatewayAttachments: rows.map((row) => ({
      ...row,
      Tags: tagsInside(context, row.TransitGatewayAttachmentId ?? ""),
    })),
    NextToken: token,
  };
}
