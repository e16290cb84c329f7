import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { classify } from "../../controller/aws/errors.ts";
import { objectTag } from "../../controller/aws/tags.ts";
import type { LogGroupSpec } from "../../controller/generated/types.ts";
import type { Observed } from "../../controller/kind.ts";
import { type LogGroupShape, logGroupFromAws } from "../../controller/kinds/log-group/shape.ts";
import { logGroup } from "../../controller/kinds/log-group.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { rig, wantedBy } from "../rig.ts";
import { testScope } from "./fixture.ts";
import { fixture, seedLogsRole } from "./log-group.ts";
import { observedOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const { account, region } = testScope;
const setting = { scope: testScope, name: "audit", each: undefined };
const desired = (spec: LogGroupSpec) => logGroup.desired(spec, setting);
const security = `arn:aws:logs:${region}:444455556666:destination:security`;
const stream = `arn:aws:firehose:${region}:${account}:deliverystream/logs`;
const role = `arn:aws:iam::${account}:role/LogsToFirehose`;

const counting = (filterName: string, more: Partial<MetricFilter> = {}): MetricFilter => ({
  filterName,
  metricTransformations: [{ metricName: "Errors", metricNamespace: "Acme", metricValue: 1 }],
  ...more,
});
type MetricFilter = NonNullable<LogGroupSpec["metricFilters"]>[number];

const none = { dataProtectionPolicy: undefined, indexPolicy: undefined, metricFilters: [] };

describe("the shape of a log group", () => {
  test("has AWS's defaults", () => {
    expect(desired({})).toEqual({
      logGroupClass: "STANDARD",
      deletionProtectionEnabled: false,
      bearerTokenAuthenticationEnabled: false,
      metricFilters: [],
      subscriptionFilters: [],
    });
  });

  test("folds what AWS fills in and takes off into the same form", () => {
    const live = logGroupFromAws(
      { logGroupName: "/a", storedBytes: 5, metricFilterCount: 1 },
      {
        ...none,
        metricFilters: [
          {
            filterName: "b",
            filterPattern: "ERROR",
            metricTransformations: [
              {
                metricName: "Errors",
                metricNamespace: "Acme",
                metricValue: "1",
                dimensions: {},
                unit: "None",
              },
            ],
            applyOnTransformedLogs: false,
          },
        ],
        subscriptionFilters: [
          { filterName: "x", filterPattern: "", destinationArn: security, distribution: "ByLogStream" },
        ],
      },
      undefined,
    );
    expect(live).toEqual(
      desired({
        metricFilters: [counting("b", { filterPattern: " ERROR\n" })],
        subscriptionFilters: [{ filterName: "x", destinationArn: security }],
      }),
    );
  });

  test("tells a default of 0 from none", () => {
    const [made] = desired({ metricFilters: [counting("a")] }).metricFilters;
    const zero = counting("a", {
      metricTransformations: [
        { metricName: "Errors", metricNamespace: "Acme", metricValue: 1, defaultValue: 0 },
      ],
    });
    expect(made?.metricTransformations[0]).not.toHaveProperty("defaultValue");
    expect(desired({ metricFilters: [zero] }).metricFilters[0]?.metricTransformations[0]).toHaveProperty(
      "defaultValue",
      0,
    );
  });

  test("has no retention where AWS fixes it", () => {
    const live = logGroupFromAws(
      { logGroupClass: "DELIVERY", retentionInDays: 2 },
      { ...none, subscriptionFilters: [] },
      undefined,
    );
    expect(live).toEqual(desired({ logGroupClass: "DELIVERY" }));
  });

  test("keeps git's retention where the account's policy hides the group's own, and says so", () => {
    const wanted = desired({ retentionInDays: 30 });
    const group = { logGroupName: "/a", retentionInDays: 365, retentionPolicyName: "for-a-year" };
    const shape = logGroupFromAws(group, { ...none, subscriptionFilters: [] }, wanted);
    expect(shape).toEqual(wanted);
    const retentionPolicy = { name: "for-a-year", days: 365 };
    const status = { storedBytes: 0, ageDays: 1, since: undefined, retentionPolicy };
    expect(logGroup.health?.(observedOf(shape, status))).toEqual([
      expect.objectContaining({
        reason: "RetentionOverruled",
        message: expect.stringContaining("for-a-year keeps its events for 365 days"),
      }),
    ]);
    const agreed = { ...status, retentionPolicy: { name: "for-a-month", days: 30 } };
    expect(logGroup.health?.(observedOf(shape, agreed))).toEqual([]);
  });
});

describe("the rules that a schema can't say", () => {
  const transformation = { metricName: "Errors", metricNamespace: "Acme", metricValue: 1 };
  const policy = {
    Statement: [
      { DataIdentifier: ["a", "b"], Operation: { Audit: { FindingsDestination: {} } } },
      { DataIdentifier: ["b", "a"], Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  };

  test("let the fixture's specs pass", () => {
    for (const spec of Object.values(fixture.variants).flat())
      expect(verdict(logGroup, { logGroupName: "/a", ...spec })).toEqual([]);
    expect(verdict(logGroup, { dataProtectionPolicy: policy })).toEqual([]);
  });

  test("say what a class can't do", () => {
    const everything = {
      retentionInDays: 7,
      dataProtectionPolicy: policy,
      indexPolicy: { Fields: ["a"] },
      metricFilters: [counting("a")],
      subscriptionFilters: [{ filterName: "a", destinationArn: security }],
    };
    const refused = ["dataProtectionPolicy", "indexPolicy", "metricFilters"].map(
      (field) => `/spec/${field} wrong-class`,
    );
    expect(verdict(logGroup, { ...everything, logGroupClass: "DELIVERY" })).toEqual([
      ...refused,
      "/spec/retentionInDays wrong-class",
    ]);
    expect(verdict(logGroup, { ...everything, logGroupClass: "INFREQUENT_ACCESS" })).toEqual([
      ...refused,
      "/spec/subscriptionFilters wrong-class",
    ]);
  });

  test("say all at once what is wrong with metric filters", () => {
    const dimensions = { A: "$.a", B: "$b" };
    expect(
      verdict(logGroup, {
        metricFilters: [
          { filterName: "a", metricTransformations: [{ ...transformation, dimensions: { A: "$.a" } }] },
          {
            filterName: "a",
            filterPattern: "[a, b]",
            metricTransformations: [{ ...transformation, dimensions, defaultValue: 0 }],
            emitSystemFieldDimensions: ["@aws.account", "@aws.region"],
          },
        ],
      }),
    ).toEqual([
      "/spec/metricFilters/0/filterPattern pattern-without-fields",
      "/spec/metricFilters/1/filterName duplicate-filter",
      "/spec/metricFilters/1/metricTransformations/0/defaultValue default-with-dimensions",
      "/spec/metricFilters/1/metricTransformations/0/dimensions too-many-dimensions",
      "/spec/metricFilters/1/metricTransformations/0/dimensions/A bad-dimension",
    ]);
  });

  test.each([
    [{ destinationArn: stream }, "/spec/subscriptionFilters/0 missing-role"],
    [
      { destinationArn: "arn:aws:sqs:us-east-1:1:q" },
      "/spec/subscriptionFilters/0/destinationArn bad-destination",
    ],
    [{ destinationArn: "arn:aws:s3:::logs" }, "/spec/subscriptionFilters/0/destinationArn wrong-class"],
    [
      { destinationArn: `arn:aws:lambda:${region}:${account}:function:f`, roleArn: role },
      "/spec/subscriptionFilters/0/roleArn role-for-function",
    ],
    [
      { destinationArn: stream, roleArn: { ref: "DeliveryRole/logs" }, distribution: "Random" },
      "/spec/subscriptionFilters/0/distribution no-shards",
    ],
  ])("refuse the subscription filter %j", (filter, problem) => {
    expect(verdict(logGroup, { subscriptionFilters: [{ filterName: "a", ...filter }] })).toEqual([problem]);
  });

  test.each([
    [{ Statement: [] }, "must have two statements"],
    [
      { Statement: [policy.Statement[0], { ...policy.Statement[1], DataIdentifier: ["a"] }] },
      "same DataIdentifier",
    ],
    [{ Statement: [{ Operation: { Audit: {} } }, { Operation: { Deidentify: {} } }] }, "FindingsDestination"],
    [{ ...policy, Description: "x".repeat(31_000) }, "30720 at most"],
  ])("refuse the data protection policy %#", (dataProtectionPolicy, message) => {
    const at = () => ({ file: "a.yaml", line: 1, column: 1 });
    const metadata = { name: "a", labels: {}, annotations: {} };
    const problems = logGroup.check({ kind: "LogGroup", metadata, spec: { dataProtectionPolicy }, at });
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });

  test("refuse an index twice, and more than twenty", () => {
    const Fields = Array.from({ length: 20 }, (_, index) => `f${index}`);
    expect(verdict(logGroup, { indexPolicy: { Fields, FieldsV2: { f3: { type: "FACET" } } } })).toEqual([
      "/spec/indexPolicy too-many-indexes",
      "/spec/indexPolicy/Fields/3 duplicate-index",
    ]);
  });
});

describe("what would be lost", () => {
  const status = {
    storedBytes: 12_440_000_000,
    ageDays: 400,
    since: "2025-01-26",
    retentionPolicy: undefined,
  };
  const kept = (retentionInDays?: LogGroupSpec["retentionInDays"]) =>
    desired(retentionInDays === undefined ? {} : { retentionInDays });
  const loss = (before: LogGroupShape, after: LogGroupShape | undefined, known: object = status) =>
    logGroup.loses?.(observedOf(before, known), after);

  test("is told with the bytes and since when", () => {
    expect(loss(kept(90), kept(30))).toBe(
      "events older than 30 days are deleted: it kept them 90 (AWS counts 12.4 GB since 2025-01-26)",
    );
    expect(loss(kept(), kept(1))).toBe(
      "events older than 1 day are deleted: it kept them for ever (AWS counts 12.4 GB since 2025-01-26)",
    );
    expect(loss(kept(90), undefined)).toBe(
      "every event in it is deleted (AWS counts 12.4 GB since 2025-01-26)",
    );
  });

  test("is nothing where events stay longer, or another field changes", () => {
    expect(loss(kept(30), kept(90))).toBeUndefined();
    expect(loss(kept(30), kept())).toBeUndefined();
    expect(loss({ ...kept(30), kmsKeyId: "arn:key" }, kept(30))).toBeUndefined();
  });

  test("is nothing in a group that is younger than what stays", () => {
    expect(loss(kept(), kept(30), { ...status, ageDays: 29 })).toBeUndefined();
    expect(loss(kept(), kept(30), { ...status, ageDays: 31 })).toBeDefined();
  });
});

describe("what roles must allow", () => {
  const grants = (spec: LogGroupSpec) => {
    const [wanted] = wantedBy(logGroup, { ...spec }, { where: testScope });
    return wanted
      ? logGroup.grants?.(wanted as Parameters<NonNullable<typeof logGroup.grants>>[0])
      : undefined;
  };

  test("is to write to the stream of each subscription filter", () => {
    const subscriptionFilters: LogGroupSpec["subscriptionFilters"] = [
      { filterName: "a", destinationArn: stream, roleArn: role },
      { filterName: "b", destinationArn: security },
    ];
    expect(grants({ subscriptionFilters })).toEqual([
      {
        on: role,
        service: "logs.amazonaws.com",
        sourceAccount: account,
        sourceArn: `arn:aws:logs:${region}:${account}:*`,
        allows: [{ actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: [stream] }],
      },
    ]);
    const destinationArn = `arn:aws:kinesis:${region}:${account}:stream/logs`;
    expect(
      grants({ subscriptionFilters: [{ filterName: "a", destinationArn, roleArn: role }] })?.[0]?.allows,
    ).toEqual([{ actions: ["kinesis:PutRecord", "kinesis:PutRecords"], resources: [destinationArn] }]);
  });
});

describe("in AWS", () => {
  let sandbox: Sandbox;
  let aws: () => Aws;

  beforeEach(() => {
    ({ sandbox, aws } = sandboxed());
  });

  const read = async (id: string, wanted?: LogGroupShape) => {
    const { items } = await logGroup.read(aws(), [{ id, wanted, observed: undefined }], { tags: true });
    return items[0];
  };
  const make = (id: string, spec: LogGroupSpec) => logGroup.put(aws(), writeOf(id, desired(spec)));
  const operations = () => sandbox.calls.entries.map(({ operation }) => operation);
  const writes = () =>
    sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation);

  test("a group is read as it was wanted, tags and all", async () => {
    const spec: LogGroupSpec = {
      retentionInDays: 30,
      deletionProtectionEnabled: true,
      indexPolicy: { Fields: ["b", "a"] },
      metricFilters: [counting("b"), counting("a")],
      subscriptionFilters: [{ filterName: "x", destinationArn: security }],
    };
    await make("/a", spec);
    const arn = `arn:aws:logs:${region}:${account}:log-group:/a`;
    const tags = { ...ourTags, team: "payments" };
    expect(await read("/a", desired(spec))).toMatchObject({ id: "/a", arn, tags, shape: desired(spec) });
    expect(logGroup.arn?.("/a", testScope)).toBe(arn);
  });

  test("a name isn't taken for a longer one that begins with it", async () => {
    await make("/app-x", { retentionInDays: 7 });
    expect(await read("/app")).toBeUndefined();
  });

  test("somebody else's group of the same name is left as it is", async () => {
    await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/a" });
    const error: unknown = await make("/a", { retentionInDays: 7 }).catch((refusal: unknown) => refusal);
    expect(classify(error)).toBe("already-exists");
    expect((await read("/a"))?.shape).toEqual(desired({}));
  });

  test("a full group gives up the filter that goes before the one that comes", async () => {
    const to = (...names: string[]): LogGroupSpec => ({
      subscriptionFilters: names.map((filterName) => ({ filterName, destinationArn: security })),
    });
    await make("/a", to("one", "two"));
    const before = await read("/a");
    sandbox.calls.clear();
    await logGroup.put(aws(), writeOf("/a", desired(to("two", "three")), before));
    expect(writes()).toEqual(["DeleteSubscriptionFilter", "PutSubscriptionFilter"]);
    expect((await read("/a"))?.shape).toEqual(desired(to("two", "three")));
  });

  test("where there is room, the filter that comes is there before the other goes", async () => {
    await make("/a", { metricFilters: [counting("old"), counting("same")] });
    const before = await read("/a");
    sandbox.calls.clear();
    const target = desired({ metricFilters: [counting("new"), counting("same")] });
    await logGroup.put(aws(), writeOf("/a", target, before));
    expect(writes()).toEqual(["PutMetricFilter", "DeleteMetricFilter"]);
  });

  test("a refused filter keeps the others neither from coming nor from staying", async () => {
    await make("/a", { metricFilters: [counting("old")] });
    const before = await read("/a");
    const spec: LogGroupSpec = {
      retentionInDays: 7,
      metricFilters: [counting("bad", { filterPattern: "{ $.a" }), counting("new")],
    };
    await expect(logGroup.put(aws(), writeOf("/a", desired(spec), before))).rejects.toThrow(/pattern/i);
    const shape = (await read("/a"))?.shape;
    expect(shape?.metricFilters.map(({ filterName }) => filterName)).toEqual(["new", "old"]);
    expect(shape?.retentionInDays).toBe(7);
  });

  test("a role that isn't known yet is waited for, and the group made only once", async () => {
    const on = rig({ kinds: [logGroup], sandbox: { propagation: 20_000 } });
    await seedLogsRole(on.sandbox, "LogsToFirehose", "firehose:PutRecord", stream);
    const subscriptionFilters = [{ filterName: "a", destinationArn: stream, roleArn: role }];
    const wanted = wantedBy(logGroup, { retentionInDays: 7, subscriptionFilters });
    const { outcomes } = await on.pass(wanted);
    expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect((await on.plan(wanted)).changes).toEqual([]);
  });

  test("a creation that was cut short is finished, though it shortens what is kept", async () => {
    await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/a", tags: { ...ourTags } });
    const before = await read("/a");
    if (!before?.shape) throw new Error("it was just made");
    const { shape } = before;
    const after = desired({ retentionInDays: 30 });
    expect(logGroup.loses?.({ ...before, shape }, after)).toBeUndefined();
    await aws().clock.sleep(31 * 86_400_000, new AbortController().signal);
    const later = await read("/a");
    expect(later && logGroup.loses?.({ ...later, shape }, after)).toMatch(/older than 30 days/);
  });

  test("a protected group stays, with word of what lifts the protection", async () => {
    await make("/a", { deletionProtectionEnabled: true });
    const doomed = await read("/a");
    const failed = await logGroup.remove(aws(), doomed ? [doomed] : []);
    expect(String(failed.get("/a"))).toMatch(/set deletionProtectionEnabled: false .* and apply/);
    expect(await read("/a")).toBeDefined();
  });

  test("a group whose filter is just changing is deleted when that is done", async () => {
    await make("/a", { metricFilters: [counting("a")] });
    const doomed = await read("/a");
    const failed = await logGroup.remove(aws(), doomed ? [doomed] : []);
    expect(classify(failed.get("/a"))).toBe("propagating");
    await aws().clock.sleep(1_000, new AbortController().signal);
    expect(await logGroup.remove(aws(), doomed ? [doomed] : [])).toEqual(new Map());
    expect(await logGroup.remove(aws(), doomed ? [doomed] : [])).toEqual(new Map());
    expect(await read("/a")).toBeUndefined();
  });

  test("a filter that git doesn't name is drift, and goes", async () => {
    const on = rig({ kinds: [logGroup] });
    const wanted = wantedBy(logGroup, { logGroupName: "/a" });
    await on.pass(wanted);
    const filter = { logGroupName: "/a", filterName: "theirs", filterPattern: "", destinationArn: security };
    await on.sandbox.call("logs", "PutSubscriptionFilter", filter);
    const plan = await on.plan(wanted);
    expect(
      plan.changes.flatMap(({ fields }) => fields.map(({ path, origin }) => `${path} ${origin}`)),
    ).toEqual(["/spec/subscriptionFilters/theirs drift"]);
    await on.pass(wanted);
    expect((await on.plan(wanted)).changes).toEqual([]);
  });

  test("filters that the document leaves to others stay, and aren't asked for", async () => {
    const on = rig({ kinds: [logGroup] });
    const ignoring = (retentionInDays: number) =>
      wantedBy(
        logGroup,
        { logGroupName: "/a", retentionInDays },
        { manners: { ignore: ["/spec/subscriptionFilters", "/spec/metricFilters"] } },
      );
    await on.pass(ignoring(7));
    const filter = { logGroupName: "/a", filterName: "theirs", filterPattern: "", destinationArn: security };
    await on.sandbox.call("logs", "PutSubscriptionFilter", filter);
    on.sandbox.calls.clear();
    expect((await on.plan(ignoring(7))).changes).toEqual([]);
    expect(on.sandbox.calls.entries.map(({ operation }) => operation)).not.toContain(
      "DescribeSubscriptionFilters",
    );
    const { outcomes } = await on.pass(ignoring(30));
    expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect((await on.plan(ignoring(30))).changes).toEqual([]);
    expect(
      await on.sandbox.call("logs", "DescribeSubscriptionFilters", { logGroupName: "/a" }),
    ).toMatchObject({
      subscriptionFilters: [{ filterName: "theirs" }],
    });
  });

  describe("a listing", () => {
    const observe = async (wanted: Parameters<typeof logGroup.observe>[1] = new Map()) => {
      sandbox.calls.clear();
      const listing = await logGroup.observe(aws(), wanted);
      expect(listing.problems).toEqual([]);
      return listing;
    };
    const ids = (items: readonly Observed<LogGroupShape>[]) => items.map(({ id }) => id);

    test("has the wanted and ours, counts the others, and asks only what needs to be asked", async () => {
      for (let index = 0; index < 120; index++)
        await sandbox.call("logs", "CreateLogGroup", { logGroupName: `/theirs/${index}` });
      await make("/ours", {});
      const { items, foreign } = await observe(wantedOf("LogGroup", desired({}), "/theirs/7"));
      expect(ids(items)).toEqual(["/ours", "/theirs/7"]);
      expect(foreign).toBe(119);
      const count = new Map<string, number>();
      for (const operation of operations()) count.set(operation, (count.get(operation) ?? 0) + 1);
      expect(Object.fromEntries(count)).toEqual({
        GetResources: 1,
        DescribeLogGroups: 3,
        DescribeSubscriptionFilters: 2,
      });
    });

    test("reads many groups' metric filters at once, and one's by itself", async () => {
      for (let index = 0; index < 6; index++)
        await make(`/ours/${index}`, { metricFilters: [counting("a")] });
      await observe();
      expect(operations().filter((operation) => operation === "DescribeMetricFilters")).toHaveLength(1);
      for (let index = 0; index < 60; index++) {
        const filter = { logGroupName: "/theirs", filterName: `f${index}`, filterPattern: "" };
        const metricTransformations = [{ metricName: "a", metricNamespace: "b", metricValue: "1" }];
        if (index === 0) await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/theirs" });
        await sandbox.call("logs", "PutMetricFilter", { ...filter, metricTransformations });
      }
      sandbox.calls.clear();
      const { items } = await observe();
      expect(items.every(({ shape }) => shape?.metricFilters.length === 1)).toBe(true);
      expect(operations().filter((operation) => operation === "DescribeMetricFilters")).toHaveLength(2);
    });

    test("doesn't ask cheap classes for what they can't have", async () => {
      await make("/cheap", { logGroupClass: "INFREQUENT_ACCESS" });
      const { items } = await observe();
      expect(items[0]?.shape).toEqual(desired({ logGroupClass: "INFREQUENT_ACCESS" }));
      expect(operations()).not.toContain("DescribeSubscriptionFilters");
    });

    test("asks for policies where AWS or git says that there is one", async () => {
      const policyDocument = JSON.stringify({
        Statement: [{ Operation: { Audit: {} } }, { Operation: { Deidentify: {} } }],
      });
      await make("/ours", {});
      await sandbox.call("logs", "PutDataProtectionPolicy", { logGroupIdentifier: "/ours", policyDocument });
      const { items } = await observe();
      expect(items[0]?.shape?.dataProtectionPolicy).toEqual(JSON.parse(policyDocument));
      expect(operations()).not.toContain("DescribeIndexPolicies");
    });

    test("shows a group that can't be read as such, and the others", async () => {
      await make("/ours", {});
      await make("/unreadable", {});
      sandbox.schedule(({ operation, input }) =>
        operation === "DescribeSubscriptionFilters" && JSON.stringify(input).includes("/unreadable")
          ? { kind: "denied" }
          : undefined,
      );
      const { items, complete, problems } = await logGroup.observe(aws(), new Map());
      expect(items.map(({ id, shape }) => [id, shape !== undefined])).toEqual([
        ["/ours", true],
        ["/unreadable", false],
      ]);
      expect(complete).toBe(true);
      expect(problems.map(({ code }) => code)).toEqual(["unreadable"]);
    });
  });

  test("tags are set and taken away", async () => {
    await make("/a", {});
    const group = await read("/a");
    if (!group) throw new Error("it was just made");
    await logGroup.tag(aws(), group, { env: "prod" }, ["team"]);
    expect((await read("/a"))?.tags).toEqual({ ...ourTags, env: "prod" });
    expect(Object.keys(ourTags)).toContain(objectTag);
  });
});
