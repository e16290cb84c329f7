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

/** A monitor with the subscriptions of it that are ours. */
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
  const { subscriptions, known } = await ourSubscriptions(aws, arn, { tags, all, wanted });
  const shape = monitorFromAws(monitor, subscriptions);
  const status: MonitorStatus = { subscriptions: known };
  return { id: monitorId(shape), arn, awsId: arn, tags, shape, status };
}

/**
 * The subscriptions of a monitor that are ours: those with our tags, and of what names no other monitor, those that
 * git names and nobody has claimed. Whatever else notifies of its anomalies is somebody else's.
 *
 * @param of.tags the monitor's
 * @param of.all the account's subscriptions
 */
export async function ourSubscriptions(
  aws: Aws,
  monitorArn: string,
  of: { tags: Tags; all: readonly AnomalySubscription[]; wanted: MonitorShape | undefined },
): Promise<{ subscriptions: AnomalySubscription[]; known: KnownSubscription[] }> {
  const wantedNames = new Set(of.wanted?.subscriptions.map(({ subscriptionName }) => subscriptionName));
  const candidates = of.all.filter(({ MonitorArnList = [] }) => MonitorArnList.includes(monitorArn));
  const tagged = await aws.each(candidates, async (subscription) => ({
    subscription,
    tags: await readTags(aws, subscription.SubscriptionArn ?? ""),
  }));
  const isTagged = ({ subscription, tags }: (typeof tagged)[number]) =>
    tags?.[ownerTag] === aws.owner &&
    (namesOnly(subscription, monitorArn) || (of.tags[objectTag] ?? "") === tags[objectTag]);
  const ours = tagged.filter(isTagged).map(({ subscription }) => ({ subscription, isTagged: true }));
  // A name that we have, somebody else may have given as well: one of each is all that git means.
  for (const { subscription } of ours) wantedNames.delete(subscription.SubscriptionName ?? "");
  for (const { subscription, tags } of tagged)
    if (
      tags &&
      tags[ownerTag] === undefined &&
      namesOnly(subscription, monitorArn) &&
      wantedNames.delete(subscription.SubscriptionName ?? "")
    )
      ours.push({ subscription, isTagged: false });
  const subscriptions = distinct(ours.map(({ subscription }) => subscription));
  const known = ours.map(({ subscription: { SubscriptionArn = "", Subscribers = [] }, isTagged }, index) => ({
    name: subscriptions[index]?.SubscriptionName ?? "",
    arn: SubscriptionArn,
    isTagged,
    declined: Subscribers.flatMap(({ Status, Address = "" }) => (Status === "DECLINED" ? [Address] : [])),
  }));
  return { subscriptions, known };
}

/** AWS takes a name twice, as after a creation whose answer was lost: then the others go by their ids, to be seen. */
function distinct(subscriptions: readonly AnomalySubscription[]): AnomalySubscription[] {
  const names = new Set<string>();
  return subscriptions.map((subscription) => {
    const { SubscriptionName = "", SubscriptionArn = "" } = subscription;
    const isFirst = !names.has(SubscriptionName);
    names.add(SubscriptionName);
    const id = SubscriptionArn.slice(SubscriptionArn.lastIndexOf("/") + 1);
    return isFirst ? subscription : { ...subscription, SubscriptionName: `${SubscriptionName} (${id})` };
  });
}

export function statusOf({ status }: Observed<MonitorShape>): MonitorStatus {
  // The status of a monitor is only ever made by `observedMonitor`.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return (status as MonitorStatus | undefined) ?? { subscriptions: [] };
}
