import { EventBridgeClient, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-eventbridge";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { EventRuleSpec } from "../generated/types.ts";
import type { Kind } from "../kind.ts";
import { checkEventRule } from "./event-rule/check.ts";
import { ruleGrants } from "./event-rule/grants.ts";
import { ruleArn, ruleId } from "./event-rule/identity.ts";
import { ruleLosses, targetsRule } from "./event-rule/losses.ts";
import { addRule, describeRule, listRules, readTags } from "./event-rule/read.ts";
import { desiredRule, type EventRuleShape } from "./event-rule/shape.ts";
import { putRule, removeRule } from "./event-rule/write.ts";

/** EventBridge rules with their targets inside: targets can't carry tags, so the rule's own them. */
export const eventRule: Kind<EventRuleSpec, EventRuleShape> = {
  name: "EventRule",
  after: ["DeliveryRole", "LogGroup", "Topic"],
  fields: { targets: targetsRule },
  upserts: true,
  iam: {
    read: [
      "events:DescribeRule",
      "events:ListEventBuses",
      "events:ListRules",
      "events:ListTagsForResource",
      "events:ListTargetsByRule",
      "tag:GetResources",
    ],
    write: [
      "events:DeleteRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
      "events:TagResource",
      "events:UntagResource",
      "iam:PassRole",
    ],
  },

  history: {
    calls: ["DisableRule", "EnableRule"],
    naming: ["name", "rule"],
    only: {
      DisableRule: ["state"],
      EnableRule: ["state"],
      PutTargets: ["targets"],
      RemoveTargets: ["targets"],
    },
  },

  id: ruleId,
  arn: ruleArn,
  check: checkEventRule,
  desired: desiredRule,
  grants: ruleGrants,

  observe: (aws, wanted) =>
    list(aws, "EventRule", "events:ListEventBuses or ListRules", async (found) => {
      const [rules, { byArn }] = await Promise.all([listRules(aws), aws.tagIndex()]);
      const tagsOf = (arn: string) => byArn.get(arn) ?? {};
      const ours = rules.filter(
        ({ id, arn, rule }) => wanted.has(id) || (!rule.ManagedBy && tagsOf(arn)[ownerTag] === aws.owner),
      );
      found.foreign(rules.length - ours.length);
      await aws.each(ours, (one) => addRule(aws, found, one, async () => tagsOf(one.arn)));
    }),

  read: (aws, targets, { tags }) =>
    list(aws, "EventRule", "events:DescribeRule", async (found) => {
      await aws.each(targets, async ({ id, observed }) => {
        const rule = await describeRule(aws, id);
        if (!rule) return;
        await addRule(aws, found, rule, async () =>
          tags ? readTags(aws, rule.arn) : (observed?.tags ?? {}),
        );
      });
    }),

  put: putRule,

  async tag(aws, { arn: ResourceARN }, set, remove) {
    const client = aws.client(EventBridgeClient);
    if (Object.keys(set).length > 0)
      await client.send(new TagResourceCommand({ ResourceARN, Tags: toTagList(set) }));
    if (remove.length > 0)
      await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: [...remove].sort() }));
  },

  remove: (aws, doomed) => deleteEach(aws, doomed, (rule) => removeRule(aws, rule)),

  loses: ruleLosses,
};
