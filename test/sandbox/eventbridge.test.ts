import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  UntagResourceCommand,
} from "@aws-sdk/client-eventbridge";
import { beforeEach, describe, expect, it } from "vitest";
import type { StoredRule } from "../../controller/sandbox/services/eventbridge/rule-store.ts";
import { seedRole } from "../kinds/trail.ts";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let client: EventBridgeClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(() => {
  sandbox = testSandbox();
  client = new EventBridgeClient(clientOf(sandbox));
});

const EventPattern = '{"source":["aws.signin"]}';
const topic = `arn:aws:sns:us-east-1:${account}:oncall`;
const ruleArn = (name: string) => `arn:aws:events:us-east-1:${account}:rule/${name}`;
const invalid = { name: "ValidationException" };

const put = (Name: string, more: Partial<PutRuleCommandInput> = { EventPattern }) =>
  client.send(new PutRuleCommand({ Name, ...more }));
const describeRule = (Name: string, EventBusName?: string) =>
  client.send(new DescribeRuleCommand({ Name, ...(EventBusName && { EventBusName }) }));
const target = (Rule: string, ...Targets: Target[]) => client.send(new PutTargetsCommand({ Rule, Targets }));
const targets = async (Rule: string) =>
  (await client.send(new ListTargetsByRuleCommand({ Rule }))).Targets ?? [];
const failure = async (one: Partial<Target>) => {
  const { FailedEntries } = await target("root", { Id: "a", Arn: topic, ...one });
  return FailedEntries?.[0]?.ErrorMessage;
};

/** Makes a rule one that a service keeps. */
function manage(name: string, managedBy: string): void {
  const { world } = sandbox;
  const table = world.table<StoredRule>(account, "us-east-1", "events/rules");
  const rule = table.get(`default:${name}`);
  if (rule) table.put(`default:${name}`, { ...rule, managedBy });
}

describe("a rule", () => {
  it("is made enabled on the default bus, and described as it was put", async () => {
    const { RuleArn } = await put("root", { EventPattern, Description: "Root" });
    expect(RuleArn).toBe(ruleArn("root"));
    expect(await describeRule("root")).toMatchObject({
      Name: "root",
      Arn: ruleArn("root"),
      EventPattern,
      State: "ENABLED",
      Description: "Root",
      EventBusName: "default",
      CreatedBy: account,
    });
  });

  it("is replaced by another put: what isn't given is gone, targets stay, tags are ignored", async () => {
    await put("root", {
      EventPattern,
      Description: "Root",
      State: "DISABLED",
      Tags: [{ Key: "a", Value: "1" }],
    });
    await target("root", { Id: "a", Arn: topic });
    await put("root", { ScheduleExpression: "rate(1 hour)", Tags: [{ Key: "a", Value: "2" }] });
    const { EventPattern: pattern, Description, State, ScheduleExpression } = await describeRule("root");
    expect({ pattern, Description, State, ScheduleExpression }).toEqual({
      State: "ENABLED",
      ScheduleExpression: "rate(1 hour)",
    });
    expect(await targets("root")).toHaveLength(1);
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: ruleArn("root") }));
    expect(Tags).toEqual([{ Key: "a", Value: "1" }]);
  });

  it.each([
    ["no pattern and no schedule", {}, "ValidationException"],
    ["a schedule that isn't one", { ScheduleExpression: "every day" }, "ValidationException"],
    ["rate(1 hours)", { ScheduleExpression: "rate(1 hours)" }, "ValidationException"],
    ["a cron without ?", { ScheduleExpression: "cron(0 20 * * * *)" }, "ValidationException"],
    ["a pattern that is no JSON", { EventPattern: "{" }, "InvalidEventPatternException"],
    ["an empty pattern", { EventPattern: "{}" }, "InvalidEventPatternException"],
    ["a value that is no list", { EventPattern: '{"source":"aws.ec2"}' }, "InvalidEventPatternException"],
    ["an empty list", { EventPattern: '{"source":[]}' }, "InvalidEventPatternException"],
    ["an unknown operator", { EventPattern: '{"source":[{"like":"a"}]}' }, "InvalidEventPatternException"],
    ["a single alternative", { EventPattern: '{"$or":[{"a":["b"]}]}' }, "InvalidEventPatternException"],
    ["a bus that isn't there", { EventPattern, EventBusName: "none" }, "ResourceNotFoundException"],
    [
      "a role that nobody made",
      { EventPattern, RoleArn: `arn:aws:iam::${account}:role/none` },
      "ValidationException",
    ],
  ] as const)("isn't made with %s", async (_, input, name) => {
    await expect(put("root", input)).rejects.toMatchObject({ name });
  });

  it("has a name of letters, digits, periods, dashes and underscores", async () => {
    await expect(put("a b")).rejects.toMatchObject(invalid);
  });

  it("is switched off and on", async () => {
    await put("root");
    await client.send(new DisableRuleCommand({ Name: "root" }));
    expect((await describeRule("root")).State).toBe("DISABLED");
    await client.send(new EnableRuleCommand({ Name: "root" }));
    expect((await describeRule("root")).State).toBe("ENABLED");
    await expect(client.send(new EnableRuleCommand({ Name: "none" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("is deleted without targets only, and deleting none is no error", async () => {
    await put("root");
    await target("root", { Id: "a", Arn: topic });
    await expect(client.send(new DeleteRuleCommand({ Name: "root" }))).rejects.toMatchObject(invalid);
    await client.send(new RemoveTargetsCommand({ Rule: "root", Ids: ["a", "none"] }));
    await client.send(new DeleteRuleCommand({ Name: "root" }));
    await expect(describeRule("root")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await client.send(new DeleteRuleCommand({ Name: "root" }));
  });

  it("that a service keeps is changed by nobody, and deleted by force only", async () => {
    await put("root");
    await target("root", { Id: "a", Arn: topic });
    manage("root", "autoscaling.amazonaws.com");
    const refused = { name: "ManagedRuleException" };
    const ResourceARN = ruleArn("root");
    await expect(put("root")).rejects.toMatchObject(refused);
    await expect(target("root", { Id: "b", Arn: topic })).rejects.toMatchObject(refused);
    await expect(client.send(new DisableRuleCommand({ Name: "root" }))).rejects.toMatchObject(refused);
    await expect(
      client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "a", Value: "b" }] })),
    ).rejects.toMatchObject(refused);
    await expect(client.send(new RemoveTargetsCommand({ Rule: "root", Ids: ["a"] }))).rejects.toMatchObject(
      refused,
    );
    await client.send(new RemoveTargetsCommand({ Rule: "root", Ids: ["a"], Force: true }));
    await expect(client.send(new DeleteRuleCommand({ Name: "root" }))).rejects.toMatchObject(refused);
    await client.send(new DeleteRuleCommand({ Name: "root", Force: true }));
  });
});

describe("lists", () => {
  it("of rules have 100 a page, by name, of one bus", async () => {
    await client.send(new CreateEventBusCommand({ Name: "orders" }));
    await put("elsewhere", { EventPattern, EventBusName: "orders" });
    for (let index = 0; index < 150; index++) await put(`rule-${String(index).padStart(3, "0")}`);
    const first = await client.send(new ListRulesCommand({}));
    expect(first.Rules).toHaveLength(100);
    const second = await client.send(new ListRulesCommand({ NextToken: first.NextToken ?? "" }));
    expect(second.Rules?.map(({ Name }) => Name)).toEqual(
      Array.from({ length: 50 }, (_, index) => `rule-${100 + index}`),
    );
    expect(second.NextToken).toBeUndefined();
    const { Rules = [] } = await client.send(new ListRulesCommand({ NamePrefix: "rule-14" }));
    expect(Rules).toHaveLength(10);
    await expect(client.send(new ListRulesCommand({ Limit: 101 }))).rejects.toMatchObject(invalid);
  });

  it("end at 300 rules a bus", async () => {
    for (let index = 0; index < 300; index++) await put(`rule-${index}`);
    await expect(put("one-more")).rejects.toMatchObject({ name: "LimitExceededException" });
    await put("rule-7", { EventPattern, Description: "still changes" });
  });

  it("of rules by target name those that send there", async () => {
    await put("root");
    await put("other");
    await target("root", { Id: "a", Arn: topic });
    const { RuleNames } = await client.send(new ListRuleNamesByTargetCommand({ TargetArn: topic }));
    expect(RuleNames).toEqual(["root"]);
  });
});

describe("a target", () => {
  beforeEach(async () => {
    await put("root");
  });

  it("replaces the one of its id", async () => {
    await target("root", { Id: "a", Arn: topic, InputPath: "$.detail" }, { Id: "b", Arn: topic });
    await target("root", { Id: "a", Arn: topic });
    expect((await targets("root")).toSorted((a, b) => ((a.Id ?? "") < (b.Id ?? "") ? -1 : 1))).toEqual([
      { Id: "a", Arn: topic },
      { Id: "b", Arn: topic },
    ]);
  });

  it("is one of five at most", async () => {
    await target("root", ...["a", "b", "c", "d", "e"].map((Id) => ({ Id, Arn: topic })));
    await expect(target("root", { Id: "f", Arn: topic })).rejects.toMatchObject({
      name: "LimitExceededException",
    });
  });

  it("that can't be is named among the failed ones, and the others are there", async () => {
    const answer = await target("root", { Id: "a", Arn: "nowhere" }, { Id: "b", Arn: topic });
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      FailedEntries: [{ TargetId: "a", ErrorCode: "ValidationException" }],
    });
    expect((await targets("root")).map(({ Id }) => Id)).toEqual(["b"]);
  });

  it("has input from one place, which is JSON", async () => {
    expect(await failure({ Input: "{" })).toMatch(/JSON syntax error/);
    expect(await failure({ Input: "1", InputPath: "$.detail" })).toMatch(/Only one of/);
  });

  it("takes parameters of its own service only", async () => {
    expect(await failure({ KinesisParameters: { PartitionKeyPath: "$.id" } })).toMatch(/KinesisParameters/);
    const Arn = `arn:aws:sqs:us-east-1:${account}:orders.fifo`;
    expect(await failure({ Arn })).toMatch(/SqsParameters must be specified/);
    expect(await failure({ Arn, SqsParameters: { MessageGroupId: "a" } })).toBeUndefined();
  });

  it("is in the rule's region, unless it is an event bus", async () => {
    expect(await failure({ Arn: `arn:aws:sns:eu-west-1:${account}:oncall` })).toMatch(/region/);
    expect(await failure({ Arn: `arn:aws:events:eu-west-1:${account}:event-bus/default` })).toBeUndefined();
  });

  it("that needs a role needs one that trusts EventBridge and has got around", async () => {
    const Arn = `arn:aws:kinesis:us-east-1:${account}:stream/events`;
    await expect(target("root", { Id: "a", Arn })).rejects.toThrow("RoleArn is required");
    const RoleArn = `arn:aws:iam::${account}:role/rules`;
    await expect(target("root", { Id: "a", Arn, RoleArn })).rejects.toThrow("cannot be assumed by principal");
    await seedRole(sandbox, "rules", "events.amazonaws.com");
    sandbox.propagation = 10_000;
    await expect(target("root", { Id: "a", Arn, RoleArn })).rejects.toThrow("cannot be assumed by principal");
    await sandbox.clock.sleep(10_000);
    expect(await target("root", { Id: "a", Arn, RoleArn })).toMatchObject({ FailedEntryCount: 0 });
  });

  it("that is an ECS task gets its count and flags filled in", async () => {
    await seedRole(sandbox, "rules", "events.amazonaws.com");
    await target("root", {
      Id: "a",
      Arn: `arn:aws:ecs:us-east-1:${account}:cluster/shop`,
      RoleArn: `arn:aws:iam::${account}:role/rules`,
      EcsParameters: { TaskDefinitionArn: `arn:aws:ecs:us-east-1:${account}:task-definition/cleanup` },
    });
    expect((await targets("root"))[0]?.EcsParameters).toMatchObject({
      TaskCount: 1,
      EnableECSManagedTags: false,
      EnableExecuteCommand: false,
    });
  });
});

describe("an event bus", () => {
  it("is there as default from the start, and others are made and deleted", async () => {
    await client.send(new CreateEventBusCommand({ Name: "orders" }));
    const { EventBuses = [] } = await client.send(new ListEventBusesCommand({}));
    expect(EventBuses.map(({ Name }) => Name)).toEqual(["default", "orders"]);
    const again = client.send(new CreateEventBusCommand({ Name: "orders" }));
    await expect(again).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
    await put("root", { EventPattern, EventBusName: "orders" });
    expect((await describeRule("root", "orders")).Arn).toBe(ruleArn("orders/root"));
    const full = client.send(new DeleteEventBusCommand({ Name: "orders" }));
    await expect(full).rejects.toMatchObject(invalid);
    await client.send(new DeleteRuleCommand({ Name: "root", EventBusName: "orders" }));
    await client.send(new DeleteEventBusCommand({ Name: "orders" }));
    const gone = client.send(new DescribeEventBusCommand({ Name: "orders" }));
    await expect(gone).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("other than default takes no schedule", async () => {
    await client.send(new CreateEventBusCommand({ Name: "orders" }));
    const scheduled = put("root", { ScheduleExpression: "rate(1 hour)", EventBusName: "orders" });
    await expect(scheduled).rejects.toMatchObject(invalid);
  });

  it("keeps rules of the same name apart", async () => {
    await client.send(new CreateEventBusCommand({ Name: "orders" }));
    await put("root", { EventPattern, Description: "here" });
    await put("root", {
      EventPattern,
      Description: "there",
      EventBusName: `arn:aws:events:us-east-1:${account}:event-bus/orders`,
    });
    expect((await describeRule("root")).Description).toBe("here");
    expect((await describeRule("root", "orders")).Description).toBe("there");
  });
});

describe("tags", () => {
  it("are set, taken and found by the tagging service", async () => {
    await put("root", { EventPattern, Tags: [{ Key: "team", Value: "security" }] });
    const ResourceARN = ruleArn("root");
    await client.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "env", Value: "prod" }] }));
    await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "env", Value: "prod" }]);
    const found = await sandbox.call("tagging", "GetResources", { ResourceTypeFilters: ["events"] });
    expect(JSON.stringify(found)).toContain(ResourceARN);
  });

  it("of what isn't there are refused", async () => {
    const none = client.send(new ListTagsForResourceCommand({ ResourceARN: ruleArn("none") }));
    await expect(none).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("go with the rule", async () => {
    await put("root", { EventPattern, Tags: [{ Key: "team", Value: "security" }] });
    await client.send(new DeleteRuleCommand({ Name: "root" }));
    const found = await sandbox.call("tagging", "GetResources", { ResourceTypeFilters: ["events"] });
    expect(JSON.stringify(found)).not.toContain(ruleArn("root"));
  });
});
