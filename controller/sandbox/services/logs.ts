import * as module from "@aws-sdk/client-cloudwatch-logs";
import type { Service } from "../service.ts";
import { listTagsForResource, tagResource, untagResource } from "./logs/log-group-tags.ts";
import {
  associateKmsKey,
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  disassociateKmsKey,
  putDeletionProtection,
  putRetentionPolicy,
} from "./logs/log-groups.ts";
import { createLogStream, deleteLogStream, describeLogStreams } from "./logs/log-streams.ts";

/** CloudWatch Logs: groups and streams, without events. */
export const logs: Service = {
  module,
  client: "CloudWatchLogsClient",
  signingName: "logs",
  eventSource: "logs.amazonaws.com",
  operations: {
    CreateLogGroup: createLogGroup,
    DescribeLogGroups: describeLogGroups,
    DeleteLogGroup: deleteLogGroup,
    PutRetentionPolicy: putRetentionPolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    AssociateKmsKey: associateKmsKey,
    DisassociateKmsKey: disassociateKmsKey,
    PutLogGroupDeletionProtection: putDeletionProtection,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
    CreateLogStream: createLogStream,
    DescribeLogStreams: describeLogStreams,
    DeleteLogStream: deleteLogStream,
  },
};
