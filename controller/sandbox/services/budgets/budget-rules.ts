import type { Budget, CostTypes, Expression, Spend } from "@aws-sdk/client-budgets";
import { invalid } from "./budget-store.ts";

const farEnd = new Date("2087-06-15T00:00:00Z");
const hasAmount: ReadonlySet<string> = new Set(["COST", "USAGE"]);
const mostPeriods = { DAILY: 60, MONTHLY: 12, QUARTERLY: 4, ANNUALLY: 1, CUSTOM: 60 } as const;

const costTypes = {
  IncludeTax: true,
  IncludeSubscription: true,
  UseBlended: false,
  IncludeRefund: true,
  IncludeCredit: true,
  IncludeUpfront: true,
  IncludeRecurring: true,
  IncludeOtherSubscription: true,
  IncludeSupport: true,
  IncludeDiscount: true,
  UseAmortized: false,
} as const satisfies CostTypes;

/** Refuses what AWS refuses of a budget; the rules are those of the Budgets API Reference. */
export function checkBudget(budget: Budget, now: Date): void {
  const { BudgetName: name = "", BudgetType: type = "COST", TimeUnit: unit = "MONTHLY" } = budget;
  if (name.length < 1 || name.length > 100) throw invalid("BudgetName must have 1 to 100 characters");
  if (/[:\\]|\/action\//.test(name)) throw invalid('BudgetName can\'t contain ":", "\\" or "/action/"');
  const { BudgetLimit: limit, PlannedBudgetLimits: planned, AutoAdjustData: auto } = budget;
  if (limit && planned) throw invalid("BudgetLimit and PlannedBudgetLimits can't both be present");
  if (auto && (limit || planned)) throw invalid("A budget that adjusts itself can't have a limit");
  if (hasAmount.has(type)) {
    if (!limit && !planned && !auto) throw invalid(`BudgetLimit is required for ${type} budgets`);
  } else {
    if (planned) throw invalid(`PlannedBudgetLimits are not available for ${type} budgets`);
    if (limit && Number(limit.Amount) !== 100)
      throw invalid(`The BudgetLimit of ${type} budgets must be 100`);
  }
  for (const spend of [limit, ...Object.values(planned ?? {})]) if (spend) checkSpend(spend);
  checkCounted(budget);
  if (auto?.AutoAdjustType === "HISTORICAL") {
    const periods = auto.HistoricalOptions?.BudgetAdjustmentPeriod;
    if (periods === undefined) throw invalid("HistoricalOptions are required for HISTORICAL");
    if (periods < 1 || periods > mostPeriods[unit])
      throw invalid(`BudgetAdjustmentPeriod must be between 1 and ${mostPeriods[unit]} for ${unit} budgets`);
  }
  if (auto?.AutoAdjustType === "FORECAST" && auto.HistoricalOptions)
    throw invalid("HistoricalOptions are only for HISTORICAL");
  const { start, end } = periodOf(budget, now);
  if (start >= end) throw invalid("The start date must come before the end date");
  if (end > farEnd) throw invalid("The end date must come before 06/15/87 00:00 UTC");
  if (end <= now) throw invalid("The end date can't be in the past");
  if (planned) checkPlan(budget, planned, now);
}

function checkSpend({ Amount = "", Unit = "" }: Spend): void {
  if (!/^([0-9]*\.)?[0-9]+$/.test(Amount)) throw invalid(`${Amount} is not a valid amount`);
  if (Unit === "") throw invalid("Unit can't be empty");
}

function checkCounted(budget: Budget): void {
  const { CostFilters: filters, CostTypes: types, FilterExpression, Metrics = [], BudgetType } = budget;
  const isOlder = types !== undefined || Object.keys(filters ?? {}).length > 0;
  if (isOlder && (FilterExpression || Metrics.length > 0))
    throw invalid("Use either FilterExpression and Metrics or CostFilters and CostTypes, not both");
  if (types && BudgetType !== "COST") throw invalid(`${BudgetType} budgets do not have CostTypes`);
  if (Metrics.length > 1) throw invalid("Metrics can have 1 entry at most");
  if (FilterExpression) checkExpression(FilterExpression);
}

const roots = ["And", "Or", "Not", "Dimensions", "Tags", "CostCategories"] as const;

function checkExpression(expression: Expression): void {
  const given = roots.filter((root) => expression[root] !== undefined);
  if (given.length !== 1)
    throw invalid(
      "Expression has more than one roots. Only one root operator is allowed for each expression: And, Or, Not, Dimensions, Tags, CostCategories",
    );
  const leaf = expression.Dimensions ?? expression.Tags ?? expression.CostCategories;
  if (leaf && (leaf.Values ?? []).length === 0) throw invalid('Missing required parameter : "Values"');
  for (const part of [...(expression.And ?? []), ...(expression.Or ?? [])]) checkExpression(part);
  if (expression.Not) checkExpression(expression.Not);
}

/** "12 months … must start from the current month", four quarters likewise, fewer before an end (API_budgets_Budget). */
function checkPlan(budget: Budget, planned: Record<string, Spend>, now: Date): void {
  const { TimeUnit: unit } = budget;
  if (unit !== "MONTHLY" && unit !== "QUARTERLY")
    throw invalid("PlannedBudgetLimits are available for MONTHLY and QUARTERLY budgets");
  const { start, end } = periodOf(budget, now);
  const months = unit === "QUARTERLY" ? 3 : 1;
  const first = beginning(unit, start > now ? start : now);
  const expected = Array.from({ length: 12 / months }, (_, index) =>
    Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + index * months, 1),
  ).filter((time) => time < end.getTime());
  const given = Object.keys(planned).map((seconds) => Number(seconds) * 1000);
  if (given.sort((a, b) => a - b).join() !== expected.join())
    throw invalid(
      `PlannedBudgetLimits must have ${expected.length} consecutive limits from ${first.toISOString().slice(0, 10)} on`,
    );
}

/** When a budget begins and ends, AWS's own choice included. */
function periodOf({ TimePeriod, TimeUnit = "MONTHLY" }: Budget, now: Date): { start: Date; end: Date } {
  return { start: TimePeriod?.Start ?? beginning(TimeUnit, now), end: TimePeriod?.End ?? farEnd };
}

function beginning(unit: string, now: Date): Date {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (unit === "DAILY" || unit === "CUSTOM") return new Date(Date.UTC(year, month, day));
  if (unit === "QUARTERLY") return new Date(Date.UTC(year, month - (month % 3), 1));
  return new Date(Date.UTC(year, unit === "ANNUALLY" ? 0 : month, 1));
}

/** A budget as AWS keeps it: with everything filled in that wasn't said. */
export function filledIn(budget: Budget & { BudgetName: string }, now: Date) {
  const { AutoAdjustData: auto, FilterExpression, Metrics = [], BudgetType } = budget;
  const { start, end } = periodOf(budget, now);
  const isNewer = FilterExpression !== undefined || Metrics.length > 0;
  const { CostTypes: given } = budget;
  const unit = BudgetType === "COST" ? "USD" : "PERCENTAGE";
  const fixed =
    budget.BudgetLimit ?? (hasAmount.has(BudgetType ?? "") ? undefined : { Amount: "100", Unit: unit });
  return {
    ...budget,
    ...(fixed && { BudgetLimit: spendOf(fixed) }),
    ...(budget.PlannedBudgetLimits && {
      PlannedBudgetLimits: Object.fromEntries(
        Object.entries(budget.PlannedBudgetLimits).map(([key, spend]) => [key, spendOf(spend)]),
      ),
    }),
    // An account without costs: there is nothing to adjust to.
    ...(auto && {
      BudgetLimit: { Amount: "0.0", Unit: "USD" },
      AutoAdjustData: {
        AutoAdjustType: auto.AutoAdjustType,
        ...(auto.HistoricalOptions && {
          HistoricalOptions: { ...auto.HistoricalOptions, LookBackAvailablePeriods: 0 },
        }),
        LastAutoAdjustTime: now,
      },
    }),
    ...(!isNewer && { CostFilters: budget.CostFilters ?? {} }),
    ...(!isNewer && BudgetType === "COST" && { CostTypes: { ...costTypes, ...given } }),
    TimePeriod: { Start: start, End: end },
    CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: fixed?.Unit ?? unit } },
    HealthStatus: { Status: "HEALTHY" as const, LastUpdatedTime: now },
    LastUpdatedTime: now,
  };
}

/** AWS answers amounts with a decimal point: `5` as `5.0`. */
function spendOf({ Amount = "", Unit }: Spend): Spend {
  return { Amount: Amount.includes(".") ? Amount : `${Amount}.0`, Unit };
}

/** A budget as a call answers it now: of a plan what isn't past, and the limit of the present. */
export function answered(budget: Budget, now: Date, showFilterExpression: boolean | undefined): Budget {
  const { FilterExpression, PlannedBudgetLimits: planned, ...rest } = budget;
  const shown = { ...rest, ...(showFilterExpression && FilterExpression && { FilterExpression }) };
  if (!planned) return shown;
  const present = beginning(budget.TimeUnit ?? "MONTHLY", now).getTime() / 1000;
  const limits = Object.entries(planned).sort(([a], [b]) => Number(a) - Number(b));
  const left = limits.filter(([seconds]) => Number(seconds) >= present);
  const [, current] = left[0] ?? limits.at(-1) ?? [];
  return {
    ...shown,
    ...(current && { BudgetLimit: current }),
    ...(left.length > 0 && { PlannedBudgetLimits: Object.fromEntries(left) }),
  };
}
