import type { KindFixture, Spec } from "./fixture.ts";

const account = "arn:aws:sqs:us-east-1:111122223333";
const queue = { protocol: "sqs", endpoint: `${account}:pages` };
const endpoint = { protocol: "https", endpoint: "https://pager.example.com/sns" };
const fifoQueue = { protocol: "sqs", endpoint: `${account}:orders.fifo` };
const fifo = { topicName: "orders.fifo", fifoTopic: true };
const retries = {
  minDelayTarget: 10,
  maxDelayTarget: 60,
  numRetries: 10,
  numNoDelayRetries: 1,
  numMinDelayRetries: 2,
  numMaxDelayRetries: 3,
  backoffFunction: "exponential",
};
const stream = {
  protocol: "firehose",
  endpoint: "arn:aws:firehose:us-east-1:111122223333:deliverystream/messages",
};

function subscribed(...subscriptions: Spec[]): Spec {
  return { subscriptions };
}

/** How the generated tests try topics out. */
export const fixture: KindFixture = {
  bases: { default: {}, fifo },
  fields: {
    topicName: { skip: "another name is another topic" },
    fifoTopic: { skip: "only FIFO topics' names end in .fifo, so it never changes without its name" },
    contentBasedDeduplication: { base: "fifo" },
    fifoThroughputScope: { base: "fifo" },
    archivePolicy: { base: "fifo" },
  },
  variants: {
    "a subscription more": [subscribed(queue), subscribed(queue, { protocol: "sms", endpoint: "+15550100" })],
    "another endpoint": [subscribed(queue), subscribed({ ...queue, endpoint: `${account}:others` })],
    "a pending subscription": [{}, subscribed({ protocol: "email", endpoint: "oncall@example.com" })],
    filterPolicy: [
      subscribed(queue),
      subscribed({ ...queue, filterPolicy: { severity: ["critical", { prefix: "high" }] } }),
    ],
    filterPolicyScope: [
      subscribed({ ...queue, filterPolicy: { severity: ["critical"] } }),
      subscribed({
        ...queue,
        filterPolicyScope: "MessageBody",
        filterPolicy: { detail: { severity: ["critical"] } },
      }),
    ],
    rawMessageDelivery: [subscribed(queue), subscribed({ ...queue, rawMessageDelivery: true })],
    redrivePolicy: [
      subscribed(queue),
      subscribed({ ...queue, redrivePolicy: { deadLetterTargetArn: `${account}:undelivered` } }),
    ],
    subscriptionRoleArn: [
      subscribed({ ...stream, subscriptionRoleArn: "arn:aws:iam::111122223333:role/SnsToFirehose" }),
      subscribed({ ...stream, subscriptionRoleArn: "arn:aws:iam::111122223333:role/SnsToArchive" }),
    ],
    replayPolicy: [
      { ...fifo, archivePolicy: { MessageRetentionPeriod: 30 }, ...subscribed(fifoQueue) },
      {
        ...fifo,
        archivePolicy: { MessageRetentionPeriod: 30 },
        ...subscribed({
          ...fifoQueue,
          replayPolicy: {
            PointType: "Timestamp",
            StartingPoint: "2026-11-01T00:00:00.000Z",
            EndingPoint: "2026-11-02T00:00:00.000Z",
          },
        }),
      },
    ],
    "the subscription's deliveryPolicy": [
      subscribed(endpoint),
      subscribed({
        ...endpoint,
        deliveryPolicy: {
          healthyRetryPolicy: retries,
          throttlePolicy: { maxReceivesPerSecond: 5 },
          requestPolicy: { headerContentType: "application/json" },
        },
      }),
    ],
    "the topic's deliveryPolicy": [
      { deliveryPolicy: { http: { defaultHealthyRetryPolicy: { numRetries: 5 } } } },
      {
        deliveryPolicy: {
          http: {
            defaultHealthyRetryPolicy: retries,
            disableSubscriptionOverrides: true,
            defaultThrottlePolicy: { maxReceivesPerSecond: 5 },
            defaultRequestPolicy: { headerContentType: "application/json" },
          },
        },
      },
    ],
  },
  unseen: {
    "a pending subscription": "one that somebody else began is theirs until it is confirmed",
    "the subscription's deliveryPolicy": "a pending subscription's attributes can't be read",
  },
};
