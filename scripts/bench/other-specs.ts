/** How many there are of each kind beside alarms, topics, trails and flow logs; none of those that aren't named. */
export type Others = Readonly<Record<string, number>>;

/**
 * What a large account has of them: as many as a few dozen teams make, and no more than AWS's default quotas allow of
 * rules on a bus, Contributor Insights rules and event data stores.
 */
export const manyOthers: Others = {
  AgentConfig: 100,
  AlarmMuteRule: 60,
  AnomalyDetector: 400,
  Budget: 150,
  CostAnomalyMonitor: 10,
  Dashboard: 200,
  DeliveryRole: 100,
  EventDataStore: 8,
  EventRule: 250,
  InsightRule: 90,
  LogAlarm: 50,
  LogBucket: 25,
  LogGroup: 150,
  MetricStream: 10,
  SavedQuery: 300,
  ScheduledQuery: 47,
};

/** One in so many log groups hands its events on. */
const groupsPerSubscription = 4;

export const otherKinds: Readonly<Record<string, (index: number, others: Others) => string>> = {
  AgentConfig: agentConfig,
  AlarmMuteRule: muteRule,
  AnomalyDetector: anomalyDetector,
  Budget: budget,
  CostAnomalyMonitor: costMonitor,
  Dashboard: dashboard,
  DeliveryRole: deliveryRole,
  EventDataStore: eventDataStore,
  EventRule: eventRule,
  InsightRule: insightRule,
  LogAlarm: logAlarm,
  LogBucket: logBucket,
  LogGroup: logGroup,
  MetricStream: metricStream,
  SavedQuery: savedQuery,
  ScheduledQuery: scheduledQuery,
};

export function heading(kind: string, name: string): string {
  return `apiVersion: watchkeeper.dev/v1alpha1
kind: ${kind}
metadata:
  name: ${name}
  labels: { team: payments }
spec:
`;
}

/** The one of another kind that belongs to the nth. */
function nth(others: Others, kind: string, index: number): string {
  return `{ ref: ${kind}/${stems[kind]}-${index % (others[kind] ?? 1)} }`;
}

const stems: Readonly<Record<string, string>> = {
  AgentConfig: "hosts",
  AlarmMuteRule: "night",
  AnomalyDetector: "usual",
  Budget: "costs",
  CostAnomalyMonitor: "unusual",
  Dashboard: "board",
  DeliveryRole: "delivery",
  EventDataStore: "lake",
  EventRule: "rule",
  InsightRule: "top",
  LogAlarm: "lines",
  LogBucket: "acme-bench",
  LogGroup: "group",
  MetricStream: "stream",
  SavedQuery: "query",
  ScheduledQuery: "nightly",
};

function start(kind: string, index: number): string {
  return heading(kind, `${stems[kind]}-${index}`);
}

function agentConfig(index: number, others: Others): string {
  return `${start("AgentConfig", index)}  config:
    metrics:
      namespace: Acme/Hosts
      append_dimensions: { InstanceId: "\${aws:InstanceId}" }
      metrics_collected:
        mem: { measurement: [mem_used_percent] }
        disk: { measurement: [used_percent], resources: ["/", /var] }
    logs:
      logs_collected:
        files:
          collect_list:
            - file_path: /var/log/service-${index}/*.log
              log_group_name: ${nth(others, "LogGroup", index)}
              timestamp_format: "%Y-%m-%dT%H:%M:%S"
  tags: { team: team-${index} }
`;
}

function muteRule(index: number): string {
  return `${start("AlarmMuteRule", index)}  description: The backup runs and makes everything slow.
  rule:
    schedule: { expression: cron(${index % 60} 2 * * *), duration: PT1H30M, timezone: Europe/Berlin }
  muteTargets:
    alarmNames: [{ ref: MetricAlarm/service-${index} }, { ref: MetricAlarm/service-${index + 1} }]
  tags: { team: team-${index} }
`;
}

function anomalyDetector(index: number): string {
  return `${start("AnomalyDetector", index)}  namespace: AWS/ApplicationELB
  metricName: RequestCount
  dimensions: { LoadBalancer: app/shop-${index}/50dc6c495c0c9188 }
  stat: Sum
  configuration: { metricTimezone: Europe/Berlin }
  tags: { team: team-${index % 100} }
`;
}

function budget(index: number): string {
  return `${start("Budget", index)}  budgetType: COST
  timeUnit: MONTHLY
  budgetLimit: { amount: ${1000 + index}, unit: USD }
  filterExpression:
    tags: { key: team, values: [team-${index}] }
  metrics: [UnblendedCost]
  notifications:
    - notificationType: ACTUAL
      comparisonOperator: GREATER_THAN
      threshold: 80
      subscribers:
        - { subscriptionType: EMAIL, address: team-${index}@acme.example }
  tags: { team: team-${index} }
`;
}

function costMonitor(index: number): string {
  return `${start("CostAnomalyMonitor", index)}  monitorType: CUSTOM
  monitorSpecification:
    tags: { key: team, values: [team-${index}] }
  subscriptions:
    - subscriptionName: weekly-${index}
      frequency: WEEKLY
      threshold: 50
      subscribers:
        - { type: EMAIL, address: team-${index}@acme.example }
  tags: { team: team-${index} }
`;
}

function dashboard(index: number): string {
  const widgets = Array.from(
    { length: 12 },
    (_, at) => `      - type: metric
        x: ${(at % 2) * 12}
        y: ${Math.floor(at / 2) * 6}
        width: 12
        height: 6
        properties:
          title: Requests of service ${index}, ${at}
          region: us-east-1
          stat: Sum
          period: 60
          metrics:
            - [AWS/ApplicationELB, RequestCount, TargetGroup, targetgroup/service-${index}-${at}/943f017f100becff]
            - [".", HTTPCode_Target_5XX_Count, ".", ".", { color: "#d62728" }]
`,
  );
  return `${start("Dashboard", index)}  dashboardBody:
    widgets:
${widgets.join("")}  tags: { team: team-${index} }
`;
}

function deliveryRole(index: number): string {
  return `${start("DeliveryRole", index)}  description: CloudWatch Logs hands events on
  services:
    - { service: logs.amazonaws.com }
  tags: { team: team-${index} }
`;
}

function eventDataStore(index: number): string {
  return `${start("EventDataStore", index)}  retentionPeriod: 366
  advancedEventSelectors:
    - name: Management events
      fieldSelectors:
        - { field: eventCategory, equals: [Management] }
        - { field: eventSource, notEquals: [kms.amazonaws.com] }
  tags: { team: team-${index} }
`;
}

function eventRule(index: number): string {
  return `${start("EventRule", index)}  description: Something that team ${index} wants to know happened.
  eventPattern:
    source: [acme.service-${index}]
    detail-type: [Failed]
  targets:
    - targetId: mail
      arn: { ref: Topic/team-${index % 25} }
      inputTransformer:
        inputPathsMap: { at: $.time, account: $.account }
        inputTemplate: '"Service ${index} of <account> failed at <at>."'
  tags: { team: team-${index} }
`;
}

function insightRule(index: number): string {
  return `${start("InsightRule", index)}  ruleDefinition:
    Schema: { Name: CloudWatchLogRule, Version: 1 }
    LogGroupNames: [/acme/group-${index}]
    LogFormat: JSON
    Contribution:
      Keys: [$.caller]
      Filters:
        - { Match: $.status, GreaterThan: 499 }
    AggregateOn: Count
  tags: { team: team-${index} }
`;
}

function logAlarm(index: number, others: Others): string {
  return `${start("LogAlarm", index)}  scheduledQueryConfiguration:
    queryString: fields @message | filter level = "fatal"
    logGroupIdentifiers: [/acme/group-${index}]
    scheduledQueryRoleArn: ${nth(others, "DeliveryRole", index)}
    scheduleConfiguration: { scheduleExpression: rate(5 minutes), startTimeOffset: 330 }
    aggregationExpression: count(*)
  queryResultsToEvaluate: 3
  queryResultsToAlarm: 1
  threshold: 0
  comparisonOperator: GreaterThanThreshold
  treatMissingData: notBreaching
  tags: { team: team-${index} }
`;
}

function logBucket(index: number): string {
  return `${start("LogBucket", index)}  versioning: Enabled
  policy: { cloudTrail: [{ accounts: ["444455556666"] }] }
  lifecycleRules:
    - { id: expire, expiration: { days: 400 } }
  tags: { team: team-${index} }
`;
}

function logGroup(index: number, others: Others): string {
  const subscription = `  subscriptionFilters:
    - filterName: to-lake
      destinationArn: arn:aws:firehose:us-east-1:111122223333:deliverystream/lake
      roleArn: ${nth(others, "DeliveryRole", index)}
`;
  return `${start("LogGroup", index)}  logGroupName: /acme/group-${index}
  retentionInDays: 90
  metricFilters:
    - filterName: errors
      filterPattern: '{ $.level = "error" }'
      metricTransformations:
        - { metricName: Errors-${index}, metricNamespace: Acme/Logs, metricValue: 1, defaultValue: 0 }
${index % groupsPerSubscription === 0 ? subscription : ""}  tags: { team: team-${index} }
`;
}

function metricStream(index: number, others: Others): string {
  return `${start("MetricStream", index)}  firehoseArn: arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics-${index}
  roleArn: ${nth(others, "DeliveryRole", index)}
  outputFormat: json
  includeFilters:
    - namespace: Acme/Service-${index}
  tags: { team: team-${index} }
`;
}

function savedQuery(index: number, others: Others): string {
  return `${start("SavedQuery", index)}  name: team-${index % 50}/errors-${index}
  logGroupNames: [${nth(others, "LogGroup", index)}]
  queryString: |
    fields @timestamp, @message
    | filter level = "error"
    | sort @timestamp desc
    | limit 100
  tags: { team: team-${index % 50} }
`;
}

function scheduledQuery(index: number, others: Others): string {
  return `${start("ScheduledQuery", index)}  queryLanguage: CWLI
  queryString: stats count() as calls by caller
  logGroupIdentifiers: [/acme/group-${index}]
  scheduleExpression: cron(30 0 * * ? *)
  startTimeOffset: 86400
  executionRoleArn: ${nth(others, "DeliveryRole", index)}
  tags: { team: team-${index} }
`;
}
