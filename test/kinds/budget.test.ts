import { Readable } from "node:stream";
import { BudgetsClient, CreateBudgetCommand, UpdateBudgetCommand } from "@aws-sdk/client-budgets";
import { type HttpRequest, HttpResponse } from "@smithy/core/transport";
import type { HttpHandlerOptions } from "@smithy/types";
import { describe, expect, test } from "vitest";
import { connect } from "../../controller/aws/connection.ts";
import { classify } from "../../controller/aws/errors.ts";
import type { BudgetSpec } from "../../controller/generated/types.ts";
import { type BudgetShape, budgetFromAws } from "../../controller/kinds/budget/shape.ts";
import { budget } from "../../controller/kinds/budget.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { fixture } from "./budget.ts";
import { type Spec, testScope } from "./fixture.ts";
import { observedOf, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const { account } = testScope;
const setting = { scope: testScope, name: "costs", each: undefined };
const now = new Date("2026-03-01T12:00:00Z");
const minimal = fixture.bases.default;
const mail = { subscriptionType: "EMAIL", address: "finance@acme.example" };
const topic = { subscriptionType: "SNS", address: "arn:aws:sns:us-east-1:111122223333:finance" };
const notice = {
  notificationType: "ACTUAL",
  comparisonOperator: "GREATER_THAN",
  threshold: 80,
  subscribers: [mail],
};

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const desired = (spec: Spec) => budget.desired(spec as unknown as BudgetSpec, setting);
const fromAws = (live: object, wanted?: BudgetShape) =>
  budgetFromAws({ BudgetName: "costs", BudgetType: "COST", TimeUnit: "MONTHLY", ...live }, [], {
    wanted,
    now,
    scope: testScope,
  });

describe("the shape of a budget", () => {
  test("has AWS's cost types, and its amount without zeros that say nothing", () => {
    expect(desired({ ...minimal, budgetLimit: { amount: "0500.00", unit: "USD" } })).toEqual({
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount: "500", unit: "USD" },
      costTypes: {
        includeTax: true,
        includeSubscription: true,
        useBlended: false,
        includeRefund: true,
        includeCredit: true,
        includeUpfront: true,
        includeRecurring: true,
        includeOtherSubscription: true,
        includeSupport: true,
        includeDiscount: true,
        useAmortized: false,
      },
      notifications: [],
    });
  });

  test("folds what AWS fills in: 500.0, a period's start, the end in 2087, the primary view", () => {
    const shape = fromAws({
      BudgetLimit: { Amount: "500.0", Unit: "USD" },
      CostFilters: {},
      CostTypes: { IncludeTax: true, UseBlended: false },
      TimePeriod: { Start: new Date("2026-03-01"), End: new Date("2087-06-15") },
      BillingViewArn: `arn:aws:billing::${account}:billingview/primary`,
      CalculatedSpend: { ActualSpend: { Amount: "12.3", Unit: "USD" } },
    });
    expect(shape).toEqual(desired(minimal));
  });

  test("has an end that somebody set, since AWS deletes the budget after it", () => {
    const shape = fromAws({ TimePeriod: { Start: now, End: new Date("2026-12-31") } });
    expect(shape.timePeriod).toEqual({ end: "2026-12-31T00:00:00Z" });
  });

  test("leaves out the limit and the history that AWS computes", () => {
    const shape = fromAws({
      BudgetLimit: { Amount: "93.7", Unit: "USD" },
      AutoAdjustData: {
        AutoAdjustType: "HISTORICAL",
        HistoricalOptions: { BudgetAdjustmentPeriod: 3, LookBackAvailablePeriods: 2 },
        LastAutoAdjustTime: now,
      },
    });
    expect(shape.budgetLimit).toBeUndefined();
    expect(shape.autoAdjustData).toEqual({
      autoAdjustType: "HISTORICAL",
      historicalOptions: { budgetAdjustmentPeriod: 3 },
    });
  });

  test("has the filters in git's form where AWS answers with both", () => {
    const both = {
      BudgetLimit: { Amount: "500.0", Unit: "USD" },
      CostTypes: {},
      CostFilters: { Service: ["AmazonEC2"] },
      FilterExpression: { Dimensions: { Key: "SERVICE", Values: ["AmazonEC2"] } },
      Metrics: ["UnblendedCost"],
    };
    const filters = {
      filterExpression: { dimensions: { key: "SERVICE", values: ["AmazonEC2"] } },
      metrics: ["UnblendedCost"],
    };
    const newer = desired({ ...minimal, ...filters });
    expect(fromAws(both, newer)).toEqual(newer);
    const older = desired({ ...minimal, costFilters: { Service: ["AmazonEC2"] } });
    expect(fromAws(both, older)).toEqual(older);
    expect(fromAws({ ...both, CostTypes: undefined, CostFilters: undefined })).toEqual(newer);
  });

  test("compares filters without their order and without AWS's own match options", () => {
    const filters = (filterExpression: unknown) =>
      desired({ ...minimal, filterExpression, metrics: ["Hours"] });
    const a = { tags: { key: "team", values: ["b", "a"], matchOptions: ["EQUALS", "CASE_SENSITIVE"] } };
    const b = { not: { dimensions: { key: "AZ", values: ["x"] } } };
    expect(filters({ and: [a, b] })).toEqual(
      filters({ and: [b, { tags: { key: "team", values: ["a", "b"] } }] }),
    );
  });

  test("is 100 percent of what reservations and Savings Plans are for", () => {
    const shape = desired({ budgetType: "RI_COVERAGE", timeUnit: "MONTHLY" });
    expect(shape.budgetLimit).toEqual({ amount: "100", unit: "PERCENTAGE" });
    expect(shape.costTypes).toBeUndefined();
  });

  test("is unhealthy when AWS says so, with what helps", () => {
    const status = { start: undefined, unhealthy: "FILTER_INVALID" };
    expect(budget.health?.(observedOf(desired(minimal), status))).toMatchObject([
      { reason: "BudgetUnhealthy", severity: "error", message: expect.stringContaining("costFilters") },
    ]);
    expect(budget.health?.(observedOf(desired(minimal), { start: undefined }))).toEqual([]);
  });
});

describe("a plan", () => {
  const spends = { "2026-01-01": 900, "2026-02-01": 910, "2026-03-01": 920, "2026-04-01": 930 };
  const plannedBudgetLimits = Object.fromEntries(
    Object.entries(spends).map(([day, amount]) => [day, { amount, unit: "USD" }]),
  );
  const seconds = (day: string) => String(Date.parse(day) / 1000);
  const spec = { budgetType: "COST", timeUnit: "MONTHLY", plannedBudgetLimits };

  test("isn't compared where it is past, which AWS drops", () => {
    const live = {
      BudgetLimit: { Amount: "920.0", Unit: "USD" },
      CostTypes: {},
      PlannedBudgetLimits: {
        [seconds("2026-03-01")]: { Amount: "920.0", Unit: "USD" },
        [seconds("2026-04-01")]: { Amount: "930.0", Unit: "USD" },
      },
    };
    expect(fromAws(live, desired(spec))).toEqual(desired(spec));
  });

  test("that is used up goes on with its last limit, and that is no difference", () => {
    const { "2026-03-01": _, "2026-04-01": __, ...past } = plannedBudgetLimits;
    const used = desired({ ...spec, plannedBudgetLimits: past });
    expect(fromAws({ BudgetLimit: { Amount: "910.0", Unit: "USD" }, CostTypes: {} }, used)).toEqual(used);
  });

  test("that is used up goes on with another limit once somebody has set one, and that is a difference", () => {
    const { "2026-03-01": _, "2026-04-01": __, ...past } = plannedBudgetLimits;
    const used = desired({ ...spec, plannedBudgetLimits: past });
    const shape = fromAws({ BudgetLimit: { Amount: "99999.0", Unit: "USD" }, CostTypes: {} }, used);
    expect(shape.plannedBudgetLimits).toEqual({
      "2026-01-01": { amount: "900", unit: "USD" },
      "2026-02-01": { amount: "99999", unit: "USD" },
    });
  });

  test("that is used up is written as the last limit, the only form that AWS takes of it", async () => {
    const { sandbox, aws } = sandboxed();
    const { "2026-03-01": _, "2026-04-01": __, ...past } = plannedBudgetLimits;
    const used = desired({ ...spec, plannedBudgetLimits: past });
    await budget.put(aws(), writeOf("costs", used));
    const { Budget: live } = (await sandbox.call("budgets", "DescribeBudget", {
      AccountId: account,
      BudgetName: "costs",
    })) as { Budget: object };
    expect(live).toMatchObject({ BudgetLimit: { Amount: "910.0", Unit: "USD" } });
    const targets = [{ id: "costs", wanted: used, observed: undefined }];
    expect((await budget.read(aws(), targets, { tags: true })).items[0]?.shape).toEqual(used);
  });

  test("in whose place somebody set one limit is a difference", () => {
    const shape = fromAws({ BudgetLimit: { Amount: "1.0", Unit: "USD" }, CostTypes: {} }, desired(spec));
    expect(shape.budgetLimit).toEqual({ amount: "1", unit: "USD" });
    expect(shape.plannedBudgetLimits).toBeUndefined();
  });
});

describe("rules that a schema can't say", () => {
  const check = (spec: Spec) => verdict(budget, { ...minimal, ...spec });

  test("none are broken by the fixture's specs", () => {
    const specs = [minimal, ...Object.values(fixture.variants).flat()];
    expect(specs.flatMap((spec) => verdict(budget, spec))).toEqual([]);
  });

  test("a budget has one kind of limit", () => {
    expect(verdict(budget, { budgetType: "USAGE", timeUnit: "DAILY" })).toEqual([
      "/spec/budgetLimit missing-field",
    ]);
    expect(check({ autoAdjustData: { autoAdjustType: "FORECAST" } })).toEqual([
      "/spec/autoAdjustData conflicting-fields",
    ]);
    expect(check({ budgetType: "RI_UTILIZATION" })).toEqual(["/spec/budgetLimit/amount invalid-value"]);
  });

  test("a plan has no gaps, and periods that AWS plans by", () => {
    const plan = (timeUnit: string, ...days: string[]) =>
      verdict(budget, {
        budgetType: "COST",
        timeUnit,
        plannedBudgetLimits: Object.fromEntries(days.map((day) => [day, { amount: 1, unit: "USD" }])),
      });
    expect(plan("MONTHLY", "2026-11-01", "2026-12-01", "2027-01-01")).toEqual([]);
    expect(plan("MONTHLY", "2026-11-01", "2027-01-01")).toEqual([
      "/spec/plannedBudgetLimits/2027-01-01 invalid-value",
    ]);
    expect(plan("QUARTERLY", "2026-02-01", "2026-04-01")).toEqual([
      "/spec/plannedBudgetLimits/2026-02-01 invalid-value",
      "/spec/plannedBudgetLimits/2026-04-01 invalid-value",
    ]);
    expect(plan("DAILY", "2026-02-01")).toEqual(["/spec/plannedBudgetLimits conflicting-fields"]);
    expect(
      verdict(budget, {
        budgetType: "RI_COVERAGE",
        timeUnit: "MONTHLY",
        plannedBudgetLimits: { "2026-02-01": { amount: 1, unit: "USD" } },
      }),
    ).toEqual(["/spec/plannedBudgetLimits conflicting-fields"]);
  });

  test("AWS adjusts by as much history as the time unit has", () => {
    const adjusted = (timeUnit: string, autoAdjustData: unknown) =>
      verdict(budget, { budgetType: "COST", timeUnit, autoAdjustData });
    const over = (budgetAdjustmentPeriod: number) => ({ historicalOptions: { budgetAdjustmentPeriod } });
    const at = "/spec/autoAdjustData/historicalOptions";
    expect(adjusted("MONTHLY", { autoAdjustType: "HISTORICAL" })).toEqual([`${at} missing-field`]);
    expect(adjusted("MONTHLY", { autoAdjustType: "FORECAST", ...over(3) })).toEqual([
      `${at} conflicting-fields`,
    ]);
    expect(adjusted("QUARTERLY", { autoAdjustType: "HISTORICAL", ...over(5) })).toEqual([
      `${at}/budgetAdjustmentPeriod invalid-value`,
    ]);
  });

  test("the older and the newer form of filters exclude one another", () => {
    const filterExpression = { tags: { key: "team", values: ["a"] } };
    expect(check({ filterExpression, metrics: ["UnblendedCost"], costTypes: {}, costFilters: {} })).toEqual([
      "/spec/costFilters conflicting-fields",
      "/spec/costTypes conflicting-fields",
    ]);
    expect(check({ filterExpression })).toEqual(["/spec/metrics missing-field"]);
    expect(check({ budgetType: "USAGE", costTypes: { includeTax: false } })).toEqual([
      "/spec/costTypes conflicting-fields",
    ]);
  });

  test("a dimension is compared in one way, since AWS takes no two", () => {
    const by = (...matchOptions: string[]) => ({
      metrics: ["UnblendedCost"],
      filterExpression: {
        and: [
          { tags: { key: "team", values: ["a"], matchOptions: ["STARTS_WITH", "CASE_INSENSITIVE"] } },
          { not: { dimensions: { key: "SERVICE", values: ["a"], matchOptions } } },
        ],
      },
    });
    expect(check(by("STARTS_WITH", "CASE_INSENSITIVE"))).toEqual([
      "/spec/filterExpression/and/1/not/dimensions/matchOptions too-many",
    ]);
    expect(check(by("STARTS_WITH"))).toEqual([]);
    // What goes without saying isn't sent.
    expect(check(by("EQUALS", "CASE_SENSITIVE"))).toEqual([]);
    expect(check(by("STARTS_WITH", "CASE_SENSITIVE"))).toEqual([]);
  });

  test("what a discovered resource completes is looked at later", () => {
    expect(check({ timePeriod: { start: "${each.tags.Since}", end: "${each.tags.Until}" } })).toEqual([]);
  });

  test("a period ends after its start, and when AWS can", () => {
    expect(check({ timePeriod: { start: "2026-02-01", end: "2026-01-01" } })).toEqual([
      "/spec/timePeriod/end invalid-value",
    ]);
    expect(check({ timePeriod: { start: "2026-13-01", end: "2087-06-16" } })).toEqual([
      "/spec/timePeriod/end invalid-value",
      "/spec/timePeriod/start invalid-value",
    ]);
  });

  test("a notification is there once, goes to valid addresses, and not to too many", () => {
    const at = "/spec/notifications";
    expect(check({ notifications: [notice, { ...notice, thresholdType: "PERCENTAGE" }] })).toEqual([
      `${at}/1 duplicate`,
    ]);
    expect(
      check({ timeUnit: "DAILY", notifications: [{ ...notice, notificationType: "FORECASTED" }] }),
    ).toEqual([`${at}/0/notificationType invalid-value`]);
    const to = (...subscribers: unknown[]) => check({ notifications: [{ ...notice, subscribers }] });
    expect(to({ subscriptionType: "SNS", address: { ref: "Topic/finance" } })).toEqual([]);
    expect(to({ subscriptionType: "EMAIL", address: { ref: "Topic/finance" } })).toEqual([
      `${at}/0/subscribers/0/address invalid-value`,
    ]);
    expect(to({ ...topic, address: "finance" }, { ...mail, address: "finance" })).toEqual([
      `${at}/0/subscribers/0/address invalid-value`,
      `${at}/0/subscribers/1/address invalid-value`,
    ]);
    expect(to(topic, { ...topic, address: `${topic.address}-2` })).toEqual([`${at}/0/subscribers too-many`]);
    expect(to(mail, mail)).toEqual([`${at}/0/subscribers/1/address duplicate`]);
    const many = Array.from({ length: 11 }, (_, index) => ({ ...mail, address: `${index}@acme.example` }));
    expect(to(...many)).toEqual([`${at}/0/subscribers too-many`]);
  });
});

describe("in the sandbox", () => {
  const full = desired({ ...minimal, notifications: [{ ...notice, subscribers: [mail, topic] }] });

  async function made() {
    const { sandbox, aws } = sandboxed();
    await budget.put(aws(), writeOf("costs", full));
    const calls = () => {
      const names = sandbox.calls.entries.map(({ operation }) => operation);
      sandbox.calls.clear();
      return names;
    };
    calls();
    const read = async () => {
      const target = { id: "costs", wanted: full, observed: undefined };
      const [found] = (await budget.read(aws(), [target], { tags: true })).items;
      if (!found) throw new Error("the budget isn't there");
      calls();
      return found;
    };
    return { sandbox, aws, calls, read };
  }

  test("a budget is created in one call, notifications and tags with it, and is read back as it was wanted", async () => {
    const { sandbox, aws } = sandboxed();
    await budget.put(aws(), writeOf("costs", full));
    expect(sandbox.calls.entries.map(({ operation }) => operation)).toEqual(["CreateBudget"]);
    const [found] = (
      await budget.read(aws(), [{ id: "costs", wanted: full, observed: undefined }], { tags: true })
    ).items;
    expect(found).toMatchObject({
      id: "costs",
      arn: `arn:aws:budgets::${account}:budget/costs`,
      shape: full,
      tags: { team: "payments" },
    });
  });

  test("notifications are changed without touching the budget, which would forget what was spent", async () => {
    const { aws, calls, read } = await made();
    const cto = { subscriptionType: "EMAIL", address: "cto@acme.example" };
    const target = desired({
      ...minimal,
      notifications: [
        { ...notice, threshold: 90, subscribers: [mail, topic] },
        { ...notice, threshold: 100, subscribers: [cto] },
      ],
    });
    await budget.put(aws(), writeOf("costs", target, await read()));
    expect(calls()).toEqual(["UpdateNotification", "CreateNotification"]);
    expect((await read()).shape).toEqual(target);

    const told = desired({ ...minimal, notifications: [{ ...notice, threshold: 90, subscribers: [cto] }] });
    await budget.put(aws(), writeOf("costs", told, await read()));
    expect(calls()).toEqual(["UpdateSubscriber", "DeleteSubscriber", "DeleteNotification"]);
    expect((await read()).shape).toEqual(told);
  });

  test("an update keeps since when the budget exists", async () => {
    const { sandbox, aws, read } = await made();
    const target = desired({ ...minimal, budgetLimit: { amount: 900, unit: "USD" } });
    const before = await read();
    await sandbox.clock.sleep(40 * 86_400_000);
    await budget.put(aws(), writeOf("costs", target, before));
    const { Budget: live } = (await sandbox.call("budgets", "DescribeBudget", {
      AccountId: account,
      BudgetName: "costs",
    })) as { Budget: { TimePeriod: object } };
    expect(live.TimePeriod).toEqual({ Start: new Date("2026-03-01"), End: new Date("2087-06-15") });
  });

  test("observes wanted and owned budgets in full and counts the others, whatever their number", async () => {
    const { sandbox, aws } = await made();
    const Budget = { BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: "5", Unit: "USD" } };
    for (let index = 0; index < 120; index++)
      await sandbox.call("budgets", "CreateBudget", {
        AccountId: account,
        Budget: { ...Budget, BudgetName: `b-${index}` },
      });
    const listing = await budget.observe(aws(), wantedOf("Budget", full, "b-7"));
    expect(listing.items.map(({ id }) => id)).toEqual(["b-7", "costs"]);
    expect(listing).toMatchObject({ foreign: 119, complete: true, problems: [] });
    expect(listing.items[1]?.shape).toEqual(full);
    const notifications = sandbox.calls.entries.filter(({ operation }) =>
      operation.includes("Notifications"),
    );
    expect(notifications.map(({ operation }) => operation)).toEqual([
      "DescribeBudgetNotificationsForAccount",
    ]);
  });

  test("listings that AWS calls not found are empty ones", async () => {
    const { sandbox, aws } = sandboxed();
    const bare = desired(minimal);
    await budget.put(aws(), writeOf("costs", bare));
    const { visit } = connect({
      clock: sandbox.clock,
      random: () => 0.5,
      transport: {
        ...sandbox.requestHandler,
        handle: (request: HttpRequest, options?: HttpHandlerOptions) =>
          request.headers["x-amz-target"]?.includes("Notifications")
            ? Promise.resolve({
                response: new HttpResponse({
                  statusCode: 400,
                  headers: { "content-type": "application/x-amz-json-1.1" },
                  body: Readable.from([JSON.stringify({ __type: "NotFoundException", Message: "none" })]),
                }),
              })
            : sandbox.requestHandler.handle(request, options),
      },
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const there = visit({ owner: "acme", accounts: new Map() })(testScope);
    const read = await budget.read(there, [{ id: "costs", wanted: bare, observed: undefined }], {
      tags: true,
    });
    expect(read).toMatchObject({ complete: true, items: [{ shape: bare }] });
    const observed = await budget.observe(there, wantedOf("Budget", bare, "costs"));
    expect(observed).toMatchObject({ complete: true, items: [{ shape: bare }] });
  });

  test("tags are set and removed, and a budget that is gone is no error to delete", async () => {
    const { aws, read } = await made();
    await budget.tag(aws(), await read(), { tier: "1" }, ["team"]);
    const found = await read();
    expect(found.tags).toMatchObject({ tier: "1" });
    expect(found.tags["team"]).toBeUndefined();
    expect(await budget.remove(aws(), [found])).toEqual(new Map());
    expect(await budget.remove(aws(), [found])).toEqual(new Map());
  });

  test("somebody else's budget of the same name isn't overwritten", async () => {
    const { aws } = await made();
    const error: unknown = await budget.put(aws(), writeOf("costs", full)).catch((cause: unknown) => cause);
    expect(classify(error)).toBe("already-exists");
  });
});

test("somebody's change of a budget is drift by field, and nothing else is written when it is reverted", async () => {
  const on = rig({ kinds: [budget] });
  const wanted = wantedBy(budget, { ...minimal, notifications: [notice] });
  await on.pass(wanted);
  const [one] = wanted;
  const client = on.at(one?.scope ?? testScope).client(BudgetsClient);
  await client.send(
    new UpdateBudgetCommand({
      AccountId: account,
      NewBudget: {
        BudgetName: one?.id,
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: "9000", Unit: "USD" },
        TimePeriod: { End: new Date("2026-06-01") },
      },
    }),
  );
  expect(sketch((await on.plan(wanted)).changes)).toEqual([
    "update Budget/sample /spec/budgetLimit/amount (drift) /spec/timePeriod (drift)",
  ]);
  on.writes();
  await on.pass(wanted);
  expect(on.writes()).toEqual(["UpdateBudget"]);
  expect((await on.plan(wanted)).changes).toEqual([]);
});

test("a budget that AWS deleted after its end is made anew", async () => {
  const on = rig({ kinds: [budget] });
  const client = on.at(testScope).client(BudgetsClient);
  await client.send(
    new CreateBudgetCommand({
      AccountId: account,
      Budget: {
        BudgetName: "sample",
        BudgetType: "COST",
        TimeUnit: "MONTHLY",
        BudgetLimit: { Amount: "5", Unit: "USD" },
        TimePeriod: { End: new Date("2026-03-02") },
      },
    }),
  );
  const wanted = wantedBy(budget, minimal);
  expect((await on.plan(wanted)).changes.map(({ action }) => action)).toEqual(["conflict"]);
  await on.clock.sleep(86_400_000);
  expect((await on.plan(wanted)).changes.map(({ action }) => action)).toEqual(["create"]);
});
