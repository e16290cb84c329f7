import type { Subscription, TopicSpec } from "../../generated/types.ts";

/** A topic's own attributes in canonical form: AWS's defaults filled in, policies that are the default left out. */
export type AttributesShape = Omit<
  TopicSpec,
  "topicName" | "tags" | "subscriptions" | "dataProtectionPolicy"
>;

/** A subscription in canonical form. */
export type SubscriptionShape = Readonly<Subscription>;

/** A topic in canonical form, its subscriptions by protocol and endpoint. */
export interface TopicShape extends AttributesShape {
  readonly dataProtectionPolicy?: NonNullable<TopicSpec["dataProtectionPolicy"]>;
  readonly subscriptions: readonly SubscriptionShape[];
}

/** What AWS says of a subscription beside its attributes. */
export interface SubscriptionStatus {
  readonly protocol: string;
  readonly endpoint: string;
  /** A pending one has none in AWS's lists. */
  readonly arn: string | undefined;
  /**
   * `pending`: nobody has confirmed it yet; `unreadable`: another account's, which doesn't let us read it. Neither
   * one's attributes are known.
   */
  readonly state: "confirmed" | "pending" | "unreadable";
  /** `Completed`, `In progress`, `Failed` or `Pending`, while it replays an archive. */
  readonly replay: string | undefined;
}

/** What a topic's health and writes need beside its shape. */
export interface TopicStatus {
  readonly subscriptions: readonly SubscriptionStatus[];
}

/** What tells a topic's subscriptions apart. */
export function subscriptionKey(of: { protocol: string; endpoint: string }): string {
  return `${of.protocol} ${of.endpoint}`;
}

/** By protocol and endpoint. */
export function bySubscriptionKey(
  a: { protocol: string; endpoint: string },
  b: { protocol: string; endpoint: string },
): number {
  const [left, right] = [subscriptionKey(a), subscriptionKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
