import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { classify } from "../../controller/aws/errors.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import type { ScheduledQuerySpec } from "../../controller/generated/types.ts";
import type { Observed } from "../../controller/kind.ts";
import type { ScheduledQueryShape } from "../../controller/kinds/scheduled-query/shape.ts";
import { scheduledQuery } from "../../controller/kinds/scheduled-query.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import {
  type StoredScheduledQuery,
  scheduledQueriesOf,
} from "../../controller/sandbox/services/logs/scheduled-query-store.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { type Spec, testScope } from "./fixture.ts";
import { observedOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { fixture } from "./scheduled-query.ts";

const { account, region } = testScope;
const setting = { scope: testScope, name: "errors", each: undefined };
const base = fixture.bases.default;
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const typed = (spec: Spec) => spec as unknown as ScheduledQuerySpec;
const desired = (spec: Spec) => scheduledQuery.desired(typed(spec), setting);

describe("the shape of a scheduled query", () => {
  test("has AWS's defaults, and names this account's log groups in one way", () => {
    expect(
      desired({
        ...base,
        logGroupIdentifiers: [
          "/b",
          `arn:aws:logs:${region}:${account}:log-group:/b:*`,
          `arn:aws:logs:${region}:${account}:log-group:/a`,
          `arn:aws:logs:${region}:444455556666:log-group:/a:*`,
        ],
        destinationConfiguration: {
          s3Configuration: {
            destinationIdentifier: "s3://acme-reports",
            roleArn: role("query-results"),
            ownerAccountId: account,
          },
        },
      }),
    ).toEqual({
      ...base,
      name: "errors",
      logGroupIdentifiers: ["/a", "/b", `arn:aws:logs:${region}:444455556666:log-group:/a`],
      destinationConfiguration: {
        s3Configuration: { destinationIdentifier: "s3://acme-reports", roleArn: role("query-results") },
      },
      timezone: "UTC",
      endTimeOffset: 0,
      state: "ENABLED",
    });
  });
});

test("white space around a query, such as the line break that YAML's | leaves, says nothing", () => {
  const { queryString } = base;
  expect(desired({ ...base, queryString: `\n ${String(queryString)}\n` })).toEqual(desired(base));
});

describe("a scheduled query in AWS", () => {
  let sandbox: Sandbox;
  let aws: () => Aws;

  beforeEach(async () => {
    ({ sandbox, aws } = sandboxed());
    await fixture.seed?.(sandbox);
    sandbox.calls.clear();
  });

  const put = (id: string, spec: Spec, before?: Observed<ScheduledQueryShape>) =>
    scheduledQuery.put(aws(), writeOf(id, desired(spec), before));
  const live = async (id = "errors") => {
    const target = { id, wanted: undefined, observed: undefined };
    const [observed] = (await scheduledQuery.read(aws(), [target], { tags: true })).items;
    if (!observed) throw new Error(`${id} isn't there`);
    return observed;
  };
  const change = (name: string, into: Partial<StoredScheduledQuery>) => {
    const table = scheduledQueriesOf({ world: sandbox.world, account, region });
    const query = table.get(name);
    if (query) table.put(name, { ...query, ...into });
  };

  test("is created with its tags and read as it is wanted", async () => {
    await put("errors", base);
    expect(await live()).toMatchObject({
      id: "errors",
      arn: expect.stringContaining(":scheduled-query:") as string,
      tags: { ...ourTags, team: "payments" },
      shape: desired(base),
    });
  });

  test("loses what a changed spec no longer says", async () => {
    await put("errors", { ...base, description: "Errors", startTimeOffset: 600, timezone: "Asia/Seoul" });
    await put("errors", base, await live());
    expect((await live()).shape).toEqual(desired(base));
  });

  test("that is there already is no passing conflict", async () => {
    await put("errors", base);
    const error: unknown = await put("errors", base).catch((cause: unknown) => cause);
    expect(classify(error)).toBe("already-exists");
  });

  test("waits for a role that was just made", async () => {
    sandbox.propagation = 10_000;
    const error: unknown = await put("errors", base).catch((cause: unknown) => cause);
    expect(classify(error)).toBe("propagating");
  });

  test("is listed where it is wanted or ours; the others are counted", async () => {
    for (const [name, owner] of [
      ["errors", "legacy"],
      ["ours", "acme"],
      ["theirs", "legacy"],
      ["alarm", "acme"],
    ])
      await sandbox.call("logs", "CreateScheduledQuery", { name, ...base, tags: { [ownerTag]: owner } });
    change("alarm", { scheduleType: "AWS_MANAGED" });
    sandbox.calls.clear();
    const listing = await scheduledQuery.observe(aws(), wantedOf("ScheduledQuery", desired(base), "errors"));
    expect(listing).toMatchObject({ foreign: 2, complete: true, problems: [] });
    expect(listing.items.map(({ id }) => id)).toEqual(["errors", "ours"]);
    expect(sandbox.calls.entries.filter(({ operation }) => operation === "GetScheduledQuery")).toHaveLength(
      2,
    );
  });

  test("that AWS keeps for an alarm is left alone where its name is wanted", async () => {
    await put("errors", base);
    change("errors", { scheduleType: "AWS_MANAGED" });
    const listing = await scheduledQuery.observe(aws(), wantedOf("ScheduledQuery", desired(base), "errors"));
    expect(listing.items).toMatchObject([{ id: "errors", shape: undefined }]);
    expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
  });

  test("whose details can't be read is left alone", async () => {
    await put("errors", base);
    sandbox.schedule(({ operation }) => (operation === "GetScheduledQuery" ? { kind: "denied" } : undefined));
    const listing = await scheduledQuery.observe(aws(), wantedOf("ScheduledQuery", desired(base), "errors"));
    expect(listing).toMatchObject({ complete: true, problems: [{ code: "unreadable" }] });
  });

  test("is no proof of anything where a page is missing", async () => {
    sandbox.schedule(({ operation }) =>
      operation === "ListScheduledQueries" ? { kind: "denied" } : undefined,
    );
    expect((await scheduledQuery.observe(aws(), new Map())).complete).toBe(false);
  });

  test("is tagged, and goes; one that is gone is no error", async () => {
    await put("errors", base);
    await scheduledQuery.tag(aws(), await live(), { env: "prod" }, ["team"]);
    const observed = await live();
    expect(observed.tags).toEqual({ ...ourTags, env: "prod" });
    expect(await scheduledQuery.remove(aws(), [observed])).toEqual(new Map());
    expect(await scheduledQuery.remove(aws(), [observed])).toEqual(new Map());
    await expect(live()).rejects.toThrow("isn't there");
  });
});

test("another name is another query, and the old one goes", async () => {
  const on = rig({ kinds: [scheduledQuery] });
  await fixture.seed?.(on.sandbox);
  await on.pass(wantedBy(scheduledQuery, { ...base, name: "old" }));
  const renamed = wantedBy(scheduledQuery, { ...base, name: "new" });
  expect(sketch((await on.plan(renamed)).changes)).toEqual([
    "replace ScheduledQuery/sample /spec/name (git)",
  ]);
  await on.pass(renamed);
  expect((await on.plan(renamed)).changes).toEqual([]);
  const { scheduledQueries } = (await on.sandbox.call("logs", "ListScheduledQueries", {})) as {
    scheduledQueries: { name: string }[];
  };
  expect(scheduledQueries.map(({ name }) => name)).toEqual(["new"]);
});

describe("health", () => {
  const conditions = (lastExecutionStatus: string | undefined, spec: Spec = base) =>
    scheduledQuery.health?.(observedOf(desired(spec), { lastExecutionStatus }));

  test("is bad where the last run failed, whichever way", () => {
    for (const status of ["Failed", "InvalidQuery", "Timeout"])
      expect(conditions(status)).toMatchObject([{ reason: "LastExecutionFailed", severity: "error" }]);
  });

  test("is no good once its time has passed, in whichever unit AWS has that, unless it isn't meant to run", async () => {
    const { sandbox, aws } = sandboxed();
    await fixture.seed?.(sandbox);
    const after = async (scheduleEndTime: number, more: Spec = {}) => {
      const spec = { ...base, ...more, scheduleEndTime };
      await scheduledQuery.put(aws(), writeOf("errors", desired(spec)));
      const target = { id: "errors", wanted: undefined, observed: undefined };
      const [found] = (await scheduledQuery.read(aws(), [target], { tags: true })).items;
      if (!found) throw new Error("it isn't there");
      await scheduledQuery.remove(aws(), [found]);
      return scheduledQuery.health?.(found).map(({ reason, severity }) => `${reason} ${severity}`);
    };
    const now = sandbox.clock.now().getTime();
    expect(await after(now - 1000)).toEqual(["ScheduleEnded warning"]);
    expect(await after(now / 1000 - 1)).toEqual(["ScheduleEnded warning"]);
    expect(await after(now / 1000 - 1, { state: "DISABLED" })).toEqual([]);
    expect(await after(now + 3_600_000)).toEqual([]);
    expect(await after(now / 1000 + 3600)).toEqual([]);
  });

  test("is good where it runs, has run or hasn't yet, or isn't meant to", () => {
    for (const status of ["Running", "Complete", undefined]) expect(conditions(status)).toEqual([]);
    expect(conditions("Failed", { ...base, state: "DISABLED" })).toEqual([]);
  });
});

describe("what its roles must allow", () => {
  const grants = (spec: Spec) => {
    const wanted = wantedOf("ScheduledQuery", desired(spec), "errors").get("errors");
    return wanted && scheduledQuery.grants?.(wanted);
  };
  const here = `arn:aws:logs:${region}:${account}`;

  test("is the query on its log groups, or on all where it names them itself", () => {
    expect(grants({ ...base, logGroupIdentifiers: ["/acme/shop"] })).toEqual([
      {
        on: role("queries"),
        service: "logs.amazonaws.com",
        sourceAccount: account,
        allows: [
          { actions: ["logs:StartQuery"], resources: [`${here}:log-group:/acme/shop:*`] },
          { actions: ["logs:DescribeLogGroups", "logs:GetQueryResults", "logs:StopQuery"], resources: ["*"] },
        ],
      },
    ]);
    expect(grants(base)?.[0]?.allows[0]?.resources).toEqual([`${here}:log-group:*:*`]);
  });

  test("is writing where the results go, and using the keys there", () => {
    const key = `arn:aws:kms:${region}:${account}:key/1`;
    const [, bucket, table] =
      grants({
        ...base,
        destinationConfiguration: {
          s3Configuration: {
            destinationIdentifier: "s3://acme-reports/errors",
            roleArn: role("query-results"),
            kmsKeyId: key,
          },
          lookupTableConfiguration: { tableName: "errors", roleArn: role("tables") },
        },
      }) ?? [];
    expect(bucket).toMatchObject({
      on: role("query-results"),
      allows: [
        { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::acme-reports/errors*"] },
        { actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key] },
      ],
    });
    expect(table).toMatchObject({
      on: role("tables"),
      allows: [{ resources: [`${here}:lookup-table:errors*`] }, { actions: ["logs:DescribeLookupTables"] }],
    });
  });
});

describe("checks", () => {
  test("every fixture passes them", () => {
    const specs = [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()];
    expect(specs.flatMap((spec) => verdict(scheduledQuery, spec))).toEqual([]);
  });

  test("everything that is wrong is said at once", () => {
    expect(
      verdict(scheduledQuery, {
        ...base,
        queryString: "stats count()",
        scheduleExpression: "cron(0 6 * * *)",
        timezone: "Mars/Olympus",
        startTimeOffset: 60,
        endTimeOffset: 60,
        scheduleStartTime: 20,
        scheduleEndTime: 10,
      }),
    ).toEqual([
      "/spec/endTimeOffset empty-range",
      "/spec/logGroupIdentifiers missing-log-groups",
      "/spec/scheduleEndTime empty-range",
      "/spec/scheduleExpression bad-schedule",
      "/spec/timezone unknown-time-zone",
    ]);
  });

  test("what a discovered resource completes is looked at later", () => {
    expect(
      verdict(scheduledQuery, {
        ...base,
        queryString: "${each.tags.Query}",
        scheduleExpression: "rate(${each.tags.Every})",
        timezone: "${each.tags.Zone}",
      }),
    ).toEqual([]);
  });
});
