import * as module from "@aws-sdk/client-cost-explorer";
import type { Service } from "../service.ts";
import {
  createAnomalyMonitor,
  deleteAnomalyMonitor,
  getAnomalyMonitors,
  updateAnomalyMonitor,
} from "./cost-explorer/anomaly-monitors.ts";
import {
  createAnomalySubscription,
  deleteAnomalySubscription,
  getAnomalySubscriptions,
  updateAnomalySubscription,
} from "./cost-explorer/anomaly-subscriptions.ts";
import { listTagsForResource, tagResource, untagResource } from "./cost-explorer/anomaly-tags.ts";

/** Cost Explorer: cost anomaly monitors and subscriptions. */
export const costExplorer: Service = {
  module,
  client: "CostExplorerClient",
  signingName: "ce",
  eventSource: "ce.amazonaws.com",
  operations: {
    CreateAnomalyMonitor: createAnomalyMonitor,
    CreateAnomalySubscription: createAnomalySubscription,
    DeleteAnomalyMonitor: deleteAnomalyMonitor,
    DeleteAnomalySubscription: deleteAnomalySubscription,
    GetAnomalyMonitors: getAnomalyMonitors,
    GetAnomalySubscriptions: getAnomalySubscriptions,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAnomalyMonitor: updateAnomalyMonitor,
    UpdateAnomalySubscription: updateAnomalySubscription,
  },
};
