import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** Attributes by name, without a prototype: names come from callers. */
export type Attributes = Readonly<Record<string, string>>;

/** A topic as it is kept: only the attributes that were set. */
export interface StoredTopic {
  readonly arn: string;
  readonly attributes: Attributes;
  readonly dataProtectionPolicy: string;
  /** How many of its subscriptions were unsubscribed. */
  readonly deleted: number;
}

/** A subscription as it is kept, by its ARN, with the topic's account and region. */
export interface StoredSubscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly owner: string;
  /** Who subscribed. */
  readonly principal: string;
  readonly attributes: Attributes;
  readonly pending: boolean;
  /** What ConfirmSubscription wants; AWS sends it to the endpoint. */
  readonly token: string;
  readonly since: Date;
  /** Whether the endpoint's own account subscribed it, or signed the confirmation. */
  readonly authenticated: boolean;
}

const pendingLifetime = 48 * 3_600_000;

/** The topics of the caller's account and region, by ARN. */
export function topicsOf({ world, account, region }: CallContext): Table<StoredTopic> {
  return world.table<StoredTopic>(account, region, "sns/topics");
}

/** The subscriptions of the caller's account and region, by ARN, which starts with their topic's. */
export function subscriptionsOf({ world, account, region }: CallContext): Table<StoredSubscription> {
  return world.table<StoredSubscription>(account, region, "sns/subscriptions");
}

/** Whether a subscription still exists: one that nobody confirmed goes after 48 hours. */
export function isLive(context: CallContext, { pending, since }: StoredSubscription): boolean {
  return !pending || context.clock.now().getTime() - since.getTime() < pendingLifetime;
}

/** The ARN of the subscription of an endpoint to a topic, by topic, protocol and endpoint. */
export function endpointsOf({ world, account, region }: CallContext): Table<{ readonly arn: string }> {
  return world.table<{ readonly arn: string }>(account, region, "sns/endpoints");
}

/** The key in `endpointsOf`. */
export function endpointKey(topicArn: string, protocol: string, endpoint: string): string {
  return JSON.stringify([topicArn, protocol, endpoint]);
}

/** A topic's subscriptions as a lagging read sees them, pending ones included. */
export function seenSubscriptionsTo(context: CallContext, topicArn: string): StoredSubscription[] {
  const prefix = `${topicArn}:`;
  const found: StoredSubscription[] = [];
  for (const [key, row] of subscriptionsOf(context).seenFrom(prefix)) {
    if (!key.startsWith(prefix)) break;
    if (isLive(context, row)) found.push(row);
  }
  return found;
}

/** The topic at an ARN as it is now; NotFound if there is none, AuthorizationError if it is another account's. */
export function existingTopic(context: CallContext, arn = ""): StoredTopic {
  checkTopicArn(context, arn);
  const topic = topicsOf(context).get(arn);
  if (!topic) throw noSuchTopic();
  return topic;
}

/** The topic at an ARN as a lagging read sees it; refuses as `existingTopic` does. */
export function seenTopic(context: CallContext, arn = ""): StoredTopic {
  checkTopicArn(context, arn);
  const topic = topicsOf(context).seen(arn);
  if (!topic) throw noSuchTopic();
  return topic;
}

/** Refuses what is no ARN of a topic here, or one of another account. */
export function checkTopicArn(context: CallContext, arn: string): void {
  const [, , service, region, account, name = ""] = arn.split(":");
  if (service !== "sns" || region !== context.region || !/^\d{12}$/.test(account ?? "") || name === "")
    throw new AwsError("InvalidParameter", "Invalid parameter: TopicArn");
  if (account !== context.account)
    throw new AwsError(
      "AuthorizationError",
      `User: ${context.caller.arn} is not authorized to perform this action on resource: ${arn}`,
    );
}

/** SNS's InvalidParameter, in its usual words. */
export function invalid(parameter: string, reason: string): AwsError {
  return new AwsError("InvalidParameter", `Invalid parameter: ${parameter} Reason: ${reason}`);
}

/** Attributes with one more; with one fewer when `value` is undefined. */
export function withAttribute(attributes: Attributes, name: string, value: string | undefined): Attributes {
  const next: Record<string, string> = Object.assign(Object.create(null), attributes);
  if (value === undefined) delete next[name];
  else next[name] = value;
  return next;
}

function noSuchTopic(): AwsError {
  return new AwsError("NotFound", "Topic does not exist");
}
