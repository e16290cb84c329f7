import {
  GetSubscriptionAttributesCommand,
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from "@aws-sdk/client-sns";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import {
  bySubscriptionKey,
  type SubscriptionShape,
  type SubscriptionStatus,
  subscriptionKey,
} from "./shape.ts";
import { subscriptionFromAws } from "./subscription-attributes.ts";

/** A subscription as the list of a topic's has it. */
export interface Listed {
  readonly protocol: string;
  readonly endpoint: string;
  /** Absent while it is pending. */
  readonly arn: string | undefined;
  /** Another account's, which may not let us read it. */
  readonly foreign: boolean;
}

/** A subscription and what is known of it. */
export interface ReadSubscription {
  readonly status: SubscriptionStatus;
  /** Absent where nobody can say. */
  readonly shape: SubscriptionShape | undefined;
}

/** A topic's subscriptions by protocol and endpoint, 100 a page. Throws AWS's error. */
export async function listSubscriptions(aws: Aws, topicArn: string): Promise<Listed[]> {
  const found = new Map<string, Listed>();
  const client = aws.client(SNSClient);
  for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: topicArn })) {
    for (const subscription of page.Subscriptions ?? []) {
      const listed = listedFrom(subscription, aws.scope.account);
      const key = listed && subscriptionKey(listed);
      // An endpoint may be listed as pending beside its confirmed self.
      if (listed && key !== undefined && (listed.arn !== undefined || !found.has(key)))
        found.set(key, listed);
    }
  }
  return [...found.values()].sort(bySubscriptionKey);
}

/** Nothing for one that is gone but still listed, by the ARN `Deleted`. */
function listedFrom(subscription: Subscription, account: string): Listed | undefined {
  const { SubscriptionArn: arn = "", Protocol: protocol = "", Endpoint: endpoint = "", Owner } = subscription;
  if (arn === "Deleted") return undefined;
  // A pending one is listed with the ARN `PendingConfirmation`.
  return {
    protocol,
    endpoint,
    arn: arn.startsWith("arn:") ? arn : undefined,
    foreign: Owner !== undefined && Owner !== account,
  };
}

/** Reads a confirmed subscription's attributes; nothing when it has gone since. Throws AWS's error. */
export async function readSubscription(aws: Aws, listed: Listed): Promise<ReadSubscription | undefined> {
  const { protocol, endpoint, arn, foreign } = listed;
  const status = { protocol, endpoint, arn, replay: undefined };
  if (arn === undefined) return { status: { ...status, state: "pending" }, shape: undefined };
  try {
    const client = aws.client(SNSClient);
    const { Attributes = {} } = await client.send(
      new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
    );
    // Between the list and here AWS may have put it back to pending.
    if (Attributes["PendingConfirmation"] === "true")
      return { status: { ...status, state: "pending" }, shape: undefined };
    return {
      status: { ...status, state: "confirmed", replay: Attributes["ReplayStatus"] },
      shape: subscriptionFromAws({ protocol, endpoint }, Attributes),
    };
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    if (foreign && classify(error) === "denied")
      return { status: { ...status, state: "unreadable" }, shape: undefined };
    throw error;
  }
}

/**
 * A topic's subscriptions as they compare. Of one whose attributes nobody can say, those that git wants are taken
 * to be there; and one that git doesn't want and that can't be ended, being pending, isn't there.
 */
export function subscriptionShapes(
  read: readonly ReadSubscription[],
  wanted: readonly SubscriptionShape[],
): SubscriptionShape[] {
  const byKey = new Map(wanted.map((subscription) => [subscriptionKey(subscription), subscription]));
  return read
    .flatMap(({ status, shape }) => {
      const known = shape ?? byKey.get(subscriptionKey(status));
      if (known) return [known];
      return status.state === "pending" ? [] : [subscriptionFromAws(status, {})];
    })
    .sort(bySubscriptionKey);
}
