import { type Document, hasPlaceholder, isRef, problemAt } from "../../document.ts";
import type { CostAnomalyMonitorSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

/** Notes a problem with the value at a pointer below `/spec`, e.g. `subscriptions/0/frequency`. */
type Report = (pointer: string, code: string, message: string) => void;

/** The rules of monitors and subscriptions that a schema can't say, all of them at once. */
export function checkCostAnomalyMonitor(document: Document<CostAnomalyMonitorSpec>): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (pointer, code, message) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };
  const { spec } = document;
  if (spec.monitorType === "CUSTOM") checkCustom(spec, report);
  else checkDimensional(spec, report);
  const names = new Set<string>();
  for (const [index, subscription] of (spec.subscriptions ?? []).entries()) {
    const at = `subscriptions/${index}`;
    if (names.has(subscription.subscriptionName))
      report(
        `${at}/subscriptionName`,
        "duplicate",
        `there is a subscription ${subscription.subscriptionName} already; give this one another name`,
      );
    names.add(subscription.subscriptionName);
    checkThreshold(subscription, at, report);
    checkSubscribers(subscription, at, report);
  }
  return problems;
}

const mostValues = 10;

/** The three forms of a custom monitor (API_AnomalyMonitor). */
function checkCustom(spec: CostAnomalyMonitorSpec, report: Report): void {
  const { monitorDimension, monitorSpecification: given } = spec;
  if (monitorDimension)
    report(
      "monitorDimension",
      "conflicting-fields",
      "a CUSTOM monitor has no dimension; say what it looks at in monitorSpecification",
    );
  if (!given) {
    report(
      "monitorSpecification",
      "missing-field",
      "a CUSTOM monitor needs monitorSpecification: accounts, values of a tag, or a value of a cost category",
    );
    return;
  }
  const { dimensions, tags, costCategories } = given;
  const leaf = dimensions ?? tags ?? costCategories;
  const name = dimensions ? "dimensions" : tags ? "tags" : "costCategories";
  if (!leaf || (dimensions && dimensions.key !== "LINKED_ACCOUNT")) {
    report(
      "monitorSpecification",
      "invalid-value",
      "a CUSTOM monitor looks at dimensions of key LINKED_ACCOUNT, at tags or at costCategories",
    );
    return;
  }
  const { key, values = [] } = leaf;
  if (key === undefined || values.length === 0)
    report(`monitorSpecification/${name}`, "missing-field", "a CUSTOM monitor needs key and values");
  const most = costCategories ? 1 : mostValues;
  if (values.length > most)
    report(
      `monitorSpecification/${name}/values`,
      "too-many",
      `AWS takes ${most} at most, not ${values.length}; make several monitors`,
    );
}

/** What an AWS managed monitor says beside its dimension (API_AnomalyMonitor). */
function checkDimensional(spec: CostAnomalyMonitorSpec, report: Report): void {
  const { monitorDimension, monitorSpecification: given } = spec;
  switch (monitorDimension) {
    case undefined:
      report(
        "monitorDimension",
        "missing-field",
        "a DIMENSIONAL monitor needs monitorDimension, such as SERVICE",
      );
      break;
    case "SERVICE":
    case "LINKED_ACCOUNT":
      if (given)
        report(
          "monitorSpecification",
          "conflicting-fields",
          `a monitor by ${monitorDimension} looks at all there are; leave monitorSpecification out`,
        );
      break;
    case "TAG":
    case "COST_CATEGORY": {
      const name = monitorDimension === "TAG" ? "tags" : "costCategories";
      const leaf = given?.[name];
      if (leaf?.key === undefined || leaf.values || leaf.matchOptions)
        report(
          "monitorSpecification",
          given ? "invalid-value" : "missing-field",
          `a monitor by ${monitorDimension} needs the key and nothing else: { ${name}: { key: … } }`,
        );
      break;
    }
    default:
      monitorDimension satisfies never;
  }
}

type Subscription = NonNullable<CostAnomalyMonitorSpec["subscriptions"]>[number];
type Expression = NonNullable<Subscription["thresholdExpression"]>;

function checkThreshold({ threshold, thresholdExpression }: Subscription, at: string, report: Report): void {
  if (threshold === undefined && !thresholdExpression)
    report(
      `${at}/thresholdExpression`,
      "missing-field",
      "a subscription needs a threshold: set threshold to dollars, or thresholdExpression",
    );
  if (threshold !== undefined && thresholdExpression)
    report(
      `${at}/threshold`,
      "conflicting-fields",
      "threshold is a short form of thresholdExpression; keep one of them",
    );
  if (thresholdExpression) checkImpact(thresholdExpression, `${at}/thresholdExpression`, report);
}

const mostImpact = 10_000_000_000;

/** "Supports dimensions and nested expressions … AND and OR" (API_AnomalySubscription). */
function checkImpact(expression: Expression, at: string, report: Report): void {
  const { and, or, dimensions } = expression;
  for (const [name, parts] of [
    ["and", and],
    ["or", or],
  ] as const)
    for (const [index, part] of (parts ?? []).entries()) checkImpact(part, `${at}/${name}/${index}`, report);
  if (and || or) return;
  const key = dimensions?.key ?? "";
  if (key !== "ANOMALY_TOTAL_IMPACT_ABSOLUTE" && key !== "ANOMALY_TOTAL_IMPACT_PERCENTAGE") {
    report(
      at,
      "invalid-value",
      "must be dimensions of key ANOMALY_TOTAL_IMPACT_ABSOLUTE or ANOMALY_TOTAL_IMPACT_PERCENTAGE, or several by and and or",
    );
    return;
  }
  const { values = [], matchOptions = [] } = dimensions ?? {};
  if (matchOptions.join() !== "GREATER_THAN_OR_EQUAL")
    report(`${at}/dimensions/matchOptions`, "invalid-value", "must be [GREATER_THAN_OR_EQUAL]");
  const [value = ""] = values;
  if (values.length !== 1 || !/^\d+(\.\d+)?$/.test(value) || Number(value) > mostImpact)
    report(
      `${at}/dimensions/values`,
      "invalid-value",
      `must be one number from 0 to ${mostImpact} as text, such as ["100"]`,
    );
}

function checkSubscribers({ frequency, subscribers }: Subscription, at: string, report: Report): void {
  const isImmediate = frequency === "IMMEDIATE";
  const seen = new Set<string>();
  for (const [index, { type, address }] of subscribers.entries()) {
    const here = `${at}/subscribers/${index}`;
    const text = isRef(address) ? address.ref : address;
    if ((type === "SNS") !== isImmediate)
      report(
        `${here}/type`,
        "invalid-value",
        isImmediate
          ? "AWS tells at once by topics alone; use SNS, or frequency DAILY or WEEKLY"
          : `AWS sends a ${frequency} summary by mail alone; use EMAIL, or frequency IMMEDIATE`,
      );
    if (seen.has(`${type} ${text}`)) report(`${here}/address`, "duplicate", `${text} is told already`);
    seen.add(`${type} ${text}`);
    if (type === "EMAIL" && (isRef(address) || !isMail(text)))
      report(
        `${here}/address`,
        "invalid-value",
        "must be a mail address, such as finance@acme.example, for EMAIL",
      );
    if (type === "SNS" && !isRef(address) && !isTopic(text))
      report(`${here}/address`, "invalid-value", "must be a topic for SNS: its ARN, or { ref: Topic/name }");
  }
  if (subscribers.filter(({ type }) => type === "SNS").length > 1)
    report(
      `${at}/subscribers`,
      "too-many",
      "a subscription goes to one topic at most; subscribe others to it",
    );
}

function isMail(text: string): boolean {
  return hasPlaceholder(text) || /^[^\s@]+@[^\s@]+$/.test(text);
}

function isTopic(text: string): boolean {
  return hasPlaceholder(text) || /^arn:aws[a-z-]*:sns:[^:\s]+:\d{12}:[^:\s]+$/.test(text);
}
