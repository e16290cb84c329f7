import type {
  AnomalyMonitor,
  CreateAnomalyMonitorRequest,
  DeleteAnomalyMonitorRequest,
  Expression,
  GetAnomalyMonitorsRequest,
  UpdateAnomalyMonitorRequest,
} from "@aws-sdk/client-cost-explorer";
import { uuidOf } from "../../ids.ts";
import type { CallContext } from "../../service.ts";
import { forgetTags, replaceTags } from "../../tags.ts";
import {
  invalid,
  monitorsOf,
  pageOf,
  type StoredMonitor,
  subscriptionsOf,
  tagScope,
  today,
  unknownMonitor,
} from "./anomaly-store.ts";
import { checkedTags } from "./anomaly-tags.ts";

/** "One AWS Service Monitor and 500 custom monitors" (Cost Anomaly Detection's FAQ). */
const maxCustom = 500;
const maxValues = 10;

/** Creates a monitor; a second one of the same name is another one. */
export function createAnomalyMonitor(context: CallContext, input: CreateAnomalyMonitorRequest) {
  const given = input.AnomalyMonitor;
  if (!given?.MonitorName) throw invalid("MonitorName can't be empty");
  if (given.MonitorType === "CUSTOM") checkCustom(given);
  else checkDimensional(given);
  const monitors = monitorsOf(context).list();
  const others = monitors.filter(({ MonitorType }) => MonitorType === given.MonitorType);
  const isTaken = others.some((other) => watched(other) === watched(given));
  if (given.MonitorType === "DIMENSIONAL" && isTaken)
    throw invalid("Limit exceeded on dimensional spend monitor creation");
  if (given.MonitorType === "CUSTOM" && others.length >= maxCustom)
    throw invalid("Limit exceeded on custom spend monitor creation");
  const tags = checkedTags(input.ResourceTags);
  const MonitorArn = `arn:aws:ce::${context.account}:anomalymonitor/${uuidOf(context.id(32))}`;
  const monitor: StoredMonitor = {
    MonitorArn,
    MonitorName: given.MonitorName,
    MonitorType: given.MonitorType,
    ...(given.MonitorDimension && { MonitorDimension: given.MonitorDimension }),
    ...(given.MonitorSpecification && { MonitorSpecification: given.MonitorSpecification }),
    CreationDate: today(context),
    LastUpdatedDate: today(context),
    DimensionalValueCount: given.MonitorType === "CUSTOM" ? 1 : 0,
  };
  monitorsOf(context).put(MonitorArn, monitor);
  replaceTags(tagScope(context), MonitorArn, tags);
  return { MonitorArn };
}

function watched({ MonitorDimension, MonitorSpecification }: AnomalyMonitor): string {
  return JSON.stringify([MonitorDimension, MonitorSpecification]);
}

const roots = ["And", "Or", "Not", "Dimensions", "Tags", "CostCategories"] as const;

function rootsOf(expression: Expression): string[] {
  return roots.filter((root) => expression[root] !== undefined);
}

function checkCustom({ MonitorDimension, MonitorSpecification: given }: AnomalyMonitor): void {
  if (MonitorDimension) throw invalid("MonitorDimension can't be set for CUSTOM monitors");
  if (!given || rootsOf(given).length !== 1)
    throw invalid("MonitorSpecification must have one root for CUSTOM monitors");
  const leaf = given.Dimensions ?? given.Tags ?? given.CostCategories;
  if (!leaf?.Key || (given.Dimensions && given.Dimensions.Key !== "LINKED_ACCOUNT"))
    throw invalid("MonitorSpecification must be of linked accounts, a tag or a cost category");
  const count = leaf.Values?.length ?? 0;
  const most = given.CostCategories ? 1 : maxValues;
  if (count < 1 || count > most) throw invalid(`MonitorSpecification must have 1 to ${most} values`);
}

function checkDimensional({ MonitorDimension, MonitorSpecification: given }: AnomalyMonitor): void {
  if (!MonitorDimension) throw invalid("MonitorDimension is required for DIMENSIONAL monitors");
  if (MonitorDimension === "TAG" || MonitorDimension === "COST_CATEGORY") {
    const leaf = MonitorDimension === "TAG" ? given?.Tags : given?.CostCategories;
    if (!leaf?.Key || leaf.Values)
      throw invalid(`MonitorSpecification must be the key alone for ${MonitorDimension}`);
  } else if (given) throw invalid(`MonitorSpecification can't be set for ${MonitorDimension}`);
}

/** Renames a monitor: nothing else of it can be changed. */
export function updateAnomalyMonitor(context: CallContext, input: UpdateAnomalyMonitorRequest) {
  const monitor = ownMonitor(context, input.MonitorArn);
  monitorsOf(context).put(monitor.MonitorArn, {
    ...monitor,
    ...(input.MonitorName && { MonitorName: input.MonitorName }),
    LastUpdatedDate: today(context),
  });
  return { MonitorArn: monitor.MonitorArn };
}

/** Deletes a monitor, and takes it from the subscriptions that name it. */
export function deleteAnomalyMonitor(context: CallContext, input: DeleteAnomalyMonitorRequest): void {
  const { MonitorArn } = ownMonitor(context, input.MonitorArn);
  monitorsOf(context).delete(MonitorArn);
  forgetTags(tagScope(context), MonitorArn);
  const table = subscriptionsOf(context);
  for (const subscription of table.list()) {
    const { MonitorArnList = [] } = subscription;
    if (MonitorArnList.includes(MonitorArn))
      table.put(subscription.SubscriptionArn, {
        ...subscription,
        MonitorArnList: MonitorArnList.filter((arn) => arn !== MonitorArn),
      });
  }
}

function ownMonitor(context: CallContext, arn = ""): StoredMonitor {
  const monitor = monitorsOf(context).get(arn);
  if (!monitor) throw unknownMonitor(arn);
  return monitor;
}

/** A page of the account's monitors, or of those named. */
export function getAnomalyMonitors(context: CallContext, input: GetAnomalyMonitorsRequest) {
  const table = monitorsOf(context);
  const named = input.MonitorArnList?.map((arn) => {
    const monitor = table.seen(arn);
    if (!monitor) throw unknownMonitor(arn);
    return monitor;
  });
  const { items, token } = pageOf(named ?? table.seenAll(), input);
  return { AnomalyMonitors: items, ...token };
}
