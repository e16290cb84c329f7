import { describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import type { EventDataStoreSpec } from "../../controller/generated/types.ts";
import type { Observed } from "../../controller/kind.ts";
import {
  contextKeysFromAws,
  type EventDataStoreShape,
  storeFromAws,
} from "../../controller/kinds/event-data-store/shape.ts";
import { eventDataStore } from "../../controller/kinds/event-data-store.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch, wantedBy } from "../rig.ts";
import { fixture } from "./event-data-store.ts";
import { testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const { account, region } = testScope;
const setting = { scope: testScope, name: "audit", each: undefined };
const key = `arn:aws:kms:${region}:${account}:key/0a1b2c3d-1111-2222-3333-444455556666`;
const role = `arn:aws:iam::${account}:role/LakeFederation`;
const unprotected = { terminationProtectionEnabled: false };
const none = {
  insightSelectors: [],
  insightsDestination: undefined,
  maxEventSize: undefined,
  contextKeySelectors: [],
};

function shapeOf(spec: EventDataStoreSpec = {}): EventDataStoreShape {
  return eventDataStore.desired(spec, setting);
}

function wantedAs(spec: Record<string, unknown> = {}) {
  return wantedBy(eventDataStore, spec, { name: "audit" });
}

async function seeded(): Promise<Rig> {
  const on = rig({ kinds: [eventDataStore] });
  await fixture.seed?.(on.sandbox);
  return on;
}

/** A store of the sandbox that was made with this spec. */
async function created(spec: EventDataStoreSpec = {}) {
  const world = sandboxed();
  await fixture.seed?.(world.sandbox);
  await eventDataStore.put(world.aws(), writeOf("audit", shapeOf(spec)));
  const target = { id: "audit", wanted: shapeOf(spec), observed: undefined };
  const read = async () => (await eventDataStore.read(world.aws(), [target], { tags: true })).items;
  const [observed] = await read();
  if (!observed) throw new Error("the store was not made");
  return { ...world, observed, read };
}

const call = (sandbox: Sandbox, operation: string, { arn }: { arn: string }, more: object = {}) =>
  sandbox.call("cloudtrail", operation, { EventDataStore: arn, ...more });

async function onlyStore({ sandbox }: Rig): Promise<{ arn: string }> {
  const answer = await sandbox.call("cloudtrail", "ListEventDataStores", {});
  const { EventDataStores = [] } = answer as {
    EventDataStores?: { Name: string; EventDataStoreArn: string }[];
  };
  const found = EventDataStores.filter(({ Name }) => Name === "audit");
  expect(found).toHaveLength(1);
  return { arn: found[0]?.EventDataStoreArn ?? "" };
}

describe("an event data store in AWS", () => {
  test("is read as it was made, with AWS's defaults, under the id that AWS gave it", async () => {
    const { observed, aws } = await created();
    expect(observed).toEqual({
      id: "audit",
      arn: expect.stringMatching(/^arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore\/[0-9a-f-]{36}$/),
      awsId: observed.arn.slice(observed.arn.lastIndexOf("/") + 1),
      tags: { ...ourTags, team: "payments" },
      shape: shapeOf(),
      status: { created: new Date("2026-03-01T12:00:00Z") },
    });
    const listing = await eventDataStore.observe(aws(), wantedOf("EventDataStore", shapeOf(), "audit"));
    // The fixture's two are nobody's.
    expect(listing).toMatchObject({ items: [observed], foreign: 2, complete: true, problems: [] });
  });

  test("needs no call of its own where it is neither wanted nor ours", async () => {
    const { aws, sandbox } = sandboxed();
    await fixture.seed?.(sandbox);
    sandbox.calls.clear();
    expect(await eventDataStore.observe(aws(), new Map())).toMatchObject({ items: [], foreign: 2 });
    expect(sandbox.calls.entries.map(({ operation }) => operation)).toEqual([
      "ListEventDataStores",
      "ListTags",
    ]);
  });

  test.each([
    ["CREATED", undefined, true],
    ["ENABLED", undefined, true],
    ["STARTING_INGESTION", undefined, true],
    ["STOPPING_INGESTION", undefined, false],
    ["STOPPED_INGESTION", undefined, false],
    ["CREATED", shapeOf({ ingestion: false }), false],
  ] as const)("of status %s, wanted as %j, takes in events: %s", (Status, wanted, ingestion) => {
    expect(storeFromAws({ Status }, none, wanted)).toMatchObject({ ingestion, deletionPending: false });
  });

  test("is federated while it is so or becomes so", () => {
    for (const [FederationStatus, federationRoleArn] of [
      ["ENABLED", role],
      ["ENABLING", role],
      ["DISABLING", undefined],
      ["DISABLED", undefined],
    ] as const)
      expect(
        storeFromAws({ FederationStatus, FederationRoleArn: role }, none, undefined).federationRoleArn,
      ).toBe(federationRoleArn);
  });

  test("keeps events for as long as its billing mode has it, unless told", () => {
    expect(shapeOf().retentionPeriod).toBe(366);
    expect(shapeOf({ billingMode: "FIXED_RETENTION_PRICING" }).retentionPeriod).toBe(2557);
  });

  test("has no selectors where they only say what AWS stores by default, however it is named", () => {
    const fieldSelectors = [{ field: "eventCategory", equals: ["Management"] }];
    for (const name of [undefined, "Default management events"])
      expect(
        shapeOf({ advancedEventSelectors: [{ ...(name && { name }), fieldSelectors }] }),
      ).not.toHaveProperty("advancedEventSelectors");
    expect(shapeOf({ advancedEventSelectors: [{ name: "mine", fieldSelectors }] })).toHaveProperty(
      "advancedEventSelectors",
    );
  });

  test("has context keys without a type that AWS doesn't make left out", () => {
    expect(contextKeysFromAws({ Type: undefined, Equals: ["a"] })).toEqual([]);
  });

  test("names its insights' destination as git does: by name, ARN or id", async () => {
    const { aws, sandbox } = sandboxed();
    await fixture.seed?.(sandbox);
    const { EventDataStores: stores } = (await sandbox.call("cloudtrail", "ListEventDataStores", {})) as {
      EventDataStores: { Name: string; EventDataStoreArn: string }[];
    };
    const arn = stores.find(({ Name }) => Name === "insights")?.EventDataStoreArn ?? "";
    const insightSelectors = [{ insightType: "ApiCallRateInsight" as const }];
    for (const [index, insightsDestination] of [
      "insights",
      arn,
      arn.slice(arn.lastIndexOf("/") + 1),
    ].entries()) {
      const shape = shapeOf({ insightSelectors, insightsDestination });
      const id = `source-${index}`;
      await eventDataStore.put(aws(), writeOf(id, shape));
      const { items } = await eventDataStore.read(aws(), [{ id, wanted: shape, observed: undefined }], {
        tags: true,
      });
      expect(items[0]?.shape).toEqual(shape);
    }
    const lost = shapeOf({ insightSelectors, insightsDestination: "nowhere" });
    await expect(eventDataStore.put(aws(), writeOf("source-9", lost))).rejects.toThrow(
      "there is no event data store nowhere in this account and region",
    );
  });
});

test("of two of its name, insights go to the one that isn't deleted", async () => {
  const { aws, sandbox } = sandboxed();
  const Insight = [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Insight"] }] }];
  const make = async () =>
    (await sandbox.call("cloudtrail", "CreateEventDataStore", {
      Name: "insights",
      AdvancedEventSelectors: Insight,
      TerminationProtectionEnabled: false,
    })) as { EventDataStoreArn: string };
  const arns: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { EventDataStoreArn: arn } = await make();
    arns.push(arn);
    if (count < 2) await call(sandbox, "DeleteEventDataStore", { arn });
  }
  const shape = shapeOf({
    insightSelectors: [{ insightType: "ApiCallRateInsight" }],
    insightsDestination: "insights",
  });
  await eventDataStore.put(aws(), writeOf("audit", shape));
  const { items } = await eventDataStore.read(aws(), [{ id: "audit", wanted: shape, observed: undefined }], {
    tags: true,
  });
  const answer = await call(sandbox, "GetInsightSelectors", { arn: items[0]?.arn ?? "" });
  expect(answer).toMatchObject({ InsightsDestination: arns[2] });
});

describe("what AWS doesn't let change", () => {
  test("a store gets a key once, and then neither another nor none", async () => {
    const on = await seeded();
    await on.pass(wantedAs());
    expect((await on.pass(wantedAs({ kmsKeyId: key }))).outcomes.map(({ status }) => status)).toEqual([
      "done",
    ]);
    for (const other of [{}, { kmsKeyId: key.replace("0a1b", "9f8e") }]) {
      const { changes } = await on.plan(wantedAs(other));
      expect(sketch(changes)).toEqual([
        "update EventDataStore/audit /spec/kmsKeyId (git) refused: immutable",
      ]);
    }
    expect(sketch((await on.plan(wantedAs({ kmsKeyId: key }))).changes)).toEqual([]);
  });

  test("fixed retention becomes extendable, never the other way", async () => {
    const on = await seeded();
    const fixed = { billingMode: "FIXED_RETENTION_PRICING", retentionPeriod: 366 };
    await on.pass(wantedAs(fixed));
    expect((await on.pass(wantedAs())).outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect(sketch((await on.plan(wantedAs(fixed))).changes)).toEqual([
      "update EventDataStore/audit /spec/billingMode (git) refused: immutable",
    ]);
  });
});

test("what a lagging read hid is written once it shows, and not taken for AWS's own way", async () => {
  const on = await seeded();
  await on.pass(wantedAs({ federationRoleArn: role }));
  on.sandbox.calls.clear();
  // Until the first write, reads answer as of before the last one: as if federation were off already.
  on.sandbox.schedule(({ operation }) =>
    operation === "GetEventDataStore" && on.sandbox.calls.entries.every(({ isWrite }) => !isWrite)
      ? { kind: "stale-read" }
      : undefined,
  );
  const { outcomes } = await on.pass(wantedAs({ retentionPeriod: 90 }));
  expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
  const stores = on.writes().filter((name) => name !== "AddTags");
  expect(stores).toEqual(["UpdateEventDataStore", "DisableFederation"]);
  on.sandbox.schedule(undefined);
  expect(sketch((await on.plan(wantedAs({ retentionPeriod: 90 }))).changes)).toEqual([]);
});

describe("a store that was deleted, for seven days", () => {
  test("is shown as that, and restored where git wants it, with what it had", async () => {
    const on = await seeded();
    const wanted = wantedAs({ ...unprotected, retentionPeriod: 90, ingestion: false, maxEventSize: "Large" });
    await on.pass(wanted);
    const store = await onlyStore(on);
    await call(on.sandbox, "DeleteEventDataStore", store);
    const { plan, outcomes } = await on.pass(wanted);
    expect(sketch(plan.changes)).toEqual(["update EventDataStore/audit /spec/deletionPending (drift)"]);
    expect(plan.changes[0]?.fields).toMatchObject([{ before: true, after: false }]);
    expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect(on.writes()).toContain("RestoreEventDataStore");
    expect(await onlyStore(on)).toEqual(store);
    expect(sketch((await on.plan(wanted)).changes)).toEqual([]);
  });

  test("is brought to what git says once it is restored", async () => {
    const on = await seeded();
    await on.pass(wantedAs({ ...unprotected, retentionPeriod: 90 }));
    await call(on.sandbox, "DeleteEventDataStore", await onlyStore(on));
    const wanted = wantedAs({
      retentionPeriod: 366,
      ingestion: false,
      federationRoleArn: role,
      maxEventSize: "Large",
    });
    expect((await on.pass(wanted)).outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect(sketch((await on.plan(wanted)).changes)).toEqual([]);
  });

  test("is neither deleted again nor counted where git doesn't want it", async () => {
    const on = await seeded();
    await on.pass(wantedAs(unprotected));
    await call(on.sandbox, "DeleteEventDataStore", await onlyStore(on));
    const { changes, foreign } = await on.plan([]);
    expect([sketch(changes), foreign.map(({ count }) => count)]).toEqual([[], [2]]);
  });

  test("is made anew once it has gone for good", async () => {
    const on = await seeded();
    await on.pass(wantedAs(unprotected));
    const store = await onlyStore(on);
    await call(on.sandbox, "DeleteEventDataStore", store);
    await on.clock.sleep(8 * 24 * 3_600_000);
    const { plan } = await on.pass(wantedAs(unprotected));
    expect(sketch(plan.changes)).toEqual(["create EventDataStore/audit"]);
    expect(await onlyStore(on)).not.toEqual(store);
  });

  test("doesn't stand in the way of one of the same name that is there", async () => {
    const on = await seeded();
    await on.pass(wantedAs(unprotected));
    await call(on.sandbox, "DeleteEventDataStore", await onlyStore(on));
    await on.sandbox.call("cloudtrail", "CreateEventDataStore", { Name: "audit" });
    const { changes } = await on.plan(wantedAs(unprotected));
    expect(sketch(changes)).toEqual(["conflict EventDataStore/audit refused: conflict"]);
  });

  test("of which AWS tells no tags is left alone, since whose it is can't be told", async () => {
    const { aws, sandbox, observed } = await created(unprotected);
    await call(sandbox, "DeleteEventDataStore", observed);
    const refusing: Aws = {
      ...aws(),
      client: (constructor) => {
        const client = aws().client(constructor);
        const send = (client as { send(command: unknown): Promise<unknown> }).send.bind(client);
        return Object.assign(client, {
          send: (command: { input: { ResourceIdList?: string[] } }) =>
            command.input.ResourceIdList?.includes(observed.arn)
              ? Promise.reject(
                  Object.assign(new Error("The event data store is inactive."), {
                    name: "InactiveEventDataStoreException",
                    $metadata: { httpStatusCode: 400 },
                  }),
                )
              : send(command),
        });
      },
    };
    const listing = await eventDataStore.observe(refusing, wantedOf("EventDataStore", shapeOf(), "audit"));
    expect(listing).toMatchObject({ complete: true, foreign: 2, items: [{ id: "audit", tags: {} }] });
    expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
    expect(listing.problems[0]?.message).toContain("waits for its deletion, and AWS doesn't say whose it is");
  });
});

describe("deletion", () => {
  const refusal = async (
    { aws }: { aws: () => Aws },
    observed: Observed<EventDataStoreShape>,
  ): Promise<string> => String((await eventDataStore.remove(aws(), [observed])).get("audit"));

  test("is refused while anything protects the store, which is never lifted by itself", async () => {
    const world = await created({ federationRoleArn: role });
    world.sandbox.calls.clear();
    const said = await refusal(world, world.observed);
    expect(said).toContain("have terminationProtectionEnabled: false applied while its document is there");
    expect(said).toContain("have it applied without federationRoleArn");
    expect(world.sandbox.calls.entries).toEqual([]);
  });

  test("says each step that is left", async () => {
    const world = await created({ ...unprotected, federationRoleArn: role });
    const said = await refusal(world, world.observed);
    expect(said).toContain("aws cloudtrail disable-federation --event-data-store arn:aws:cloudtrail");
    expect(said).not.toContain("termination");
  });

  test("puts the store among those that go, and one that has gone is done with", async () => {
    const { aws, observed, sandbox } = await created(unprotected);
    expect(await eventDataStore.remove(aws(), [observed])).toEqual(new Map());
    expect(await call(sandbox, "GetEventDataStore", observed)).toMatchObject({ Status: "PENDING_DELETION" });
    const gone = { ...observed, arn: observed.arn.replace(/.{12}$/, "000000000000") };
    expect(await eventDataStore.remove(aws(), [gone])).toEqual(new Map());
    const targets = [{ id: "audit", wanted: undefined, observed }];
    expect((await eventDataStore.read(aws(), targets, { tags: true })).items).toEqual([]);
  });
});

test("an account that comes too late is told so in words", async () => {
  const { aws } = sandboxed();
  const late: Aws = {
    ...aws(),
    client: (constructor) =>
      Object.assign(aws().client(constructor), {
        send: () =>
          Promise.reject(
            Object.assign(new Error("CloudTrail Lake is not available to new customers."), {
              name: "AccessDeniedException",
              $metadata: { httpStatusCode: 400 },
            }),
          ),
      }),
  };
  await expect(eventDataStore.put(late, writeOf("audit", shapeOf()))).rejects.toThrow(
    /takes no new customers since 31 May 2026.*AWS says: AccessDeniedException.*record the events with a Trail/,
  );
});

describe("what is lost", () => {
  const before = (spec: EventDataStoreSpec) => ({
    id: "audit",
    arn: "arn",
    tags: {},
    shape: shapeOf(spec),
    status: { created: new Date("2024-05-06T07:08:09Z") },
  });
  const field = (name: string, ...equals: string[]) => ({ field: name, equals });
  const selecting = (...conditions: { field: string; equals: string[] }[]): EventDataStoreSpec => ({
    advancedEventSelectors: [{ fieldSelectors: [field("eventCategory", "Management"), ...conditions] }],
  });

  const nothing = /^nothing$/;

  test.each<[EventDataStoreSpec, EventDataStoreSpec, RegExp]>([
    [
      { retentionPeriod: 90 },
      { retentionPeriod: 30 },
      /events older than 30 days are removed \(it kept 90\)/,
    ],
    [{ retentionPeriod: 30 }, { retentionPeriod: 90 }, nothing],
    [{}, { ingestion: false }, /no event is stored any more/],
    [{}, { multiRegionEnabled: false }, /other regions/],
    [{ organizationEnabled: true }, {}, /other accounts/],
    [{}, selecting(field("readOnly", "false")), /selectors let fewer events through/],
    [selecting(field("readOnly", "false")), {}, nothing],
    [{ maxEventSize: "Large" }, {}, /events over 256 KB are cut/],
    [{}, { terminationProtectionEnabled: false }, nothing],
  ])("from %j to %j: %s", (from, to, loss) => {
    const said = eventDataStore.loses?.(before(from), shapeOf(to));
    expect(said ?? "nothing").toMatch(loss);
  });

  test("by a deletion is everything, with numbers", () => {
    expect(eventDataStore.loses?.(before({ retentionPeriod: 90 }), undefined)).toBe(
      "everything in the event data store, which keeps events for 90 days and is there since 2024-05-06, is gone seven days after its deletion",
    );
  });
});

test("a federated store needs its role to let Lake Formation read it", () => {
  const grants = (spec: EventDataStoreSpec) =>
    eventDataStore.grants?.({ id: "audit", arn: undefined, scope: testScope, shape: shapeOf(spec) });
  expect(grants({})).toEqual([]);
  expect(grants({ federationRoleArn: role })).toEqual([
    {
      on: role,
      service: "lakeformation.amazonaws.com",
      sourceAccount: account,
      allows: [
        {
          actions: ["cloudtrail:GetEventDataStoreData"],
          resources: [`arn:aws:cloudtrail:${region}:${account}:eventdatastore/*`],
        },
      ],
    },
  ]);
});

describe("check() names what a schema can't say", () => {
  const select = (category: string, ...more: object[]) => ({
    fieldSelectors: [{ field: "eventCategory", equals: [category] }, ...more],
  });
  const insightSelectors = [{ insightType: "ApiCallRateInsight" }];
  const bucket = { field: "resources.type", equals: ["AWS::S3::Object"] };

  test.each([
    [{ billingMode: "FIXED_RETENTION_PRICING", retentionPeriod: 3653 }, ["/spec/retentionPeriod too-long"]],
    [{ retentionPeriod: 3653 }, []],
    [{ insightSelectors }, ["/spec/insightSelectors missing-companion"]],
    [{ insightsDestination: "insights" }, ["/spec/insightsDestination missing-companion"]],
    [
      { insightSelectors: [...insightSelectors, ...insightSelectors], insightsDestination: "insights" },
      ["/spec/insightSelectors/1 duplicate"],
    ],
    [
      {
        insightSelectors,
        insightsDestination: "insights",
        advancedEventSelectors: [select("Data", bucket)],
      },
      ["/spec/insightSelectors insight-without-events"],
    ],
    [
      { contextKeySelectors: [{ type: "TagContext", equals: ["a"] }] },
      ["/spec/contextKeySelectors missing-companion"],
    ],
    [
      {
        maxEventSize: "Large",
        contextKeySelectors: [
          { type: "TagContext", equals: ["a"] },
          { type: "TagContext", equals: ["b"] },
        ],
      },
      ["/spec/contextKeySelectors/1 duplicate"],
    ],
    [
      { maxEventSize: "Large", advancedEventSelectors: [select("Insight")] },
      ["/spec/maxEventSize not-configurable"],
    ],
    [{ ingestion: false, advancedEventSelectors: [select("Evidence")] }, ["/spec/ingestion not-stoppable"]],
    [{ ingestion: false, advancedEventSelectors: [select("ConfigurationItem")] }, []],
    [
      { advancedEventSelectors: [select("Insight"), select("Management")] },
      ["/spec/advancedEventSelectors mixed-categories"],
    ],
    [
      { advancedEventSelectors: [select("Insight", { field: "eventName", equals: ["a"] })] },
      ["/spec/advancedEventSelectors/0/fieldSelectors/1/field invalid-selector"],
    ],
    [
      { advancedEventSelectors: [select("Data")] },
      ["/spec/advancedEventSelectors/0/fieldSelectors invalid-selector"],
    ],
    [{ advancedEventSelectors: [select("Management", { field: "userIdentity.arn", notEquals: ["a"] })] }, []],
    [{ kmsKeyId: "alias/audit" }, ["/spec/kmsKeyId kms-alias"]],
  ])("%j", (spec, said) => {
    expect(verdict(eventDataStore, spec)).toEqual(said);
  });
});
