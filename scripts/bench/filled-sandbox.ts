import { type Connection, connect } from "../../controller/aws/connection.ts";
import { virtualClock } from "../../controller/clock.ts";
import type { AnyKind } from "../../controller/kind.ts";
import type { Specs } from "../../controller/load.ts";
import { carryOut, makeGuardedPlan, type World } from "../../controller/reconcile.ts";
import { createSandbox, type Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Settings, settle } from "../../controller/settings.ts";
import type { SourceFile } from "../../controller/source-file.ts";
import { validate } from "../../controller/spec/validate.ts";
import { kindsOf, type Mix, type MixedSpecs, mixedSpecs, objectsOf, vpcId } from "./mixed-specs.ts";

/** What belongs to somebody else and must not cost more than its page. */
export interface Foreign {
  readonly alarms: number;
  readonly topics: number;
  readonly flowLogs: number;
}

/** What it took to make the metric alarms, and what else the mix has, at AWS's quotas. */
export interface Creation {
  readonly alarms: number;
  /** Made beside them. */
  readonly others: number;
  /** On the virtual clock. */
  readonly seconds: number;
  readonly calls: number;
  readonly throttled: number;
}

/** A sandbox in which everything is as the specs say, beside what is foreign, and no quota holds any longer. */
export interface FilledSandbox {
  readonly sandbox: Sandbox;
  readonly mix: Mix;
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly foreign: Foreign;
  readonly files: readonly SourceFile[];
  readonly creation: Creation;
  readonly connection: Connection;
}

const bucket = "acme-audit-logs";
const latencyMs = 40;

/**
 * Fills a sandbox by the controller itself, at AWS's published quotas and on a virtual clock.
 *
 * @throws when a pass doesn't do all it should
 */
export async function fillSandbox(mix: Mix): Promise<FilledSandbox> {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const sandbox = createSandbox({ clock, seed: 1 });
  const connection = connect({ clock, random: () => 0.5, transport: sandbox.requestHandler, credentials });
  const kinds = kindsOf(mix);
  const foreign: Foreign = { alarms: Math.ceil(mix.alarms / 10), topics: 3, flowLogs: 3 };
  await seed(sandbox, mix, foreign);
  const specs = mixedSpecs(mix, bucket);
  const world = { kinds, connection, clock, signal: new AbortController().signal };

  sandbox.quotas = true;
  sandbox.latency = latencyMs;
  await bring(specs.base, world);
  const creation = await create(specs, mix, world, sandbox);
  const files = [...specs.base, ...specs.alarms, ...specs.others, ...specs.composites];
  await bring(files, world);
  // Long enough for changes to be told from later ones by their time.
  await clock.sleep(120_000);
  sandbox.quotas = false;
  sandbox.latency = 0;
  sandbox.calls.clear();
  return { sandbox, mix, kinds, foreign, files, creation, connection };
}

const credentials = { accessKeyId: "watchkeeper", secretAccessKey: "bench" };

/** What the controller knows of these files once it has read them. */
export function loaded(
  files: readonly SourceFile[],
  kinds: ReadonlyMap<string, AnyKind>,
): { specs: Specs; settings: Settings } {
  const validated = validate(files, kinds);
  const specs = { ...validated, revision: undefined, digest: "", fault: undefined };
  const [problem] = specs.problems;
  if (problem) throw new Error(`the bench's specs are wrong: ${problem.message}`);
  return { specs, settings: settle({}, specs.installation, specs.accounts) };
}

async function bring(files: readonly SourceFile[], world: World): Promise<void> {
  const { specs, settings } = loaded(files, world.kinds);
  const outcomes = await carryOut(await makeGuardedPlan(specs, settings, world), world, () => undefined);
  const failed = outcomes.find(({ status }) => status !== "done");
  if (failed) throw new Error(`the bench's sandbox could not be filled: ${JSON.stringify(failed)}`);
}

async function create(specs: MixedSpecs, mix: Mix, world: World, sandbox: Sandbox): Promise<Creation> {
  const written = (service: string, operation: string) =>
    sandbox.calls.entries.filter((call) => call.service === service && call.operation === operation).length;
  // The buckets fill up again, as they are when somebody merges a change.
  await world.clock.sleep(60_000);
  sandbox.calls.clear();
  const startedAt = world.clock.monotonic();
  await bring([...specs.base, ...specs.alarms, ...specs.others], world);
  return {
    alarms: written("monitoring", "PutMetricAlarm"),
    others: objectsOf({ ...mix, alarms: 0, composites: 0, topics: 0, trails: 0, flowLogs: 0 }),
    seconds: (world.clock.monotonic() - startedAt) / 1000,
    calls: sandbox.calls.entries.length,
    throttled: sandbox.calls.entries.filter(({ outcome }) => /throttl|limit/i.test(outcome)).length,
  };
}

async function seed(sandbox: Sandbox, mix: Mix, foreign: Foreign): Promise<void> {
  const call = (service: string, operation: string, input: object) => sandbox.call(service, operation, input);
  await call("s3", "CreateBucket", { Bucket: bucket });
  await call("s3", "PutBucketPolicy", { Bucket: bucket, Policy: deliveryPolicy });
  // Rows rather than calls, so that the ids are the ones in the specs.
  const vpcs = sandbox.world.table("111122223333", "us-east-1", "ec2/vpc");
  for (let index = 0; index < mix.flowLogs + foreign.flowLogs; index++)
    vpcs.put(vpcId(index), { VpcId: vpcId(index), State: "available" });

  for (let index = 0; index < foreign.alarms; index++)
    await call("monitoring", "PutMetricAlarm", {
      AlarmName: `terraform-${index}`,
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Statistic: "Average",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 90,
      ComparisonOperator: "GreaterThanThreshold",
      Tags: [{ Key: "ManagedBy", Value: "terraform" }],
    });
  for (let index = 0; index < foreign.topics; index++)
    await call("sns", "CreateTopic", { Name: `terraform-${index}` });
  for (let index = 0; index < foreign.flowLogs; index++)
    await call("ec2", "CreateFlowLogs", {
      ResourceType: "VPC",
      ResourceIds: [vpcId(mix.flowLogs + index)],
      TrafficType: "ALL",
      LogDestinationType: "s3",
      LogDestination: `arn:aws:s3:::${bucket}`,
    });
}

const deliveryPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"].map((Service) => ({
    Effect: "Allow",
    Principal: { Service },
    Action: ["s3:GetBucketAcl", "s3:PutObject"],
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  })),
});
