import type {
  Instance,
  NetworkInterface,
  Subnet,
  TransitGateway,
  TransitGatewayAttachment,
  Vpc,
} from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import { noSuchId, type ResourceType, resourceTypes } from "./resource-types.ts";

/** What the sandbox's tables hold of each type, in AWS's shape and without tags. */
interface Rows {
  vpc: Vpc;
  subnet: Subnet;
  instance: StoredInstance;
  "network-interface": NetworkInterface;
  "transit-gateway": TransitGateway;
  "transit-gateway-attachment": TransitGatewayAttachment;
}

/** An instance with the reservation it was launched by. */
export interface StoredInstance {
  readonly reservation: string;
  readonly instance: Instance;
  /** EC2 goes on showing a terminated instance for about an hour. */
  readonly terminated?: Date | undefined;
}

/** The resources of a type in the caller's account and region, by id. */
export function resourcesOf<Name extends keyof Rows>(
  { world, account, region }: CallContext,
  name: Name,
): Table<Rows[Name]> {
  return world.table<Rows[Name]>(account, region, `ec2/${name}`);
}

/** A resource as it is now; EC2's NotFound for its type if there is none. */
export function existing<Name extends keyof Rows>(context: CallContext, name: Name, id = ""): Rows[Name] {
  const row = resourcesOf(context, name).get(id);
  if (!row) throw noSuchId(resourceTypes[name] satisfies ResourceType, id);
  return row;
}

/** Refuses to delete what others still need. */
export function refuseDependants(type: ResourceType, id: string, dependants: readonly unknown[]): void {
  if (dependants.length > 0)
    throw new AwsError(
      "DependencyViolation",
      `The ${type.name} '${id}' has dependencies and cannot be deleted.`,
    );
}
