import type { Dimension } from "@aws-sdk/client-budgets";
import { canonicalExpression } from "../../aws/cost-expression.ts";
import { plainDecimal } from "../../aws/decimal.ts";
import { type Document, hasPlaceholder, isRef, problemAt } from "../../document.ts";
import type { BudgetSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { farEnd, isOfAmount, notificationKey, utc } from "./shape.ts";

/** Notes a problem with the value at a pointer below `/spec`, e.g. `notifications/0/subscribers`. */
type Report = (pointer: string, code: string, message: string) => void;

/** The rules of budgets that a schema can't say, all of them at once. */
export function checkBudget(document: Document<BudgetSpec>): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (pointer, code, message) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };
  const { spec } = document;
  checkLimit(spec, report);
  checkPlan(spec, report);
  checkAdjustment(spec, report);
  checkCounted(spec, report);
  checkPeriod(spec, report);
  checkNotifications(spec, report);
  return problems;
}

const limitFields = ["budgetLimit", "plannedBudgetLimits", "autoAdjustData"] as const;

function checkLimit(spec: BudgetSpec, report: Report): void {
  const given = limitFields.filter((field) => spec[field] !== undefined);
  for (const field of given.slice(1))
    report(field, "conflicting-fields", `a budget has one of ${limitFields.join(", ")}; keep one of them`);
  if (isOfAmount(spec.budgetType)) {
    if (given.length === 0)
      report(
        "budgetLimit",
        "missing-field",
        "a cost or usage budget needs a limit: set budgetLimit, plannedBudgetLimits or autoAdjustData",
      );
    return;
  }
  if (spec.plannedBudgetLimits)
    report(
      "plannedBudgetLimits",
      "conflicting-fields",
      `only cost and usage budgets can be planned, not ${spec.budgetType}; leave plannedBudgetLimits out`,
    );
  if (spec.budgetLimit && plainDecimal(spec.budgetLimit.amount) !== "100")
    report(
      "budgetLimit/amount",
      "invalid-value",
      `AWS takes no limit of a ${spec.budgetType} budget but 100; leave budgetLimit out, and give notifications the threshold`,
    );
}

function checkPlan({ plannedBudgetLimits, timeUnit }: BudgetSpec, report: Report): void {
  if (!plannedBudgetLimits) return;
  if (timeUnit !== "MONTHLY" && timeUnit !== "QUARTERLY") {
    report(
      "plannedBudgetLimits",
      "conflicting-fields",
      `limits are planned by month or quarter, not with timeUnit ${timeUnit}; set budgetLimit instead`,
    );
    return;
  }
  const months = timeUnit === "QUARTERLY" ? 3 : 1;
  let before: number | undefined;
  for (const day of Object.keys(plannedBudgetLimits).sort()) {
    const [year = 0, month = 0] = day.split("-").map(Number);
    const at = `plannedBudgetLimits/${day}`;
    const position = year * 12 + month - 1;
    if (month < 1 || month > 12 || position % months !== 0)
      report(
        at,
        "invalid-value",
        `${day} isn't the first day of a ${months === 3 ? "quarter (January, April, July or October)" : "month"}`,
      );
    else if (before !== undefined && position !== before + months)
      report(at, "invalid-value", `there is a gap before ${day}: give each period until then a limit`);
    before = position;
  }
}

const longest = { DAILY: 60, MONTHLY: 12, QUARTERLY: 4, ANNUALLY: 1 } as const;

function checkAdjustment({ autoAdjustData, timeUnit }: BudgetSpec, report: Report): void {
  if (!autoAdjustData) return;
  const { autoAdjustType, historicalOptions } = autoAdjustData;
  if (autoAdjustType === "HISTORICAL" && !historicalOptions)
    report(
      "autoAdjustData/historicalOptions",
      "missing-field",
      "HISTORICAL needs historicalOptions.budgetAdjustmentPeriod: over how many periods to average",
    );
  if (autoAdjustType === "FORECAST" && historicalOptions)
    report(
      "autoAdjustData/historicalOptions",
      "conflicting-fields",
      "FORECAST looks at no history; leave historicalOptions out",
    );
  const most = timeUnit === "CUSTOM" ? undefined : longest[timeUnit];
  if (historicalOptions && most !== undefined && historicalOptions.budgetAdjustmentPeriod > most)
    report(
      "autoAdjustData/historicalOptions/budgetAdjustmentPeriod",
      "invalid-value",
      `may be at most ${most} with timeUnit ${timeUnit}`,
    );
}

/** "Either FilterExpression and Metrics or CostFilters and CostTypes" (API_budgets_CreateBudget). */
function checkCounted(spec: BudgetSpec, report: Report): void {
  const newer = spec.filterExpression ? "filterExpression" : spec.metrics ? "metrics" : undefined;
  for (const field of ["costFilters", "costTypes"] as const) {
    if (newer && spec[field])
      report(
        field,
        "conflicting-fields",
        `${field} can't stand beside ${newer}; use filterExpression and metrics, or costFilters and costTypes`,
      );
  }
  if (spec.filterExpression) checkExpression(spec.filterExpression, "filterExpression", report);
  if (spec.costTypes && spec.budgetType !== "COST")
    report("costTypes", "conflicting-fields", `only cost budgets have costTypes, not ${spec.budgetType}`);
  if (spec.filterExpression && !spec.metrics && isOfAmount(spec.budgetType))
    report(
      "metrics",
      "missing-field",
      `filterExpression needs metrics beside it, such as [${spec.budgetType === "COST" ? "UnblendedCost" : "UsageQuantity"}]: AWS takes the budget without and then can't show what it has counted`,
    );
}

type Expression = NonNullable<BudgetSpec["filterExpression"]>;

/** "You can specify only one of these values in the array" (API_budgets_ExpressionDimensionValues). */
function checkExpression(expression: Expression, at: string, report: Report): void {
  const { or, and, not, dimensions } = expression;
  for (const [name, parts] of [
    ["and", and],
    ["or", or],
  ] as const)
    for (const [index, part] of (parts ?? []).entries())
      checkExpression(part, `${at}/${name}/${index}`, report);
  if (not) checkExpression(not, `${at}/not`, report);
  const sent = canonicalExpression<Dimension>({ ...(dimensions && { dimensions }) }).dimensions?.matchOptions;
  if ((sent?.length ?? 0) > 1)
    report(
      `${at}/dimensions/matchOptions`,
      "too-many",
      `AWS compares a dimension in one way, not by ${sent?.join(" and ")}; keep one of them`,
    );
}

function checkPeriod({ timePeriod: { start, end } = {} }: BudgetSpec, report: Report): void {
  if ([start, end].some((text) => text !== undefined && hasPlaceholder(text))) return;
  const isTime = (text: string) => !Number.isNaN(Date.parse(text));
  for (const [field, text] of [
    ["start", start],
    ["end", end],
  ] as const) {
    if (text !== undefined && !isTime(text))
      report(`timePeriod/${field}`, "invalid-value", `${text} is no day of the calendar`);
  }
  if (start !== undefined && end !== undefined && isTime(start) && isTime(end) && utc(start) >= utc(end))
    report("timePeriod/end", "invalid-value", "must be after timePeriod.start");
  if (end !== undefined && isTime(end) && utc(end) > farEnd)
    report("timePeriod/end", "invalid-value", "AWS takes no end after 2087-06-15, which is its default");
}

function checkNotifications({ notifications = [], timeUnit }: BudgetSpec, report: Report): void {
  const seen = new Set<string>();
  for (const [index, notification] of notifications.entries()) {
    const at = `notifications/${index}`;
    const { notificationType, thresholdType = "PERCENTAGE", subscribers } = notification;
    const key = notificationKey({ ...notification, thresholdType });
    if (seen.has(key))
      report(
        at,
        "duplicate",
        `there is a notification ${key} already: AWS tells them apart by type, operator, threshold and type of threshold; put all subscribers into one`,
      );
    seen.add(key);
    if (notificationType === "FORECASTED" && timeUnit === "DAILY")
      report(
        `${at}/notificationType`,
        "invalid-value",
        "AWS forecasts nothing for daily budgets; use ACTUAL, or another timeUnit",
      );
    checkSubscribers(subscribers, at, report);
  }
}

type Subscribers = NonNullable<BudgetSpec["notifications"]>[number]["subscribers"];

const mostEmails = 10;

function checkSubscribers(subscribers: Subscribers, at: string, report: Report): void {
  const seen = new Set<string>();
  const count = { EMAIL: 0, SNS: 0 };
  for (const [index, { subscriptionType, address }] of subscribers.entries()) {
    const here = `${at}/subscribers/${index}/address`;
    const text = isRef(address) ? address.ref : address;
    count[subscriptionType] += 1;
    if (seen.has(`${subscriptionType} ${text}`)) report(here, "duplicate", `${text} is told already`);
    seen.add(`${subscriptionType} ${text}`);
    if (subscriptionType === "EMAIL" && (isRef(address) || !isMail(text)))
      report(here, "invalid-value", "must be a mail address, such as finance@acme.example, for EMAIL");
    if (subscriptionType === "SNS" && !isRef(address) && !isTopic(text))
      report(here, "invalid-value", "must be a topic for SNS: its ARN, or { ref: Topic/name }");
  }
  if (count.SNS > 1)
    report(
      `${at}/subscribers`,
      "too-many",
      "a notification goes to one topic at most; subscribe others to it",
    );
  if (count.EMAIL > mostEmails)
    report(
      `${at}/subscribers`,
      "too-many",
      `a notification goes to ${mostEmails} mail addresses at most, not ${count.EMAIL}; use a topic or a list's address`,
    );
}

function isMail(text: string): boolean {
  return hasPlaceholder(text) || /^[^\s@]+@[^\s@]+$/.test(text);
}

function isTopic(text: string): boolean {
  return hasPlaceholder(text) || /^arn:aws[a-z-]*:sns:[^:\s]+:\d{12}:[^:\s]+$/.test(text);
}
