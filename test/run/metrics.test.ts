import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createMetrics, metricTable } from "../../controller/run/metrics.ts";
import { alarm, installation, rig } from "./rig.ts";

const docs = await readFile(new URL("../../docs/metrics.md", import.meta.url), "utf8");

describe("metrics", () => {
  test("are all documented with their type and labels, and nothing else is", () => {
    const rows = docs.split("\n").filter((line) => /^\| `\w+` \|/.test(line));
    const documented = rows.map((row) => {
      const [, name = "", type = "", labels = ""] = row.split("|").map((cell) => cell.trim());
      return [name.replaceAll("`", ""), { type, labels: labels.match(/\w+/g) ?? [] }];
    });
    const coded = Object.entries(metricTable).map(([name, { type, labels }]) => [
      name,
      { type, labels: [...labels] },
    ]);
    expect(documented).toEqual(coded);
  });

  test("in the registry are those of the table, beside prom-client's own", async () => {
    const text = await createMetrics().text();
    const names = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? "");
    const own = names.filter((name) => !/^(process|nodejs)_/.test(name));
    expect(own.sort()).toEqual(Object.keys(metricTable).sort());
    expect(names).toContain("process_resident_memory_bytes");
    expect(names).toContain("nodejs_eventloop_lag_seconds");
  });

  test("of two controllers in a process have nothing in common", async () => {
    const [one, other] = [createMetrics({ processMetrics: false }), createMetrics({ processMetrics: false })];
    one.specsValid(true);
    expect(await one.text()).toContain("watchkeeper_specs_valid 1");
    expect(await other.text()).toContain("watchkeeper_specs_valid 0");
  });

  test("tell what a pass did, refused and called, and gauges forget what is over", async () => {
    const { pass, write, metrics, sandbox, mallory, close } = await rig({
      "installation.yaml": installation,
      "a.yaml": alarm("a"),
      "b.yaml": alarm("b"),
    });
    const foreign = {
      AlarmName: "a",
      Namespace: "X",
      MetricName: "x",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
    };
    await sandbox.call("monitoring", "PutMetricAlarm", foreign, { as: mallory });
    let throttled = false;
    sandbox.schedule(({ operation }) => {
      if (operation !== "PutMetricAlarm" || throttled) return undefined;
      throttled = true;
      return { kind: "throttle" };
    });
    await pass("start");
    const text = await metrics.text();
    for (const line of [
      'watchkeeper_objects{kind="MetricAlarm"} 2',
      'watchkeeper_changes_total{kind="MetricAlarm",action="create",outcome="done"} 1',
      'watchkeeper_refused{kind="MetricAlarm",code="conflict"} 1',
      'watchkeeper_aws_calls_total{service="CloudWatch",operation="PutMetricAlarm",outcome="ok"} 1',
      'watchkeeper_aws_calls_total{service="CloudWatch",operation="PutMetricAlarm",outcome="throttled"} 1',
      'watchkeeper_aws_throttles_total{service="CloudWatch",operation="PutMetricAlarm"} 1',
      'controller_runtime_reconcile_total{controller="watchkeeper",result="success"} 1',
      "watchkeeper_pass_duration_seconds_count 1",
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/watchkeeper_last_complete_pass_timestamp_seconds 17723\d+/);
    await write("a.yaml", undefined);
    await pass("change");
    expect(await metrics.text()).not.toContain('code="conflict"');
    expect(await metrics.text()).toContain('watchkeeper_objects{kind="MetricAlarm"} 1');
    await close();
  });
});
