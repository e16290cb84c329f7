import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { classify, errorCode } from "../../controller/aws/errors.ts";
import { scheduleFault } from "../../controller/aws/schedule.ts";
import { appliedTag, ownerTag } from "../../controller/aws/tags.ts";
import type { EventRuleSpec } from "../../controller/generated/types.ts";
import type { Grant, Observed } from "../../controller/kind.ts";
import { targetsRule } from "../../controller/kinds/event-rule/losses.ts";
import type { EventRuleShape } from "../../controller/kinds/event-rule/shape.ts";
import { eventRule } from "../../controller/kinds/event-rule.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { StoredRule } from "../../controller/sandbox/services/eventbridge/rule-store.ts";
import { encodeApplied, fingerprint } from "../../controller/value/fingerprint.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { fixture } from "./event-rule.ts";
import { type Spec, testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { seedRole } from "./trail.ts";

const { account, region } = testScope;
const topic = `arn:aws:sns:${region}:${account}:oncall`;
const roleArn = `arn:aws:iam::${account}:role/rules`;
const signIn = { eventPattern: { source: ["aws.signin"] } };
const setting = { scope: testScope, name: "root", each: undefined };
const to = (...targets: object[]): Spec => ({ ...signIn, targets });

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const typed = (spec: Spec) => spec as unknown as EventRuleSpec;
const desired = (spec: Spec) => eventRule.desired(typed(spec), setting);
const idOf = (spec: Spec) => eventRule.id(typed(spec), setting);
const check = (spec: Spec) => verdict(eventRule, spec);

describe("what tells rules apart", () => {
  test("is the name, and off the default bus the bus's before it", () => {
    expect(idOf(signIn)).toBe("root");
    expect(idOf({ ...signIn, ruleName: "r", eventBusName: "default" })).toBe("r");
    expect(idOf({ ...signIn, eventBusName: "orders" })).toBe("orders/root");
    const arn = `arn:aws:events:${region}:${account}:event-bus/aws.partner/acme.example/1/orders`;
    expect(idOf({ ...signIn, eventBusName: arn })).toBe("aws.partner/acme.example/1/orders/root");
    expect(eventRule.arn?.("orders/root", testScope)).toBe(
      `arn:aws:events:${region}:${account}:rule/orders/root`,
    );
  });

  test("a bus of another account or region has its rules there", () => {
    const elsewhere = (place: string) =>
      idOf({ ...signIn, eventBusName: `arn:aws:events:${place}:event-bus/orders` });
    expect(() => elsewhere(`${region}:444455556666`)).toThrow("place the rule there");
    expect(() => elsewhere(`eu-west-1:${account}`)).toThrow("place the rule there");
  });
});

describe("the shape of a rule", () => {
  test("is the same for a pattern as text and as an object, with AWS's defaults", () => {
    const shape = { ...signIn, state: "ENABLED", targets: [] };
    expect(desired(signIn)).toEqual(shape);
    expect(desired({ eventPattern: '{ "source": ["aws.signin"] }' })).toEqual(shape);
  });

  test("has its targets by id, and without what says nothing", () => {
    const shape = desired(
      to(
        {
          targetId: "b",
          arn: `arn:aws:logs:${region}:${account}:log-group:/aws/events/a:*`,
          retryPolicy: { maximumRetryAttempts: 185 },
          httpParameters: { headerParameters: {} },
        },
        { targetId: "a", arn: topic, input: '{"page": [1]}', retryPolicy: { maximumRetryAttempts: 3 } },
      ),
    );
    expect(shape.targets).toEqual([
      {
        targetId: "a",
        arn: topic,
        input: { page: [1] },
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 86_400 },
      },
      { targetId: "b", arn: `arn:aws:logs:${region}:${account}:log-group:/aws/events/a` },
    ]);
  });
});

describe("a rule in AWS", () => {
  let sandbox: Sandbox;
  let aws: () => Aws;

  beforeEach(async () => {
    ({ sandbox, aws } = sandboxed());
    await fixture.seed?.(sandbox);
    await seedRole(sandbox, "rules", "events.amazonaws.com");
    sandbox.calls.clear();
  });

  const put = (spec: Spec, before?: Observed<EventRuleShape>) =>
    eventRule.put(aws(), writeOf(idOf(spec), desired(spec), before));
  const read = async (id = "root") =>
    (await eventRule.read(aws(), [{ id, wanted: undefined, observed: undefined }], { tags: true })).items[0];
  const live = async (id = "root") => {
    const observed = await read(id);
    if (!observed) throw new Error(`${id} isn't there`);
    return observed;
  };
  const writes = () =>
    sandbox.calls.entries.flatMap(({ isWrite, operation }) => (isWrite ? [operation] : []));
  const change = (name: string, into: (rule: StoredRule) => StoredRule) => {
    const table = sandbox.world.table<StoredRule>(account, region, "events/rules");
    const rule = table.get(`default:${name}`);
    if (rule) table.put(`default:${name}`, into(rule));
  };
  const manage = (name: string) =>
    change(name, (rule) => ({ ...rule, managedBy: "autoscaling.amazonaws.com" }));

  test("is created with its tags and read as it is wanted", async () => {
    const spec = { ...to({ targetId: "a", arn: topic }), eventBusName: "orders" };
    await put(spec);
    expect(await read("orders/root")).toEqual({
      id: "orders/root",
      arn: `arn:aws:events:${region}:${account}:rule/orders/root`,
      tags: { ...ourTags, team: "payments" },
      shape: desired(spec),
    });
    expect(await read()).toBeUndefined();
  });

  test("keeps what a change of its targets isn't about", async () => {
    await put(to({ targetId: "a", arn: topic }, { targetId: "b", arn: topic }));
    const before = await live();
    sandbox.calls.clear();
    const target = desired(to({ targetId: "b", arn: topic }, { targetId: "c", arn: topic }));
    await eventRule.put(aws(), { ...writeOf("root", target, before), changed: new Set(["targets"]) });
    expect(writes()).toEqual(["PutTargets", "RemoveTargets"]);
    const first = sandbox.calls.entries.find(({ operation }) => operation === "PutTargets");
    expect(first?.input).toMatchObject({ Targets: [{ Id: "c" }] });
    expect((await live()).shape).toEqual(target);
  });

  test("that has all the targets it can have loses the old ones before it gets new ones", async () => {
    const [from = {}, into = {}] = fixture.variants["five targets, and five others"] ?? [];
    await put(from);
    const before = await live();
    sandbox.calls.clear();
    await put(into, before);
    expect(writes()).toEqual(["PutRule", "RemoveTargets", "PutTargets"]);
    expect((await live()).shape).toEqual(desired(into));
  });

  test("says which of its targets AWS refused, though the answer is a success", async () => {
    const refused = put(to({ targetId: "a", arn: topic }, { targetId: "b", arn: "nowhere" }));
    const error: unknown = await refused.catch((cause: unknown) => cause);
    expect(errorCode(error)).toBe("ValidationException");
    expect(classify(error)).toBe("terminal");
    expect(String(error)).toContain("target b: Parameter nowhere is not valid");
    expect((await live()).shape?.targets.map(({ targetId }) => targetId)).toEqual(["a"]);
  });

  test("waits for a role that was just made", async () => {
    await seedRole(sandbox, "new", "events.amazonaws.com");
    sandbox.propagation = 10_000;
    const error: unknown = await put({ ...signIn, roleArn: `arn:aws:iam::${account}:role/new` }).catch(
      (cause: unknown) => cause,
    );
    expect(classify(error)).toBe("propagating");
  });

  test("is listed where it is wanted or ours, on every bus; the others are counted", async () => {
    const tags = [{ Key: ownerTag, Value: "acme" }];
    const pattern = JSON.stringify(signIn.eventPattern);
    for (const [Name, EventBusName, Tags] of [
      ["root", "default", []],
      ["ours", "orders", tags],
      ["theirs", "orders", []],
      ["kept", "default", tags],
    ] as const)
      await sandbox.call("events", "PutRule", { Name, EventBusName, EventPattern: pattern, Tags });
    manage("kept");
    sandbox.calls.clear();
    const listing = await eventRule.observe(aws(), wantedOf("EventRule", desired(signIn), "root"));
    expect(listing).toMatchObject({ foreign: 2, complete: true, problems: [] });
    expect(listing.items.map(({ id }) => id)).toEqual(["orders/ours", "root"]);
    const operations = sandbox.calls.entries.map(({ operation }) => operation);
    expect(operations.filter((name) => name === "ListRules")).toHaveLength(2);
    expect(operations.filter((name) => name === "ListTargetsByRule")).toHaveLength(2);
  });

  test("that an AWS service keeps is left alone where its name is wanted", async () => {
    await put(signIn);
    manage("root");
    const listing = await eventRule.observe(aws(), wantedOf("EventRule", desired(signIn), "root"));
    expect(listing.items).toMatchObject([{ id: "root", shape: undefined }]);
    expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
    expect(listing.problems[0]?.message).toContain("autoscaling.amazonaws.com");
  });

  test("whose targets can't be read is left alone, and the others aren't", async () => {
    await put(signIn);
    await put({ ...signIn, ruleName: "other" });
    sandbox.schedule(({ operation, input }) =>
      operation === "ListTargetsByRule" && JSON.stringify(input).includes('"root"')
        ? { kind: "denied" }
        : undefined,
    );
    const listing = await eventRule.observe(aws(), wantedOf("EventRule", desired(signIn), "other", "root"));
    expect(listing).toMatchObject({ complete: true, problems: [{ code: "unreadable" }] });
    expect(listing.items.map(({ id, shape }) => [id, shape !== undefined])).toEqual([
      ["other", true],
      ["root", false],
    ]);
  });

  test("is no proof of anything where a page is missing", async () => {
    sandbox.schedule(({ operation }) => (operation === "ListRules" ? { kind: "denied" } : undefined));
    const listing = await eventRule.observe(aws(), new Map());
    expect(listing.complete).toBe(false);
  });

  test("goes with its targets, and one that is gone is no error", async () => {
    await put(to({ targetId: "a", arn: topic }, { targetId: "b", arn: topic }));
    const observed = await live();
    sandbox.calls.clear();
    expect(await eventRule.remove(aws(), [observed])).toEqual(new Map());
    expect(writes()).toEqual(["RemoveTargets", "DeleteRule"]);
    expect(await eventRule.remove(aws(), [observed])).toEqual(new Map());
  });

  test("stays where somebody has given it a target since it was looked at", async () => {
    await put(to({ targetId: "a", arn: topic }));
    const observed = await live();
    await sandbox.call("events", "PutTargets", { Rule: "root", Targets: [{ Id: "theirs", Arn: topic }] });
    const failed = await eventRule.remove(aws(), [observed]);
    expect(String(failed.get("root"))).toContain("since it has targets");
    expect((await live()).shape?.targets.map(({ targetId }) => targetId)).toEqual(["theirs"]);
  });

  test("that a service took over is never forced away", async () => {
    await put(signIn);
    const observed = await live();
    manage("root");
    const failed = await eventRule.remove(aws(), [observed]);
    expect(errorCode(failed.get("root"))).toBe("ManagedRuleException");
  });

  test("is tagged and untagged", async () => {
    await put(signIn);
    await eventRule.tag(aws(), await live(), { env: "prod" }, ["team"]);
    expect((await live()).tags).toEqual({ ...ourTags, env: "prod" });
  });
});

test("a target that somebody adds is drift, and goes", async () => {
  const on = rig({ kinds: [eventRule] });
  const wanted = wantedBy(eventRule, to({ targetId: "a", arn: topic }));
  await on.pass(wanted);
  await on.sandbox.call("events", "PutTargets", { Rule: "sample", Targets: [{ Id: "theirs", Arn: topic }] });
  expect(sketch((await on.plan(wanted)).changes)).toEqual([
    "update EventRule/sample /spec/targets/theirs (drift)",
  ]);
  await on.pass(wanted);
  expect((await on.plan(wanted)).changes).toEqual([]);
});

describe("a deletion", () => {
  const [ours, theirs] = [
    { targetId: "a", arn: topic },
    { targetId: "theirs", arn: topic },
  ];
  const having = (...targets: object[]) => ({
    id: "root",
    arn: "",
    shape: desired(to(...targets)),
    tags: {
      [appliedTag]: encodeApplied(
        new Map([
          ["targets", { wanted: fingerprint(targetsRule, desired(to(ours)).targets), live: undefined }],
        ]),
      ),
    },
  });

  test("takes along what is as it was applied", () => {
    expect(eventRule.loses?.(having(ours), undefined)).toBeUndefined();
    expect(eventRule.loses?.(having(), undefined)).toBeUndefined();
  });

  test("names the targets that somebody else gave the rule", () => {
    expect(eventRule.loses?.(having(ours, theirs), undefined)).toContain(`theirs (${topic})`);
    expect(eventRule.loses?.(having(ours, theirs), desired(to(ours)))).toBeUndefined();
  });

  test("names them all where somebody took the applied tag away", () => {
    expect(eventRule.loses?.({ ...having(ours, theirs), tags: {} }, undefined)).toContain(
      `theirs (${topic})`,
    );
  });
});

describe("what a rule's roles must allow", () => {
  const grants = (...targets: object[]): Grant[] => {
    const wanted = wantedOf("EventRule", desired(to(...targets)), "root").get("root");
    return (wanted && eventRule.grants?.({ ...wanted, arn: "arn:rule" })) ?? [];
  };
  const allowed = (target: object) =>
    grants({ targetId: "a", roleArn, ...target }).flatMap(({ allows }) =>
      allows.flatMap(({ actions, resources }) => actions.map((action) => `${action} ${resources.join(" ")}`)),
    );
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

  test("is said once a role, with the rule it is for", () => {
    const stream = arn("kinesis", "stream/events");
    expect(
      grants(
        { targetId: "a", arn: stream, roleArn },
        { targetId: "b", arn: arn("sqs", "orders"), roleArn },
        { targetId: "c", arn: topic },
      ),
    ).toEqual([
      {
        on: roleArn,
        service: "events.amazonaws.com",
        sourceAccount: account,
        sourceArn: "arn:rule",
        allows: [
          { actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [stream] },
          { actions: ["sqs:SendMessage"], resources: [arn("sqs", "orders")] },
        ],
      },
    ]);
  });

  test("is the rule's role's where a bus has none of its own", () => {
    const bus = "arn:aws:events:us-east-1:444455556666:event-bus/security";
    const shape = { ...desired(to({ targetId: "a", arn: bus }, { targetId: "b", arn: topic })), roleArn };
    const wanted = wantedOf("EventRule", shape, "root").get("root");
    expect(wanted && eventRule.grants?.(wanted)).toMatchObject([
      { on: roleArn, allows: [{ actions: ["events:PutEvents"], resources: [bus] }] },
    ]);
  });

  test.each<[string, object, string[]]>([
    [
      "a state machine",
      { arn: arn("states", "stateMachine:a") },
      [`states:StartExecution ${arn("states", "stateMachine:a")}`],
    ],
    [
      "an API destination",
      { arn: arn("events", "api-destination/a/1") },
      [`events:InvokeApiDestination ${arn("events", "api-destination/a/1")}`],
    ],
    [
      "a task by its newest revision",
      { arn: arn("ecs", "cluster/a"), ecsParameters: { taskDefinitionArn: arn("ecs", "task-definition/t") } },
      [`ecs:RunTask ${arn("ecs", "task-definition/t")}:*`],
    ],
    [
      "a job by name",
      { arn: arn("batch", "job-queue/q"), batchParameters: { jobDefinition: "j:3", jobName: "j" } },
      [`batch:SubmitJob ${arn("batch", "job-queue/q")} ${arn("batch", "job-definition/j:3")}`],
    ],
    [
      "a command on instances",
      {
        arn: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
        runCommandParameters: { runCommandTargets: [{ key: "InstanceIds", values: ["i-1"] }] },
      },
      [
        `ssm:SendCommand arn:aws:ssm:${region}::document/AWS-RunShellScript`,
        "ssm:SendCommand arn:aws:ec2:*:*:instance/i-1",
      ],
    ],
    [
      "an automation",
      { arn: `arn:aws:ssm:${region}:${account}:automation-definition/A:$DEFAULT` },
      [`ssm:StartAutomationExecution arn:aws:ssm:${region}:${account}:automation-definition/A:$DEFAULT`],
    ],
    [
      "SQL with a secret",
      {
        arn: arn("redshift", "cluster:c"),
        redshiftDataParameters: {
          database: "d",
          sql: "s",
          secretManagerArn: arn("secretsmanager", "secret:s"),
        },
      },
      [
        `redshift-data:ExecuteStatement ${arn("redshift", "cluster:c")}`,
        `secretsmanager:GetSecretValue ${arn("secretsmanager", "secret:s")}`,
      ],
    ],
    [
      "an AppSync API",
      { arn: arn("appsync", "endpoints/graphql-api/abc"), appSyncParameters: { graphQLOperation: "q" } },
      [`appsync:GraphQL ${arn("appsync", "apis/abc/*")}`],
    ],
    ["what nobody knows", { arn: arn("quantum", "thing/a") }, []],
  ])("reaches %s", (_, target, expected) => {
    expect(allowed(target)).toEqual(expected);
  });
});

describe("checks", () => {
  test("every fixture passes them", () => {
    const specs = [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()];
    expect(specs.flatMap(check)).toEqual([]);
  });

  test("a rule has a pattern or a schedule", () => {
    expect(check({})).toEqual(["/spec missing-trigger"]);
  });

  test("only the default bus has schedules, and no partner's bus management events", () => {
    const scheduleExpression = "rate(1 hour)";
    expect(check({ scheduleExpression, eventBusName: "orders" })).toEqual([
      "/spec/scheduleExpression schedule-off-default-bus",
    ]);
    const bus = `arn:aws:events:${region}:${account}:event-bus`;
    expect(check({ scheduleExpression, eventBusName: `${bus}/default` })).toEqual([]);
    const state = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
    expect(check({ ...signIn, state, eventBusName: "aws.partner/a/b" })).toEqual([
      "/spec/state conflicting-fields",
    ]);
  });

  test.each([
    ["rate(1 minute)", true],
    ["rate(5 minutes)", true],
    ["rate(1 minutes)", false],
    ["rate(5 minute)", false],
    ["rate(0 days)", false],
    ["rate(5 weeks)", false],
    ["cron(0 20 * * ? *)", true],
    ["cron(0/15 8-17 ? * MON-FRI 2026-2030)", true],
    ["cron(0 12 L * ? *)", true],
    ["cron(0 12 3W JAN,JUL ? *)", true],
    ["cron(0 12 ? * 6#3 *)", true],
    ["cron(0 12 ? * FRIL *)", false],
    ["cron(0 12 ? * 6L *)", true],
    ["cron(0 20 * * * *)", false],
    ["cron(0 20 ? * ? *)", false],
    ["cron(60 20 * * ? *)", false],
    ["cron(0 20 * * ?)", false],
    ["at(2026-01-01T00:00:00)", false],
  ])("%s is a schedule: %s", (expression, isOne) => {
    expect(scheduleFault(expression) === undefined).toBe(isOne);
  });

  test.each<[object, boolean]>([
    [{ a: ["b", 1, true, null] }, true],
    [{ a: { b: { c: ["d"] } } }, true],
    [{ a: [{ prefix: "x" }, { suffix: { "equals-ignore-case": ".PNG" } }, { wildcard: "a*b" }] }, true],
    [{ a: [{ "equals-ignore-case": "x" }, { exists: false }, { cidr: "10.0.0.0/24" }] }, true],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, true],
    [{ a: [{ "anything-but": ["x", 1] }, { "anything-but": { prefix: ["x", "y"] } }] }, true],
    [{ $or: [{ a: ["b"] }, { c: [{ exists: true }] }] }, true],
    [{ a: "b" }, false],
    [{ a: [] }, false],
    [{ a: {} }, false],
    [{ a: [["b"]] }, false],
    [{ a: [{ like: "b" }] }, false],
    [{ a: [{ toString: "b" }] }, false],
    [{ a: [{ prefix: "b", suffix: "c" }] }, false],
    [{ a: [{ prefix: 1 }] }, false],
    [{ a: [{ numeric: [">"] }] }, false],
    [{ a: [{ numeric: ["~", 1] }] }, false],
    [{ a: [{ exists: "yes" }] }, false],
    [{ a: [{ cidr: "here" }] }, false],
    [{ a: [{ wildcard: "a**" }] }, false],
    [{ a: [{ "anything-but": [] }] }, false],
    [{ a: [{ "anything-but": { exists: true } }] }, false],
    [{ $or: [{ a: ["b"] }] }, false],
    [{ $or: "x" }, false],
  ])("%j is an event pattern: %s", (eventPattern, isOne) => {
    expect(check({ eventPattern }).length === 0).toBe(isOne);
    expect(check({ eventPattern: JSON.stringify(eventPattern) }).length === 0).toBe(isOne);
  });

  test("a pattern's fault is at its place", () => {
    expect(check({ eventPattern: { detail: { "a/b": ["x", { like: "y" }] } } })).toEqual([
      "/spec/eventPattern/detail/a~1b/1 bad-event-pattern",
    ]);
    expect(check({ eventPattern: "{" })).toEqual(["/spec/eventPattern bad-event-pattern"]);
    const rounded = '{"detail":{"id":[12345678901234567890]}}';
    expect(check({ eventPattern: rounded })).toEqual(["/spec/eventPattern bad-event-pattern"]);
    expect(check({ eventPattern: { a: ["x".repeat(4100)] } })).toEqual([
      "/spec/eventPattern bad-event-pattern",
    ]);
  });

  test("everything that is wrong with targets is said at once", () => {
    const queue = `arn:aws:sqs:${region}:${account}:orders.fifo`;
    const cluster = `arn:aws:ecs:${region}:${account}:cluster/a`;
    const taskDefinitionArn = `arn:aws:ecs:${region}:${account}:task-definition/t`;
    expect(
      check(
        to(
          { targetId: "a", arn: topic, input: "{", inputPath: "$.detail" },
          { targetId: "a", arn: queue, deadLetterConfig: { arn: queue } },
          { targetId: "b", arn: topic, kinesisParameters: { partitionKeyPath: "$.id" } },
          {
            targetId: "c",
            arn: cluster,
            ecsParameters: {
              taskDefinitionArn,
              launchType: "FARGATE",
              capacityProviderStrategy: [
                { capacityProvider: "x", base: 1 },
                { capacityProvider: "y", base: 1 },
              ],
              placementConstraints: [{ type: "distinctInstance", expression: "e" }],
            },
          },
          {
            targetId: "d",
            arn: { ref: "Topic/oncall" },
            sqsParameters: { messageGroupId: "a" },
            inputTransformer: {
              inputPathsMap: { "a b": "detail" },
              inputTemplate: "<who> <aws.events.rule-name>",
            },
          },
        ),
      ),
    ).toEqual([
      "/spec/targets/0/input bad-input",
      "/spec/targets/0/inputPath conflicting-fields",
      "/spec/targets/1 missing-parameters",
      "/spec/targets/1/deadLetterConfig/arn bad-dead-letters",
      "/spec/targets/1/targetId duplicate-target",
      "/spec/targets/2/kinesisParameters wrong-target",
      "/spec/targets/3 missing-role",
      "/spec/targets/3/ecsParameters missing-parameters",
      "/spec/targets/3/ecsParameters/capacityProviderStrategy conflicting-fields",
      "/spec/targets/3/ecsParameters/launchType conflicting-fields",
      "/spec/targets/3/ecsParameters/placementConstraints/0 conflicting-fields",
      "/spec/targets/4/inputTransformer/inputPathsMap bad-transformer",
      "/spec/targets/4/inputTransformer/inputPathsMap bad-transformer",
      "/spec/targets/4/inputTransformer/inputTemplate bad-transformer",
      "/spec/targets/4/sqsParameters wrong-target",
    ]);
  });

  test("what a discovered resource completes is looked at later", () => {
    expect(
      check({
        scheduleExpression: "rate(${each.tags.Every})",
        targets: [{ targetId: "${each.id}", arn: "${each.arn}", input: '"${each.name}"' }],
      }),
    ).toEqual([]);
  });
});
