import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../value/record.ts";
import { subscriptionDeliveryPolicy } from "./delivery-policy.ts";
import { parsedJson, withoutEmpty } from "./json.ts";
import type { SubscriptionShape } from "./shape.ts";

/** One attribute of a subscription: its names, and how AWS's text and our value become each other. */
interface Attribute {
  readonly field: keyof SubscriptionShape;
  /** AWS's name, as Subscribe, SetSubscriptionAttributes and GetSubscriptionAttributes have it. */
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly format: (value: unknown) => string;
  readonly canonical?: (value: unknown) => unknown;
  /** What SetSubscriptionAttributes takes for "none"; undefined sends no value at all. */
  readonly cleared: string | undefined;
}

const text = { parse: (value: string) => (value === "" ? undefined : value), format: String };
const json = {
  parse: parsedJson,
  format: (value: unknown) => JSON.stringify(value),
  canonical: withoutEmpty,
};

const filterScope: Attribute = {
  field: "filterPolicyScope",
  name: "FilterPolicyScope",
  ...text,
  cleared: "MessageAttributes",
};

const others: readonly Attribute[] = [
  // https://docs.aws.amazon.com/sns/latest/dg/message-filtering.html: a filter is removed by an empty one.
  { field: "filterPolicy", name: "FilterPolicy", ...json, cleared: "{}" },
  {
    field: "rawMessageDelivery",
    name: "RawMessageDelivery",
    parse: (value) => (value === "true" ? true : value === "false" ? false : value),
    format: String,
    cleared: "false",
  },
  {
    field: "deliveryPolicy",
    name: "DeliveryPolicy",
    ...json,
    canonical: (value) => withoutEmpty(subscriptionDeliveryPolicy(value)),
    cleared: "",
  },
  // An empty text is an InvalidParameter here (hashicorp/terraform-provider-aws, putSubscriptionAttribute).
  { field: "redrivePolicy", name: "RedrivePolicy", ...json, cleared: undefined },
  { field: "subscriptionRoleArn", name: "SubscriptionRoleArn", ...text, cleared: "" },
  { field: "replayPolicy", name: "ReplayPolicy", ...json, cleared: "{}" },
];

const attributes: readonly Attribute[] = [filterScope, ...others];

/** A subscription as GetSubscriptionAttributes describes it, in canonical form. */
export function subscriptionFromAws(
  listed: { protocol: string; endpoint: string },
  returned: Readonly<Record<string, string>>,
): SubscriptionShape {
  const byName = new Map(Object.entries(returned));
  return canonical(listed, ({ name, parse }) => {
    const given = byName.get(name);
    return given === undefined ? undefined : parse(given);
  });
}

/** A subscription that a spec asks for, in canonical form. */
export function desiredSubscription(spec: SubscriptionShape): SubscriptionShape {
  return canonical(spec, ({ field }) => spec[field]);
}

function canonical(
  { protocol, endpoint }: { protocol: string; endpoint: string },
  valueOf: (attribute: Attribute) => unknown,
): SubscriptionShape {
  const shape: Record<string, unknown> = { protocol, endpoint, rawMessageDelivery: false };
  for (const attribute of others) {
    const given = valueOf(attribute);
    const value = attribute.canonical ? attribute.canonical(given) : given;
    if (value !== undefined) shape[attribute.field] = value;
  }
  // Without a policy AWS silently drops the scope.
  if (isRecord(shape["filterPolicy"]))
    shape["filterPolicyScope"] = valueOf(filterScope) ?? "MessageAttributes";
  // Each value is of its field's type, or text of AWS's that isn't, which compares as different.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return shape as unknown as SubscriptionShape;
}

/** What Subscribe takes: the attributes that aren't as they are anyway. */
export function subscribeAttributes(target: SubscriptionShape): Record<string, string> {
  const untouched = desiredSubscription({ protocol: target.protocol, endpoint: target.endpoint });
  const sent: Record<string, string> = {};
  for (const { field, name, format } of attributes) {
    const value = target[field];
    const isDefault =
      value === untouched[field] || (field === "filterPolicyScope" && value === "MessageAttributes");
    if (value !== undefined && !isDefault) sent[name] = format(value);
  }
  return sent;
}

/**
 * What SetSubscriptionAttributes takes, a call each, in the only order that works: a filter that looks into the
 * body may be nested, so that scope goes before the filter, and the other one after it.
 */
export function subscriptionWrites(
  before: SubscriptionShape,
  target: SubscriptionShape,
): { name: string; value: string | undefined }[] {
  const order =
    target.filterPolicyScope === "MessageBody" ? [filterScope, ...others] : [...others, filterScope];
  return (
    order
      .filter(({ field }) => !isDeepStrictEqual(before[field], target[field]))
      // The scope goes with its filter.
      .filter((attribute) => attribute !== filterScope || target.filterPolicy !== undefined)
      .map(({ field, name, format, cleared }) => {
        const value = target[field];
        return { name, value: value === undefined ? cleared : format(value) };
      })
  );
}
