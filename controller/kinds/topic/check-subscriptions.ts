import { type Document, problemAt } from "../../document.ts";
import type { TopicSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { filterPolicyFaults } from "./filter-policy.ts";
import { type SubscriptionShape, subscriptionKey } from "./shape.ts";

type Protocol = SubscriptionShape["protocol"];

/** What each protocol's endpoint looks like, for the eye and for people (Subscribe). */
const endpoints: Readonly<Record<Protocol, { pattern: RegExp; form: string }>> = {
  application: {
    pattern: /^arn:[^:]+:sns:[^:]*:[^:]*:endpoint\/./,
    form: "the ARN of a platform endpoint (arn:aws:sns:…:endpoint/…)",
  },
  email: { pattern: /^[^\s@]+@[^\s@]+$/, form: "a mail address" },
  "email-json": { pattern: /^[^\s@]+@[^\s@]+$/, form: "a mail address" },
  firehose: {
    pattern: /^arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream\/./,
    form: "the ARN of a Firehose stream (arn:aws:firehose:…:deliverystream/…)",
  },
  http: { pattern: /^http:\/\/[^\s/]/i, form: "a URL that begins with http://" },
  https: { pattern: /^https:\/\/[^\s/]/i, form: "a URL that begins with https://" },
  lambda: {
    pattern: /^arn:[^:]+:lambda:[^:]*:[^:]*:function:./,
    form: "the ARN of a function (arn:aws:lambda:…:function:…)",
  },
  sms: { pattern: /^\+?[\d\s().-]{5,20}$/, form: "a phone number such as +15550100" },
  sqs: { pattern: /^arn:[^:]+:sqs:[^:]*:[^:]*:[^:]/, form: "the ARN of a queue (arn:aws:sqs:…)" },
};

const web: ReadonlySet<string> = new Set(["http", "https"]);
const raw: ReadonlySet<string> = new Set(["http", "https", "sqs", "firehose"]);
/** https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html */
const neverFifo: ReadonlySet<string> = new Set([
  "application",
  "email",
  "email-json",
  "http",
  "https",
  "sms",
]);

/** What SNS would refuse of a topic's subscriptions. */
export function checkSubscriptions(document: Document<TopicSpec>): Problem[] {
  const { subscriptions = [], fifoTopic = false } = document.spec;
  const first = new Map<string, number>();
  return subscriptions.flatMap((subscription, index) => {
    const problems: Problem[] = [];
    const report = (field: string, code: string, message: string) =>
      problems.push(
        problemAt(document, `/spec/subscriptions/${index}${field && `/${field}`}`, code, message),
      );
    const key = subscriptionKey(subscription);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, index);
    else
      report(
        "",
        "duplicate-subscription",
        `${key} is subscribed twice (also as /spec/subscriptions/${twin}): SNS has one subscription for an endpoint; keep one of them`,
      );
    checkEndpoint(subscription, report);
    checkProtocolFields(subscription, report);
    checkFifo(subscription, fifoTopic, report);
    checkFilter(subscription, report);
    return problems;
  });
}

type Report = (field: string, code: string, message: string) => void;

function checkEndpoint({ protocol, endpoint }: SubscriptionShape, report: Report): void {
  if (endpoint.includes("${each.")) return;
  const { pattern, form } = endpoints[protocol];
  if (!pattern.test(endpoint))
    report("endpoint", "bad-endpoint", `must be ${form} for the protocol ${protocol}`);
  // AWS lists such an endpoint with **** in place of the password, so it could never be recognised again.
  if (web.has(protocol) && /^https?:\/\/[^/?#]*:[^/?#]*@/i.test(endpoint))
    report(
      "endpoint",
      "password-in-endpoint",
      "has a password in it, which git would show to everybody and AWS hides: let the endpoint check SNS's signature instead",
    );
}

function checkProtocolFields(subscription: SubscriptionShape, report: Report): void {
  const { protocol } = subscription;
  if (subscription.rawMessageDelivery && !raw.has(protocol))
    report(
      "rawMessageDelivery",
      "wrong-protocol",
      `isn't possible for ${protocol}: only for ${[...raw].join(", ")}`,
    );
  if (subscription.deliveryPolicy && !web.has(protocol))
    report("deliveryPolicy", "wrong-protocol", `isn't possible for ${protocol}: only for http and https`);
  if (subscription.subscriptionRoleArn && protocol !== "firehose")
    report("subscriptionRoleArn", "wrong-protocol", `isn't possible for ${protocol}: only for firehose`);
  if (!subscription.subscriptionRoleArn && protocol === "firehose")
    report("", "missing-role", "needs subscriptionRoleArn: the role with which SNS writes to the stream");
}

function checkFifo(subscription: SubscriptionShape, fifoTopic: boolean, report: Report): void {
  const { protocol, endpoint, redrivePolicy, replayPolicy } = subscription;
  if (fifoTopic && neverFifo.has(protocol))
    report("protocol", "fifo", `${protocol} can't subscribe to a FIFO topic: subscribe an SQS queue`);
  if (fifoTopic) return;
  if (protocol === "sqs" && endpoint.endsWith(".fifo"))
    report("endpoint", "fifo", "is a FIFO queue, which only a FIFO topic (fifoTopic: true) can have");
  if (redrivePolicy?.deadLetterTargetArn.endsWith(".fifo"))
    report(
      "redrivePolicy/deadLetterTargetArn",
      "fifo",
      "is a FIFO queue: name a standard one for a standard topic",
    );
  if (replayPolicy)
    report(
      "replayPolicy",
      "fifo",
      "needs a FIFO topic with an archivePolicy: only those keep messages for replay",
    );
}

function checkFilter({ filterPolicy, filterPolicyScope }: SubscriptionShape, report: Report): void {
  if (filterPolicyScope && !filterPolicy)
    report(
      "filterPolicyScope",
      "scope-without-filter",
      "says nothing without filterPolicy: add one or leave it out",
    );
  for (const fault of filterPolicyFaults(filterPolicy, filterPolicyScope))
    report("filterPolicy", "bad-filter-policy", fault);
}
