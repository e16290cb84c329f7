import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { specSchemas } from "../../controller/generated/schemas.ts";
import type { InsightRuleSpec } from "../../controller/generated/types.ts";
import type { InsightRuleShape } from "../../controller/kinds/insight-rule/shape.ts";
import { definitionStructure } from "../../controller/kinds/insight-rule/structure.ts";
import { insightRule } from "../../controller/kinds/insight-rule.ts";
import { rig, wantedBy } from "../rig.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture, ruleWith } from "./insight-rule.ts";
import { documentOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { structureOf } from "./structure.ts";

const setting = { scope: testScope, name: "noisy", each: undefined };
const desired = (spec: Spec): InsightRuleShape =>
  insightRule.desired(spec as unknown as InsightRuleSpec, setting);
const base = desired(ruleWith());
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });
const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:111122223333:insight-rule/${name}`;
const managedArn = "arn:aws:ec2:us-east-1:111122223333:vpc-endpoint-service/vpce-svc-1";

const check = (changes: Spec, contribution: Spec = {}) =>
  verdict(insightRule, ruleWith(changes, contribution)).map((text) =>
    text.replace("/spec/ruleDefinition", ""),
  );

test("a definition is the same in YAML and as JSON text", () => {
  const text = JSON.stringify(ruleWith()["ruleDefinition"], null, 3);
  expect(desired({ ruleDefinition: text })).toEqual(base);
});

test("it runs, on log events as they came, unless the spec says otherwise", () => {
  expect(base).toMatchObject({ ruleState: "ENABLED", applyOnTransformedLogs: false });
});

test("every example in fixtures passes the rules", () => {
  for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
    expect(verdict(insightRule, spec)).toEqual([]);
});

test("log groups are given by name or by ARN", () => {
  const LogGroupARNs = ["arn:aws:logs:us-east-1:111122223333:log-group:/shop/api"];
  expect(check({ LogGroupNames: undefined })).toEqual([" no-log-groups"]);
  expect(check({ LogGroupARNs })).toEqual(["/LogGroupARNs two-lists"]);
  expect(check({ LogGroupNames: ["/shop/*", "*", { ref: "LogGroup/shop" }, "/sh*op", ""] })).toEqual([
    "/LogGroupNames/3 bad-log-group",
    "/LogGroupNames/4 bad-log-group",
  ]);
});

test("values are added up with a field to add up, and counted without one", () => {
  expect(check({ AggregateOn: "Sum" })).toEqual(["/Contribution value-of"]);
  expect(check({}, { ValueOf: "$.bytes" })).toEqual(["/Contribution/ValueOf value-of"]);
});

test("fields are named as the format has them", () => {
  expect(check({}, { Keys: ["ip", "$.ip", "$['a b']"] })).toEqual(["/Contribution/Keys/0 bad-field"]);
  expect(check({ Fields: { 4: "ip" } })).toEqual(["/Fields fields"]);
  const clf = { LogFormat: "CLF", Fields: { 4: "ip", 0: "x" } };
  expect(check(clf, { Keys: ["ip", "7", "user"], Filters: [{ Match: "$.ip", IsPresent: true }] })).toEqual([
    "/Contribution/Filters/0/Match bad-field",
    "/Contribution/Keys/2 bad-field",
    "/Fields/0 fields",
  ]);
});

test("a filter asks one thing of its field", () => {
  const Filters = [
    { Match: "$.a" },
    { Match: "$.a", GreaterThan: 1, LessThan: 2 },
    { Match: "$.a", EqualTo: 0 },
  ];
  expect(check({}, { Filters })).toEqual([
    "/Contribution/Filters/0 bad-filter",
    "/Contribution/Filters/1 bad-filter",
  ]);
});

test("a definition is ASCII and has at most 8192 characters", () => {
  expect(check({ LogGroupNames: ["/shop/api"] }, { Keys: ["$.größe"] })).toEqual([" not-ascii"]);
  const LogGroupNames = Array.from({ length: 20 }, (_, index) => `${"x".repeat(500)}${index}`);
  expect(check({ LogGroupNames })).toEqual([" too-long"]);
});

test("a JSON text is held against the same rules, each problem named by its pointer", () => {
  const said = (definition: unknown) =>
    insightRule
      .check(documentOf("InsightRule", { ruleDefinition: JSON.stringify(definition) }))
      .map(({ place, message }) => `${place?.file} ${message}`);
  expect(said({ ...(ruleWith()["ruleDefinition"] as object), AggregateOn: "Mean", Extra: 1 })).toEqual([
    "/spec/ruleDefinition /AggregateOn must be one of Count, Sum",
    '/spec/ruleDefinition ruleDefinition has no "Extra": Schema, LogGroupNames, LogGroupARNs, LogFormat, Fields, Contribution, AggregateOn',
  ]);
  expect(said(ruleWith({ LogGroupNames: [{ ref: "LogGroup/shop" }] })["ruleDefinition"])).toEqual([
    "/spec/ruleDefinition /LogGroupNames/0 is a reference to LogGroup/shop, which can't be resolved inside a JSON text: write it as YAML (JSON is YAML: take the quotes or the | before it away)",
    "/spec/ruleDefinition /LogGroupNames/0 must be a text",
  ]);
  expect(said(ruleWith({ AggregateOn: "Sum" })["ruleDefinition"])).toEqual([
    "/spec/ruleDefinition /Contribution lacks ValueOf: the field that AggregateOn: Sum adds up",
  ]);
});

test("a JSON text may have exactly what the schema allows in YAML", () => {
  const { definitions } = specSchemas["InsightRule"] as { definitions: { definition: unknown } };
  expect(definitionStructure).toEqual(structureOf(definitions.definition));
});

test("somebody's edit shows at the field of the definition, and a rule that was switched off is drift", async () => {
  const on = rig({ kinds: [insightRule] });
  const wanted = wantedBy(insightRule, ruleWith({}, { Filters: [{ Match: "$.status", GreaterThan: 499 }] }));
  await on.pass(wanted);
  await on.sandbox.call("monitoring", "PutInsightRule", {
    RuleName: "sample",
    RuleState: "DISABLED",
    RuleDefinition: JSON.stringify(
      ruleWith({}, { Filters: [{ Match: "$.status", GreaterThan: 399 }] })["ruleDefinition"],
    ),
  });
  const { changes } = await on.plan(wanted);
  expect(changes.flatMap(({ fields }) => fields)).toEqual([
    {
      path: "/spec/ruleDefinition/Contribution/Filters/0/GreaterThan",
      before: 399,
      after: 499,
      origin: "drift",
    },
    { path: "/spec/ruleState", before: "DISABLED", after: "ENABLED", origin: "drift" },
  ]);
});

test("observing counts others' rules and those that AWS manages", async () => {
  const { sandbox, aws } = sandboxed();
  await insightRule.put(aws(), writeOf("ours", base));
  for (const RuleName of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutInsightRule", {
      RuleName,
      RuleDefinition: JSON.stringify(ruleWith()["ruleDefinition"]),
    });
  await sandbox.call("monitoring", "PutManagedInsightRules", {
    ManagedRules: [{ TemplateName: "Bytes-v1", ResourceARN: managedArn }],
  });
  const listing = await insightRule.observe(aws(), wantedOf("InsightRule", base, "wanted", "absent"));
  expect(listing.items).toEqual([
    { id: "ours", arn: arn("ours"), shape: base, tags: { ...ourTags, team: "payments" } },
    { id: "wanted", arn: arn("wanted"), shape: base, tags: {} },
  ]);
  expect(listing).toMatchObject({ foreign: 2, complete: true, problems: [] });
});

test("a managed rule of the wanted name is left alone, and said to be in the way", async () => {
  const { sandbox, aws } = sandboxed();
  const ManagedRules = [{ TemplateName: "Bytes-v1", ResourceARN: managedArn }];
  await sandbox.call("monitoring", "PutManagedInsightRules", { ManagedRules });
  const id = "Bytes-v1-vpce-svc-1";
  const listings = [
    await insightRule.observe(aws(), wantedOf("InsightRule", base, id)),
    await insightRule.read(aws(), [target(id)], { tags: true }),
  ];
  for (const { items, problems } of listings) {
    expect(items).toEqual([{ id, arn: arn(id), shape: undefined, tags: {} }]);
    expect(problems).toMatchObject([{ code: "name-taken" }]);
  }
});

test("reading asks the service itself, for tags too, and leaves out what doesn't exist", async () => {
  const { aws } = sandboxed();
  await insightRule.put(aws(), writeOf("a", base));
  const { items, problems } = await insightRule.read(aws(), ["a", "gone"].map(target), { tags: true });
  expect(items).toEqual([{ id: "a", arn: arn("a"), shape: base, tags: { ...ourTags, team: "payments" } }]);
  expect(problems).toEqual([]);
});

test("tags of an existing rule are set and removed by themselves", async () => {
  const { aws } = sandboxed();
  await insightRule.put(aws(), writeOf("a", base));
  const [before] = (await insightRule.read(aws(), [target("a")], { tags: true })).items;
  if (!before) throw new Error("it was just made");
  await insightRule.tag(aws(), before, { tier: "1" }, ["team"]);
  const [after] = (await insightRule.read(aws(), [target("a")], { tags: true })).items;
  expect(after?.tags).toEqual({ ...ourTags, tier: "1" });
});

test("many go in one call, and a failure inside the answer is one rule's alone", async () => {
  const { sandbox, aws } = sandboxed();
  for (const id of ["a", "b"]) await insightRule.put(aws(), writeOf(id, base));
  const { items } = await insightRule.read(aws(), ["a", "b"].map(target), { tags: false });
  await sandbox.call("monitoring", "DeleteInsightRules", { RuleNames: ["b"] });
  await sandbox.call("monitoring", "PutManagedInsightRules", {
    ManagedRules: [{ TemplateName: "Bytes-v1", ResourceARN: managedArn }],
  });
  const managed = { id: "Bytes-v1-vpce-svc-1", arn: arn("Bytes-v1-vpce-svc-1"), shape: base, tags: {} };
  sandbox.calls.clear();
  const failures = await insightRule.remove(aws(), [...items, managed]);
  expect([...failures].map(([id, error]) => `${id}: ${String(error)}`)).toEqual([
    "Bytes-v1-vpce-svc-1: InvalidParameterValueException: Bytes-v1-vpce-svc-1 is a built-in rule",
  ]);
  expect(sandbox.calls.entries).toHaveLength(1);
  expect((await insightRule.read(aws(), [target("a")], { tags: false })).items).toEqual([]);
});

test("where the answer doesn't say whose failure it is, none counts as deleted", async () => {
  const { aws } = sandboxed();
  const reached = aws();
  const client = reached.client(CloudWatchClient);
  client.middlewareStack.add(
    () => async () => ({
      response: {},
      output: { $metadata: {}, Failures: [{ FailureResource: "?", FailureCode: "500" }] },
    }),
    { step: "initialize" },
  );
  const doomed = ["a", "b"].map((id) => ({ id, arn: arn(id), shape: base, tags: {} }));
  expect([...(await insightRule.remove(reached, doomed)).keys()]).toEqual(["a", "b"]);
});
