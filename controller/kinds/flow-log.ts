import {
  CreateFlowLogsCommand,
  CreateTagsCommand,
  DeleteFlowLogsCommand,
  DeleteTagsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../aws/aws.ts";
import { batches } from "../aws/batches.ts";
import { classify } from "../aws/errors.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { FlowLogSpec } from "../generated/types.ts";
import type { Kind, Observed, Write } from "../kind.ts";
import { checkFlowLog } from "./flow-log/check.ts";
import { flowLogGrants } from "./flow-log/grants.ts";
import {
  flowLogPages,
  flowLogsById,
  flowLogsOfResources,
  isFlowLogStatus,
  observedFlowLog,
} from "./flow-log/read.ts";
import { desiredFlowLog, type FlowLogShape, flowLogId, localLogGroup, resourceOf } from "./flow-log/shape.ts";
import { errorOf } from "./flow-log/unsuccessful.ts";

/**
 * CloudWatch telemetry rules make flow logs of their own and make them again when they are gone: never ours to
 * delete, and a conflict where git wants the same one.
 * The tag is the one that AWSObservabilityAdminTelemetryEnablementServiceRolePolicy lets them be made with.
 */
const telemetryRuleTag = "CloudWatchTelemetryRuleManaged";

const deletesPerCall = 1000;

/** Flow logs of VPCs, subnets, interfaces, transit gateways and Cloud WAN; a change replaces them. */
export const flowLog: Kind<FlowLogSpec, FlowLogShape> = {
  name: "FlowLog",
  after: ["DeliveryRole", "LogBucket", "LogGroup"],
  // It goes on delivering what it has buffered, and makes a log group anew for that (terraform-provider-aws#34996).
  lingersMs: 60_000,
  fields: {
    resourceType: { immutable: true },
    resourceIds: { immutable: true },
    trafficType: { immutable: true },
    logDestinationType: { immutable: true },
    logDestination: { immutable: true },
    deliverLogsPermissionArn: { immutable: true },
    deliverCrossAccountRole: { immutable: true },
    logFormat: { immutable: true },
    maxAggregationInterval: { immutable: true },
    destinationOptions: { immutable: true },
    tagFieldSpecifications: { as: { keyedBy: "resourceType" }, immutable: true },
  },
  iam: {
    read: ["ec2:DescribeFlowLogs"],
    write: [
      "ec2:CreateFlowLogs",
      "ec2:CreateTags",
      "ec2:DeleteFlowLogs",
      "ec2:DeleteTags",
      "iam:PassRole",
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
    ],
  },

  split: (spec) => spec.resourceIds.map((id) => ({ each: id, spec: { ...spec, resourceIds: [id] } })),
  history: { calls: [], naming: ["flowLogId", "flowLogIds", "flowLogIdSet"] },

  id: (spec, { scope }) => flowLogId(desiredFlowLog(spec, scope)),
  check: checkFlowLog,
  desired: (spec, { scope }) => desiredFlowLog(spec, scope),
  grants: flowLogGrants,

  observe: (aws, wanted) =>
    list(aws, "FlowLog", "ec2:DescribeFlowLogs", async (found) => {
      for await (const page of flowLogPages(aws, { MaxResults: 1000 })) {
        for (const one of page) {
          const item = observedFlowLog(aws, one, (id) => wanted.get(id)?.shape);
          if (!item) continue;
          const isOurs = item.tags[ownerTag] === aws.owner && item.tags[telemetryRuleTag] !== "true";
          if (isOurs || wanted.has(item.id)) found.add(item);
          else found.foreign(1);
        }
      }
    }),

  read: (aws, targets) =>
    list(aws, "FlowLog", "ec2:DescribeFlowLogs", async (found) => {
      const wanted = new Map(targets.map((target) => [target.id, target.wanted]));
      const known = new Set(targets.flatMap(({ observed }) => observed?.awsId ?? []));
      const unknown = new Set(targets.flatMap(({ id, observed }) => (observed?.awsId ? [] : [id])));
      const resources = [...new Set([...unknown].map(resourceOf))];
      const answers = [
        ...(known.size > 0 ? await flowLogsById(aws, [...known]) : []),
        ...(resources.length > 0 ? await flowLogsOfResources(aws, resources) : []),
      ];
      const seen = new Set<string>();
      for (const one of answers) {
        const item = observedFlowLog(aws, one, (id) => wanted.get(id));
        if (!item?.awsId || seen.has(item.awsId)) continue;
        if (!known.has(item.awsId) && !unknown.has(item.id)) continue;
        seen.add(item.awsId);
        found.add(item);
      }
    }),

  put: createFlowLog,

  async tag(aws, target, set, remove) {
    const client = aws.client(EC2Client);
    const Resources = [awsIdOf(target)];
    if (Object.keys(set).length > 0) {
      await client.send(new CreateTagsCommand({ Resources, Tags: toTagList(set) }));
    }
    if (remove.length > 0) {
      await client.send(
        new DeleteTagsCommand({ Resources, Tags: [...remove].sort().map((Key) => ({ Key })) }),
      );
    }
  },

  async remove(aws, doomed) {
    const failed = new Map<string, unknown>();
    await aws.each(batches(doomed, deletesPerCall), (batch) => deleteFlowLogs(aws, batch, failed));
    return failed;
  },

  health({ status }) {
    if (!isFlowLogStatus(status) || status.deliverLogsStatus !== "FAILED") return [];
    const { deliverLogsErrorMessage: cause } = status;
    return [
      {
        reason: "DeliveryFailed",
        severity: "error",
        message: `records can't be delivered${cause && ` (AWS says: ${cause})`}; check the destination and what may write to it`,
      },
    ];
  },
};

async function createFlowLog(
  aws: Aws,
  { id, before, target, tags, token }: Write<FlowLogShape>,
): Promise<void> {
  if (before !== undefined) throw new Error(`${id}: a flow log can't be changed, only replaced`);
  const { resourceType, trafficType, logFormat, destinationOptions, tagFieldSpecifications } = target;
  const { deliverLogsPermissionArn, deliverCrossAccountRole, logDestination } = target;
  const logGroup = localLogGroup(target, aws.scope);
  const { Unsuccessful = [] } = await aws.client(EC2Client).send(
    new CreateFlowLogsCommand({
      ClientToken: token.slice(0, 64),
      ResourceType: resourceType,
      ResourceIds: [...target.resourceIds],
      ...(trafficType && { TrafficType: trafficType }),
      LogDestinationType: target.logDestinationType,
      // By name AWS makes the group if need be; an ARN is for groups elsewhere.
      ...(logGroup === undefined ? { LogDestination: logDestination } : { LogGroupName: logGroup }),
      ...(deliverLogsPermissionArn && { DeliverLogsPermissionArn: deliverLogsPermissionArn }),
      ...(deliverCrossAccountRole && { DeliverCrossAccountRole: deliverCrossAccountRole }),
      ...(logFormat && { LogFormat: logFormat }),
      MaxAggregationInterval: target.maxAggregationInterval,
      ...(destinationOptions && {
        DestinationOptions: {
          FileFormat: destinationOptions.fileFormat,
          HiveCompatiblePartitions: destinationOptions.hiveCompatiblePartitions,
          PerHourPartition: destinationOptions.perHourPartition,
        },
      }),
      ...(tagFieldSpecifications && {
        TagFieldSpecifications: tagFieldSpecifications.map((one) => ({
          ResourceType: one.resourceType,
          TagKeys: [...one.tagKeys],
        })),
      }),
      TagSpecifications: [{ ResourceType: "vpc-flow-log", Tags: toTagList(tags) }],
    }),
  );
  const [refused] = Unsuccessful;
  if (refused) throw errorOf(refused);
}

async function deleteFlowLogs(
  aws: Aws,
  batch: readonly Observed<FlowLogShape>[],
  failed: Map<string, unknown>,
): Promise<void> {
  const byAwsId = new Map(batch.map((item) => [awsIdOf(item), item]));
  try {
    const { Unsuccessful = [] } = await aws
      .client(EC2Client)
      .send(new DeleteFlowLogsCommand({ FlowLogIds: [...byAwsId.keys()] }));
    for (const refused of Unsuccessful) {
      const item = byAwsId.get(refused.ResourceId ?? "");
      const error = errorOf(refused);
      if (classify(error) === "not-found") continue;
      // A refusal that names nothing may mean any of them.
      for (const { id } of item ? [item] : batch) failed.set(id, error);
    }
  } catch (error) {
    if (classify(error) !== "not-found") {
      for (const { id } of batch) failed.set(id, error);
    } else if (batch.length > 1) {
      await aws.each(batch, (item) => deleteFlowLogs(aws, [item], failed));
    }
  }
}

function awsIdOf({ awsId, arn }: Observed<FlowLogShape>): string {
  return awsId ?? arn.slice(arn.lastIndexOf("/") + 1);
}
