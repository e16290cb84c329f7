import type {
  CreateNotificationRequest,
  CreateSubscriberRequest,
  DeleteNotificationRequest,
  DeleteSubscriberRequest,
  DescribeBudgetNotificationsForAccountRequest,
  DescribeNotificationsForBudgetRequest,
  DescribeSubscribersForNotificationRequest,
  Notification,
  NotificationWithSubscribers,
  Subscriber,
  UpdateNotificationRequest,
  UpdateSubscriberRequest,
} from "@aws-sdk/client-budgets";
import { keyIn, page, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import {
  budgetsOf,
  checkAccount,
  invalid,
  isOver,
  ownBudget,
  pageSize,
  type StoredBudget,
  type StoredNotification,
  seenBudget,
} from "./budget-store.ts";

const maxNotifications = 10;
const maxOfType = { EMAIL: 10, SNS: 1 } as const;
const maxThreshold = 15_000_000_000_000;
const maxPage = 100;

/** The notifications of a new budget, as they are kept. */
export function checkNotifications(given: readonly NotificationWithSubscribers[]): StoredNotification[] {
  let kept: StoredNotification[] = [];
  for (const { Notification: notification, Subscribers: subscribers } of given)
    kept = withNotification(kept, notification, subscribers);
  return kept;
}

/** Adds a notification with its subscribers to a budget. */
export function createNotification(context: CallContext, input: CreateNotificationRequest): void {
  change(context, input, ({ notifications }) =>
    withNotification(notifications, input.Notification, input.Subscribers),
  );
}

function withNotification(
  before: readonly StoredNotification[],
  given: Notification | undefined,
  subscribers: readonly Subscriber[] = [],
): StoredNotification[] {
  const notification = checkedNotification(given);
  if (before.some((one) => isSame(one.notification, notification)))
    throw new AwsError("DuplicateRecordException", "The notification already exists.");
  if (before.length >= maxNotifications)
    throw new AwsError(
      "CreationLimitExceededException",
      `A budget can't have more than ${maxNotifications} notifications.`,
    );
  if (subscribers.length === 0) throw invalid("A notification must have at least one subscriber");
  let kept: Subscriber[] = [];
  for (const subscriber of subscribers) kept = withSubscriber(kept, subscriber);
  return [...before, { notification, subscribers: kept }];
}

/** Makes one notification another; whom it goes to stays. */
export function updateNotification(context: CallContext, input: UpdateNotificationRequest): void {
  change(context, input, ({ notifications }) => {
    const index = indexOf(notifications, input.OldNotification);
    const notification = checkedNotification(input.NewNotification);
    if (notifications.some((one, other) => other !== index && isSame(one.notification, notification)))
      throw new AwsError("DuplicateRecordException", "The notification already exists.");
    return notifications.map((one, at) => (at === index ? { ...one, notification } : one));
  });
}

/** Takes a notification from a budget. */
export function deleteNotification(context: CallContext, input: DeleteNotificationRequest): void {
  change(context, input, ({ notifications }) => {
    const index = indexOf(notifications, input.Notification);
    return notifications.filter((_, at) => at !== index);
  });
}

/** Adds a subscriber to a notification. */
export function createSubscriber(context: CallContext, input: CreateSubscriberRequest): void {
  changeSubscribers(context, input, (subscribers) => withSubscriber(subscribers, input.Subscriber));
}

/** Makes one subscriber another. */
export function updateSubscriber(context: CallContext, input: UpdateSubscriberRequest): void {
  changeSubscribers(context, input, (subscribers) => {
    const old = subscriberIn(subscribers, input.OldSubscriber);
    return withSubscriber(
      subscribers.filter((one) => one !== old),
      input.NewSubscriber,
    );
  });
}

/** Takes a subscriber from a notification, and the notification with the last one (DeleteSubscriber's reference). */
export function deleteSubscriber(context: CallContext, input: DeleteSubscriberRequest): void {
  changeSubscribers(context, input, (subscribers) => {
    const old = subscriberIn(subscribers, input.Subscriber);
    return subscribers.filter((one) => one !== old);
  });
}

/** A page of a budget's notifications. */
export function describeNotificationsForBudget(
  context: CallContext,
  input: DescribeNotificationsForBudgetRequest,
) {
  checkAccount(context, input.AccountId);
  const { notifications } = seenBudget(context, input.BudgetName);
  const { items, token } = slice(notifications, input.NextToken, input.MaxResults);
  return {
    Notifications: items.map(({ notification }) => notification),
    ...(token !== undefined && { NextToken: token }),
  };
}

/** A page of whom a notification goes to. */
export function describeSubscribersForNotification(
  context: CallContext,
  input: DescribeSubscribersForNotificationRequest,
) {
  checkAccount(context, input.AccountId);
  const { notifications } = seenBudget(context, input.BudgetName);
  const found = notifications[indexOf(notifications, input.Notification)];
  const { items, token } = slice(found?.subscribers ?? [], input.NextToken, input.MaxResults);
  return { Subscribers: items, ...(token !== undefined && { NextToken: token }) };
}

/** A page of the account's budgets that have notifications, with these. */
export function describeBudgetNotificationsForAccount(
  context: CallContext,
  input: DescribeBudgetNotificationsForAccountRequest,
) {
  checkAccount(context, input.AccountId);
  const { rows, token } = page(budgetsOf(context), {
    token: input.NextToken,
    limit: pageSize(input.MaxResults, 50, 1000),
    keep: (row) => row.notifications.length > 0 && !isOver(context, row),
    badToken: "InvalidNextTokenException",
  });
  return {
    BudgetNotificationsForAccount: rows.map(({ budget, notifications }) => ({
      BudgetName: budget.BudgetName,
      Notifications: notifications.map(({ notification }) => notification),
    })),
    ...(token !== undefined && { NextToken: token }),
  };
}

function change(
  context: CallContext,
  input: { AccountId?: string | undefined; BudgetName?: string | undefined },
  next: (row: StoredBudget) => readonly StoredNotification[],
): void {
  checkAccount(context, input.AccountId);
  const row = ownBudget(context, input.BudgetName);
  budgetsOf(context).put(row.budget.BudgetName, { ...row, notifications: next(row) });
}

function changeSubscribers(
  context: CallContext,
  input: {
    AccountId?: string | undefined;
    BudgetName?: string | undefined;
    Notification?: Notification | undefined;
  },
  next: (subscribers: readonly Subscriber[]) => readonly Subscriber[],
): void {
  change(context, input, ({ notifications }) => {
    const index = indexOf(notifications, input.Notification);
    return notifications
      .map((one, at) => (at === index ? { ...one, subscribers: next(one.subscribers) } : one))
      .filter(({ subscribers }) => subscribers.length > 0);
  });
}

/** A notification as it is kept: PERCENTAGE isn't. */
function checkedNotification(notification: Notification | undefined): Notification {
  const { NotificationType, ComparisonOperator, Threshold = -1, ThresholdType } = notification ?? {};
  if (!NotificationType || !ComparisonOperator) throw invalid("The notification is incomplete");
  if (Threshold < 0 || Threshold > maxThreshold)
    throw invalid(`Threshold must be between 0 and ${maxThreshold}`);
  return {
    NotificationType,
    ComparisonOperator,
    Threshold,
    ...(ThresholdType === "ABSOLUTE_VALUE" && { ThresholdType }),
    NotificationState: "OK",
  };
}

function withSubscriber(before: readonly Subscriber[], given: Subscriber | undefined): Subscriber[] {
  const { SubscriptionType: type, Address: address = "" } = given ?? {};
  if (!type) throw invalid("SubscriptionType is required");
  const isValid = type === "SNS" ? /^arn:aws[a-z-]*:sns:/.test(address) : /^[^\s@]+@[^\s@]+$/.test(address);
  if (!isValid) throw invalid(`${address} is not a valid ${type} address`);
  if (before.some((one) => one.SubscriptionType === type && one.Address === address))
    throw new AwsError("DuplicateRecordException", "The subscriber already exists.");
  if (before.filter((one) => one.SubscriptionType === type).length >= maxOfType[type])
    throw new AwsError(
      "CreationLimitExceededException",
      `A notification can't have more than ${maxOfType[type]} ${type} subscribers.`,
    );
  return [...before, { SubscriptionType: type, Address: address }];
}

function subscriberIn(subscribers: readonly Subscriber[], wanted: Subscriber | undefined): Subscriber {
  const found = subscribers.find(
    (one) => one.SubscriptionType === wanted?.SubscriptionType && one.Address === wanted?.Address,
  );
  if (!found) throw new AwsError("NotFoundException", "The subscriber doesn't exist.");
  return found;
}

function indexOf(notifications: readonly StoredNotification[], wanted: Notification | undefined): number {
  const index = wanted ? notifications.findIndex((one) => isSame(one.notification, wanted)) : -1;
  if (index < 0) throw new AwsError("NotFoundException", "The notification doesn't exist.");
  return index;
}

function isSame(a: Notification, b: Notification): boolean {
  const key = ({
    NotificationType,
    ComparisonOperator,
    Threshold,
    ThresholdType = "PERCENTAGE",
  }: Notification) => [NotificationType, ComparisonOperator, Threshold, ThresholdType].join(" ");
  return key(a) === key(b);
}

/** A page of a short list; its token is where the next one begins. */
function slice<Item>(
  items: readonly Item[],
  token: string | undefined,
  asked: number | undefined,
): { items: Item[]; token: string | undefined } {
  const start = token === undefined ? 0 : Number(keyIn(token, "InvalidNextTokenException"));
  const end = start + pageSize(asked, maxPage, maxPage);
  return {
    items: items.slice(start, end),
    token: end < items.length ? tokenFor(String(end)) : undefined,
  };
}
