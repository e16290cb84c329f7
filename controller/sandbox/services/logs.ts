import * as module from "@aws-sdk/client-cloudwatch-logs";
import type { Service } from "../service.ts";
import {
  deleteDataProtectionPolicy,
  deleteIndexPolicy,
  describeIndexPolicies,
  getDataProtectionPolicy,
  putDataProtectionPolicy,
  putIndexPolicy,
} from "./logs/log-group-policies.ts";
import { listTagsForResource, tagResource, untagResource } from "./logs/log-group-tags.ts";
import {
  associateKmsKey,
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  disassociateKmsKey,
  putBearerTokenAuthentication,
  putDeletionProtection,
  putRetentionPolicy,
} from "./logs/log-groups.ts";
import { createLogStream, deleteLogStream, describeLogStreams } from "./logs/log-streams.ts";
import { deleteMetricFilter, describeMetricFilters, putMetricFilter } from "./logs/metric-filters.ts";
import {
  deleteQueryDefinition,
  describeQueryDefinitions,
  putQueryDefinition,
} from "./logs/query-definitions.ts";
import {
  createScheduledQuery,
  deleteScheduledQuery,
  getScheduledQuery,
  getScheduledQueryHistory,
  listScheduledQueries,
  updateScheduledQuery,
} from "./logs/scheduled-queries.ts";
import {
  deleteSubscriptionFilter,
  describeSubscriptionFilters,
  putSubscriptionFilter,
} from "./logs/subscription-filters.ts";

/** CloudWatch Logs: groups with their filters and policies, and streams, without events. */
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
    PutBearerTokenAuthentication: putBearerTokenAuthentication,
    PutDataProtectionPolicy: putDataProtectionPolicy,
    GetDataProtectionPolicy: getDataProtectionPolicy,
    DeleteDataProtectionPolicy: deleteDataProtectionPolicy,
    PutIndexPolicy: putIndexPolicy,
    DescribeIndexPolicies: describeIndexPolicies,
    DeleteIndexPolicy: deleteIndexPolicy,
    PutMetricFilter: putMetricFilter,
    DescribeMetricFilters: describeMetricFilters,
    DeleteMetricFilter: deleteMetricFilter,
    PutSubscriptionFilter: putSubscriptionFilter,
    DescribeSubscriptionFilters: describeSubscriptionFilters,
    DeleteSubscriptionFilter: deleteSubscriptionFilter,
    CreateScheduledQuery: createScheduledQuery,
    GetScheduledQuery: getScheduledQuery,
    GetScheduledQueryHistory: getScheduledQueryHistory,
    ListScheduledQueries: listScheduledQueries,
    UpdateScheduledQuery: updateScheduledQuery,
    DeleteScheduledQuery: deleteScheduledQuery,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
    PutQueryDefinition: putQueryDefinition,
    DescribeQueryDefinitions: describeQueryDefinitions,
    DeleteQueryDefinition: deleteQueryDefinition,
    CreateLogStream: createLogStream,
    DescribeLogStreams: describeLogStreams,
    DeleteLogStream: deleteLogStream,
  },
};
