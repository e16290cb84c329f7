import { kinds } from "../../controller/generated/registry.ts";
import type { Wanted } from "../../controller/kind.ts";
import { resolve } from "../../controller/spec/resolve.ts";
import { validate } from "../../controller/spec/validate.ts";
import type { Rig } from "../rig.ts";
import { evidence, stack } from "../stack.ts";
import { scope } from "../widgets.ts";
import { deliveryRole, logBucket } from "./other-casts.ts";
import type { Scenario } from "./scenario.ts";

const vpc = "vpc-0a1b2c3d4e5f60001";

/** What these files want, references and grants resolved, where there is one VPC. */
async function wantedFrom(files: Record<string, string>): Promise<readonly Wanted[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { wanted, problems } = await resolve(validate(sources, kinds), kinds, {
    selfAccount: scope.account,
    partition: scope.partition,
    defaultRegion: scope.region,
    regions: [],
    defaultTags: {},
    driftPolicy: "revert",
    discover: async () => ({
      elements: [
        { id: vpc, arn: `arn:aws:ec2:us-east-1:${scope.account}:vpc/${vpc}`, name: undefined, tags: {} },
      ],
      complete: true,
      problems: [],
    }),
  });
  const [problem] = problems;
  if (problem) throw new Error(problem.message);
  return wanted;
}

const files = stack(evidence);
const whole = await wantedFrom(files);
const changed = await wantedFrom(
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text
        .replace("retentionInDays: 90", "retentionInDays: 365")
        .replace("s3KeyPrefix: trail", "s3KeyPrefix: moved")
        .replace("trafficType: ALL", "trafficType: ACCEPT")
        .replace("threshold: 0", "threshold: 1"),
    ]),
  ),
);

async function seed({ sandbox }: Rig): Promise<void> {
  sandbox.world.table(scope.account, scope.region, "ec2/vpc").put(vpc, { VpcId: vpc, State: "available" });
  for (const cast of [deliveryRole, logBucket]) await cast.foreign(sandbox);
  await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/acme/audit-of-others" });
  await sandbox.call("sns", "CreateTopic", { Name: "legacy" });
}

const common = {
  kinds: ["DeliveryRole", "FlowLog", "LogBucket", "LogGroup", "MetricAlarm", "Topic", "Trail"],
  propagation: 15_000,
  seed,
  edit: async ({ sandbox }: Rig) => {
    const edits: [string, string, object][] = [
      ["logs", "PutRetentionPolicy", { logGroupName: "/acme/audit", retentionInDays: 7 }],
      ["iam", "UpdateRole", { RoleName: "delivery", Description: "Edited" }],
      ["cloudtrail", "StopLogging", { Name: "audit" }],
    ];
    for (const edit of edits) await sandbox.call(...edit).catch(() => undefined);
  },
  twins: async ({ sandbox }: Rig) => {
    const twins: [string, string, object][] = [
      ["logs", "CreateLogGroup", { logGroupName: "/acme/audit" }],
      [
        "iam",
        "CreateRole",
        {
          RoleName: "delivery",
          AssumeRolePolicyDocument:
            '{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
        },
      ],
    ];
    for (const twin of twins) await sandbox.call(...twin).catch(() => undefined);
  },
} satisfies Partial<Scenario>;

/** A trail with everything around it, through roles and policies that take a while to get around. */
export const stackScenarios: readonly Scenario[] = [
  { ...common, name: "the whole stack from nothing", before: [], after: whole },
  { ...common, name: "the whole stack changed by git", before: whole, after: changed },
  { ...common, name: "the whole stack gone from git", before: whole, after: [] },
];
