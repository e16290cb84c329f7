import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { alarm, commandLine, topic } from "./command-line.ts";

const both = { "topics.yaml": topic("oncall"), "alarms.yaml": alarm("api-5xx") };

test("a plan shows what it would create, and writes nothing", async () => {
  const line = commandLine(both);
  const { code, stdout, stderr } = await line.run("plan specs");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain("Plan for acme in 111122223333/us-east-1\n");
  expect(stdout).toMatch(/^\+ {3}create {4}MetricAlarm\/api-5xx {2}.*alarms\.yaml:1$/m);
  expect(stdout).toMatch(/^ {6}threshold +10$/m);
  expect(stdout).toContain("Plan: 2 to create, 0 to update, 0 to replace, 0 to delete; 0 unchanged.");
  expect(line.writes()).toEqual([]);
});

test("defaults of a creation are counted, what the spec says is shown", async () => {
  const { stdout } = await commandLine(both).run("plan specs");
  expect(stdout).not.toContain("treatMissingData");
  expect(stdout).toMatch(/^ {6}and \d+ defaults$/m);
});

test("the same plan prints the same bytes twice", async () => {
  const line = commandLine(both);
  expect(await line.run("plan specs")).toEqual(await line.run("plan specs"));
  expect(await line.run("plan specs --output json")).toEqual(await line.run("plan specs --output json"));
});

test("with --detailed-exitcode 2 says that there is something to do, and 0 that there isn't", async () => {
  const line = commandLine(both);
  expect((await line.run("plan specs --detailed-exitcode")).code).toBe(2);
  await line.run("apply specs --yes");
  const { code, stdout } = await line.run("plan specs --detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toContain("Nothing to do: 2 objects as git says.");
});

test("drift that is only reported is nothing to do", async () => {
  const reported = topic("oncall", " displayName: On-call ").replace(
    "name: oncall",
    'name: oncall, annotations: { watchkeeper.dev/drift: "report" }',
  );
  const line = commandLine({ "topics.yaml": reported });
  await line.run("apply specs --yes");
  await line.sandbox.call("sns", "SetTopicAttributes", {
    TopicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
    AttributeName: "DisplayName",
    AttributeValue: "Bob's",
  });
  const { code, stdout } = await line.run("plan specs --detailed-exitcode");
  expect(code).toBe(0);
  expect(stdout).toMatch(/drift {2}displayName {2}"Bob's" → "On-call" {2}\(only reported\)/);
  expect(stdout).toContain("not written: drift is only reported here");
  expect((await line.run("drift specs --detailed-exitcode")).code).toBe(2);
});

test("a conflict is something to do, and says how to go on", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall") });
  await line.sandbox.call("sns", "CreateTopic", { Name: "oncall" });
  const { code, stdout } = await line.run("plan specs --detailed-exitcode");
  expect(code).toBe(2);
  expect(stdout).toMatch(/^! {3}conflict {2}Topic\/oncall/m);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain('annotate watchkeeper.dev/adopt: "true" to take it over');
  expect(stdout).toContain("1 conflict");
});

test("what is adopted says so once, and not of each field that nobody knows whose it is", async () => {
  const adopted = topic("oncall", " displayName: On-call ").replace(
    "name: oncall",
    'name: oncall, annotations: { watchkeeper.dev/adopt: "true" }',
  );
  const line = commandLine({ "topics.yaml": adopted });
  await line.sandbox.call("sns", "CreateTopic", { Name: "oncall", Attributes: { DisplayName: "Pager" } });
  const { stdout } = await line.run("plan specs");
  expect(stdout).toMatch(/^ {6}adopts what nobody managed\n {6}displayName {2}"Pager" → "On-call"$/m);
});

test("an incomplete read says so at the top and the bottom, and exits 1", async () => {
  const line = commandLine(both);
  line.sandbox.schedule(({ operation }) => (operation === "ListTopics" ? { kind: "denied" } : undefined));
  const { code, stdout } = await line.run("plan specs --detailed-exitcode");
  const lines = stdout.trimEnd().split("\n");
  expect(code).toBe(1);
  expect(lines[2]).toMatch(/^INCOMPLETE: /);
  expect(lines.slice(-2).join(" ")).toContain("INCOMPLETE: ");
  expect(stdout).toContain("refused: not every Topic in 111122223333/us-east-1 could be read");
  const { stdout: json } = await line.run("plan specs --output json");
  expect(JSON.parse(json)).toMatchObject({ complete: false });
});

test("an account that lets nobody in stays as it is, and the others go on", async () => {
  const line = commandLine({
    "accounts.yaml": `apiVersion: watchkeeper.dev/v1alpha1
kind: Account
metadata: { name: own }
spec: { id: "111122223333", regions: [us-east-1] }
---
apiVersion: watchkeeper.dev/v1alpha1
kind: Account
metadata: { name: other }
spec:
  id: "444455556666"
  roleArn: arn:aws:iam::444455556666:role/watchkeeper
  externalId: wrong
  regions: [us-east-1]
`,
    "topics.yaml": topic("oncall", " placement: { accounts: [own, other] } "),
  });
  line.sandbox.schedule(({ operation }) => (operation === "AssumeRole" ? { kind: "denied" } : undefined));
  const { code, stdout } = await line.run("plan specs --output json");
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    complete: false,
    changes: [{ action: "create", account: "111122223333", refused: null }],
    problems: expect.arrayContaining([
      expect.objectContaining({
        account: "444455556666",
        message: expect.stringMatching(/sts:AssumeRole.*trust policy.*externalId/),
      }),
    ]),
  });
  await line.run("apply specs --yes");
  expect(line.writes()).toEqual(["CreateTopic"]);
});

test("specs with errors are reported before any call", async () => {
  const line = commandLine({ "alarms.yaml": alarm("api-5xx").replace("threshold", "treshold") });
  const { code, stdout, stderr } = await line.run("plan specs");
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/alarms\.yaml:10:3 error: MetricAlarm\/api-5xx: .*treshold.*threshold/);
  expect(stderr).toContain("Nothing was planned");
  expect(line.sandbox.calls.entries).toEqual([]);
});

test("specs with errors give a JSON report that says so", async () => {
  const line = commandLine({ "alarms.yaml": "kind: MetricAlarm\n" });
  const { stdout } = await line.run("plan specs --output json");
  expect(JSON.parse(stdout)).toMatchObject({
    owner: "acme",
    complete: false,
    changes: [],
    problems: [{ severity: "error" }],
  });
});

test("without an owner nothing reaches AWS", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall"), "installation.yaml": topic("other") });
  const { code, stderr } = await line.run("plan specs");
  expect(code).toBe(1);
  expect(stderr).toContain("error: no owner: add an Installation document");
  expect(line.sandbox.calls.entries).toEqual([]);
  expect((await line.run("plan specs --owner acme --region us-east-1")).code).toBe(0);
});

test("a saved plan holds the report and what it takes to make it again", async () => {
  const line = commandLine(both);
  const { stderr, stdout } = await line.run("plan specs --max-deletes 7 --out tmp/plan.json --output json");
  const file = join(line.folder, "../plan.json");
  const saved: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(stderr).toContain(`watchkeeper apply ${file}`);
  expect(saved).toMatchObject({
    format: "watchkeeper.dev/saved-plan",
    paths: [line.folder],
    flags: { maxDeletes: 7 },
    plan: JSON.parse(stdout),
  });
});

test("a plan that can't be saved is an error that names the file", async () => {
  const { code, stderr } = await commandLine(both).run("plan specs --out tmp/nowhere/plan.json");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: the plan could not be saved to .*nowhere\/plan\.json: ENOENT/);
});

test("more deletes than the guards allow are refused with the way through", async () => {
  const names = ["a", "b", "c"];
  const line = commandLine({ "topics.yaml": names.map((name) => topic(name)).join("---\n") });
  await line.run("apply specs --yes");
  line.write({ "topics.yaml": topic("a") });
  const refused = await line.run("plan specs --max-deletes 1 --max-delete-percent 0 --detailed-exitcode");
  expect(refused.code).toBe(2);
  expect(refused.stdout.replaceAll(/\s+/g, " ")).toContain("pass --max-deletes 2 if that is meant");
  expect(refused.stdout).toContain("2 of them refused");
  expect((await line.run("plan specs --max-deletes 2")).stdout).not.toContain("refused");
});
