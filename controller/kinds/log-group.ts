import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../aws/aws.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { tagLogs } from "../aws/logs-tags.ts";
import { ownerTag } from "../aws/tags.ts";
import type { LogGroupSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Observed, type Wanted } from "../kind.ts";
import { checkLogGroup } from "./log-group/check.ts";
import { logGroupGrants } from "./log-group/grants.ts";
import { logGroupLosses } from "./log-group/losses.ts";
import { addLogGroups, describeAllLogGroups, describeLogGroups, type Subject } from "./log-group/read.ts";
import { desiredLogGroup, type LogGroupShape, logGroupArn } from "./log-group/shape.ts";
import { logGroupConditions } from "./log-group/status.ts";
import { putLogGroup } from "./log-group/write.ts";

/** A CloudWatch Logs group with its filters inside: they can't carry tags, so the group's own them. */
export const logGroup: Kind<LogGroupSpec, LogGroupShape> = {
  name: "LogGroup",
  after: ["DeliveryRole"],
  fields: {
    logGroupClass: { immutable: true },
    metricFilters: { as: { keyedBy: "filterName" } },
    subscriptionFilters: { as: { keyedBy: "filterName" } },
  },
  retain: true,
  iam: {
    read: [
      "logs:DescribeIndexPolicies",
      "logs:DescribeLogGroups",
      "logs:DescribeMetricFilters",
      "logs:DescribeSubscriptionFilters",
      "logs:GetDataProtectionPolicy",
      "logs:ListTagsForResource",
      "tag:GetResources",
    ],
    write: [
      "iam:PassRole",
      "logs:AssociateKmsKey",
      "logs:CreateLogGroup",
      "logs:DeleteDataProtectionPolicy",
      "logs:DeleteIndexPolicy",
      "logs:DeleteLogGroup",
      "logs:DeleteMetricFilter",
      "logs:DeleteRetentionPolicy",
      "logs:DeleteSubscriptionFilter",
      "logs:DisassociateKmsKey",
      "logs:PutBearerTokenAuthentication",
      "logs:PutDataProtectionPolicy",
      "logs:PutIndexPolicy",
      "logs:PutLogGroupDeletionProtection",
      "logs:PutMetricFilter",
      "logs:PutRetentionPolicy",
      "logs:PutSubscriptionFilter",
      "logs:TagResource",
      "logs:UntagResource",
    ],
  },

  history: {
    calls: [],
    naming: ["logGroupName", "logGroupIdentifier"],
    only: {
      AssociateKmsKey: ["kmsKeyId"],
      DeleteDataProtectionPolicy: ["dataProtectionPolicy"],
      DeleteIndexPolicy: ["indexPolicy"],
      DeleteMetricFilter: ["metricFilters"],
      DeleteRetentionPolicy: ["retentionInDays"],
      DeleteSubscriptionFilter: ["subscriptionFilters"],
      DisassociateKmsKey: ["kmsKeyId"],
      PutBearerTokenAuthentication: ["bearerTokenAuthenticationEnabled"],
      PutDataProtectionPolicy: ["dataProtectionPolicy"],
      PutIndexPolicy: ["indexPolicy"],
      PutLogGroupDeletionProtection: ["deletionProtectionEnabled"],
      PutMetricFilter: ["metricFilters"],
      PutRetentionPolicy: ["retentionInDays"],
      PutSubscriptionFilter: ["subscriptionFilters"],
    },
  },

  id: (spec, setting) => spec.logGroupName ?? defaultName(setting),
  arn: logGroupArn,
  check: checkLogGroup,
  desired: desiredLogGroup,
  grants: logGroupGrants,

  observe: (aws, wanted) =>
    list(aws, "LogGroup", "logs:DescribeLogGroups or DescribeMetricFilters", async (found) => {
      const { byArn } = await aws.tagIndex();
      const groups = await describeAllLogGroups(aws);
      const subjects = groups.flatMap((group): Subject[] => {
        const { logGroupName: id = "" } = group;
        const tags = byArn.get(logGroupArn(id, aws.scope)) ?? {};
        const want = wanted.get(id);
        if (!want && tags[ownerTag] !== aws.owner) return [];
        return [{ id, group, tags, wanted: want && watchedShape(want), earlier: undefined }];
      });
      found.foreign(groups.length - subjects.length);
      const filters = groups.reduce((sum, { metricFilterCount = 0 }) => sum + metricFilterCount, 0);
      await addLogGroups(aws, found, subjects, filters);
    }),

  read: (aws, targets, options) =>
    list(aws, "LogGroup", "logs:DescribeLogGroups", async (found) => {
      const byId = new Map(targets.map((target) => [target.id, target]));
      const groups = await describeLogGroups(aws, [...byId.keys()]);
      const subjects = groups.map((group): Subject => {
        const { logGroupName: id = "" } = group;
        const { wanted, observed } = byId.get(id) ?? {};
        const tags = options.tags ? undefined : (observed?.tags ?? {});
        return { id, group, tags, wanted, earlier: observed?.shape };
      });
      // How many metric filters the others have isn't known: those of each of these, then.
      await addLogGroups(aws, found, subjects, Number.POSITIVE_INFINITY);
    }),

  put: putLogGroup,

  tag: (aws, { arn }, set, remove) => tagLogs(aws, arn, set, remove),

  remove: (aws, doomed) => deleteEach(aws, doomed, (group) => deleteLogGroup(aws, group)),

  loses: logGroupLosses,
  health: logGroupConditions,
};

/** Without the subscription filters where they are others' anyway: they would take a call for every group. */
function watchedShape({ shape, manners }: Wanted<LogGroupShape>): LogGroupShape {
  if (!manners.ignore.includes("/spec/subscriptionFilters")) return shape;
  const { subscriptionFilters: _, ...watched } = shape;
  return watched;
}

/** Somebody asked for the protection, so that only somebody takes it away. */
async function deleteLogGroup(aws: Aws, { id, shape }: Observed<LogGroupShape>): Promise<void> {
  if (shape?.deletionProtectionEnabled)
    throw new Error(
      `${id} is protected from deletion: set deletionProtectionEnabled: false in its document and apply, or run aws logs put-log-group-deletion-protection --log-group-identifier ${id} --no-deletion-protection-enabled; then it can be deleted`,
    );
  await aws.client(CloudWatchLogsClient).send(new DeleteLogGroupCommand({ logGroupName: id }));
}
