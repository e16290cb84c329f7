import { GetTopicAttributesCommand, ListTagsForResourceCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { appliedTag, fromTagList } from "../../aws/tags.ts";
import type { Observed, Tags } from "../../kind.ts";
import { decodeApplied } from "../../value/fingerprint.ts";
import { attributesFromAws } from "./attributes.ts";
import { readDataProtection } from "./data-protection.ts";
import { bySubscriptionKey, type TopicShape, type TopicStatus } from "./shape.ts";
import {
  type Listed,
  listSubscriptions,
  type ReadSubscription,
  readSubscription,
  subscriptionShapes,
} from "./subscriptions.ts";

/** A topic whose details are to be read. */
export interface Subject {
  readonly id: string;
  readonly arn: string;
  /** Absent: ask the service. */
  readonly tags: Tags | undefined;
  readonly wanted: TopicShape | undefined;
  /** What an earlier read returned. */
  readonly earlier: TopicShape | undefined;
}

interface TopicDetails {
  readonly subject: Subject;
  readonly tags: Tags;
  readonly attributes: Readonly<Record<string, string>>;
  readonly dataProtectionPolicy: TopicShape["dataProtectionPolicy"] | undefined;
  readonly listed: readonly Listed[];
}

/**
 * Reads topics in full; what doesn't exist is left out. Topics first and then all their subscriptions, so that many of
 * either are read at a time.
 */
export async function readTopics(
  aws: Aws,
  subjects: readonly Subject[],
  found: Found<TopicShape>,
): Promise<void> {
  const topics = await aws.each(subjects, async (subject) => {
    try {
      return await readTopic(aws, subject);
    } catch (error) {
      if (classify(error) === "not-found") return undefined;
      return { subject, error };
    }
  });
  const subscriptions = topics.flatMap((details) =>
    details && "listed" in details ? details.listed.map((listed) => ({ details, listed })) : [],
  );
  const read = new Map<TopicDetails, ReadSubscription[]>();
  const failed = new Map<TopicDetails, unknown>();
  await aws.each(subscriptions, async ({ details, listed }) => {
    try {
      const subscription = await readSubscription(aws, listed);
      if (subscription) read.set(details, [...(read.get(details) ?? []), subscription]);
    } catch (error) {
      failed.set(details, error);
    }
  });
  for (const details of topics) {
    if (!details) continue;
    const { id, arn, tags = {} } = details.subject;
    if ("error" in details) found.unreadable({ id, arn, tags }, details.error);
    else if (failed.has(details)) found.unreadable({ id, arn, tags: details.tags }, failed.get(details));
    else found.add(observedFrom(details, read.get(details) ?? []));
  }
}

async function readTopic(aws: Aws, subject: Subject): Promise<TopicDetails> {
  const client = aws.client(SNSClient);
  const { arn, wanted, earlier } = subject;
  const [{ Attributes: attributes = {} }, listed, tags] = await Promise.all([
    client.send(new GetTopicAttributesCommand({ TopicArn: arn })),
    listSubscriptions(aws, arn),
    subject.tags ?? readTags(aws, arn),
  ]);
  const declared =
    wanted?.dataProtectionPolicy !== undefined ||
    earlier?.dataProtectionPolicy !== undefined ||
    decodeApplied(tags[appliedTag])?.entry("dataProtectionPolicy") !== undefined;
  const dataProtectionPolicy = declared ? await readDataProtection(aws, arn) : undefined;
  return { subject, tags, attributes, dataProtectionPolicy, listed };
}

async function readTags(aws: Aws, arn: string): Promise<Tags> {
  const command = new ListTagsForResourceCommand({ ResourceArn: arn });
  return fromTagList((await aws.client(SNSClient).send(command)).Tags);
}

/** The one mapping from AWS's answers to our shape. */
function observedFrom(details: TopicDetails, read: readonly ReadSubscription[]): Observed<TopicShape> {
  const { subject, tags, attributes, dataProtectionPolicy } = details;
  const { id, arn, wanted, earlier } = subject;
  const status: TopicStatus = {
    subscriptions: read.map((subscription) => subscription.status).sort(bySubscriptionKey),
  };
  return {
    id,
    arn,
    tags,
    status,
    shape: {
      ...attributesFromAws(attributes, arn),
      ...(dataProtectionPolicy !== undefined && { dataProtectionPolicy }),
      subscriptions: subscriptionShapes(read, (wanted ?? earlier)?.subscriptions ?? []),
    },
  };
}
