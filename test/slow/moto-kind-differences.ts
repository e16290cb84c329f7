import { expect } from "vitest";
import type { Boto3 } from "./boto3.ts";
import { account, refusal } from "./moto-differences.ts";

/** Operations that moto answers with a page of HTML, and that a kind can't do without. */
export const missing: readonly { service: string; operation: string; parameters: object }[] = [
  // AnomalyDetector, LogAlarm, AlarmMuteRule, MetricStream: nothing of them.
  {
    service: "cloudwatch",
    operation: "put_anomaly_detector",
    parameters: { SingleMetricAnomalyDetector: { Namespace: "N", MetricName: "M", Stat: "Sum" } },
  },
  { service: "cloudwatch", operation: "describe_anomaly_detectors", parameters: {} },
  {
    service: "cloudwatch",
    operation: "put_alarm_mute_rule",
    parameters: { Name: "a", Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT1H" } } },
  },
  { service: "cloudwatch", operation: "list_alarm_mute_rules", parameters: {} },
  {
    service: "cloudwatch",
    operation: "put_metric_stream",
    parameters: {
      Name: "a",
      FirehoseArn: `arn:aws:firehose:us-east-1:${account}:deliverystream/payment-logs`,
      RoleArn: `arn:aws:iam::${account}:role/streams`,
      OutputFormat: "json",
    },
  },
  { service: "cloudwatch", operation: "list_metric_streams", parameters: {} },
  // SavedQuery and ScheduledQuery: nothing of them either.
  { service: "logs", operation: "put_query_definition", parameters: { name: "a", queryString: "limit 1" } },
  { service: "logs", operation: "describe_query_definitions", parameters: {} },
  {
    service: "logs",
    operation: "create_scheduled_query",
    parameters: {
      name: "a",
      queryLanguage: "CWLI",
      queryString: "limit 1",
      logGroupIdentifiers: ["/acme/audit"],
      scheduleExpression: "rate(1 hour)",
      executionRoleArn: `arn:aws:iam::${account}:role/queries`,
    },
  },
  { service: "logs", operation: "list_scheduled_queries", parameters: {} },
  // EventDataStore.
  { service: "cloudtrail", operation: "create_event_data_store", parameters: { Name: "audit" } },
  { service: "cloudtrail", operation: "list_event_data_stores", parameters: {} },
  // CostAnomalyMonitor.
  {
    service: "ce",
    operation: "create_anomaly_monitor",
    parameters: {
      AnomalyMonitor: { MonitorName: "a", MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" },
    },
  },
  { service: "ce", operation: "get_anomaly_monitors", parameters: {} },
  // Of a Budget: its tags, who is notified, and any change.
  {
    service: "budgets",
    operation: "list_tags_for_resource",
    parameters: { ResourceARN: `arn:aws:budgets::${account}:budget/a` },
  },
  {
    service: "budgets",
    operation: "update_budget",
    parameters: {
      AccountId: account,
      NewBudget: { BudgetName: "a", BudgetType: "COST", TimeUnit: "MONTHLY" },
    },
  },
  {
    service: "budgets",
    operation: "describe_subscribers_for_notification",
    parameters: {
      AccountId: account,
      BudgetName: "a",
      Notification: { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 },
    },
  },
  {
    service: "budgets",
    operation: "describe_budget_notifications_for_account",
    parameters: { AccountId: account },
  },
  // Of a LogGroup: its key once it exists, and what was added in the last years.
  {
    service: "logs",
    operation: "associate_kms_key",
    parameters: { logGroupName: "a", kmsKeyId: `arn:aws:kms:us-east-1:${account}:key/a` },
  },
  {
    service: "logs",
    operation: "put_log_group_deletion_protection",
    parameters: { logGroupIdentifier: "a", deletionProtectionEnabled: true },
  },
  {
    service: "logs",
    operation: "put_data_protection_policy",
    parameters: { logGroupIdentifier: "a", policyDocument: "{}" },
  },
  {
    service: "logs",
    operation: "put_index_policy",
    parameters: { logGroupIdentifier: "a", policyDocument: '{"Fields":[]}' },
  },
];

interface HalfKnown {
  readonly kind: string;
  readonly what: string;
  readonly name: string;
  readonly spec: object;
  /** What a pass makes of it. */
  readonly outcome: string;
  readonly prove: (somebody: Boto3) => Promise<void>;
  /** What the next plan still has, by `sketch`. */
  readonly afterwards: string;
}

/** Kinds, or parts of them, that moto does by halves: how far a pass gets. */
export const halfKnown: readonly HalfKnown[] = [
  {
    kind: "LogAlarm",
    what: "would be listed with the other alarms, but isn't made",
    name: "denied",
    spec: {
      scheduledQueryConfiguration: {
        queryString: "filter errorCode = 'AccessDenied'",
        logGroupIdentifiers: ["/acme/audit"],
        scheduledQueryRoleArn: `arn:aws:iam::${account}:role/queries`,
        scheduleConfiguration: { scheduleExpression: "rate(5 minutes)", startTimeOffset: 300 },
        aggregationExpression: "count(*)",
      },
      queryResultsToEvaluate: 1,
      queryResultsToAlarm: 1,
      threshold: 0,
      comparisonOperator: "GreaterThanThreshold",
    },
    outcome: "failed create LogAlarm/denied",
    prove: async ({ call }) => {
      expect(await call("cloudwatch", "describe_alarms")).toMatchObject({
        MetricAlarms: [{ AlarmName: "root-sign-in" }],
      });
    },
    afterwards: "create LogAlarm/denied",
  },
  {
    kind: "Dashboard",
    what: "is made, and isn't ours for want of tags",
    name: "security",
    spec: {
      dashboardBody: {
        widgets: [
          {
            type: "alarm",
            x: 0,
            y: 0,
            width: 24,
            height: 2,
            properties: { title: "Alarms", alarms: [{ ref: "MetricAlarm/root-sign-in" }] },
          },
        ],
      },
    },
    outcome: "done create Dashboard/security",
    prove: async ({ call }) => {
      const { DashboardBody } = await call<{ DashboardBody: string }>("cloudwatch", "get_dashboard", {
        DashboardName: "security",
      });
      expect(JSON.parse(DashboardBody)).toMatchObject({
        widgets: [{ properties: { alarms: [`arn:aws:cloudwatch:us-east-1:${account}:alarm:root-sign-in`] } }],
      });
    },
    afterwards: "conflict Dashboard/security refused: conflict",
  },
  {
    kind: "LogBucket",
    what: "is made, and isn't ours for want of tags",
    name: "acme-more",
    spec: {},
    outcome: "failed create LogBucket/acme-more",
    prove: async ({ call }) => {
      expect(await call("s3", "get_bucket_ownership_controls", { Bucket: "acme-more" })).toMatchObject({
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      });
    },
    afterwards: "conflict LogBucket/acme-more refused: conflict",
  },
  {
    kind: "LogGroup",
    what: "of the cheap class is made, and moto says that it is of the other",
    name: "debug",
    spec: { logGroupClass: "INFREQUENT_ACCESS", retentionInDays: 7 },
    outcome: "not-converging create LogGroup/debug",
    prove: async ({ call }) => {
      expect(await call("logs", "describe_log_groups", { logGroupNamePrefix: "debug" })).toMatchObject({
        logGroups: [{ logGroupName: "debug", retentionInDays: 7 }],
      });
    },
    afterwards: "update LogGroup/debug /spec/logGroupClass (git) refused: NotConverging",
  },
];

interface Difference {
  /** What moto does. */
  readonly what: string;
  /** Fails when moto has become like AWS. */
  readonly symptom: (somebody: Boto3) => Promise<void>;
}

const firstBucket = { Bucket: "acme-evidence" };

/**
 * Where moto isn't like AWS in what log groups, buckets, rules and the like are made of, so that the scenarios leave it
 * out, each with a proof that it still is so.
 */
export const kindDifferences: readonly Difference[] = [
  {
    what: "a dashboard's tags are forgotten, and none can be added",
    symptom: async (somebody) => {
      const Tags = [{ Key: "team", Value: "security" }];
      await somebody.call("cloudwatch", "put_dashboard", {
        DashboardName: "a",
        DashboardBody: '{"widgets":[]}',
        Tags,
      });
      const ResourceARN = `arn:aws:cloudwatch::${account}:dashboard/a`;
      expect(await somebody.call("cloudwatch", "list_tags_for_resource", { ResourceARN })).toEqual({
        Tags: [],
      });
      expect(await refusal(somebody, "cloudwatch", "tag_resource", { ResourceARN, Tags })).toMatchObject({
        status: 404,
      });
    },
  },
  {
    what: "an insight rule can't be tagged once it exists",
    symptom: async (somebody) => {
      const rule = { RuleName: "a", RuleDefinition: "{}", Tags: [{ Key: "a", Value: "1" }] };
      await somebody.call("cloudwatch", "put_insight_rule", rule);
      const ResourceARN = `arn:aws:cloudwatch:us-east-1:${account}:insight-rule/a`;
      const Tags = [{ Key: "b", Value: "2" }];
      expect(await refusal(somebody, "cloudwatch", "tag_resource", { ResourceARN, Tags })).toMatchObject({
        status: 404,
      });
    },
  },
  {
    what: "CreateBucket forgets the tags of a bucket",
    symptom: async (somebody) => {
      await somebody.call("s3", "create_bucket", {
        Bucket: "acme-tagged",
        CreateBucketConfiguration: { Tags: [{ Key: "team", Value: "security" }] },
      });
      expect(await refusal(somebody, "s3", "get_bucket_tagging", { Bucket: "acme-tagged" })).toMatchObject({
        code: "NoSuchTagSet",
      });
    },
  },
  {
    what: "a new bucket is open, owned by who writes to it and not encrypted",
    symptom: async (somebody) => {
      expect(await refusal(somebody, "s3", "get_public_access_block", firstBucket)).toMatchObject({
        code: "NoSuchPublicAccessBlockConfiguration",
      });
      expect(await refusal(somebody, "s3", "get_bucket_encryption", firstBucket)).toMatchObject({
        code: "ServerSideEncryptionConfigurationNotFoundError",
      });
    },
  },
  {
    what: "what encryption a bucket blocks is forgotten",
    symptom: async (somebody) => {
      const rule = {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
        BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
      };
      await somebody.call("s3", "put_bucket_encryption", {
        ...firstBucket,
        ServerSideEncryptionConfiguration: { Rules: [rule] },
      });
      const read = await somebody.call<{ ServerSideEncryptionConfiguration: { Rules: object[] } }>(
        "s3",
        "get_bucket_encryption",
        firstBucket,
      );
      expect(read.ServerSideEncryptionConfiguration.Rules).toHaveLength(1);
      expect(read.ServerSideEncryptionConfiguration.Rules[0]).not.toHaveProperty("BlockedEncryptionTypes");
    },
  },
  {
    what: "a retention of days is one of no years as well",
    symptom: async (somebody) => {
      await somebody.call("s3", "put_object_lock_configuration", {
        Bucket: "acme-vault",
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 365 } },
        },
      });
      expect(
        await somebody.call("s3", "get_object_lock_configuration", { Bucket: "acme-vault" }),
      ).toMatchObject({ ObjectLockConfiguration: { Rule: { DefaultRetention: { Days: 365, Years: 0 } } } });
    },
  },
  {
    what: "access logs into a bucket whose policy denies something to everybody are a page of HTML",
    symptom: async (somebody) => {
      const Statement = [
        { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::acme-vault/*" },
        {
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::acme-vault/*",
        },
      ];
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await somebody.call("s3", "put_bucket_policy", { Bucket: "acme-vault", Policy });
      const BucketLoggingStatus = { LoggingEnabled: { TargetBucket: "acme-vault", TargetPrefix: "" } };
      expect(
        await refusal(somebody, "s3", "put_bucket_logging", { ...firstBucket, BucketLoggingStatus }),
      ).toMatchObject({ status: 500 });
    },
  },
  {
    what: "a log group's class is forgotten, and its metric filters aren't counted",
    symptom: async (somebody) => {
      const logGroupName = "a";
      await somebody.call("logs", "create_log_group", { logGroupName, logGroupClass: "INFREQUENT_ACCESS" });
      await somebody.call("logs", "put_metric_filter", {
        logGroupName,
        filterName: "errors",
        filterPattern: "ERROR",
        metricTransformations: [{ metricName: "M", metricNamespace: "N", metricValue: "1" }],
      });
      const { logGroups } = await somebody.call<{ logGroups: object[] }>("logs", "describe_log_groups");
      expect(logGroups).toMatchObject([{ logGroupName, metricFilterCount: 0 }]);
      expect(logGroups[0]).not.toHaveProperty("logGroupClass");
    },
  },
  {
    what: "PutMetricFilter adds one more of the same name",
    symptom: async (somebody) => {
      const logGroupName = "a";
      await somebody.call("logs", "create_log_group", { logGroupName });
      for (const metricName of ["Errors", "Failures"])
        await somebody.call("logs", "put_metric_filter", {
          logGroupName,
          filterName: "errors",
          filterPattern: "ERROR",
          metricTransformations: [{ metricName, metricNamespace: "N", metricValue: "1" }],
        });
      expect(await somebody.call("logs", "describe_metric_filters", { logGroupName })).toMatchObject({
        metricFilters: [{ filterName: "errors" }, { filterName: "errors" }],
      });
    },
  },
  {
    what: "of two subscription filters neither can be changed",
    symptom: async (somebody) => {
      await somebody.call("logs", "create_log_group", { logGroupName: "a" });
      const filter = {
        logGroupName: "a",
        filterPattern: "",
        destinationArn: `arn:aws:firehose:us-east-1:${account}:deliverystream/payment-logs`,
        roleArn: `arn:aws:iam::${account}:role/delivery`,
      };
      for (const filterName of ["first", "second"])
        await somebody.call("logs", "put_subscription_filter", { ...filter, filterName });
      const changed = { ...filter, filterName: "second", filterPattern: "ERROR" };
      expect(await refusal(somebody, "logs", "put_subscription_filter", changed)).toMatchObject({
        code: "LimitExceededException",
      });
    },
  },
  {
    what: "fields picked for metric and subscription filters are forgotten",
    symptom: async (somebody) => {
      const logGroupName = "a";
      await somebody.call("logs", "create_log_group", { logGroupName });
      await somebody.call("logs", "put_metric_filter", {
        logGroupName,
        filterName: "errors",
        filterPattern: "ERROR",
        metricTransformations: [{ metricName: "M", metricNamespace: "N", metricValue: "1" }],
        applyOnTransformedLogs: true,
      });
      const { metricFilters } = await somebody.call<{ metricFilters: object[] }>(
        "logs",
        "describe_metric_filters",
        { logGroupName },
      );
      expect(metricFilters).toHaveLength(1);
      expect(metricFilters[0]).not.toHaveProperty("applyOnTransformedLogs");
    },
  },
  {
    what: "rules are not in the tag index, so that none is seen to be ours once git has lost it",
    symptom: async (somebody) => {
      const tag = { Key: "team", Value: "security" };
      await somebody.call("events", "put_rule", {
        Name: "a",
        ScheduleExpression: "rate(1 day)",
        Tags: [tag],
      });
      const TagFilters = [{ Key: "team" }];
      const found = await somebody.call("resourcegroupstaggingapi", "get_resources", { TagFilters });
      expect(found).toMatchObject({ ResourceTagMappingList: [] });
    },
  },
];
