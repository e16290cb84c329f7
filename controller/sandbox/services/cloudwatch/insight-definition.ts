import { parsedJson } from "../../json.ts";
import { AwsError } from "../../service.ts";
import { isRecord } from "../../wire/model.ts";

const operators = [
  "In",
  "NotIn",
  "StartsWith",
  "GreaterThan",
  "LessThan",
  "EqualTo",
  "NotEqualTo",
  "IsPresent",
] as const;

/**
 * Refuses a definition that isn't by the rule syntax.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html
 */
export function checkDefinition(text: string): void {
  refuseUnless(text.length >= 1 && text.length <= 8192, "it must be 1 to 8192 characters long");
  // oxlint-disable-next-line no-control-regex -- what AWS allows
  refuseUnless(/^[\u0000-\u007f]+$/.test(text), "it must be ASCII");
  const rule = parsedJson(text);
  refuseUnless(isRecord(rule), "it must be a JSON object");
  const { Schema, LogGroupNames, LogGroupARNs, LogFormat, Contribution, AggregateOn } = rule;
  refuseUnless(
    isRecord(Schema) && Schema["Name"] === "CloudWatchLogRule" && Schema["Version"] === 1,
    "Schema must be CloudWatchLogRule, version 1",
  );
  const groups = [LogGroupNames, LogGroupARNs].filter((list) => list !== undefined);
  refuseUnless(
    groups.length === 1 && groups.every(isListOfTexts),
    "either LogGroupNames or LogGroupARNs must be given",
  );
  refuseUnless(LogFormat === "JSON" || LogFormat === "CLF", "LogFormat must be JSON or CLF");
  refuseUnless(AggregateOn === "Count" || AggregateOn === "Sum", "AggregateOn must be Count or Sum");
  refuseUnless(isRecord(Contribution), "Contribution must be an object");
  const { Keys, ValueOf, Filters = [] } = Contribution;
  refuseUnless(isListOfTexts(Keys) && Keys.length <= 4, "Keys must be 1 to 4 fields");
  refuseUnless((ValueOf !== undefined) === (AggregateOn === "Sum"), "ValueOf goes with the aggregation Sum");
  refuseUnless(Array.isArray(Filters) && Filters.length <= 4, "Filters must be at most 4");
  for (const filter of Filters)
    refuseUnless(
      isRecord(filter) &&
        typeof filter["Match"] === "string" &&
        operators.filter((operator) => filter[operator] !== undefined).length === 1,
      "a filter must have Match and one operator",
    );
}

function isListOfTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
}

function refuseUnless(condition: boolean, why: string): asserts condition {
  if (!condition) throw new AwsError("InvalidParameterValue", `The RuleDefinition is not valid: ${why}`);
}
