import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRulesRequest,
  PutRuleRequest,
} from "@aws-sdk/client-eventbridge";
import { AwsError, type CallContext } from "../../service.ts";
import { checkTags, forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { checkEventPattern } from "./event-pattern.ts";
import { checkAssumed } from "./rule-role.ts";
import {
  busNamed,
  defaultBus,
  existingRule,
  invalid,
  refuseManaged,
  ruleArn,
  ruleKey,
  rulesOf,
  type StoredRule,
  seenRule,
} from "./rule-store.ts";
import { ruleTags } from "./rule-tags.ts";
import { slice } from "./slice.ts";

/** "Rules: 300 per event bus" for the default one in most regions, "Quotas in Amazon EventBridge". */
const mostRules = 300;

/** Makes a rule, or replaces the one of that name: what isn't given is taken away, targets and tags stay. */
export function putRule(context: CallContext, input: PutRuleRequest): { RuleArn: string } {
  const name = input.Name ?? "";
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name))
    throw invalid(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  const bus = busNamed(context, input.EventBusName);
  const before = rulesOf(context).get(ruleKey(bus, name));
  if (before) refuseManaged(before);
  checkRule(input, bus);
  const tags = tagsFromList(input.Tags);
  checkTags(tags, ruleTags);
  const arn = ruleArn(context, bus, name);
  if (input.RoleArn) checkAssumed(context, input.RoleArn, arn);
  if (
    !before &&
    rulesOf(context)
      .list()
      .filter((rule) => rule.bus === bus).length >= mostRules
  )
    throw new AwsError(
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  rulesOf(context).put(ruleKey(bus, name), {
    name,
    bus,
    arn,
    eventPattern: input.EventPattern || undefined,
    scheduleExpression: input.ScheduleExpression || undefined,
    state: input.State ?? "ENABLED",
    description: input.Description || undefined,
    roleArn: input.RoleArn || undefined,
    managedBy: undefined,
    targets: before?.targets ?? [],
  });
  // "If you are updating an existing rule, any tags you specify in the PutRule operation are ignored" (PutRule).
  if (!before) replaceTags(context, arn, tags);
  return { RuleArn: arn };
}

function checkRule(input: PutRuleRequest, bus: string): void {
  const { EventPattern: pattern, ScheduleExpression: schedule } = input;
  if (!pattern && !schedule)
    throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  if (schedule && bus !== defaultBus)
    throw invalid("ScheduleExpression is supported only on the default event bus.");
  if (schedule && !isSchedule(schedule)) throw invalid("Parameter ScheduleExpression is not valid.");
  if ((input.Description ?? "").length > 512)
    throw invalid(
      "Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 512",
    );
  if (pattern) checkEventPattern(pattern);
}

function isSchedule(text: string): boolean {
  const [, count = "", plural = ""] = /^rate\(([1-9]\d*) (?:minute|hour|day)(s?)\)$/.exec(text) ?? [];
  if (count !== "") return (count === "1") === (plural === "");
  const fields = /^cron\((.*)\)$/.exec(text)?.[1]?.split(/ +/) ?? [];
  // "You can't use * in both the day-of-month and day-of-week fields": one of them is ?.
  return fields.length === 6 && (fields[2] === "?") !== (fields[4] === "?");
}

/** Deletes a rule; one that isn't there is no error, one with targets is. */
export function deleteRule(context: CallContext, input: DeleteRuleRequest): void {
  const bus = busNamed(context, input.EventBusName);
  const key = ruleKey(bus, input.Name ?? "");
  const rule = rulesOf(context).get(key);
  if (!rule) return;
  refuseManaged(rule, input.Force);
  if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
  rulesOf(context).delete(key);
  forgetTags(context, rule.arn);
}

export function describeRule(context: CallContext, input: DescribeRuleRequest) {
  return {
    ...described(seenRule(context, { name: input.Name, bus: input.EventBusName })),
    CreatedBy: context.account,
  };
}

/** A page of a bus's rules, 100 at most. */
export function listRules(context: CallContext, input: ListRulesRequest) {
  const bus = busNamed(context, input.EventBusName);
  const rules = rulesOf(context)
    .seenAll()
    .filter((rule) => rule.bus === bus && rule.name.startsWith(input.NamePrefix ?? ""));
  const { rows, token } = slice(rules, ({ name }) => name, input);
  return { Rules: rows.map(described), NextToken: token };
}

export function enableRule(context: CallContext, input: EnableRuleRequest): void {
  setState(context, input, "ENABLED");
}

export function disableRule(context: CallContext, input: DisableRuleRequest): void {
  setState(context, input, "DISABLED");
}

function setState(context: CallContext, input: EnableRuleRequest, state: string): void {
  const rule = existingRule(context, { name: input.Name, bus: input.EventBusName });
  refuseManaged(rule);
  rulesOf(context).put(ruleKey(rule.bus, rule.name), { ...rule, state });
}

function described(rule: StoredRule) {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    ManagedBy: rule.managedBy,
    EventBusName: rule.bus,
  };
}
