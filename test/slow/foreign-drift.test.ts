import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { account } from "../sandbox/sandbox.ts";
import { type ForeignSample, foreignSample } from "./foreign-sample.ts";

/* What somebody changes with boto3 or the aws command is drift of the object, with them as its author. */

interface Drifted {
  readonly kind: string;
  readonly name: string;
  readonly action: string;
  readonly fields: readonly { readonly path: string }[];
  readonly author: { readonly identity: string; readonly call: string } | null;
}

let sample: ForeignSample;
const call = <Answer>(service: string, operation: string, parameters?: object) =>
  sample.boto3.call<Answer>(service, operation, parameters);

beforeAll(async () => {
  sample = await foreignSample();
});

// CloudTrail tells no two calls of one second apart.
beforeEach(() => sample.sandbox.clock.sleep(60_000));

afterAll(() => sample?.close());

/** `update Dashboard/shop /spec/dashboardBody/start: PutDashboard by mira`, of all that has drifted. */
async function drift(): Promise<string[]> {
  const { code, stdout, stderr } = await sample.run("drift specs --output json --detailed-exitcode");
  if (code === 1) throw new Error(stdout + stderr);
  const { changes } = JSON.parse(stdout) as { changes: Drifted[] };
  return changes
    .map(({ kind, name, action, fields, author }) => {
      const who = author?.identity.slice(author.identity.lastIndexOf("/") + 1);
      const what = [action, `${kind}/${name}`, ...fields.map(({ path }) => path)].join(" ");
      return `${what}: ${author ? `${author.call} by ${who}` : "nobody"}`;
    })
    .sort();
}

/** Puts everything back as git says, which leaves no drift. */
async function revert(): Promise<void> {
  const { code, stdout, stderr } = await sample.run("apply specs --yes");
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  expect(await drift()).toEqual([]);
}

/** What a listing calls an item by AWS's own id. */
async function idOf(
  [service, operation, list]: readonly [string, string, string],
  name: readonly [key: string, value: string],
  id: string,
): Promise<string> {
  const answer = await call<Record<string, Record<string, string>[]>>(service, operation);
  return answer[list]?.find((item) => item[name[0]] === name[1])?.[id] ?? "";
}

const storeOf = (name: string) =>
  idOf(["cloudtrail", "list_event_data_stores", "EventDataStores"], ["Name", name], "EventDataStoreArn");
const monitorOf = (name: string) =>
  idOf(["ce", "get_anomaly_monitors", "AnomalyMonitors"], ["MonitorName", name], "MonitorArn");
const subscriptionOf = (name: string) =>
  idOf(
    ["ce", "get_anomaly_subscriptions", "AnomalySubscriptions"],
    ["SubscriptionName", name],
    "SubscriptionArn",
  );
const queryOf = (name: string) =>
  idOf(["logs", "describe_query_definitions", "queryDefinitions"], ["name", name], "queryDefinitionId");

/** The name of the parameter that marks what can't be tagged. */
async function markerOf(object: string): Promise<string> {
  const [page] = await sample.boto3.pages<{ Parameters: { Name: string }[] }>(
    "ssm",
    "get_parameters_by_path",
    {
      Path: "/watchkeeper",
      Recursive: true,
    },
  );
  for (const { Name } of page?.Parameters ?? []) {
    const resource = { ResourceType: "Parameter", ResourceId: Name };
    const { TagList } = await call<{ TagList: { Value: string }[] }>(
      "ssm",
      "list_tags_for_resource",
      resource,
    );
    if (TagList.some(({ Value }) => Value === object)) return Name;
  }
  throw new Error(`nothing marks ${object}`);
}

/** The metric of AnomalyDetector/api-requests, as the aws command takes it. */
const requests =
  "Namespace=AWS/ApplicationELB,MetricName=RequestCount,Stat=Sum," +
  "Dimensions=[{Name=LoadBalancer,Value=app/shop/50dc6c495c0c9188}]";

describe("Mira's changes by boto3", () => {
  const where = { AccountId: account };
  const changes: readonly (readonly [drifted: string, change: () => Promise<unknown>])[] = [
    [
      "update Dashboard/audit /spec/dashboardBody/start: PutDashboard by mira",
      async () => {
        const DashboardName = "audit";
        const { DashboardBody } = await call<{ DashboardBody: string }>("cloudwatch", "get_dashboard", {
          DashboardName,
        });
        const body = { ...(JSON.parse(DashboardBody) as object), start: "-PT1H" };
        return call("cloudwatch", "put_dashboard", { DashboardName, DashboardBody: JSON.stringify(body) });
      },
    ],
    [
      "update LogGroup/payments /spec/retentionInDays: PutRetentionPolicy by mira",
      () => call("logs", "put_retention_policy", { logGroupName: "/acme/payments", retentionInDays: 30 }),
    ],
    [
      "update LogGroup/cloudtrail-audit /spec/metricFilters/root-sign-in: DeleteMetricFilter by mira",
      () =>
        call("logs", "delete_metric_filter", {
          logGroupName: "/aws/cloudtrail/audit",
          filterName: "root-sign-in",
        }),
    ],
    [
      "update LogBucket/acme-access-logs /spec/lifecycleRules/expire /spec/lifecycleRules/soon: PutBucketLifecycle by mira",
      () =>
        call("s3", "put_bucket_lifecycle_configuration", {
          Bucket: "acme-access-logs",
          LifecycleConfiguration: {
            Rules: [{ ID: "soon", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
          },
        }),
    ],
    [
      "update DeliveryRole/sns-feedback /spec/policy: PutRolePolicy by mira",
      () =>
        call("iam", "put_role_policy", {
          RoleName: "sns-feedback",
          PolicyName: "watchkeeper",
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
          }),
        }),
    ],
    [
      "update Budget/monthly-costs /spec/budgetLimit/amount: UpdateBudget by mira",
      async () => {
        const { Budget } = await call<{ Budget: Record<string, unknown> }>("budgets", "describe_budget", {
          ...where,
          BudgetName: "monthly-costs",
        });
        const { BudgetName, BudgetType, TimeUnit, CostTypes } = Budget;
        const BudgetLimit = { Amount: "13000", Unit: "USD" };
        const NewBudget = { BudgetName, BudgetType, TimeUnit, CostTypes, BudgetLimit };
        return call("budgets", "update_budget", { ...where, NewBudget });
      },
    ],
    [
      "update CostAnomalyMonitor/all-services /spec/subscriptions/finance-daily/frequency: UpdateAnomalySubscription by mira",
      async () => {
        const SubscriptionArn = await subscriptionOf("finance-daily");
        // The event history knows whose subscription it is by the monitor alone.
        const MonitorArnList = [await monitorOf("All services")];
        return call("ce", "update_anomaly_subscription", {
          SubscriptionArn,
          MonitorArnList,
          Frequency: "WEEKLY",
        });
      },
    ],
    [
      "update EventRule/root-sign-in /spec/state: DisableRule by mira",
      () => call("events", "disable_rule", { Name: "root-sign-in" }),
    ],
    [
      "update AnomalyDetector/api-requests /spec/configuration/metricTimezone: PutAnomalyDetector by mira",
      () =>
        call("cloudwatch", "put_anomaly_detector", {
          SingleMetricAnomalyDetector: {
            Namespace: "AWS/ApplicationELB",
            MetricName: "RequestCount",
            Dimensions: [{ Name: "LoadBalancer", Value: "app/shop/50dc6c495c0c9188" }],
            Stat: "Sum",
          },
          Configuration: {
            MetricTimezone: "UTC",
            ExcludedTimeRanges: [{ StartTime: "2026-11-27T00:00:00Z", EndTime: "2026-11-30T23:59:59Z" }],
          },
        }),
    ],
    [
      "update LogAlarm/root-logins /spec/actionsEnabled: DisableAlarmActions by mira",
      () => call("cloudwatch", "disable_alarm_actions", { AlarmNames: ["root-logins"] }),
    ],
    [
      "update AlarmMuteRule/nightly-backup /spec/rule/schedule/duration: PutAlarmMuteRule by mira",
      async () => {
        const AlarmMuteRuleName = "nightly-backup";
        const found = await call<{ Rule: { Schedule: object }; Description: string; MuteTargets: object }>(
          "cloudwatch",
          "get_alarm_mute_rule",
          { AlarmMuteRuleName },
        );
        const { Rule, Description, MuteTargets } = found;
        return call("cloudwatch", "put_alarm_mute_rule", {
          Name: AlarmMuteRuleName,
          Description,
          MuteTargets,
          Rule: { Schedule: { ...Rule.Schedule, Duration: "PT5H" } },
        });
      },
    ],
    [
      "update MetricStream/metrics-to-vendor /spec/state: StartMetricStreams by mira",
      () => call("cloudwatch", "start_metric_streams", { Names: ["metrics-to-vendor"] }),
    ],
    [
      "update InsightRule/talkers /spec/ruleState: EnableInsightRules by mira",
      () => call("cloudwatch", "enable_insight_rules", { RuleNames: ["talkers"] }),
    ],
    [
      "update SavedQuery/payment-errors /spec/queryString: PutQueryDefinition by mira",
      async () =>
        call("logs", "put_query_definition", {
          queryDefinitionId: await queryOf("payments/errors"),
          name: "payments/errors",
          queryString: 'filter level = "{{level}}"',
          logGroupNames: ["/acme/payments"],
          parameters: [{ name: "level", defaultValue: "ERROR", description: "The level of the log lines" }],
        }),
    ],
    [
      "update ScheduledQuery/denied-calls-by-user /spec/state: UpdateScheduledQuery by mira",
      async () => {
        const found = await call<Record<string, unknown>>("logs", "get_scheduled_query", {
          identifier: "denied-calls-by-user",
        });
        const settable = [
          "description",
          "destinationConfiguration",
          "endTimeOffset",
          "executionRoleArn",
          "logGroupIdentifiers",
          "queryLanguage",
          "queryString",
          "scheduleExpression",
          "startTimeOffset",
          "timezone",
        ];
        const kept = Object.fromEntries(settable.map((name) => [name, found[name]]));
        const identifier = found["scheduledQueryArn"];
        return call("logs", "update_scheduled_query", { ...kept, identifier, state: "DISABLED" });
      },
    ],
    [
      "update EventDataStore/audit-lake /spec/terminationProtectionEnabled: UpdateEventDataStore by mira",
      async () =>
        call("cloudtrail", "update_event_data_store", {
          EventDataStore: await storeOf("audit-lake"),
          TerminationProtectionEnabled: false,
        }),
    ],
    [
      "update AgentConfig/shop /spec/config/agent/debug: PutParameter by mira",
      async () => {
        const Name = "AmazonCloudWatch-shop";
        const { Parameter } = await call<{ Parameter: { Value: string } }>("ssm", "get_parameter", { Name });
        const Value = Parameter.Value.replace('"agent":{', '"agent":{"debug":true,');
        return call("ssm", "put_parameter", { Name, Value, Overwrite: true });
      },
    ],
  ];

  it("are drift, hers, and go again", async () => {
    for (const [, change] of changes) await change();
    const found = await drift();
    expect.soft(found).toEqual(changes.map(([drifted]) => drifted).sort());
    await revert();
  });
});

describe("Bob's changes by the aws command", () => {
  const changes: readonly (readonly [drifted: string, change: () => Promise<unknown>])[] = [
    [
      "create Dashboard/shop: DeleteDashboards by bob",
      () => sample.aws("cloudwatch", "delete-dashboards", "--dashboard-names", "shop"),
    ],
    [
      "update LogGroup/payments /spec/subscriptionFilters/to-security: DeleteSubscriptionFilter by bob",
      () => {
        const filter = ["--log-group-name", "/acme/payments", "--filter-name", "to-security"];
        return sample.aws("logs", "delete-subscription-filter", ...filter);
      },
    ],
    [
      "update LogBucket/acme-access-logs /spec/publicAccessBlock/blockPublicAcls /spec/publicAccessBlock/blockPublicPolicy /spec/publicAccessBlock/ignorePublicAcls /spec/publicAccessBlock/restrictPublicBuckets: DeleteBucketPublicAccessBlock by bob",
      () => sample.aws("s3api", "delete-public-access-block", "--bucket", "acme-access-logs"),
    ],
    [
      "update DeliveryRole/trail-to-logs /spec/policy: DeleteRolePolicy by bob",
      () => {
        const policy = ["--role-name", "trail-to-logs", "--policy-name", "watchkeeper"];
        return sample.aws("iam", "delete-role-policy", ...policy);
      },
    ],
    [
      "update Budget/monthly-costs /spec/notifications/ACTUAL GREATER_THAN 80 PERCENTAGE: DeleteNotification by bob",
      () => {
        const notification = "NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=80";
        const budget = ["--account-id", account, "--budget-name", "monthly-costs"];
        return sample.aws("budgets", "delete-notification", ...budget, "--notification", notification);
      },
    ],
    [
      "update CostAnomalyMonitor/payments-team /spec/subscriptions/payments-weekly/frequency: UpdateAnomalySubscription by bob",
      async () => {
        const which = ["--subscription-arn", await subscriptionOf("payments-weekly")];
        const monitors = ["--monitor-arn-list", await monitorOf("payments-team")];
        return sample.aws("ce", "update-anomaly-subscription", ...which, ...monitors, "--frequency", "DAILY");
      },
    ],
    [
      "update EventRule/guardduty-findings /spec/targets/mail: RemoveTargets by bob",
      () => sample.aws("events", "remove-targets", "--rule", "guardduty-findings", "--ids", "mail"),
    ],
    [
      "update AnomalyDetector/api-requests /spec/configuration/excludedTimeRanges /spec/configuration/metricTimezone: PutAnomalyDetector by bob",
      () =>
        sample.aws(
          "cloudwatch",
          "put-anomaly-detector",
          "--single-metric-anomaly-detector",
          requests,
          "--configuration",
          "MetricTimezone=Asia/Seoul",
        ),
    ],
    [
      "create LogAlarm/root-logins: DeleteAlarms by bob",
      () => sample.aws("cloudwatch", "delete-alarms", "--alarm-names", "root-logins"),
    ],
    [
      "create AlarmMuteRule/nightly-backup: DeleteAlarmMuteRule by bob",
      () => sample.aws("cloudwatch", "delete-alarm-mute-rule", "--alarm-mute-rule-name", "nightly-backup"),
    ],
    [
      "update MetricStream/metrics-to-lake /spec/state: StopMetricStreams by bob",
      () => sample.aws("cloudwatch", "stop-metric-streams", "--names", "metrics-to-lake"),
    ],
    [
      "create InsightRule/denied-callers: DeleteInsightRules by bob",
      () => sample.aws("cloudwatch", "delete-insight-rules", "--rule-names", "denied-callers"),
    ],
    [
      "create SavedQuery/root-activity: DeleteQueryDefinition by bob",
      async () =>
        sample.aws(
          "logs",
          "delete-query-definition",
          "--query-definition-id",
          await queryOf("security/root-activity"),
        ),
    ],
    [
      "create ScheduledQuery/denied-calls-by-user: DeleteScheduledQuery by bob",
      () => sample.aws("logs", "delete-scheduled-query", "--identifier", "denied-calls-by-user"),
    ],
    [
      "update EventDataStore/audit-lake /spec/ingestion: StopEventDataStoreIngestion by bob",
      async () =>
        sample.aws(
          "cloudtrail",
          "stop-event-data-store-ingestion",
          "--event-data-store",
          await storeOf("audit-lake"),
        ),
    ],
    [
      "create AgentConfig/shop: DeleteParameter by bob",
      () => sample.aws("ssm", "delete-parameter", "--name", "AmazonCloudWatch-shop"),
    ],
  ];

  it("are drift, his, and go again", async () => {
    for (const [, change] of changes) await change();
    const found = await drift();
    expect.soft(found).toEqual(changes.map(([drifted]) => drifted).sort());
    await revert();
  });
});

it("changes whose events name the object in no way that can be told are drift without an author", async () => {
  await sample.aws("cloudwatch", "delete-anomaly-detector", "--single-metric-anomaly-detector", requests);
  await sample.aws("ce", "delete-anomaly-monitor", "--monitor-arn", await monitorOf("payments-team"));
  await call("ssm", "add_tags_to_resource", {
    ResourceType: "Parameter",
    ResourceId: await markerOf("AnomalyDetector/api-error-rate"),
    Tags: [{ Key: "team", Value: "mira" }],
  });
  expect
    .soft(await drift())
    .toEqual([
      "create AnomalyDetector/api-requests: nobody",
      "create CostAnomalyMonitor/payments-team: nobody",
      "update AnomalyDetector/api-error-rate /spec/tags/team: nobody",
    ]);
  await revert();
});

it("what has lost its marker is nobody's, and left alone until git adopts it", async () => {
  await sample.aws("ssm", "delete-parameter", "--name", await markerOf("SavedQuery/payment-errors"));
  expect(await drift()).toEqual([]);
  const { stdout } = await sample.run("plan specs --output json");
  const { changes } = JSON.parse(stdout) as { changes: Drifted[] };
  expect(changes).toMatchObject([{ action: "conflict", kind: "SavedQuery", name: "payment-errors" }]);
});
