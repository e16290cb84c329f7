import type { Budget, Dimension, Metric, Notification, Subscriber } from "@aws-sdk/client-budgets";
import {
  type CostExpression,
  canonicalExpression,
  expressionFromAws,
  expressionToAws,
} from "../../aws/cost-expression.ts";
import { plainDecimal } from "../../aws/decimal.ts";
import type { BudgetSpec } from "../../generated/types.ts";
import type { Scope } from "../../kind.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";
import { limitFromAws, type PlannedLimits, plannedFromAws, plannedToAws } from "./limits.ts";

/** An amount without the zeros that say nothing. */
export interface SpendShape {
  readonly amount: string;
  readonly unit: string;
}

/** Whom a notification goes to. */
export interface SubscriberShape {
  readonly subscriptionType: "EMAIL" | "SNS";
  readonly address: string;
}

/** A notification: AWS has no other id for it than everything but its subscribers. */
export interface NotificationShape {
  readonly notificationType: "ACTUAL" | "FORECASTED";
  readonly comparisonOperator: "EQUAL_TO" | "GREATER_THAN" | "LESS_THAN";
  readonly threshold: number;
  readonly thresholdType: "ABSOLUTE_VALUE" | "PERCENTAGE";
  readonly subscribers: readonly SubscriberShape[];
}

/** The eleven kinds of costs, all of them said. */
export type CostTypesShape = Readonly<Required<NonNullable<BudgetSpec["costTypes"]>>>;

/** A budget's canonical form. */
export interface BudgetShape {
  readonly budgetType: BudgetSpec["budgetType"];
  readonly timeUnit: BudgetSpec["timeUnit"];
  /** Absent where AWS computes it: in planned and in adjusting budgets. */
  readonly budgetLimit?: SpendShape;
  readonly plannedBudgetLimits?: PlannedLimits;
  readonly autoAdjustData?: NonNullable<BudgetSpec["autoAdjustData"]>;
  readonly costFilters?: Readonly<Record<string, readonly string[]>>;
  readonly costTypes?: CostTypesShape;
  readonly filterExpression?: CostExpression<Dimension>;
  readonly metrics?: readonly Metric[];
  /** Absent for the account's primary view. */
  readonly billingViewArn?: string;
  /** The start where git says one, the end where it isn't AWS's. */
  readonly timePeriod?: { readonly start?: string; readonly end?: string };
  readonly notifications: readonly NotificationShape[];
}

/** What AWS says of a budget beside its shape. */
export interface BudgetStatus {
  /** Since when it exists, which git needn't say and an update mustn't change. */
  readonly start: string | undefined;
  /** Why AWS can't compute it; absent while it can. */
  readonly unhealthy: string | undefined;
}

/** A notification as AWS lists it, with whom it goes to. */
export interface ListedNotification {
  readonly notification: Notification;
  readonly subscribers: readonly Subscriber[];
}

/** "If you didn't specify an end date, AWS set your end date to 06/15/87 00:00 UTC" (API_budgets_TimePeriod). */
export const farEnd = "2087-06-15T00:00:00Z";

const defaultCostTypes: CostTypesShape = {
  includeTax: true,
  includeSubscription: true,
  useBlended: false,
  includeRefund: true,
  includeCredit: true,
  includeUpfront: true,
  includeRecurring: true,
  includeOtherSubscription: true,
  includeSupport: true,
  includeDiscount: true,
  useAmortized: false,
};

/** Whether a budget's limit is an amount of money or usage, and not always all of something. */
export function isOfAmount(budgetType: BudgetSpec["budgetType"]): boolean {
  return budgetType === "COST" || budgetType === "USAGE";
}

/** The shape that a resolved spec asks for. */
export function desiredBudget(spec: BudgetSpec, scope: Scope): BudgetShape {
  const {
    budgetType,
    timeUnit,
    filterExpression,
    metrics,
    costFilters,
    timePeriod,
    notifications = [],
  } = spec;
  const isNewer = filterExpression !== undefined || metrics !== undefined;
  return {
    budgetType,
    timeUnit,
    ...desiredLimit(spec),
    ...(filterExpression && { filterExpression: canonicalExpression<Dimension>(filterExpression) }),
    ...(metrics && { metrics }),
    ...(!isNewer && costFilters && { costFilters: canonicalFilters(costFilters) }),
    ...(!isNewer && budgetType === "COST" && { costTypes: { ...defaultCostTypes, ...spec.costTypes } }),
    ...viewOf(spec.billingViewArn, scope),
    ...periodOf(timePeriod?.start && utc(timePeriod.start), timePeriod?.end && utc(timePeriod.end)),
    notifications: notifications
      .map(
        ({ thresholdType = "PERCENTAGE", subscribers, ...rest }): NotificationShape => ({
          ...rest,
          thresholdType,
          subscribers: subscribers
            .map(({ subscriptionType, address }) => ({
              subscriptionType,
              // The resolver has put an ARN in a reference's place.
              address: typeof address === "string" ? address : address.ref,
            }))
            .sort(bySubscriber),
        }),
      )
      .sort(byNotification),
  };
}

function desiredLimit(
  spec: BudgetSpec,
): Pick<BudgetShape, "budgetLimit" | "plannedBudgetLimits" | "autoAdjustData"> {
  const { budgetLimit, plannedBudgetLimits, autoAdjustData, budgetType } = spec;
  if (autoAdjustData) return { autoAdjustData };
  if (plannedBudgetLimits) {
    const limits = Object.entries(plannedBudgetLimits).map(([day, limit]) => [day, spend(limit)] as const);
    return { plannedBudgetLimits: Object.fromEntries(limits.sort(byKey)) };
  }
  if (budgetLimit) return { budgetLimit: spend(budgetLimit) };
  // "Default to 100. This is the only valid value" (API_budgets_Budget).
  return isOfAmount(budgetType) ? {} : { budgetLimit: { amount: "100", unit: "PERCENTAGE" } };
}

function spend({ amount, unit }: { amount: string | number; unit: string }): SpendShape {
  return { amount: plainDecimal(amount), unit };
}

function canonicalFilters(filters: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filters)
      .map(([name, values]) => [name, sortedTexts(values)] as const)
      .sort(byKey),
  );
}

function viewOf(arn: string | undefined, { account }: Scope): Pick<BudgetShape, "billingViewArn"> {
  const isPrimary = arn === undefined || arn.endsWith(`:billing::${account}:billingview/primary`);
  return isPrimary ? {} : { billingViewArn: arn };
}

function periodOf(start: string | undefined, end: string | undefined): Pick<BudgetShape, "timePeriod"> {
  const given = { ...(start && { start }), ...(end && end !== farEnd && { end }) };
  return Object.keys(given).length > 0 ? { timePeriod: given } : {};
}

/** `2026-07-01` as `2026-07-01T00:00:00Z`; what isn't a time, as it is. */
export function utc(time: string | Date): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString().replace(/\.\d+Z$/, "Z");
}

/**
 * The shape of a budget as AWS has it. What AWS fills in by itself is left out where git doesn't say it.
 *
 * @param wanted what git says, of a budget that is in git
 */
export function budgetFromAws(
  budget: Budget,
  listed: readonly ListedNotification[],
  { wanted, now, scope }: { wanted: BudgetShape | undefined; now: Date; scope: Scope },
): BudgetShape {
  // Members that the SDK's types demand, and every budget has.
  const { BudgetType: budgetType = "COST", TimeUnit: timeUnit = "MONTHLY", TimePeriod: period } = budget;
  const { AutoAdjustData: auto } = budget;
  const end = period?.End && utc(period.End);
  const start = wanted?.timePeriod?.start && period?.Start && utc(period.Start);
  const { PlannedBudgetLimits: limits, BudgetLimit: limit } = budget;
  const planned = plannedFromAws(limits, limit, wanted?.plannedBudgetLimits, { timeUnit, now });
  return {
    budgetType,
    timeUnit,
    ...(auto?.AutoAdjustType && {
      autoAdjustData: {
        autoAdjustType: auto.AutoAdjustType,
        ...(auto.AutoAdjustType === "HISTORICAL" &&
          auto.HistoricalOptions?.BudgetAdjustmentPeriod !== undefined && {
            historicalOptions: { budgetAdjustmentPeriod: auto.HistoricalOptions.BudgetAdjustmentPeriod },
          }),
      },
    }),
    ...(!auto?.AutoAdjustType && planned && { plannedBudgetLimits: planned }),
    ...(!auto?.AutoAdjustType && !planned && limitFromAws(limit)),
    ...countedFromAws(budget, wanted),
    ...viewOf(budget.BillingViewArn, scope),
    ...periodOf(start, end),
    notifications: listed.map(notificationFromAws).sort(byNotification),
  };
}

/** AWS has a budget's filters in the older form or the newer, and answers with either or with both. */
function countedFromAws(budget: Budget, wanted: BudgetShape | undefined): Partial<BudgetShape> {
  const { FilterExpression, Metrics = [], CostFilters = {}, CostTypes, BudgetType } = budget;
  const isNewer = FilterExpression !== undefined || Metrics.length > 0;
  const isOlder = CostTypes !== undefined || Object.keys(CostFilters).length > 0;
  const wantsNewer = wanted?.filterExpression !== undefined || wanted?.metrics !== undefined;
  if (isNewer && (wantsNewer || !isOlder)) {
    return {
      ...(FilterExpression && { filterExpression: expressionFromAws<Dimension>(FilterExpression) }),
      ...(Metrics.length > 0 && { metrics: Metrics }),
    };
  }
  return {
    ...(Object.keys(CostFilters).length > 0 && { costFilters: canonicalFilters(CostFilters) }),
    // The others have none, whatever AWS fills in.
    ...(BudgetType === "COST" && { costTypes: costTypesFromAws(CostTypes) }),
  };
}

function costTypesFromAws(types: Budget["CostTypes"] = {}): CostTypesShape {
  const given = Object.entries(types)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value] as const);
  return { ...defaultCostTypes, ...Object.fromEntries(given) };
}

/** PERCENTAGE is left out of what AWS answers. */
function notificationFromAws({ notification, subscribers }: ListedNotification): NotificationShape {
  return {
    notificationType: notification.NotificationType ?? "ACTUAL",
    comparisonOperator: notification.ComparisonOperator ?? "GREATER_THAN",
    threshold: notification.Threshold ?? 0,
    thresholdType: notification.ThresholdType ?? "PERCENTAGE",
    subscribers: subscribers
      .map(({ SubscriptionType = "EMAIL", Address = "" }) => ({
        subscriptionType: SubscriptionType,
        address: Address,
      }))
      .sort(bySubscriber),
  };
}

export function statusFromAws({ TimePeriod, HealthStatus }: Budget): BudgetStatus {
  return {
    start: TimePeriod?.Start && utc(TimePeriod.Start),
    unhealthy:
      HealthStatus?.Status === "UNHEALTHY" ? (HealthStatus.StatusReason ?? "for no reason given") : undefined,
  };
}

/**
 * A budget as AWS takes it, whole: an update leaves nothing as it was.
 *
 * @param status of the budget that is there; a new one's period is for AWS to fill in
 */
export function budgetToAws(
  name: string,
  shape: BudgetShape,
  { status, now }: { status: BudgetStatus | undefined; now: Date },
): Budget {
  const { budgetLimit, plannedBudgetLimits, autoAdjustData, costFilters, costTypes, filterExpression } =
    shape;
  const { metrics, billingViewArn, timePeriod } = shape;
  const start = timePeriod?.start ?? status?.start;
  const end = timePeriod?.end ?? (status && farEnd);
  return {
    BudgetName: name,
    BudgetType: shape.budgetType,
    TimeUnit: shape.timeUnit,
    ...(budgetLimit && { BudgetLimit: { Amount: budgetLimit.amount, Unit: budgetLimit.unit } }),
    ...(plannedBudgetLimits && plannedToAws(plannedBudgetLimits, shape.timeUnit, now)),
    ...(autoAdjustData && {
      AutoAdjustData: {
        AutoAdjustType: autoAdjustData.autoAdjustType,
        ...(autoAdjustData.historicalOptions && {
          HistoricalOptions: {
            BudgetAdjustmentPeriod: autoAdjustData.historicalOptions.budgetAdjustmentPeriod,
          },
        }),
      },
    }),
    ...(costFilters && {
      CostFilters: Object.fromEntries(Object.entries(costFilters).map(([key, values]) => [key, [...values]])),
    }),
    ...(costTypes && {
      CostTypes: Object.fromEntries(
        Object.entries(costTypes).map(([key, value]) => [
          `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          value,
        ]),
      ),
    }),
    ...(filterExpression && { FilterExpression: expressionToAws<Dimension>(filterExpression) }),
    ...(metrics && { Metrics: [...metrics] }),
    ...(billingViewArn && { BillingViewArn: billingViewArn }),
    ...((start || end) && {
      TimePeriod: { ...(start && { Start: new Date(start) }), ...(end && { End: new Date(end) }) },
    }),
  };
}

/** What tells a budget's notifications apart. */
export function notificationKey(of: Omit<NotificationShape, "subscribers">): string {
  return [of.notificationType, of.comparisonOperator, of.threshold, of.thresholdType].join(" ");
}

export function subscriberKey({ subscriptionType, address }: SubscriberShape): string {
  return `${subscriptionType} ${address}`;
}

function byNotification(a: NotificationShape, b: NotificationShape): number {
  return order(notificationKey(a), notificationKey(b));
}

function bySubscriber(a: SubscriberShape, b: SubscriberShape): number {
  return order(subscriberKey(a), subscriberKey(b));
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return order(a[0], b[0]);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
