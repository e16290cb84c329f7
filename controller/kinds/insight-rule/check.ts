import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { InsightRuleDefinition, InsightRuleSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { readText } from "../../value/structure.ts";
import { treeText } from "../../value/tree.ts";
import { definitionStructure, operators } from "./structure.ts";

type Complain = (pointer: string, code: string, message: string) => void;

/** "Length Constraints: Minimum length of 1. Maximum length of 8192. Pattern: [\x00-\x7F]+" (PutInsightRule). */
const longest = 8192;

/** What CloudWatch would refuse of a rule. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html */
export function checkInsightRule(document: Document<InsightRuleSpec>): Problem[] {
  const { ruleDefinition } = document.spec;
  const problems: Problem[] = [];
  const inYaml = typeof ruleDefinition !== "string";
  const complain: Complain = (pointer, code, message) => {
    // A text has no lines of its own: what is wrong inside is named by its pointer.
    const within = inYaml || pointer === "" ? message : `${pointer} ${message}`;
    problems.push(problemAt(document, `/spec/ruleDefinition${inYaml ? pointer : ""}`, code, within));
  };
  const definition = inYaml ? ruleDefinition : readText(ruleDefinition, definitionStructure, complain);
  // A text has just been held against the schema that the type is made from.
  // oxlint-disable-next-line no-unsafe-type-assertion
  if (definition) checkDefinition(definition as unknown as InsightRuleDefinition, complain);
  return problems;
}

function checkDefinition(definition: InsightRuleDefinition, complain: Complain): void {
  const text = treeText(definition);
  if (text.length > longest)
    complain("", "too-long", `is ${text.length} characters of JSON; CloudWatch takes ${longest} at most`);
  // oxlint-disable-next-line no-control-regex -- what CloudWatch allows
  const foreign = /[^\u0000-\u007f]/u.exec(text)?.[0];
  if (foreign !== undefined)
    complain("", "not-ascii", `has the character "${foreign}"; CloudWatch takes ASCII only`);
  checkLogGroups(definition, complain);
  checkFields(definition, complain);
  checkContribution(definition, complain);
}

function checkLogGroups({ LogGroupNames, LogGroupARNs }: InsightRuleDefinition, complain: Complain): void {
  if (LogGroupNames === undefined && LogGroupARNs === undefined)
    complain("", "no-log-groups", "lacks LogGroupNames, or LogGroupARNs: what is analysed");
  if (LogGroupNames !== undefined && LogGroupARNs !== undefined)
    complain("/LogGroupARNs", "two-lists", "stands beside LogGroupNames: leave one of them out");
  for (const [index, name] of (LogGroupNames ?? []).entries()) {
    if (
      typeof name !== "string" ||
      hasPlaceholder(name) ||
      /^[\w.\-/#]{1,512}\*?$/.test(name) ||
      name === "*"
    )
      continue;
    complain(
      `/LogGroupNames/${index}`,
      "bad-log-group",
      `"${name}" isn't a log group's name, with a "*" at its end at most`,
    );
  }
}

function checkFields({ LogFormat, Fields }: InsightRuleDefinition, complain: Complain): void {
  if (Fields === undefined) return;
  if (LogFormat !== "CLF")
    complain("/Fields", "fields", "are for LogFormat: CLF; JSON's are named by $.path");
  for (const position of Object.keys(Fields))
    if (!/^[1-9]\d*$/.test(position))
      complain(`/Fields/${position}`, "fields", `"${position}" is no position: fields count from 1`);
}

function checkContribution(definition: InsightRuleDefinition, complain: Complain): void {
  const { LogFormat, AggregateOn, Contribution, Fields = {} } = definition;
  const { Keys, ValueOf, Filters = [] } = Contribution;
  const at = "/Contribution";
  if (AggregateOn === "Sum" && ValueOf === undefined)
    complain(at, "value-of", "lacks ValueOf: the field that AggregateOn: Sum adds up");
  if (AggregateOn === "Count" && ValueOf !== undefined)
    complain(`${at}/ValueOf`, "value-of", "is for AggregateOn: Sum alone: leave it out, or set that");

  const names = new Set(Object.values(Fields));
  const checkField = (field: string, pointer: string) => {
    if (hasPlaceholder(field)) return;
    if (LogFormat === "JSON" && !/^\$[.[]/.test(field))
      complain(pointer, "bad-field", `"${field}" isn't a field of JSON, such as $.ip`);
    if (LogFormat === "CLF" && !names.has(field) && !/^[1-9]\d*$/.test(field))
      complain(pointer, "bad-field", `"${field}" is neither a position nor a name from Fields`);
  };
  for (const [index, key] of Keys.entries()) checkField(key, `${at}/Keys/${index}`);
  if (ValueOf !== undefined) checkField(ValueOf, `${at}/ValueOf`);
  for (const [index, filter] of Filters.entries()) {
    const pointer = `${at}/Filters/${index}`;
    checkField(filter.Match, `${pointer}/Match`);
    const asked = Object.keys(operators).filter((operator) => Object.hasOwn(filter, operator));
    if (asked.length !== 1)
      complain(
        pointer,
        "bad-filter",
        `asks ${asked.length === 0 ? "nothing" : asked.join(" and ")} of its field: a filter has exactly one of ${Object.keys(operators).join(", ")}`,
      );
  }
}
