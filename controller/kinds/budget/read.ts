import {
  type Budget,
  BudgetsClient,
  DescribeBudgetCommand,
  DescribeSubscribersForNotificationCommand,
  ListTagsForResourceCommand,
  type Notification,
  paginateDescribeBudgetNotificationsForAccount,
  paginateDescribeBudgets,
  paginateDescribeNotificationsForBudget,
  type Subscriber,
} from "@aws-sdk/client-budgets";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { fromTagList } from "../../aws/tags.ts";
import type { Scope, Tags } from "../../kind.ts";
import { type BudgetShape, budgetFromAws, type ListedNotification, statusFromAws } from "./shape.ts";

/** What a page of either listing holds at most (the API's model). */
const pageSize = 1000;

export function budgetArn(name: string, { partition, account }: Scope): string {
  return `arn:${partition}:budgets::${account}:budget/${name}`;
}

/** Every budget of the account, by name. */
export async function listBudgets(aws: Aws): Promise<Map<string, Budget>> {
  const input = { AccountId: aws.scope.account, ShowFilterExpression: true };
  const pages = paginateDescribeBudgets({ client: aws.client(BudgetsClient), pageSize }, input);
  const budgets = await all(pages, ({ Budgets }) => Budgets);
  return new Map(budgets.flatMap((budget) => (budget.BudgetName ? [[budget.BudgetName, budget]] : [])));
}

/** The notifications of every budget that has some, by the budget's name. */
export async function listNotifications(aws: Aws): Promise<Map<string, Notification[]>> {
  const notifications = new Map<string, Notification[]>();
  const pages = paginateDescribeBudgetNotificationsForAccount(
    { client: aws.client(BudgetsClient), pageSize },
    { AccountId: aws.scope.account },
  );
  const listed = await all(pages, (page) => page.BudgetNotificationsForAccount);
  for (const { BudgetName = "", Notifications = [] } of listed)
    notifications.set(BudgetName, [...(notifications.get(BudgetName) ?? []), ...Notifications]);
  return notifications;
}

/**
 * What all pages hold. Of all these listings the API Reference says that they may answer NotFoundException, and
 * Terraform's aws_budgets_budget takes that for an empty one: a budget without notifications is there all the same.
 */
async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  try {
    for await (const page of pages) found.push(...(items(page) ?? []));
  } catch (error) {
    if (found.length > 0 || classify(error) !== "not-found") throw error;
  }
  return found;
}

/** A budget by its name, as the service has it now; absent where there is none. */
export async function readBudget(aws: Aws, name: string): Promise<Budget | undefined> {
  try {
    const { Budget: budget } = await aws.client(BudgetsClient).send(
      new DescribeBudgetCommand({
        AccountId: aws.scope.account,
        BudgetName: name,
        ShowFilterExpression: true,
      }),
    );
    return budget;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** A budget's tags; absent where the budget is. */
export async function readTags(aws: Aws, name: string): Promise<Tags | undefined> {
  try {
    const ResourceARN = budgetArn(name, aws.scope);
    const command = new ListTagsForResourceCommand({ ResourceARN });
    return fromTagList((await aws.client(BudgetsClient).send(command)).ResourceTags);
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** A budget whose shape is to be made, with what of it was read already. */
export interface Subject {
  readonly name: string;
  readonly budget: Budget;
  readonly tags: Tags;
  /** Absent: ask the service. */
  readonly notifications: readonly Notification[] | undefined;
  readonly wanted: BudgetShape | undefined;
}

/** Adds a budget with its notifications and their subscribers. */
export async function addBudget(aws: Aws, found: Found<BudgetShape>, subject: Subject): Promise<void> {
  const { name, budget, tags, wanted } = subject;
  const item = { id: name, arn: budgetArn(name, aws.scope), tags };
  try {
    const listed: ListedNotification[] = [];
    for (const notification of subject.notifications ?? (await readNotifications(aws, name))) {
      const subscribers = await readSubscribers(aws, name, notification);
      if (subscribers) listed.push({ notification, subscribers });
    }
    const shape = budgetFromAws(budget, listed, { wanted, now: aws.clock.now(), scope: aws.scope });
    found.add({ ...item, shape, status: statusFromAws(budget) });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable(item, error);
  }
}

function readNotifications(aws: Aws, name: string): Promise<Notification[]> {
  const pages = paginateDescribeNotificationsForBudget(
    { client: aws.client(BudgetsClient) },
    { AccountId: aws.scope.account, BudgetName: name },
  );
  return all(pages, ({ Notifications }) => Notifications);
}

/** Whom a notification goes to: one page, since there are eleven at most. Absent where the notification is gone. */
async function readSubscribers(
  aws: Aws,
  name: string,
  notification: Notification,
): Promise<Subscriber[] | undefined> {
  try {
    const { Subscribers = [] } = await aws.client(BudgetsClient).send(
      new DescribeSubscribersForNotificationCommand({
        AccountId: aws.scope.account,
        BudgetName: name,
        Notification: notification,
      }),
    );
    return Subscribers;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}
