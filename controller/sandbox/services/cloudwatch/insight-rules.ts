import type {
  DeleteInsightRulesInput,
  DeleteInsightRulesOutput,
  DescribeInsightRulesInput,
  DescribeInsightRulesOutput,
  EnableInsightRulesInput,
  EnableInsightRulesOutput,
  InsightRule,
  ListManagedInsightRulesInput,
  ListManagedInsightRulesOutput,
  PartialFailure,
  PutInsightRuleInput,
  PutManagedInsightRulesInput,
  PutManagedInsightRulesOutput,
} from "@aws-sdk/client-cloudwatch";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { checkDefinition } from "./insight-definition.ts";
import { insightRuleArn, insightRulesOf } from "./stored-insight-rule.ts";

const maxPage = 500;
/** "Contributor Insights rules: 100 rules per account per Region" (CloudWatch service quotas). */
const maxRules = 100;

/** Creates a rule or replaces all of it but its tags, which are ignored where it exists (PutInsightRule's reference). */
export function putInsightRule(context: CallContext, input: PutInsightRuleInput): void {
  const { RuleName: name = "", RuleState: state = "ENABLED", RuleDefinition: definition = "" } = input;
  if (!/^[\x20-\x7e]{1,128}$/.test(name)) throw invalid(`Invalid RuleName: ${name}`);
  if (state !== "ENABLED" && state !== "DISABLED") throw invalid(`Invalid RuleState: ${state}`);
  checkTags(input.Tags ?? []);
  checkDefinition(definition);
  const table = insightRulesOf(context);
  const before = table.get(name);
  if (before?.ManagedRule) throw invalid(`${name} is a managed rule`);
  if (!before && table.list().filter(({ ManagedRule }) => !ManagedRule).length >= maxRules)
    throw new AwsError("LimitExceededException", `There are ${maxRules} rules already`);
  table.put(name, {
    Name: name,
    State: state,
    Schema: '{"Name":"CloudWatchLogRule","Version":1}',
    Definition: definition,
    ManagedRule: false,
    ApplyOnTransformedLogs: input.ApplyOnTransformedLogs ?? false,
  });
  if (!before) replaceTags(context, insightRuleArn(context, name), tagsFromList(input.Tags));
}

/** A page of rules by name, managed ones among them. */
export function describeInsightRules(
  context: CallContext,
  { NextToken, MaxResults = maxPage }: DescribeInsightRulesInput,
): DescribeInsightRulesOutput {
  if (MaxResults < 1 || MaxResults > maxPage) throw invalid(`MaxResults must be between 1 and ${maxPage}`);
  const { rows, token } = page(insightRulesOf(context), {
    token: NextToken,
    limit: MaxResults,
    badToken: "InvalidNextToken",
  });
  return { InsightRules: rows, ...(token !== undefined && { NextToken: token }) };
}

/** Deletes rules; each that can't be is a failure inside the answer, and holds up none of the others. */
export function deleteInsightRules(
  context: CallContext,
  { RuleNames }: DeleteInsightRulesInput,
): DeleteInsightRulesOutput {
  return eachOf(context, RuleNames, ({ Name = "" }) => {
    insightRulesOf(context).delete(Name);
    forgetTags(context, insightRuleArn(context, Name));
  });
}

/** Switches rules on or off. */
export function switchRules(State: "ENABLED" | "DISABLED") {
  return (context: CallContext, { RuleNames }: EnableInsightRulesInput): EnableInsightRulesOutput =>
    eachOf(context, RuleNames, (rule) => insightRulesOf(context).put(rule.Name ?? "", { ...rule, State }));
}

/** Makes the rules that AWS keeps for one of its resources. */
export function putManagedInsightRules(
  context: CallContext,
  { ManagedRules = [] }: PutManagedInsightRulesInput,
): PutManagedInsightRulesOutput {
  for (const { TemplateName = "", ResourceARN = "", Tags } of ManagedRules) {
    const name = managedName(TemplateName, ResourceARN);
    insightRulesOf(context).put(name, {
      Name: name,
      State: "ENABLED",
      Schema: '{"Name":"ServiceLogRule","Version":1}',
      Definition: JSON.stringify({ Schema: { Name: "ServiceLogRule", Version: 1 }, AggregateOn: "Sum" }),
      ManagedRule: true,
    });
    replaceTags(context, insightRuleArn(context, name), tagsFromList(Tags));
  }
  return { Failures: [] };
}

/** The managed rules of one of AWS's resources. */
export function listManagedInsightRules(
  context: CallContext,
  { ResourceARN = "" }: ListManagedInsightRulesInput,
): ListManagedInsightRulesOutput {
  const suffix = managedName("", ResourceARN);
  const rules = insightRulesOf(context)
    .seenAll()
    .filter(({ ManagedRule, Name = "" }) => ManagedRule && Name.endsWith(suffix));
  return {
    ManagedRules: rules.map(({ Name = "", State }) => ({
      TemplateName: Name.slice(0, -suffix.length),
      ResourceARN,
      RuleState: { RuleName: Name, State },
    })),
  };
}

function managedName(template: string, arn: string): string {
  return `${template}-${arn.slice(arn.lastIndexOf("/") + 1)}`;
}

function eachOf(
  context: CallContext,
  names: readonly string[] | undefined,
  work: (rule: InsightRule) => void,
): { Failures: PartialFailure[] } {
  const Failures = [...new Set(names)].flatMap((name) => {
    const rule = insightRulesOf(context).get(name);
    if (!rule) return failure(name, "ResourceNotFoundException", "404", `There is no rule ${name}`);
    if (rule.ManagedRule)
      return failure(name, "InvalidParameterValueException", "400", `${name} is a built-in rule`);
    work(rule);
    return [];
  });
  return { Failures };
}

function failure(
  FailureResource: string,
  ExceptionType: string,
  FailureCode: string,
  FailureDescription: string,
): PartialFailure[] {
  return [{ FailureResource, ExceptionType, FailureCode, FailureDescription }];
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
