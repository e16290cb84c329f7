import {
  CloudWatchClient,
  DeleteInsightRulesCommand,
  type InsightRule,
  type PartialFailure,
  PutInsightRuleCommand,
  paginateDescribeInsightRules,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../aws/aws.ts";
import { cloudWatchTags, tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { deleteInBatches } from "../aws/delete-in-batches.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { InsightRuleSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Observed, type Scope } from "../kind.ts";
import { treeText } from "../value/tree.ts";
import { checkInsightRule } from "./insight-rule/check.ts";
import { fromAws, fromSpec, type InsightRuleShape } from "./insight-rule/shape.ts";

/** A Contributor Insights rule: the top contributors to what log groups tell. */
export const insightRule: Kind<InsightRuleSpec, InsightRuleShape> = {
  name: "InsightRule",
  after: ["LogGroup"],
  fields: { ruleDefinition: { as: "tree" } },
  // PutInsightRule has no way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: ["cloudwatch:DescribeInsightRules", "cloudwatch:ListTagsForResource", "tag:GetResources"],
    write: [
      "cloudwatch:DeleteInsightRules",
      "cloudwatch:PutInsightRule",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ],
  },
  history: {
    calls: ["DisableInsightRules", "EnableInsightRules"],
    naming: ["ruleName", "ruleNames"],
    only: { DisableInsightRules: ["ruleState"], EnableInsightRules: ["ruleState"] },
  },

  id: (spec, setting) => spec.ruleName ?? defaultName(setting),
  arn: ruleArn,
  check: checkInsightRule,
  desired: fromSpec,

  observe(aws, wanted) {
    const what = "cloudwatch:DescribeInsightRules with tag:GetResources";
    return list<InsightRuleShape>(aws, "InsightRule", what, async (found) => {
      const { byArn } = await aws.tagIndex();
      for await (const rules of rulePages(aws)) {
        let foreign = 0;
        for (const rule of rules) {
          const { Name: id } = rule;
          const arn = ruleArn(id ?? "", aws.scope);
          const tags = byArn.get(arn) ?? {};
          const item = { id: id ?? "", arn, tags };
          if (rule.ManagedRule && wanted.has(item.id)) found.taken(item, managed);
          else if (!rule.ManagedRule && (wanted.has(item.id) || tags[ownerTag] === aws.owner))
            found.add({ ...item, shape: fromAws(rule) });
          else foreign += 1;
        }
        found.foreign(foreign);
      }
    });
  },

  // No call asks for rules by name.
  read(aws, targets, { tags: withTags }) {
    return list<InsightRuleShape>(aws, "InsightRule", "cloudwatch:DescribeInsightRules", async (found) => {
      const asked = new Map(targets.map((target) => [target.id, target]));
      const rules: InsightRule[] = [];
      if (asked.size > 0) for await (const page of rulePages(aws)) rules.push(...page);
      await aws.each(rules, async (rule) => {
        const id = rule.Name ?? "";
        const target = asked.get(id);
        if (!target) return;
        const arn = ruleArn(id, aws.scope);
        if (rule.ManagedRule) {
          found.taken({ id, arn, tags: {} }, managed);
          return;
        }
        try {
          const tags = withTags ? await cloudWatchTags(aws, arn) : (target.observed?.tags ?? {});
          if (tags) found.add({ id, arn, shape: fromAws(rule), tags });
        } catch (error) {
          found.unreadable({ id, arn, tags: {} }, error);
        }
      });
    });
  },

  // It replaces all of a rule, its state too, and ignores the tags of one that exists.
  async put(aws, { id, before, target, tags }) {
    const { ruleState, ruleDefinition, applyOnTransformedLogs } = target;
    await aws.client(CloudWatchClient).send(
      new PutInsightRuleCommand({
        RuleName: id,
        RuleState: ruleState,
        RuleDefinition: typeof ruleDefinition === "string" ? ruleDefinition : treeText(ruleDefinition),
        ApplyOnTransformedLogs: applyOnTransformedLogs,
        ...(!before && { Tags: toTagList(tags) }),
      }),
    );
  },

  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),
  remove: removeRules,
};

const managed = "a rule that an AWS service manages has this name";

function ruleArn(id: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:cloudwatch:${region}:${account}:insight-rule/${id}`;
}

/** What DescribeInsightRules answers at most at once. */
const pageSize = 500;

async function* rulePages(aws: Aws): AsyncGenerator<readonly InsightRule[]> {
  const client = aws.client(CloudWatchClient);
  for await (const page of paginateDescribeInsightRules({ client, pageSize }, {}))
    yield page.InsightRules ?? [];
}

/** How many names are sent at once; AWS publishes no limit. */
const atOnce = 100;

function removeRules(aws: Aws, doomed: readonly Observed<InsightRuleShape>[]): Promise<Map<string, unknown>> {
  const names = doomed.map(({ id }) => id);
  return deleteInBatches(aws, names, atOnce, async (RuleNames) => {
    const { Failures = [] } = await aws
      .client(CloudWatchClient)
      .send(new DeleteInsightRulesCommand({ RuleNames }));
    const errors = Failures.flatMap((failure) => {
      const name = nameIn(failure, aws.scope);
      // Which one is meant must not be guessed: none of them counts as deleted then.
      return (RuleNames.includes(name) ? [name] : RuleNames).map((one) => [one, errorOf(failure)] as const);
    });
    return new Map(errors);
  });
}

function nameIn({ FailureResource: named = "" }: PartialFailure, scope: Scope): string {
  const prefix = ruleArn("", scope);
  return named.startsWith(prefix) ? named.slice(prefix.length) : named;
}

/** CloudWatch answers 200 with failures inside; this makes one of them the error that AWS would have answered with. */
function errorOf({ ExceptionType, FailureCode, FailureDescription }: PartialFailure): Error {
  const error = new Error(FailureDescription ?? "AWS gave no reason");
  const codes = [ExceptionType, FailureCode].filter((code) => code !== undefined);
  error.name = codes.find((code) => code.includes("NotFound")) ?? codes[0] ?? "Unsuccessful";
  return Object.assign(error, { $fault: "client" });
}
