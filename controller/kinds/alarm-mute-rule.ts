import {
  type AlarmMuteRuleSummary,
  CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  PutAlarmMuteRuleCommand,
  paginateListAlarmMuteRules,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../aws/aws.ts";
import { cloudWatchTags, tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { classify } from "../aws/errors.ts";
import { type Found, list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { AlarmMuteRuleSpec } from "../generated/types.ts";
import { type Condition, defaultName, type Kind, type Scope, type Tags } from "../kind.ts";
import { checkMuteRule } from "./alarm-mute-rule/check.ts";
import { fromAws, type GivenMuteRule, type MuteRuleShape, toAws } from "./alarm-mute-rule/shape.ts";

const noTags: Tags = Object.freeze({});

/** Times at which alarms carry out no actions. */
export const alarmMuteRule: Kind<AlarmMuteRuleSpec, MuteRuleShape> = {
  name: "AlarmMuteRule",
  after: ["MetricAlarm", "LogAlarm", "CompositeAlarm"],
  fields: {},
  // PutAlarmMuteRule has no way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: [
      "cloudwatch:GetAlarmMuteRule",
      "cloudwatch:ListAlarmMuteRules",
      "cloudwatch:ListTagsForResource",
      "tag:GetResources",
    ],
    write: [
      "cloudwatch:DeleteAlarmMuteRule",
      "cloudwatch:PutAlarmMuteRule",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ],
  },
  history: { calls: [], naming: ["name", "alarmMuteRuleName"] },

  id: (spec, setting) => spec.alarmMuteRuleName ?? defaultName(setting),
  arn: muteRuleArn,
  check: checkMuteRule,
  // "The alarm names must match existing alarms": MuteTargets' documentation. Alarms of all types share their names.
  needs: ({ muteTargets }) =>
    (muteTargets?.alarmNames ?? []).flatMap((id) =>
      ["CompositeAlarm", "LogAlarm", "MetricAlarm"].map((kind) => ({ kind, id })),
    ),
  // Through AWS's own form, so that defaults are filled in by the mapping that reads use.
  desired: (spec) => fromAws(toAws(resolved(spec))),

  observe: (aws, wanted) =>
    list<MuteRuleShape>(
      aws,
      "AlarmMuteRule",
      "cloudwatch:ListAlarmMuteRules with tag:GetResources",
      async (found) => {
        const { byArn } = await aws.tagIndex();
        const ours: { id: string; tags: Tags }[] = [];
        for await (const page of paginateListAlarmMuteRules({ client: aws.client(CloudWatchClient) }, {})) {
          const summaries = page.AlarmMuteRuleSummaries ?? [];
          const known = summaries
            .map((summary) => ({
              id: nameOf(summary),
              tags: byArn.get(summary.AlarmMuteRuleArn ?? "") ?? noTags,
            }))
            .filter(({ id, tags }) => wanted.has(id) || tags[ownerTag] === aws.owner);
          ours.push(...known);
          found.foreign(summaries.length - known.length);
        }
        // A page tells neither schedule nor targets.
        await aws.each(ours, ({ id, tags }) => addRule(aws, found, id, () => tags));
      },
    ),

  read: (aws, targets, options) =>
    list<MuteRuleShape>(aws, "AlarmMuteRule", "cloudwatch:GetAlarmMuteRule", async (found) => {
      await aws.each(targets, ({ id, observed }) =>
        addRule(aws, found, id, (arn) =>
          options.tags ? cloudWatchTags(aws, arn) : (observed?.tags ?? noTags),
        ),
      );
    }),

  async put(aws, { id, before, target, tags }) {
    const body = { Name: id, ...toAws(target), ...(!before && { Tags: toTagList(tags) }) };
    await aws.client(CloudWatchClient).send(new PutAlarmMuteRuleCommand(body));
  },
  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),

  remove: (aws, doomed) =>
    deleteEach(aws, doomed, ({ id }) =>
      aws.client(CloudWatchClient).send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: id })),
    ),

  health: ({ status, shape }): Condition[] =>
    status === "EXPIRED"
      ? [
          {
            reason: "MuteExpired",
            severity: "warning",
            message: `it has expired${shape?.expireDate === undefined ? "" : ` (${shape.expireDate})`} and mutes nothing any more; take it out of git, or give it a later date`,
          },
        ]
      : [],
};

/** The spec with its references resolved to names, as the resolver leaves it. */
function resolved(spec: AlarmMuteRuleSpec): GivenMuteRule {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as GivenMuteRule;
}

function muteRuleArn(name: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:cloudwatch:${region}:${account}:alarm-mute-rule:${name}`;
}

/** A summary has the ARN and not the name. */
function nameOf({ AlarmMuteRuleArn: arn = "" }: AlarmMuteRuleSummary): string {
  return arn.split(":").slice(6).join(":");
}

/** Reads one in full; one that is gone by now is left out. */
async function addRule(
  aws: Aws,
  found: Found<MuteRuleShape>,
  id: string,
  tagsAt: (arn: string) => Tags | undefined | Promise<Tags | undefined>,
): Promise<void> {
  const arn = muteRuleArn(id, aws.scope);
  try {
    const rule = await aws
      .client(CloudWatchClient)
      .send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: id }));
    const tags = await tagsAt(arn);
    if (tags) found.add({ id, arn, shape: fromAws(rule), tags, ...(rule.Status && { status: rule.Status }) });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable({ id, arn, tags: noTags }, error);
  }
}
