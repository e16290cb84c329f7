import {
  AddPermissionCommand,
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetDataProtectionPolicyCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PutDataProtectionPolicyCommand,
  RemovePermissionCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { beforeEach, describe, expect, it } from "vitest";
import { pendingTokens } from "../../controller/sandbox/services/sns/subscriptions.ts";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let client: SNSClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(() => {
  sandbox = testSandbox();
  client = new SNSClient(clientOf(sandbox));
});

const topicArn = `arn:aws:sns:us-east-1:${account}:oncall`;
const queue = `arn:aws:sqs:us-east-1:${account}:queue`;
const refusal = { name: "InvalidParameterException" };

const create = (Name: string, Attributes?: Record<string, string>, tags: Record<string, string> = {}) =>
  client.send(
    new CreateTopicCommand({
      Name,
      ...(Attributes && { Attributes }),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
const attributes = async (TopicArn = topicArn) =>
  (await client.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};
const set = (AttributeName: string, AttributeValue: string, TopicArn = topicArn) =>
  client.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
const subscribe = (Protocol: string, Endpoint: string, more = {}) =>
  client.send(new SubscribeCommand({ TopicArn: topicArn, Protocol, Endpoint, ...more }));
const subscribed = async (Protocol: string, Endpoint: string, Attributes: Record<string, string> = {}) =>
  (await subscribe(Protocol, Endpoint, { Attributes, ReturnSubscriptionArn: true })).SubscriptionArn ?? "";
const subscription = async (SubscriptionArn: string) =>
  (await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).Attributes ?? {};
const setSubscription = (SubscriptionArn: string, AttributeName: string, AttributeValue: string) =>
  client.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }));

describe("a topic", () => {
  it("has a policy of its own, and no attribute that was never set", async () => {
    expect(await create("oncall")).toMatchObject({ TopicArn: topicArn });
    const made = await attributes();
    expect(Object.keys(made).toSorted()).toEqual([
      "DisplayName",
      "EffectiveDeliveryPolicy",
      "Owner",
      "Policy",
      "SubscriptionsConfirmed",
      "SubscriptionsDeleted",
      "SubscriptionsPending",
      "TopicArn",
    ]);
    expect(JSON.parse(made["Policy"] ?? "")).toMatchObject({
      Id: "__default_policy_ID",
      Statement: [{ Resource: topicArn, Condition: { StringEquals: { "AWS:SourceOwner": account } } }],
    });
  });

  it("is created once, and not with other attributes or tags", async () => {
    await create("oncall", { DisplayName: "On-call" }, { team: "a" });
    expect(await create("oncall")).toMatchObject({ TopicArn: topicArn });
    await create("oncall", { DisplayName: "On-call" }, { team: "a" });
    await expect(create("oncall", { DisplayName: "Other" })).rejects.toThrow("different attributes");
    await expect(create("oncall", {}, { team: "b" })).rejects.toThrow("different tags");
  });

  it.each<[string, Record<string, string>]>([
    ["a name", {}],
    ["on.call", {}],
    ["", {}],
    ["oncall.fifo", {}],
    ["oncall", { FifoTopic: "true" }],
    ["oncall", { Colour: "red" }],
    ["oncall", { ContentBasedDeduplication: "true" }],
    ["oncall", { TracingConfig: "Sometimes" }],
  ])("called %j with %j is refused", async (name, given) => {
    await expect(create(name, given)).rejects.toMatchObject(refusal);
  });

  it("that is FIFO has its attributes, and stays one", async () => {
    const arn = `${topicArn}.fifo`;
    await create("oncall.fifo", { FifoTopic: "true" });
    expect(await attributes(arn)).toMatchObject({
      FifoTopic: "true",
      ContentBasedDeduplication: "false",
      FifoThroughputScope: "Topic",
    });
    await set("ContentBasedDeduplication", "true", arn);
    await set("FifoThroughputScope", "MessageGroup", arn);
    await set("ArchivePolicy", '{"MessageRetentionPeriod":"30"}', arn);
    expect(await attributes(arn)).toMatchObject({ ContentBasedDeduplication: "true" });
    await expect(set("FifoTopic", "false", arn)).rejects.toMatchObject(refusal);
    await expect(client.send(new DeleteTopicCommand({ TopicArn: arn }))).rejects.toThrow("archive");
    await set("ArchivePolicy", "{}", arn);
    expect(await attributes(arn)).not.toHaveProperty("ArchivePolicy");
  });

  it.each([
    ["DisplayName", "On-call", ""],
    ["KmsMasterKeyId", "alias/topics", ""],
    ["DeliveryPolicy", '{"http":{"defaultHealthyRetryPolicy":{"numRetries":7}}}', ""],
    ["HTTPFailureFeedbackRoleArn", `arn:aws:iam::${account}:role/feedback`, ""],
  ])("keeps %s until it is set to nothing", async (name, value, nothing) => {
    await create("oncall");
    await set(name, value);
    expect((await attributes())[name]).toBe(value);
    await set(name, nothing);
    expect((await attributes())[name] ?? "").toBe("");
  });

  it.each([
    ["SignatureVersion", "2"],
    ["TracingConfig", "Active"],
    ["MaximumMessageSize", "1048576"],
    ["SQSSuccessFeedbackSampleRate", "0"],
  ])("keeps %s", async (name, value) => {
    await create("oncall");
    await set(name, value);
    expect((await attributes())[name]).toBe(value);
  });

  it.each([
    ["SignatureVersion", "3"],
    ["MaximumMessageSize", "1023"],
    ["SQSSuccessFeedbackSampleRate", "101"],
    ["SQSFailureFeedbackSampleRate", "1"],
    ["DeliveryPolicy", "seldom"],
    ["Policy", ""],
    ["Policy", '{"Statement":[]}'],
    ["Policy", '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}}'],
    ["__proto__", "1"],
    ["Owner", "1"],
  ])("refuses %s %j", async (name, value) => {
    await create("oncall");
    await expect(set(name, value)).rejects.toMatchObject(refusal);
  });

  it("gives a policy back rearranged: with a version, root ARNs, and lists of one as the one", async () => {
    await create("oncall");
    const Statement = [
      {
        Sid: "a",
        Effect: "Allow",
        Principal: { AWS: [account] },
        Action: ["SNS:Publish"],
        Resource: topicArn,
      },
    ];
    await set("Policy", JSON.stringify({ Statement }));
    expect(JSON.parse((await attributes())["Policy"] ?? "")).toEqual({
      Version: "2008-10-17",
      Statement: [
        {
          Sid: "a",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "SNS:Publish",
          Resource: topicArn,
        },
      ],
    });
  });

  it("shows what a delivery policy comes to", async () => {
    await create("oncall", { DeliveryPolicy: '{"http":{"defaultHealthyRetryPolicy":{"numRetries":7}}}' });
    expect(JSON.parse((await attributes())["EffectiveDeliveryPolicy"] ?? "")).toMatchObject({
      http: { defaultHealthyRetryPolicy: { numRetries: 7, minDelayTarget: 20 } },
    });
  });

  it("lets permissions be added and removed", async () => {
    await create("oncall");
    const of = { TopicArn: topicArn, Label: "them" };
    await client.send(
      new AddPermissionCommand({ ...of, AWSAccountId: ["444455556666"], ActionName: ["Publish"] }),
    );
    expect((await attributes())["Policy"]).toContain("arn:aws:iam::444455556666:root");
    await client.send(new RemovePermissionCommand(of));
    expect((await attributes())["Policy"]).not.toContain("444455556666");
    await expect(client.send(new RemovePermissionCommand(of))).rejects.toMatchObject({
      name: "NotFoundException",
    });
  });

  it("has a data protection policy only when one was put", async () => {
    await create("oncall");
    const get = () => client.send(new GetDataProtectionPolicyCommand({ ResourceArn: topicArn }));
    expect((await get()).DataProtectionPolicy ?? "").toBe("");
    const DataProtectionPolicy = '{"Name":"n","Version":"2021-06-01","Statement":[]}';
    await client.send(new PutDataProtectionPolicyCommand({ ResourceArn: topicArn, DataProtectionPolicy }));
    expect(await get()).toMatchObject({ DataProtectionPolicy });
  });

  it("that isn't there is NotFound, and is deleted without a word", async () => {
    await expect(attributes()).rejects.toMatchObject({ name: "NotFoundException" });
    await client.send(new DeleteTopicCommand({ TopicArn: topicArn }));
    await expect(attributes("oncall")).rejects.toMatchObject(refusal);
    await expect(attributes("arn:aws:sns:us-east-1:444455556666:oncall")).rejects.toMatchObject({
      name: "AuthorizationErrorException",
    });
  });

  it("carries tags, at most 50", async () => {
    await create("oncall", undefined, { team: "a" });
    const tags = async () =>
      (await client.send(new ListTagsForResourceCommand({ ResourceArn: topicArn }))).Tags;
    await client.send(
      new TagResourceCommand({ ResourceArn: topicArn, Tags: [{ Key: "env", Value: "prod" }] }),
    );
    await client.send(new UntagResourceCommand({ ResourceArn: topicArn, TagKeys: ["team"] }));
    expect(await tags()).toEqual([{ Key: "env", Value: "prod" }]);
    const many = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: "" }));
    await expect(
      client.send(new TagResourceCommand({ ResourceArn: topicArn, Tags: many })),
    ).rejects.toMatchObject({ name: "TagLimitExceededException" });
    await expect(
      client.send(new ListTagsForResourceCommand({ ResourceArn: `${topicArn}2` })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("is listed with 100 a page", async () => {
    for (let i = 0; i < 101; i++) await create(`t${i}`);
    const first = await client.send(new ListTopicsCommand({}));
    expect(first.Topics).toHaveLength(100);
    const second = await client.send(new ListTopicsCommand({ NextToken: first.NextToken }));
    expect(second.Topics).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  });
});

describe("a subscription", () => {
  beforeEach(async () => {
    await create("oncall");
  });

  it("by mail is pending until its token comes back, and can't be ended before", async () => {
    expect(await subscribe("email", "a@acme.example")).toMatchObject({
      SubscriptionArn: "pending confirmation",
    });
    const listed = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
    expect(listed.Subscriptions).toMatchObject([
      { SubscriptionArn: "PendingConfirmation", Protocol: "email" },
    ]);
    expect(await attributes()).toMatchObject({ SubscriptionsPending: "1", SubscriptionsConfirmed: "0" });
    const arn = await subscribed("email", "a@acme.example");
    const end = () => client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    await expect(end()).rejects.toThrow("pending confirmation");

    const scope = { world: sandbox.world, account, region: "us-east-1" };
    const Token = pendingTokens(scope, topicArn).get("a@acme.example");
    await client.send(new ConfirmSubscriptionCommand({ TopicArn: topicArn, Token }));
    expect(await subscription(arn)).toMatchObject({ PendingConfirmation: "false" });
    await end();
    expect(await attributes()).toMatchObject({ SubscriptionsConfirmed: "0", SubscriptionsDeleted: "1" });
  });

  it("that nobody confirms is gone after 48 hours", async () => {
    await subscribe("email", "a@acme.example");
    await sandbox.clock.sleep(48 * 3_600_000);
    expect((await client.send(new ListSubscriptionsCommand({}))).Subscriptions ?? []).toEqual([]);
  });

  it("of a queue is confirmed at once in its own account, and pending in another", async () => {
    const arn = await subscribed("sqs", queue);
    expect(arn.startsWith(`${topicArn}:`)).toBe(true);
    expect(await subscription(arn)).toMatchObject({
      PendingConfirmation: "false",
      RawMessageDelivery: "false",
    });
    const other = await subscribe("sqs", "arn:aws:sqs:us-east-1:444455556666:queue");
    expect(other.SubscriptionArn).toBe("pending confirmation");
  });

  it("is made once, and not again with other attributes", async () => {
    const arn = await subscribed("sqs", queue, { RawMessageDelivery: "true" });
    expect(await subscribed("sqs", queue)).toBe(arn);
    await expect(subscribed("sqs", queue, { RawMessageDelivery: "false" })).rejects.toThrow(
      "different attributes",
    );
  });

  it("shows its filter's scope beside the filter, and neither once the filter is {}", async () => {
    const arn = await subscribed("sqs", queue, { FilterPolicy: '{"severity":["high"]}' });
    expect(await subscription(arn)).toMatchObject({ FilterPolicyScope: "MessageAttributes" });
    const nested = '{"detail":{"severity":["high"]}}';
    await expect(setSubscription(arn, "FilterPolicy", nested)).rejects.toThrow("nested");
    await setSubscription(arn, "FilterPolicyScope", "MessageBody");
    await setSubscription(arn, "FilterPolicy", nested);
    await expect(setSubscription(arn, "FilterPolicyScope", "MessageAttributes")).rejects.toThrow("nested");
    await setSubscription(arn, "FilterPolicy", "{}");
    const cleared = await subscription(arn);
    expect(cleared).not.toHaveProperty("FilterPolicy");
    expect(cleared).not.toHaveProperty("FilterPolicyScope");
  });

  it("takes a nested filter for message bodies whichever order the attributes come in", async () => {
    const given = { FilterPolicy: '{"a":{"b":["c"]}}', FilterPolicyScope: "MessageBody" };
    expect(await subscription(await subscribed("sqs", queue, given))).toMatchObject(given);
  });

  it("has a dead-letter queue until it is null or empty, and no receive count", async () => {
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `${queue}-dead` });
    const arn = await subscribed("sqs", queue, { RedrivePolicy });
    expect(await subscription(arn)).toMatchObject({ RedrivePolicy });
    for (const nothing of ["null", ""]) {
      await setSubscription(arn, "RedrivePolicy", RedrivePolicy);
      await setSubscription(arn, "RedrivePolicy", nothing);
      expect(await subscription(arn)).not.toHaveProperty("RedrivePolicy");
    }
    const counted = JSON.stringify({ deadLetterTargetArn: `${queue}-dead`, maxReceiveCount: 5 });
    await expect(setSubscription(arn, "RedrivePolicy", counted)).rejects.toThrow("maxReceiveCount");
  });

  it.each<[string, string, Record<string, string>]>([
    ["pigeon", "roof", {}],
    ["email", "nobody", {}],
    ["https", "http://acme.example", {}],
    ["sqs", "queue", {}],
    ["sqs", `${queue}.fifo`, {}],
    ["firehose", `arn:aws:firehose:us-east-1:${account}:deliverystream/a`, {}],
    ["email", "a@acme.example", { RawMessageDelivery: "true" }],
    ["sqs", queue, { DeliveryPolicy: '{"healthyRetryPolicy":{}}' }],
    ["sqs", queue, { FilterPolicy: '{"a":"b"}' }],
    ["sqs", queue, { FilterPolicy: '{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}' }],
    ["sqs", queue, { ReplayPolicy: '{"PointType":"Timestamp"}' }],
  ])("of %s %s with %j is refused", async (protocol, endpoint, given) => {
    await expect(subscribed(protocol, endpoint, given)).rejects.toMatchObject(refusal);
  });

  it("goes with its topic", async () => {
    const arn = await subscribed("sqs", queue);
    await client.send(new DeleteTopicCommand({ TopicArn: topicArn }));
    await expect(subscription(arn)).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(subscription("PendingConfirmation")).rejects.toMatchObject(refusal);
  });

  it("is listed with 100 a page, by topic and in all", async () => {
    for (let i = 0; i < 101; i++) await subscribe("sqs", `${queue}-${i}`);
    const byTopic = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
    expect(byTopic.Subscriptions).toHaveLength(100);
    const rest = await client.send(new ListSubscriptionsCommand({ NextToken: byTopic.NextToken }));
    expect(rest.Subscriptions).toHaveLength(1);
  });
});
