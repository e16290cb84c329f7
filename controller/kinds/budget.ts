import {
  BudgetsClient,
  CreateBudgetCommand,
  DeleteBudgetCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateBudgetCommand,
} from "@aws-sdk/client-budgets";
import type { Aws } from "../aws/aws.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { BudgetSpec } from "../generated/types.ts";
import { type Condition, defaultName, type Kind, type Observed, type Write } from "../kind.ts";
import { checkBudget } from "./budget/check.ts";
import { notificationToAws, putNotifications, subscriberToAws } from "./budget/notifications.ts";
import { addBudget, budgetArn, listBudgets, listNotifications, readBudget, readTags } from "./budget/read.ts";
import { type BudgetShape, type BudgetStatus, budgetToAws, desiredBudget } from "./budget/shape.ts";

/** A budget with its notifications inside: they can't carry tags, so the budget's own them. */
export const budget: Kind<BudgetSpec, BudgetShape> = {
  name: "Budget",
  after: ["Topic"],
  fields: {
    notifications: {
      as: { keyedBy: ["notificationType", "comparisonOperator", "threshold", "thresholdType"] },
    },
  },
  global: true,
  iam: {
    read: ["budgets:ListTagsForResource", "budgets:ViewBudget"],
    write: ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"],
  },

  history: {
    calls: [
      "CreateBudget",
      "CreateNotification",
      "CreateSubscriber",
      "DeleteBudget",
      "DeleteNotification",
      "DeleteSubscriber",
      "UpdateBudget",
      "UpdateNotification",
      "UpdateSubscriber",
    ],
    naming: ["budgetName"],
    only: {
      CreateNotification: ["notifications"],
      CreateSubscriber: ["notifications"],
      DeleteNotification: ["notifications"],
      DeleteSubscriber: ["notifications"],
      UpdateNotification: ["notifications"],
      UpdateSubscriber: ["notifications"],
    },
  },

  id: (spec, setting) => spec.budgetName ?? defaultName(setting),
  arn: budgetArn,
  check: checkBudget,
  desired: (spec, { scope }) => desiredBudget(spec, scope),

  observe: (aws, wanted) =>
    list<BudgetShape>(aws, "Budget", "budgets:ViewBudget or ListTagsForResource", async (found) => {
      const budgets = await listBudgets(aws);
      const tagged = await aws.each([...budgets.keys()], async (name) => ({
        name,
        tags: await readTags(aws, name),
      }));
      const ours = tagged.flatMap(({ name, tags }) =>
        tags && (wanted.has(name) || tags[ownerTag] === aws.owner) ? [{ name, tags }] : [],
      );
      found.foreign(tagged.filter(({ tags }) => tags).length - ours.length);
      if (ours.length === 0) return;
      const notifications = await listNotifications(aws);
      await aws.each(ours, async ({ name, tags }) => {
        const listed = budgets.get(name);
        if (!listed) return;
        await addBudget(aws, found, {
          name,
          budget: listed,
          tags,
          notifications: notifications.get(name) ?? [],
          wanted: wanted.get(name)?.shape,
        });
      });
    }),

  read: (aws, targets, options) =>
    list<BudgetShape>(aws, "Budget", "budgets:ViewBudget or ListTagsForResource", async (found) => {
      await aws.each(targets, async ({ id: name, wanted, observed }) => {
        const [current, tags] = await Promise.all([
          readBudget(aws, name),
          options.tags ? readTags(aws, name) : (observed?.tags ?? {}),
        ]);
        if (!current || !tags) return;
        await addBudget(aws, found, { name, budget: current, tags, notifications: undefined, wanted });
      });
    }),

  put: (aws, write) => (write.before ? update(aws, write, write.before) : create(aws, write)),

  async tag(aws, { arn: ResourceARN }, set, remove) {
    const client = aws.client(BudgetsClient);
    if (Object.keys(set).length > 0)
      await client.send(new TagResourceCommand({ ResourceARN, ResourceTags: toTagList(set) }));
    if (remove.length > 0)
      await client.send(new UntagResourceCommand({ ResourceARN, ResourceTagKeys: [...remove].sort() }));
  },

  remove: (aws, doomed) =>
    deleteEach(aws, doomed, ({ id }) =>
      aws
        .client(BudgetsClient)
        .send(new DeleteBudgetCommand({ AccountId: aws.scope.account, BudgetName: id })),
    ),

  health(observed): Condition[] {
    const { unhealthy } = statusOf(observed) ?? {};
    if (unhealthy === undefined) return [];
    return [
      {
        reason: "BudgetUnhealthy",
        severity: "error",
        message: `AWS no longer computes it, so it notifies nobody: ${remedies[unhealthy] ?? unhealthy}`,
      },
    ];
  },
};

/** What AWS's reasons mean (API_budgets_HealthStatus), and what helps. */
const remedies: Readonly<Record<string, string>> = {
  BILLING_VIEW_NO_ACCESS:
    "its billing view doesn't let this account read (billing:GetBillingViewData); have its owner share it",
  BILLING_VIEW_UNHEALTHY: "its billing view is unhealthy; look at the view",
  FILTER_INVALID:
    "its filter names an account that this one has no access to; take that out of costFilters or filterExpression",
  MULTI_YEAR_HISTORICAL_DATA_DISABLED:
    "it needs costs of several years; enable multi-year data in the preferences of Cost Management",
};

async function create(aws: Aws, { id, target, tags }: Write<BudgetShape>): Promise<void> {
  await aws.client(BudgetsClient).send(
    new CreateBudgetCommand({
      AccountId: aws.scope.account,
      Budget: budgetToAws(id, target, { status: undefined, now: aws.clock.now() }),
      NotificationsWithSubscribers: target.notifications.map((notification) => ({
        Notification: notificationToAws(notification),
        Subscribers: notification.subscribers.map(subscriberToAws),
      })),
      ResourceTags: toTagList(tags),
    }),
  );
}

async function update(
  aws: Aws,
  { id, target }: Write<BudgetShape>,
  before: Observed<BudgetShape>,
): Promise<void> {
  const status = statusOf(before);
  const input = (shape: BudgetShape) => budgetToAws(id, shape, { status, now: aws.clock.now() });
  const { shape } = before;
  // An update puts what has been spent back to zero, until AWS has counted again: never without a difference.
  if (!shape || JSON.stringify(input(shape)) !== JSON.stringify(input(target))) {
    await aws
      .client(BudgetsClient)
      .send(new UpdateBudgetCommand({ AccountId: aws.scope.account, NewBudget: input(target) }));
  }
  await putNotifications(aws, id, shape?.notifications ?? [], target.notifications);
}

function statusOf({ status }: Observed<BudgetShape>): BudgetStatus | undefined {
  // The status of a budget is only ever made by `addBudget`.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return status as BudgetStatus | undefined;
}
