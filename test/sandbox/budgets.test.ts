import { describe, expect, it } from "vitest";
import { account, testSandbox } from "./sandbox.ts";

const limit = { Amount: "500", Unit: "USD" };
const costs = { BudgetName: "costs", BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: limit };
const notice = { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 };
const mail = { SubscriptionType: "EMAIL", Address: "finance@acme.example" };

function setUp() {
  const sandbox = testSandbox();
  const call = (operation: string, input: object = {}) =>
    sandbox.call("budgets", operation, { AccountId: account, ...input });
  const create = (Budget: object = costs, rest: object = {}) => call("CreateBudget", { Budget, ...rest });
  const describeOne = async (more: object = {}) => {
    const answer = (await call("DescribeBudget", { BudgetName: "costs", ...more })) as { Budget: object };
    return answer.Budget;
  };
  return { sandbox, call, create, describeOne };
}

describe("budgets", () => {
  it("are kept with everything filled in that wasn't said", async () => {
    const { create, describeOne } = setUp();
    await create();
    expect(await describeOne()).toMatchObject({
      BudgetLimit: { Amount: "500.0", Unit: "USD" },
      CostFilters: {},
      CostTypes: { IncludeTax: true, UseBlended: false },
      TimePeriod: { Start: new Date("2026-03-01"), End: new Date("2087-06-15") },
      CalculatedSpend: { ActualSpend: { Amount: "0.0", Unit: "USD" } },
    });
  });

  it.each([
    ["DAILY", "2026-03-01"],
    ["QUARTERLY", "2026-01-01"],
    ["ANNUALLY", "2026-01-01"],
  ])("%s begin with the period they are made in", async (TimeUnit, start) => {
    const { create, describeOne } = setUp();
    await create({ ...costs, TimeUnit });
    expect(await describeOne()).toMatchObject({ TimePeriod: { Start: new Date(start) } });
  });

  it("show their filter expression only to who asks for it", async () => {
    const { create, describeOne } = setUp();
    const FilterExpression = { Tags: { Key: "team", Values: ["shop"] } };
    await create({ ...costs, FilterExpression, Metrics: ["UnblendedCost"] });
    expect(await describeOne()).not.toHaveProperty("FilterExpression");
    expect(await describeOne({ ShowFilterExpression: true })).toMatchObject({ FilterExpression });
    expect(await describeOne()).not.toHaveProperty("CostTypes");
  });

  const at = (day: string) => String(Date.parse(day) / 1000);
  const quarters = ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"];
  const plan = Object.fromEntries(quarters.map((day) => [at(day), limit]));

  it.each([
    ["a name with a colon", { ...costs, BudgetName: "a:b" }],
    ["a name with /action/", { ...costs, BudgetName: "a/action/b" }],
    ["no limit", { ...costs, BudgetLimit: undefined }],
    ["two kinds of limit", { ...costs, PlannedBudgetLimits: plan }],
    ["half of a reservation", { ...costs, BudgetType: "RI_COVERAGE" }],
    ["an amount in words", { ...costs, BudgetLimit: { Amount: "much", Unit: "USD" } }],
    ["both forms of filters", { ...costs, Metrics: ["Hours"], CostTypes: {} }],
    ["cost types of usage", { ...costs, BudgetType: "USAGE", CostTypes: {} }],
    [
      "two roots of an expression",
      { ...costs, FilterExpression: { And: [], Tags: { Key: "a", Values: ["b"] } } },
    ],
    ["a filter of nothing", { ...costs, FilterExpression: { Tags: { Key: "a" } } }],
    ["an end before its start", { ...costs, TimePeriod: { End: new Date("2026-02-01") } }],
    [
      "a plan that begins late",
      { ...costs, BudgetLimit: undefined, TimeUnit: "MONTHLY", PlannedBudgetLimits: plan },
    ],
    [
      "no history to adjust to",
      { ...costs, BudgetLimit: undefined, AutoAdjustData: { AutoAdjustType: "HISTORICAL" } },
    ],
  ])("are refused with %s", async (_, budget) => {
    const { create } = setUp();
    await expect(create(budget)).rejects.toMatchObject({ code: "InvalidParameterException" });
  });

  it("drop what is past of their plan, and go on with its last limit", async () => {
    const { sandbox, create, describeOne } = setUp();
    const last = { Amount: "900", Unit: "USD" };
    await create({
      ...costs,
      TimeUnit: "QUARTERLY",
      BudgetLimit: undefined,
      PlannedBudgetLimits: { ...plan, [at("2026-10-01")]: last },
    });
    expect(await describeOne()).toMatchObject({ BudgetLimit: { Amount: "500.0" } });
    await sandbox.clock.sleep(220 * 86_400_000);
    expect(await describeOne()).toMatchObject({
      BudgetLimit: { Amount: "900.0" },
      PlannedBudgetLimits: { [at("2026-10-01")]: { Amount: "900.0", Unit: "USD" } },
    });
    await sandbox.clock.sleep(100 * 86_400_000);
    expect(await describeOne()).toMatchObject({ BudgetLimit: { Amount: "900.0" } });
    expect(await describeOne()).not.toHaveProperty("PlannedBudgetLimits");
  });

  it("are made once, whole on every update, and gone with their end", async () => {
    const { sandbox, call, create, describeOne } = setUp();
    await create({ ...costs, CostFilters: { Region: ["us-east-1"] } });
    await expect(create()).rejects.toMatchObject({ code: "DuplicateRecordException" });
    await call("UpdateBudget", { NewBudget: { ...costs, TimePeriod: { End: new Date("2026-03-02") } } });
    expect(await describeOne()).toMatchObject({ CostFilters: {} });
    await sandbox.clock.sleep(86_400_000);
    await expect(describeOne()).rejects.toMatchObject({ code: "NotFoundException" });
    await create();
    await call("DeleteBudget", { BudgetName: "costs" });
    await expect(call("DeleteBudget", { BudgetName: "costs" })).rejects.toMatchObject({
      code: "NotFoundException",
    });
  });

  it("come by pages of a hundred, the account's alone and the same in every region", async () => {
    const { sandbox, call, create } = setUp();
    for (let index = 0; index < 101; index++) await create({ ...costs, BudgetName: `b-${index}` });
    const first = (await call("DescribeBudgets")) as { Budgets: object[]; NextToken: string };
    expect(first.Budgets).toHaveLength(100);
    const rest = await sandbox.call(
      "budgets",
      "DescribeBudgets",
      { AccountId: account, NextToken: first.NextToken },
      { region: "eu-west-1" },
    );
    expect(rest).toMatchObject({ Budgets: [{ BudgetName: "b-99" }] });
    expect(rest).not.toHaveProperty("NextToken");
    await expect(call("DescribeBudgets", { NextToken: "mine" })).rejects.toMatchObject({
      code: "InvalidNextTokenException",
    });
    await expect(call("DescribeBudgets", { AccountId: "444455556666" })).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
  });

  it("carry tags", async () => {
    const { call, create } = setUp();
    const ResourceARN = `arn:aws:budgets::${account}:budget/costs`;
    await create(costs, { ResourceTags: [{ Key: "team", Value: "finance" }] });
    await call("TagResource", { ResourceARN, ResourceTags: [{ Key: "tier", Value: "1" }] });
    await call("UntagResource", { ResourceARN, ResourceTagKeys: ["team"] });
    expect(await call("ListTagsForResource", { ResourceARN })).toEqual({
      ResourceTags: [{ Key: "tier", Value: "1" }],
    });
    await expect(call("ListTagsForResource", { ResourceARN: `${ResourceARN}-2` })).rejects.toMatchObject({
      code: "NotFoundException",
    });
  });
});

describe("a budget's notifications", () => {
  const of = { BudgetName: "costs", Notification: notice };
  const told = async ({ call }: ReturnType<typeof setUp>, more: object = of) => {
    const answer = await call("DescribeSubscribersForNotification", more);
    return (answer as { Subscribers: object[] }).Subscribers;
  };

  async function notified() {
    const made = setUp();
    const NotificationsWithSubscribers = [
      { Notification: { ...notice, ThresholdType: "PERCENTAGE" }, Subscribers: [mail] },
    ];
    await made.create(costs, { NotificationsWithSubscribers });
    return made;
  }

  it("don't say that a threshold is in percent", async () => {
    const { call } = await notified();
    const Notifications = [{ ...notice, NotificationState: "OK" }];
    expect(await call("DescribeNotificationsForBudget", { BudgetName: "costs" })).toEqual({ Notifications });
    expect(await call("DescribeBudgetNotificationsForAccount")).toEqual({
      BudgetNotificationsForAccount: [{ BudgetName: "costs", Notifications }],
    });
  });

  it("are told apart by everything but their subscribers, and stay with them when they change", async () => {
    const made = await notified();
    const { call } = made;
    await expect(call("CreateNotification", { ...of, Subscribers: [mail] })).rejects.toMatchObject({
      code: "DuplicateRecordException",
    });
    const other = { ...notice, ThresholdType: "ABSOLUTE_VALUE" };
    await call("UpdateNotification", {
      BudgetName: "costs",
      OldNotification: notice,
      NewNotification: other,
    });
    await expect(told(made)).rejects.toMatchObject({ code: "NotFoundException" });
    expect(await told(made, { ...of, Notification: other })).toEqual([mail]);
  });

  it("go to ten addresses and one topic at most", async () => {
    const made = await notified();
    const { call } = made;
    const add = (SubscriptionType: string, Address: string) =>
      call("CreateSubscriber", { ...of, Subscriber: { SubscriptionType, Address } });
    for (let index = 1; index < 10; index++) await add("EMAIL", `${index}@acme.example`);
    await add("SNS", "arn:aws:sns:us-east-1:111122223333:a");
    const tooMany = { code: "CreationLimitExceededException" };
    await expect(add("EMAIL", "10@acme.example")).rejects.toMatchObject(tooMany);
    await expect(add("SNS", "arn:aws:sns:us-east-1:111122223333:b")).rejects.toMatchObject(tooMany);
    await expect(add("EMAIL", "1@acme.example")).rejects.toMatchObject({ code: "DuplicateRecordException" });
    await expect(add("SNS", "finance")).rejects.toMatchObject({ code: "InvalidParameterException" });
    expect(await told(made)).toHaveLength(11);
  });

  it("are ten at most, and go with their last subscriber", async () => {
    const { call } = await notified();
    const add = (Threshold: number) =>
      call("CreateNotification", {
        BudgetName: "costs",
        Notification: { ...notice, Threshold },
        Subscribers: [mail],
      });
    for (let index = 1; index < 10; index++) await add(index);
    await expect(add(10)).rejects.toMatchObject({ code: "CreationLimitExceededException" });
    await call("DeleteSubscriber", { ...of, Subscriber: mail });
    await expect(call("DeleteNotification", of)).rejects.toMatchObject({ code: "NotFoundException" });
    await add(10);
  });
});
