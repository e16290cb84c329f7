import type { GetSubscriptionAttributesInput, SetSubscriptionAttributesInput } from "@aws-sdk/client-sns";
import { isJsonObject } from "../../json.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { oneOf, storedJson } from "./topic-attributes.ts";
import { jsonObject } from "./topic-policy.ts";
import {
  type Attributes,
  invalid,
  isLive,
  type StoredSubscription,
  subscriptionsOf,
  withAttribute,
} from "./topic-store.ts";

const maxFilterKeys = 5;
const http = new Set(["http", "https"]);
const raw = new Set(["http", "https", "sqs", "firehose"]);

/** All attributes of a subscription, with those that AWS works out. */
export function getSubscriptionAttributes(context: CallContext, input: GetSubscriptionAttributesInput) {
  const arn = input.SubscriptionArn ?? "";
  checkSubscriptionArn(arn);
  const row = subscriptionsOf(context).seen(arn);
  if (!row || !isLive(context, row)) throw noSuchSubscription();
  const { FilterPolicyScope: scope, ...attributes } = row.attributes;
  return {
    Attributes: {
      RawMessageDelivery: "false",
      ...attributes,
      // The scope only shows beside a policy, and then always.
      ...(attributes["FilterPolicy"] !== undefined && { FilterPolicyScope: scope ?? "MessageAttributes" }),
      ...(attributes["ReplayPolicy"] !== undefined && { ReplayStatus: "Completed" }),
      SubscriptionArn: row.arn,
      TopicArn: row.topicArn,
      Protocol: row.protocol,
      Endpoint: row.endpoint,
      Owner: row.owner,
      SubscriptionPrincipal: row.principal,
      PendingConfirmation: String(row.pending),
      ConfirmationWasAuthenticated: String(row.authenticated),
    },
  };
}

/** Sets one attribute of a subscription. */
export function setSubscriptionAttributes(context: CallContext, input: SetSubscriptionAttributesInput): void {
  const row = existingSubscription(context, input.SubscriptionArn);
  const attributes = withSubscriptionAttribute(row, input.AttributeName ?? "", input.AttributeValue ?? "");
  subscriptionsOf(context).put(row.arn, { ...row, attributes });
}

/** The attributes given to Subscribe as SNS keeps them; refuses what SetSubscriptionAttributes would. */
export function givenSubscriptionAttributes(
  protocol: string,
  topicArn: string,
  given: Record<string, string>,
): Attributes {
  let attributes: Attributes = Object.create(null);
  // The scope says how a filter policy is read, so it comes first.
  const names = Object.keys(given).toSorted((a, b) => rank(a) - rank(b));
  for (const name of names)
    attributes = withSubscriptionAttribute({ protocol, topicArn, attributes }, name, given[name] ?? "");
  return attributes;
}

function rank(name: string): number {
  return name === "FilterPolicyScope" ? 0 : 1;
}

function withSubscriptionAttribute(
  row: Pick<StoredSubscription, "protocol" | "topicArn" | "attributes">,
  name: string,
  value: string,
): Attributes {
  const next = withAttribute(row.attributes, name, storedAttribute(row, name, value));
  const filter = next["FilterPolicy"];
  if (filter !== undefined) checkFilter(jsonObject("FilterPolicy", filter), next["FilterPolicyScope"]);
  return next;
}

function storedAttribute(
  { protocol, topicArn }: Pick<StoredSubscription, "protocol" | "topicArn">,
  name: string,
  value: string,
): string | undefined {
  switch (name) {
    case "FilterPolicy":
      return storedJson(name, value);
    case "FilterPolicyScope":
      return oneOf(name, ["MessageAttributes", "MessageBody"])(value);
    case "RawMessageDelivery":
      if (!raw.has(protocol)) throw invalid(name, `not supported for ${protocol} subscriptions`);
      return oneOf(name, ["true", "false"])(value.toLowerCase());
    case "DeliveryPolicy":
      if (!http.has(protocol))
        throw invalid(name, "only HTTP and HTTPS subscriptions have a delivery policy");
      return storedJson(name, value);
    case "RedrivePolicy":
      return storedRedrivePolicy(value);
    case "SubscriptionRoleArn":
      if (protocol !== "firehose") throw invalid(name, "only Firehose subscriptions have a role");
      if (!/^arn:[^:]+:iam::\d{12}:role\/./.test(value)) throw invalid(name, "must be a role's ARN");
      return value;
    case "ReplayPolicy":
      if (!topicArn.endsWith(".fifo"))
        throw invalid(name, "only subscriptions to FIFO topics can be replayed");
      return storedJson(name, value);
    default:
      throw invalid("AttributeName", `Unknown attribute ${name}`);
  }
}

function storedRedrivePolicy(value: string): string | undefined {
  if (value === "" || value === "null") return undefined;
  const { deadLetterTargetArn: target, ...others } = jsonObject("RedrivePolicy", value);
  if (Object.keys(others).length > 0)
    throw invalid("RedrivePolicy", `unexpected ${Object.keys(others).join(", ")}`);
  if (typeof target !== "string" || !/^arn:[^:]+:sqs:[^:]+:\d{12}:./.test(target))
    throw invalid("RedrivePolicy", "deadLetterTargetArn must be the ARN of an SQS queue");
  return value;
}

function checkFilter(policy: Record<string, unknown>, scope: string | undefined): void {
  const keys = Object.keys(policy);
  if (keys.length > maxFilterKeys)
    throw invalid("FilterPolicy", `Filter policy can not have more than ${maxFilterKeys} keys`);
  for (const key of keys) {
    const rule = policy[key];
    if (Array.isArray(rule) && rule.length > 0) continue;
    if (scope === "MessageBody" && isJsonObject(rule)) checkFilter(rule, scope);
    else if (scope === "MessageBody" || !isJsonObject(rule))
      throw invalid("FilterPolicy", `"${key}" must be an object or an array`);
    else if (key !== "$or")
      throw invalid(
        "FilterPolicy",
        "Filter policy scope MessageAttributes does not support nested filter policy",
      );
  }
}

/** The subscription at an ARN as it is now; refuses what is no ARN and what isn't there. */
export function existingSubscription(context: CallContext, arn = ""): StoredSubscription {
  checkSubscriptionArn(arn);
  const row = subscriptionsOf(context).get(arn);
  if (!row || !isLive(context, row)) throw noSuchSubscription();
  return row;
}

function checkSubscriptionArn(arn: string): void {
  const parts = arn.split(":").length;
  if (parts < 6) throw invalid("SubscriptionArn", `An ARN must have at least 6 elements, not ${parts}`);
}

function noSuchSubscription(): AwsError {
  return new AwsError("NotFound", "Subscription does not exist");
}
