import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
} from "@aws-sdk/client-cloudwatch-logs";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import {
  existingLogGroup,
  findLogGroup,
  invalid,
  invalidName,
  logGroupsOf,
  logStreamsOf,
  noSuchGroup,
  streamKey,
} from "./log-group-store.ts";

const pageSize = 50;

export function createLogStream(context: CallContext, input: CreateLogStreamRequest): void {
  const { logGroupName: groupName = "", logStreamName: name = "" } = input;
  const group = existingLogGroup(context, groupName);
  if (!/^[^:*]{1,512}$/.test(name)) throw invalidName("logStreamName", name);
  const key = streamKey(groupName, name);
  if (logStreamsOf(context).get(key)) {
    throw new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");
  }
  const arn = `${group.arn}:log-stream:${name}`;
  logStreamsOf(context).put(key, { group: groupName, name, arn, created: context.clock.now().getTime() });
}

export function describeLogStreams(
  context: CallContext,
  input: DescribeLogStreamsRequest,
): DescribeLogStreamsResponse {
  const identifier = input.logGroupIdentifier ?? "";
  const groupName = input.logGroupName ?? findLogGroup(context.world, identifier)?.name ?? identifier;
  if (!logGroupsOf(context).seen(groupName)) throw noSuchGroup();
  const { limit = pageSize } = input;
  if (limit < 1 || limit > pageSize) throw invalid(`Value '${limit}' at 'limit' must be between 1 and 50`);
  const { rows, token } = page(logStreamsOf(context), {
    token: input.nextToken,
    limit,
    prefix: streamKey(groupName, input.logStreamNamePrefix ?? ""),
    badToken: "InvalidParameterException",
  });
  return {
    logStreams: rows.map(({ name, arn, created }) => ({
      logStreamName: name,
      creationTime: created,
      arn,
      storedBytes: 0,
    })),
    ...(token === undefined ? {} : { nextToken: token }),
  };
}

export function deleteLogStream(context: CallContext, input: DeleteLogStreamRequest): void {
  const { logGroupName: groupName = "", logStreamName: name = "" } = input;
  existingLogGroup(context, groupName);
  const key = streamKey(groupName, name);
  if (!logStreamsOf(context).get(key)) {
    throw new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  logStreamsOf(context).delete(key);
}
