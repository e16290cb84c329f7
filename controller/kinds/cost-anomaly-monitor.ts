import { CostExplorerClient, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-cost-explorer";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { CostAnomalyMonitorSpec } from "../generated/types.ts";
import type { Kind } from "../kind.ts";
import { checkCostAnomalyMonitor } from "./cost-anomaly-monitor/check.ts";
import {
  idOf,
  listMonitors,
  listSubscriptions,
  observedMonitor,
  readTags,
  statusOf,
} from "./cost-anomaly-monitor/read.ts";
import { desiredMonitor, type MonitorShape, monitorId } from "./cost-anomaly-monitor/shape.ts";
import {
  claim,
  createMonitor,
  ownership,
  removeMonitor,
  updateMonitor,
} from "./cost-anomaly-monitor/write.ts";

const reads = "ce:GetAnomalyMonitors, GetAnomalySubscriptions or ListTagsForResource";

/** A monitor of Cost Anomaly Detection with its subscriptions inside, which carry its ownership in tags. */
export const costAnomalyMonitor: Kind<CostAnomalyMonitorSpec, MonitorShape> = {
  name: "CostAnomalyMonitor",
  after: ["Topic"],
  fields: {
    monitorType: { immutable: true },
    monitorDimension: { immutable: true },
    monitorSpecification: { immutable: true },
    subscriptions: { as: { keyedBy: "subscriptionName" } },
  },
  global: true,
  // Monitors may share a name and what they look at: AWS would make a second one beside somebody's.
  upserts: true,
  iam: {
    read: ["ce:GetAnomalyMonitors", "ce:GetAnomalySubscriptions", "ce:ListTagsForResource"],
    write: [
      "ce:CreateAnomalyMonitor",
      "ce:CreateAnomalySubscription",
      "ce:DeleteAnomalyMonitor",
      "ce:DeleteAnomalySubscription",
      "ce:TagResource",
      "ce:UntagResource",
      "ce:UpdateAnomalyMonitor",
      "ce:UpdateAnomalySubscription",
    ],
  },

  history: {
    calls: [],
    naming: ["monitorArn", "monitorName"],
    only: {
      CreateAnomalySubscription: ["subscriptions"],
      DeleteAnomalySubscription: ["subscriptions"],
      UpdateAnomalyMonitor: ["monitorName"],
      UpdateAnomalySubscription: ["subscriptions"],
    },
  },

  id: (spec, setting) => monitorId(desiredMonitor(spec, setting)),
  check: checkCostAnomalyMonitor,
  desired: desiredMonitor,

  observe: (aws, wanted) =>
    list<MonitorShape>(aws, "CostAnomalyMonitor", reads, async (found) => {
      const tagged = await aws.each(await listMonitors(aws), async (monitor) => ({
        monitor,
        tags: await readTags(aws, monitor.MonitorArn),
      }));
      const there = tagged.flatMap(({ monitor, tags }) => (tags ? [{ monitor, tags }] : []));
      const ours = there.filter(
        ({ monitor, tags }) => wanted.has(idOf(monitor)) || tags[ownerTag] === aws.owner,
      );
      found.foreign(there.length - ours.length);
      if (ours.length === 0) return;
      const all = await listSubscriptions(aws);
      await aws.each(ours, async ({ monitor, tags }) => {
        const shape = wanted.get(idOf(monitor))?.shape;
        found.add(await observedMonitor(aws, monitor, { tags, all, wanted: shape }));
      });
    }),

  read: (aws, targets, options) =>
    list<MonitorShape>(aws, "CostAnomalyMonitor", reads, async (found) => {
      if (targets.length === 0) return;
      const byId = new Map(targets.map((target) => [target.id, target]));
      const byArn = new Map(targets.map((target) => [target.observed?.arn, target]));
      const monitors = (await listMonitors(aws)).filter(
        (monitor) => byArn.has(monitor.MonitorArn) || byId.has(idOf(monitor)),
      );
      if (monitors.length === 0) return;
      const all = await listSubscriptions(aws);
      await aws.each(monitors, async (monitor) => {
        const target = byArn.get(monitor.MonitorArn) ?? byId.get(idOf(monitor));
        const isKnown = target?.observed?.arn === monitor.MonitorArn && !options.tags;
        const tags = isKnown ? target.observed?.tags : await readTags(aws, monitor.MonitorArn);
        if (tags) found.add(await observedMonitor(aws, monitor, { tags, all, wanted: target?.wanted }));
      });
    }),

  put: (aws, write) => (write.before ? updateMonitor(aws, write, write.before) : createMonitor(aws, write)),

  async tag(aws, target, set, remove) {
    const client = aws.client(CostExplorerClient);
    const ResourceArn = target.arn;
    // Subscriptions first: with the monitor's own tags there is nothing left that would call for them.
    if (Object.keys(ownership(set)).length > 0)
      for (const { arn } of statusOf(target).subscriptions) await claim(aws, arn, { ...target.tags, ...set });
    if (Object.keys(set).length > 0)
      await client.send(new TagResourceCommand({ ResourceArn, ResourceTags: toTagList(set) }));
    if (remove.length > 0)
      await client.send(new UntagResourceCommand({ ResourceArn, ResourceTagKeys: [...remove].sort() }));
  },

  async remove(aws, doomed) {
    const failed = new Map<string, unknown>();
    await aws.each(doomed, async (observed) => {
      try {
        await removeMonitor(aws, observed);
      } catch (error) {
        failed.set(observed.id, error);
      }
    });
    return failed;
  },

  health: (observed) =>
    statusOf(observed).subscriptions.flatMap(({ name, declined }) =>
      declined.map((address) => ({
        reason: "SubscriberDeclined",
        severity: "warning",
        message: `${address} has declined the notifications of the subscription ${name}; take the address out, or have its owner accept them`,
      })),
    ),
};
