import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kinds } from "../controller/generated/registry.ts";
import { confirmSubscriptions, type SampleRun, sampleRun } from "./sample-account.ts";

/** IAM's prefixes of the services that the controller calls, by signing name. */
const prefixes: Readonly<Record<string, string>> = {
  cloudtrail: "cloudtrail",
  ec2: "ec2",
  monitoring: "cloudwatch",
  sns: "sns",
  sts: "sts",
  tagging: "tag",
};

/** "No permissions are required to perform this operation": its reference. */
const free = "sts:GetCallerIdentity";

/** What AWS asks for on the way of another call, so that no call has the name. */
const implied = ["iam:PassRole", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"];

/** What IAM lets a managed policy have, not counting white space: its quotas. */
const longestPolicy = 6_144;

/** The kinds whose documents are edited below, and the actions of all others. */
const edited = new Set(["CompositeAlarm", "FlowLog", "MetricAlarm", "Topic", "Trail"]);
const unchanged = new Set(
  [...kinds.values()].flatMap(({ name, iam }) => (edited.has(name) ? [] : [...iam.read, ...iam.write])),
);

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

/** What the controller has called over the wire since the last time it was asked. */
function called({ sandbox }: SampleRun): string[] {
  const names = sandbox.calls.entries.map(
    ({ service, operation }) => `${prefixes[service] ?? service}:${operation}`,
  );
  sandbox.calls.clear();
  return [...new Set(names)].filter((name) => name !== free).sort();
}

test("the policies cover what specs/ takes to apply, change, report and prune, and little else", async () => {
  const account = await sampleRun();
  const { run, edit } = account;
  const succeeds = async (command: string) => {
    const { code, stdout, stderr } = await run(command);
    expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  };

  await succeeds("plan specs");
  await succeeds("drift specs");
  const reading = called(account);
  await succeeds("apply specs --yes");
  await confirmSubscriptions(account, { topic: "oncall" });

  edit("alarms.yaml", "threshold: 10\n", "threshold: 25\n");
  edit("alarms.yaml", "  tags: { team: payments }\n", "");
  edit("alarms.yaml", "tags: { team: platform }", "tags: { team: shop }");
  edit("alarms.yaml", "instance: { tags: { Team: payments, Env: prod } }", "subnet: { tags: { Env: prod } }");
  edit("flow-logs.yaml", "maxAggregationInterval: 60", "maxAggregationInterval: 600");
  edit("flow-logs.yaml", "tags: { team: security }", "tags: { squad: security }");
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
  await succeeds("apply specs --yes --allow-data-loss --max-deletes 20");
  await succeeds("plan specs --detailed-exitcode");
  await account.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["api-5xx"] });
  await succeeds("drift specs");
  const both = called(account);
  reading.push(...both.filter((name) => /:(Describe|Get|List|Lookup|Assume)/.test(name)));

  const others = readdirSync("specs").filter((file) => !["alarms.yaml", "installation.yaml"].includes(file));
  for (const file of others) edit(file, /[^]+/, "");
  // Specs without any document prune nothing, so one stays that relies on no other.
  edit("alarms.yaml", /^[^]*\n---\n(?=.*\n.*\n.*\n.*\n {2}name: nat-port-errors)/, "");
  await succeeds("apply specs --yes --max-deletes 100 --allow-data-loss");
  const writing = [...both, ...called(account)];

  for (const [name, taken] of [
    ["read-only", reading],
    ["write", [...writing.filter((name) => !reading.includes(name)), ...implied]],
  ] as const) {
    const allowed = actions(readPolicy(name));
    expect(taken.filter((action) => !allowed.includes(action))).toEqual([]);
    expect(allowed.filter((action) => !taken.includes(action) && !unchanged.has(action))).toEqual([]);
  }
});

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
