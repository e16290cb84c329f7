import type { AnomalyMonitor, AnomalySubscription } from "@aws-sdk/client-cost-explorer";
import { keyIn, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import type { TagScope } from "../../tags.ts";

export type StoredMonitor = AnomalyMonitor & { readonly MonitorArn: string };
export type StoredSubscription = AnomalySubscription & { readonly SubscriptionArn: string };

/** The anomaly monitors of the caller's account, by ARN. */
export function monitorsOf({ world, account }: CallContext): Table<StoredMonitor> {
  return world.table<StoredMonitor>(account, "global", "ce/anomaly-monitors");
}

/** The anomaly subscriptions of the caller's account, by ARN. */
export function subscriptionsOf({ world, account }: CallContext): Table<StoredSubscription> {
  return world.table<StoredSubscription>(account, "global", "ce/anomaly-subscriptions");
}

/** Monitors exist once an account; what knows their tags is in us-east-1. */
export function tagScope({ world, account }: CallContext): TagScope {
  return { world, account, region: "us-east-1" };
}

export function unknownMonitor(arn: string | undefined): AwsError {
  return new AwsError("UnknownMonitorException", `No anomaly monitor ${arn ?? ""} was found`);
}

export function unknownSubscription(arn: string | undefined): AwsError {
  return new AwsError("UnknownSubscriptionException", `No anomaly subscription ${arn ?? ""} was found`);
}

/** What Cost Explorer answers to members that don't go together, though its model doesn't name the code. */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

const normalPage = 100;

/** A page of a list; its token is where the next one begins. */
export function pageOf<Item>(
  items: readonly Item[],
  { NextPageToken, MaxResults }: { NextPageToken?: string | undefined; MaxResults?: number | undefined },
): { items: Item[]; token: { NextPageToken?: string } } {
  if (MaxResults !== undefined && MaxResults < 1) throw invalid("MaxResults must be positive");
  const start = NextPageToken === undefined ? 0 : Number(keyIn(NextPageToken, "InvalidNextTokenException"));
  const end = start + (MaxResults ?? normalPage);
  return {
    items: items.slice(start, end),
    token: end < items.length ? { NextPageToken: tokenFor(String(end)) } : {},
  };
}

/** Today, as Cost Explorer writes dates. */
export function today({ clock }: CallContext): string {
  return clock.now().toISOString().slice(0, 10);
}
