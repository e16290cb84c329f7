import { type Document, problemAt } from "../../document.ts";
import type { TopicSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { checkSubscriptions } from "./check-subscriptions.ts";

/** What SNS would refuse of a topic, and what it takes but alarms can't use. */
export function checkTopic(document: Document<TopicSpec>): Problem[] {
  return [
    ...checkName(document),
    ...checkFifoFields(document),
    ...checkSizes(document),
    ...checkRetries(document),
    ...checkKey(document),
    ...checkSubscriptions(document),
  ];
}

function checkName(document: Document<TopicSpec>): Problem[] {
  const { topicName, fifoTopic = false } = document.spec;
  const name = topicName ?? document.metadata.name;
  const at = topicName === undefined ? "/metadata/name" : "/spec/topicName";
  const problems: Problem[] = [];
  const isFifoName = name.endsWith(".fifo");
  if (fifoTopic && !isFifoName)
    problems.push(
      problemAt(
        document,
        at,
        "fifo-name",
        `the name of a FIFO topic ends in .fifo: set topicName: ${name}.fifo`,
      ),
    );
  if (!fifoTopic && isFifoName)
    problems.push(
      problemAt(
        document,
        at,
        "fifo-name",
        "only a FIFO topic's name ends in .fifo: set fifoTopic: true or rename it",
      ),
    );
  const stem = (isFifoName ? name.slice(0, -".fifo".length) : name).replaceAll(/\$\{each\.[^}]+\}/g, "x");
  if (!/^[A-Za-z0-9_-]+$/.test(stem))
    problems.push(
      problemAt(
        document,
        at,
        "bad-topic-name",
        `"${name}" isn't a topic's name, which has letters, digits, "_" and "-" only: set topicName`,
      ),
    );
  return problems;
}

function checkFifoFields(document: Document<TopicSpec>): Problem[] {
  const { spec } = document;
  if (spec.fifoTopic)
    return [
      ...(spec.tracingConfig === "Active"
        ? [problemAt(document, "/spec/tracingConfig", "fifo", "FIFO topics can't trace: leave it out")]
        : []),
      ...(spec.dataProtectionPolicy
        ? [
            problemAt(
              document,
              "/spec/dataProtectionPolicy",
              "fifo",
              "FIFO topics can't protect data: leave it out",
            ),
          ]
        : []),
    ];
  return (["contentBasedDeduplication", "fifoThroughputScope", "archivePolicy"] as const)
    .filter((field) => spec[field] !== undefined && spec[field] !== false)
    .map((field) =>
      problemAt(
        document,
        `/spec/${field}`,
        "fifo",
        "only FIFO topics have it: set fifoTopic: true or leave it out",
      ),
    );
}

/** Above this many bytes a topic is limited in what may subscribe (SetTopicAttributes). */
const largeMessage = 262_144;
const large: ReadonlySet<string> = new Set(["sqs", "firehose", "lambda"]);

function checkSizes(document: Document<TopicSpec>): Problem[] {
  const { policy, dataProtectionPolicy, maximumMessageSize = 0, subscriptions = [] } = document.spec;
  const problems: Problem[] = [];
  for (const [field, value] of Object.entries({ policy, dataProtectionPolicy })) {
    const length = value === undefined ? 0 : JSON.stringify(value).length;
    if (length > 30_720)
      problems.push(
        problemAt(
          document,
          `/spec/${field}`,
          "too-long",
          `is ${length} characters of JSON; SNS takes 30720 at most`,
        ),
      );
  }
  if (maximumMessageSize <= largeMessage) return problems;
  if (subscriptions.length > 100)
    problems.push(
      problemAt(
        document,
        "/spec/subscriptions",
        "too-many-subscriptions",
        `are ${subscriptions.length}; a topic with maximumMessageSize above ${largeMessage} has 100 at most`,
      ),
    );
  for (const [index, { protocol }] of subscriptions.entries())
    if (!large.has(protocol))
      problems.push(
        problemAt(
          document,
          `/spec/subscriptions/${index}/protocol`,
          "wrong-protocol",
          `${protocol} can't get messages above ${largeMessage} bytes: lower maximumMessageSize or subscribe ${[...large].join(", ")}`,
        ),
      );
  return problems;
}

function checkRetries(document: Document<TopicSpec>): Problem[] {
  const { deliveryPolicy, subscriptions = [] } = document.spec;
  return [
    ...retryProblems(
      document,
      "/spec/deliveryPolicy/http/defaultHealthyRetryPolicy",
      deliveryPolicy?.http.defaultHealthyRetryPolicy,
    ),
    ...subscriptions.flatMap((subscription, index) =>
      retryProblems(
        document,
        `/spec/subscriptions/${index}/deliveryPolicy/healthyRetryPolicy`,
        subscription.deliveryPolicy?.healthyRetryPolicy,
      ),
    ),
  ];
}

interface Retry {
  minDelayTarget?: number;
  maxDelayTarget?: number;
  numRetries?: number;
  numNoDelayRetries?: number;
  numMinDelayRetries?: number;
  numMaxDelayRetries?: number;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html */
function retryProblems(document: Document<TopicSpec>, at: string, retry: Retry | undefined): Problem[] {
  if (!retry) return [];
  const { minDelayTarget = 20, maxDelayTarget = 20, numRetries = 3 } = retry;
  const { numNoDelayRetries = 0, numMinDelayRetries = 0, numMaxDelayRetries = 0 } = retry;
  const phases = numNoDelayRetries + numMinDelayRetries + numMaxDelayRetries;
  const problems: Problem[] = [];
  if (minDelayTarget > maxDelayTarget)
    problems.push(
      problemAt(
        document,
        at,
        "bad-retry-policy",
        `minDelayTarget (${minDelayTarget}) is above maxDelayTarget (${maxDelayTarget}): raise maxDelayTarget`,
      ),
    );
  if (phases > numRetries)
    problems.push(
      problemAt(
        document,
        at,
        "bad-retry-policy",
        `its phases have ${phases} retries together, numRetries is ${numRetries}: raise numRetries`,
      ),
    );
  return problems;
}

function checkKey(document: Document<TopicSpec>): Problem[] {
  const { kmsMasterKeyId = "" } = document.spec;
  if (!/(^|:)alias\/aws\/sns$/.test(kmsMasterKeyId)) return [];
  const problem = problemAt(
    document,
    "/spec/kmsMasterKeyId",
    "alarms-cannot-publish",
    "CloudWatch alarms can't publish to a topic under AWS's own key: use a key of yours whose policy lets cloudwatch.amazonaws.com call kms:Decrypt and kms:GenerateDataKey",
  );
  return [{ ...problem, severity: "warning" }];
}
