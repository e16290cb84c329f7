import type {
  CreateFlowLogsRequest,
  CreateFlowLogsResult,
  DeleteFlowLogsRequest,
  DescribeFlowLogsRequest,
  DescribeFlowLogsResult,
  FlowLog,
  UnsuccessfulItem,
} from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import { forgetTags } from "../../tags.ts";
import { findBucket } from "../s3/bucket-store.ts";
import { describe } from "./filters.ts";
import { flowLogFrom, watchedType } from "./flow-log-rules.ts";
import { specifiedTags, tagNew, tagsInside } from "./resource-tags.ts";
import { arnOf, newId, resourceTypes } from "./resource-types.ts";

const maxIds = 1000;
const tokenLifetime = 24 * 3_600_000;
const flowLog = resourceTypes["vpc-flow-log"];

/** A request that was answered, for its token's next use. */
interface AnsweredRequest {
  readonly parameters: string;
  readonly ids: readonly string[];
  readonly at: Date;
}

/**
 * Makes a flow log for each resource, or says why not in `Unsuccessful`. The same `ClientToken` with the same
 * parameters answers the same ids for a day, even when those flow logs are gone by then.
 */
export function createFlowLogs(context: CallContext, input: CreateFlowLogsRequest): CreateFlowLogsResult {
  const { ClientToken: token, ...parameters } = input;
  const answered = token === undefined ? undefined : answeredBefore(context, token, parameters);
  if (answered) return { ClientToken: token, FlowLogIds: [...answered], Unsuccessful: [] };

  const common = flowLogFrom(context, input);
  const tags = specifiedTags(flowLog, input.TagSpecifications);
  const ids: string[] = [];
  const unsuccessful: UnsuccessfulItem[] = [];
  for (const resource of new Set(input.ResourceIds)) {
    const log: FlowLog = { ...common, ResourceId: resource };
    const problem = whyNot(context, input, log);
    if (problem) {
      unsuccessful.push({ ResourceId: resource, Error: problem });
      continue;
    }
    const id = newId(context, flowLog);
    configurationsOf(context).put(configuration(log), { id });
    flowLogsOf(context).put(id, {
      ...log,
      FlowLogId: id,
      FlowLogStatus: "ACTIVE",
      DeliverLogsStatus: "SUCCESS",
      CreationTime: context.clock.now(),
    });
    tagNew(context, id, tags);
    ids.push(id);
  }
  if (token !== undefined && ids.length > 0)
    answeredRequests(context).put(token, { parameters: stable(parameters), ids, at: context.clock.now() });
  return { ClientToken: token, FlowLogIds: ids, Unsuccessful: unsuccessful };
}

function whyNot(
  context: CallContext,
  input: CreateFlowLogsRequest,
  log: FlowLog,
): { Code: string; Message: string } | undefined {
  const { world, account, region } = context;
  const type = watchedType(input);
  const id = log.ResourceId ?? "";
  if (!world.table(account, region, `ec2/${type.name}`).get(id)) {
    // CreateFlowLogs writes `Id` where other calls write `ID`.
    const Code = `${type.errorName.replace(/ID$/, "Id")}.NotFound`;
    return { Code, Message: `The ${type.name} ID '${id}' does not exist` };
  }
  if (log.LogDestinationType === "s3") {
    const bucket = log.LogDestination?.split(":::")[1]?.split("/")[0] ?? "";
    if (!findBucket(world, bucket))
      return { Code: "400", Message: `LogDestination: ${bucket} does not exist.` };
  }
  return configurationsOf(context).get(configuration(log))
    ? {
        Code: "FlowLogAlreadyExists",
        Message: "Error. There is an existing Flow Log with the same configuration and log destination.",
      }
    : undefined;
}

/** What no two flow logs may share: the resource, the traffic and where it goes. */
function configuration(log: FlowLog): string {
  const destination =
    log.LogDestinationType === "cloud-watch-logs" ? log.LogGroupName : log.LogDestination?.replace(/\/$/, "");
  return JSON.stringify([log.ResourceId, log.TrafficType, log.LogDestinationType, destination]);
}

function answeredBefore(
  context: CallContext,
  token: string,
  parameters: object,
): readonly string[] | undefined {
  const before = answeredRequests(context).get(token);
  if (!before || context.clock.now().getTime() - before.at.getTime() > tokenLifetime) return undefined;
  if (before.parameters !== stable(parameters))
    throw new AwsError(
      "IdempotentParameterMismatch",
      "The client token has been used before with other parameters",
    );
  return before.ids;
}

/** JSON with the members of every object in order, so that equal parameters give equal text. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === "object" && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
}

/** Deletes flow logs; those that there aren't are in `Unsuccessful`. */
export function deleteFlowLogs(context: CallContext, input: DeleteFlowLogsRequest) {
  const ids = input.FlowLogIds ?? [];
  if (ids.length > maxIds)
    throw new AwsError("InvalidParameterValue", `At most ${maxIds} flow logs can be deleted at a time`);
  const unsuccessful: UnsuccessfulItem[] = [];
  for (const id of new Set(ids)) {
    const log = flowLogsOf(context).get(id);
    if (log) remove(context, id, log);
    else
      unsuccessful.push({
        ResourceId: id,
        Error: {
          Code: `${flowLog.errorName}.NotFound`,
          Message: `These flow log ids in the input list are not found: [${id}]`,
        },
      });
  }
  return { Unsuccessful: unsuccessful };
}

/** Deletes the flow logs of a resource that goes, as EC2 does. */
export function deleteFlowLogsOf(context: CallContext, resourceId: string): void {
  for (const log of flowLogsOf(context).list())
    if (log.ResourceId === resourceId && log.FlowLogId) remove(context, log.FlowLogId, log);
}

function remove(context: CallContext, id: string, log: FlowLog): void {
  configurationsOf(context).delete(configuration(log));
  flowLogsOf(context).delete(id);
  forgetTags(context, arnOf(context, id));
}

/** A page of flow logs, with their tags. */
export function describeFlowLogs(
  context: CallContext,
  input: DescribeFlowLogsRequest,
): DescribeFlowLogsResult {
  const { rows, token } = describe(
    context,
    flowLogsOf(context),
    flowLog,
    {
      "deliver-log-status": (log) => [log.DeliverLogsStatus],
      "log-destination-type": (log) => [log.LogDestinationType],
      "flow-log-id": (log) => [log.FlowLogId],
      "log-group-name": (log) => [log.LogGroupName],
      "resource-id": (log) => [log.ResourceId],
      "traffic-type": (log) => [log.TrafficType],
    },
    (log) => log.FlowLogId,
    {
      filters: input.Filter,
      ids: input.FlowLogIds,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    },
  );
  return {
    FlowLogs: rows.map((log) => ({ ...log, Tags: tagsInside(context, log.FlowLogId ?? "") })),
    NextToken: token,
  };
}

function flowLogsOf({ world, account, region }: CallContext): Table<FlowLog> {
  return world.table<FlowLog>(account, region, `ec2/${flowLog.name}`);
}

/** The flow log that has a configuration, by `configuration`. */
function configurationsOf({ world, account, region }: CallContext): Table<{ readonly id: string }> {
  return world.table<{ readonly id: string }>(account, region, "ec2/flow-log-configurations");
}

function answeredRequests({ world, account, region }: CallContext): Table<AnsweredRequest> {
  return world.table<AnsweredRequest>(account, region, "ec2/client-tokens");
}
