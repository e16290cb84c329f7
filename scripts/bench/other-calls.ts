import type { Others } from "./other-specs.ts";

/** What a pass over the objects of a kind costs at least. */
interface Cost {
  /** How many objects a call of each of its listings tells of. */
  readonly pages: readonly number[];
  /** Whether the tag index has its tags. */
  readonly indexed: boolean;
  /** The calls that AWS answers for one object at a time. */
  readonly single: readonly string[];
  /** One in so many objects has to do with it. */
  readonly share?: number;
}

/** Page sizes as the API references have them, at their most. */
const costs: Readonly<Record<string, Cost>> = {
  AgentConfig: { pages: [50, 10], indexed: true, single: [] },
  AlarmMuteRule: { pages: [50], indexed: true, single: ["monitoring:GetAlarmMuteRule"] },
  AnomalyDetector: { pages: [100], indexed: true, single: [] },
  Budget: {
    pages: [1000, 1000],
    indexed: false,
    single: ["budgets:DescribeSubscribersForNotification", "budgets:ListTagsForResource"],
  },
  // Monitors and subscriptions, each with tags of its own.
  CostAnomalyMonitor: { pages: [100, 100], indexed: false, single: ["ce:ListTagsForResource"], share: 0.5 },
  // Bodies are asked for once they changed.
  Dashboard: { pages: [1000], indexed: true, single: [] },
  DeliveryRole: { pages: [1000, 1000], indexed: false, single: [] },
  EventDataStore: {
    pages: [1000, 20],
    indexed: false,
    single: [
      "cloudtrail:GetEventConfiguration",
      "cloudtrail:GetEventDataStore",
      "cloudtrail:GetInsightSelectors",
    ],
  },
  // Buses and rules.
  EventRule: { pages: [1000, 100], indexed: true, single: ["events:ListTargetsByRule"] },
  InsightRule: { pages: [500], indexed: true, single: [] },
  // A page of another type's alarms has room for them.
  LogAlarm: { pages: [100], indexed: true, single: [] },
  LogBucket: {
    pages: [10_000],
    indexed: true,
    single: [
      "s3:GetBucketEncryption",
      "s3:GetBucketLifecycleConfiguration",
      "s3:GetBucketLogging",
      "s3:GetBucketOwnershipControls",
      "s3:GetBucketPolicy",
      "s3:GetBucketVersioning",
      "s3:GetObjectLockConfiguration",
      "s3:GetPublicAccessBlock",
    ],
  },
  // Groups and metric filters; whether a group has subscription filters no listing tells.
  LogGroup: { pages: [50, 50], indexed: true, single: ["logs:DescribeSubscriptionFilters"] },
  MetricStream: { pages: [500], indexed: true, single: ["monitoring:GetMetricStream"] },
  SavedQuery: { pages: [1000], indexed: true, single: [] },
  ScheduledQuery: { pages: [1000], indexed: true, single: ["logs:GetScheduledQuery"] },
};

/** The pages of all listings of these, without those of the tag index. */
export function otherPages(others: Others): number {
  return Object.entries(others).reduce(
    (sum, [kind, count]) => sum + costOf(kind).pages.reduce((own, size) => own + Math.ceil(count / size), 0),
    0,
  );
}

/** How many of these are in the tag index. */
export function indexed(others: Others): number {
  return Object.entries(others).reduce((sum, [kind, count]) => sum + (costOf(kind).indexed ? count : 0), 0);
}

/** By kind, the calls that can't be had in batches and how many of each there are at least. */
export function otherSingles(
  others: Others,
): { kind: string; operations: readonly string[]; each: number }[] {
  return Object.entries(others).flatMap(([kind, count]) => {
    const { single, share = 1 } = costOf(kind);
    return single.length > 0 ? [{ kind, operations: single, each: count / share }] : [];
  });
}

function costOf(kind: string): Cost {
  const cost = costs[kind];
  if (!cost) throw new Error(`nobody knows what a ${kind} costs`);
  return cost;
}
