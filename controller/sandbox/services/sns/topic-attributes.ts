import type { GetTopicAttributesInput, SetTopicAttributesInput } from "@aws-sdk/client-sns";
import { isJsonObject } from "../../json.ts";
import type { CallContext } from "../../service.ts";
import { defaultPolicy, jsonObject, storedPolicy } from "./topic-policy.ts";
import {
  type Attributes,
  existingTopic,
  invalid,
  type StoredTopic,
  seenSubscriptionsTo,
  seenTopic,
  topicsOf,
  withAttribute,
} from "./topic-store.ts";

const maxDataPolicy = 30_720;
const feedback = /^(?:HTTP|Firehose|Lambda|Application|SQS)(Success|Failure)Feedback(RoleArn|SampleRate)$/;

const deliveryDefaults = {
  defaultHealthyRetryPolicy: {
    minDelayTarget: 20,
    maxDelayTarget: 20,
    numRetries: 3,
    numMaxDelayRetries: 0,
    numNoDelayRetries: 0,
    numMinDelayRetries: 0,
    backoffFunction: "linear",
  },
  disableSubscriptionOverrides: false,
  defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
};

/** All attributes of a topic, with those that AWS works out. */
export function getTopicAttributes(context: CallContext, { TopicArn }: GetTopicAttributesInput) {
  const topic = seenTopic(context, TopicArn);
  const subscriptions = seenSubscriptionsTo(context, topic.arn);
  const pending = subscriptions.filter((subscription) => subscription.pending).length;
  return {
    Attributes: {
      Policy: defaultPolicy(topic.arn),
      DisplayName: "",
      ...(isFifo(topic) && { ContentBasedDeduplication: "false", FifoThroughputScope: "Topic" }),
      ...topic.attributes,
      ...(topic.attributes["ArchivePolicy"] !== undefined && {
        BeginningArchiveTime: context.clock.now().toISOString(),
      }),
      TopicArn: topic.arn,
      Owner: topic.arn.split(":")[4] ?? "",
      EffectiveDeliveryPolicy: effectiveDeliveryPolicy(topic.attributes["DeliveryPolicy"]),
      SubscriptionsConfirmed: String(subscriptions.length - pending),
      SubscriptionsPending: String(pending),
      SubscriptionsDeleted: String(topic.deleted),
    },
  };
}

/** Sets one attribute of a topic. */
export function setTopicAttributes(context: CallContext, input: SetTopicAttributesInput): void {
  const topic = existingTopic(context, input.TopicArn);
  const name = input.AttributeName ?? "";
  if (name === "FifoTopic") throw invalid("AttributeName", "FifoTopic can only be set at creation");
  const value = storedTopicAttribute(name, input.AttributeValue ?? "", isFifo(topic));
  topicsOf(context).put(topic.arn, { ...topic, attributes: withAttribute(topic.attributes, name, value) });
}

/** Whether a topic is a FIFO topic. */
export function isFifo(topic: StoredTopic): boolean {
  return topic.attributes["FifoTopic"] === "true";
}

/**
 * An attribute as SNS keeps it; undefined for a value that takes the attribute away. Refuses names and values
 * that CreateTopic's and SetTopicAttributes' documentation don't know.
 */
export function storedTopicAttribute(name: string, value: string, fifo: boolean): string | undefined {
  const ofFeedback = feedback.exec(name);
  if (ofFeedback?.[2] === "RoleArn") return storedRole(name, value);
  if (ofFeedback?.[1] === "Success") return storedSampleRate(name, value);
  const store = stored.get(name);
  if (!store) throw invalid("AttributeName", `Unknown attribute ${name}`);
  if (fifoOnly.has(name) && !fifo) throw invalid(name, "only FIFO topics have this attribute");
  return store(value);
}

const fifoOnly = new Set(["ArchivePolicy", "ContentBasedDeduplication", "FifoThroughputScope"]);

const stored = new Map<string, (value: string) => string | undefined>([
  ["Policy", storedPolicy],
  ["DeliveryPolicy", (value) => storedJson("DeliveryPolicy", value)],
  ["ArchivePolicy", storedArchivePolicy],
  ["KmsMasterKeyId", (value) => value || undefined],
  ["DisplayName", storedDisplayName],
  ["SignatureVersion", oneOf("SignatureVersion", ["1", "2"])],
  ["TracingConfig", oneOf("TracingConfig", ["PassThrough", "Active"])],
  ["ContentBasedDeduplication", oneOf("ContentBasedDeduplication", ["true", "false"])],
  ["FifoThroughputScope", oneOf("FifoThroughputScope", ["Topic", "MessageGroup"])],
  ["MaximumMessageSize", storedMessageSize],
]);

/** Refuses a value that isn't one of a few. */
export function oneOf(name: string, values: readonly string[]): (value: string) => string {
  return (value) => {
    if (!values.includes(value)) throw invalid(name, `must be one of ${values.join(", ")}`);
    return value;
  };
}

/** JSON of an object as it was given; undefined for an empty text or `{}`, which take it away. */
export function storedJson(name: string, value: string): string | undefined {
  return value === "" || Object.keys(jsonObject(name, value)).length === 0 ? undefined : value;
}

/** A data protection policy as it was given; "" takes it away. */
export function storedDataProtectionPolicy(text: string): string {
  if (text === "") return text;
  if (text.length > maxDataPolicy)
    throw invalid("DataProtectionPolicy", `is over ${maxDataPolicy} characters`);
  const policy = jsonObject("DataProtectionPolicy", text);
  for (const member of ["Name", "Version", "Statement"])
    if (policy[member] === undefined) throw invalid("DataProtectionPolicy", `${member} is missing`);
  return text;
}

function storedRole(name: string, value: string): string | undefined {
  if (value !== "" && !/^arn:[^:]+:iam::\d{12}:role\/./.test(value))
    throw invalid(name, "must be a role's ARN");
  return value || undefined;
}

function storedSampleRate(name: string, value: string): string {
  if (!/^(?:\d{1,2}|100)$/.test(value)) throw invalid(name, "must be a number between 0 and 100");
  return value;
}

function storedDisplayName(value: string): string | undefined {
  if (value.length > 100) throw invalid("DisplayName", "must be at most 100 characters long");
  return value || undefined;
}

function storedMessageSize(value: string): string {
  if (!/^\d{1,7}$/.test(value) || Number(value) < 1024 || Number(value) > 1_048_576)
    throw invalid("MaximumMessageSize", "must be between 1024 and 1048576");
  return value;
}

function storedArchivePolicy(value: string): string | undefined {
  const text = storedJson("ArchivePolicy", value);
  if (text === undefined) return undefined;
  const days = Number(jsonObject("ArchivePolicy", text)["MessageRetentionPeriod"]);
  if (!Number.isInteger(days) || days < 1 || days > 365)
    throw invalid("ArchivePolicy", "MessageRetentionPeriod must be between 1 and 365");
  return text;
}

function effectiveDeliveryPolicy(given: Attributes[string] | undefined): string {
  const http = given === undefined ? undefined : jsonObject("DeliveryPolicy", given)["http"];
  const retry = isJsonObject(http) ? http["defaultHealthyRetryPolicy"] : undefined;
  return JSON.stringify({
    http: {
      ...deliveryDefaults,
      ...(isJsonObject(http) && http),
      defaultHealthyRetryPolicy: {
        ...deliveryDefaults.defaultHealthyRetryPolicy,
        ...(isJsonObject(retry) && retry),
      },
    },
  });
}
