import { describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import type { CompositeAlarmSpec, LogAlarmSpec } from "../../controller/generated/types.ts";
import { compositeAlarm } from "../../controller/kinds/composite-alarm.ts";
import type { LogAlarmShape } from "../../controller/kinds/log-alarm/shape.ts";
import { logAlarm } from "../../controller/kinds/log-alarm.ts";
import { metricAlarm } from "../../controller/kinds/metric-alarm.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture } from "./log-alarm.ts";
import { fixture as metricFixture } from "./metric-alarm.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "root-logins", each: undefined };
const base = fixture.bases.default;
const desired = (spec: Spec): LogAlarmShape => logAlarm.desired(spec as unknown as LogAlarmSpec, setting);
const check = (spec: Spec) => verdict(logAlarm, spec);
const target = (id: string) => ({ id, wanted: undefined, observed: undefined });
const query = (changes: Spec): Spec => ({
  ...base,
  scheduledQueryConfiguration: { ...(base["scheduledQueryConfiguration"] as Spec), ...changes },
});

function started() {
  const { sandbox, aws } = sandboxed();
  const put = (id: string, spec: Spec = base) => logAlarm.put(aws(), writeOf(id, desired(spec)));
  const read = async (...ids: string[]) =>
    (await logAlarm.read(aws(), ids.map(target), { tags: false })).items;
  return { sandbox, aws, put, read };
}

describe("the canonical shape", () => {
  test("has AWS's defaults filled in", () => {
    expect(desired(base)).toMatchObject({
      actionsEnabled: true,
      treatMissingData: "missing",
      actionLogLineCount: 0,
      scheduledQueryConfiguration: { scheduleConfiguration: { endTimeOffset: 0 } },
    });
  });

  test("names log groups of the same account and region, however they are written, in order", () => {
    const groups = [
      "arn:aws:logs:us-east-1:111122223333:log-group:/acme/b:*",
      "arn:aws:logs:us-east-1:444455556666:log-group:/acme/c:*",
      "/acme/a",
      "/acme/b",
    ];
    expect(
      desired(query({ logGroupIdentifiers: groups })).scheduledQueryConfiguration.logGroupIdentifiers,
    ).toEqual(["/acme/a", "/acme/b", "arn:aws:logs:us-east-1:444455556666:log-group:/acme/c"]);
  });

  test("has its query and its expression without the white space around them", () => {
    const shape = desired(query({ queryString: " fields @message\n", aggregationExpression: "count(*)\n" }));
    expect(shape.scheduledQueryConfiguration).toMatchObject({
      queryString: "fields @message",
      aggregationExpression: "count(*)",
    });
  });

  test("has a role for log lines only where there are lines", () => {
    const role = { actionLogLineRoleArn: "arn:aws:iam::111122223333:role/AlarmLogLines" };
    expect(desired({ ...base, ...role, actionLogLineCount: 0 })).not.toHaveProperty("actionLogLineRoleArn");
    expect(desired({ ...base, ...role, actionLogLineCount: 1 })).toMatchObject(role);
  });
});

describe("the rules that a schema can't say", () => {
  test("every example in fixtures passes them", () => {
    for (const spec of [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()])
      expect(check(spec)).toEqual([]);
  });

  test("are told all at once", () => {
    const schedule = { scheduleExpression: "rate(5 minutes)", startTimeOffset: 60, endTimeOffset: 60 };
    const spec = {
      ...query({ scheduleConfiguration: schedule }),
      queryResultsToAlarm: 4,
      actionLogLineCount: 5,
      alarmActions: [
        "arn:aws:sns:us-east-1:111122223333:oncall",
        "arn:aws:automate:us-east-1:ec2:stop",
        { ref: "Topic/oncall" },
      ],
    };
    expect(check(spec)).toEqual([
      "/spec/actionLogLineCount missing-field",
      "/spec/alarmActions/1 excluded-action",
      "/spec/queryResultsToAlarm too-many-results",
      "/spec/scheduledQueryConfiguration/scheduleConfiguration/endTimeOffset empty-range",
    ]);
  });

  test("a query names its log groups where the alarm doesn't", () => {
    const of = (queryString: string) => check(query({ logGroupIdentifiers: undefined, queryString }));
    expect(of("fields @message")).toEqual([
      "/spec/scheduledQueryConfiguration/logGroupIdentifiers missing-log-groups",
    ]);
    expect(of('SOURCE "/acme/checkout" | fields @message')).toEqual([]);
    expect(of("${each.tags.Query}")).toEqual([]);
  });

  test("events between the times that two runs cover are seen by neither, and that is warned of", () => {
    const every = (scheduleExpression: string, startTimeOffset: number, endTimeOffset?: number) =>
      check(query({ scheduleConfiguration: { scheduleExpression, startTimeOffset, endTimeOffset } }));
    const startTimeOffset =
      "/spec/scheduledQueryConfiguration/scheduleConfiguration/startTimeOffset unseen-events?";
    expect(every("rate(15 minutes)", 300)).toEqual([startTimeOffset]);
    expect(every("rate(15 minutes)", 930, 60)).toEqual([startTimeOffset]);
    expect(every("rate(15 minutes)", 960, 60)).toEqual([]);
    expect(every("rate(1 hour)", 3600)).toEqual([]);
    expect(every("rate(1 day)", 86_399)).toEqual([startTimeOffset]);
  });

  test("a role for log lines needs a number of lines", () => {
    const spec = { ...base, actionLogLineRoleArn: { ref: "DeliveryRole/lines" } };
    expect(check(spec)).toEqual(["/spec/actionLogLineRoleArn missing-field"]);
  });
});

describe("what it needs of roles", () => {
  const grants = (spec: Spec) => {
    const [wanted] = wantedOf("LogAlarm", desired(spec), "root-logins").values();
    return wanted && logAlarm.grants?.(wanted);
  };

  test("CloudWatch Logs may query its log groups, and CloudWatch may fetch what was found", () => {
    const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    expect(grants(fixture.bases["withLines"] ?? {})).toEqual([
      {
        on: role("ScheduledQueries"),
        service: "logs.amazonaws.com",
        sourceAccount: "111122223333",
        allows: [
          {
            actions: ["logs:StartQuery"],
            resources: ["arn:aws:logs:us-east-1:111122223333:log-group:/acme/checkout:*"],
          },
          {
            actions: ["logs:DescribeLogGroups", "logs:GetQueryResults", "logs:StopQuery"],
            resources: ["*"],
          },
        ],
      },
      {
        on: role("AlarmLogLines"),
        service: "cloudwatch.amazonaws.com",
        sourceAccount: "111122223333",
        allows: [{ actions: ["logs:GetQueryResults"], resources: ["*"] }],
      },
    ]);
  });

  test("a query that names its log groups itself may query any of the account's", () => {
    const [grant] = grants(query({ logGroupIdentifiers: undefined })) ?? [];
    expect(grant?.allows[0]?.resources).toEqual(["arn:aws:logs:us-east-1:111122223333:log-group:*"]);
  });

  test("a log group of another account is queried there", () => {
    const arn = "arn:aws:logs:us-east-1:444455556666:log-group:/acme/a";
    const [grant] = grants(query({ logGroupIdentifiers: [arn] })) ?? [];
    expect(grant?.allows[0]?.resources).toEqual([`${arn}:*`]);
  });
});

test.each(Object.entries(fixture.variants))(
  "AWS has what git wants after a creation and after updates: %s",
  async (_, [a, b]) => {
    const { aws, put, read } = started();
    await put("x", a);
    const [made] = await read("x");
    expect(made?.shape).toEqual(desired(a));
    await logAlarm.put(aws(), writeOf("x", desired(b), made));
    const [changed] = await read("x");
    expect(changed?.shape).toEqual(desired(b));
    await logAlarm.put(aws(), writeOf("x", desired(a), changed));
    expect((await read("x"))[0]?.shape).toEqual(desired(a));
  },
);

test("observing finds log alarms only, by tag or name, and asks for no other type", async () => {
  const { sandbox, aws, put } = started();
  await put("ours");
  const metric = metricAlarm.desired(metricFixture.bases.default, setting);
  await metricAlarm.put(aws(), writeOf("metric", metric));
  const theirs = { ...(await described(sandbox, "ours")), AlarmArn: undefined };
  for (const AlarmName of ["theirs", "wanted"])
    await sandbox.call("monitoring", "PutLogAlarm", { ...theirs, AlarmName });
  sandbox.calls.clear();
  const listing = await logAlarm.observe(aws(), wantedOf("LogAlarm", desired(base), "wanted", "metric"));
  expect(listing.items.map(({ id }) => id)).toEqual(["ours", "wanted"]);
  expect(listing).toMatchObject({ foreign: 1, complete: true });
  expect(
    sandbox.calls.entries
      .filter(({ operation }) => operation === "DescribeAlarms")
      .map(({ input }) => (input as { AlarmTypes?: string[] }).AlarmTypes),
  ).toEqual([["LogAlarm"]]);
});

test("a log alarm's tags are the service's own when it is asked for them", async () => {
  const { aws, put } = started();
  await put("x");
  const { items } = await logAlarm.read(aws(), [target("x")], { tags: true });
  expect(items[0]?.tags).toEqual({ ...ourTags, team: "payments" });
  const [before] = items;
  if (!before) throw new Error("it was just made");
  await logAlarm.tag(aws(), before, { team: "security" }, ["watchkeeper.dev/object"]);
  const after = await logAlarm.read(aws(), [target("x")], { tags: true });
  expect(after.items[0]?.tags).toEqual({ "watchkeeper.dev/owner": "acme", team: "security" });
});

describe("a name that an alarm of another type has", () => {
  test("is taken for a log alarm", async () => {
    const { aws } = started();
    const metric = metricAlarm.desired(metricFixture.bases.default, setting);
    await metricAlarm.put(aws(), writeOf("same", metric));
    const listing = await logAlarm.read(aws(), [target("same")], { tags: false });
    expect(listing.items).toMatchObject([{ id: "same", shape: undefined }]);
    expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
  });

  test("is taken for metric and composite alarms where it is a log alarm's", async () => {
    const { aws, put } = started();
    await put("same");
    for (const kind of [metricAlarm, compositeAlarm]) {
      const listing = await kind.read(aws(), [target("same")], { tags: false });
      expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
    }
  });
});

test("a composite alarm may name log alarms, and keeps them from being deleted", async () => {
  const { aws, put, read } = started();
  await put("a");
  const spec = { alarmRule: "ALARM(a)" } as CompositeAlarmSpec;
  await compositeAlarm.put(aws(), writeOf("parent", compositeAlarm.desired(spec, setting)));
  expect(compositeAlarm.after).toContain("LogAlarm");
  const errors = await logAlarm.remove(aws(), await read("a"));
  expect([...errors.keys()]).toEqual(["a"]);
});

test("log alarms are deleted one a call, and one that is gone already is no error", async () => {
  const { sandbox, aws, put, read } = started();
  for (const id of ["a", "b", "c"]) await put(id);
  const doomed = await read("a", "b", "c");
  await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["b"] });
  sandbox.calls.clear();
  expect(await logAlarm.remove(aws(), doomed)).toEqual(new Map());
  const named = sandbox.calls.entries.map(({ input }) => (input as { AlarmNames: string[] }).AlarmNames);
  expect(named.toSorted()).toEqual([["a"], ["b"], ["c"]]);
  expect(await read("a", "b", "c")).toEqual([]);
});

describe("in a region without log alarms", () => {
  const refusal = Object.assign(new Error("alarmTypes: unknown value"), {
    name: "ValidationError",
    $metadata: {},
  });
  const refusing = (): Aws => ({
    ...sandboxed().aws(),
    tagIndex: () => Promise.resolve({ byArn: new Map() }),
    // Only DescribeAlarms is sent.
    client: (() => ({ send: () => Promise.reject(refusal) })) as unknown as Aws["client"],
  });

  test("there are none", async () => {
    const listing = await logAlarm.observe(refusing(), new Map());
    expect(listing).toEqual({ items: [], foreign: 0, complete: true, problems: [] });
  });

  test("those that git wants can't be told from missing", async () => {
    const listing = await logAlarm.observe(refusing(), wantedOf("LogAlarm", desired(base), "x"));
    expect(listing).toMatchObject({ complete: false, problems: [{ code: "incomplete-listing" }] });
  });
});

test("trouble with its evaluation is a condition", () => {
  const observed = { id: "x", arn: "", shape: desired(base), tags: {} };
  const status = { evaluationState: "EVALUATION_ERROR", reason: "the role can't be assumed" };
  expect(logAlarm.health?.({ ...observed, status })).toMatchObject([
    {
      reason: "EvaluationTrouble",
      message: "CloudWatch reports EVALUATION_ERROR: the role can't be assumed",
    },
  ]);
  expect(logAlarm.health?.(observed)).toEqual([]);
});

async function described(sandbox: ReturnType<typeof sandboxed>["sandbox"], name: string): Promise<object> {
  const answer = await sandbox.call("monitoring", "DescribeAlarms", {
    AlarmNames: [name],
    AlarmTypes: ["LogAlarm"],
  });
  const [alarm] = (answer as { LogAlarms: object[] }).LogAlarms;
  return alarm ?? {};
}
