import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { connect } from "../../controller/aws/connection.ts";
import { kinds } from "../../controller/generated/registry.ts";
import { loadSpecs } from "../../controller/load.ts";
import type { Entry } from "../../controller/run/entry.ts";
import type { PassResult } from "../../controller/run/loop.ts";
import { createMetrics, type Metrics } from "../../controller/run/metrics.ts";
import { createPasses } from "../../controller/run/pass.ts";
import { createReadiness, type Readiness } from "../../controller/run/readiness.ts";
import type { Person, Sandbox } from "../../controller/sandbox/sandbox.ts";
import { settle } from "../../controller/settings.ts";
import { clientsOf, testSandbox } from "../sandbox/sandbox.ts";

/** The passes of a controller over spec files in a folder and a sandbox in this process. */
export interface Rig {
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly stop: AbortController;
  /** Somebody who isn't the controller. */
  readonly mallory: Person;
  /** Writes a spec file, or deletes it. */
  readonly write: (name: string, text: string | undefined) => Promise<void>;
  /** A pass, and the lines it logged above debug. */
  readonly pass: (
    cause?: "start" | "interval" | "change",
  ) => Promise<{ result: PassResult; log: Entry[]; all: Entry[] }>;
  /** The names of the writing calls since the last time it was asked. */
  readonly writes: () => string[];
  readonly alarms: () => Promise<Record<string, unknown>>;
  readonly close: () => Promise<void>;
}

export const installation = `apiVersion: watchkeeper.dev/v1alpha1
kind: Installation
metadata: { name: acme }
spec: { region: us-east-1 }
`;

/** An alarm as people write it. */
export function alarm(name: string, { threshold = 10, annotations = "{}", more = "" } = {}): string {
  return `apiVersion: watchkeeper.dev/v1alpha1
kind: MetricAlarm
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  namespace: AWS/SQS
  metricName: NumberOfMessagesSent
  statistic: Sum
  period: 60
  evaluationPeriods: 1
  threshold: ${threshold}
  comparisonOperator: GreaterThanThreshold
${more}`;
}

export async function rig(files: Readonly<Record<string, string>>): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "watchkeeper-run-"));
  const sandbox = testSandbox();
  const { clock } = sandbox;
  const stop = new AbortController();
  const metrics = createMetrics({ processMetrics: false });
  const readiness = createReadiness();
  let entries: Entry[] = [];
  const connection = connect({
    clock,
    random: () => 0.5,
    transport: sandbox.requestHandler,
    credentials: sandbox.person("watchkeeper"),
    onCall: (call) => metrics.called(call),
  });
  const passes = createPasses({
    load: () => loadSpecs([folder], kinds),
    settle: ({ installation: document, accounts }) => settle({}, document, accounts),
    world: { kinds, connection, clock, signal: stop.signal },
    log: (entry) => entries.push(entry),
    metrics,
    readiness,
  });
  const write = async (name: string, text: string | undefined) => {
    const path = join(folder, name);
    if (text === undefined) return rm(path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  for (const [name, text] of Object.entries(files)) await write(name, text);
  return {
    folder,
    sandbox,
    metrics,
    readiness,
    stop,
    mallory: sandbox.person("mallory", { sourceIp: "203.0.113.9" }),
    write,
    pass: async (cause = "interval") => {
      entries = [];
      const result = await passes.pass(cause);
      return { result, log: entries.filter(({ level }) => level !== "debug"), all: entries };
    },
    writes: () => {
      const names = sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation);
      sandbox.calls.clear();
      return names;
    },
    alarms: async () => {
      const { MetricAlarms = [] } = await clientsOf(sandbox).cloudwatch.send(new DescribeAlarmsCommand({}));
      return Object.fromEntries(MetricAlarms.map(({ AlarmName = "", Threshold }) => [AlarmName, Threshold]));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
