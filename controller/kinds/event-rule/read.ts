import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type Rule,
  type Target,
} from "@aws-sdk/client-eventbridge";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { fromTagList } from "../../aws/tags.ts";
import type { Tags } from "../../kind.ts";
import { defaultBus, idOf, ruleNameOf } from "./identity.ts";
import { type EventRuleShape, type RuleAnswer, ruleFromAws } from "./shape.ts";

const pageSize = 100;

/** A rule as AWS listed it. */
export interface ListedRule {
  readonly id: string;
  readonly arn: string;
  readonly rule: RuleAnswer;
}

/** Every rule of every event bus, 100 a page. Throws AWS's error. */
export async function listRules(aws: Aws): Promise<ListedRule[]> {
  const buses = await listBuses(aws);
  return (await aws.each(buses, (bus) => rulesOn(aws, bus))).flat();
}

async function listBuses(aws: Aws): Promise<string[]> {
  const client = aws.client(EventBridgeClient);
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListEventBusesCommand({ Limit: pageSize, ...(NextToken && { NextToken }) }),
    );
    for (const { Name } of page.EventBuses ?? []) if (Name) names.push(Name);
    NextToken = page.NextToken;
  } while (NextToken);
  return names;
}

async function rulesOn(aws: Aws, bus: string): Promise<ListedRule[]> {
  const client = aws.client(EventBridgeClient);
  const found: ListedRule[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(
        new ListRulesCommand({ EventBusName: bus, Limit: pageSize, ...(NextToken && { NextToken }) }),
      );
      for (const rule of page.Rules ?? []) found.push(listed(rule, bus));
      NextToken = page.NextToken;
    } while (NextToken);
  } catch (error) {
    // A bus that went since it was listed went with its rules.
    if (bus === defaultBus || classify(error) !== "not-found") throw error;
    return [];
  }
  return found;
}

function listed(rule: Rule, bus: string): ListedRule {
  return { id: idOf({ name: rule.Name ?? "", bus }), arn: rule.Arn ?? "", rule };
}

/** The rule of this id as AWS describes it, by itself; nothing where there is none. Throws AWS's other errors. */
export async function describeRule(aws: Aws, id: string): Promise<ListedRule | undefined> {
  const { name, bus } = ruleNameOf(id);
  try {
    const rule = await aws
      .client(EventBridgeClient)
      .send(new DescribeRuleCommand({ Name: name, EventBusName: bus }));
    return { id, arn: rule.Arn ?? "", rule };
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** The tags as the service itself has them. */
export async function readTags(aws: Aws, ResourceARN: string): Promise<Tags> {
  const command = new ListTagsForResourceCommand({ ResourceARN });
  return fromTagList((await aws.client(EventBridgeClient).send(command)).Tags);
}

/**
 * Reads a rule's targets and adds it; one that has gone meanwhile is left out. A rule that an AWS service keeps is
 * nobody's to manage: neither it nor its targets can be changed without `Force`, which is that service's matter.
 */
export async function addRule(
  aws: Aws,
  found: Found<EventRuleShape>,
  { id, arn, rule }: ListedRule,
  tags: () => Promise<Tags>,
): Promise<void> {
  if (rule.ManagedBy) {
    found.taken(
      { id, arn, tags: {} },
      `${rule.ManagedBy} made and keeps the rule ${id}, which can't be managed here`,
    );
    return;
  }
  const known: { tags: Tags } = { tags: {} };
  try {
    known.tags = await tags();
    const targets = await listTargets(aws, id);
    found.add({ id, arn, tags: known.tags, shape: ruleFromAws(rule, targets) });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable({ id, arn, tags: known.tags }, error);
  }
}

async function listTargets(aws: Aws, id: string): Promise<Target[]> {
  const { name, bus } = ruleNameOf(id);
  const client = aws.client(EventBridgeClient);
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus, ...(NextToken && { NextToken }) }),
    );
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return targets;
}
