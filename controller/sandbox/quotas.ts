import type { Clock } from "../clock.ts";

/** How often an API may be called. */
export interface Rate {
  /** Calls a second in the long run. */
  readonly perSecond: number;
  /** Calls at once. */
  readonly burst: number;
}

/** Rates by `service.Operation`, the service by its signing name: `monitoring.PutMetricAlarm`. */
export type RateTable = Readonly<Record<string, Rate>>;

/** AWS doesn't publish how many calls at once most APIs allow; a second's worth is what they are given. */
const steady = (perSecond: number): Rate => ({ perSecond, burst: perSecond });

/**
 * What AWS publishes per account and region: "CloudWatch service quotas", "Quotas in AWS CloudTrail", "Amazon SNS
 * endpoints and quotas", "CloudWatch Logs quotas".
 */
const published: RateTable = {
  "monitoring.PutMetricAlarm": steady(3),
  "monitoring.PutCompositeAlarm": steady(3),
  "monitoring.PutLogAlarm": steady(3),
  "monitoring.DeleteAlarms": steady(3),
  "monitoring.DescribeAlarms": steady(9),
  "monitoring.ListTagsForResource": steady(10),
  "monitoring.TagResource": steady(20),
  "monitoring.UntagResource": steady(20),
  "monitoring.PutDashboard": steady(10),
  "monitoring.GetDashboard": steady(10),
  "monitoring.ListDashboards": steady(10),
  "monitoring.DeleteDashboards": steady(10),
  "monitoring.PutMetricStream": steady(10),
  "monitoring.GetMetricStream": steady(10),
  "monitoring.ListMetricStreams": steady(10),
  "monitoring.DeleteMetricStream": steady(10),
  "monitoring.PutAnomalyDetector": steady(10),
  "monitoring.DescribeAnomalyDetectors": steady(10),
  "monitoring.DeleteAnomalyDetector": steady(5),
  "ssm.PutParameter": steady(3),
  "cloudtrail.LookupEvents": steady(2),
  "sns.Subscribe": steady(100),
  "sns.Unsubscribe": steady(100),
  "sns.TagResource": steady(10),
  "sns.UntagResource": steady(10),
  "sns.ListTagsForResource": steady(10),
  "logs.DescribeLogGroups": steady(10),
  "logs.CreateLogGroup": steady(10),
  "logs.DeleteLogGroup": steady(10),
  "logs.PutRetentionPolicy": steady(5),
  "logs.DeleteRetentionPolicy": steady(5),
  "logs.AssociateKmsKey": steady(5),
  "logs.DisassociateKmsKey": steady(5),
  "logs.PutMetricFilter": steady(5),
  "logs.DescribeMetricFilters": steady(5),
  "logs.DeleteMetricFilter": steady(5),
  "logs.PutSubscriptionFilter": steady(5),
  "logs.DescribeSubscriptionFilters": steady(5),
  "logs.DeleteSubscriptionFilter": steady(5),
  "logs.TagResource": steady(5),
  "logs.UntagResource": steady(5),
  "logs.ListTagsForResource": steady(5),
};

/** The published rate of an API, and which APIs share it; none where AWS publishes none. */
function publishedRate(service: string, operation: string): { rate: Rate; shared: string } | undefined {
  const api = `${service}.${operation}`;
  const own = published[api];
  if (own) return { rate: own, shared: api };
  const reads = /^(?:Get|Describe|List)/.test(operation);
  switch (service) {
    case "cloudtrail":
      return { rate: steady(reads ? 10 : 1), shared: api };
    case "sns":
      return operation.startsWith("List") ? { rate: steady(30), shared: api } : undefined;
    case "ssm":
      // "Shared by GetParameter, GetParameters and GetParametersByPath": Systems Manager's quotas.
      return /^GetParameter(s|sByPath)?$/.test(operation)
        ? { rate: steady(40), shared: "ssm.reads" }
        : undefined;
    case "events":
      // Every call of its own 50 a second, but PutEvents ("Quotas in Amazon EventBridge").
      return { rate: steady(50), shared: api };
    case "ec2":
      // EC2's buckets are shared by all calls that read and by all that write ("Request throttling for the EC2 API").
      return reads
        ? { rate: { perSecond: 20, burst: 100 }, shared: "ec2.reads" }
        : { rate: { perSecond: 5, burst: 50 }, shared: "ec2.writes" };
    default:
      return undefined;
  }
}

/** One call's claim on its quota. */
export interface QuotaClaim {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Token buckets by API, account and region. The function takes a call's token and says whether there was one.
 * @param rates instead of the published ones, for the APIs they name
 */
export function createQuotas(clock: Clock, rates: RateTable = {}): (claim: QuotaClaim) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return ({ service, operation, account, region }) => {
    const own = rates[`${service}.${operation}`];
    const limit = own ? { rate: own, shared: `${service}.${operation}` } : publishedRate(service, operation);
    if (!limit) return true;
    const key = `${account}/${region}/${limit.shared}`;
    const now = clock.monotonic();
    const before = buckets.get(key) ?? { tokens: limit.rate.burst, at: now };
    const refilled = before.tokens + ((now - before.at) / 1000) * limit.rate.perSecond;
    const tokens = Math.min(limit.rate.burst, refilled);
    // A client that waits exactly until the next token mustn't be refused for a rounding error.
    const granted = tokens >= 1 - 1e-9;
    buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at: now });
    return granted;
  };
}
