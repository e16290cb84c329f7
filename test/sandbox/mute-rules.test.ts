import {
  CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  GetAlarmMuteRuleCommand,
  ListAlarmMuteRulesCommand,
  type ListAlarmMuteRulesCommandInput,
  ListTagsForResourceCommand,
  PutAlarmMuteRuleCommand,
  type PutAlarmMuteRuleInput,
  PutMetricAlarmCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(async () => {
  sandbox = testSandbox();
  client = new CloudWatchClient(clientOf(sandbox));
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: "orders",
      Namespace: "Acme/Shop",
      MetricName: "Orders",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
    }),
  );
});

const arn = "arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:night";
const rule = (Expression: string, Duration = "PT1H", Timezone?: string) => ({
  Rule: { Schedule: { Expression, Duration, ...(Timezone && { Timezone }) } },
});
const put = (changes: Partial<PutAlarmMuteRuleInput> = {}) =>
  client.send(new PutAlarmMuteRuleCommand({ Name: "night", ...rule("cron(0 2 * * *)"), ...changes }));
const get = (AlarmMuteRuleName = "night") => client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName }));
const list = async (input: ListAlarmMuteRulesCommandInput = {}) => {
  const { AlarmMuteRuleSummaries = [] } = await client.send(new ListAlarmMuteRulesCommand(input));
  return AlarmMuteRuleSummaries.map(({ AlarmMuteRuleArn }) => AlarmMuteRuleArn?.split(":").at(-1));
};

describe("a mute rule", () => {
  it("is in UTC unless told otherwise, keeps whole minutes and what it was given", async () => {
    await put({ StartDate: new Date("2026-04-15T08:00:42Z"), MuteTargets: { AlarmNames: ["orders"] } });
    expect(await get()).toMatchObject({
      Name: "night",
      AlarmMuteRuleArn: arn,
      Rule: { Schedule: { Expression: "cron(0 2 * * *)", Duration: "PT1H", Timezone: "UTC" } },
      MuteTargets: { AlarmNames: ["orders"] },
      StartDate: new Date("2026-04-15T08:00:00Z"),
      Status: "SCHEDULED",
      MuteType: "RECURRING",
    });
  });

  it("loses what an update leaves out, but not its tags", async () => {
    await put({ Description: "x", Tags: [{ Key: "a", Value: "1" }] });
    await put({ Tags: [{ Key: "b", Value: "2" }] });
    expect((await get()).Description).toBeUndefined();
    await client.send(new TagResourceCommand({ ResourceARN: arn, Tags: [{ Key: "c", Value: "3" }] }));
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    expect(Tags).toEqual([
      { Key: "a", Value: "1" },
      { Key: "c", Value: "3" },
    ]);
  });

  it("is gone after its deletion, and deleting it once more is no error", async () => {
    await put();
    for (let times = 0; times < 2; times++)
      await client.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: "night" }));
    await expect(get()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(client.send(new ListTagsForResourceCommand({ ResourceARN: arn }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  // The sandbox's clock stands at midday of Sunday, 1 March 2026.
  it.each([
    ["every day at noon", rule("cron(0 12 * * *)"), "ACTIVE"],
    ["until noon", rule("cron(0 11 * * *)"), "SCHEDULED"],
    ["in the afternoon in Berlin", rule("cron(0 13 * * *)", "PT1H", "Europe/Berlin"), "ACTIVE"],
    ["on the weekend", rule("cron(0 18 * * FRI)", "P2DT12H"), "ACTIVE"],
    ["on Sundays, as 7", rule("cron(0 0 * * 7)", "P1D"), "ACTIVE"],
    ["from Saturday to Monday", rule("cron(0 12 * * SAT-MON)"), "ACTIVE"],
    ["on weekdays", rule("cron(0 12 * * MON-FRI)"), "SCHEDULED"],
    ["in other months", rule("cron(0 12 1 APR,JUN *)"), "SCHEDULED"],
    ["once, this morning", rule("at(2026-03-01T09:00)", "PT4H"), "ACTIVE"],
    ["once, yesterday", rule("at(2026-02-28T09:00)", "PT4H"), "EXPIRED"],
    ["once, tomorrow", rule("at(2026-03-02T09:00)", "PT4H"), "SCHEDULED"],
    [
      "from tomorrow on",
      { ...rule("cron(0 12 * * *)"), StartDate: new Date("2026-03-02T00:00:00Z") },
      "SCHEDULED",
    ],
    [
      "until yesterday",
      { ...rule("cron(0 12 * * *)"), ExpireDate: new Date("2026-02-28T00:00:00Z") },
      "EXPIRED",
    ],
  ])("%s has its status", async (_, changes, status) => {
    await put(changes);
    expect(await get()).toMatchObject({ Status: status });
  });
});

it("lists rules by pages, of an alarm and by status", async () => {
  for (const Name of ["a", "b", "c"]) await put({ Name });
  await put({ Name: "b", MuteTargets: { AlarmNames: ["orders"] } });
  await put({ Name: "c", ExpireDate: new Date("2026-02-28T00:00:00Z") });
  expect(await list()).toEqual(["a", "b", "c"]);
  expect(await list({ AlarmName: "orders" })).toEqual(["b"]);
  expect(await list({ Statuses: ["EXPIRED"] })).toEqual(["c"]);
  const first = await client.send(new ListAlarmMuteRulesCommand({ MaxRecords: 2 }));
  expect(await list({ NextToken: first.NextToken })).toEqual(["c"]);
  await expect(list({ AlarmName: "unknown" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

it.each<[string, Partial<PutAlarmMuteRuleInput>]>([
  ["six cron fields", rule("cron(0 2 * * ? *)")],
  ["a rate", rule("rate(1 day)")],
  ["a sixtieth minute", rule("cron(60 2 * * *)")],
  ["no duration", rule("cron(0 2 * * *)", "PT0M")],
  ["sixteen days", rule("cron(0 2 * * *)", "P16D")],
  ["an unknown time zone", rule("cron(0 2 * * *)", "PT1H", "Mars/Olympus")],
  ["an alarm that doesn't exist", { MuteTargets: { AlarmNames: ["orders", "unknown"] } }],
  [
    "an end before its beginning",
    { StartDate: new Date("2026-04-02T00:00:00Z"), ExpireDate: new Date("2026-04-01T00:00:00Z") },
  ],
])("a mute rule with %s is refused", async (_, changes) => {
  await expect(put(changes)).rejects.toMatchObject({ name: "ValidationException" });
});
