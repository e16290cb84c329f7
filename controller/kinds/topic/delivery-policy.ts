import { isRecord } from "../../value/record.ts";

/** What SNS does where a retry policy says nothing: the members of an untouched topic's EffectiveDeliveryPolicy. */
const retryDefaults = {
  minDelayTarget: 20,
  maxDelayTarget: 20,
  numRetries: 3,
  numNoDelayRetries: 0,
  numMinDelayRetries: 0,
  numMaxDelayRetries: 0,
  backoffFunction: "linear",
};

const defaultContentType = "text/plain; charset=UTF-8";

/** A topic's delivery policy with the defaults filled in; what isn't one comes back as it is. */
export function topicDeliveryPolicy(policy: unknown): unknown {
  if (!isRecord(policy) || !isRecord(policy["http"])) return policy;
  const http = present(policy["http"]);
  return {
    ...present(policy),
    http: {
      ...http,
      disableSubscriptionOverrides: http["disableSubscriptionOverrides"] ?? false,
      ...retryMember(http, "defaultHealthyRetryPolicy"),
    },
  };
}

/**
 * A subscription's delivery policy with the defaults filled in, and without the members AWS adds that nobody can
 * use; what isn't one comes back as it is, and nothing where no member is left.
 */
export function subscriptionDeliveryPolicy(policy: unknown): unknown {
  if (!isRecord(policy)) return policy;
  const { guaranteed, ...members } = present(policy);
  const result = {
    ...members,
    ...(guaranteed !== undefined && guaranteed !== false && { guaranteed }),
    ...retryMember(members, "healthyRetryPolicy"),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

function retryMember(members: Record<string, unknown>, name: string): Record<string, unknown> {
  const retry = members[name];
  return isRecord(retry) ? { [name]: { ...retryDefaults, ...present(retry) } } : {};
}

/** The members that say something: AWS writes out absent ones as null, and the default request as one. */
function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !saysNothing(value)));
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (!isRecord(value)) return false;
  const { headerContentType, ...others } = value;
  return (
    (headerContentType === undefined ||
      headerContentType === null ||
      headerContentType === defaultContentType) &&
    Object.values(others).every((member) => member === null)
  );
}
