import { expect, test } from "vitest";
import { alarm, commandLine, topic } from "./command-line.ts";

const both = { "topics.yaml": topic("oncall"), "alarms.yaml": alarm("api-5xx") };

test("with --yes it shows the plan, carries it out in order and sums up", async () => {
  const line = commandLine(both);
  const { code, stdout, stderr } = await line.run("apply specs --yes");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("Plan: 2 to create");
  expect(stdout).toContain("  ✓ create   Topic/oncall\n  ✓ create   MetricAlarm/api-5xx\n");
  expect(stdout).toMatch(/\nApplied: 2 created, 0 updated, 0 replaced, 0 deleted\.\n$/);
  expect(line.writes()).toEqual(["CreateTopic", "PutMetricAlarm"]);
});

test("applied twice, it writes nothing the second time", async () => {
  const line = commandLine(both);
  await line.run("apply specs --yes");
  line.writes();
  const { code, stdout } = await line.run("apply specs");
  expect(code).toBe(0);
  expect(stdout).toContain("Nothing to do: 2 objects as git says.");
  expect(stdout).not.toContain("Applied");
  expect(line.writes()).toEqual([]);
});

test("where there is no terminal it asks for --yes and writes nothing", async () => {
  const line = commandLine(both);
  const { code, stderr } = await line.run("apply specs");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: apply asks before it writes, and there is no terminal.*--yes/);
  expect(line.writes()).toEqual([]);
});

test("on a terminal it asks, and only yes will do", async () => {
  const line = commandLine(both);
  for (const typed of ["y\n", "no\n", "YES\n", ""]) {
    const { code, stdout } = await line.run("apply specs", { typed, tty: true });
    expect(stdout).toContain('Apply these changes? Only "yes" will be accepted: ');
    expect(stdout).toMatch(/Nothing was written\.\n$/);
    expect(code).toBe(1);
  }
  expect(line.writes()).toEqual([]);
  const { code } = await line.run("apply specs", { typed: "yes\n", tty: true });
  expect(code).toBe(0);
  expect(line.writes()).toEqual(["CreateTopic", "PutMetricAlarm"]);
});

test("a terminal gets a status line that is rewritten and taken away; elsewhere lines are plain", async () => {
  const plain = await commandLine(both).run("apply specs --yes");
  const live = await commandLine(both).run("apply specs --yes", { tty: true });
  expect(plain.stdout).not.toContain("\r");
  expect(live.stdout).toContain("0/2  Topic/oncall");
  expect(live.stdout).toContain("\r\u001b[2K\n\u001b[1mApplied:");
});

test("what fails is named, the rest is done, and the exit code is 1", async () => {
  const line = commandLine({ ...both, "more.yaml": topic("other") });
  line.sandbox.schedule(({ operation, input }) =>
    operation === "CreateTopic" && JSON.stringify(input).includes('"oncall"')
      ? { kind: "denied" }
      : undefined,
  );
  const { code, stdout } = await line.run("apply specs --yes");
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ create {3}Topic\/oncall: AuthorizationError/);
  expect(stdout).toMatch(/· create {3}MetricAlarm\/api-5xx: it needs Topic\/oncall/);
  expect(stdout).toContain("✓ create   Topic/other");
  expect(stdout).toContain("Applied: 1 created, 0 updated, 0 replaced, 0 deleted; 1 failed, 1 skipped.");
  expect(stdout).toContain("run watchkeeper apply again");
});

test("a refusal leaves the exit code at 1 and is summed up with its reason", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall"), "more.yaml": topic("other") });
  await line.sandbox.call("sns", "CreateTopic", { Name: "oncall" });
  const { code, stdout } = await line.run("apply specs --yes");
  expect(code).toBe(1);
  expect(stdout).toContain("Applied: 1 created, 0 updated, 0 replaced, 0 deleted; 1 refused (conflict).");
});

test("when all is refused it says that nothing was written", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall") });
  await line.sandbox.call("sns", "CreateTopic", { Name: "oncall" });
  line.writes();
  const { code, stdout } = await line.run("apply specs --yes");
  expect(code).toBe(1);
  expect(stdout).toMatch(/\nNothing was written: all that there is to do is refused\.\n$/);
  expect(line.writes()).toEqual([]);
});

test("in JSON the outcomes stand beside the plan, and stdout has nothing else", async () => {
  const line = commandLine(both);
  const { code, stdout, stderr } = await line.run("apply specs --yes --output json");
  expect(code).toBe(0);
  expect(stderr).toContain("✓ create   Topic/oncall");
  expect(JSON.parse(stdout)).toMatchObject({
    summary: { create: 2 },
    outcomes: [
      { action: "create", kind: "MetricAlarm", name: "api-5xx", status: "done", message: null },
      { action: "create", kind: "Topic", name: "oncall", status: "done", message: null },
    ],
  });
});

test("a saved plan is applied without asking", async () => {
  const line = commandLine(both);
  await line.run("plan specs --out tmp/plan.json");
  const { code, stdout, stderr } = await line.run("apply tmp/plan.json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("Applied: 2 created");
});

test("a saved plan is refused once the specs have moved, before any call", async () => {
  const line = commandLine(both);
  await line.run("plan specs --out tmp/plan.json");
  line.write({ "alarms.yaml": alarm("api-5xx", 11) });
  const before = line.sandbox.calls.entries.length;
  const { code, stderr } = await line.run("apply tmp/plan.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error: .*plan\.json: the specs in .* aren't those it was planned from.*Plan again/,
  );
  expect(line.sandbox.calls.entries.length).toBe(before);
});

test("a saved plan is refused once AWS has moved, naming what differs", async () => {
  const line = commandLine(both);
  await line.run("apply specs --yes");
  line.write({ "alarms.yaml": alarm("api-5xx", 11) });
  await line.run("plan specs --out tmp/plan.json");
  line.writes();
  await line.sandbox.call("sns", "SetTopicAttributes", {
    TopicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
    AttributeName: "DisplayName",
    AttributeValue: "Bob's",
  });
  const { code, stderr } = await line.run("apply tmp/plan.json");
  expect(code).toBe(1);
  expect(stderr).toContain("AWS has moved since it was planned; nothing was written. Plan again.");
  expect(stderr).toContain("\n  new: update Topic/oncall (111122223333/us-east-1) /spec/displayName\n");
  expect(line.writes()).toEqual([]);
});

test("a saved plan keeps its limits: flags beside it are refused", async () => {
  const line = commandLine(both);
  await line.run("plan specs --out tmp/plan.json");
  const { code, stderr } = await line.run("apply tmp/plan.json --max-deletes 9");
  expect(code).toBe(1);
  expect(stderr).toContain("is a saved plan and keeps the owner, region and limits");
});

test("a plan of another version is refused", async () => {
  const line = commandLine({
    "plan.json": '{ "format": "watchkeeper.dev/saved-plan", "formatVersion": "9" }',
  });
  const { code, stderr } = await line.run("apply specs/plan.json --yes");
  expect(code).toBe(1);
  expect(stderr).toContain("saved by another version of Watchkeeper; plan again");
});
