import type {
  AnomalySubscription,
  CreateAnomalySubscriptionRequest,
  DeleteAnomalySubscriptionRequest,
  Expression,
  GetAnomalySubscriptionsRequest,
  Subscriber,
  UpdateAnomalySubscriptionRequest,
} from "@aws-sdk/client-cost-explorer";
import { uuidOf } from "../../ids.ts";
import type { CallContext } from "../../service.ts";
import { forgetTags, replaceTags } from "../../tags.ts";
import {
  invalid,
  monitorsOf,
  pageOf,
  type StoredSubscription,
  subscriptionsOf,
  tagScope,
  unknownMonitor,
  unknownSubscription,
} from "./anomaly-store.ts";
import { checkedTags } from "./anomaly-tags.ts";

/** "10 email recipients or 1 SNS topic" (Cost Anomaly Detection's FAQ). */
const maxMails = 10;

/** Creates a subscription; a second one of the same name is another one. */
export function createAnomalySubscription(context: CallContext, input: CreateAnomalySubscriptionRequest) {
  const given = input.AnomalySubscription;
  if (!given?.SubscriptionName) throw invalid("SubscriptionName can't be empty");
  const tags = checkedTags(input.ResourceTags);
  const SubscriptionArn = `arn:aws:ce::${context.account}:anomalysubscription/${uuidOf(context.id(32))}`;
  const kept = checked(context, { ...given, SubscriptionArn, AccountId: context.account });
  subscriptionsOf(context).put(SubscriptionArn, kept);
  replaceTags(tagScope(context), SubscriptionArn, tags);
  return { SubscriptionArn };
}

/** Changes what is given of a subscription and leaves the rest. */
export function updateAnomalySubscription(context: CallContext, input: UpdateAnomalySubscriptionRequest) {
  const { Threshold: _, ThresholdExpression, ...before } = own(context, input.SubscriptionArn);
  const { SubscriptionArn } = before;
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const kept = checked(context, {
    ...before,
    ...(input.Threshold === undefined && { ThresholdExpression }),
    ...given,
    SubscriptionArn,
  });
  subscriptionsOf(context).put(SubscriptionArn, kept);
  return { SubscriptionArn };
}

/** Deletes a subscription. */
export function deleteAnomalySubscription(
  context: CallContext,
  input: DeleteAnomalySubscriptionRequest,
): void {
  const { SubscriptionArn } = own(context, input.SubscriptionArn);
  subscriptionsOf(context).delete(SubscriptionArn);
  forgetTags(tagScope(context), SubscriptionArn);
}

/** A page of the account's subscriptions: all, those named, or those of a monitor. */
export function getAnomalySubscriptions(context: CallContext, input: GetAnomalySubscriptionsRequest) {
  const table = subscriptionsOf(context);
  const named = input.SubscriptionArnList?.map((arn) => {
    const subscription = table.seen(arn);
    if (!subscription) throw unknownSubscription(arn);
    return subscription;
  });
  const { MonitorArn } = input;
  const listed = (named ?? table.seenAll()).filter(
    ({ MonitorArnList = [] }) => MonitorArn === undefined || MonitorArnList.includes(MonitorArn),
  );
  const { items, token } = pageOf(listed, input);
  return { AnomalySubscriptions: items, ...token };
}

function own(context: CallContext, arn = ""): StoredSubscription {
  const subscription = subscriptionsOf(context).get(arn);
  if (!subscription) throw unknownSubscription(arn);
  return subscription;
}

/** A subscription as AWS keeps it: a threshold is an expression, and everybody has accepted. */
function checked(
  context: CallContext,
  given: AnomalySubscription & { SubscriptionArn: string },
): StoredSubscription {
  const { MonitorArnList = [], Subscribers = [], Frequency, Threshold, ThresholdExpression } = given;
  if (MonitorArnList.length === 0) throw invalid("MonitorArnList can't be empty");
  for (const arn of MonitorArnList) if (!monitorsOf(context).get(arn)) throw unknownMonitor(arn);
  if (Threshold === undefined && !ThresholdExpression)
    throw invalid("Threshold and ThresholdExpression cannot both be null");
  if (Threshold !== undefined && ThresholdExpression)
    throw invalid("Threshold and ThresholdExpression cannot both be specified");
  if (ThresholdExpression) checkThreshold(ThresholdExpression);
  checkSubscribers(Subscribers, Frequency === "IMMEDIATE" ? "SNS" : "EMAIL");
  return {
    ...given,
    ...(Threshold !== undefined && { ThresholdExpression: absolute(Threshold) }),
    Subscribers: Subscribers.map((subscriber) => ({ ...subscriber, Status: "CONFIRMED" as const })),
  };
}

function checkSubscribers(subscribers: readonly Subscriber[], type: "EMAIL" | "SNS"): void {
  if (subscribers.length === 0) throw invalid("Subscribers can't be empty");
  if (subscribers.some(({ Type }) => Type !== type))
    throw invalid(`Subscribers must be of type ${type} for this frequency`);
  const form = type === "SNS" ? /^arn:aws[a-zA-Z-]*:sns:[a-zA-Z0-9-]+:\d{12}:\S+$/ : /^[^\s@]+@[^\s@]+$/;
  for (const { Address = "" } of subscribers)
    if (!form.test(Address)) throw invalid(`${Address} is not a valid ${type} address`);
  if (subscribers.length > (type === "SNS" ? 1 : maxMails)) throw invalid("There are too many subscribers");
}

function absolute(threshold: number): Expression {
  const value = Number.isInteger(threshold) ? threshold.toFixed(1) : String(threshold);
  return {
    Dimensions: {
      Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
      MatchOptions: ["GREATER_THAN_OR_EQUAL"],
      Values: [value],
    },
  };
}

function checkThreshold({ And, Or, Not, Dimensions, Tags, CostCategories }: Expression): void {
  if (Not || Tags || CostCategories || [And, Or, Dimensions].filter(Boolean).length !== 1)
    throw invalid("ThresholdExpression must be one of And, Or and Dimensions");
  for (const part of [...(And ?? []), ...(Or ?? [])]) checkThreshold(part);
  if (!Dimensions) return;
  const { Key = "", Values = [], MatchOptions = [] } = Dimensions;
  if (!/^ANOMALY_TOTAL_IMPACT_(ABSOLUTE|PERCENTAGE)$/.test(Key))
    throw invalid(`${Key} is not supported in ThresholdExpression`);
  if (MatchOptions.join() !== "GREATER_THAN_OR_EQUAL")
    throw invalid("The match option GREATER_THAN_OR_EQUAL is required");
  const value = Number(Values[0] ?? "x");
  if (Values.length !== 1 || !(value >= 0 && value <= 10_000_000_000))
    throw invalid("Values must be a number between 0 and 10,000,000,000");
}
