import { describe, expect, test } from "vitest";
import { objectTag, ownerTag } from "../../controller/aws/tags.ts";
import type { CostAnomalyMonitorSpec } from "../../controller/generated/types.ts";
import { type MonitorShape, monitorFromAws } from "../../controller/kinds/cost-anomaly-monitor/shape.ts";
import { costAnomalyMonitor } from "../../controller/kinds/cost-anomaly-monitor.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { fixture } from "./cost-anomaly-monitor.ts";
import { type Spec, testScope } from "./fixture.ts";
import { observedOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "costs", each: undefined };
const services = fixture.bases.default;
const mail = { type: "EMAIL", address: "finance@acme.example" };
const topic = { type: "SNS", address: "arn:aws:sns:us-east-1:111122223333:finance" };
const daily = { subscriptionName: "finance", frequency: "DAILY", threshold: 100, subscribers: [mail] };
const impact = {
  dimensions: {
    key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
    values: ["100"],
    matchOptions: ["GREATER_THAN_OR_EQUAL"],
  },
};
const team: Spec = { monitorType: "CUSTOM", monitorSpecification: { tags: { key: "team", values: ["a"] } } };

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const typed = (spec: Spec) => spec as unknown as CostAnomalyMonitorSpec;
const desired = (spec: Spec) => costAnomalyMonitor.desired(typed(spec), setting);
const idOf = (spec: Spec) => costAnomalyMonitor.id(typed(spec), setting);

describe("the shape of a monitor", () => {
  test("has a threshold in dollars as the expression that AWS makes of it", () => {
    expect(desired({ ...services, subscriptions: [daily] }).subscriptions).toEqual([
      {
        subscriptionName: "finance",
        frequency: "DAILY",
        thresholdExpression: impact,
        subscribers: [mail],
      },
    ]);
  });

  test("is the same whether AWS answers with a threshold of 100 or an expression of 100.0", () => {
    const live = {
      MonitorArn: "arn:m",
      MonitorName: "costs",
      MonitorType: "DIMENSIONAL" as const,
      MonitorDimension: "SERVICE" as const,
      DimensionalValueCount: 12,
    };
    const subscription = {
      SubscriptionArn: "arn:s",
      SubscriptionName: "finance",
      MonitorArnList: ["arn:m"],
      Frequency: "DAILY" as const,
      Subscribers: [
        { Type: "EMAIL" as const, Address: "finance@acme.example", Status: "CONFIRMED" as const },
      ],
      Threshold: 100,
    };
    const wanted = desired({ ...services, subscriptions: [daily] });
    expect(monitorFromAws(live, [subscription])).toEqual(wanted);
    const ThresholdExpression = {
      Dimensions: {
        Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE" as const,
        Values: ["100.0"],
        MatchOptions: ["GREATER_THAN_OR_EQUAL" as const],
      },
    };
    expect(monitorFromAws(live, [{ ...subscription, ThresholdExpression }])).toEqual(wanted);
  });

  test("is one of a kind where AWS manages it, and else told by its name and what it looks at", () => {
    expect(idOf(services)).toBe("every SERVICE");
    expect(idOf({ ...services, monitorName: "All" })).toBe("every SERVICE");
    expect(
      idOf({
        monitorType: "DIMENSIONAL",
        monitorDimension: "TAG",
        monitorSpecification: { tags: { key: "team" } },
      }),
    ).toBe("every TAG (tags team)");
    expect(idOf(team)).toBe("costs (tags team: a)");
    expect(idOf({ ...team, monitorName: "The team" })).toBe("The team (tags team: a)");
  });

  test("says whom AWS no longer writes to", () => {
    const status = {
      subscriptions: [{ name: "finance", arn: "arn:s", isTagged: true, declined: ["a@b.example"] }],
    };
    expect(costAnomalyMonitor.health?.(observedOf(desired(services), status))).toMatchObject([
      { reason: "SubscriberDeclined", severity: "warning", message: expect.stringContaining("a@b.example") },
    ]);
  });
});

describe("rules that a schema can't say", () => {
  test("none are broken by the fixture's specs", () => {
    const specs = [services, ...Object.values(fixture.variants).flat()];
    expect(specs.flatMap((spec) => verdict(costAnomalyMonitor, spec))).toEqual([]);
  });

  const custom = (monitorSpecification?: unknown, more: Spec = {}) =>
    verdict(costAnomalyMonitor, { monitorType: "CUSTOM", monitorSpecification, ...more });
  const managed = (monitorDimension: unknown, monitorSpecification?: unknown) =>
    verdict(costAnomalyMonitor, { monitorType: "DIMENSIONAL", monitorDimension, monitorSpecification });
  const at = "/spec/monitorSpecification";

  test("a custom monitor looks at accounts, a tag or a cost category", () => {
    expect(custom()).toEqual([`${at} missing-field`]);
    expect(custom({ tags: { key: "team", values: ["a"] } }, { monitorDimension: "TAG" })).toEqual([
      "/spec/monitorDimension conflicting-fields",
    ]);
    expect(custom({ dimensions: { key: "REGION", values: ["a"] } })).toEqual([`${at} invalid-value`]);
    expect(custom({ not: { tags: { key: "team", values: ["a"] } } })).toEqual([`${at} invalid-value`]);
    expect(custom({ tags: { key: "team" } })).toEqual([`${at}/tags missing-field`]);
    const values = Array.from({ length: 11 }, (_, index) => String(index));
    expect(custom({ tags: { key: "team", values } })).toEqual([`${at}/tags/values too-many`]);
    expect(custom({ costCategories: { key: "c", values: ["a", "b"] } })).toEqual([
      `${at}/costCategories/values too-many`,
    ]);
  });

  test("an AWS managed monitor has a dimension, and of a tag or category the key alone", () => {
    expect(managed(undefined)).toEqual(["/spec/monitorDimension missing-field"]);
    expect(managed("SERVICE", { tags: { key: "team" } })).toEqual([`${at} conflicting-fields`]);
    expect(managed("TAG")).toEqual([`${at} missing-field`]);
    expect(managed("TAG", { tags: { key: "team", values: ["a"] } })).toEqual([`${at} invalid-value`]);
    expect(managed("COST_CATEGORY", { tags: { key: "team" } })).toEqual([`${at} invalid-value`]);
  });

  const told = (...subscriptions: unknown[]) => verdict(costAnomalyMonitor, { ...services, subscriptions });
  const first = "/spec/subscriptions/0";

  test("a subscription has one threshold, of impact", () => {
    const { threshold: _, ...none } = daily;
    expect(told(none)).toEqual([`${first}/thresholdExpression missing-field`]);
    expect(told({ ...daily, thresholdExpression: impact })).toEqual([
      `${first}/threshold conflicting-fields`,
    ]);
    const over = (thresholdExpression: unknown) => told({ ...none, thresholdExpression });
    expect(over({ and: [impact, { tags: { key: "a" } }] })).toEqual([
      `${first}/thresholdExpression/and/1 invalid-value`,
    ]);
    expect(
      over({ dimensions: { ...impact.dimensions, values: ["much"], matchOptions: ["EQUALS"] } }),
    ).toEqual([
      `${first}/thresholdExpression/dimensions/matchOptions invalid-value`,
      `${first}/thresholdExpression/dimensions/values invalid-value`,
    ]);
  });

  test("topics are told at once, people by mail, and each subscription has its name", () => {
    expect(told(daily, daily)).toEqual(["/spec/subscriptions/1/subscriptionName duplicate"]);
    expect(told({ ...daily, frequency: "IMMEDIATE" })).toEqual([`${first}/subscribers/0/type invalid-value`]);
    expect(told({ ...daily, subscribers: [topic] })).toEqual([`${first}/subscribers/0/type invalid-value`]);
    const now = { ...daily, frequency: "IMMEDIATE" };
    expect(told({ ...now, subscribers: [{ type: "SNS", address: { ref: "Topic/finance" } }] })).toEqual([]);
    expect(told({ ...now, subscribers: [topic, { ...topic, address: `${topic.address}2` }] })).toEqual([
      `${first}/subscribers too-many`,
    ]);
    expect(told({ ...daily, subscribers: [mail, mail, { ...mail, address: "finance" }] })).toEqual([
      `${first}/subscribers/1/address duplicate`,
      `${first}/subscribers/2/address invalid-value`,
    ]);
  });
});

interface Monitor {
  MonitorArn: string;
  MonitorName: string;
}

async function monitorsIn(sandbox: Sandbox): Promise<Monitor[]> {
  const answer = await sandbox.call("ce", "GetAnomalyMonitors");
  return (answer as { AnomalyMonitors: Monitor[] }).AnomalyMonitors;
}

async function subscriptionsIn(
  sandbox: Sandbox,
): Promise<{ SubscriptionName: string; SubscriptionArn: string }[]> {
  const answer = await sandbox.call("ce", "GetAnomalySubscriptions");
  return (answer as { AnomalySubscriptions: { SubscriptionName: string; SubscriptionArn: string }[] })
    .AnomalySubscriptions;
}

describe("in the sandbox", () => {
  const full = desired({ ...services, subscriptions: [daily] });
  const id = "every SERVICE";

  async function made(target: MonitorShape = full) {
    const { sandbox, aws } = sandboxed();
    await costAnomalyMonitor.put(aws(), writeOf(id, target));
    const [monitor] = await monitorsIn(sandbox);
    const arn = monitor?.MonitorArn ?? "";
    const subscribe = (SubscriptionName: string, more: object = {}) =>
      sandbox.call("ce", "CreateAnomalySubscription", {
        AnomalySubscription: {
          SubscriptionName,
          MonitorArnList: [arn],
          Frequency: "WEEKLY",
          Threshold: 5,
          Subscribers: [{ Type: "EMAIL", Address: "team@acme.example" }],
          ...more,
        },
      });
    const read = async (wanted: MonitorShape = target) => {
      const [found] = (
        await costAnomalyMonitor.read(aws(), [{ id, wanted, observed: undefined }], { tags: true })
      ).items;
      if (!found) throw new Error("the monitor isn't there");
      return found;
    };
    return { sandbox, aws, arn, subscribe, read };
  }

  test("is created with its subscriptions, which carry its ownership but not its other tags", async () => {
    const { sandbox, arn, read } = await made();
    expect(await read()).toMatchObject({ id, arn, awsId: arn, shape: full, tags: { team: "payments" } });
    const [subscription] = await subscriptionsIn(sandbox);
    const tags = await sandbox.call("ce", "ListTagsForResource", {
      ResourceArn: subscription?.SubscriptionArn,
    });
    expect(tags).toEqual({
      ResourceTags: [
        { Key: objectTag, Value: ourTags[objectTag] },
        { Key: ownerTag, Value: "acme" },
      ],
    });
  });

  test("waits where Cost Explorer takes no more calls for now", async () => {
    const { sandbox, aws, arn } = await made();
    let left = 2;
    sandbox.schedule(({ operation }) =>
      operation.startsWith("Get") && left-- > 0 ? { kind: "throttle" } : undefined,
    );
    const listing = await costAnomalyMonitor.observe(aws(), wantedOf("CostAnomalyMonitor", full, id));
    expect(listing).toMatchObject({ complete: true, problems: [], items: [{ arn, shape: full }] });
  });

  test("a second attempt goes on with what the first one made", async () => {
    const { sandbox, aws, arn } = await made(desired(services));
    await costAnomalyMonitor.put(aws(), writeOf(id, full));
    expect(await monitorsIn(sandbox)).toMatchObject([{ MonitorArn: arn }]);
    expect(await subscriptionsIn(sandbox)).toMatchObject([{ SubscriptionName: "finance" }]);
  });

  test("leaves somebody else's subscriptions alone, when it changes and when it goes", async () => {
    const { sandbox, aws, subscribe, read } = await made();
    await subscribe("theirs");
    expect((await read()).shape).toEqual(full);
    const target = desired({ ...services, subscriptions: [{ ...daily, subscriptionName: "new" }] });
    await costAnomalyMonitor.put(aws(), writeOf(id, target, await read(target)));
    expect((await subscriptionsIn(sandbox)).map(({ SubscriptionName }) => SubscriptionName).sort()).toEqual([
      "new",
      "theirs",
    ]);
    expect(await costAnomalyMonitor.remove(aws(), [await read(target)])).toEqual(new Map());
    expect(await monitorsIn(sandbox)).toEqual([]);
    expect(await subscriptionsIn(sandbox)).toMatchObject([{ SubscriptionName: "theirs" }]);
  });

  test("takes over a subscription that git names and nobody has claimed", async () => {
    const { sandbox, aws, subscribe, read } = await made(desired(services));
    await subscribe("finance");
    const before = await read(full);
    expect(before.shape?.subscriptions).toMatchObject([{ subscriptionName: "finance", frequency: "WEEKLY" }]);
    await costAnomalyMonitor.put(aws(), writeOf(id, full, before));
    expect(await subscriptionsIn(sandbox)).toHaveLength(1);
    // Also when git doesn't name it any more.
    expect((await read(desired(services))).shape).toEqual(full);
  });

  test("leaves alone what somebody else calls like a subscription of ours", async () => {
    const { sandbox, aws, subscribe, read } = await made();
    const { SubscriptionArn: theirs } = (await subscribe("finance")) as { SubscriptionArn: string };
    const before = await read();
    expect(before.shape).toEqual(full);
    const target = desired({ ...services, subscriptions: [{ ...daily, frequency: "WEEKLY" }] });
    await costAnomalyMonitor.put(aws(), writeOf(id, target, before));
    expect(await costAnomalyMonitor.remove(aws(), [await read(target)])).toEqual(new Map());
    expect((await subscriptionsIn(sandbox)).map(({ SubscriptionArn }) => SubscriptionArn)).toEqual([theirs]);
  });

  test("takes over one of several that nobody has claimed, and leaves the others", async () => {
    const { sandbox, aws, subscribe, read } = await made(desired(services));
    await subscribe("finance");
    await subscribe("finance");
    await costAnomalyMonitor.put(aws(), writeOf(id, full, await read(full)));
    expect((await read()).shape).toEqual(full);
    expect(await subscriptionsIn(sandbox)).toHaveLength(2);
  });

  test("sees a second subscription of the same name, and takes it away", async () => {
    const { sandbox, aws, subscribe, read } = await made();
    const { SubscriptionArn: ResourceArn } = (await subscribe("finance")) as { SubscriptionArn: string };
    await sandbox.call("ce", "TagResource", {
      ResourceArn,
      ResourceTags: [{ Key: ownerTag, Value: "acme" }],
    });
    const before = await read();
    expect(before.shape?.subscriptions).toHaveLength(2);
    await costAnomalyMonitor.put(aws(), writeOf(id, full, before));
    expect((await read()).shape).toEqual(full);
  });

  test("subscribes nobody twice whom the plan didn't know of yet", async () => {
    const { sandbox, aws, read } = await made(desired(services));
    const before = await read();
    await costAnomalyMonitor.put(aws(), writeOf(id, full, before));
    await costAnomalyMonitor.put(aws(), writeOf(id, full, before));
    expect(await subscriptionsIn(sandbox)).toHaveLength(1);
    expect(await costAnomalyMonitor.remove(aws(), [before])).toEqual(new Map());
    expect(await subscriptionsIn(sandbox)).toEqual([]);
  });

  test("claims what it takes over when its own tags are written", async () => {
    const { aws, subscribe, read } = await made(desired(services));
    await subscribe("finance");
    await costAnomalyMonitor.tag(aws(), await read(full), { [ownerTag]: "acme" }, []);
    const found = await read(desired(services));
    expect(found.shape?.subscriptions).toMatchObject([{ subscriptionName: "finance" }]);
  });

  test("sees when one of its subscriptions is given another monitor, and takes that back", async () => {
    const { sandbox, aws, arn, read } = await made();
    const other = await sandbox.call("ce", "CreateAnomalyMonitor", {
      AnomalyMonitor: {
        MonitorName: "theirs",
        MonitorType: "CUSTOM",
        MonitorSpecification: { Tags: { Key: "team", Values: ["a"] } },
      },
    });
    const theirs = (other as Monitor).MonitorArn;
    const [subscription] = await subscriptionsIn(sandbox);
    await sandbox.call("ce", "UpdateAnomalySubscription", {
      SubscriptionArn: subscription?.SubscriptionArn,
      MonitorArnList: [arn, theirs],
    });
    const before = await read();
    expect(before.shape?.subscriptions[0]?.monitorArnList).toEqual([arn, theirs].sort());
    await costAnomalyMonitor.put(aws(), writeOf(id, full, before));
    expect((await read()).shape).toEqual(full);
  });

  test("takes few calls: one for all monitors, one for all subscriptions, and one for the tags of each", async () => {
    const { sandbox, aws, subscribe } = await made();
    await subscribe("theirs");
    await sandbox.call("ce", "CreateAnomalyMonitor", {
      AnomalyMonitor: {
        MonitorName: "theirs",
        MonitorType: "CUSTOM",
        MonitorSpecification: { Tags: { Key: "team", Values: ["a"] } },
      },
    });
    sandbox.calls.clear();
    const listing = await costAnomalyMonitor.observe(aws(), wantedOf("CostAnomalyMonitor", full, id));
    expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [], items: [{ shape: full }] });
    expect(sandbox.calls.entries.map(({ operation }) => operation).sort()).toEqual([
      "GetAnomalyMonitors",
      "GetAnomalySubscriptions",
      ...Array.from({ length: 4 }, () => "ListTagsForResource"),
    ]);
  });
});

test("a monitor of a whole account that AWS has made already is a conflict, and can be adopted and renamed", async () => {
  const on = rig({ kinds: [costAnomalyMonitor] });
  await on.sandbox.call("ce", "CreateAnomalyMonitor", {
    AnomalyMonitor: {
      MonitorName: "Default-Services-Monitor",
      MonitorType: "DIMENSIONAL",
      MonitorDimension: "SERVICE",
    },
  });
  const spec = { ...services, subscriptions: [daily] };
  expect((await on.plan(wantedBy(costAnomalyMonitor, spec))).changes.map(({ action }) => action)).toEqual([
    "conflict",
  ]);
  const adopted = wantedBy(costAnomalyMonitor, spec, { manners: { adopt: true } });
  await on.pass(adopted);
  expect(await monitorsIn(on.sandbox)).toMatchObject([{ MonitorName: "sample" }]);
  expect((await on.plan(adopted)).changes).toEqual([]);
});

test("a rename in AWS is drift, and another specification a replacement", async () => {
  const on = rig({ kinds: [costAnomalyMonitor] });
  const wanted = wantedBy(costAnomalyMonitor, services);
  await on.pass(wanted);
  const [monitor] = await monitorsIn(on.sandbox);
  await on.sandbox.call("ce", "UpdateAnomalyMonitor", {
    MonitorArn: monitor?.MonitorArn,
    MonitorName: "theirs",
  });
  expect(sketch((await on.plan(wanted)).changes)).toEqual([
    "update CostAnomalyMonitor/sample /spec/monitorName (drift)",
  ]);
  await on.pass(wanted);
  expect(await monitorsIn(on.sandbox)).toMatchObject([
    { MonitorArn: monitor?.MonitorArn, MonitorName: "sample" },
  ]);
  const other = wantedBy(costAnomalyMonitor, { ...team, subscriptions: [daily] });
  expect((await on.plan(other)).changes.map(({ action }) => action)).toEqual(["replace"]);
  await on.pass(other);
  expect(await monitorsIn(on.sandbox)).toMatchObject([{ MonitorType: "CUSTOM" }]);
  expect(await subscriptionsIn(on.sandbox)).toHaveLength(1);
  expect((await on.plan(other)).changes).toEqual([]);
});
