import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { Spec } from "../kinds/fixture.ts";
import { attempt, type Cast, calls } from "./cast.ts";

const stream = "arn:aws:firehose:us-east-1:111122223333:deliverystream/logs";
const shards = "arn:aws:kinesis:us-east-1:111122223333:stream/logs";
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const filter = (filterName: string, more: Spec = {}): Spec => ({
  filterName,
  metricTransformations: [{ metricName: "Errors", metricNamespace: "Acme/Shop", metricValue: "1" }],
  ...more,
});
const archive = { filterName: "to-archive", destinationArn: stream, roleArn: role("LogsToFirehose") };
const sharded = { filterName: "to-shards", destinationArn: shards, roleArn: role("LogsToKinesis") };
const secured = {
  filterName: "to-security",
  destinationArn: "arn:aws:logs:us-east-1:444455556666:destination:security",
};
const theirFilter = (logGroupName: string) =>
  [
    "logs",
    "PutMetricFilter",
    {
      logGroupName,
      filterName: "errors",
      filterPattern: "ERROR",
      metricTransformations: [{ metricName: "Errors", metricNamespace: "Legacy", metricValue: "1" }],
    },
  ] as const;

const logGroup: Cast = {
  kind: "LogGroup",
  one: {
    retentionInDays: 30,
    metricFilters: [filter("errors"), filter("fatal", { filterPattern: "FATAL" })],
    subscriptionFilters: [archive, sharded],
    tags: { team: "shop" },
  },
  other: {
    retentionInDays: 90,
    metricFilters: [filter("errors", { filterPattern: "ERROR" }), filter("warnings")],
    // Both places are taken: one goes before the other comes.
    subscriptionFilters: [secured, { ...archive, filterPattern: "ERROR" }],
  },
  drifted: { metricFilters: [filter("nobodys")], subscriptionFilters: [sharded] },
  manners: { deletionPolicy: "delete" },
  foreign: calls(
    ["logs", "CreateLogGroup", { logGroupName: "thing-of-others", tags: { "made-by": "terraform" } }],
    theirFilter("thing-of-others"),
    ["logs", "PutSubscriptionFilter", { logGroupName: "thing-of-others", filterPattern: "", ...archive }],
  ),
  twin: attempt("logs", "CreateLogGroup", { logGroupName: "thing" }),
  edit: attempt("logs", "PutRetentionPolicy", { logGroupName: "thing", retentionInDays: 7 }),
};

const recent = "fields @timestamp, @message | sort @timestamp desc | limit 20";
const twinQuery = "fields @message | limit 1";

const savedQuery: Cast = {
  kind: "SavedQuery",
  one: { queryString: recent, logGroupNames: ["/acme/shop"], tags: { team: "shop" } },
  other: { queryString: "fields @message | limit 5" },
  drifted: { queryString: "fields @message" },
  anew: { queryString: recent, name: "another" },
  // The second says what ours will say: only its name is another.
  foreign: calls(
    ["logs", "PutQueryDefinition", { name: "legacy", queryString: "fields @message" }],
    ["logs", "PutQueryDefinition", { name: "things", queryString: recent, logGroupNames: ["/acme/shop"] }],
  ),
  twin: async (sandbox) => {
    if (!(await definitions(sandbox)).some(({ queryString }) => queryString === twinQuery))
      await sandbox.call("logs", "PutQueryDefinition", { name: "thing", queryString: twinQuery });
  },
  edit: async (sandbox) => {
    const ours = (await definitions(sandbox)).find(({ queryString }) => queryString !== twinQuery);
    if (ours) await sandbox.call("logs", "PutQueryDefinition", { ...ours, queryString: "fields @edited" });
  },
};

interface Definition {
  readonly name?: string;
  readonly queryDefinitionId?: string;
  readonly queryString?: string;
}

async function definitions(sandbox: Sandbox): Promise<Definition[]> {
  const { queryDefinitions = [] } = (await sandbox.call("logs", "DescribeQueryDefinitions", {
    queryDefinitionNamePrefix: "thing",
  })) as { queryDefinitions?: Definition[] };
  return queryDefinitions
    .filter(({ name }) => name === "thing")
    .map(({ name, queryDefinitionId, queryString }) => ({
      ...(name !== undefined && { name }),
      ...(queryDefinitionId !== undefined && { queryDefinitionId }),
      ...(queryString !== undefined && { queryString }),
    }));
}

const scheduled = (more: Spec = {}): Spec => ({
  queryLanguage: "CWLI",
  queryString: 'SOURCE logGroups() | filter level = "error" | stats count() by service',
  scheduleExpression: "cron(0 6 * * ? *)",
  executionRoleArn: role("queries"),
  ...more,
});
const theirQuery = {
  queryLanguage: "CWLI",
  queryString: "SOURCE logGroups() | stats count()",
  scheduleExpression: "rate(1 hour)",
  executionRoleArn: role("queries"),
};

const scheduledQuery: Cast = {
  kind: "ScheduledQuery",
  one: scheduled({ description: "Errors by service", tags: { team: "shop" } }),
  other: scheduled({ scheduleExpression: "rate(15 minutes)", state: "DISABLED" }),
  drifted: scheduled({ executionRoleArn: role("queries-2") }),
  anew: scheduled({ name: "another" }),
  foreign: calls(["logs", "CreateScheduledQuery", { ...theirQuery, name: "legacy" }]),
  twin: attempt("logs", "CreateScheduledQuery", { ...theirQuery, name: "thing" }),
  edit: attempt("logs", "UpdateScheduledQuery", { ...theirQuery, identifier: "thing" }),
};

/** CloudWatch Logs' kinds. */
export const logsCasts: readonly Cast[] = [logGroup, savedQuery, scheduledQuery];
