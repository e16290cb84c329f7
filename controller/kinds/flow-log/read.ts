import {
  DescribeFlowLogsCommand,
  type DescribeFlowLogsRequest,
  EC2Client,
  type FlowLog,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../../aws/aws.ts";
import { batches } from "../../aws/batches.ts";
import { errorCode } from "../../aws/errors.ts";
import { fromTagList } from "../../aws/tags.ts";
import type { Observed } from "../../kind.ts";
import { type FlowLogShape, flowLogFromAws, flowLogId } from "./shape.ts";

/** How the records arrive, as AWS describes it. */
export interface FlowLogStatus {
  readonly deliverLogsStatus: string;
  readonly deliverLogsErrorMessage: string;
}

export function isFlowLogStatus(status: unknown): status is FlowLogStatus {
  return typeof status === "object" && status !== null && "deliverLogsStatus" in status;
}

/** Every page of DescribeFlowLogs, 1000 a page. */
export async function* flowLogPages(
  aws: Aws,
  request: DescribeFlowLogsRequest = {},
): AsyncGenerator<FlowLog[]> {
  const client = aws.client(EC2Client);
  let token: string | undefined;
  do {
    const page = await client.send(
      new DescribeFlowLogsCommand({ ...request, ...(token && { NextToken: token }) }),
    );
    yield page.FlowLogs ?? [];
    token = page.NextToken;
  } while (token);
}

/**
 * Maps one flow log; absent when AWS's answer lacks its id or resource.
 * @param wantedOf the shape git wants for an id, if it does
 */
export function observedFlowLog(
  aws: Aws,
  flowLog: FlowLog,
  wantedOf: (id: string) => FlowLogShape | undefined,
): Observed<FlowLogShape> | undefined {
  const { FlowLogId, ResourceId, Tags } = flowLog;
  if (!FlowLogId || !ResourceId) return undefined;
  const { partition, region, account } = aws.scope;
  const id = flowLogId(flowLogFromAws(flowLog, aws.scope));
  const shape = flowLogFromAws(flowLog, aws.scope, wantedOf(id));
  const status: FlowLogStatus = {
    deliverLogsStatus: flowLog.DeliverLogsStatus ?? "",
    deliverLogsErrorMessage: flowLog.DeliverLogsErrorMessage ?? "",
  };
  return {
    id,
    arn: `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/${FlowLogId}`,
    awsId: FlowLogId,
    shape,
    tags: fromTagList(Tags),
    status,
  };
}

/** EC2 takes 200 values a filter and 1000 ids a call. */
const valuesPerFilter = 200;
const idsPerCall = 1000;

/** The flow logs of these resources. */
export async function flowLogsOfResources(aws: Aws, resourceIds: readonly string[]): Promise<FlowLog[]> {
  const pages = await aws.each(batches(resourceIds, valuesPerFilter), (values) =>
    collect(aws, { Filter: [{ Name: "resource-id", Values: values }] }),
  );
  return pages.flat();
}

/** The flow logs with these ids; those that are gone are left out. */
export async function flowLogsById(aws: Aws, ids: readonly string[]): Promise<FlowLog[]> {
  const pages = await aws.each(batches(ids, idsPerCall), async (batch) => {
    try {
      return await collect(aws, { FlowLogIds: batch });
    } catch (error) {
      // One id that is gone fails the call; a filter just doesn't find it.
      if (!errorCode(error).startsWith("InvalidFlowLogId")) throw error;
      const filtered = await aws.each(batches(batch, valuesPerFilter), (values) =>
        collect(aws, { Filter: [{ Name: "flow-log-id", Values: values }] }),
      );
      return filtered.flat();
    }
  });
  return pages.flat();
}

async function collect(aws: Aws, request: DescribeFlowLogsRequest): Promise<FlowLog[]> {
  const found: FlowLog[] = [];
  for await (const page of flowLogPages(aws, request)) found.push(...page);
  return found;
}
