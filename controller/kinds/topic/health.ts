import type { Condition } from "../../kind.ts";
import { type SubscriptionStatus, subscriptionKey, type TopicShape, type TopicStatus } from "./shape.ts";

/** What is the matter with a topic's subscriptions, apart from what git says of them. */
export function subscriptionConditions(shape: TopicShape | undefined, status: TopicStatus): Condition[] {
  const wanted = new Set(shape?.subscriptions.map(subscriptionKey));
  return status.subscriptions.flatMap((subscription): Condition[] => {
    const inGit = wanted.has(subscriptionKey(subscription));
    switch (subscription.state) {
      case "pending":
        return [inGit ? pending(subscription) : leftPending(subscription)];
      case "unreadable":
        return [unreadable(subscription)];
      case "confirmed":
        return subscription.replay === "Failed" ? [replayFailed(subscription)] : [];
      default:
        return subscription.state satisfies never;
    }
  });
}

function pending(subscription: SubscriptionStatus): Condition {
  return {
    reason: "SubscriptionPending",
    severity: "warning",
    message: `${subscriptionKey(subscription)} gets nothing until ${confirmation(subscription)}; AWS forgets it after 48 hours, and then it is subscribed anew`,
  };
}

/** Who has to confirm it, and how. */
function confirmation({ protocol }: SubscriptionStatus): string {
  // Above 10 mails a second SNS puts confirmed addresses back (SNS's quotas).
  if (protocol === "email" || protocol === "email-json")
    return "its owner follows the link in AWS's mail (also when it was confirmed before: SNS asks again after more than 10 mails a second)";
  if (protocol === "http" || protocol === "https")
    return "the endpoint visits the SubscribeURL that was posted to it";
  return "its account calls sns:ConfirmSubscription with the token it was sent";
}

function leftPending(subscription: SubscriptionStatus): Condition {
  return {
    reason: "SubscriptionPending",
    severity: "warning",
    message: `${subscriptionKey(subscription)} isn't in git and waits for its confirmation: it can't be unsubscribed before, and AWS forgets it within 48 hours; once confirmed it is drift`,
  };
}

function unreadable(subscription: SubscriptionStatus): Condition {
  return {
    reason: "SubscriptionUnreadable",
    severity: "warning",
    message: `${subscriptionKey(subscription)} belongs to another account, which doesn't let its attributes be read; they are not compared`,
  };
}

function replayFailed(subscription: SubscriptionStatus): Condition {
  return {
    reason: "ReplayFailed",
    severity: "error",
    message: `the replay to ${subscriptionKey(subscription)} failed: look at the queue's policy and key, and give replayPolicy another starting point`,
  };
}
