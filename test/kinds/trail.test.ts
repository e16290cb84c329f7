import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { classify } from "../../controller/aws/errors.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import type { TrailSpec } from "../../controller/generated/types.ts";
import type { Observed } from "../../controller/kind.ts";
import { type TrailShape, trailFromAws } from "../../controller/kinds/trail/shape.ts";
import { trail } from "../../controller/kinds/trail.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import schema from "../../schemas/trail.json" with { type: "json" };
import { rig, wantedBy } from "../rig.ts";
import { type Spec, testScope } from "./fixture.ts";
import { documentOf, observedOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { fixture } from "./trail.ts";

const setting = { scope: testScope, name: "audit", each: undefined };
const minimal: TrailSpec = { s3BucketName: "acme-audit-logs" };
const management = { field: "eventCategory", equals: ["Management"] };
const data = { field: "eventCategory", equals: ["Data"] };
const fixtureResources = [{ type: "AWS::S3::Object" as const, values: ["arn:aws:s3:::acme-audit-logs/"] }];
const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const typed = (spec: TrailSpec | Spec) => spec as TrailSpec;
const desired = (spec: TrailSpec | Spec) => trail.desired(typed(spec), setting);

describe("the shape of a trail", () => {
  test("has AWS's defaults, and neither empty texts nor the default selector", () => {
    expect(desired(minimal)).toEqual({
      s3BucketName: "acme-audit-logs",
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
      enableLogFileValidation: false,
      recursiveLogging: true,
      logging: true,
    });
  });

  test("folds what AWS materialises into the same form", () => {
    const live = trailFromAws(
      {
        Name: "audit",
        S3BucketName: "acme-audit-logs",
        S3KeyPrefix: "",
        LogFileValidationEnabled: false,
        IncludeGlobalServiceEvents: true,
      },
      {
        logging: true,
        eventSelectors: [
          {
            readWriteType: "All",
            includeManagementEvents: true,
            dataResources: [],
            excludeManagementEventSources: [],
          },
        ],
        insightSelectors: [],
      },
      testScope,
    );
    expect(live).toEqual(desired(minimal));
  });

  test("turns a topic's name, a key's id and an alias into ARNs of the scope, and drops the group's asterisk", () => {
    const shape = desired({
      ...minimal,
      snsTopicName: "security",
      kmsKeyId: "0a1b2c3d-1111-2222-3333-444455556666",
      cloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:audit:*",
      cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/Audit",
    });
    expect(shape).toMatchObject({
      snsTopicName: "arn:aws:sns:us-east-1:111122223333:security",
      kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-1111-2222-3333-444455556666",
      cloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:audit",
    });
    expect(desired({ ...minimal, kmsKeyId: "alias/audit" }).kmsKeyId).toBe(
      "arn:aws:kms:us-east-1:111122223333:alias/audit",
    );
  });

  test("doesn't depend on the order of selectors, conditions and values", () => {
    const one = desired({
      ...minimal,
      advancedEventSelectors: [
        { fieldSelectors: [management] },
        { fieldSelectors: [objects, data, { field: "eventName", equals: ["b", "a"] }] },
      ],
    });
    const other = desired({
      ...minimal,
      advancedEventSelectors: [
        { fieldSelectors: [{ field: "eventName", equals: ["a", "b"] }, data, objects] },
        { fieldSelectors: [management] },
      ],
    });
    expect(one).toEqual(other);
  });
});

describe("the checks of a trail", () => {
  test("let a trail with everything through", () => {
    for (const pair of Object.values(fixture.variants)) {
      for (const spec of pair) expect(verdict(trail, spec)).toEqual([]);
    }
  });

  test("report every broken rule at its place, all at once", () => {
    expect(
      verdict(trail, {
        ...minimal,
        trailName: "-a..b",
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: false,
        cloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:audit",
        kmsKeyId: "alias/audit",
        eventSelectors: Array.from({ length: 6 }, () => ({ includeManagementEvents: false })),
        advancedEventSelectors: [
          { fieldSelectors: [{ field: "eventName", equals: ["GetObject"] }] },
          { fieldSelectors: [data, { field: "vpcEndpointId" }, { field: "readOnly", notEquals: ["yes"] }] },
        ],
        insightSelectors: [
          { insightType: "ApiCallRateInsight" },
          { insightType: "ApiCallRateInsight", eventCategories: ["Data"] },
        ],
      }),
    ).toEqual([
      "/spec/advancedEventSelectors conflicting-fields",
      "/spec/advancedEventSelectors/0/fieldSelectors invalid-selector",
      "/spec/advancedEventSelectors/1/fieldSelectors invalid-selector",
      "/spec/advancedEventSelectors/1/fieldSelectors/1 invalid-selector",
      "/spec/advancedEventSelectors/1/fieldSelectors/1/field invalid-selector",
      "/spec/advancedEventSelectors/1/fieldSelectors/2 invalid-selector",
      "/spec/cloudWatchLogsLogGroupArn missing-companion",
      "/spec/eventSelectors too-many",
      ...Array.from({ length: 6 }, (_, index) => `/spec/eventSelectors/${index} empty-selector`),
      "/spec/includeGlobalServiceEvents conflicting-fields",
      "/spec/insightSelectors/0 insight-without-events",
      "/spec/insightSelectors/1 duplicate",
      "/spec/kmsKeyId kms-alias?",
      "/spec/trailName invalid-name",
    ]);
  });

  test("place a multi-region trail in one region, and another one in many", () => {
    const placed = (isMultiRegionTrail: boolean, ...regions: string[]) =>
      verdict(trail, { ...minimal, isMultiRegionTrail, placement: { regions } });
    expect(placed(true, "us-east-1", "eu-west-1")).toEqual(["/spec/placement/regions conflicting-fields"]);
    expect(placed(true, "us-east-1")).toEqual([]);
    expect(placed(false, "us-east-1", "eu-west-1")).toEqual([]);
  });

  test("count data resources and advanced values over all selectors", () => {
    const values = (count: number) => Array.from({ length: count }, (_, n) => `arn:aws:s3:::bucket-${n}/`);
    const resources = (count: number) => ({
      dataResources: [{ type: "AWS::S3::Object" as const, values: values(count) }],
    });
    expect(verdict(trail, { ...minimal, eventSelectors: [resources(125), resources(125)] })).toEqual([]);
    expect(verdict(trail, { ...minimal, eventSelectors: [resources(125), resources(126)] })).toEqual([
      "/spec/eventSelectors too-many",
    ]);
    const selector = (count: number) => ({
      fieldSelectors: [data, objects, { field: "resources.ARN", startsWith: values(count) }],
    });
    expect(verdict(trail, { ...minimal, advancedEventSelectors: [selector(498)] })).toEqual([]);
    expect(verdict(trail, { ...minimal, advancedEventSelectors: [selector(499)] })).toEqual([
      "/spec/advancedEventSelectors too-many",
    ]);
  });

  test("find fault with a role alone and with summaries of events that aren't recorded", () => {
    expect(
      verdict(trail, {
        ...minimal,
        cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/Audit",
        aggregationConfigurations: [{ eventCategory: "Data", templates: ["API_ACTIVITY"] }],
      }),
    ).toEqual([
      "/spec/aggregationConfigurations aggregation-without-events",
      "/spec/cloudWatchLogsRoleArn missing-companion",
    ]);
  });

  test("leave names alone that only a placeholder will complete", () => {
    expect(verdict(trail, { ...minimal, trailName: "audit-${each.id}" })).toEqual([]);
    expect(trail.check(documentOf("Trail", minimal))).toEqual([]);
  });
});

describe("what a change of a trail loses", () => {
  const loss = (before: object, after: object) =>
    trail.loses?.(observedOf(desired({ ...minimal, ...before })), desired({ ...minimal, ...after }));
  const reads = { eventSelectors: [{ readWriteType: "ReadOnly" }] };
  const writes = { eventSelectors: [{ readWriteType: "WriteOnly" }] };
  const bucket = (value: string) => ({
    eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: [value] }] }],
  });

  test("is nothing when it records the same or more", () => {
    expect(loss({}, {})).toBeUndefined();
    expect(loss(writes, {})).toBeUndefined();
    expect(loss({}, { eventSelectors: [...reads.eventSelectors, ...writes.eventSelectors] })).toBeUndefined();
    expect(loss({}, { advancedEventSelectors: [{ fieldSelectors: [management] }] })).toBeUndefined();
    expect(loss(bucket("arn:aws:s3:::a/b"), bucket("arn:aws:s3:::a/"))).toBeUndefined();
    expect(loss(bucket("arn:aws:s3:::a/"), bucket("arn:aws:s3"))).toBeUndefined();
    expect(loss({ s3KeyPrefix: "a" }, { s3KeyPrefix: "b", recursiveLogging: true })).toBeUndefined();
  });

  test("is said when it is stopped, narrowed or can't be proved any more", () => {
    expect(loss({}, { logging: false })).toMatch(/nothing is recorded/);
    expect(loss({ isMultiRegionTrail: true }, {})).toMatch(/other regions/);
    expect(loss({ isOrganizationTrail: true }, {})).toMatch(/other accounts/);
    expect(loss({}, { includeGlobalServiceEvents: false })).toMatch(/IAM/);
    expect(loss({ enableLogFileValidation: true }, {})).toMatch(/proved/);
    expect(loss({}, { recursiveLogging: false })).toMatch(/own deliveries/);
  });

  test.each([
    ["a half", {}, writes],
    ["a service", {}, { eventSelectors: [{ excludeManagementEventSources: ["kms.amazonaws.com"] }] }],
    ["all buckets but one", bucket("arn:aws:s3"), bucket("arn:aws:s3:::a/")],
    ["data events", bucket("arn:aws:s3"), {}],
    ["management events", {}, { advancedEventSelectors: [{ fieldSelectors: [data, objects] }] }],
    [
      "what a prefix excludes",
      { advancedEventSelectors: [{ fieldSelectors: [data, objects] }] },
      {
        advancedEventSelectors: [
          { fieldSelectors: [data, objects, { field: "eventName", notStartsWith: ["List"] }] },
        ],
      },
    ],
  ])("is said when its selectors leave out %s", (_, before, after) => {
    expect(loss(before, after)).toMatch(/selectors/);
  });
});

describe("a trail in AWS", () => {
  let sandbox: Sandbox;
  let aws: () => Aws;

  beforeEach(async () => {
    ({ sandbox, aws } = sandboxed());
    await fixture.seed?.(sandbox);
    sandbox.calls.clear();
  });

  async function live(): Promise<Observed<TrailShape>> {
    const target = { id: "audit", wanted: undefined, observed: undefined };
    const { items, problems } = await trail.read(aws(), [target], { tags: true });
    expect(problems).toEqual([]);
    const [item] = items;
    if (!item) throw new Error("there is no such trail");
    return item;
  }

  async function put(target: TrailShape, before?: Observed<TrailShape>): Promise<void> {
    const write = writeOf("audit", target, before);
    const fields = new Set([...Object.keys(target), ...Object.keys(before?.shape ?? {})]);
    const changed = [...fields].filter(
      (field) =>
        JSON.stringify(Reflect.get(target, field)) !==
        JSON.stringify(before?.shape && Reflect.get(before.shape, field)),
    );
    await trail.put(aws(), { ...write, changed: new Set(changed) });
  }

  const operations = () => sandbox.calls.entries.map(({ operation }) => operation);

  test("is created with its tags, then selectors, insights, summaries, and logs last", async () => {
    await put(
      desired({
        ...minimal,
        advancedEventSelectors: [{ fieldSelectors: [management] }, { fieldSelectors: [data, objects] }],
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        aggregationConfigurations: [{ eventCategory: "Data", templates: ["API_ACTIVITY"] }],
      }),
    );
    expect(operations()).toEqual([
      "CreateTrail",
      "PutEventSelectors",
      "PutInsightSelectors",
      "PutEventConfiguration",
      "StartLogging",
    ]);
    expect((await live()).tags).toMatchObject({ ...ourTags, team: "payments" });
  });

  test.each(Object.entries(fixture.variants))(
    "reads back as wanted, both ways: %s",
    async (_, [one, other]) => {
      await put(desired(one));
      for (const spec of [other, one]) {
        const before = await live();
        await put(desired(spec), before);
        expect((await live()).shape).toEqual(desired(spec));
      }
    },
  );

  const properties = Object.entries(schema.properties).filter(
    ([name]) => name !== "tags" && name !== "s3BucketName" && !fixture.fields[name]?.skip,
  );
  test.each(properties)("takes, changes and resets %s", async (name, { examples }) => {
    const field = fixture.fields[name];
    const base = { ...fixture.bases[field?.base ?? "default"], ...field?.with };
    const [a, b] = examples;
    await put(desired({ ...base, [name]: a }));
    expect((await live()).shape).toEqual(desired({ ...base, [name]: a }));
    expect(desired({ ...base, [name]: b })).not.toEqual(desired({ ...base, [name]: a }));
    await put(desired({ ...base, [name]: b }), await live());
    expect((await live()).shape).toEqual(desired({ ...base, [name]: b }));
    await put(desired({ ...base, [name]: a }), await live());
    await put(desired(base), await live());
    expect((await live()).shape).toEqual(desired(base));
  });

  test("is started again by an update when somebody stopped it, before anything else", async () => {
    await put(desired(minimal));
    await sandbox.call("cloudtrail", "StopLogging", { Name: "audit" });
    const stopped = await live();
    expect(stopped.shape?.logging).toBe(false);
    sandbox.calls.clear();
    await put(desired({ ...minimal, enableLogFileValidation: true }), stopped);
    expect(operations()).toEqual(["StartLogging", "UpdateTrail"]);
    expect((await live()).shape?.logging).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6])("converges after a crash before call %i of its creation", async (number) => {
    const target = desired({
      ...minimal,
      eventSelectors: [{ readWriteType: "WriteOnly", dataResources: fixtureResources }],
      insightSelectors: [{ insightType: "ApiCallRateInsight" }],
      aggregationConfigurations: [{ eventCategory: "Data", templates: ["USER_ACTIONS"] }],
    });
    sandbox.schedule((call) => (call.number === number ? { kind: "crash-before" } : undefined));
    const outcome = await put(target).catch((error: unknown) => error);
    expect(outcome instanceof Error).toBe(number <= 5);
    sandbox.schedule(undefined);
    const there = await trail.observe(aws(), new Map());
    expect(there.items.every(({ tags }) => tags[ownerTag] === "acme")).toBe(true);
    await put(target, there.items[0]);
    expect((await live()).shape).toEqual(target);
  });

  test("that exists already isn't taken over by a creation", async () => {
    await sandbox.call("cloudtrail", "CreateTrail", { Name: "audit", S3BucketName: "acme-audit-archive" });
    const refused = await put(desired(minimal)).catch((error: unknown) => error);
    expect(classify(refused)).toBe("already-exists");
    expect((await live()).shape?.s3BucketName).toBe("acme-audit-archive");
  });

  test("is observed by pages, with details only of the wanted and the owned ones", async () => {
    for (const Name of ["audit", "foreign", "owned"]) {
      const TagsList = Name === "owned" ? [{ Key: ownerTag, Value: "acme" }] : [];
      await sandbox.call("cloudtrail", "CreateTrail", { Name, S3BucketName: "acme-audit-logs", TagsList });
    }
    sandbox.calls.clear();
    const listing = await trail.observe(aws(), wantedOf("Trail", desired(minimal), "audit"));
    expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
    expect(listing.items.map(({ id }) => id)).toEqual(["audit", "owned"]);
    expect(operations().toSorted()).toEqual([
      "DescribeTrails",
      "GetTrailStatus",
      "GetTrailStatus",
      "ListTags",
    ]);
  });

  test("of another region or account is nobody's here", async () => {
    await sandbox.call(
      "cloudtrail",
      "CreateTrail",
      { Name: "audit", S3BucketName: "acme-audit-logs", IsMultiRegionTrail: true },
      { region: "eu-west-1" },
    );
    const unwanted = await trail.observe(aws(), new Map());
    expect(unwanted).toMatchObject({ items: [], foreign: 0, complete: true, problems: [] });
    const taken = {
      items: [{ id: "audit", shape: undefined }],
      problems: [{ code: "name-taken", message: expect.stringMatching(/in eu-west-1 covers this region/) }],
      complete: true,
    };
    expect(await trail.observe(aws(), wantedOf("Trail", desired(minimal), "audit"))).toMatchObject(taken);
    const target = { id: "audit", wanted: desired(minimal), observed: undefined };
    expect(await trail.read(aws(), [target], { tags: true })).toMatchObject(taken);
    const doomed = { ...target, wanted: undefined };
    expect(await trail.read(aws(), [doomed], { tags: true })).toMatchObject({ items: [], problems: [] });
  });

  test("of an organization, seen by a member account, has its name there", async () => {
    const organizations = {
      Name: "audit",
      TrailARN: "arn:aws:cloudtrail:us-east-1:999988887777:trail/audit",
      HomeRegion: "us-east-1",
      IsOrganizationTrail: true,
    };
    const member: Aws = {
      ...aws(),
      // Only DescribeTrails is sent.
      client: (() => ({
        send: () => Promise.resolve({ trailList: [organizations] }),
      })) as unknown as Aws["client"],
    };
    const listing = await trail.observe(member, wantedOf("Trail", desired(minimal), "audit"));
    expect(listing.problems).toMatchObject([
      { code: "name-taken", message: expect.stringMatching(/organization's trail of account 999988887777/) },
    ]);
  });

  test("makes the listing incomplete when its tags can't be read", async () => {
    await put(desired(minimal));
    sandbox.schedule(({ operation }) => (operation === "ListTags" ? { kind: "denied" } : undefined));
    const listing = await trail.observe(aws(), wantedOf("Trail", desired(minimal), "audit"));
    expect(listing.complete).toBe(false);
    expect(listing.problems.map(({ code }) => code)).toEqual(["incomplete-listing"]);
  });

  test("whose details can't be read is left alone, and the others go on", async () => {
    await put(desired(minimal));
    sandbox.schedule(({ operation }) => (operation === "GetTrailStatus" ? { kind: "denied" } : undefined));
    const listing = await trail.observe(aws(), wantedOf("Trail", desired(minimal), "audit"));
    expect(listing.complete).toBe(true);
    expect(listing.items.map(({ shape }) => shape)).toEqual([undefined]);
    expect(listing.problems.map(({ code }) => code)).toEqual(["unreadable"]);
  });

  test("that goes between the list and its details, or its tags, is absent", async () => {
    for (const operation of ["GetTrailStatus", "ListTags"]) {
      await put(desired(minimal));
      const edit = async () => {
        await sandbox.call("cloudtrail", "DeleteTrail", { Name: "audit" });
      };
      let gone = false;
      sandbox.schedule((call) => {
        if (call.operation !== operation || gone) return undefined;
        gone = true;
        return { kind: "third-party-edit", edit };
      });
      const listing = await trail.observe(aws(), wantedOf("Trail", desired(minimal), "audit"));
      expect(listing).toMatchObject({ items: [], complete: true, problems: [] });
      sandbox.schedule(undefined);
    }
  });

  test("whose insights alone can't be read doesn't keep the one beside it from being read", async () => {
    for (const Name of ["audit", "other"]) {
      const TagsList = [{ Key: ownerTag, Value: "acme" }];
      await sandbox.call("cloudtrail", "CreateTrail", { Name, S3BucketName: "acme-audit-logs", TagsList });
    }
    const InsightSelectors = [{ InsightType: "ApiCallRateInsight" }];
    await sandbox.call("cloudtrail", "PutInsightSelectors", { TrailName: "audit", InsightSelectors });
    sandbox.schedule(({ operation }) =>
      operation === "GetInsightSelectors" ? { kind: "denied" } : undefined,
    );
    const listing = await trail.observe(aws(), new Map());
    expect(listing.complete).toBe(true);
    expect(listing.items.map(({ id, shape }) => [id, shape !== undefined])).toEqual([
      ["audit", false],
      ["other", true],
    ]);
    expect(listing.problems).toMatchObject([{ code: "unreadable", object: "Trail audit" }]);
  });

  test.each([
    ["PutEventSelectors", { kind: "denied" }],
    ["StartLogging", { kind: "denied" }],
    ["PutInsightSelectors", { kind: "fail-before" }],
  ] as const)("logs and has everything a pass after %s failed in its creation", async (failing, fault) => {
    const on = rig({ kinds: [trail] });
    await fixture.seed?.(on.sandbox);
    const wanted = wantedBy(trail, {
      ...minimal,
      eventSelectors: [{ readWriteType: "WriteOnly" }],
      insightSelectors: [{ insightType: "ApiCallRateInsight" }],
    });
    on.sandbox.schedule(({ operation }) => (operation === failing ? fault : undefined));
    const first = await on.pass(wanted);
    expect(first.outcomes.map(({ status }) => status)).toEqual(["failed"]);

    on.sandbox.schedule(undefined);
    const second = await on.pass(wanted);
    expect(second.outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect(await on.sandbox.call("cloudtrail", "GetTrailStatus", { Name: wanted[0]?.id })).toMatchObject({
      IsLogging: true,
    });
    expect((await on.plan(wanted)).changes).toEqual([]);
  });

  test("gets and loses tags", async () => {
    await put(desired(minimal));
    const before = await live();
    await trail.tag(aws(), before, { team: "security", new: "tag" }, [ownerTag]);
    const { tags } = await live();
    expect(tags).toMatchObject({ team: "security", new: "tag" });
    expect(tags).not.toHaveProperty(ownerTag);
  });

  test("is deleted, and one that is already gone counts as deleted", async () => {
    await put(desired(minimal));
    const doomed = await live();
    expect(await trail.remove(aws(), [doomed])).toEqual(new Map());
    expect(await trail.remove(aws(), [doomed])).toEqual(new Map());
    await expect(live()).rejects.toThrow("no such trail");
  });

  test("that can't deliver is unwell, with AWS's reason", async () => {
    const item = { id: "audit", arn: "arn", shape: undefined, tags: {} };
    const well = { delivery: "", notification: "", cloudWatchLogs: "", digest: "" };
    expect(trail.health?.({ ...item, status: well })).toEqual([]);
    expect(trail.health?.(item)).toEqual([]);
    const conditions = trail.health?.({ ...item, status: { ...well, delivery: "AccessDenied" } });
    expect(conditions).toMatchObject([{ reason: "DeliveryFailed", severity: "error" }]);
    expect(conditions?.[0]?.message).toContain("AccessDenied");
  });
});

test("a trail is named by its own field, its document, or its document and element", () => {
  expect(trail.id({ ...minimal, trailName: "other" }, setting)).toBe("other");
  expect(trail.id(minimal, setting)).toBe("audit");
  expect(trail.id(minimal, { ...setting, each: "vpc-1" })).toBe("audit-vpc-1");
  expect(trail.arn?.("audit", testScope)).toBe("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit");
});
