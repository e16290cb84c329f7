import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { Spec } from "../kinds/fixture.ts";
import { foreignAlarm } from "./alarms.ts";
import { type Cast, calls, unless, where } from "./cast.ts";

const cloudWatch = "monitoring";

const text = (markdown: string): Spec => ({
  dashboardBody: { widgets: [{ type: "text", width: 6, height: 3, properties: { markdown } }] },
});
const bodyOf = (markdown: string) => JSON.stringify(text(markdown)["dashboardBody"]);

const dashboard: Cast = {
  kind: "Dashboard",
  one: { ...text("# Shop"), tags: { team: "shop" } },
  other: text("# Shop of Seoul"),
  drifted: text("# Nobody's"),
  anew: { ...text("# Shop"), dashboardName: "another" },
  foreign: calls([
    cloudWatch,
    "PutDashboard",
    { DashboardName: "legacy", DashboardBody: bodyOf("# Legacy") },
  ]),
  twin: unless(
    [cloudWatch, "GetDashboard", { DashboardName: "thing" }],
    [cloudWatch, "PutDashboard", { DashboardName: "thing", DashboardBody: bodyOf("# A twin") }],
  ),
  edit: where(
    [cloudWatch, "GetDashboard", { DashboardName: "thing" }],
    [cloudWatch, "PutDashboard", { DashboardName: "thing", DashboardBody: bodyOf("# Edited") }],
  ),
  takesOver: { writes: /^PutDashboard$/, looks: /^(GetDashboard|ListDashboards)$/ },
};

const metric = { namespace: "AWS/EC2", metricName: "CPUUtilization", stat: "Average" };
const detectorOf = (MetricName: string, Configuration: object = {}) => ({
  SingleMetricAnomalyDetector: { Namespace: "AWS/EC2", MetricName, Stat: "Average" },
  Configuration,
});
const elsewhere = { MetricTimezone: "Asia/Seoul" };

const anomalyDetector: Cast = {
  kind: "AnomalyDetector",
  one: { ...metric, configuration: { metricTimezone: "Europe/Berlin" }, tags: { team: "shop" } },
  other: { ...metric, metricCharacteristics: { periodicSpikes: true } },
  drifted: metric,
  anew: { ...metric, stat: "p99", configuration: { metricTimezone: "Europe/Berlin" } },
  foreign: calls(
    [cloudWatch, "PutAnomalyDetector", detectorOf("NetworkIn")],
    [cloudWatch, "PutAnomalyDetector", detectorOf("NetworkOut", elsewhere)],
    [
      "ssm",
      "PutParameter",
      {
        Name: "/watchkeeper/AnomalyDetector/somebody-elses",
        Value: "theirs",
        Type: "String",
        Tags: [{ Key: "watchkeeper.dev/owner", Value: "globex" }],
      },
    ],
  ),
  twin: async (sandbox) => {
    if (!(await hasDetector(sandbox))) await calls(theirDetector)(sandbox);
  },
  edit: async (sandbox) => {
    if (await hasDetector(sandbox)) await calls(theirDetector)(sandbox);
  },
  takesOver: { writes: /^PutAnomalyDetector$/, looks: /^DescribeAnomalyDetectors$/ },
};

const theirDetector = [cloudWatch, "PutAnomalyDetector", detectorOf("CPUUtilization", elsewhere)] as const;

/** Whether there is one of the average: a metric may have one of each statistic. */
async function hasDetector(sandbox: Sandbox): Promise<boolean> {
  const { AnomalyDetectors = [] } = (await sandbox.call(cloudWatch, "DescribeAnomalyDetectors", {})) as {
    AnomalyDetectors?: { SingleMetricAnomalyDetector?: { MetricName?: string; Stat?: string } }[];
  };
  return AnomalyDetectors.some(
    ({ SingleMetricAnomalyDetector: one }) => one?.MetricName === "CPUUtilization" && one.Stat === "Average",
  );
}

const logAlarmSpec = (threshold: number): Spec => ({
  scheduledQueryConfiguration: {
    queryString: 'fields @timestamp | filter level = "ERROR"',
    logGroupIdentifiers: ["/acme/checkout"],
    scheduledQueryRoleArn: "arn:aws:iam::111122223333:role/ScheduledQueries",
    scheduleConfiguration: { scheduleExpression: "rate(5 minutes)", startTimeOffset: 330 },
    aggregationExpression: "count(*)",
  },
  queryResultsToEvaluate: 3,
  queryResultsToAlarm: 1,
  threshold,
  comparisonOperator: "GreaterThanThreshold",
});
const putLogAlarm = (AlarmName: string, Threshold: number) =>
  [
    cloudWatch,
    "PutLogAlarm",
    {
      AlarmName,
      ScheduledQueryConfiguration: {
        QueryString: "fields @timestamp",
        LogGroupIdentifiers: ["/acme/checkout"],
        ScheduledQueryRoleARN: "arn:aws:iam::111122223333:role/ScheduledQueries",
        ScheduleConfiguration: { ScheduleExpression: "rate(5 minutes)", StartTimeOffset: 330 },
        AggregationExpression: "count(*)",
      },
      QueryResultsToEvaluate: 3,
      QueryResultsToAlarm: 1,
      Threshold,
      ComparisonOperator: "GreaterThanThreshold",
    },
  ] as const;
const anyAlarm = (name: string) =>
  [
    cloudWatch,
    "DescribeAlarms",
    { AlarmNames: [name], AlarmTypes: ["MetricAlarm", "CompositeAlarm", "LogAlarm"] },
  ] as const;

const logAlarm: Cast = {
  kind: "LogAlarm",
  one: { ...logAlarmSpec(10), tags: { team: "shop" } },
  other: { ...logAlarmSpec(20), treatMissingData: "breaching" },
  drifted: logAlarmSpec(99),
  anew: { ...logAlarmSpec(10), alarmName: "another" },
  foreign: calls(putLogAlarm("legacy", 5), [
    cloudWatch,
    "PutMetricAlarm",
    { ...foreignAlarm, AlarmName: "legacy-metric" },
  ]),
  twin: unless(anyAlarm("thing"), putLogAlarm("thing", 77)),
  edit: where(anyAlarm("thing"), putLogAlarm("thing", 78)),
  takesOver: { writes: /^PutLogAlarm$/, looks: /^DescribeAlarms$/ },
};

const muted = (duration: string): Spec => ({
  rule: { schedule: { expression: "cron(0 2 * * SUN)", duration } },
  muteTargets: { alarmNames: ["api-5xx"] },
});
const putMuteRule = (Name: string, Duration: string) =>
  [
    cloudWatch,
    "PutAlarmMuteRule",
    { Name, Rule: { Schedule: { Expression: "cron(0 3 * * MON)", Duration, Timezone: "UTC" } } },
  ] as const;
const muteRule = [cloudWatch, "GetAlarmMuteRule", { AlarmMuteRuleName: "thing" }] as const;

const alarmMuteRule: Cast = {
  kind: "AlarmMuteRule",
  one: { ...muted("PT4H"), tags: { team: "shop" } },
  other: { ...muted("PT6H"), muteTargets: { alarmNames: ["api-5xx", "api-latency"] } },
  drifted: muted("PT1H"),
  anew: { ...muted("PT4H"), alarmMuteRuleName: "another" },
  foreign: calls(putMuteRule("legacy", "PT2H")),
  twin: unless(muteRule, putMuteRule("thing", "PT3H")),
  edit: where(muteRule, putMuteRule("thing", "PT5H")),
  takesOver: { writes: /^PutAlarmMuteRule$/, looks: /^(GetAlarmMuteRule|ListAlarmMuteRules)$/ },
};

const streaming = (more: Spec = {}): Spec => ({
  firehoseArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics",
  roleArn: "arn:aws:iam::111122223333:role/MetricStreamToFirehose",
  outputFormat: "json",
  ...more,
});
const putStream = (Name: string, OutputFormat: string) =>
  [
    cloudWatch,
    "PutMetricStream",
    {
      Name,
      FirehoseArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics",
      RoleArn: "arn:aws:iam::111122223333:role/MetricStreamToFirehose",
      OutputFormat,
    },
  ] as const;
const stream = [cloudWatch, "GetMetricStream", { Name: "thing" }] as const;

const metricStream: Cast = {
  kind: "MetricStream",
  one: streaming({ includeFilters: [{ namespace: "AWS/EC2" }], tags: { team: "shop" } }),
  other: streaming({ outputFormat: "opentelemetry1.0", state: "stopped" }),
  drifted: streaming({ excludeFilters: [{ namespace: "AWS/Usage" }], state: "stopped" }),
  anew: streaming({ metricStreamName: "another" }),
  foreign: calls(putStream("legacy", "json")),
  twin: unless(stream, putStream("thing", "opentelemetry0.7")),
  edit: where(stream, putStream("thing", "opentelemetry0.7")),
  takesOver: { writes: /^PutMetricStream$/, looks: /^(GetMetricStream|ListMetricStreams)$/ },
};

const definition = (key: string) => ({
  Schema: { Name: "CloudWatchLogRule", Version: 1 },
  LogGroupNames: ["/shop/api"],
  LogFormat: "JSON",
  Contribution: { Keys: [key] },
  AggregateOn: "Count",
});
const putInsightRule = (RuleName: string, key: string) =>
  [cloudWatch, "PutInsightRule", { RuleName, RuleDefinition: JSON.stringify(definition(key)) }] as const;

const insightRule: Cast = {
  kind: "InsightRule",
  one: { ruleDefinition: definition("$.ip"), tags: { team: "shop" } },
  other: { ruleDefinition: definition("$.user"), ruleState: "DISABLED" },
  drifted: { ruleDefinition: definition("$.nobody") },
  anew: { ruleDefinition: definition("$.ip"), ruleName: "another" },
  foreign: calls(putInsightRule("legacy", "$.ip")),
  twin: async (sandbox) => {
    if (!(await hasInsightRule(sandbox))) await calls(putInsightRule("thing", "$.twin"))(sandbox);
  },
  edit: async (sandbox) => {
    if (await hasInsightRule(sandbox)) await calls(putInsightRule("thing", "$.edited"))(sandbox);
  },
  takesOver: { writes: /^PutInsightRule$/, looks: /^DescribeInsightRules$/ },
};

/** No call asks for rules by name. */
async function hasInsightRule(sandbox: Sandbox): Promise<boolean> {
  const { InsightRules = [] } = (await sandbox.call(cloudWatch, "DescribeInsightRules", {})) as {
    InsightRules?: { Name?: string }[];
  };
  return InsightRules.some(({ Name }) => Name === "thing");
}

/** CloudWatch's own kinds, beside alarms on metrics and composite ones. */
export const cloudWatchCasts: readonly Cast[] = [
  alarmMuteRule,
  anomalyDetector,
  dashboard,
  insightRule,
  logAlarm,
  metricStream,
];
