import type {
  ConfirmSubscriptionInput,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsInput,
  SubscribeInput,
  UnsubscribeInput,
} from "@aws-sdk/client-sns";
import { page } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import { existingSubscription, givenSubscriptionAttributes } from "./subscription-attributes.ts";
import {
  endpointKey,
  endpointsOf,
  existingTopic,
  invalid,
  isLive,
  type StoredSubscription,
  seenTopic,
  subscriptionsOf,
  topicsOf,
} from "./topic-store.ts";

const pageSize = 100;

/** What each protocol's endpoint looks like. */
const endpoints = new Map([
  ["http", /^http:\/\/\S+$/i],
  ["https", /^https:\/\/\S+$/i],
  ["email", /^[^\s@]+@[^\s@]+$/],
  ["email-json", /^[^\s@]+@[^\s@]+$/],
  ["sms", /^\+?[\d\s().-]{5,20}$/],
  ["sqs", /^arn:[^:]+:sqs:[^:]+:\d{12}:[^:]+$/],
  ["lambda", /^arn:[^:]+:lambda:[^:]+:\d{12}:function:.+$/],
  ["firehose", /^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/.+$/],
  ["application", /^arn:[^:]+:sns:[^:]+:\d{12}:endpoint\/.+$/],
]);
const confirmedByAnybody = new Set(["http", "https", "email", "email-json"]);

/**
 * Subscribes an endpoint to a topic, or answers the subscription it has. Mail and web endpoints, and queues
 * and functions of other accounts, stay pending until their owner confirms.
 */
export function subscribe(context: CallContext, input: SubscribeInput): { SubscriptionArn: string } {
  const topic = existingTopic(context, input.TopicArn);
  const protocol = input.Protocol ?? "";
  const endpoint = input.Endpoint ?? "";
  checkEndpoint(topic.arn, protocol, endpoint);
  const attributes = givenSubscriptionAttributes(protocol, topic.arn, input.Attributes ?? {});
  if (protocol === "firehose" && attributes["SubscriptionRoleArn"] === undefined)
    throw invalid("SubscriptionRoleArn", "is required for Firehose subscriptions");

  const key = endpointKey(topic.arn, protocol, endpoint);
  const before = subscriptionsOf(context).get(endpointsOf(context).get(key)?.arn ?? "");
  if (before && isLive(context, before)) {
    const same = Object.entries(attributes).every(([name, value]) => before.attributes[name] === value);
    if (!same) throw invalid("Attributes", "Subscription already exists with different attributes");
    return answer(before, input);
  }
  const pending = confirmedByAnybody.has(protocol) || !isOwn(context, protocol, endpoint);
  const row: StoredSubscription = {
    arn: `${topic.arn}:${uuid(context)}`,
    topicArn: topic.arn,
    protocol,
    endpoint,
    owner: context.account,
    principal: context.caller.arn,
    attributes,
    pending,
    token: context.id(64),
    since: context.clock.now(),
    authenticated: !pending,
  };
  subscriptionsOf(context).put(row.arn, row);
  endpointsOf(context).put(key, { arn: row.arn });
  return answer(row, input);
}

function checkEndpoint(topicArn: string, protocol: string, endpoint: string): void {
  const pattern = endpoints.get(protocol);
  if (!pattern) throw invalid("Protocol", `Does not support this protocol string: ${protocol}`);
  if (endpoint.length > 2048 || !pattern.test(endpoint))
    throw invalid("Endpoint", `not a valid endpoint for ${protocol}: ${endpoint}`);
  const fifo = topicArn.endsWith(".fifo");
  if (fifo && protocol !== "sqs") throw invalid("Endpoint", "only SQS queues can subscribe to a FIFO topic");
  if (!fifo && protocol === "sqs" && endpoint.endsWith(".fifo"))
    throw invalid("Endpoint", "FIFO SQS Queues can not be subscribed to standard SNS topics");
}

function isOwn(context: CallContext, protocol: string, endpoint: string): boolean {
  return protocol === "sms" || endpoint.split(":")[4] === context.account;
}

function answer(row: StoredSubscription, { ReturnSubscriptionArn: always }: SubscribeInput) {
  return { SubscriptionArn: row.pending && !always ? "pending confirmation" : row.arn };
}

function uuid(context: CallContext): string {
  return context.id(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Confirms a pending subscription with the token that was sent to its endpoint. */
export function confirmSubscription(context: CallContext, input: ConfirmSubscriptionInput) {
  const topic = existingTopic(context, input.TopicArn);
  const row = subscriptionsOf(context)
    .list()
    .find(({ topicArn, token }) => topicArn === topic.arn && token === input.Token);
  if (!row || !isLive(context, row)) throw invalid("Token", "no subscription waits for this token");
  const authenticated = row.authenticated || input.AuthenticateOnUnsubscribe === "true";
  subscriptionsOf(context).put(row.arn, { ...row, pending: false, authenticated });
  return { SubscriptionArn: row.arn };
}

/** The tokens that AWS would have sent to a topic's pending endpoints, by endpoint. */
export function pendingTokens(
  context: Pick<CallContext, "world" | "account" | "region">,
  topicArn: string,
): Map<string, string> {
  const table = context.world.table<StoredSubscription>(context.account, context.region, "sns/subscriptions");
  return new Map(
    table
      .list()
      .filter((row) => row.topicArn === topicArn && row.pending)
      .map((row) => [row.endpoint, row.token]),
  );
}

/** Ends a subscription; a pending one can't be (hashicorp/terraform-provider-aws#36494). */
export function unsubscribe(context: CallContext, { SubscriptionArn }: UnsubscribeInput): void {
  const row = existingSubscription(context, SubscriptionArn);
  if (row.pending)
    throw invalid("SubscriptionArn", "Cannot unsubscribe a subscription that is pending confirmation");
  subscriptionsOf(context).delete(row.arn);
  endpointsOf(context).delete(endpointKey(row.topicArn, row.protocol, row.endpoint));
  const topic = topicsOf(context).get(row.topicArn);
  if (topic) topicsOf(context).put(topic.arn, { ...topic, deleted: topic.deleted + 1 });
}

/** A page of the caller's subscriptions, 100 at most. */
export function listSubscriptions(context: CallContext, { NextToken }: ListSubscriptionsInput) {
  return listed(context, NextToken, "");
}

/** A page of a topic's subscriptions, 100 at most. */
export function listSubscriptionsByTopic(context: CallContext, input: ListSubscriptionsByTopicInput) {
  return listed(context, input.NextToken, `${seenTopic(context, input.TopicArn).arn}:`);
}

function listed(context: CallContext, given: string | undefined, prefix: string) {
  const { rows, token } = page(subscriptionsOf(context), {
    token: given,
    limit: pageSize,
    prefix,
    keep: (row) => isLive(context, row),
    badToken: "InvalidParameter",
  });
  return {
    Subscriptions: rows.map((row) => ({
      SubscriptionArn: row.pending ? "PendingConfirmation" : row.arn,
      Owner: row.owner,
      Protocol: row.protocol,
      Endpoint: row.endpoint,
      TopicArn: row.topicArn,
    })),
    NextToken: token,
  };
}
