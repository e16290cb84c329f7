import { isRecord } from "../../value/record.ts";
import { defaultPolicy, isDefaultPolicy } from "./default-policy.ts";
import { topicDeliveryPolicy } from "./delivery-policy.ts";
import { parsedJson, withoutEmpty } from "./json.ts";
import type { AttributesShape } from "./shape.ts";

/** One attribute of a topic: its names, its default, and how AWS's text and our value become each other. */
interface Attribute {
  readonly field: keyof AttributesShape;
  /** AWS's name, as CreateTopic, SetTopicAttributes and GetTopicAttributes have it. */
  readonly name: string;
  /** What holds where AWS returns nothing. */
  readonly default?: unknown;
  /** Topics that aren't FIFO neither take nor return it. */
  readonly fifoOnly?: true;
  readonly parse: (text: string) => unknown;
  readonly format: (value: unknown) => string;
  /** The one form of equal meanings; nothing where it says what no value says too. */
  readonly canonical?: (value: unknown, topicArn: string) => unknown;
  /** What SetTopicAttributes takes for "none". */
  readonly cleared: (topicArn: string) => string;
}

const text = {
  parse: (value: string) => (value === "" ? undefined : value),
  format: String,
  cleared: () => "",
};
const number = {
  parse: (value: string) => (/^\d{1,15}$/.test(value) ? Number(value) : text.parse(value)),
  format: String,
  cleared: () => "",
};
const flag = {
  parse: (value: string) => (value === "true" ? true : value === "false" ? false : text.parse(value)),
  format: String,
  cleared: () => "false",
};
const json = {
  parse: parsedJson,
  format: (value: unknown) => JSON.stringify(value),
  cleared: () => "",
};

const protocols = [
  ["application", "Application"],
  ["firehose", "Firehose"],
  ["http", "HTTP"],
  ["lambda", "Lambda"],
  ["sqs", "SQS"],
] as const;

/** Every attribute of a topic, in the order in which changes are written. */
const attributes: readonly Attribute[] = [
  { field: "fifoTopic", name: "FifoTopic", default: false, ...flag },
  { field: "displayName", name: "DisplayName", ...text },
  {
    field: "policy",
    name: "Policy",
    ...json,
    canonical: (value, topicArn) => (isDefaultPolicy(value, topicArn) ? undefined : value),
    // A topic is never without a policy: taking one away is putting a new topic's back.
    cleared: (topicArn) => JSON.stringify(defaultPolicy(topicArn)),
  },
  {
    field: "deliveryPolicy",
    name: "DeliveryPolicy",
    ...json,
    canonical: (value) => withoutEmpty(topicDeliveryPolicy(value)),
  },
  { field: "kmsMasterKeyId", name: "KmsMasterKeyId", ...text },
  // "If the API response does not include the SignatureVersion attribute, it means that [it] has value 1"
  // (GetTopicAttributes).
  { field: "signatureVersion", name: "SignatureVersion", default: 1, ...number },
  { field: "tracingConfig", name: "TracingConfig", default: "PassThrough", ...text },
  // Only returned when it was set (GetTopicAttributes).
  { field: "maximumMessageSize", name: "MaximumMessageSize", default: 262_144, ...number },
  {
    field: "contentBasedDeduplication",
    name: "ContentBasedDeduplication",
    default: false,
    fifoOnly: true,
    ...flag,
  },
  { field: "fifoThroughputScope", name: "FifoThroughputScope", default: "Topic", fifoOnly: true, ...text },
  {
    field: "archivePolicy",
    name: "ArchivePolicy",
    fifoOnly: true,
    parse: parsedJson,
    format: (value) =>
      JSON.stringify(
        isRecord(value) ? { MessageRetentionPeriod: String(value["MessageRetentionPeriod"]) } : value,
      ),
    canonical: archivePolicy,
    cleared: () => "{}",
  },
  ...protocols.flatMap(([prefix, name]): Attribute[] => [
    {
      field: `${prefix}SuccessFeedbackRoleArn`,
      name: `${name}SuccessFeedbackRoleArn`,
      ...text,
    },
    {
      field: `${prefix}SuccessFeedbackSampleRate`,
      name: `${name}SuccessFeedbackSampleRate`,
      default: 0,
      ...number,
    },
    {
      field: `${prefix}FailureFeedbackRoleArn`,
      name: `${name}FailureFeedbackRoleArn`,
      ...text,
    },
  ]),
];

/** The attributes that AWS returned, by AWS's names, in canonical form. */
export function attributesFromAws(
  returned: Readonly<Record<string, string>>,
  topicArn: string,
): AttributesShape {
  const byName = new Map(Object.entries(returned));
  return canonicalAttributes(({ name, parse }) => {
    const given = byName.get(name);
    return given === undefined ? undefined : parse(given);
  }, topicArn);
}

/** The attributes that a spec asks for in canonical form. */
export function desiredAttributes(spec: AttributesShape, topicArn: string): AttributesShape {
  return canonicalAttributes(({ field }) => spec[field], topicArn);
}

function canonicalAttributes(valueOf: (attribute: Attribute) => unknown, topicArn: string): AttributesShape {
  const fifo = topicArn.endsWith(".fifo");
  const shape: Record<string, unknown> = {};
  for (const attribute of attributes) {
    if (attribute.fifoOnly && !fifo) continue;
    const given = valueOf(attribute) ?? attribute.default;
    const value = attribute.canonical ? attribute.canonical(given, topicArn) : given;
    if (value !== undefined) shape[attribute.field] = value;
  }
  // Each value is of its field's type, or text of AWS's that isn't, which compares as different.
  return shape;
}

/** What CreateTopic takes: the attributes that aren't as they are anyway. */
export function creationAttributes(target: AttributesShape, topicArn: string): Record<string, string> {
  const untouched = desiredAttributes({}, topicArn);
  const sent: Record<string, string> = {};
  for (const { field, name, format } of attributes) {
    const value = target[field];
    if (value !== undefined && value !== untouched[field]) sent[name] = format(value);
  }
  return sent;
}

/** What SetTopicAttributes takes, a call each, to bring the changed fields to the target. */
export function attributeWrites(
  target: AttributesShape,
  changed: ReadonlySet<string>,
  topicArn: string,
): { name: string; value: string }[] {
  return attributes
    .filter(({ field }) => field !== "fifoTopic" && changed.has(field))
    .map(({ field, name, format, cleared }) => {
      const value = target[field];
      return { name, value: value === undefined ? cleared(topicArn) : format(value) };
    });
}

/** AWS takes and returns the days as text as well as as a number. */
function archivePolicy(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const days = Number(value["MessageRetentionPeriod"]);
  return Number.isFinite(days) ? { ...value, MessageRetentionPeriod: days } : value;
}
