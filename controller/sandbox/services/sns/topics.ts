import type {
  AddPermissionInput,
  CreateTopicInput,
  DeleteTopicInput,
  GetDataProtectionPolicyInput,
  ListTopicsInput,
  PutDataProtectionPolicyInput,
  RemovePermissionInput,
} from "@aws-sdk/client-sns";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { checkTags, forgetTags, replaceTags, tagsAt, tagsFromList } from "../../tags.ts";
import { isFifo, storedDataProtectionPolicy, storedTopicAttribute } from "./topic-attributes.ts";
import { defaultPolicy, jsonObject, storedPolicy } from "./topic-policy.ts";
import {
  type Attributes,
  checkTopicArn,
  endpointKey,
  endpointsOf,
  existingTopic,
  invalid,
  seenTopic,
  subscriptionsOf,
  topicsOf,
  withAttribute,
} from "./topic-store.ts";
import { topicTags } from "./topic-tags.ts";

const pageSize = 100;

/** What attributes count as when they were never set. */
const defaults = new Map([
  ["ContentBasedDeduplication", "false"],
  ["FifoThroughputScope", "Topic"],
  ["SignatureVersion", "1"],
  ["TracingConfig", "PassThrough"],
]);

/** Creates a topic, or answers the one of that name if nothing that was asked differs. */
export function createTopic(context: CallContext, input: CreateTopicInput): { TopicArn: string } {
  const name = input.Name ?? "";
  const fifo = input.Attributes?.["FifoTopic"] === "true";
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(fifo ? name.replace(/\.fifo$/, "") : name) || name.length > 256)
    throw invalid("Topic Name", "must be ASCII letters, digits, underscores and hyphens, at most 256");
  if (fifo && !name.endsWith(".fifo")) throw invalid("Topic Name", "FIFO topics end in .fifo");
  const arn = `arn:aws:sns:${context.region}:${context.account}:${name}`;
  const attributes = givenAttributes(input.Attributes ?? {}, fifo);
  const tags = tagsFromList(input.Tags);
  checkTags(tags, topicTags);
  const before = topicsOf(context).get(arn);
  if (before) {
    const same = ([key, value]: [string, string]) => (before.attributes[key] ?? defaults.get(key)) === value;
    if (!Object.entries(attributes).every(same))
      throw invalid("Attributes", "Topic already exists with different attributes");
    if (input.Tags?.length && JSON.stringify(tags) !== JSON.stringify(tagsAt(context, arn)))
      throw invalid("Tags", "Topic already exists with different tags");
    return { TopicArn: arn };
  }
  const dataProtectionPolicy = storedDataProtectionPolicy(input.DataProtectionPolicy ?? "");
  topicsOf(context).put(arn, { arn, attributes, dataProtectionPolicy, deleted: 0 });
  replaceTags(context, arn, tags);
  return { TopicArn: arn };
}

function givenAttributes(given: Record<string, string>, fifo: boolean): Attributes {
  let attributes: Attributes = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    if (name !== "FifoTopic")
      attributes = withAttribute(attributes, name, storedTopicAttribute(name, value, fifo));
    else if (value === "true") attributes = withAttribute(attributes, name, value);
    else if (value !== "false") throw invalid("FifoTopic", "must be true or false");
  }
  return attributes;
}

/** Deletes a topic with its subscriptions; one that isn't there is no error. */
export function deleteTopic(context: CallContext, { TopicArn: arn = "" }: DeleteTopicInput): void {
  checkTopicArn(context, arn);
  const topic = topicsOf(context).get(arn);
  if (!topic) return;
  if (topic.attributes["ArchivePolicy"] !== undefined)
    throw new AwsError("InvalidState", "Invalid state: the topic has an active archive policy");
  topicsOf(context).delete(arn);
  forgetTags(context, arn);
  for (const subscription of subscriptionsOf(context).list()) {
    if (subscription.topicArn !== arn) continue;
    subscriptionsOf(context).delete(subscription.arn);
    endpointsOf(context).delete(endpointKey(arn, subscription.protocol, subscription.endpoint));
  }
}

/** A page of topics, 100 at most. */
export function listTopics(context: CallContext, { NextToken }: ListTopicsInput) {
  const { rows, token } = page(topicsOf(context), {
    token: NextToken,
    limit: pageSize,
    badToken: "InvalidParameter",
  });
  return { Topics: rows.map(({ arn }) => ({ TopicArn: arn })), NextToken: token };
}

/** A topic's data protection policy, "" when it has none. */
export function getDataProtectionPolicy(context: CallContext, { ResourceArn }: GetDataProtectionPolicyInput) {
  return { DataProtectionPolicy: seenTopic(context, ResourceArn).dataProtectionPolicy };
}

/** Sets a topic's data protection policy, or takes it away with "". */
export function putDataProtectionPolicy(context: CallContext, input: PutDataProtectionPolicyInput): void {
  const topic = existingTopic(context, input.ResourceArn);
  if (isFifo(topic)) throw invalid("ResourceArn", "FIFO topics have no data protection policy");
  const dataProtectionPolicy = storedDataProtectionPolicy(input.DataProtectionPolicy ?? "");
  topicsOf(context).put(topic.arn, { ...topic, dataProtectionPolicy });
}

/** Adds a statement to a topic's policy. */
export function addPermission(context: CallContext, input: AddPermissionInput): void {
  changePolicy(context, input.TopicArn, (statements) => {
    const label = input.Label ?? "";
    if (statements.some((statement) => statement["Sid"] === label))
      throw invalid("Statement", `A statement with the label ${label} already exists`);
    const added = {
      Sid: label,
      Effect: "Allow",
      Principal: { AWS: input.AWSAccountId },
      Action: (input.ActionName ?? []).map((action) => `SNS:${action}`),
      Resource: input.TopicArn,
    };
    return [...statements, added];
  });
}

/** Takes a statement from a topic's policy. */
export function removePermission(context: CallContext, input: RemovePermissionInput): void {
  changePolicy(context, input.TopicArn, (statements) => {
    const left = statements.filter((statement) => statement["Sid"] !== input.Label);
    if (left.length === statements.length) throw new AwsError("NotFound", `No statement ${input.Label}`);
    return left;
  });
}

function changePolicy(
  context: CallContext,
  arn: string | undefined,
  change: (statements: Record<string, unknown>[]) => object[],
): void {
  const topic = existingTopic(context, arn);
  const policy = jsonObject("Policy", topic.attributes["Policy"] ?? defaultPolicy(topic.arn));
  const statements = [policy["Statement"]].flat().map((statement) => ({ ...Object(statement) }));
  const changed = storedPolicy(JSON.stringify({ ...policy, Statement: change(statements) }));
  topicsOf(context).put(topic.arn, {
    ...topic,
    attributes: withAttribute(topic.attributes, "Policy", changed),
  });
}
