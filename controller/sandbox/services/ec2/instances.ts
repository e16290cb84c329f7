import type {
  DescribeInstancesRequest,
  Instance,
  NetworkInterface,
  Reservation,
  RunInstancesRequest,
  TerminateInstancesRequest,
} from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags } from "../../tags.ts";
import { describe } from "./filters.ts";
import { deleteFlowLogsOf } from "./flow-logs.ts";
import { existing, resourcesOf, type StoredInstance } from "./network-store.ts";
import { specifiedTags, tagNew, tagsInside } from "./resource-tags.ts";
import { arnOf, newId, resourceTypes } from "./resource-types.ts";

const shownTerminated = 3_600_000;
const maxAtOnce = 100;

/** Launches instances, each with an interface in the subnet. */
export function runInstances(context: CallContext, input: RunInstancesRequest): Reservation {
  const count = input.MaxCount ?? 0;
  if (count < 1 || count > maxAtOnce || (input.MinCount ?? 0) < 1 || (input.MinCount ?? 0) > count)
    throw new AwsError(
      "InvalidParameterValue",
      "MinCount and MaxCount must be between 1 and 100, in this order",
    );
  if (input.SubnetId === undefined)
    throw new AwsError("VPCIdNotSpecified", "No default VPC for this user. SubnetId must be specified.");
  const subnet = existing(context, "subnet", input.SubnetId);
  const eni = resourceTypes["network-interface"];
  const tags = specifiedTags(resourceTypes.instance, input.TagSpecifications, [eni.name, "volume"]);
  const interfaceTags = specifiedTags(eni, input.TagSpecifications, ["instance", "volume"]);
  const reservation = `r-${context.id(17)}`;
  const instances = Array.from({ length: count }, () => {
    const InstanceId = newId(context, resourceTypes.instance);
    const networkInterface = interfaceFor(context, subnet, InstanceId);
    const id = networkInterface.NetworkInterfaceId ?? "";
    resourcesOf(context, "network-interface").put(id, networkInterface);
    tagNew(context, id, interfaceTags);
    const instance: Instance = {
      InstanceId,
      ImageId: input.ImageId ?? "ami-0abcdef1234567890",
      InstanceType: input.InstanceType ?? "m1.small",
      LaunchTime: context.clock.now(),
      State: { Code: 16, Name: "running" },
      SubnetId: subnet.SubnetId,
      VpcId: subnet.VpcId,
      PrivateIpAddress: networkInterface.PrivateIpAddress,
      Placement: { AvailabilityZone: subnet.AvailabilityZone, Tenancy: "default" },
      Monitoring: { State: input.Monitoring?.Enabled ? "enabled" : "disabled" },
      Architecture: "x86_64",
      NetworkInterfaces: [{ NetworkInterfaceId: id, SubnetId: subnet.SubnetId, VpcId: subnet.VpcId }],
    };
    resourcesOf(context, "instance").put(InstanceId, { reservation, instance });
    tagNew(context, InstanceId, tags);
    return { ...instance, Tags: tagsInside(context, InstanceId) };
  });
  return { ReservationId: reservation, OwnerId: context.account, Instances: instances };
}

function interfaceFor(
  context: CallContext,
  {
    SubnetId,
    VpcId,
    CidrBlock = "",
    AvailabilityZone,
  }: { [Key in keyof NetworkInterface]: NetworkInterface[Key] } & {
    CidrBlock?: string | undefined;
  },
  instanceId: string,
): NetworkInterface {
  const network = CidrBlock.split(".").slice(0, 3).join(".");
  return {
    NetworkInterfaceId: newId(context, resourceTypes["network-interface"]),
    SubnetId,
    VpcId,
    AvailabilityZone,
    OwnerId: context.account,
    Status: "in-use",
    InterfaceType: "interface",
    PrivateIpAddress: `${network}.${4 + (Number.parseInt(context.id(4), 16) % 250)}`,
    Attachment: { InstanceId: instanceId, DeviceIndex: 0, Status: "attached", DeleteOnTermination: true },
  };
}

/** Ends instances, all of them or none; their interfaces and flow logs go with them. */
export function terminateInstances(context: CallContext, input: TerminateInstancesRequest) {
  const rows = (input.InstanceIds ?? []).map((id) => ({ id, row: existing(context, "instance", id) }));
  const interfaces = resourcesOf(context, "network-interface");
  for (const { id, row } of rows) {
    resourcesOf(context, "instance").put(id, {
      ...row,
      instance: { ...row.instance, State: { Code: 48, Name: "terminated" }, NetworkInterfaces: [] },
      terminated: row.terminated ?? context.clock.now(),
    });
    for (const { NetworkInterfaceId: eni = "" } of row.instance.NetworkInterfaces ?? []) {
      interfaces.delete(eni);
      forgetTags(context, arnOf(context, eni));
      deleteFlowLogsOf(context, eni);
    }
  }
  return {
    TerminatingInstances: rows.map(({ id, row }) => ({
      InstanceId: id,
      PreviousState: row.instance.State,
      CurrentState: { Code: 48, Name: "terminated" },
    })),
  };
}

/** A page of instances, by the reservations they were launched by. */
export function describeInstances(context: CallContext, input: DescribeInstancesRequest) {
  const { rows, token } = describe<StoredInstance>(
    context,
    resourcesOf(context, "instance"),
    resourceTypes.instance,
    {
      "instance-id": ({ instance }) => [instance.InstanceId],
      "instance-state-name": ({ instance }) => [instance.State?.Name],
      "instance-type": ({ instance }) => [instance.InstanceType],
      "image-id": ({ instance }) => [instance.ImageId],
      "subnet-id": ({ instance }) => [instance.SubnetId],
      "vpc-id": ({ instance }) => [instance.VpcId],
      "availability-zone": ({ instance }) => [instance.Placement?.AvailabilityZone],
      "reservation-id": ({ reservation }) => [reservation],
    },
    ({ instance }) => instance.InstanceId,
    {
      filters: input.Filters,
      ids: input.InstanceIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
    ({ terminated }) => !terminated || context.clock.now().getTime() - terminated.getTime() < shownTerminated,
  );
  const reservations = new Map<string, Instance[]>();
  for (const { reservation, instance } of rows) {
    const shown = { ...instance, Tags: tagsInside(context, instance.InstanceId ?? "") };
    reservations.set(reservation, [...(reservations.get(reservation) ?? []), shown]);
  }
  return {
    Reservations: [...reservations].map(([ReservationId, Instances]) => ({
      ReservationId,
      OwnerId: context.account,
      Instances,
    })),
    NextToken: token,
  };
}
