import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { iamActions } from "./iam-actions.ts";
import { confirmSubscriptions, type SampleRun, sampleRun } from "./sample-account.ts";

/** What AWS asks for on the way of another call, so that no call of the controller's has the name. */
const implied = [
  // Of every role that is handed to a service.
  "iam:PassRole",
  // CreateFlowLogs and DeleteFlowLogs.
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  // EnableFederation, and DisableFederation.
  "glue:CreateDatabase",
  "glue:CreateTable",
  "glue:DeleteTable",
  "glue:PassConnection",
  "iam:GetRole",
  "lakeformation:DeregisterResource",
  "lakeformation:RegisterResource",
];

/** What IAM lets a managed policy have, not counting white space: its quotas. */
const longestPolicy = 6_144;

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

function readPolicy(name: string): Policy {
  const policy: Policy = JSON.parse(readFileSync(`docs/iam/${name}.json`, "utf8"));
  return policy;
}

function actions(policy: Policy): string[] {
  return policy.Statement.flatMap(({ Action }) => Action).sort();
}

/** The actions of what the controller has called over the wire since the last time it was asked. */
function taken({ sandbox }: SampleRun): { readonly reads: string[]; readonly writes: string[] } {
  const of = (write: boolean) => {
    const calls = sandbox.calls.entries.filter(({ isWrite }) => isWrite === write);
    return calls.flatMap(({ service, operation }) => iamActions(service, operation));
  };
  const both = { reads: of(false), writes: of(true) };
  sandbox.calls.clear();
  return both;
}

function missing(from: readonly string[], wanted: Iterable<string>): string[] {
  const there = new Set(from);
  return [...new Set(wanted)].filter((one) => !there.has(one)).sort();
}

test("the policies cover what specs/ takes to apply, change, report and prune, and nothing else", async () => {
  const account = await sampleRun();
  const { run } = account;
  const succeeds = async (command: string) => {
    const { code, stdout, stderr } = await run(command);
    expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  };
  const read = actions(readPolicy("read-only"));
  const write = actions(readPolicy("write"));
  const all = new Set<string>();
  const looks = () => {
    const { reads, writes } = taken(account);
    expect({ writes, denied: missing(read, reads) }).toEqual({ writes: [], denied: [] });
    for (const action of reads) all.add(action);
  };
  const works = () => {
    const { reads, writes } = taken(account);
    expect(missing([...read, ...write], [...reads, ...writes])).toEqual([]);
    expect(writes.filter((action) => read.includes(action))).toEqual([]);
    for (const action of [...reads, ...writes]) all.add(action);
  };

  beforeItExists(account);
  await succeeds("plan specs");
  await succeeds("drift specs");
  looks();
  await succeeds("apply specs --yes");
  works();
  await confirmSubscriptions(account, { topic: "oncall" });

  changeEverything(account);
  letGo(account);
  await meddle(account);
  await succeeds("drift specs");
  looks();
  await succeeds("apply specs --yes --allow-data-loss --max-deletes 20");
  works();
  await succeeds("plan specs --detailed-exitcode");
  await account.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["api-5xx"] });
  await succeeds("drift specs");
  looks();

  removeEverything(account);
  await succeeds("apply specs --yes --max-deletes 100 --allow-data-loss");
  works();

  expect(missing([...all], read)).toEqual([]);
  expect(missing([...all, ...implied], write)).toEqual([]);
}, 60_000);

/** What a second edit takes away again, and what only a change of it would show. */
function beforeItExists({ edit }: SampleRun): void {
  edit(
    "delivery-roles.yaml",
    "name: trail-to-logs\n  labels: { team: security }\nspec:",
    `name: trail-to-logs\n  labels: { team: security }\nspec:\n  permissionsBoundary: ${boundary}`,
  );
  edit(
    "event-data-stores.yaml",
    "retentionPeriod: 366",
    "retentionPeriod: 366\n  terminationProtectionEnabled: false",
  );
  edit("event-data-stores.yaml", /$/, `---\n${store}  ingestion: false\n`);
}

const key = "arn:aws:kms:us-east-1:111122223333:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10";
const boundary = "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess";

const store = `apiVersion: watchkeeper.dev/v1alpha1
kind: EventDataStore
metadata: { name: writes }
spec:
  placement: { accounts: [prod], regions: [us-east-1] }
  terminationProtectionEnabled: false
`;

/** At least one change for every action that a kind lists. */
function changeEverything({ edit }: SampleRun): void {
  edit("agent-configs.yaml", "GET /healthz", "GET /health");
  edit("alarm-mute-rules.yaml", "PT1H30M", "PT2H");
  edit("alarms.yaml", "threshold: 10\n", "threshold: 25\n");
  edit("alarms.yaml", "  tags: { team: payments }\n", "");
  edit("alarms.yaml", "tags: { team: platform }", "tags: { team: shop }");
  edit("alarms.yaml", "instance: { tags: { Team: payments, Env: prod } }", "subnet: { tags: { Env: prod } }");
  edit("anomaly-detectors.yaml", "metricTimezone: Europe/Berlin", "metricTimezone: Europe/Paris");
  edit("anomaly-detectors.yaml", "tags: { team: payments }\n---", "tags: { squad: payments }\n---");
  edit("budgets.yaml", "amount: 12000", "amount: 13000");
  edit("budgets.yaml", "threshold: 80", "threshold: 85");
  edit("budgets.yaml", /(budgetType: SAVINGS[^]*)team: finance/, "$1squad: finance");
  edit("cost-anomaly-monitors.yaml", "monitorName: All services", "monitorName: Every service");
  edit("cost-anomaly-monitors.yaml", "threshold: 100", "threshold: 150");
  edit(
    "cost-anomaly-monitors.yaml",
    "subscriptionName: payments-weekly",
    "subscriptionName: payments-mondays",
  );
  edit("cost-anomaly-monitors.yaml", /tags: \{ team: payments \}\n$/, "tags: { squad: payments }\n");
  edit("dashboards.yaml", "title: Failed checkouts", "title: Failures");
  edit(
    "delivery-roles.yaml",
    "description: SNS writes delivery statuses to CloudWatch Logs",
    `permissionsBoundary: ${boundary}`,
  );
  edit("delivery-roles.yaml", "arn:aws:sns:*:", "arn:aws:sns:us-east-1:");
  edit(
    "delivery-roles.yaml",
    /\n {2}statements:[^]*?\n {2}tags: \{ team: platform \}/,
    "\n  tags: { squad: platform }",
  );
  edit(
    "delivery-roles.yaml",
    `  permissionsBoundary: ${boundary}\n  placement: { accounts: [prod] }\n  tags: { team: security }`,
    "  placement: { accounts: [prod] }\n  tags: { team: security }",
  );
  edit("event-data-stores.yaml", "equals: [team, data-class]", "equals: [squad]");
  edit("event-data-stores.yaml", "    - insightType: ApiErrorRateInsight\n", "");
  edit(
    "event-data-stores.yaml",
    "  federationRoleArn: { ref: DeliveryRole/lake-federation }\n",
    "  ingestion: false\n  terminationProtectionEnabled: false\n",
  );
  edit("event-data-stores.yaml", "team: security, data-class: confidential", "squad: security");
  edit("event-data-stores.yaml", /\n---\n# By this role Athena[^]*/, `\n---\n${store}`);
  edit("event-data-stores.yaml", "retentionPeriod: 366", "retentionPeriod: 400");
  edit("event-rules.yaml", "Somebody signed in as root.", "Root is here.");
  edit(
    "event-rules.yaml",
    /    - targetId: mail\n {6}arn: \{ ref: Topic\/events \}\n {6}inputPath: .*\n/,
    "",
  );
  edit(
    "event-rules.yaml",
    /(events-undelivered" \}\n {2}tags:) \{ team: security \}/,
    "$1 { squad: security }",
  );
  edit("flow-logs.yaml", "maxAggregationInterval: 60", "maxAggregationInterval: 600");
  edit("flow-logs.yaml", "tags: { team: security }", "tags: { squad: security }");
  edit("insight-rules.yaml", "ruleState: DISABLED", "ruleState: ENABLED");
  edit("log-alarms.yaml", "threshold: 50", "threshold: 60");
  edit(
    "log-groups.yaml",
    /\n {2}kmsKeyId: .*\n {2}deletionProtectionEnabled: true\n[^]*?\n {2}metricFilters:/,
    "\n  metricFilters:",
  );
  edit(
    "log-groups.yaml",
    /\n {4}- filterName: latency[^]*?\n {2}subscriptionFilters:/,
    "\n  subscriptionFilters:",
  );
  edit("log-groups.yaml", /\n {4}- filterName: to-security\n.*\n.*/, "");
  edit("log-groups.yaml", "tags: { team: payments, data-class: confidential }", "tags: { squad: payments }");
  edit(
    "log-groups.yaml",
    "  retentionInDays: 365\n",
    `  bearerTokenAuthenticationEnabled: true\n  kmsKeyId: ${key}\n`,
  );
  edit("log-bucket.yaml", "days: 365", "days: 730");
  edit("log-bucket.yaml", / {2}lifecycleRules:\n {4}- id: archive[^]*?(?= {2}logging)/, "");
  edit("log-bucket.yaml", /\n {2}logging: .*/, "");
  edit("log-bucket.yaml", "tags: { team: security, data-class: confidential }", "tags: { squad: security }");
  edit("log-bucket.yaml", / {2}lifecycleRules:\n {4}- id: expire[^]*$/, openBucket);
  edit("metric-streams.yaml", "outputFormat: opentelemetry1.0", "outputFormat: json");
  edit("metric-streams.yaml", "  state: stopped\n", "");
  edit(
    "metric-streams.yaml",
    "outputFormat: json\n  includeFilters",
    "outputFormat: json\n  state: stopped\n  includeFilters",
  );
  edit("saved-queries.yaml", "limit 100", "limit 200");
  edit("scheduled-queries.yaml", "cron(30 0 * * ? *)", "cron(45 0 * * ? *)");
  edit("scheduled-queries.yaml", "timezone: Europe/Berlin", "timezone: Europe/Paris");
  edit(
    "topics.yaml",
    "displayName: On-call",
    `displayName: Pager\n  dataProtectionPolicy: ${dataProtection}`,
  );
  edit("topics.yaml", "numRetries: 12", "numRetries: 13");
  edit("topics.yaml", "NewStateValue: [ALARM, OK]", "NewStateValue: [ALARM]");
  edit("topics.yaml", /    - protocol: email\n.*oncall@acme.example\n/, "");
  edit("topics.yaml", "tags: { team: platform }", "tags: { squad: platform }");
  edit("trail.yaml", "s3KeyPrefix: cloudtrail", "s3KeyPrefix: evidence");
  edit("trail.yaml", "  enableLogFileValidation: true", "  enableLogFileValidation: true\n  logging: false");
  edit("trail.yaml", "tags: { team: security, data-class: confidential }", "tags: { squad: security }");
}

/** As little guarded as a bucket for logs can be, which takes every write there is. */
const openBucket = `  policy: { requireTls: false }
  encryption: { sseAlgorithm: "aws:kms", kmsMasterKeyId: ${key} }
  versioning: Enabled
  objectOwnership: ObjectWriter
  publicAccessBlock: { restrictPublicBuckets: false }
`;

/** Otherwise it would stay when its document goes. */
function letGo({ edit }: SampleRun): void {
  const annotation = "watchkeeper.dev/deletion-policy: delete";
  for (const [file, name] of [
    ["event-data-stores", "audit-lake"],
    ["event-data-stores", "audit-insights"],
    ["log-bucket", "acme-central-logs"],
    ["log-bucket", "acme-access-logs"],
    ["log-groups", "payments"],
    ["trail", "audit"],
  ])
    edit(`${file}.yaml`, `  name: ${name}\n`, `  name: ${name}\n  annotations: { ${annotation} }\n`);
}

/** What somebody else does, for which there is an action too. */
async function meddle({ sandbox }: SampleRun): Promise<void> {
  const { EventDataStores } = (await sandbox.call("cloudtrail", "ListEventDataStores", {})) as {
    EventDataStores: { Name: string; EventDataStoreArn: string }[];
  };
  const EventDataStore = EventDataStores.find(({ Name }) => Name === "audit-insights")?.EventDataStoreArn;
  await sandbox.call("cloudtrail", "DeleteEventDataStore", { EventDataStore });
  await sandbox.call("iam", "AttachRolePolicy", {
    RoleName: "payment-logs",
    PolicyArn: "arn:aws:iam::aws:policy/CloudWatchLogsFullAccess",
  });
}

/** Specs without any document prune nothing, so one stays that relies on no other. */
function removeEverything({ edit }: SampleRun): void {
  const others = readdirSync("specs").filter((file) => !["alarms.yaml", "installation.yaml"].includes(file));
  for (const file of others) edit(file, /[^]+/, "");
  edit("alarms.yaml", /^[^]*\n---\n(?=.*\n.*\n.*\n.*\n {2}name: nat-port-errors)/, "");
}

const dataProtection = JSON.stringify({
  Name: "no-cards",
  Version: "2021-06-01",
  Statement: [
    {
      Sid: "deny",
      DataDirection: "Inbound",
      Principal: ["*"],
      DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/CreditCardNumber"],
      Operation: { Deny: {} },
    },
  ],
});

test.each(["read-only", "write"])("the %s policy is one that IAM takes", (name) => {
  const policy = readPolicy(name);
  expect(policy.Version).toBe("2012-10-17");
  expect(JSON.stringify(policy).length).toBeLessThan(longestPolicy);
  for (const { Sid, Effect, Action, Resource } of policy.Statement) {
    expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(Effect).toBe("Allow");
    expect(Action.length * Resource.length).toBeGreaterThan(0);
    for (const action of Action) expect(action).toMatch(/^[a-z0-9]+:[A-Z][A-Za-z]+$/);
    for (const resource of [Resource].flat()) expect(resource).toMatch(/^(\*|arn:aws:.+)$/);
  }
});
