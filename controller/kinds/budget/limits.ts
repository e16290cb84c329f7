import type { Budget, Spend, TimeUnit } from "@aws-sdk/client-budgets";
import { plainDecimal } from "../../aws/decimal.ts";

interface Limit {
  readonly amount: string;
  readonly unit: string;
}

/** A limit for each month or quarter, by its first day: `2026-07-01`. */
export type PlannedLimits = Readonly<Record<string, Limit>>;

/** The limit that was set, as a part of a shape. */
export function limitFromAws(limit: Spend | undefined): { budgetLimit?: Limit } {
  const { Amount, Unit } = limit ?? {};
  return Amount === undefined || Unit === undefined
    ? {}
    : { budgetLimit: { amount: plainDecimal(Amount), unit: Unit } };
}

/**
 * The planned limits that count: AWS's of the present and the future, and of the past what git says, since AWS drops
 * what is used up. Absent where there are none on either side.
 *
 * @param limit the limit that AWS goes by at present
 */
export function plannedFromAws(
  limits: Readonly<Record<string, Spend>> | undefined,
  limit: Spend | undefined,
  wanted: PlannedLimits | undefined,
  { timeUnit, now }: { timeUnit: TimeUnit; now: Date },
): PlannedLimits | undefined {
  const present = periodStart(timeUnit, now);
  const listed = Object.entries(limits ?? {})
    .map(([seconds, spend]) => [dayOf(seconds), limitFromAws(spend).budgetLimit] as const)
    .filter((entry): entry is readonly [string, Limit] => entry[1] !== undefined && entry[0] >= present);
  const past = Object.entries(wanted ?? {}).filter(([day]) => day < present);
  if (listed.length === 0) {
    // A budget whose plan is used up goes on with the last limit, as if that had been set (API_budgets_Budget).
    const last = wanted && lastIfUsedUp(wanted, timeUnit, now);
    const { budgetLimit } = limitFromAws(limit);
    if (!last) return undefined;
    return { ...wanted, ...(budgetLimit && { [last]: budgetLimit }) };
  }
  return Object.fromEntries([...past, ...listed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The limits as AWS takes them: by seconds since 1970 from the present period on, or the last one of a plan that is used up. */
export function plannedToAws(
  limits: PlannedLimits,
  timeUnit: TimeUnit,
  now: Date,
): Pick<Budget, "BudgetLimit" | "PlannedBudgetLimits"> {
  const last = limits[lastIfUsedUp(limits, timeUnit, now) ?? ""];
  if (last) return { BudgetLimit: { Amount: last.amount, Unit: last.unit } };
  const present = periodStart(timeUnit, now);
  return {
    PlannedBudgetLimits: Object.fromEntries(
      Object.entries(limits)
        .filter(([day]) => day >= present)
        .map(([day, { amount, unit }]) => [String(Date.parse(day) / 1000), { Amount: amount, Unit: unit }]),
    ),
  };
}

/** The last day of a plan all of which is past. */
function lastIfUsedUp(limits: PlannedLimits, timeUnit: TimeUnit, now: Date): string | undefined {
  const last = Object.keys(limits).sort().at(-1);
  return last !== undefined && last < periodStart(timeUnit, now) ? last : undefined;
}

/** The first day of the month or quarter that `now` is in. */
function periodStart(timeUnit: TimeUnit, now: Date): string {
  const month = now.getUTCMonth();
  const first = timeUnit === "QUARTERLY" ? month - (month % 3) : month;
  return new Date(Date.UTC(now.getUTCFullYear(), first, 1)).toISOString().slice(0, 10);
}

function dayOf(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? seconds : date.toISOString().slice(0, 10);
}
