import type {
  Budget,
  CreateBudgetRequest,
  DeleteBudgetRequest,
  DescribeBudgetRequest,
  DescribeBudgetsRequest,
  UpdateBudgetRequest,
} from "@aws-sdk/client-budgets";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { checkTags, forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { answered, checkBudget, filledIn } from "./budget-rules.ts";
import {
  budgetArn,
  budgetsOf,
  checkAccount,
  invalid,
  isOver,
  ownBudget,
  pageSize,
  seenBudget,
  tagScope,
} from "./budget-store.ts";
import { budgetTags } from "./budget-tags.ts";
import { checkNotifications } from "./notifications.ts";

const maxBudgets = 20_000;
const maxPage = 1000;
const defaultPage = 100;

/** Creates a budget with its notifications and tags. */
export function createBudget(context: CallContext, input: CreateBudgetRequest): void {
  checkAccount(context, input.AccountId);
  const budget = named(input.Budget);
  const now = context.clock.now();
  checkBudget(budget, now);
  const table = budgetsOf(context);
  const present = table.get(budget.BudgetName);
  if (present && !isOver(context, present))
    throw new AwsError(
      "DuplicateRecordException",
      `Error creating budget: ${budget.BudgetName} - the budget already exists.`,
    );
  if (table.list().length >= maxBudgets)
    throw new AwsError(
      "ServiceQuotaExceededException",
      `An account can't have more than ${maxBudgets} budgets`,
    );
  const tags = tagsFromList(input.ResourceTags);
  checkTags(tags, budgetTags);
  const notifications = checkNotifications(input.NotificationsWithSubscribers ?? []);
  table.put(budget.BudgetName, { budget: filledIn(budget, now), notifications });
  replaceTags(tagScope(context), budgetArn(context, budget.BudgetName), tags);
}

/** Makes a budget what is given, whole; what it has spent counts from zero again. */
export function updateBudget(context: CallContext, input: UpdateBudgetRequest): void {
  checkAccount(context, input.AccountId);
  const budget = named(input.NewBudget);
  const row = ownBudget(context, budget.BudgetName);
  const now = context.clock.now();
  checkBudget(budget, now);
  budgetsOf(context).put(budget.BudgetName, { ...row, budget: filledIn(budget, now) });
}

function named(budget: Budget | undefined): Budget & { BudgetName: string } {
  if (budget?.BudgetName === undefined) throw invalid("BudgetName is required");
  const { CalculatedSpend: _, LastUpdatedTime: __, HealthStatus: ___, ...given } = budget;
  return { ...given, BudgetName: budget.BudgetName };
}

/** Deletes a budget with its notifications. */
export function deleteBudget(context: CallContext, { AccountId, BudgetName }: DeleteBudgetRequest): void {
  checkAccount(context, AccountId);
  const { budget } = ownBudget(context, BudgetName);
  budgetsOf(context).delete(budget.BudgetName);
  forgetTags(tagScope(context), budgetArn(context, budget.BudgetName));
}

/** One budget. */
export function describeBudget(context: CallContext, input: DescribeBudgetRequest): { Budget: Budget } {
  checkAccount(context, input.AccountId);
  const { budget } = seenBudget(context, input.BudgetName);
  return { Budget: answered(budget, context.clock.now(), input.ShowFilterExpression) };
}

/** A page of the account's budgets. */
export function describeBudgets(context: CallContext, input: DescribeBudgetsRequest) {
  checkAccount(context, input.AccountId);
  const { rows, token } = page(budgetsOf(context), {
    token: input.NextToken,
    limit: pageSize(input.MaxResults, defaultPage, maxPage),
    keep: (row) => !isOver(context, row),
    badToken: "InvalidNextTokenException",
  });
  const now = context.clock.now();
  return {
    Budgets: rows.map(({ budget }) => answered(budget, now, input.ShowFilterExpression)),
    ...(token !== undefined && { NextToken: token }),
  };
}
