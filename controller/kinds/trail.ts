import {
  AddTagsCommand,
  CloudTrailClient,
  DeleteTrailCommand,
  RemoveTagsCommand,
} from "@aws-sdk/client-cloudtrail";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import { listTrailTags } from "../aws/trail-tags.ts";
import type { TrailSpec } from "../generated/types.ts";
import { type Condition, defaultName, type Kind } from "../kind.ts";
import { checkTrail } from "./trail/check.ts";
import { trailGrants } from "./trail/grants.ts";
import { trailLosses } from "./trail/losses.ts";
import { addShadows, addTrail, describeTrails, isTrailStatus } from "./trail/read.ts";
import { desiredTrail, type TrailShape } from "./trail/shape.ts";
import { createTrail, updateTrail } from "./trail/write.ts";

/** CloudTrail trails with their selectors, insights and whether they are logging. */
export const trail: Kind<TrailSpec, TrailShape> = {
  name: "Trail",
  after: ["DeliveryRole", "LogBucket", "LogGroup", "Topic"],
  fields: {
    eventSelectors: { as: "set" },
    advancedEventSelectors: { as: "set" },
    insightSelectors: { as: { keyedBy: "insightType" } },
    aggregationConfigurations: { as: { keyedBy: "eventCategory" } },
  },
  retain: true,
  iam: {
    read: [
      "cloudtrail:DescribeTrails",
      "cloudtrail:GetEventConfiguration",
      "cloudtrail:GetEventSelectors",
      "cloudtrail:GetInsightSelectors",
      "cloudtrail:GetTrailStatus",
      "cloudtrail:ListTags",
    ],
    write: [
      "cloudtrail:AddTags",
      "cloudtrail:CreateTrail",
      "cloudtrail:DeleteTrail",
      "cloudtrail:PutEventConfiguration",
      "cloudtrail:PutEventSelectors",
      "cloudtrail:PutInsightSelectors",
      "cloudtrail:RemoveTags",
      "cloudtrail:StartLogging",
      "cloudtrail:StopLogging",
      "cloudtrail:UpdateTrail",
      "iam:PassRole",
    ],
  },

  history: {
    calls: [],
    naming: ["name", "trailName"],
    only: {
      PutEventConfiguration: ["aggregationConfigurations"],
      PutEventSelectors: ["advancedEventSelectors", "eventSelectors"],
      PutInsightSelectors: ["insightSelectors"],
      StartLogging: ["logging"],
      StopLogging: ["logging"],
    },
  },

  id: (spec, setting) => spec.trailName ?? defaultName(setting),
  arn: (id, { partition, region, account }) => `arn:${partition}:cloudtrail:${region}:${account}:trail/${id}`,
  check: checkTrail,
  desired: (spec, { scope }) => desiredTrail(spec, scope),
  grants: trailGrants,

  observe: (aws, wanted) =>
    list(aws, "Trail", "cloudtrail:DescribeTrails or ListTags", async (found) => {
      const visible = await describeTrails(aws);
      const trails = visible.own;
      addShadows(aws, found, visible, (name) => wanted.has(name));
      const tags = await listTrailTags(
        aws,
        trails.map(({ TrailARN }) => TrailARN),
      );
      const tagsOf = (arn: string) => tags.get(arn) ?? {};
      const ours = trails.filter(
        ({ Name, TrailARN }) => wanted.has(Name) || tagsOf(TrailARN)[ownerTag] === aws.owner,
      );
      found.foreign(trails.length - ours.length);
      await aws.each(ours, (one) =>
        addTrail(aws, found, one, tagsOf(one.TrailARN), wanted.get(one.Name)?.shape),
      );
    }),

  read: (aws, targets, options) =>
    list(aws, "Trail", "cloudtrail:DescribeTrails or ListTags", async (found) => {
      if (targets.length === 0) return;
      const byId = new Map(targets.map((target) => [target.id, target]));
      const visible = await describeTrails(aws);
      const trails = visible.own.filter(({ Name }) => byId.has(Name));
      addShadows(aws, found, visible, (name) => byId.get(name)?.wanted !== undefined);
      const tags = options.tags
        ? await listTrailTags(
            aws,
            trails.map(({ TrailARN }) => TrailARN),
          )
        : undefined;
      await aws.each(trails, (one) => {
        const target = byId.get(one.Name);
        const known = tags ? tags.get(one.TrailARN) : target?.observed?.tags;
        return addTrail(aws, found, one, known ?? {}, target?.wanted);
      });
    }),

  put: (aws, write) => (write.before === undefined ? createTrail(aws, write) : updateTrail(aws, write)),

  async tag(aws, { arn }, set, remove) {
    const client = aws.client(CloudTrailClient);
    if (Object.keys(set).length > 0) {
      await client.send(new AddTagsCommand({ ResourceId: arn, TagsList: toTagList(set) }));
    }
    if (remove.length > 0) {
      await client.send(
        new RemoveTagsCommand({ ResourceId: arn, TagsList: [...remove].sort().map((Key) => ({ Key })) }),
      );
    }
  },

  remove: (aws, doomed) =>
    deleteEach(aws, doomed, ({ id }) =>
      aws.client(CloudTrailClient).send(new DeleteTrailCommand({ Name: id })),
    ),

  loses: ({ shape }, after) =>
    after ? trailLosses(shape, after) : "nothing is recorded any more once the trail is gone",

  health({ status }) {
    if (!isTrailStatus(status)) return [];
    const { delivery, notification, cloudWatchLogs, digest } = status;
    const conditions: (Condition | undefined)[] = [
      condition(
        delivery,
        "DeliveryFailed",
        "error",
        "log files can't be delivered to the bucket; check its policy",
      ),
      condition(digest, "DigestDeliveryFailed", "error", "digest files can't be delivered to the bucket"),
      condition(
        cloudWatchLogs,
        "CloudWatchLogsDeliveryFailed",
        "error",
        "events can't be delivered to CloudWatch Logs; check the role and the log group",
      ),
      condition(
        notification,
        "NotificationFailed",
        "warning",
        "deliveries can't be notified; check the topic's policy",
      ),
    ];
    return conditions.filter((one) => one !== undefined);
  },
};

function condition(
  cause: string,
  reason: string,
  severity: Condition["severity"],
  message: string,
): Condition | undefined {
  return cause === "" ? undefined : { reason, severity, message: `${message} (AWS says: ${cause})` };
}
