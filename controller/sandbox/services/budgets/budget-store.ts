import type { Budget, Notification, Subscriber } from "@aws-sdk/client-budgets";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import type { TagScope } from "../../tags.ts";

/** A notification with whom it goes to. */
export interface StoredNotification {
  readonly notification: Notification;
  readonly subscribers: readonly Subscriber[];
}

/** A budget as AWS keeps it. */
export interface StoredBudget {
  readonly budget: Budget & { readonly BudgetName: string };
  readonly notifications: readonly StoredNotification[];
}

/** The budgets of the caller's account, by name. */
export function budgetsOf({ world, account }: CallContext): Table<StoredBudget> {
  return world.table<StoredBudget>(account, "global", "budgets/budgets");
}

/** "After the end date, AWS deletes the budget and all the associated notifications" (API_budgets_TimePeriod). */
export function isOver({ clock }: CallContext, { budget }: StoredBudget): boolean {
  return budget.TimePeriod?.End !== undefined && budget.TimePeriod.End <= clock.now();
}

/** A budget for a write. */
export function ownBudget(context: CallContext, name = ""): StoredBudget {
  return existing(context, name, budgetsOf(context).get(name));
}

/** A budget as a read sees it. */
export function seenBudget(context: CallContext, name = ""): StoredBudget {
  return existing(context, name, budgetsOf(context).seen(name));
}

function existing(context: CallContext, name: string, row: StoredBudget | undefined): StoredBudget {
  if (!row || isOver(context, row))
    throw new AwsError("NotFoundException", `Unable to get budget: ${name} - the budget doesn't exist.`);
  return row;
}

/** Nobody reaches another account's budgets, an organization's management account neither. */
export function checkAccount({ account, caller }: CallContext, accountId = ""): void {
  if (!/^\d{12}$/.test(accountId)) throw invalid("Account Id must be a 12 digit number");
  if (accountId !== account)
    throw new AwsError("AccessDeniedException", `Account ${account} (${caller.arn}) can't use ${accountId}`);
}

export function budgetArn({ account }: CallContext, name: string): string {
  return `arn:aws:budgets::${account}:budget/${name}`;
}

/** Budgets exist once an account; what knows their tags is in us-east-1. */
export function tagScope({ world, account }: CallContext): TagScope {
  return { world, account, region: "us-east-1" };
}

export function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** How many entries a page has, when asked for `asked`. */
export function pageSize(asked: number | undefined, normal: number, most: number): number {
  if (asked !== undefined && (asked < 1 || asked > most))
    throw invalid(`MaxResults must be between 1 and ${most}`);
  return asked ?? normal;
}
