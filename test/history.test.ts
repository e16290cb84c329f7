import { describe, expect, test } from "vitest";
import { kinds } from "../controller/generated/registry.ts";
import { findAuthors } from "../controller/history.ts";
import type { AnyKind, Wanted } from "../controller/kind.ts";
import { driftOf } from "../controller/report/drift.ts";
import type { StoredAlarm } from "../controller/sandbox/services/cloudwatch/stored-alarm.ts";
import { fixture as roles } from "./kinds/delivery-role.ts";
import { fixture as stores } from "./kinds/event-data-store.ts";
import type { KindFixture } from "./kinds/fixture.ts";
import { fixture as flowLogs } from "./kinds/flow-log.ts";
import { fixture as buckets } from "./kinds/log-bucket.ts";
import { fixture as alarms } from "./kinds/metric-alarm.ts";
import { fixture as topics } from "./kinds/topic.ts";
import { type Rig, rig, wantedBy } from "./rig.ts";
import { owner, scope } from "./widgets.ts";

function kind(name: string): AnyKind {
  const found = kinds.get(name);
  if (!found) throw new Error(`there is no kind ${name}`);
  return found;
}

/** What this installation has applied of a kind's default spec, and later finds changed. */
async function applied(
  name: string,
  fixture: KindFixture,
  spec = fixture.bases.default,
): Promise<{ on: Rig; wanted: Wanted[]; mira: { as: ReturnType<Rig["sandbox"]["person"]> } }> {
  const on = rig({ kinds: [kind(name)] });
  await fixture.seed?.(on.sandbox);
  const wanted = wantedBy(kind(name), spec);
  await on.pass(wanted);
  await on.clock.sleep(60_000);
  return { on, wanted, mira: { as: on.sandbox.person("mira", { sourceIp: "203.0.113.7" }) } };
}

async function authors(on: Rig, wanted: Wanted[]) {
  const { changes } = await on.plan(wanted);
  const { signal } = new AbortController();
  const found = await findAuthors(changes, { kinds, owner, signal, at: on.at });
  return [...found.authors.values()];
}

test("a changed field is its changer's, with call, address and time", async () => {
  const { on, wanted, mira } = await applied("MetricAlarm", alarms);
  await on.sandbox.call(
    "monitoring",
    "PutMetricAlarm",
    {
      AlarmName: "sample",
      Namespace: "X",
      MetricName: "Y",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
    },
    mira,
  );
  expect(await authors(on, wanted)).toEqual([
    {
      at: new Date("2026-03-01T12:01:00Z"),
      identity: "arn:aws:iam::111122223333:user/mira",
      call: "PutMetricAlarm",
      sourceAddress: "203.0.113.7",
    },
  ]);
});

test("who deletes a part of something is named, and who deletes what can be restored", async () => {
  const policy = { actions: ["logs:PutLogEvents"], resources: ["*"] };
  const spec = { ...roles.bases.default, path: "/ops/", statements: [policy] };
  const role = await applied("DeliveryRole", roles, spec);
  const RoleName = "sample";
  await role.on.sandbox.call("iam", "DeleteRolePolicy", { RoleName, PolicyName: "watchkeeper" }, role.mira);
  expect(await authors(role.on, role.wanted)).toMatchObject([{ call: "DeleteRolePolicy" }]);

  const store = await applied("EventDataStore", stores, { terminationProtectionEnabled: false });
  const { items } = await kind("EventDataStore").observe(store.on.at(scope), new Map());
  await store.on.sandbox.call(
    "cloudtrail",
    "DeleteEventDataStore",
    { EventDataStore: items[0]?.awsId },
    store.mira,
  );
  expect(await authors(store.on, store.wanted)).toMatchObject([
    { call: "DeleteEventDataStore", identity: "arn:aws:iam::111122223333:user/mira" },
  ]);
});

test("whoever reads has changed nothing, also where writing something else takes that read", async () => {
  const fromElsewhere = { ...kind("Topic"), iam: { read: [], write: ["iam:GetRole"] } };
  const on = rig({ kinds: [kind("DeliveryRole"), fromElsewhere] });
  const wanted = [
    ...wantedBy(kind("DeliveryRole"), { ...roles.bases.default, description: "Ours" }),
    ...wantedBy(fromElsewhere, topics.bases.default),
  ];
  await on.pass(wanted);
  await on.clock.sleep(60_000);
  const as = on.sandbox.person("mira");
  await on.sandbox.call("iam", "UpdateRole", { RoleName: "sample", Description: "Mira's" }, { as });
  const TopicArn = "arn:aws:sns:us-east-1:111122223333:sample";
  await on.sandbox.call("sns", "DeleteTopic", { TopicArn }, { as });
  await on.clock.sleep(60_000);
  await on.sandbox.call("iam", "GetRole", { RoleName: "sample" }, { as: on.sandbox.person("auditor") });
  const { changes } = await on.plan(wanted);
  const { signal } = new AbortController();
  const { authors: found } = await findAuthors(changes, {
    kinds: new Map([kind("DeliveryRole"), fromElsewhere].map((one) => [one.name, one])),
    owner,
    signal,
    at: on.at,
  });
  expect([...found].map(([change, { call, identity }]) => [change.kind, call, identity])).toContainEqual([
    "DeliveryRole",
    "UpdateRole",
    "arn:aws:iam::111122223333:user/mira",
  ]);
});

test("who tags a bucket or a role, or takes a bucket's setting away, is named", async () => {
  const bucket = await applied("LogBucket", buckets, { ...buckets.bases.default, tags: { team: "a" } });
  const Bucket = bucket.wanted[0]?.id;
  await bucket.on.sandbox.call("s3", "DeletePublicAccessBlock", { Bucket }, bucket.mira);
  expect(await authors(bucket.on, bucket.wanted)).toMatchObject([{ call: "DeleteBucketPublicAccessBlock" }]);
  await bucket.on.pass(bucket.wanted);
  await bucket.on.clock.sleep(60_000);
  const { TagSet } = (await bucket.on.sandbox.call("s3", "GetBucketTagging", { Bucket })) as {
    TagSet: { Key: string; Value: string }[];
  };
  const Tagging = { TagSet: TagSet.map((tag) => (tag.Key === "team" ? { ...tag, Value: "mira" } : tag)) };
  await bucket.on.sandbox.call("s3", "PutBucketTagging", { Bucket, Tagging }, bucket.mira);
  expect(await authors(bucket.on, bucket.wanted)).toMatchObject([{ call: "PutBucketTagging" }]);

  const role = await applied("DeliveryRole", roles, { ...roles.bases.default, tags: { team: "a" } });
  const Tags = [{ Key: "team", Value: "mira" }];
  await role.on.sandbox.call("iam", "TagRole", { RoleName: "sample", Tags }, role.mira);
  expect(await authors(role.on, role.wanted)).toMatchObject([{ call: "TagRole" }]);
});

test("calls that Watchkeeper never makes are found too", async () => {
  const { on, wanted, mira } = await applied("MetricAlarm", alarms);
  await on.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["other", "sample"] }, mira);
  expect(await authors(on, wanted)).toMatchObject([{ call: "DisableAlarmActions" }]);
});

test("where the event history can't be read is told, and authors are found everywhere else", async () => {
  const seoul = { ...scope, region: "ap-northeast-2" };
  const on = rig({ kinds: [kind("MetricAlarm")], scopes: [scope, seoul] });
  const spec = alarms.bases.default;
  const wanted = [scope, seoul].flatMap((where) => wantedBy(kind("MetricAlarm"), spec, { where }));
  await on.pass(wanted);
  await on.clock.sleep(60_000);
  const as = on.sandbox.person("mira");
  for (const { region } of [scope, seoul])
    await on.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["sample"] }, { as, region });
  const { changes } = await on.plan(wanted);
  on.sandbox.schedule(({ operation, region }) =>
    operation === "LookupEvents" && region === seoul.region ? { kind: "denied" } : undefined,
  );
  const { signal } = new AbortController();
  const { authors: found, problems } = await findAuthors(changes, { kinds, owner, signal, at: on.at });
  expect([...found.keys()].map((change) => change.scope.region)).toEqual([scope.region]);
  expect(problems).toMatchObject([{ code: "unknown-author", severity: "warning", region: seoul.region }]);
});

test("a deletion is told apart from a first creation", async () => {
  const { on, wanted, mira } = await applied("MetricAlarm", alarms);
  expect(await authors(rig({ kinds: [kind("MetricAlarm")] }), wanted)).toEqual([]);
  await on.sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["sample"] }, mira);
  expect(await authors(on, wanted)).toMatchObject([
    { call: "DeleteAlarms", identity: expect.stringContaining("mira") },
  ]);
});

test("a deleted flow log is found, though only AWS knew its id", async () => {
  const { on, wanted, mira } = await applied("FlowLog", flowLogs);
  const { FlowLogs = [] } = (await on.sandbox.call("ec2", "DescribeFlowLogs")) as {
    FlowLogs?: { FlowLogId?: string }[];
  };
  await on.sandbox.call(
    "ec2",
    "DeleteFlowLogs",
    { FlowLogIds: FlowLogs.map(({ FlowLogId }) => FlowLogId) },
    mira,
  );
  expect(await authors(on, wanted)).toMatchObject([
    { call: "DeleteFlowLogs", identity: expect.stringContaining("mira") },
  ]);
});

test("an alarm isn't taken for a metric of the same name", async () => {
  const { on, wanted, mira } = await applied("MetricAlarm", alarms, {
    ...alarms.bases.default,
    alarmName: "CPUUtilization",
  });
  await on.sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["CPUUtilization"] });
  await on.clock.sleep(1_000);
  const other = {
    AlarmName: "other",
    Namespace: "AWS/EC2",
    MetricName: "CPUUtilization",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  };
  await on.sandbox.call("monitoring", "PutMetricAlarm", other, mira);
  await on.sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["other"] }, mira);
  expect(await authors(on, wanted)).toMatchObject([{ identity: expect.stringContaining("developer") }]);
});

test("nobody is named where the latest call was our own", async () => {
  const { on, wanted, mira } = await applied("MetricAlarm", alarms);
  await on.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["sample"] }, mira);
  await on.clock.sleep(1_000);
  await on.pass(wanted);
  const table = on.sandbox.world.table<StoredAlarm>("111122223333", "us-east-1", "cloudwatch/alarms");
  // A change that no event tells of.
  const row = table.get("sample");
  if (row?.type === "MetricAlarm")
    table.put("sample", { ...row, alarm: { ...row.alarm, ActionsEnabled: false } });
  expect((await on.plan(wanted)).changes).toHaveLength(1);
  expect(await authors(on, wanted)).toEqual([]);
});

test("drifted tags are the tagger's, and a drifted field isn't", async () => {
  const { on, wanted, mira } = await applied("Topic", topics);
  const ResourceArn = "arn:aws:sns:us-east-1:111122223333:sample";
  await on.sandbox.call("sns", "SetTopicAttributes", {
    TopicArn: ResourceArn,
    AttributeName: "DisplayName",
    AttributeValue: "x",
  });
  await on.clock.sleep(1_000);
  await on.sandbox.call("sns", "TagResource", { ResourceArn, Tags: [{ Key: "a", Value: "b" }] }, mira);
  expect(await authors(on, wanted)).toMatchObject([
    { call: "SetTopicAttributes", identity: expect.stringContaining("developer") },
  ]);
});

describe("nobody is accused of", () => {
  const arn = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:sample";
  const edited = {
    AlarmName: "sample",
    Namespace: "X",
    MetricName: "Y",
    Statistic: "Sum",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  };

  test("a field that their call doesn't touch", async () => {
    const { on, wanted, mira } = await applied("MetricAlarm", alarms);
    const bob = { as: on.sandbox.person("bob") };
    await on.sandbox.call("monitoring", "PutMetricAlarm", edited, mira);
    await on.clock.sleep(60_000);
    await on.sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["sample"] }, bob);
    await on.sandbox.call("monitoring", "EnableAlarmActions", { AlarmNames: ["sample"] }, bob);
    expect(await authors(on, wanted)).toMatchObject([
      { identity: "arn:aws:iam::111122223333:user/mira", call: "PutMetricAlarm" },
    ]);
  });

  test("taking away what was never ours", async () => {
    const on = rig({ kinds: [kind("MetricAlarm")] });
    const mira = { as: on.sandbox.person("mira") };
    await on.sandbox.call("monitoring", "PutMetricAlarm", edited, mira);
    await on.clock.sleep(60_000);
    await on.sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["sample"] }, mira);
    expect(await authors(on, wantedBy(kind("MetricAlarm"), alarms.bases.default))).toEqual([]);
  });

  test("an edit that came before the owner tag was taken away by somebody else", async () => {
    const { on, wanted, mira } = await applied("MetricAlarm", alarms);
    const bob = { as: on.sandbox.person("bob") };
    await on.sandbox.call("monitoring", "PutMetricAlarm", edited, mira);
    await on.clock.sleep(60_000);
    const TagKeys = ["watchkeeper.dev/owner"];
    await on.sandbox.call("monitoring", "UntagResource", { ResourceARN: arn, TagKeys }, bob);
    const drift = driftOf(await on.plan(wanted), owner);
    const { signal } = new AbortController();
    const found = await findAuthors(drift.changes, { kinds, owner, signal, at: on.at });
    expect([...found.authors.values()]).toMatchObject([
      { identity: "arn:aws:iam::111122223333:user/bob", call: "UntagResource" },
    ]);
  });
});
