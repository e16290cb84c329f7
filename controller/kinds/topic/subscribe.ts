import {
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import type { Aws } from "../../aws/aws.ts";
import { classify, errorCode } from "../../aws/errors.ts";
import { inTurn } from "../../aws/in-turn.ts";
import { type SubscriptionShape, type SubscriptionStatus, subscriptionKey } from "./shape.ts";
import { subscribeAttributes, subscriptionWrites } from "./subscription-attributes.ts";
import { type Listed, listSubscriptions } from "./subscriptions.ts";

/** What a topic's subscriptions are and shall be. */
export interface SubscriptionChange {
  readonly topicArn: string;
  readonly before: readonly SubscriptionShape[];
  /** What the earlier read said of each. */
  readonly statuses: readonly SubscriptionStatus[];
  readonly target: readonly SubscriptionShape[];
}

/**
 * Subscribes, changes and unsubscribes until the topic has the target's subscriptions. What is pending is left as
 * it is: subscribing again would mail people again, and AWS refuses the rest. While one of the target's is refused,
 * nobody is unsubscribed, since it may be meant to take their place. Throws AWS's error.
 */
export async function putSubscriptions(aws: Aws, change: SubscriptionChange): Promise<void> {
  const before = new Map(change.before.map((shape) => [subscriptionKey(shape), shape]));
  const statuses = new Map(change.statuses.map((status) => [subscriptionKey(status), status]));
  const target = new Map(change.target.map((shape) => [subscriptionKey(shape), shape]));

  const missing = change.target.filter((shape) => !statuses.has(subscriptionKey(shape)));
  const updates = [...statuses].flatMap(([key, { arn, state }]) => {
    const [current, wanted] = [before.get(key), target.get(key)];
    return arn !== undefined && wanted && current && state === "confirmed"
      ? [() => update(aws, arn, current, wanted)]
      : [];
  });
  await inTurn([...(await subscriptionsOf(aws, change.topicArn, missing)), ...updates]);
  const unwanted = [...statuses].flatMap(([key, { arn }]) =>
    arn !== undefined && !target.has(key) ? [() => unsubscribe(aws, arn)] : [],
  );
  await inTurn(unwanted);
}

/** The calls that subscribe what is missing. */
async function subscriptionsOf(
  aws: Aws,
  topicArn: string,
  missing: readonly SubscriptionShape[],
): Promise<(() => Promise<void>)[]> {
  if (missing.length === 0) return [];
  // An earlier attempt whose answer was lost may have subscribed some of them, and mailed people.
  const present = new Set((await listedNow(aws, topicArn)).map(subscriptionKey));
  return missing
    .filter((shape) => !present.has(subscriptionKey(shape)))
    .map((shape) => () => subscribe(aws, topicArn, shape));
}

async function subscribe(aws: Aws, topicArn: string, shape: SubscriptionShape): Promise<void> {
  const { protocol: Protocol, endpoint: Endpoint } = shape;
  const Attributes = subscribeAttributes(shape);
  await aws.client(SNSClient).send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol,
      Endpoint,
      Attributes,
      ReturnSubscriptionArn: true,
    }),
  );
}

/** None where a topic that was just made can't be read yet. */
async function listedNow(aws: Aws, topicArn: string): Promise<Listed[]> {
  try {
    return await listSubscriptions(aws, topicArn);
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}

async function update(
  aws: Aws,
  arn: string,
  before: SubscriptionShape,
  target: SubscriptionShape,
): Promise<void> {
  for (const { name, value } of subscriptionWrites(before, target)) {
    await aws.client(SNSClient).send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: arn,
        AttributeName: name,
        ...(value !== undefined && { AttributeValue: value }),
      }),
    );
  }
}

async function unsubscribe(aws: Aws, arn: string): Promise<void> {
  try {
    await aws.client(SNSClient).send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  } catch (error) {
    if (classify(error) === "not-found" || isPending(error)) return;
    throw error;
  }
}

/** A confirmed subscription that fell back to pending can't be ended; AWS forgets it after 48 hours. */
function isPending(error: unknown): boolean {
  const message = error instanceof Error ? error.message : "";
  return errorCode(error).startsWith("InvalidParameter") && /pending confirmation/i.test(message);
}
