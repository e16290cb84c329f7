import * as module from "@aws-sdk/client-budgets";
import type { Service } from "../service.ts";

/** AWS Budgets, with notifications and their subscribers. */
export const budgets: Service = {
  module,
  client: "BudgetsClient",
  signingName: "budgets",
  eventSource: "budgets.amazonaws.com",
  operations: {},
};
