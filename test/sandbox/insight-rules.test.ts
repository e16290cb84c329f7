import {
  CloudWatchClient,
  DeleteInsightRulesCommand,
  DescribeAlarmsCommand,
  DescribeInsightRulesCommand,
  type DescribeInsightRulesCommandInput,
  DisableInsightRulesCommand,
  EnableInsightRulesCommand,
  ListManagedInsightRulesCommand,
  ListTagsForResourceCommand,
  PutInsightRuleCommand,
  PutManagedInsightRulesCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchClient;

beforeEach(() => {
  client = new CloudWatchClient(clientOf(testSandbox()));
});

const definition = (changes: object = {}, contribution: object = {}) =>
  JSON.stringify({
    Schema: { Name: "CloudWatchLogRule", Version: 1 },
    LogGroupNames: ["/shop/api"],
    LogFormat: "JSON",
    Contribution: { Keys: ["$.ip"], ...contribution },
    AggregateOn: "Count",
    ...changes,
  });
const put = (RuleName: string, more = {}) =>
  client.send(new PutInsightRuleCommand({ RuleName, RuleDefinition: definition(), ...more }));
const list = async (input: DescribeInsightRulesCommandInput = {}) =>
  client.send(new DescribeInsightRulesCommand(input));
const resource = "arn:aws:ec2:us-east-1:111122223333:vpc-endpoint-service/vpce-svc-1";

describe("a Contributor Insights rule", () => {
  it("is answered as it was put, running unless said otherwise", async () => {
    await put("noisy");
    expect((await list()).InsightRules).toEqual([
      {
        Name: "noisy",
        State: "ENABLED",
        Schema: '{"Name":"CloudWatchLogRule","Version":1}',
        Definition: definition(),
        ManagedRule: false,
        ApplyOnTransformedLogs: false,
      },
    ]);
  });

  it("is replaced by a second put, but for its tags", async () => {
    await put("noisy", { Tags: [{ Key: "a", Value: "1" }], ApplyOnTransformedLogs: true });
    await put("noisy", { Tags: [{ Key: "a", Value: "2" }], RuleState: "DISABLED" });
    expect((await list()).InsightRules).toMatchObject([{ State: "DISABLED", ApplyOnTransformedLogs: false }]);
    const { Tags } = await client.send(
      new ListTagsForResourceCommand({
        ResourceARN: `arn:aws:cloudwatch:us-east-1:${account}:insight-rule/noisy`,
      }),
    );
    expect(Tags).toEqual([{ Key: "a", Value: "1" }]);
  });

  it.each([
    ["", "no text"],
    ["{", "no JSON"],
    [definition({ Schema: { Name: "ServiceLogRule", Version: 1 } }), "another schema"],
    [definition({ LogGroupARNs: ["arn:aws:logs:us-east-1:1:log-group:a"] }), "names and ARNs"],
    [definition({ LogGroupNames: [] }), "no log group"],
    [definition({ LogFormat: "XML" }), "another format"],
    [definition({ AggregateOn: "Sum" }), "nothing to add up"],
    [definition({}, { ValueOf: "$.bytes" }), "something to add up that is only counted"],
    [definition({}, { Keys: ["$.a", "$.b", "$.c", "$.d", "$.e"] }), "five keys"],
    [definition({}, { Filters: [{ Match: "$.a" }] }), "a filter without an operator"],
    [definition({}, { Filters: [{ Match: "$.a", In: ["x"], EqualTo: 1 }] }), "a filter with two"],
    [definition({ LogGroupNames: ["/größe"] }), "what isn't ASCII"],
  ])("is refused with %s: %s", async (RuleDefinition) => {
    const refusal = put("noisy", { RuleDefinition });
    await expect(refusal).rejects.toMatchObject({ name: "InvalidParameterValueException" });
  });

  it("has a state that there is", async () => {
    await expect(put("noisy", { RuleState: "OFF" })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
  });
});

describe("several rules", () => {
  it("are a hundred at most, and listed by pages", async () => {
    for (let number = 0; number < 100; number++) await put(`r${String(number).padStart(3, "0")}`);
    await expect(put("one-more")).rejects.toMatchObject({ name: "LimitExceededException" });
    await put("r000", { RuleState: "DISABLED" });
    const first = await list({ MaxResults: 60 });
    const second = await list({ MaxResults: 60, NextToken: first.NextToken });
    expect([first.InsightRules?.length, second.InsightRules?.length]).toEqual([60, 40]);
    expect(second.NextToken).toBeUndefined();
    await expect(list({ NextToken: "made up" })).rejects.toMatchObject({ name: "InvalidNextToken" });
    await expect(list({ MaxResults: 501 })).rejects.toThrow("MaxResults");
  });

  it("are switched and deleted each by itself, with failures inside the answer", async () => {
    await put("a");
    await put("b");
    const RuleNames = ["a", "gone"];
    const { Failures } = await client.send(new DisableInsightRulesCommand({ RuleNames }));
    expect(Failures).toMatchObject([{ FailureResource: "gone", FailureCode: "404" }]);
    expect((await list()).InsightRules?.map(({ State }) => State)).toEqual(["DISABLED", "ENABLED"]);
    await client.send(new EnableInsightRulesCommand({ RuleNames }));
    expect((await list()).InsightRules?.map(({ State }) => State)).toEqual(["ENABLED", "ENABLED"]);
    const deleted = await client.send(new DeleteInsightRulesCommand({ RuleNames }));
    expect(deleted.Failures).toHaveLength(1);
    expect((await list()).InsightRules?.map(({ Name }) => Name)).toEqual(["b"]);
  });

  it("may be managed by AWS, and then nobody writes or deletes them", async () => {
    await client.send(
      new PutManagedInsightRulesCommand({
        ManagedRules: [{ TemplateName: "Bytes-v1", ResourceARN: resource }],
      }),
    );
    const { ManagedRules = [] } = await client.send(
      new ListManagedInsightRulesCommand({ ResourceARN: resource }),
    );
    const name = ManagedRules[0]?.RuleState?.RuleName ?? "";
    expect((await list()).InsightRules).toMatchObject([{ Name: name, ManagedRule: true }]);
    await expect(put(name)).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    const { Failures } = await client.send(new DeleteInsightRulesCommand({ RuleNames: [name] }));
    expect(Failures).toMatchObject([{ FailureResource: name }]);
  });

  it("aren't alarms", async () => {
    await put("a");
    expect((await client.send(new DescribeAlarmsCommand({}))).MetricAlarms).toEqual([]);
  });
});
