import {
  type AnomalyMonitor,
  type AnomalySubscription,
  CostExplorerClient,
  GetAnomalyMonitorsCommand,
  GetAnomalySubscriptionsCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-cost-explorer";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import { fromTagList, objectTag, ownerTag } from "../../aws/tags.ts";
import type { Observed, Tags } from "../../kind.ts";
import { type MonitorShape, monitorFromAws, monitorId, namesOnly } from "./shape.ts";

/** A subscription of ours: what its writes need beside the shape. */
export interface KnownSubscription {
  readonly name: string;
  readonly arn: string;
  /** Whether its tags say that it is ours; else git names it, and nobody has claimed it. */
  readonly isTagged: boolean;
  /** Mail addresses that don't take its notifications. */
  readonly declined: readonly string[];
}

/** What a monitor's health and writes need beside its shape. */
export interface MonitorStatus {
  readonly subscriptions: readonly KnownSubscription[];
}

export type NamedMonitor = AnomalyMonitor & { readonly MonitorArn: string };

/** Every monitor of the account. */
export async function listMonitors(aws: Aws): Promise<NamedMonitor[]> {
  const monitors: NamedMonitor[] = [];
  let NextPageToken: string | undefined;
  do {
    const page = await aws
      .client(CostExplorerClient)
      .send(new GetAnomalyMonitorsCommand({ ...(NextPageToken && { NextPageToken }) }));
    for (const monitor of page.AnomalyMonitors ?? [])
      if (monitor.MonitorArn) monitors.push({ ...monitor, MonitorArn: monitor.MonitorArn });
    NextPageToken = page.NextPageToken;
  } while (NextPageToken);
  return monitors;
}

/** Every subscription of the account: one listing for all monitors takes fewer calls than one each. */
export async function listSubscriptions(aws: Aws): Promise<AnomalySubscription[]> {
  const subscriptions: AnomalySubscription[] = [];
  let NextPageToken: string | undefined;
  do {
    const page = await aws
      .client(CostExplorerClient)
      .send(new GetAnomalySubscriptionsCommand({ ...(NextPageToken && { NextPageToken }) }));
    subscriptions.push(...(page.AnomalySubscriptions ?? []));
    NextPageToken = page.NextPageToken;
  } while (NextPageToken);
  return subscriptions;
}

/** The tags of a monitor or subscription; absent where it is gone. */
export async function readTags(aws: Aws, ResourceArn: string): Promise<Tags | undefined> {
  try {
    const command = new ListTagsForResourceCommand({ ResourceArn });
    return fromTagList((await aws.client(CostExplorerClient).send(command)).ResourceTags);
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** What tells a listed monitor apart. */
export function idOf(monitor: NamedMonitor): string {
  return monitorId(monitorFromAws(monitor, []));
}

/**
 * A monitor with the subscriptions of it that are ours: those with our tags, and of what names no other monitor, those
 * that git names and nobody has claimed. Whatever else notifies of its anomalies is somebody else's.
 */
export async function observedMonitor(
  aws: Aws,
  monitor: NamedMonitor,
  {
    tags,
    all,
    wanted,
  }: { tags: Tags; all: readonly AnomalySubscription[]; wanted: MonitorShape | undefined },
): Promise<Observed<MonitorShape>> {
  const { MonitorArn: arn } = monitor;
  const wantedNames = new Set(wanted?.subscriptions.map(({ subscriptionName }) => subscriptionName));
  const candidates = all.filter(({ MonitorArnList = [] }) => MonitorArnList.includes(arn));
  const tagged = await aws.each(candidates, async (subscription) => ({
    subscription,
    of: await readTags(aws, subscription.SubscriptionArn ?? ""),
  }));
  const ours = tagged.flatMap(({ subscription, of }) => {
    if (!of) return [];
    const isExclusive = namesOnly(subscription, arn);
    const isTagged = of[ownerTag] === aws.owner && (isExclusive || (tags[objectTag] ?? "") === of[objectTag]);
    const isNamed =
      isExclusive && of[ownerTag] === undefined && wantedNames.has(subscription.SubscriptionName ?? "");
    return isTagged || isNamed ? [{ subscription, isTagged }] : [];
  });
  const status: MonitorStatus = {
    subscriptions: ours.map(({ subscription, isTagged }) => ({
      name: subscription.SubscriptionName ?? "",
      arn: subscription.SubscriptionArn ?? "",
      isTagged,
      declined: (subscription.Subscribers ?? []).flatMap(({ Status, Address = "" }) =>
        Status === "DECLINED" ? [Address] : [],
      ),
    })),
  };
  const shape = monitorFromAws(
    monitor,
    ours.map(({ subscription }) => subscription),
  );
  return { id: monitorId(shape), arn, awsId: arn, tags, shape, status };
}

export function statusOf({ status }: Observed<MonitorShape>): MonitorStatus {
  // The status of a monitor is only ever made by `observedMonitor`.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return (status as MonitorStatus | undefined) ?? { subscriptions: [] };
}
