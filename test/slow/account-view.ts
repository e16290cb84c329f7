import type { Boto3 } from "./boto3.ts";

type Fields = Readonly<Record<string, unknown>>;
type Tag = { readonly Key: string; readonly Value: string };

/** One resource as boto3 sees it. */
export interface Seen {
  readonly fields: Fields;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything of our kinds that there is, by name; flow logs by `resource destination`. */
export interface AccountView {
  readonly alarms: Readonly<Record<string, Seen>>;
  /** Their `Subscriptions` are among their fields. */
  readonly topics: Readonly<Record<string, Seen>>;
  /** Whether they are logging, `IsLogging`, is among their fields. */
  readonly trails: Readonly<Record<string, Seen>>;
  readonly flowLogs: Readonly<Record<string, Seen>>;
}

/** Asks for everything of our kinds through somebody else's client. */
export async function viewAccount({ call }: Boto3): Promise<AccountView> {
  const { MetricAlarms } = await call<{ MetricAlarms: (Fields & { AlarmName: string; AlarmArn: string })[] }>(
    "cloudwatch",
    "describe_alarms",
  );
  const alarms = new Map<string, Seen>();
  for (const alarm of MetricAlarms) {
    const parameters = { ResourceARN: alarm.AlarmArn };
    const { Tags } = await call<{ Tags: Tag[] }>("cloudwatch", "list_tags_for_resource", parameters);
    alarms.set(alarm.AlarmName, { fields: alarm, tags: byKey(Tags) });
  }

  const { Topics } = await call<{ Topics: { TopicArn: string }[] }>("sns", "list_topics");
  const topics = new Map<string, Seen>();
  for (const { TopicArn } of Topics) {
    const { Attributes } = await call<{ Attributes: Fields }>("sns", "get_topic_attributes", { TopicArn });
    const { Tags } = await call<{ Tags: Tag[] }>("sns", "list_tags_for_resource", { ResourceArn: TopicArn });
    const { Subscriptions } = await call<{ Subscriptions: { SubscriptionArn: string }[] }>(
      "sns",
      "list_subscriptions_by_topic",
      { TopicArn },
    );
    const read: Fields[] = [];
    for (const { SubscriptionArn } of Subscriptions) {
      const answer = await call<{ Attributes: Fields }>("sns", "get_subscription_attributes", {
        SubscriptionArn,
      });
      read.push(answer.Attributes);
    }
    const name = TopicArn.slice(TopicArn.lastIndexOf(":") + 1);
    topics.set(name, { fields: { ...Attributes, Subscriptions: read }, tags: byKey(Tags) });
  }

  const { trailList } = await call<{ trailList: (Fields & { Name: string; TrailARN: string })[] }>(
    "cloudtrail",
    "describe_trails",
  );
  const trails = new Map<string, Seen>();
  for (const trail of trailList) {
    const { Name, TrailARN } = trail;
    const { IsLogging } = await call<{ IsLogging: boolean }>("cloudtrail", "get_trail_status", { Name });
    const { EventSelectors, AdvancedEventSelectors } = await call<Fields>(
      "cloudtrail",
      "get_event_selectors",
      { TrailName: Name },
    );
    const { ResourceTagList } = await call<{ ResourceTagList: { TagsList: Tag[] }[] }>(
      "cloudtrail",
      "list_tags",
      { ResourceIdList: [TrailARN] },
    );
    trails.set(Name, {
      fields: { ...trail, IsLogging, EventSelectors, AdvancedEventSelectors },
      tags: byKey(ResourceTagList.flatMap(({ TagsList }) => TagsList)),
    });
  }

  const { FlowLogs } = await call<{
    FlowLogs: (Fields & {
      ResourceId: string;
      LogDestination?: string;
      LogGroupName?: string;
      Tags?: Tag[];
    })[];
  }>("ec2", "describe_flow_logs");
  const flowLogs = new Map<string, Seen>();
  for (const { Tags = [], ...flowLog } of FlowLogs) {
    const { ResourceId, LogDestination, LogGroupName } = flowLog;
    const name = `${ResourceId} ${LogDestination ?? LogGroupName}`;
    flowLogs.set(name, { fields: flowLog, tags: byKey(Tags) });
  }

  return {
    alarms: Object.fromEntries(alarms),
    topics: Object.fromEntries(topics),
    trails: Object.fromEntries(trails),
    flowLogs: Object.fromEntries(flowLogs),
  };
}

function byKey(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
