import {
  BudgetsClient,
  CreateNotificationCommand,
  CreateSubscriberCommand,
  DeleteNotificationCommand,
  DeleteSubscriberCommand,
  type Notification,
  type Subscriber,
  UpdateNotificationCommand,
  UpdateSubscriberCommand,
} from "@aws-sdk/client-budgets";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import { type NotificationShape, notificationKey, type SubscriberShape, subscriberKey } from "./shape.ts";

/**
 * Brings a budget's notifications to the target. What goes is made into what comes, so that nobody is left untold in
 * between and the limits on their number are never in the way.
 */
export async function putNotifications(
  aws: Aws,
  budgetName: string,
  before: readonly NotificationShape[],
  target: readonly NotificationShape[],
): Promise<void> {
  const client = aws.client(BudgetsClient);
  const of = { AccountId: aws.scope.account, BudgetName: budgetName };
  const { kept, changed, added, removed } = difference(before, target, notificationKey, sameSubscribers);
  for (const [from, to] of changed) {
    await client.send(
      new UpdateNotificationCommand({
        ...of,
        OldNotification: notificationToAws(from),
        NewNotification: notificationToAws(to),
      }),
    );
  }
  for (const [from, to] of kept) {
    const Notification = notificationToAws(to);
    await putSubscribers(aws, { ...of, Notification }, from.subscribers, to.subscribers);
  }
  for (const one of removed) {
    const command = new DeleteNotificationCommand({ ...of, Notification: notificationToAws(one) });
    await ignoringMissing(client.send(command));
  }
  for (const one of added) {
    await client.send(
      new CreateNotificationCommand({
        ...of,
        Notification: notificationToAws(one),
        Subscribers: one.subscribers.map(subscriberToAws),
      }),
    );
  }
}

/** The last subscriber takes the notification with it (DeleteSubscriber's reference): deletions come last. */
async function putSubscribers(
  aws: Aws,
  of: { AccountId: string; BudgetName: string; Notification: Notification },
  before: readonly SubscriberShape[],
  target: readonly SubscriberShape[],
): Promise<void> {
  const client = aws.client(BudgetsClient);
  const { changed, added, removed } = difference(before, target, subscriberKey, sameType);
  for (const [from, to] of changed) {
    await client.send(
      new UpdateSubscriberCommand({
        ...of,
        OldSubscriber: subscriberToAws(from),
        NewSubscriber: subscriberToAws(to),
      }),
    );
  }
  for (const one of added)
    await client.send(new CreateSubscriberCommand({ ...of, Subscriber: subscriberToAws(one) }));
  for (const one of removed)
    await ignoringMissing(
      client.send(new DeleteSubscriberCommand({ ...of, Subscriber: subscriberToAws(one) })),
    );
}

interface Difference<Item> {
  readonly kept: readonly (readonly [from: Item, to: Item])[];
  readonly changed: readonly (readonly [from: Item, to: Item])[];
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
}

/** What stays, what is made into another, and what is left over on either side. */
function difference<Item>(
  before: readonly Item[],
  target: readonly Item[],
  key: (item: Item) => string,
  becomes: (from: Item, to: Item) => boolean,
): Difference<Item> {
  const current = new Map(before.map((item) => [key(item), item]));
  const kept: [Item, Item][] = [];
  const changed: [Item, Item][] = [];
  const added: Item[] = [];
  const missing: Item[] = [];
  for (const to of target) {
    const from = current.get(key(to));
    if (from) kept.push([from, to]);
    else missing.push(to);
    current.delete(key(to));
  }
  for (const to of missing) {
    const from = [...current.values()].find((item) => becomes(item, to));
    if (from) changed.push([from, to]);
    else added.push(to);
    if (from) current.delete(key(from));
  }
  return { kept, changed, added, removed: [...current.values()] };
}

function sameSubscribers(from: NotificationShape, to: NotificationShape): boolean {
  const keys = ({ subscribers }: NotificationShape) => subscribers.map(subscriberKey).join("\n");
  return keys(from) === keys(to);
}

function sameType(from: SubscriberShape, to: SubscriberShape): boolean {
  return from.subscriptionType === to.subscriptionType;
}

async function ignoringMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (classify(error) !== "not-found") throw error;
  }
}

/** A notification as AWS takes it, without its subscribers. */
export function notificationToAws(shape: NotificationShape): Notification {
  return {
    NotificationType: shape.notificationType,
    ComparisonOperator: shape.comparisonOperator,
    Threshold: shape.threshold,
    ThresholdType: shape.thresholdType,
  };
}

export function subscriberToAws({ subscriptionType, address }: SubscriberShape): Subscriber {
  return { SubscriptionType: subscriptionType, Address: address };
}
