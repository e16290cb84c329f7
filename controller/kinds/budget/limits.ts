import type { Spend, TimeUnit } from "@aws-sdk/client-budgets";
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
 */
export function plannedFromAws(
  limits: Readonly<Record<string, Spend>> | undefined,
  wanted: PlannedLimits | undefined,
  timeUnit: TimeUnit,
  now: Date,
): PlannedLimits | undefined {
  const present = periodStart(timeUnit, now);
  const listed = Object.entries(limits ?? {})
    .map(([seconds, spend]) => [dayOf(seconds), limitFromAws(spend).budgetLimit] as const)
    .filter((entry): entry is readonly [string, Limit] => entry[1] !== undefined && entry[0] >= present);
  const past = Object.entries(wanted ?? {}).filter(([day]) => day < present);
  // A budget whose plan is used up goes on with the last limit, as if that had been set (API_budgets_Budget).
  const isUsedUp = wanted !== undefined && past.length === Object.keys(wanted).length;
  if (listed.length === 0 && !isUsedUp) return undefined;
  return Object.fromEntries([...past, ...listed].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The limits from the present period on, by seconds since 1970 as AWS wants them. */
export function plannedToAws(limits: PlannedLimits, timeUnit: TimeUnit, now: Date): Record<string, Spend> {
  const present = periodStart(timeUnit, now);
  return Object.fromEntries(
    Object.entries(limits)
      .filter(([day]) => day >= present)
      .map(([day, { amount, unit }]) => [String(Date.parse(day) / 1000), { Amount: amount, Unit: unit }]),
  );
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
