import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../controller/aws/connection.ts";
import { virtualClock } from "../controller/clock.ts";
import { kinds } from "../controller/generated/registry.ts";
import { loadSpecs } from "../controller/load.ts";
import { reconcile } from "../controller/reconcile.ts";
import { createSandbox, type Sandbox } from "../controller/sandbox/sandbox.ts";
import { settle } from "../controller/settings.ts";
import { repeatable, sketch } from "./rig.ts";

const installation = `
apiVersion: watchkeeper.dev/v1alpha1
kind: Installation
metadata: { name: acme }
spec: { region: us-east-1 }
`;

const account = `
apiVersion: watchkeeper.dev/v1alpha1
kind: Account
metadata: { name: prod }
spec: { id: "444455556666" }
`;

const alarm = (name: string, more = "") => `
apiVersion: watchkeeper.dev/v1alpha1
kind: MetricAlarm
metadata: { name: ${name} }
spec:
  namespace: AWS/EC2
  metricName: CPUUtilization
  statistic: Average
  period: 300
  evaluationPeriods: 3
  threshold: 80
  comparisonOperator: GreaterThanThreshold
  ${more}
`;

/** A repository of specs and an AWS of its own. */
async function repository() {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const sandbox: Sandbox = createSandbox({ clock, seed: 1 });
  const connection = connect({
    clock,
    random: repeatable(7),
    transport: sandbox.requestHandler,
    credentials: { accessKeyId: "watchkeeper", secretAccessKey: "test" },
  });
  const folder = await mkdtemp(join(tmpdir(), "watchkeeper-reconcile-"));
  const world = { kinds, connection, clock, signal: new AbortController().signal };
  return {
    sandbox,
    /** Commits these documents in place of all others and makes a pass. */
    commit: async (...documents: string[]) => {
      await writeFile(join(folder, "all.yaml"), documents.join("---"));
      const specs = await loadSpecs([folder], kinds);
      const settings = settle({}, specs.installation, specs.accounts);
      return reconcile(specs, settings, world, () => {});
    },
    writes: () => sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation),
  };
}

test("an account without a role that isn't the caller's own is refused before anything is read from the wrong one", async () => {
  const { commit, sandbox } = await repository();
  const { outcomes } = await commit(installation, alarm("cpu"));
  expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
  sandbox.calls.clear();
  await expect(commit(installation, account, alarm("cpu"))).rejects.toThrow(
    "account 444455556666 can't be reached: its Account document has no roleArn",
  );
  expect(sandbox.calls.entries.map(({ operation }) => operation)).toEqual(["GetCallerIdentity"]);
});

test("the caller's own account needs no role", async () => {
  const { commit } = await repository();
  const { plan } = await commit(
    installation,
    account.replace("444455556666", "111122223333"),
    alarm("cpu", "placement: { accounts: [prod] }"),
  );
  expect(sketch(plan.changes)).toEqual(["create MetricAlarm/cpu"]);
});
