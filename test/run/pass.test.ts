import { afterEach, describe, expect, test } from "vitest";
import { jsonLog } from "../../controller/run/log.ts";
import { alarm, installation, type Rig, rig } from "./rig.ts";

let open: Rig | undefined;

async function start(files: Readonly<Record<string, string>>): Promise<Rig> {
  open = await rig(files);
  return open;
}

afterEach(async () => {
  await open?.close();
});

const threeAlarms = {
  "installation.yaml": installation,
  "a.yaml": alarm("a"),
  "b.yaml": alarm("b"),
  "c.yaml": alarm("c"),
};

/** An alarm as somebody else would overwrite it. */
const meddled = {
  AlarmName: "a",
  Namespace: "AWS/SQS",
  MetricName: "NumberOfMessagesSent",
  Statistic: "Sum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 99,
  ComparisonOperator: "GreaterThanThreshold",
};

describe("a pass", () => {
  test("makes what is missing, one line a change and one for the pass, and the next one writes nothing", async () => {
    const { pass, writes, readiness } = await start(threeAlarms);
    const first = await pass("start");
    expect(first.result).toBe("done");
    expect(first.log.map(({ msg }) => msg.replace(/ in [\d.]+ s$/, ""))).toEqual([
      "created MetricAlarm/a",
      "created MetricAlarm/b",
      "created MetricAlarm/c",
      "pass 1: 3 created, 0 unchanged",
    ]);
    expect(first.log[0]).toMatchObject({
      event: "change",
      action: "create",
      object: "MetricAlarm/a",
      account: "111122223333",
      region: "us-east-1",
      outcome: "done",
    });
    expect(first.log[0]?.source).toMatch(/a\.yaml:1:1$/);
    expect(readiness.blocker()).toBeUndefined();
    writes();
    const second = await pass();
    expect(second.log.map(({ msg }) => msg.replace(/ in [\d.]+ s$/, ""))).toEqual(["pass 2: 3 unchanged"]);
    expect(writes()).toEqual([]);
  });

  test("names git's change of a file with its old and new value", async () => {
    const { pass, write } = await start(threeAlarms);
    await pass("start");
    await write("a.yaml", alarm("a", { threshold: 11 }));
    const { log } = await pass("change");
    expect(log[0]).toMatchObject({ event: "specs", msg: "the specs have changed" });
    expect(log[1]).toMatchObject({
      msg: "updated MetricAlarm/a: git changed it",
      fields: [{ path: "/spec/threshold", before: 10, after: 11, origin: "git" }],
    });
    expect(log[1]).not.toHaveProperty("by");
  });

  test("names drift with who did it, from where and when, and reverts it", async () => {
    const { pass, sandbox, mallory, alarms, metrics } = await start(threeAlarms);
    await pass("start");
    await sandbox.call("monitoring", "PutMetricAlarm", meddled, { as: mallory });
    const { log } = await pass();
    expect(log[0]).toMatchObject({
      msg: "updated MetricAlarm/a: somebody changed it in AWS",
      fields: [{ path: "/spec/threshold", before: 99, after: 10, origin: "drift" }],
      by: {
        identity: "arn:aws:iam::111122223333:user/mallory",
        call: "PutMetricAlarm",
        from: "203.0.113.9",
      },
    });
    expect(log[1]?.counts).toMatchObject({ updated: 1, drifted: 1, unchanged: 2 });
    expect(await alarms()).toEqual({ a: 10, b: 10, c: 10 });
    expect(await metrics.text()).toContain('watchkeeper_drift{kind="MetricAlarm",account="111122223333"} 1');
  });

  test("names the deletion of what it had seen in AWS, and makes it again", async () => {
    const { pass, sandbox, mallory, alarms } = await start(threeAlarms);
    await pass("start");
    await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["b"] }, { as: mallory });
    const { log } = await pass();
    expect(log[0]).toMatchObject({
      msg: "created MetricAlarm/b: somebody deleted it in AWS",
      by: { identity: "arn:aws:iam::111122223333:user/mallory", call: "DeleteAlarms" },
    });
    expect(Object.keys(await alarms())).toEqual(["a", "b", "c"]);
  });

  test("doesn't take for deleted what it can't read, and still knows it afterwards", async () => {
    const { pass, sandbox, mallory, metrics } = await start(threeAlarms);
    await pass("start");
    await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["b"] }, { as: mallory });
    sandbox.schedule(({ operation }) => (operation === "DescribeAlarms" ? { kind: "denied" } : undefined));
    const blind = await pass();
    expect(blind.log.at(-1)?.counts).toMatchObject({ drifted: 0 });
    expect(await metrics.text()).not.toMatch(/watchkeeper_drift\{[^}]*\} [1-9]/);
    sandbox.schedule(() => undefined);
    const { all } = await pass();
    expect(all.filter(({ event }) => event === "change")).toMatchObject([
      { msg: "created MetricAlarm/b: somebody deleted it in AWS" },
    ]);
  });

  test("asks who it was only when there is drift, and does without the answer", async () => {
    const { pass, sandbox, mallory, alarms } = await start(threeAlarms);
    await pass("start");
    await pass();
    expect(sandbox.calls.entries.filter(({ operation }) => operation === "LookupEvents")).toEqual([]);
    await sandbox.call("monitoring", "PutMetricAlarm", meddled, { as: mallory });
    sandbox.schedule(({ operation }) => (operation === "LookupEvents" ? { kind: "denied" } : undefined));
    const { log, result } = await pass();
    expect(log[0]).toMatchObject({ level: "warn", code: "unknown-author" });
    expect(log[1]).toMatchObject({ msg: "updated MetricAlarm/a: somebody changed it in AWS" });
    expect(log[1]).not.toHaveProperty("by");
    expect(result).toBe("done");
    expect(await alarms()).toMatchObject({ a: 10 });
  });

  test("does nothing when a file was only touched", async () => {
    const { pass, sandbox, write } = await start(threeAlarms);
    await pass("start");
    sandbox.calls.clear();
    await write("a.yaml", alarm("a"));
    expect((await pass("change")).all).toEqual([]);
    expect(sandbox.calls.entries).toEqual([]);
  });
});

describe("bad specs", () => {
  test("keep the last good set in force, say so once, and prune nothing until they are mended", async () => {
    const { pass, write, alarms, sandbox, mallory, readiness, metrics } = await start(threeAlarms);
    await pass("start");
    await write("b.yaml", undefined);
    await write("a.yaml", "kind: MetricAlarm\nmetadata: {name: a}\nspec: [");
    const broken = await pass("change");
    expect(broken.log[0]).toMatchObject({ level: "error", event: "specs" });
    expect(broken.log[0]?.msg).toContain("the last good ones stay in force and nothing is pruned");
    expect(broken.log[0]?.msg).toContain("1 error;");
    expect(broken.log[0]?.problems).toEqual([expect.stringMatching(/a\.yaml:\d+:\d+/)]);
    expect(broken.log[1]?.counts).toMatchObject({ unchanged: 3 });
    expect(await metrics.text()).toContain("watchkeeper_specs_valid 0");
    expect(readiness.blocker()).toBeUndefined();

    await sandbox.call("monitoring", "PutMetricAlarm", { ...meddled, AlarmName: "c" }, { as: mallory });
    const meanwhile = await pass();
    expect(meanwhile.log.filter(({ event }) => event === "specs")).toEqual([]);
    expect(meanwhile.log[0]).toMatchObject({ msg: "updated MetricAlarm/c: somebody changed it in AWS" });
    expect(await alarms()).toEqual({ a: 10, b: 10, c: 10 });

    await write("a.yaml", alarm("a", { threshold: 12 }));
    const mended = await pass("change");
    expect(mended.log.map(({ msg }) => msg)).toEqual([
      "the specs are good again",
      "updated MetricAlarm/a: git changed it",
      "deleted MetricAlarm/b: git no longer has it",
      expect.stringContaining("pass 4:"),
    ]);
    expect(await alarms()).toEqual({ a: 12, c: 10 });
    expect(await metrics.text()).toContain("watchkeeper_specs_valid 1");
  });

  test("refuse what the last good set would have pruned", async () => {
    const { pass, write, alarms, sandbox } = await start(threeAlarms);
    await pass("start");
    await write("b.yaml", undefined);
    sandbox.schedule(({ operation }) => (operation === "DeleteAlarms" ? { kind: "denied" } : undefined));
    const failed = await pass("change");
    expect(failed.result).toBe("retry");
    expect(failed.log).toContainEqual(
      expect.objectContaining({ level: "error", object: "MetricAlarm/b", outcome: "failed" }),
    );
    sandbox.schedule(undefined);
    await write("c.yaml", "[");
    const { log } = await pass("change");
    expect(log).toContainEqual(
      expect.objectContaining({ event: "refused", object: "MetricAlarm/b", code: "faulty-source" }),
    );
    expect(Object.keys(await alarms())).toEqual(["a", "b", "c"]);
  });

  test("with nothing left in the folder prune nothing", async () => {
    const { pass, write, alarms } = await start(threeAlarms);
    await pass("start");
    for (const name of Object.keys(threeAlarms)) await write(name, undefined);
    const { log } = await pass("change");
    expect(log[0]?.msg).toContain("has no documents");
    expect(Object.keys(await alarms())).toEqual(["a", "b", "c"]);
  });

  test("without an owner keep the owner of the last good set", async () => {
    const { pass, write, alarms } = await start(threeAlarms);
    await pass("start");
    await write("installation.yaml", undefined);
    const { log } = await pass("change");
    expect(log[0]?.msg).toContain("no owner: add an Installation document");
    expect(log[1]?.counts).toMatchObject({ unchanged: 3 });
    expect(Object.keys(await alarms())).toEqual(["a", "b", "c"]);
  });

  test("at the very start leave it unready, call nothing, and are waited for", async () => {
    const { pass, write, sandbox, readiness, alarms } = await start({
      "installation.yaml": installation,
      "a.yaml": "kind: [",
    });
    const first = await pass("start");
    expect(first.result).toBe("done");
    expect(first.log).toEqual([
      expect.objectContaining({
        level: "error",
        msg: expect.stringContaining("waiting until that is mended"),
      }),
    ]);
    expect(readiness.blocker()).toMatchObject({ reason: "InvalidSpecs" });
    expect((await pass()).all).toEqual([]);
    expect(sandbox.calls.entries).toEqual([]);
    await write("a.yaml", alarm("a"));
    await pass("change");
    expect(readiness.blocker()).toBeUndefined();
    expect(await alarms()).toEqual({ a: 10 });
  });
});

describe("a pass that fails", () => {
  test("for its credentials says how to go on, is tried again, and isn't ready before", async () => {
    const { pass, sandbox, readiness, metrics } = await start(threeAlarms);
    sandbox.schedule(() => ({ kind: "expired-token" }));
    const failed = await pass("start");
    expect(failed.result).toBe("retry");
    expect(failed.log[0]).toMatchObject({ level: "error", event: "pass", code: "credentials" });
    expect(failed.log[0]?.msg).toContain("renew them");
    expect(readiness.blocker()).toMatchObject({ reason: "Credentials" });
    sandbox.schedule(undefined);
    expect((await pass()).result).toBe("done");
    expect(readiness.blocker()).toBeUndefined();
    const text = await metrics.text();
    expect(text).toContain('controller_runtime_reconcile_total{controller="watchkeeper",result="error"} 1');
    expect(text).toContain('controller_runtime_reconcile_total{controller="watchkeeper",result="success"} 1');
  });

  test("to read everything doesn't count as complete", async () => {
    const { pass, sandbox, metrics } = await start(threeAlarms);
    sandbox.schedule(({ operation }) => (operation === "ListTopics" ? { kind: "fail-before" } : undefined));
    const { result, log } = await pass("start");
    expect(result).toBe("retry");
    expect(log.at(-1)?.msg).toContain("not everything could be read");
    expect(await metrics.text()).toContain("watchkeeper_last_complete_pass_timestamp_seconds 0");
  });

  test("because it is stopped in the middle finishes the calls in flight and begins no other", async () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}.yaml`, alarm(`a${n}`)]));
    const { pass, sandbox, stop, alarms } = await start({ "installation.yaml": installation, ...many });
    sandbox.schedule(({ operation }) => {
      if (operation === "PutMetricAlarm") stop.abort(new Error("stop"));
      return undefined;
    });
    const { log } = await pass("start");
    const made = Object.keys(await alarms());
    expect(made.length).toBeGreaterThan(0);
    expect(made.length).toBeLessThan(9);
    const sent = sandbox.calls.entries.filter(({ operation }) => operation === "PutMetricAlarm");
    expect(sent).toHaveLength(made.length);
    const changes = log.filter(({ event }) => event === "change");
    expect(changes).toHaveLength(9);
    expect(changes.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(log.at(-1)).toMatchObject({ event: "pass" });
  });

  test("because it is stopped before it writes doesn't write any more", async () => {
    const { pass, stop, writes, alarms } = await start(threeAlarms);
    stop.abort(new Error("stop"));
    const { log } = await pass("start");
    expect(log.map(({ msg }) => msg)).toEqual(["pass 1 was stopped before it began to write"]);
    expect(writes()).toEqual([]);
    expect(await alarms()).toEqual({});
  });
});

describe("standing messages", () => {
  test("are logged when they appear and when they are resolved, and at debug in between", async () => {
    const { pass, sandbox, mallory } = await start({
      "installation.yaml": installation,
      "a.yaml": alarm("a"),
    });
    await sandbox.call("monitoring", "PutMetricAlarm", meddled, { as: mallory });
    const conflict = { event: "refused", code: "conflict", object: "MetricAlarm/a" };
    expect((await pass("start")).log[0]).toMatchObject({ level: "warn", ...conflict });
    const again = await pass();
    expect(again.log.map(({ event }) => event)).toEqual(["pass"]);
    expect(again.all[0]).toMatchObject({ level: "debug", ...conflict });
    await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["a"] }, { as: mallory });
    expect((await pass()).log[0]).toMatchObject({ level: "info", event: "resolved", code: "conflict" });
  });

  test("about drift that is only reported name its author once, and again when it moves", async () => {
    const report = alarm("a", { annotations: "{ watchkeeper.dev/drift: report }" });
    const { pass, sandbox, mallory, alarms } = await start({
      "installation.yaml": installation,
      "a.yaml": report,
    });
    await pass("start");
    await sandbox.call("monitoring", "PutMetricAlarm", meddled, { as: mallory });
    const appeared = await pass();
    expect(appeared.log[0]).toMatchObject({
      event: "refused",
      code: "drift-report",
      by: { call: "PutMetricAlarm" },
      fields: [{ path: "/spec/threshold", before: 99, after: 10, origin: "drift", held: "drift-report" }],
    });
    sandbox.calls.clear();
    const same = await pass();
    expect(same.log.map(({ event }) => event)).toEqual(["pass"]);
    expect(sandbox.calls.entries.map(({ operation }) => operation)).not.toContain("LookupEvents");
    await sandbox.call("monitoring", "PutMetricAlarm", { ...meddled, Threshold: 100 }, { as: mallory });
    expect((await pass()).log[0]?.fields).toMatchObject([{ before: 100 }]);
    expect(await alarms()).toEqual({ a: 100 });
  });
});

test("no line holds a secret of an endpoint, and every line is one JSON object", async () => {
  const topic = (path: string) => `apiVersion: watchkeeper.dev/v1alpha1
kind: Topic
metadata: { name: oncall }
spec:
  subscriptions:
    - protocol: https
      endpoint: "https://pager.example.com/${path}?token=t0psecret"
`;
  const { pass, write, sandbox } = await start({
    "installation.yaml": installation,
    "topic.yaml": topic("k3y-one"),
  });
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line), sandbox.clock, "debug");
  for (const path of ["k3y-one", "k3y-two", "k3y-two"]) {
    await write("topic.yaml", topic(path));
    for (const entry of (await pass()).all) log(entry);
  }
  await write("topic.yaml", `${topic("k3y-three")}  nonsense: https://user:hunter2@x.example.com/k3y-four\n`);
  for (const entry of (await pass()).all) log(entry);
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join("")).toContain("pager.example.com");
  expect(lines.join("")).not.toMatch(/hunter2|t0psecret|k3y/);
  for (const line of lines) {
    expect(line.endsWith("}\n")).toBe(true);
    expect(JSON.parse(line)).toMatchObject({
      time: expect.stringMatching(/^2026-03-01T/),
      level: expect.any(String),
      event: expect.any(String),
      msg: expect.any(String),
    });
  }
});
