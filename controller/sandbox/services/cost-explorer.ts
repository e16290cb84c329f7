import * as module from "@aws-sdk/client-cost-explorer";
import type { Service } from "../service.ts";

/** Cost Explorer: cost anomaly monitors and subscriptions. */
export const costExplorer: Service = {
  module,
  client: "CostExplorerClient",
  signingName: "ce",
  eventSource: "ce.amazonaws.com",
  operations: {},
};
