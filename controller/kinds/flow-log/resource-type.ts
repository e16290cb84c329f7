import type { FlowLogsResourceType } from "@aws-sdk/client-ec2";

/** What an id's beginning says about its resource; the longer beginning first. */
const prefixes: readonly (readonly [prefix: string, types: readonly FlowLogsResourceType[]])[] = [
  ["vpc-", ["VPC"]],
  ["subnet-", ["Subnet"]],
  ["eni-", ["NetworkInterface"]],
  ["tgw-attach-", ["TransitGatewayAttachment"]],
  ["tgw-", ["TransitGateway"]],
  ["nat-", ["RegionalNatGateway"]],
  ["core-network-", ["CoreNetwork", "CoreNetworkEdge"]],
  ["attachment-", ["CoreNetworkAttachment"]],
];

/** The types that a resource with this id can have; none when the id says nothing. AWS never tells the type. */
export function typesOf(resourceId: string): readonly FlowLogsResourceType[] {
  return prefixes.find(([prefix]) => resourceId.startsWith(prefix))?.[1] ?? [];
}

const networks: ReadonlySet<string> = new Set<FlowLogsResourceType>([
  "TransitGateway",
  "TransitGatewayAttachment",
  "CoreNetwork",
  "CoreNetworkAttachment",
  "CoreNetworkEdge",
]);

/** Transit gateways and Cloud WAN: no traffic type, and always 60 seconds. */
export function isNetwork(type: FlowLogsResourceType | undefined): boolean {
  return type !== undefined && networks.has(type);
}
