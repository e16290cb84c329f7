import type { KindFixture, Spec } from "./fixture.ts";

const limit = { amount: 500, unit: "USD" };
const minimal: Spec = { budgetType: "COST", timeUnit: "MONTHLY", budgetLimit: limit };
const finance = { subscriptionType: "EMAIL", address: "finance@acme.example" };
const cto = { subscriptionType: "EMAIL", address: "cto@acme.example" };
const topic = { subscriptionType: "SNS", address: "arn:aws:sns:us-east-1:111122223333:finance" };
const otherTopic = { subscriptionType: "SNS", address: "arn:aws:sns:us-east-1:111122223333:security" };
const at = (threshold: number, subscribers: readonly unknown[], more: Spec = {}) => ({
  notificationType: "ACTUAL",
  comparisonOperator: "GREATER_THAN",
  threshold,
  ...more,
  subscribers,
});
const notifying = (...notifications: readonly unknown[]): Spec => ({ ...minimal, notifications });
const quarters = (...amounts: readonly [unknown, unknown, unknown, unknown]) => ({
  budgetType: "COST",
  timeUnit: "QUARTERLY",
  plannedBudgetLimits: Object.fromEntries(
    ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"].map((day, index) => [
      day,
      { amount: amounts[index], unit: "USD" },
    ]),
  ),
});
const filtered = (filterExpression: unknown): Spec => ({
  ...minimal,
  filterExpression,
  metrics: ["UnblendedCost"],
});
const adjusted = (autoAdjustData: unknown): Spec => ({
  budgetType: "COST",
  timeUnit: "MONTHLY",
  autoAdjustData,
});
const inCase = (matchOptions: readonly string[] | undefined) => ({ ...(matchOptions && { matchOptions }) });

export const fixture: KindFixture = {
  bases: { default: minimal },
  fields: {
    budgetName: { skip: "another name is another budget" },
    budgetLimit: { skip: "a cost budget always has a limit of some kind, see the variants" },
    plannedBudgetLimits: { skip: "stands in place of budgetLimit, see the variants" },
    autoAdjustData: { skip: "stands in place of budgetLimit, see the variants" },
    filterExpression: { with: { metrics: ["UnblendedCost"] } },
  },
  variants: {
    "the limit's amount": [minimal, { ...minimal, budgetLimit: { amount: "1200.50", unit: "USD" } }],
    "the limit's unit": [
      { budgetType: "USAGE", timeUnit: "MONTHLY", budgetLimit: { amount: 5, unit: "GB" } },
      { budgetType: "USAGE", timeUnit: "MONTHLY", budgetLimit: { amount: 5, unit: "Hrs" } },
    ],
    "another type": [
      minimal,
      { budgetType: "RI_UTILIZATION", timeUnit: "DAILY", costFilters: { Service: ["Amazon Redshift"] } },
    ],
    "another time unit": [minimal, { ...minimal, timeUnit: "ANNUALLY" }],
    "one limit, or a plan": [{ ...minimal, timeUnit: "QUARTERLY" }, quarters(900, 950, 950, 1200)],
    "a plan's amounts": [quarters(900, 950, 950, 1200), quarters(900, 950, "1000.25", 1400)],
    "one limit, or AWS's": [minimal, adjusted({ autoAdjustType: "FORECAST" })],
    "what AWS adjusts by": [
      adjusted({ autoAdjustType: "HISTORICAL", historicalOptions: { budgetAdjustmentPeriod: 3 } }),
      adjusted({ autoAdjustType: "HISTORICAL", historicalOptions: { budgetAdjustmentPeriod: 6 } }),
    ],
    "the older filters, or the newer": [
      { ...minimal, costFilters: { Region: ["us-east-1", "eu-west-1"] }, costTypes: { includeTax: false } },
      filtered({ dimensions: { key: "REGION", values: ["us-east-1", "eu-west-1"] } }),
    ],
    "every kind of cost": [
      {
        ...minimal,
        costTypes: {
          includeTax: false,
          includeSubscription: false,
          useBlended: true,
          includeRefund: false,
          includeCredit: false,
          includeUpfront: false,
          includeRecurring: false,
          includeOtherSubscription: false,
          includeSupport: false,
          includeDiscount: false,
        },
      },
      { ...minimal, costTypes: { useAmortized: true } },
    ],
    "filters inside filters": [
      filtered({
        or: [
          {
            and: [
              { tags: { key: "team", values: ["shop"] } },
              { not: { costCategories: { key: "c", values: ["x"] } } },
            ],
          },
          { dimensions: { key: "SERVICE", values: ["AmazonEC2", "AmazonS3"] } },
        ],
      }),
      filtered({
        and: [
          {
            costCategories: { key: "product", values: ["shop"], ...inCase(["CASE_INSENSITIVE", "CONTAINS"]) },
          },
          { tags: { key: "team", values: ["shop", "platform"], ...inCase(["STARTS_WITH"]) } },
          { dimensions: { key: "SERVICE", values: ["AmazonEC2"], ...inCase(["ENDS_WITH"]) } },
        ],
      }),
    ],
    "begin and end": [
      { ...minimal, timePeriod: { start: "2026-02-01", end: "2030-01-01" } },
      { ...minimal, timePeriod: { start: "2026-01-15T12:30Z", end: "2031-01-01T00:00:00Z" } },
    ],
    "an end, or none": [minimal, { ...minimal, timePeriod: { end: "2030-01-01" } }],
    "whom a notification goes to": [
      notifying(at(80, [finance, topic])),
      notifying(at(80, [cto, finance, otherTopic])),
    ],
    "all whom it goes to": [notifying(at(80, [finance])), notifying(at(80, [topic]))],
    "what a notification is about": [
      notifying(at(80, [finance]), at(100, [finance, topic])),
      notifying(
        at(90.5, [finance]),
        at(600, [cto], { notificationType: "FORECASTED", thresholdType: "ABSOLUTE_VALUE" }),
        at(10, [cto], { comparisonOperator: "LESS_THAN", thresholdType: "PERCENTAGE" }),
      ),
    ],
    "ten notifications for ten others": [
      notifying(...Array.from({ length: 10 }, (_, index) => at(10 * (index + 1), [finance]))),
      notifying(...Array.from({ length: 10 }, (_, index) => at(15 * (index + 1), [cto]))),
    ],
  },
};
