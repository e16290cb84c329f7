import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const services = { MonitorName: "all", MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" };
const tagged = {
  MonitorName: "team",
  MonitorType: "CUSTOM",
  MonitorSpecification: { Tags: { Key: "team", Values: ["a"] } },
};
const mail = { Type: "EMAIL", Address: "finance@acme.example" };
const topic = { Type: "SNS", Address: "arn:aws:sns:us-east-1:111122223333:finance" };
const impact = (Values: string[], MatchOptions = ["GREATER_THAN_OR_EQUAL"]) => ({
  Dimensions: { Key: "ANOMALY_TOTAL_IMPACT_PERCENTAGE", Values, MatchOptions },
});

function setUp() {
  const sandbox = testSandbox();
  const call = (operation: string, input: object = {}) => sandbox.call("ce", operation, input);
  const monitor = async (AnomalyMonitor: object = services, rest: object = {}) => {
    const answer = await call("CreateAnomalyMonitor", { AnomalyMonitor, ...rest });
    return (answer as { MonitorArn: string }).MonitorArn;
  };
  const subscribe = async (MonitorArnList: readonly string[], more: object = {}) => {
    const AnomalySubscription = {
      SubscriptionName: "finance",
      Frequency: "DAILY",
      Threshold: 100,
      Subscribers: [mail],
      MonitorArnList,
      ...more,
    };
    const answer = await call("CreateAnomalySubscription", { AnomalySubscription });
    return (answer as { SubscriptionArn: string }).SubscriptionArn;
  };
  return { call, monitor, subscribe };
}

describe("anomaly monitors", () => {
  it("are named by AWS, and can be renamed", async () => {
    const { call, monitor } = setUp();
    const MonitorArn = await monitor();
    expect(MonitorArn).toMatch(new RegExp(`^arn:aws:ce::${account}:anomalymonitor/[0-9a-f-]{36}$`));
    await call("UpdateAnomalyMonitor", { MonitorArn, MonitorName: "everything" });
    expect(await call("GetAnomalyMonitors", { MonitorArnList: [MonitorArn] })).toMatchObject({
      AnomalyMonitors: [{ ...services, MonitorName: "everything", CreationDate: "2026-03-01" }],
    });
    await call("DeleteAnomalyMonitor", { MonitorArn });
    const gone = { code: "UnknownMonitorException" };
    await expect(call("DeleteAnomalyMonitor", { MonitorArn })).rejects.toMatchObject(gone);
    await expect(call("GetAnomalyMonitors", { MonitorArnList: [MonitorArn] })).rejects.toMatchObject(gone);
  });

  it("are one for each dimension that AWS manages", async () => {
    const { monitor } = setUp();
    await monitor();
    await expect(monitor({ ...services, MonitorName: "again" })).rejects.toMatchObject({
      code: "ValidationException",
      message: "Limit exceeded on dimensional spend monitor creation",
    });
    await monitor({ ...services, MonitorDimension: "LINKED_ACCOUNT" });
    await monitor(tagged);
    await monitor(tagged);
  });

  it.each([
    ["without a dimension", { ...services, MonitorDimension: undefined }],
    ["of services and a tag", { ...services, MonitorSpecification: { Tags: { Key: "a" } } }],
    [
      "of one value by tag",
      { ...services, MonitorDimension: "TAG", MonitorSpecification: { Tags: { Key: "a", Values: ["b"] } } },
    ],
    ["of nothing", { ...tagged, MonitorSpecification: undefined }],
    ["custom by dimension", { ...tagged, MonitorDimension: "SERVICE" }],
    [
      "of a region",
      { ...tagged, MonitorSpecification: { Dimensions: { Key: "REGION", Values: ["us-east-1"] } } },
    ],
    ["of no value", { ...tagged, MonitorSpecification: { Tags: { Key: "a" } } }],
  ])("are refused %s", async (_, monitor) => {
    await expect(setUp().monitor(monitor)).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("come by pages", async () => {
    const { call, monitor } = setUp();
    for (let index = 0; index < 3; index++) await monitor({ ...tagged, MonitorName: `m-${index}` });
    const first = (await call("GetAnomalyMonitors", { MaxResults: 2 })) as {
      AnomalyMonitors: object[];
      NextPageToken: string;
    };
    expect(first.AnomalyMonitors).toHaveLength(2);
    const rest = await call("GetAnomalyMonitors", { NextPageToken: first.NextPageToken });
    expect(rest).toMatchObject({ AnomalyMonitors: [{ MonitorType: "CUSTOM" }] });
    expect(rest).not.toHaveProperty("NextPageToken");
    await expect(call("GetAnomalyMonitors", { NextPageToken: "mine" })).rejects.toMatchObject({
      code: "InvalidNextTokenException",
    });
  });

  it("carry tags, as their subscriptions do", async () => {
    const { call, monitor, subscribe } = setUp();
    const arn = await monitor(services, { ResourceTags: [{ Key: "team", Value: "finance" }] });
    for (const ResourceArn of [arn, await subscribe([arn])]) {
      await call("TagResource", { ResourceArn, ResourceTags: [{ Key: "tier", Value: "1" }] });
      await call("UntagResource", { ResourceArn, ResourceTagKeys: ["team"] });
      expect(await call("ListTagsForResource", { ResourceArn })).toEqual({
        ResourceTags: [{ Key: "tier", Value: "1" }],
      });
    }
    await expect(call("ListTagsForResource", { ResourceArn: `${arn}0` })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });
});

describe("anomaly subscriptions", () => {
  it("have their threshold as an expression, and keep what an update doesn't name", async () => {
    const { call, monitor, subscribe } = setUp();
    const MonitorArn = await monitor();
    const SubscriptionArn = await subscribe([MonitorArn]);
    const listed = () => call("GetAnomalySubscriptions", { MonitorArn });
    expect(await listed()).toMatchObject({
      AnomalySubscriptions: [
        {
          AccountId: account,
          Threshold: 100,
          ThresholdExpression: {
            Dimensions: { Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", Values: ["100.0"] },
          },
          Subscribers: [{ ...mail, Status: "CONFIRMED" }],
        },
      ],
    });
    await call("UpdateAnomalySubscription", { SubscriptionArn, ThresholdExpression: impact(["40"]) });
    await call("UpdateAnomalySubscription", { SubscriptionArn, Frequency: "WEEKLY" });
    const after = (await listed()) as { AnomalySubscriptions: object[] };
    expect(after).toMatchObject({
      AnomalySubscriptions: [{ Frequency: "WEEKLY", ThresholdExpression: impact(["40"]) }],
    });
    expect(after.AnomalySubscriptions[0]).not.toHaveProperty("Threshold");
    await call("DeleteAnomalySubscription", { SubscriptionArn });
    await expect(call("DeleteAnomalySubscription", { SubscriptionArn })).rejects.toMatchObject({
      code: "UnknownSubscriptionException",
    });
  });

  it("lose a monitor that is deleted", async () => {
    const { call, monitor, subscribe } = setUp();
    const [one, other] = [await monitor(), await monitor(tagged)];
    await subscribe([one, other]);
    await call("DeleteAnomalyMonitor", { MonitorArn: one });
    expect(await call("GetAnomalySubscriptions")).toMatchObject({
      AnomalySubscriptions: [{ MonitorArnList: [other] }],
    });
    await expect(subscribe([one])).rejects.toMatchObject({ code: "UnknownMonitorException" });
  });

  it.each([
    ["without a threshold", { Threshold: undefined }],
    ["with two thresholds", { ThresholdExpression: impact(["40"]) }],
    ["of no number", { Threshold: undefined, ThresholdExpression: impact(["much"]) }],
    [
      "that are compared otherwise",
      { Threshold: undefined, ThresholdExpression: impact(["40"], ["EQUALS"]) },
    ],
    ["of a tag", { Threshold: undefined, ThresholdExpression: { Tags: { Key: "a" } } }],
    ["for nobody", { Subscribers: [] }],
    ["for a topic in the morning", { Subscribers: [topic] }],
    ["for people at once", { Frequency: "IMMEDIATE" }],
    ["for two topics", { Frequency: "IMMEDIATE", Subscribers: [topic, topic] }],
    ["for no address", { Subscribers: [{ Type: "EMAIL", Address: "finance" }] }],
    ["of no monitor", { MonitorArnList: [] }],
  ])("are refused %s", async (_, more) => {
    const { monitor, subscribe } = setUp();
    await expect(subscribe([await monitor()], more)).rejects.toMatchObject({ code: "ValidationException" });
  });
});
