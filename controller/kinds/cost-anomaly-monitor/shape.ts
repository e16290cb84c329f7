import type { AnomalyMonitor, AnomalySubscription, Dimension } from "@aws-sdk/client-cost-explorer";
import {
  type CostExpression,
  type CostFilter,
  canonicalExpression,
  expressionFromAws,
} from "../../aws/cost-expression.ts";
import { plainDecimal } from "../../aws/decimal.ts";
import type { CostAnomalyMonitorSpec } from "../../generated/types.ts";
import { defaultName, type Setting } from "../../kind.ts";

export interface SubscriberShape {
  readonly type: "EMAIL" | "SNS";
  readonly address: string;
}

/** A subscription's canonical form: its threshold is an expression always. */
export interface SubscriptionShape {
  readonly subscriptionName: string;
  readonly frequency: "DAILY" | "IMMEDIATE" | "WEEKLY";
  readonly thresholdExpression?: CostExpression<Dimension>;
  readonly subscribers: readonly SubscriberShape[];
  /** The monitors that somebody has set in place of its own alone; git never wants any. */
  readonly monitorArnList?: readonly string[];
}

/** A monitor's canonical form, its subscriptions by name. */
export interface MonitorShape {
  readonly monitorName: string;
  readonly monitorType: "CUSTOM" | "DIMENSIONAL";
  readonly monitorDimension?: "COST_CATEGORY" | "LINKED_ACCOUNT" | "SERVICE" | "TAG";
  readonly monitorSpecification?: CostExpression<Dimension>;
  readonly subscriptions: readonly SubscriptionShape[];
}

/** The shape that a resolved spec asks for. */
export function desiredMonitor(spec: CostAnomalyMonitorSpec, setting: Setting): MonitorShape {
  const { monitorType, monitorDimension, monitorSpecification, subscriptions = [] } = spec;
  return {
    monitorName: spec.monitorName ?? defaultName(setting),
    monitorType,
    ...(monitorDimension && { monitorDimension }),
    ...(monitorSpecification && {
      monitorSpecification: canonicalExpression<Dimension>(monitorSpecification),
    }),
    subscriptions: subscriptions
      .map(({ subscriptionName, frequency, threshold, thresholdExpression, subscribers }) => ({
        subscriptionName,
        frequency,
        ...thresholdOf(
          threshold,
          thresholdExpression && canonicalExpression<Dimension>(thresholdExpression, plainDecimal),
        ),
        subscribers: subscribers
          // The resolver has put an ARN in a reference's place.
          .map(({ type, address }) => ({
            type,
            address: typeof address === "string" ? address : address.ref,
          }))
          .sort(bySubscriber),
      }))
      .sort(byName),
  };
}

/** "Continued use of Threshold will be treated as shorthand syntax for a ThresholdExpression" (API_AnomalySubscription). */
function thresholdOf(
  threshold: number | undefined,
  expression: CostExpression<Dimension> | undefined,
): Pick<SubscriptionShape, "thresholdExpression"> {
  if (expression) return { thresholdExpression: expression };
  if (threshold === undefined) return {};
  return {
    thresholdExpression: {
      dimensions: {
        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
        values: [plainDecimal(threshold)],
        matchOptions: ["GREATER_THAN_OR_EQUAL"],
      },
    },
  };
}

/** The shape of a monitor as AWS lists it, with its subscriptions of ours. */
export function monitorFromAws(
  monitor: AnomalyMonitor,
  subscriptions: readonly AnomalySubscription[],
): MonitorShape {
  const { MonitorName = "", MonitorType = "CUSTOM", MonitorDimension, MonitorSpecification } = monitor;
  const specification = MonitorSpecification && expressionFromAws<Dimension>(MonitorSpecification);
  return {
    monitorName: MonitorName,
    monitorType: MonitorType,
    ...(MonitorDimension && { monitorDimension: MonitorDimension }),
    ...(specification && Object.keys(specification).length > 0 && { monitorSpecification: specification }),
    subscriptions: subscriptions
      .map((subscription) => subscriptionFromAws(subscription, monitor.MonitorArn ?? ""))
      .sort(byName),
  };
}

/** A subscription of the monitor as AWS lists it. */
export function subscriptionFromAws(
  subscription: AnomalySubscription,
  monitorArn: string,
): SubscriptionShape {
  const { SubscriptionName = "", Frequency = "DAILY", Subscribers = [], Threshold } = subscription;
  const { ThresholdExpression, MonitorArnList = [] } = subscription;
  return {
    subscriptionName: SubscriptionName,
    frequency: Frequency,
    ...thresholdOf(
      Threshold,
      ThresholdExpression && expressionFromAws<Dimension>(ThresholdExpression, plainDecimal),
    ),
    subscribers: Subscribers.map(({ Type = "EMAIL", Address = "" }) => ({
      type: Type,
      address: Address,
    })).sort(bySubscriber),
    ...(!namesOnly(subscription, monitorArn) && { monitorArnList: [...MonitorArnList].sort() }),
  };
}

/** Whether a subscription is of this monitor and of no other. */
export function namesOnly({ MonitorArnList = [] }: AnomalySubscription, monitorArn: string): boolean {
  return MonitorArnList.length === 1 && MonitorArnList[0] === monitorArn;
}

/**
 * What makes a monitor unique in an account. Of those that AWS manages there is one for each thing to look at,
 * whatever its name; of custom ones there may be several of a name or of a specification, and what looks at something
 * else can't be made into ours.
 */
export function monitorId(shape: Omit<MonitorShape, "subscriptions">): string {
  const { monitorType, monitorName, monitorDimension, monitorSpecification } = shape;
  const what = monitorSpecification && inWords(monitorSpecification);
  const parts = [monitorType === "CUSTOM" ? monitorName : `every ${monitorDimension}`, what && `(${what})`];
  return parts.filter((part) => part !== undefined).join(" ");
}

/** `tags team: payments, shop`, of the forms that a monitor can have. */
function inWords(expression: CostExpression<Dimension>): string {
  const [[name, leaf] = [], ...others] = Object.entries(expression);
  if (name === undefined || !isFilter(leaf) || leaf.matchOptions || others.length > 0)
    return JSON.stringify(expression);
  const { key = "", values = [] } = leaf;
  return [`${name} ${key}`, values.join(", ")].filter((text) => text !== "").join(": ");
}

function isFilter(part: CostExpression<Dimension>[keyof CostExpression<Dimension>]): part is CostFilter {
  return part !== undefined && "key" in part;
}

function bySubscriber(a: SubscriberShape, b: SubscriberShape): number {
  return order(`${a.type} ${a.address}`, `${b.type} ${b.address}`);
}

function byName(a: SubscriptionShape, b: SubscriptionShape): number {
  return order(a.subscriptionName, b.subscriptionName);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
