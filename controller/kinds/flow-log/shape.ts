import type {
  DestinationFileFormat,
  FlowLog,
  FlowLogsResourceType,
  LogDestinationType,
  TaggableResourceType,
  TrafficType,
} from "@aws-sdk/client-ec2";
import { resolved } from "../../document.ts";
import type { FlowLogSpec } from "../../generated/types.ts";
import type { Scope } from "../../kind.ts";
import { isDefaultFormat } from "./default-format.ts";
import { isNetwork, typesOf } from "./resource-type.ts";

/** A flow log's canonical form: one resource, and its destination always as an ARN. */
export interface FlowLogShape {
  /** Absent when AWS's answer doesn't tell and git doesn't want it. */
  readonly resourceType?: FlowLogsResourceType;
  /** One id. */
  readonly resourceIds: readonly string[];
  readonly trafficType?: TrafficType;
  readonly logDestinationType: LogDestinationType;
  /** An ARN, without the closing `:*` of a log group or `/` of a folder. */
  readonly logDestination: string;
  readonly deliverLogsPermissionArn?: string;
  readonly deliverCrossAccountRole?: string;
  /** Absent for AWS's default. */
  readonly logFormat?: string;
  /** Seconds. */
  readonly maxAggregationInterval: number;
  /** Only for buckets. */
  readonly destinationOptions?: {
    readonly fileFormat: DestinationFileFormat;
    readonly hiveCompatiblePartitions: boolean;
    readonly perHourPartition: boolean;
  };
  readonly tagFieldSpecifications?: readonly {
    readonly resourceType: TaggableResourceType;
    readonly tagKeys: readonly string[];
  }[];
}

/** The shape a resolved spec of one resource asks for. */
export function desiredFlowLog(spec: FlowLogSpec, scope: Scope): FlowLogShape {
  return flowLogShape(
    {
      resourceType: spec.resourceType,
      resourceId: spec.resourceIds[0],
      trafficType: spec.trafficType,
      logDestinationType: spec.logDestinationType,
      logDestination: resolved(spec.logDestination),
      logGroupName: resolved(spec.logGroupName),
      deliverLogsPermissionArn: resolved(spec.deliverLogsPermissionArn),
      deliverCrossAccountRole: spec.deliverCrossAccountRole,
      logFormat: spec.logFormat,
      maxAggregationInterval: spec.maxAggregationInterval,
      destinationOptions: spec.destinationOptions,
      tagFieldSpecifications: spec.tagFieldSpecifications,
    },
    scope,
  );
}

/**
 * The shape of a flow log as AWS describes it.
 * @param wanted the shape git wants of it, for what AWS's answer leaves open: the type of some resources, and
 *   whether a format is the default of a resource type whose default isn't published
 */
export function flowLogFromAws(flowLog: FlowLog, scope: Scope, wanted?: FlowLogShape): FlowLogShape {
  const types = typesOf(flowLog.ResourceId ?? "");
  const hint = wanted?.resourceType;
  const resourceType = types.length === 0 || (hint && types.includes(hint)) ? hint : types[0];
  const isAnyDefault =
    wanted !== undefined &&
    wanted.logFormat === undefined &&
    isDefaultFormat(flowLog.LogFormat ?? "", resourceType) === undefined;
  const { FileFormat, HiveCompatiblePartitions, PerHourPartition } = flowLog.DestinationOptions ?? {};
  return flowLogShape(
    {
      resourceType,
      resourceId: flowLog.ResourceId,
      trafficType: flowLog.TrafficType,
      logDestinationType: flowLog.LogDestinationType,
      logDestination: flowLog.LogDestination,
      logGroupName: flowLog.LogGroupName,
      deliverLogsPermissionArn: flowLog.DeliverLogsPermissionArn,
      deliverCrossAccountRole: flowLog.DeliverCrossAccountRole,
      logFormat: isAnyDefault ? undefined : flowLog.LogFormat,
      maxAggregationInterval: flowLog.MaxAggregationInterval,
      destinationOptions: {
        fileFormat: FileFormat,
        hiveCompatiblePartitions: HiveCompatiblePartitions,
        perHourPartition: PerHourPartition,
      },
      tagFieldSpecifications: (flowLog.TagFieldSpecifications ?? []).flatMap(({ ResourceType, TagKeys }) =>
        ResourceType ? [{ resourceType: ResourceType, tagKeys: TagKeys ?? [] }] : [],
      ),
    },
    scope,
  );
}

/** What AWS tells flow logs apart by, e.g. `vpc-0a1 → arn:aws:s3:::acme-flow-logs (ALL)`. */
export function flowLogId(shape: FlowLogShape): string {
  const { resourceIds, logDestination, trafficType } = shape;
  return `${resourceIds[0] ?? ""} → ${logDestination}${trafficType ? ` (${trafficType})` : ""}`;
}

/** The resource that an id of `flowLogId` begins with. */
export function resourceOf(id: string): string {
  return id.split(" ", 1)[0] ?? "";
}

interface Settings {
  readonly resourceType: FlowLogsResourceType | undefined;
  readonly resourceId: string | undefined;
  readonly trafficType: TrafficType | undefined;
  readonly logDestinationType: LogDestinationType | undefined;
  readonly logDestination: string | undefined;
  readonly logGroupName: string | undefined;
  readonly deliverLogsPermissionArn: string | undefined;
  readonly deliverCrossAccountRole: string | undefined;
  readonly logFormat: string | undefined;
  readonly maxAggregationInterval: number | undefined;
  readonly destinationOptions:
    | {
        readonly fileFormat?: DestinationFileFormat | undefined;
        readonly hiveCompatiblePartitions?: boolean | undefined;
        readonly perHourPartition?: boolean | undefined;
      }
    | undefined;
  readonly tagFieldSpecifications: FlowLogShape["tagFieldSpecifications"] | undefined;
}

/** The one place where defaults are filled in and folded, whichever side they come from. */
function flowLogShape(settings: Settings, scope: Scope): FlowLogShape {
  const { resourceType, trafficType, deliverLogsPermissionArn, deliverCrossAccountRole } = settings;
  const { destinationOptions: options, tagFieldSpecifications = [] } = settings;
  const logDestinationType = settings.logDestinationType ?? "cloud-watch-logs";
  const logFormat = settings.logFormat?.trim().split(/\s+/).join(" ");
  return {
    ...(resourceType && { resourceType }),
    resourceIds: [settings.resourceId ?? ""],
    ...(trafficType && !isNetwork(resourceType) && { trafficType }),
    logDestinationType,
    logDestination: destinationArn(settings, scope),
    ...(deliverLogsPermissionArn && { deliverLogsPermissionArn }),
    ...(deliverCrossAccountRole && { deliverCrossAccountRole }),
    ...(logFormat && isDefaultFormat(logFormat, resourceType) !== true && { logFormat }),
    maxAggregationInterval: settings.maxAggregationInterval ?? (isNetwork(resourceType) ? 60 : 600),
    ...(logDestinationType === "s3" && {
      destinationOptions: {
        fileFormat: options?.fileFormat ?? "plain-text",
        hiveCompatiblePartitions: options?.hiveCompatiblePartitions ?? false,
        perHourPartition: options?.perHourPartition ?? false,
      },
    }),
    ...(tagFieldSpecifications.length > 0 && {
      tagFieldSpecifications: tagFieldSpecifications
        .map(({ resourceType: tagged, tagKeys }) => ({ resourceType: tagged, tagKeys: [...tagKeys] }))
        .sort((a, b) => (a.resourceType < b.resourceType ? -1 : 1)),
    }),
  };
}

/** A flow log made by group name may read back without an ARN, so both become the group's ARN. */
function destinationArn(
  { logDestination, logGroupName }: Pick<Settings, "logDestination" | "logGroupName">,
  { partition, region, account }: Scope,
): string {
  if (logDestination) return logDestination.replace(/:\*$/, "").replace(/\/+$/, "");
  return logGroupName ? `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}` : "";
}

/** The log group's name where it lies in this account and region. */
export function localLogGroup(
  { logDestination, logDestinationType }: FlowLogShape,
  { partition, region, account }: Scope,
): string | undefined {
  const prefix = `arn:${partition}:logs:${region}:${account}:log-group:`;
  return logDestinationType === "cloud-watch-logs" && logDestination.startsWith(prefix)
    ? logDestination.slice(prefix.length)
    : undefined;
}
