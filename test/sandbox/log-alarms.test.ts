import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  type LogAlarm,
  PutCompositeAlarmCommand,
  PutLogAlarmCommand,
  type PutLogAlarmInput,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchClient;

beforeEach(() => {
  client = new CloudWatchClient(clientOf(testSandbox()));
});

const query = {
  QueryString: "fields @message",
  LogGroupIdentifiers: ["/acme/checkout"],
  ScheduledQueryRoleARN: "arn:aws:iam::111122223333:role/ScheduledQueries",
  ScheduleConfiguration: { ScheduleExpression: "rate(5 minutes)", StartTimeOffset: 330 },
  AggregationExpression: "count(*)",
};
const body = (changes: Partial<PutLogAlarmInput> = {}): PutLogAlarmInput => ({
  AlarmName: "errors",
  ScheduledQueryConfiguration: query,
  QueryResultsToEvaluate: 3,
  QueryResultsToAlarm: 1,
  Threshold: 10,
  ComparisonOperator: "GreaterThanThreshold",
  ...changes,
});
const put = (changes: Partial<PutLogAlarmInput> = {}) => client.send(new PutLogAlarmCommand(body(changes)));
const metric = (AlarmName: string) =>
  client.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: "Acme/Shop",
      MetricName: "Orders",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
    }),
  );
const read = async (name = "errors"): Promise<LogAlarm> => {
  const { LogAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ["LogAlarm"] }),
  );
  return LogAlarms[0] ?? {};
};

describe("a log alarm", () => {
  it("starts in INSUFFICIENT_DATA with a scheduled query of its own and the defaults filled in", async () => {
    await put();
    const made = await read();
    expect(made).toMatchObject({
      StateValue: "INSUFFICIENT_DATA",
      ActionsEnabled: true,
      AlarmActions: [],
      TreatMissingData: "missing",
      ActionLogLineCount: 0,
      ScheduledQueryConfiguration: { ...query, ScheduleConfiguration: { EndTimeOffset: 0 } },
    });
    expect(made.ScheduledQueryConfiguration?.QueryARN).toMatch(
      /^arn:aws:logs:us-east-1:111122223333:scheduled-query:[0-9a-f-]{36}$/,
    );
  });

  it("keeps its state and its query when it is overwritten, and loses what is left out", async () => {
    await put({ AlarmDescription: "x", Tags: [{ Key: "a", Value: "1" }] });
    const { ScheduledQueryConfiguration: before } = await read();
    await client.send(
      new SetAlarmStateCommand({ AlarmName: "errors", StateValue: "ALARM", StateReason: "test" }),
    );
    await put({ Threshold: 5 });
    const after = await read();
    expect(after).toMatchObject({ StateValue: "ALARM", Threshold: 5 });
    expect(after.AlarmDescription).toBeUndefined();
    expect(after.ScheduledQueryConfiguration?.QueryARN).toBe(before?.QueryARN);
  });

  it("is listed only where its type is asked for", async () => {
    await put();
    await metric("orders");
    const all = await client.send(new DescribeAlarmsCommand({ AlarmTypes: ["LogAlarm", "MetricAlarm"] }));
    expect([all.LogAlarms, all.MetricAlarms].map((alarms) => alarms?.map((one) => one.AlarmName))).toEqual([
      ["errors"],
      ["orders"],
    ]);
    expect((await client.send(new DescribeAlarmsCommand({}))).LogAlarms).toEqual([]);
  });

  it("doesn't go into one batch with other alarms", async () => {
    await put();
    await metric("orders");
    await expect(
      client.send(new DeleteAlarmsCommand({ AlarmNames: ["errors", "orders"] })),
    ).rejects.toMatchObject({ name: "ValidationException", message: "Log alarms cannot be batch deleted" });
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ["errors"] }));
    expect(await read()).toEqual({});
  });

  it("shares its name with no alarm of another type", async () => {
    await put();
    await expect(metric("errors")).rejects.toThrow("errors is the name of a log alarm");
    await expect(
      client.send(new PutCompositeAlarmCommand({ AlarmName: "errors", AlarmRule: "TRUE" })),
    ).rejects.toThrow("errors is the name of a log alarm");
    await metric("orders");
    await expect(put({ AlarmName: "orders" })).rejects.toThrow("orders is the name of a metric alarm");
  });

  it("has a history, and can be named by a composite alarm", async () => {
    await put();
    await client.send(new PutCompositeAlarmCommand({ AlarmName: "shop", AlarmRule: "ALARM(errors)" }));
    const { AlarmHistoryItems } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: "errors", AlarmTypes: ["LogAlarm"] }),
    );
    expect(AlarmHistoryItems).toMatchObject([
      { AlarmType: "LogAlarm", HistoryItemType: "ConfigurationUpdate" },
    ]);
  });
});

const withQuery = (changes: object) => ({ ScheduledQueryConfiguration: { ...query, ...changes } });
const withSchedule = (changes: object) =>
  withQuery({ ScheduleConfiguration: { ...query.ScheduleConfiguration, ...changes } });

it.each<[string, Partial<PutLogAlarmInput>]>([
  ["no query", { ScheduledQueryConfiguration: undefined }],
  ["an empty query", withQuery({ QueryString: "" })],
  ["no log groups in a list of them", withQuery({ LogGroupIdentifiers: [] })],
  [
    "51 log groups",
    withQuery({ LogGroupIdentifiers: Array.from({ length: 51 }, (_, index) => `/g${index}`) }),
  ],
  ["a role that is none", withQuery({ ScheduledQueryRoleARN: "ScheduledQueries" })],
  ["an aggregation of 2049 characters", withQuery({ AggregationExpression: "x".repeat(2049) })],
  ["a cron expression", withSchedule({ ScheduleExpression: "cron(0 * * * ? *)" })],
  ["a time that ends before it begins", withSchedule({ EndTimeOffset: 330 })],
  ["more breaching results than there are", { QueryResultsToAlarm: 4 }],
  ["101 results", { QueryResultsToEvaluate: 101 }],
  ["an operator for anomaly bands", { ComparisonOperator: "GreaterThanUpperThreshold" }],
  ["log lines without a role", { ActionLogLineCount: 5 }],
  ["51 log lines", { ActionLogLineCount: 51 }],
  ["an unknown treatment of missing data", { TreatMissingData: "zero" }],
  ["no warm-up in a warm-up", { WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 0 } }],
])("a log alarm with %s is refused", async (_, changes) => {
  await expect(put(changes)).rejects.toMatchObject({ name: "ValidationException" });
});
