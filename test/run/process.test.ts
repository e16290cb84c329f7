import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { alarm, installation } from "./rig.ts";
import { type Started, start } from "./started.ts";

const main = fileURLToPath(new URL("../../controller/main.ts", import.meta.url));
let specs = "";
let process: Started | undefined;

beforeAll(async () => {
  specs = await mkdtemp(join(tmpdir(), "watchkeeper-process-"));
  await writeFile(join(specs, "installation.yaml"), installation);
  await writeFile(join(specs, "a.yaml"), alarm("a"));
});

afterAll(async () => {
  process?.kill("SIGKILL");
  await rm(specs, { recursive: true, force: true });
});

test("the controller runs, notices an edit and a meddler, names both, and ends well on SIGTERM", async () => {
  const flags = "--sandbox --sandbox-port 0 --listen 127.0.0.1:0 --interval 2s".split(" ");
  process = start(["--import", "tsx", main, "run", specs, ...flags]);
  const { entries, line } = process;
  const { health, sandbox } = await process.urls();
  expect((await fetch(`${health}/healthz`)).status).toBe(200);
  await line(({ event }) => event === "pass");
  expect((await fetch(`${health}/readyz`)).status).toBe(200);
  expect(await (await fetch(`${health}/metrics`)).text()).toContain(
    'watchkeeper_changes_total{kind="MetricAlarm",action="create",outcome="done"} 1',
  );

  const editedAt = performance.now();
  await writeFile(join(specs, "a.yaml"), alarm("a", { threshold: 11 }));
  await line(({ msg }) => msg === "the specs have changed");
  expect(performance.now() - editedAt).toBeLessThan(2_000);
  const edited = await line(({ action }) => action === "update");
  expect(edited).toMatchObject({
    msg: "updated MetricAlarm/a: git changed it",
    outcome: "done",
    fields: [{ path: "/spec/threshold", before: 10, after: 11, origin: "git" }],
  });

  const meddler = new CloudWatchClient({
    endpoint: sandbox,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAMEDDLER", secretAccessKey: "x" },
  });
  const names = { AlarmNames: ["a"] };
  const { MetricAlarms: [found] = [] } = await meddler.send(new DescribeAlarmsCommand(names));
  await meddler.send(
    new PutMetricAlarmCommand({
      AlarmName: "a",
      Namespace: found?.Namespace,
      MetricName: found?.MetricName,
      Statistic: found?.Statistic,
      Period: found?.Period,
      EvaluationPeriods: found?.EvaluationPeriods,
      ComparisonOperator: found?.ComparisonOperator,
      Threshold: 99,
    }),
  );
  const drift = await line(({ fields }) => fields?.some(({ origin }) => origin === "drift") === true);
  expect(drift).toMatchObject({
    msg: "updated MetricAlarm/a: somebody changed it in AWS",
    fields: [{ path: "/spec/threshold", before: 99, after: 11 }],
    by: { call: "PutMetricAlarm", from: "127.0.0.1" },
  });
  await line(({ counts }) => counts?.["drifted"] === 1);
  const after = await meddler.send(new DescribeAlarmsCommand(names));
  expect(after.MetricAlarms?.[0]?.Threshold).toBe(11);

  const second = start(["--import", "tsx", main, "run", specs, "--listen", new URL(health).host]);
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain("is taken; pass another address with --listen");

  const stoppedAt = performance.now();
  process.kill("SIGTERM");
  expect(await process.ended).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(5_000);
  expect(entries.at(-1)).toMatchObject({ event: "stop", msg: "stopped" });
  await expect(fetch(`${health}/healthz`)).rejects.toThrow("fetch failed");
}, 90_000);
