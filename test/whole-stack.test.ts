import { beforeEach, describe, expect, test } from "vitest";
import { type CommandLine, commandLine, installation } from "./cli/command-line.ts";

/*
 * A trail with everything around it, from an account that has nothing to one that has it all, and back: through roles and
 * policies that take a while to get around, and reads that lag.
 */

const head = "apiVersion: watchkeeper.dev/v1alpha1";
const evidence = "watchkeeper.dev/deletion-policy: delete";

const stack = (annotations = "") => ({
  "bucket.yaml": `${head}
kind: LogBucket
metadata:
  name: acme-evidence
  annotations: { ${annotations} }
spec: {}
`,
  "group.yaml": `${head}
kind: LogGroup
metadata:
  name: audit
  annotations: { ${annotations} }
spec:
  logGroupName: /acme/audit
  retentionInDays: 90
  metricFilters:
    - filterName: root-use
      filterPattern: '{ $.userIdentity.type = "Root" }'
      metricTransformations: [{ metricName: RootUse, metricNamespace: Acme/Audit, metricValue: "1" }]
`,
  "role.yaml": `${head}
kind: DeliveryRole
metadata: { name: delivery }
spec: {}
`,
  "topic.yaml": `${head}
kind: Topic
metadata: { name: security }
spec:
  policy:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: sns:Publish, Resource: "arn:aws:sns:us-east-1:111122223333:security" }
`,
  "trail.yaml": `${head}
kind: Trail
metadata:
  name: audit
  annotations: { ${annotations} }
spec:
  s3BucketName: { ref: LogBucket/acme-evidence }
  s3KeyPrefix: trail
  cloudWatchLogsLogGroupArn: { ref: LogGroup/audit }
  cloudWatchLogsRoleArn: { ref: DeliveryRole/delivery }
  snsTopicName: { ref: Topic/security }
`,
  "flow-log.yaml": `${head}
kind: FlowLog
metadata: { name: vpcs }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: ALL
  logDestinationType: cloud-watch-logs
  logGroupName: { ref: LogGroup/audit }
  deliverLogsPermissionArn: { ref: DeliveryRole/delivery }
`,
  "flow-log-files.yaml": `${head}
kind: FlowLog
metadata: { name: vpc-files }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: REJECT
  logDestinationType: s3
  logDestination: { ref: LogBucket/acme-evidence }
`,
  "alarm.yaml": `${head}
kind: MetricAlarm
metadata: { name: root-use }
spec:
  namespace: Acme/Audit
  metricName: RootUse
  statistic: Sum
  period: 300
  evaluationPeriods: 1
  threshold: 0
  comparisonOperator: GreaterThanThreshold
  alarmActions: [{ ref: Topic/security }]
`,
});

const canary = `${head}
kind: Topic
metadata: { name: stays }
spec: {}
`;

let on: CommandLine;

beforeEach(async () => {
  on = commandLine({ "installation.yaml": installation, "canary.yaml": canary });
  await on.sandbox.call("ec2", "CreateVpc", { CidrBlock: "10.0.0.0/16" });
  on.sandbox.propagation = 15_000;
  on.sandbox.lag = 1_000;
  await on.sandbox.clock.sleep(60_000);
});

async function succeeds(command: string) {
  const { code, stdout, stderr } = await on.run(command);
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  return stdout;
}

/** The calls that made, or took away, one of each. */
function milestones(): string[] {
  const telling =
    /^(Create|Delete)(Bucket|LogGroup|Role|Topic|Trail|FlowLogs)$|^PutMetricAlarm$|^DeleteAlarms$/;
  return on.sandbox.calls.entries
    .filter(({ operation, outcome }) => telling.test(operation) && outcome === "ok")
    .map(({ operation }) => operation);
}

function without(files: Record<string, string>) {
  return Object.fromEntries(Object.keys(files).map((path) => [path, undefined]));
}

describe("a trail with its bucket, group, role, topic and alarm", () => {
  test("comes up from nothing in one apply, in an order that AWS takes, and stays as it is", async () => {
    on.write(stack());
    await succeeds("apply specs --yes");
    const order = milestones();
    const before = (first: string, then: string) =>
      expect(order.indexOf(first)).toBeLessThan(order.indexOf(then));
    for (const name of ["CreateBucket", "CreateLogGroup", "CreateRole", "CreateTopic"])
      before(name, "CreateTrail");
    for (const name of ["CreateBucket", "CreateLogGroup", "CreateRole"]) before(name, "CreateFlowLogs");
    before("CreateTopic", "PutMetricAlarm");
    on.writes();
    await succeeds("plan specs --detailed-exitcode");
    await succeeds("apply specs --yes");
    expect(on.writes()).toEqual([]);
  });

  test("goes down again in one apply, users before what they use", async () => {
    const files = stack(evidence);
    on.write(files);
    await succeeds("apply specs --yes");
    on.sandbox.calls.clear();
    on.write(without(files));
    const planned = await on.run("plan specs");
    expect(planned.stdout).toContain("--allow-data-loss");
    await succeeds("apply specs --yes --allow-data-loss");
    const order = milestones();
    const before = (first: string, then: string) =>
      expect(order.indexOf(first)).toBeLessThan(order.indexOf(then));
    for (const name of ["DeleteBucket", "DeleteLogGroup", "DeleteRole", "DeleteTopic"]) {
      expect(order).toContain(name);
      before("DeleteTrail", name);
    }
    for (const name of ["DeleteBucket", "DeleteLogGroup", "DeleteRole"]) before("DeleteFlowLogs", name);
    on.writes();
    await on.sandbox.clock.sleep(on.sandbox.lag);
    await succeeds("plan specs --detailed-exitcode");
    expect(on.writes()).toEqual([]);
  });

  test("keeps what it relies on when its documents go and it is retained", async () => {
    const files = stack();
    on.write(files);
    await succeeds("apply specs --yes");
    on.sandbox.calls.clear();
    on.write(without(files));
    const { stdout } = await on.run("apply specs --yes --allow-data-loss");
    expect(stdout).toContain("DeliveryRole/delivery is still used by Trail/audit");
    expect(milestones().filter((name) => !["DeleteFlowLogs", "DeleteAlarms"].includes(name))).toEqual([]);
  });
});
