import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { connect } from "../../controller/aws/connection.ts";
import { appliedTag, ownerTag } from "../../controller/aws/tags.ts";
import { virtualClock } from "../../controller/clock.ts";
import type { Document } from "../../controller/document.ts";
import type { TopicSpec } from "../../controller/generated/types.ts";
import type { Observed, Scope, Tags, Wanted } from "../../controller/kind.ts";
import type { TopicShape } from "../../controller/kinds/topic/shape.ts";
import { topic } from "../../controller/kinds/topic.ts";
import { createSandbox, type Sandbox } from "../../controller/sandbox/sandbox.ts";
import { pendingTokens } from "../../controller/sandbox/services/sns/subscriptions.ts";
import type { StoredSubscription } from "../../controller/sandbox/services/sns/topic-store.ts";
import { compare, pointer } from "../../controller/value/compare.ts";
import { encodeApplied } from "../../controller/value/fingerprint.ts";
import { manners } from "../widgets.ts";
import { testScope } from "./fixture.ts";
import { fixture } from "./topic.ts";

const queue = "arn:aws:sqs:us-east-1:111122223333:pages";
const name = "oncall";
const arn = `arn:aws:sns:us-east-1:111122223333:${name}`;
const tags: Tags = { [ownerTag]: "acme", team: "platform" };
const setting = { scope: testScope, name, each: undefined };

let sandbox: Sandbox;
let aws: Aws;

beforeEach(() => {
  const clock = virtualClock(new Date("2026-11-20T08:00:00Z"));
  sandbox = createSandbox({ clock, seed: 1 });
  aws = connect({
    clock,
    random: () => 0.5,
    transport: sandbox.requestHandler,
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
  }).visit({ owner: "acme", accounts: new Map() })(testScope);
});

function document(spec: TopicSpec, metadataName = name): Document<TopicSpec> {
  return {
    kind: "Topic",
    metadata: { name: metadataName, labels: {}, annotations: {} },
    spec,
    at: () => ({ file: "specs/topics.yaml", line: 1, column: 1 }),
  };
}

function codes(spec: TopicSpec, metadataName?: string): string[] {
  return topic.check(document(spec, metadataName)).map(({ code }) => code);
}

async function create(spec: TopicSpec): Promise<void> {
  const target = topic.desired(spec, setting);
  const id = topic.id(spec, setting);
  await topic.put(aws, {
    id,
    arn: topic.arn?.(id, testScope),
    before: undefined,
    target,
    tags,
    changed: new Set(Object.keys(target)),
    token: "t",
  });
}

async function read(
  spec: TopicSpec,
  observed?: Observed<TopicShape>,
): Promise<Observed<TopicShape> | undefined> {
  const target = { id: topic.id(spec, setting), wanted: topic.desired(spec, setting), observed };
  const listing = await topic.read(aws, [target], { tags: true });
  expect(listing.problems).toEqual([]);
  return listing.items[0];
}

async function live(spec: TopicSpec): Promise<Observed<TopicShape>> {
  const observed = await read(spec);
  if (!observed) throw new Error("the topic doesn't exist");
  return observed;
}

async function differences(spec: TopicSpec): Promise<string[]> {
  const { shape = {} } = await live(spec);
  return compare(topic.fields, shape, topic.desired(spec, setting)).map(({ path }) => pointer(path));
}

async function update(spec: TopicSpec): Promise<string[]> {
  const before = await live(spec);
  const target = topic.desired(spec, setting);
  const changed = new Set(compare(topic.fields, before.shape ?? {}, target).map(({ path }) => path[0] ?? ""));
  const earlier = writes().length;
  await topic.put(aws, { id: before.id, arn: before.arn, before, target, tags, changed, token: "t" });
  return writes().slice(earlier);
}

/** The operations of the writing calls so far. */
function writes(): string[] {
  return sandbox.calls.entries.flatMap(({ isWrite, operation }) => (isWrite ? [operation] : []));
}

async function call(operation: string, input: object): Promise<unknown> {
  return await sandbox.call("sns", operation, input);
}

async function confirm(endpoint: string): Promise<void> {
  const Token = pendingTokens({ world: sandbox.world, ...testScope }, arn).get(endpoint);
  await call("ConfirmSubscription", { TopicArn: arn, Token });
}

/** Changes every subscription as AWS has it. */
function meddle(change: (row: StoredSubscription) => StoredSubscription): void {
  const { account, region } = testScope;
  const table = sandbox.world.table<StoredSubscription>(account, region, "sns/subscriptions");
  for (const row of table.list()) table.put(row.arn, change(row));
}

function wanted(spec: TopicSpec, scope: Scope = testScope): ReadonlyMap<string, Wanted<TopicShape>> {
  const shape = topic.desired(spec, setting);
  const id = topic.id(spec, setting);
  const place = { file: "specs/topics.yaml", line: 1, column: 1 };
  const want: Wanted<TopicShape> = {
    kind: "Topic",
    name,
    each: undefined,
    scope,
    id,
    arn: undefined,
    shape,
    tags: {},
    manners,
    dependsOn: [],
    at: () => place,
  };
  return new Map([[id, want]]);
}

describe("a topic's canonical form", () => {
  test("an empty spec is what AWS makes of a topic without attributes", async () => {
    await create({});
    expect((await live({})).shape).toEqual(topic.desired({}, setting));
  });

  test("the default policy counts as none, however it is written", () => {
    const policy = {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: [
          "sns:Publish",
          "SNS:Receive",
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
        ],
        Resource: [arn],
        Condition: { StringEquals: { "aws:SourceOwner": ["111122223333"] } },
      },
    };
    expect(topic.desired({ policy }, setting)).not.toHaveProperty("policy");
  });

  test("a policy that grants more than the default one stays", () => {
    const policy = {
      Statement: [{ Effect: "Allow", Principal: "*", Action: "SNS:Publish", Resource: arn }],
    };
    expect(topic.desired({ policy }, setting).policy).toEqual(policy);
  });

  test("a policy of null, {} or no filter at all compares equal", () => {
    const subscription = { protocol: "sqs", endpoint: queue } as const;
    expect(topic.desired({ subscriptions: [{ ...subscription, filterPolicy: {} }] }, setting)).toEqual(
      topic.desired({ subscriptions: [subscription] }, setting),
    );
  });

  test("subscriptions are in order of protocol and endpoint, whatever the spec's order", () => {
    const subscriptions = [
      { protocol: "sqs", endpoint: queue },
      { protocol: "email", endpoint: "b@example.com" },
      { protocol: "email", endpoint: "a@example.com" },
    ] as const;
    const { subscriptions: sorted } = topic.desired({ subscriptions: [...subscriptions] }, setting);
    expect(sorted.map(({ endpoint }) => endpoint)).toEqual(["a@example.com", "b@example.com", queue]);
  });

  test("attributes that aren't JSON show as they are instead of failing the read", async () => {
    await create({});
    const attributes = sandbox.world.table<{ attributes: object }>("111122223333", "us-east-1", "sns/topics");
    const row = attributes.get(arn);
    if (row) attributes.put(arn, { ...row, attributes: { Policy: "{broken", SignatureVersion: "two" } });
    expect(await differences({})).toEqual(["/spec/policy", "/spec/signatureVersion"]);
  });
});

describe("a topic's name", () => {
  test("is metadata.name, with the key of its element where there are several", () => {
    expect(topic.id({}, setting)).toBe("oncall");
    expect(topic.id({}, { ...setting, each: "vpc-1" })).toBe("oncall-vpc-1");
    expect(topic.id({ topicName: "pages-vpc-1" }, { ...setting, each: "vpc-1" })).toBe("pages-vpc-1");
  });

  test("keeps .fifo at its end", () => {
    expect(topic.id({}, { ...setting, name: "orders.fifo" })).toBe("orders.fifo");
    expect(topic.id({}, { ...setting, name: "orders.fifo", each: "vpc-1" })).toBe("orders-vpc-1.fifo");
  });
});

describe("every base and variant of the fixture", () => {
  const specs = [
    ...Object.entries(fixture.bases),
    ...Object.entries(fixture.variants).flatMap(([title, [a, b]]): [string, TopicSpec][] => [
      [`${title}, before`, a],
      [`${title}, after`, b],
    ]),
  ];

  test.each(specs)("%s: has nothing to check", (_, spec) => {
    expect(topic.check(document(spec))).toEqual([]);
  });

  test.each(specs)("%s: reads back as it was created", async (_, spec) => {
    await create(spec);
    expect(await differences(spec)).toEqual([]);
  });

  const pairs = Object.entries(fixture.variants).map(([title, [a, b]]): [string, TopicSpec, TopicSpec] => [
    title,
    a,
    b,
  ]);

  test.each(pairs)("%s: changes there and back again", async (_, a, b) => {
    await create(a);
    for (const subscription of b.subscriptions ?? a.subscriptions ?? [])
      if (subscription.protocol === "https") await confirm(subscription.endpoint);
    await update(b);
    for (const subscription of b.subscriptions ?? [])
      if (subscription.protocol === "email") await confirm(subscription.endpoint);
    expect(await differences(b)).toEqual([]);
    await update(a);
    expect(await differences(a)).toEqual([]);
  });
});

describe("writing", () => {
  test("a change of one attribute is one call", async () => {
    await create({ displayName: "On-call" });
    expect(await update({ displayName: "Operations" })).toEqual(["SetTopicAttributes"]);
  });

  test("attributes that leave the spec are reset", async () => {
    await create({
      displayName: "On-call",
      kmsMasterKeyId: "alias/monitoring",
      signatureVersion: 2,
      sqsSuccessFeedbackSampleRate: 10,
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: arn,
          },
        ],
      },
    });
    await update({});
    expect(await differences({})).toEqual([]);
  });

  test("an unconfirmed subscription is neither drift nor subscribed again", async () => {
    const spec: TopicSpec = {
      subscriptions: [
        { protocol: "email", endpoint: "oncall@example.com", filterPolicy: { severity: ["critical"] } },
      ],
    };
    await create(spec);
    expect(await differences(spec)).toEqual([]);
    const observed = await live(spec);
    expect(topic.health?.(observed).map(({ reason }) => reason)).toEqual(["SubscriptionPending"]);
    await create(spec);
    expect(writes()).toEqual(["CreateTopic", "Subscribe", "CreateTopic"]);
    await confirm("oncall@example.com");
    expect(await differences(spec)).toEqual([]);
    expect(topic.health?.(await live(spec))).toEqual([]);
  });

  test("a subscription added by hand is drift by its protocol and endpoint, and is unsubscribed", async () => {
    await create({});
    await call("Subscribe", { TopicArn: arn, Protocol: "sqs", Endpoint: queue });
    expect(await differences({})).toEqual([`/spec/subscriptions/sqs ${queue}`]);
    expect(await update({})).toEqual(["Unsubscribe"]);
    expect(await differences({})).toEqual([]);
  });

  test("a refused subscription isn't in the others' way, and nobody loses theirs to it", async () => {
    await create({ subscriptions: [{ protocol: "sqs", endpoint: queue }] });
    const spec: TopicSpec = {
      displayName: "On call",
      subscriptions: [
        { protocol: "email", endpoint: "a-refused@example.com" },
        { protocol: "email", endpoint: "oncall@example.com" },
      ],
    };
    sandbox.schedule(({ operation, input }) =>
      operation === "Subscribe" && JSON.stringify(input).includes("a-refused")
        ? { kind: "denied" }
        : undefined,
    );
    await expect(update(spec)).rejects.toMatchObject({ Code: "AuthorizationError" });
    expect(await differences(spec)).toEqual([
      "/spec/subscriptions/email a-refused@example.com",
      `/spec/subscriptions/sqs ${queue}`,
    ]);
    sandbox.schedule(undefined);
    expect(await update(spec)).toEqual(["Subscribe", "Unsubscribe"]);
    expect(await differences(spec)).toEqual([]);
  });

  test("a refused policy, of a deleted principal, doesn't keep the rest from being written", async () => {
    await create({});
    const spec: TopicSpec = {
      policy: {
        Statement: [{ Effect: "Allow", Principal: { AWS: "gone" }, Action: "sns:Publish", Resource: arn }],
      },
      tracingConfig: "Active",
      subscriptions: [{ protocol: "sqs", endpoint: queue }],
    };
    sandbox.schedule(({ input }) =>
      JSON.stringify(input).includes('"Policy"') ? { kind: "denied" } : undefined,
    );
    await expect(update(spec)).rejects.toMatchObject({ Code: "AuthorizationError" });
    expect(await differences(spec)).toEqual(["/spec/policy"]);
  });

  test("a lost answer stops the writes, since what became of that one isn't known", async () => {
    await create({});
    sandbox.schedule(({ operation }) =>
      operation === "SetTopicAttributes" ? { kind: "fail-before" } : undefined,
    );
    const spec: TopicSpec = { displayName: "On call", subscriptions: [{ protocol: "sqs", endpoint: queue }] };
    await expect(update(spec)).rejects.toThrow("An internal error");
    expect(writes()).toEqual(["CreateTopic", "SetTopicAttributes"]);
  });

  test("a pending subscription that git doesn't want is a condition, not a write", async () => {
    await create({});
    await call("Subscribe", { TopicArn: arn, Protocol: "email", Endpoint: "eve@example.com" });
    expect(await differences({})).toEqual([]);
    const [condition] = topic.health?.(await live({})) ?? [];
    expect(condition?.message).toContain("isn't in git");
    await confirm("eve@example.com");
    expect(await differences({})).toEqual(["/spec/subscriptions/email eve@example.com"]);
  });

  test("a subscription that fell back to pending counts as unsubscribed", async () => {
    const spec: TopicSpec = { subscriptions: [{ protocol: "sqs", endpoint: queue }] };
    await create(spec);
    const before = await live({});
    meddle((row) => ({ ...row, pending: true }));
    const target = topic.desired({}, setting);
    const changed = new Set(["subscriptions"]);
    await topic.put(aws, { id: name, arn, before, target, tags, changed, token: "t" });
    expect(await differences({})).toEqual([]);
  });

  test("a subscription that AWS lists as deleted is gone", async () => {
    const spec: TopicSpec = { subscriptions: [{ protocol: "sqs", endpoint: queue }] };
    await create(spec);
    meddle((row) => ({ ...row, arn: "Deleted" }));
    expect(await differences(spec)).toEqual([`/spec/subscriptions/sqs ${queue}`]);
  });

  test("another account's subscription that can't be read is left as it is and reported", async () => {
    const spec: TopicSpec = {
      subscriptions: [{ protocol: "sqs", endpoint: queue, rawMessageDelivery: true }],
    };
    await create(spec);
    meddle((row) => ({ ...row, owner: "444455556666" }));
    sandbox.schedule(({ operation }) =>
      operation === "GetSubscriptionAttributes" ? { kind: "denied" } : undefined,
    );
    const observed = await live(spec);
    expect(observed.shape).toEqual(topic.desired(spec, setting));
    expect(topic.health?.(observed).map(({ reason }) => reason)).toEqual(["SubscriptionUnreadable"]);
  });

  test("the same address by two protocols is two subscriptions", async () => {
    const spec: TopicSpec = { subscriptions: [{ protocol: "email", endpoint: "oncall@example.com" }] };
    await create(spec);
    await confirm("oncall@example.com");
    await call("Subscribe", { TopicArn: arn, Protocol: "email-json", Endpoint: "oncall@example.com" });
    await confirm("oncall@example.com");
    expect(await differences(spec)).toEqual(["/spec/subscriptions/email-json oncall@example.com"]);
  });

  test("a nested filter's scope goes before it, a flat one's after it", async () => {
    const flat: TopicSpec = {
      subscriptions: [{ protocol: "sqs", endpoint: queue, filterPolicy: { severity: ["critical"] } }],
    };
    const nested: TopicSpec = {
      subscriptions: [
        {
          protocol: "sqs",
          endpoint: queue,
          filterPolicyScope: "MessageBody",
          filterPolicy: { detail: { severity: ["critical"] } },
        },
      ],
    };
    await create(flat);
    await update(nested);
    await update(flat);
    const sent = sandbox.calls.entries
      .filter(({ operation }) => operation === "SetSubscriptionAttributes")
      .map(({ input }) => input);
    expect(sent).toMatchObject(
      ["FilterPolicyScope", "FilterPolicy", "FilterPolicy", "FilterPolicyScope"].map((AttributeName) => ({
        AttributeName,
      })),
    );
    expect(await differences(flat)).toEqual([]);
  });

  test("a topic of somebody else's under the same name isn't taken over", async () => {
    await call("CreateTopic", { Name: name });
    await expect(create({})).rejects.toThrow("different tags");
    expect((await live({})).tags).toEqual({});
  });

  test("tags are added and removed", async () => {
    await create({});
    await topic.tag(aws, await live({}), { team: "payments", tier: "1" }, [ownerTag]);
    expect((await live({})).tags).toEqual({ team: "payments", tier: "1" });
  });
});

describe("a data protection policy", () => {
  const spec: TopicSpec = {
    dataProtectionPolicy: { Name: "p", Version: "2021-06-01", Statement: [{ Sid: "audit" }] },
  };

  test("costs a call only where git declares it", async () => {
    await create({});
    await live({});
    expect(sandbox.calls.entries.map(({ operation }) => operation)).not.toContain("GetDataProtectionPolicy");
    await update(spec);
    expect(await differences(spec)).toEqual([]);
  });

  test("is taken away again where it was applied once", async () => {
    await create(spec);
    const applied = encodeApplied(new Map([["dataProtectionPolicy", { wanted: "abcd", live: undefined }]]));
    await topic.tag(aws, await live({}), { [appliedTag]: applied }, []);
    expect(await differences({})).toEqual(["/spec/dataProtectionPolicy"]);
    expect(await update({})).toEqual(["PutDataProtectionPolicy"]);
    expect(await differences({})).toEqual([]);
  });
});

describe("listing", () => {
  test("the wanted and the owned topics are read, the others only counted", async () => {
    await create({});
    await call("CreateTopic", { Name: "left", Tags: [{ Key: ownerTag, Value: "acme" }] });
    await call("CreateTopic", { Name: "theirs", Tags: [{ Key: ownerTag, Value: "legacy" }] });
    const listing = await topic.observe(aws, wanted({}));
    expect(listing.items.map(({ id }) => id)).toEqual(["left", "oncall"]);
    expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
    expect(listing.items[1]?.tags).toEqual(tags);
  });

  test("250 topics take three pages", async () => {
    for (let index = 0; index < 250; index++) await call("CreateTopic", { Name: `t${index}` });
    const listing = await topic.observe(aws, new Map());
    expect(listing).toMatchObject({ items: [], foreign: 250, complete: true });
    expect(sandbox.calls.entries.filter(({ operation }) => operation === "ListTopics")).toHaveLength(3);
  });

  test("a topic that goes between the list and its details is absent", async () => {
    await create({});
    sandbox.schedule(({ operation }) => {
      if (operation === "GetTopicAttributes") void call("DeleteTopic", { TopicArn: arn });
      return undefined;
    });
    const listing = await topic.observe(aws, wanted({}));
    expect(listing).toMatchObject({ items: [], complete: true, problems: [] });
  });

  test("a page that fails makes the listing incomplete", async () => {
    sandbox.schedule(({ operation }) => (operation === "ListTopics" ? { kind: "denied" } : undefined));
    const listing = await topic.observe(aws, new Map());
    expect(listing.complete).toBe(false);
    expect(listing.problems[0]?.message).toContain("sns:ListTopics failed");
  });

  test("details that are denied leave that one topic alone", async () => {
    await create({});
    await call("CreateTopic", { Name: "other", Tags: [{ Key: ownerTag, Value: "acme" }] });
    sandbox.schedule(({ operation, input }) =>
      operation === "GetTopicAttributes" && JSON.stringify(input).includes(`"${arn}"`)
        ? { kind: "denied" }
        : undefined,
    );
    const listing = await topic.observe(aws, wanted({}));
    expect(listing.items.map(({ id, shape }) => [id, shape !== undefined])).toEqual([
      ["oncall", false],
      ["other", true],
    ]);
    expect(listing).toMatchObject({ complete: true, problems: [{ code: "unreadable" }] });
  });
});

describe("removing", () => {
  test("a topic goes with its archive, and one that is gone is no error", async () => {
    const spec: TopicSpec = { ...fixture.bases["fifo"], archivePolicy: { MessageRetentionPeriod: 7 } };
    await create(spec);
    const observed = await live(spec);
    expect(await topic.remove(aws, [observed])).toEqual(new Map());
    expect(await read(spec)).toBeUndefined();
    expect(await topic.remove(aws, [{ ...observed, shape: topic.desired({}, setting) }])).toEqual(new Map());
  });

  test("a topic that can't be deleted is named with AWS's error", async () => {
    await create({});
    const observed = await live({});
    sandbox.schedule(({ operation }) => (operation === "DeleteTopic" ? { kind: "denied" } : undefined));
    const failures = await topic.remove(aws, [observed]);
    expect([...failures.keys()]).toEqual([name]);
  });

  test("a shorter archive loses messages, a longer one doesn't", () => {
    const keeping = (archivePolicy: TopicSpec["archivePolicy"]) =>
      topic.desired({ ...fixture.bases["fifo"], ...(archivePolicy && { archivePolicy }) }, setting);
    const [long, short, none] = [
      keeping({ MessageRetentionPeriod: 30 }),
      keeping({ MessageRetentionPeriod: 7 }),
      keeping(undefined),
    ];
    const observedOf = (shape: typeof long) => ({ id: "t", arn: "arn", tags: {}, shape });
    expect(topic.loses?.(observedOf(long), short)).toContain("older than 7 days");
    expect(topic.loses?.(observedOf(short), none)).toBe("the messages in its archive");
    expect(topic.loses?.(observedOf(short), long)).toBeUndefined();
  });
});

describe("checks", () => {
  test("a FIFO topic's name ends in .fifo, and no other's does", () => {
    expect(codes({ fifoTopic: true })).toEqual(["fifo-name"]);
    expect(codes({}, "oncall.fifo")).toEqual(["fifo-name"]);
    expect(codes({ topicName: "${each.id}.fifo", fifoTopic: true })).toEqual([]);
  });

  test("a document's name that SNS doesn't take wants a topicName", () => {
    expect(codes({}, "on.call")).toEqual(["bad-topic-name"]);
    expect(codes({ topicName: "on-call" }, "on.call")).toEqual([]);
  });

  test("AWS's own key is a warning for alarms", () => {
    expect(topic.check(document({ kmsMasterKeyId: "alias/aws/sns" }))).toMatchObject([
      { severity: "warning", code: "alarms-cannot-publish" },
    ]);
    expect(codes({ kmsMasterKeyId: "alias/monitoring" })).toEqual([]);
  });

  test("everything that is wrong is reported at once", () => {
    const problems = topic.check(
      document({
        fifoThroughputScope: "MessageGroup",
        maximumMessageSize: 1_048_576,
        deliveryPolicy: { http: { defaultHealthyRetryPolicy: { minDelayTarget: 30, numNoDelayRetries: 4 } } },
        subscriptions: [
          { protocol: "email", endpoint: "nobody" },
          { protocol: "https", endpoint: "https://user:secret@example.com/" },
          {
            protocol: "sqs",
            endpoint: `${queue}.fifo`,
            replayPolicy: { PointType: "Timestamp", StartingPoint: "x" },
          },
          { protocol: "firehose", endpoint: "arn:aws:firehose:us-east-1:111122223333:deliverystream/a" },
          {
            protocol: "lambda",
            endpoint: "arn:aws:lambda:us-east-1:111122223333:function:f",
            rawMessageDelivery: true,
          },
          { protocol: "sqs", endpoint: queue, filterPolicyScope: "MessageBody" },
          { protocol: "sqs", endpoint: queue, filterPolicy: { a: { b: ["c"] } } },
        ],
      }),
    );
    expect(
      problems.map(
        ({ code, message }) => `${code} ${message.replace(/^subscriptions\S+ /, "").slice(0, 24)}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "fifo only FIFO topics have it",
        "wrong-protocol email can't get messages",
        "wrong-protocol https can't get messages",
        "bad-retry-policy minDelayTarget (30) is a",
        "bad-retry-policy its phases have 4 retrie",
        "bad-endpoint must be a mail address f",
        "password-in-endpoint has a password in it, wh",
        "fifo is a FIFO queue, which o",
        "fifo needs a FIFO topic with ",
        "missing-role needs subscriptionRoleAr",
        "wrong-protocol isn't possible for lambd",
        "scope-without-filter says nothing without fil",
        "duplicate-subscription sqs arn:aws:sqs:us-east-",
        "bad-filter-policy is nested at a, which on",
      ]
    `);
  });

  test("a filter policy has 5 keys and 150 combinations at most", () => {
    const filtered = (filterPolicy: Record<string, unknown>) =>
      codes({ subscriptions: [{ protocol: "sqs", endpoint: queue, filterPolicy }] });
    const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);
    expect(filtered({ a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"] })).toEqual([]);
    expect(filtered({ a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"], f: ["1"] })).toEqual([
      "bad-filter-policy",
    ]);
    expect(filtered({ a: values(15), b: values(10) })).toEqual([]);
    expect(filtered({ a: values(15), b: values(11) })).toEqual(["bad-filter-policy"]);
    expect(filtered({ a: "1", b: [] })).toEqual(["bad-filter-policy", "bad-filter-policy"]);
  });

  test("a FIFO topic has queues only", () => {
    const spec: TopicSpec = {
      topicName: "orders.fifo",
      fifoTopic: true,
      tracingConfig: "Active",
      subscriptions: [{ protocol: "email", endpoint: "oncall@example.com" }],
    };
    expect(codes(spec)).toEqual(["fifo", "fifo"]);
  });
});
