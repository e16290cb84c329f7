import * as module from "@aws-sdk/client-budgets";
import type { Service } from "../service.ts";
import { listTagsForResource, tagResource, untagResource } from "./budgets/budget-tags.ts";
import {
  createBudget,
  deleteBudget,
  describeBudget,
  describeBudgets,
  updateBudget,
} from "./budgets/budgets.ts";
import {
  createNotification,
  createSubscriber,
  deleteNotification,
  deleteSubscriber,
  describeBudgetNotificationsForAccount,
  describeNotificationsForBudget,
  describeSubscribersForNotification,
  updateNotification,
  updateSubscriber,
} from "./budgets/notifications.ts";

/** AWS Budgets, with notifications and their subscribers. */
export const budgets: Service = {
  module,
  client: "BudgetsClient",
  signingName: "budgets",
  eventSource: "budgets.amazonaws.com",
  operations: {
    CreateBudget: createBudget,
    CreateNotification: createNotification,
    CreateSubscriber: createSubscriber,
    DeleteBudget: deleteBudget,
    DeleteNotification: deleteNotification,
    DeleteSubscriber: deleteSubscriber,
    DescribeBudget: describeBudget,
    DescribeBudgetNotificationsForAccount: describeBudgetNotificationsForAccount,
    DescribeBudgets: describeBudgets,
    DescribeNotificationsForBudget: describeNotificationsForBudget,
    DescribeSubscribersForNotification: describeSubscribersForNotification,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateBudget: updateBudget,
    UpdateNotification: updateNotification,
    UpdateSubscriber: updateSubscriber,
  },
};
