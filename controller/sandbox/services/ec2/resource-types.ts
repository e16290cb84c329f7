import { AwsError, type CallContext } from "../../service.ts";

/** What EC2 calls a type of resource, in ids, ARNs, tags and errors. */
export interface ResourceType {
  readonly prefix: string;
  readonly name: string;
  /** The name in error codes, as in `InvalidVpcID.NotFound`. */
  readonly errorName: string;
}

/** The types that the sandbox has, by their name in ARNs and tag specifications. */
export const resourceTypes = {
  vpc: { prefix: "vpc", name: "vpc", errorName: "InvalidVpcID" },
  subnet: { prefix: "subnet", name: "subnet", errorName: "InvalidSubnetID" },
  instance: { prefix: "i", name: "instance", errorName: "InvalidInstanceID" },
  "network-interface": { prefix: "eni", name: "network-interface", errorName: "InvalidNetworkInterfaceID" },
  "transit-gateway": { prefix: "tgw", name: "transit-gateway", errorName: "InvalidTransitGatewayID" },
  "transit-gateway-attachment": {
    prefix: "tgw-attach",
    name: "transit-gateway-attachment",
    errorName: "InvalidTransitGatewayAttachmentID",
  },
  "vpc-flow-log": { prefix: "fl", name: "vpc-flow-log", errorName: "InvalidFlowLogId" },
} as const satisfies Record<string, ResourceType>;

const byPrefix = new Map<string, ResourceType>(
  Object.values(resourceTypes).map((type) => [type.prefix, type]),
);

/** The type of the resource with this id, by the id's prefix. */
export function typeOfId(id: string): ResourceType | undefined {
  return byPrefix.get(id.replace(/-[^-]*$/, ""));
}

/** The ARN under which a resource's tags are kept. */
export function arnOf({ region, account }: Pick<CallContext, "region" | "account">, id: string): string {
  return `arn:aws:ec2:${region}:${account}:${typeOfId(id)?.name ?? "unknown"}/${id}`;
}

/** A new id of a type: its prefix and 17 hexadecimal digits. */
export function newId(context: CallContext, { prefix }: ResourceType): string {
  return `${prefix}-${context.id(17)}`;
}

/** EC2's error for an id that nothing has, or that can't be one. */
export function noSuchId({ prefix, name, errorName }: ResourceType, id: string): AwsError {
  return new RegExp(`^${prefix}-[0-9a-f]{8,17}$`).test(id)
    ? new AwsError(`${errorName}.NotFound`, `The ${name} ID '${id}' does not exist`)
    : new AwsError(`${errorName}.Malformed`, `Invalid id: "${id}"`);
}
