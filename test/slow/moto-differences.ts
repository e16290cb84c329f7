import { expect } from "vitest";
import type { Boto3 } from "./boto3.ts";

/** The account that moto plays. */
export const account = "123456789012";
export const topicArn = `arn:aws:sns:us-east-1:${account}:oncall`;
export const bucket = "arn:aws:s3:::acme-audit-logs";

/** An account with that bucket, and somebody who works in it. */
export interface Stage {
  readonly somebody: Boto3;
  readonly vpc: string;
  readonly subnet: string;
}

interface Difference {
  readonly what: string;
  /** Fails when moto has become like AWS. */
  readonly symptom: (stage: Stage) => Promise<void>;
}

/**
 * Where moto isn't like AWS, so that the scenarios leave it out, each with a proof that it still is so: when one
 * fails, moto has learnt it, and the scenarios can have it.
 */
export const differences: readonly Difference[] = [
  {
    what: "composite alarms are a page of HTML",
    symptom: async ({ somebody }) => {
      const parameters = { AlarmName: "a", AlarmRule: "TRUE" };
      expect(await refusal(somebody, "cloudwatch", "put_composite_alarm", parameters)).toMatchObject({
        status: 500,
      });
    },
  },
  {
    what: "DescribeAlarms and DescribeFlowLogs have no pages",
    symptom: async ({ somebody, vpc, subnet }) => {
      for (const AlarmName of ["a", "b"])
        await somebody.call("cloudwatch", "put_metric_alarm", alarmNamed(AlarmName));
      const alarms = await somebody.call("cloudwatch", "describe_alarms", { MaxRecords: 1 });
      expect(alarms).toMatchObject({ MetricAlarms: [{}, {}] });
      expect(alarms).not.toHaveProperty("NextToken");
      for (const id of [vpc, subnet]) await somebody.call("ec2", "create_flow_logs", flowLogOf(id));
      const flowLogs = await somebody.call("ec2", "describe_flow_logs", { MaxResults: 1 });
      expect(flowLogs).toMatchObject({ FlowLogs: [{}, {}] });
      expect(flowLogs).not.toHaveProperty("NextToken");
    },
  },
  {
    what: "an alarm begins as OK, not as INSUFFICIENT_DATA",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudwatch", "put_metric_alarm", alarmNamed("a"));
      expect(await somebody.call("cloudwatch", "describe_alarms")).toMatchObject({
        MetricAlarms: [{ StateValue: "OK" }],
      });
    },
  },
  {
    what: "an update of an alarm merges its tags, which AWS ignores",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudwatch", "put_metric_alarm", {
        ...alarmNamed("a"),
        Tags: [{ Key: "a", Value: "1" }],
      });
      await somebody.call("cloudwatch", "put_metric_alarm", {
        ...alarmNamed("a"),
        Tags: [{ Key: "b", Value: "2" }],
      });
      const ResourceARN = `arn:aws:cloudwatch:us-east-1:${account}:alarm:a`;
      expect(await somebody.call("cloudwatch", "list_tags_for_resource", { ResourceARN })).toMatchObject({
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      });
    },
  },
  {
    what: "the account of a metric in another one is forgotten",
    symptom: async ({ somebody }) => {
      const MetricStat = { Metric: { Namespace: "N", MetricName: "M" }, Period: 60, Stat: "Sum" };
      await somebody.call("cloudwatch", "put_metric_alarm", {
        AlarmName: "a",
        Metrics: [{ Id: "m", MetricStat, AccountId: "444455556666" }],
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      });
      const { MetricAlarms } = await somebody.call<{ MetricAlarms: { Metrics: object[] }[] }>(
        "cloudwatch",
        "describe_alarms",
      );
      expect(MetricAlarms[0]?.Metrics).toMatchObject([{ Id: "m" }]);
      expect(MetricAlarms[0]?.Metrics[0]).not.toHaveProperty("AccountId");
    },
  },
  {
    what: "the newer fields of alarms are forgotten: PromQL, evaluation windows, warm-up, action configuration",
    symptom: async ({ somebody }) => {
      const newer = {
        EvaluationWindow: { WallClockWindow: { Timezone: "Asia/Seoul" } },
        WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 15 },
        ActionConfiguration: { AlarmTagsPropagation: { Enabled: true } },
      };
      await somebody.call("cloudwatch", "put_metric_alarm", { ...alarmNamed("a"), ...newer });
      const { MetricAlarms } = await somebody.call<{ MetricAlarms: object[] }>(
        "cloudwatch",
        "describe_alarms",
      );
      for (const field of Object.keys(newer)) expect(MetricAlarms[0]).not.toHaveProperty(field);
    },
  },
  {
    what: "email subscriptions are confirmed at once",
    symptom: async ({ somebody }) => {
      await somebody.call("sns", "create_topic", { Name: "oncall" });
      const parameters = { TopicArn: topicArn, Protocol: "email", Endpoint: "oncall@acme.example" };
      expect(await somebody.call("sns", "subscribe", parameters)).toMatchObject({
        SubscriptionArn: expect.stringContaining(`${topicArn}:`),
      });
    },
  },
  {
    what: "most attributes of topics are taken and never returned",
    symptom: async ({ somebody }) => {
      const Attributes = {
        SignatureVersion: "2",
        TracingConfig: "Active",
        HTTPFailureFeedbackRoleArn: `arn:aws:iam::${account}:role/Feedback`,
      };
      await somebody.call("sns", "create_topic", { Name: "oncall", Attributes });
      const read = await somebody.call<{ Attributes: object }>("sns", "get_topic_attributes", {
        TopicArn: topicArn,
      });
      for (const name of Object.keys(Attributes)) expect(read.Attributes).not.toHaveProperty(name);
    },
  },
  {
    what: "data protection policies are a page of HTML",
    symptom: async ({ somebody }) => {
      await somebody.call("sns", "create_topic", { Name: "oncall" });
      const parameters = { ResourceArn: topicArn, DataProtectionPolicy: "{}" };
      expect(await refusal(somebody, "sns", "put_data_protection_policy", parameters)).toMatchObject({
        code: "ResponseParserError",
      });
    },
  },
  {
    what: "CreateTopic answers an existing topic also where its tags differ",
    symptom: async ({ somebody }) => {
      await somebody.call("sns", "create_topic", { Name: "oncall" });
      const Tags = [{ Key: "watchkeeper.dev/owner", Value: "acme-monitoring" }];
      expect(await somebody.call("sns", "create_topic", { Name: "oncall", Tags })).toEqual({
        TopicArn: topicArn,
      });
    },
  },
  {
    what: "a trail never says that it has selectors",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
      const EventSelectors = [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true }];
      await somebody.call("cloudtrail", "put_event_selectors", { TrailName: "audit", EventSelectors });
      const InsightSelectors = [{ InsightType: "ApiCallRateInsight" }];
      await somebody.call("cloudtrail", "put_insight_selectors", { TrailName: "audit", InsightSelectors });
      expect(await somebody.call("cloudtrail", "describe_trails")).toMatchObject({
        trailList: [{ HasCustomEventSelectors: false, HasInsightSelectors: false }],
      });
    },
  },
  {
    what: "insight selectors add up",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
      const InsightSelectors = [{ InsightType: "ApiCallRateInsight" }];
      for (const selectors of [InsightSelectors, InsightSelectors, []])
        await somebody.call("cloudtrail", "put_insight_selectors", {
          TrailName: "audit",
          InsightSelectors: selectors,
        });
      const read = await somebody.call("cloudtrail", "get_insight_selectors", { TrailName: "audit" });
      expect(read).toMatchObject({ InsightSelectors: [...InsightSelectors, ...InsightSelectors] });
    },
  },
  {
    what: "aggregation configurations are a page of HTML",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
      const parameters = { TrailName: "audit" };
      expect(await refusal(somebody, "cloudtrail", "get_event_configuration", parameters)).toMatchObject({
        status: 500,
      });
    },
  },
  {
    what: "a trail's topic can't be given by its ARN",
    symptom: async ({ somebody }) => {
      await somebody.call("sns", "create_topic", { Name: "oncall" });
      const parameters = { ...trailNamed("audit"), SnsTopicName: topicArn };
      expect(await refusal(somebody, "cloudtrail", "create_trail", parameters)).toMatchObject({
        code: "InsufficientSnsTopicPolicyException",
      });
    },
  },
  {
    what: "CreateTrail replaces a trail of the same name",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudtrail", "create_trail", { ...trailNamed("audit"), S3KeyPrefix: "before" });
      await somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
      const { trailList } = await somebody.call<{ trailList: object[] }>("cloudtrail", "describe_trails");
      expect(trailList).toHaveLength(1);
      expect(trailList[0]).not.toHaveProperty("S3KeyPrefix");
    },
  },
  {
    what: "DescribeTrails ignores the names it is asked for",
    symptom: async ({ somebody }) => {
      await somebody.call("cloudtrail", "create_trail", trailNamed("audit"));
      expect(
        await somebody.call("cloudtrail", "describe_trails", { trailNameList: ["another"] }),
      ).toMatchObject({
        trailList: [{ Name: "audit" }],
      });
    },
  },
  {
    what: "there is no event history, so that nobody can be named",
    symptom: async ({ somebody }) => {
      expect(await refusal(somebody, "cloudtrail", "lookup_events", {})).toMatchObject({ status: 500 });
    },
  },
  {
    what: "trails are not in the tag index",
    symptom: async ({ somebody }) => {
      const tag = { Key: "team", Value: "security" };
      await somebody.call("cloudtrail", "create_trail", { ...trailNamed("audit"), TagsList: [tag] });
      const TagFilters = [{ Key: "team" }];
      const found = await somebody.call("resourcegroupstaggingapi", "get_resources", { TagFilters });
      expect(found).toMatchObject({ ResourceTagMappingList: [] });
    },
  },
  {
    what: "a flow log to a folder of a bucket is refused",
    symptom: async ({ somebody, vpc }) => {
      const parameters = { ...flowLogOf(vpc), LogDestination: `${bucket}/folder` };
      expect(await somebody.call("ec2", "create_flow_logs", parameters)).toMatchObject({
        FlowLogIds: [],
        Unsuccessful: [{ ResourceId: vpc, Error: { Code: "400" } }],
      });
    },
  },
  {
    what: "the S3 options of a flow log are forgotten",
    symptom: async ({ somebody, vpc }) => {
      const DestinationOptions = {
        FileFormat: "parquet",
        HiveCompatiblePartitions: true,
        PerHourPartition: true,
      };
      await somebody.call("ec2", "create_flow_logs", { ...flowLogOf(vpc), DestinationOptions });
      const { FlowLogs } = await somebody.call<{ FlowLogs: object[] }>("ec2", "describe_flow_logs");
      expect(FlowLogs).toHaveLength(1);
      expect(FlowLogs[0]).not.toHaveProperty("DestinationOptions");
    },
  },
  {
    what: "a client token is ignored: the same call twice is FlowLogAlreadyExists",
    symptom: async ({ somebody, vpc }) => {
      const parameters = { ...flowLogOf(vpc), ClientToken: "once" };
      await somebody.call("ec2", "create_flow_logs", parameters);
      expect(await refusal(somebody, "ec2", "create_flow_logs", parameters)).toMatchObject({
        code: "FlowLogAlreadyExists",
      });
    },
  },
];

/** What makes a plain alarm. */
export function alarmNamed(AlarmName: string) {
  return {
    AlarmName,
    Namespace: "AWS/EC2",
    MetricName: "CPUUtilization",
    Statistic: "Average",
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 50,
    ComparisonOperator: "GreaterThanThreshold",
  };
}

/** What makes a plain trail. */
export function trailNamed(Name: string) {
  return { Name, S3BucketName: "acme-audit-logs" };
}

/** What makes a flow log of a VPC or subnet. */
export function flowLogOf(id: string) {
  return {
    ResourceType: id.startsWith("vpc-") ? "VPC" : "Subnet",
    ResourceIds: [id],
    TrafficType: "REJECT",
    LogDestinationType: "s3",
    LogDestination: bucket,
  };
}

/** How a call is refused. */
export async function refusal(
  somebody: Boto3,
  service: string,
  operation: string,
  parameters: object,
): Promise<unknown> {
  return somebody.call(service, operation, parameters).then(
    () => "it was not refused",
    (error: unknown) => error,
  );
}
