import type { FlowLogsResourceType } from "@aws-sdk/client-ec2";

// https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
const vpcFields =
  "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status".split(
    " ",
  );

// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html
const transitGatewayFields = [
  "version resource-type account-id tgw-id tgw-attachment-id tgw-src-vpc-account-id tgw-dst-vpc-account-id",
  "tgw-src-vpc-id tgw-dst-vpc-id tgw-src-subnet-id tgw-dst-subnet-id tgw-src-eni tgw-dst-eni tgw-src-az-id",
  "tgw-dst-az-id tgw-pair-attachment-id srcaddr dstaddr srcport dstport protocol packets bytes start end",
  "log-status type packets-lost-no-route packets-lost-blackhole packets-lost-mtu-exceeded",
  "packets-lost-ttl-expired tcp-flags region flow-direction pkt-src-aws-service pkt-dst-aws-service",
].flatMap((line) => line.split(" "));

/**
 * Whether AWS uses this format when none is asked for; `undefined` where its default isn't published.
 * A transit gateway's default is every field there is, and that grows: all fields known here make it the default.
 */
export function isDefaultFormat(format: string, type: FlowLogsResourceType | undefined): boolean | undefined {
  const fields = format.split(/\s+/).map((token) => token.replace(/^\$\{(.*)\}$/, "$1"));
  switch (type) {
    case "VPC":
    case "Subnet":
    case "NetworkInterface":
      return fields.join(" ") === vpcFields.join(" ");
    case "TransitGateway":
    case "TransitGatewayAttachment": {
      const present = new Set(fields);
      return transitGatewayFields.every((field) => present.has(field));
    }
    default:
      return undefined;
  }
}
