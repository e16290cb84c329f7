import type { KindFixture, Spec } from "./fixture.ts";

const services: Spec = { monitorType: "DIMENSIONAL", monitorDimension: "SERVICE" };
const custom = (monitorSpecification: unknown): Spec => ({ monitorType: "CUSTOM", monitorSpecification });
const finance = { type: "EMAIL", address: "finance@acme.example" };
const cto = { type: "EMAIL", address: "cto@acme.example" };
const topic = { type: "SNS", address: "arn:aws:sns:us-east-1:111122223333:finance" };
const otherTopic = { type: "SNS", address: "arn:aws:sns:us-east-1:111122223333:security" };
const impact = (kind: string, value: string) => ({
  dimensions: {
    key: `ANOMALY_TOTAL_IMPACT_${kind}`,
    values: [value],
    matchOptions: ["GREATER_THAN_OR_EQUAL"],
  },
});
const told = (...subscriptions: readonly unknown[]): Spec => ({ ...services, subscriptions });
const daily = { subscriptionName: "finance", frequency: "DAILY", threshold: 100, subscribers: [finance] };

export const fixture: KindFixture = {
  bases: { default: services },
  fields: {
    monitorDimension: { skip: "an AWS managed monitor of another dimension is another monitor" },
    monitorSpecification: { skip: "comes and goes with monitorType, see the variants" },
  },
  variants: {
    "all services or one tag": [services, custom({ tags: { key: "team", values: ["payments"] } })],
    "what a custom monitor looks at": [
      custom({ tags: { key: "team", values: ["payments", "shop"] } }),
      custom({ dimensions: { key: "LINKED_ACCOUNT", values: ["111122223333", "444455556666"] } }),
    ],
    "another cost category": [
      custom({ costCategories: { key: "product", values: ["shop"] } }),
      custom({ costCategories: { key: "product", values: ["warehouse"] } }),
    ],
    "the keys that AWS looks at": [
      {
        monitorType: "DIMENSIONAL",
        monitorDimension: "TAG",
        monitorSpecification: { tags: { key: "team" } },
      },
      {
        monitorType: "DIMENSIONAL",
        monitorDimension: "COST_CATEGORY",
        monitorSpecification: { costCategories: { key: "product" } },
      },
    ],
    "how much and how often": [
      told(daily),
      told({
        ...daily,
        threshold: undefined,
        frequency: "WEEKLY",
        thresholdExpression: impact("PERCENTAGE", "40.5"),
      }),
    ],
    "thresholds inside thresholds": [
      told({
        ...daily,
        threshold: undefined,
        thresholdExpression: { and: [impact("ABSOLUTE", "100"), impact("PERCENTAGE", "20")] },
      }),
      told({
        ...daily,
        threshold: undefined,
        thresholdExpression: {
          or: [impact("ABSOLUTE", "1000"), { and: [impact("ABSOLUTE", "50"), impact("PERCENTAGE", "80")] }],
        },
      }),
    ],
    "whom a subscription tells": [
      told({ ...daily, subscribers: [finance, cto] }),
      told({ ...daily, subscribers: [cto] }),
    ],
    "by mail or at once": [told(daily), told({ ...daily, frequency: "IMMEDIATE", subscribers: [topic] })],
    "other subscriptions": [
      told(daily, { ...daily, subscriptionName: "oncall", frequency: "IMMEDIATE", subscribers: [topic] }),
      told(
        { ...daily, subscriptionName: "weekly", frequency: "WEEKLY" },
        { ...daily, subscriptionName: "oncall", frequency: "IMMEDIATE", subscribers: [otherTopic] },
      ),
    ],
  },
};
