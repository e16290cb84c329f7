import { describe, expect, it } from "vitest";
import { testSandbox } from "./sandbox.ts";

async function withStore(input: object = {}) {
  const sandbox = testSandbox();
  const create = (Name: string, more: object = {}) =>
    sandbox.call("cloudtrail", "CreateEventDataStore", { Name, ...more });
  const { EventDataStoreArn: arn } = (await create("audit", input)) as { EventDataStoreArn: string };
  const call = (operation: string, more: object = {}) =>
    sandbox.call("cloudtrail", operation, { EventDataStore: arn, ...more });
  return { sandbox, create, arn, call };
}

const selecting = (category: string) => ({
  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: [category] }] }],
});
const unprotected = { TerminationProtectionEnabled: false };

describe("event data stores", () => {
  it("are made with AWS's defaults, and known by ARN and id", async () => {
    const { call, arn, sandbox } = await withStore();
    const store = {
      Name: "audit",
      Status: "ENABLED",
      MultiRegionEnabled: true,
      OrganizationEnabled: false,
      RetentionPeriod: 366,
      TerminationProtectionEnabled: true,
      BillingMode: "EXTENDABLE_RETENTION_PRICING",
      FederationStatus: "DISABLED",
      AdvancedEventSelectors: [{ Name: "Default management events" }],
    };
    expect(await call("GetEventDataStore")).toMatchObject(store);
    const EventDataStore = arn.slice(arn.lastIndexOf("/") + 1);
    expect(await sandbox.call("cloudtrail", "GetEventDataStore", { EventDataStore })).toMatchObject(store);
  });

  it("are listed by name and ARN alone, in pages", async () => {
    const { sandbox, create } = await withStore();
    await create("second");
    const first = await sandbox.call("cloudtrail", "ListEventDataStores", { MaxResults: 1 });
    const { NextToken, EventDataStores } = first as { NextToken: string; EventDataStores: object[] };
    expect(Object.keys(EventDataStores[0] ?? {})).toEqual(["Name", "EventDataStoreArn"]);
    const rest = await sandbox.call("cloudtrail", "ListEventDataStores", { NextToken });
    expect(rest).toMatchObject({ EventDataStores: [{}] });
    expect(rest).not.toHaveProperty("NextToken");
  });

  it("wait seven days for their deletion, in which they can be restored and count toward the ten", async () => {
    const { sandbox, create, call } = await withStore(unprotected);
    await call("DeleteEventDataStore");
    expect(await call("GetEventDataStore")).toMatchObject({ Status: "PENDING_DELETION" });
    await expect(call("UpdateEventDataStore", { RetentionPeriod: 30 })).rejects.toMatchObject({
      code: "InactiveEventDataStoreException",
    });
    for (let count = 1; count < 10; count++) await create(`store-${count}`);
    await expect(create("one-more")).rejects.toMatchObject({
      code: "EventDataStoreMaxLimitExceededException",
    });
    await call("RestoreEventDataStore");
    expect(await call("GetEventDataStore")).toMatchObject({ Status: "ENABLED" });
    await expect(call("RestoreEventDataStore")).rejects.toMatchObject({
      code: "InvalidEventDataStoreStatusException",
    });
    await call("DeleteEventDataStore");
    await sandbox.clock.sleep(7 * 24 * 3_600_000);
    await expect(call("RestoreEventDataStore")).rejects.toMatchObject({
      code: "EventDataStoreNotFoundException",
    });
    await create("one-more");
  });

  it("stop and start taking in events, where their category allows", async () => {
    const { call, create, sandbox } = await withStore();
    await expect(call("StartEventDataStoreIngestion")).rejects.toMatchObject({
      code: "InvalidEventDataStoreStatusException",
    });
    await call("StopEventDataStoreIngestion");
    expect(await call("GetEventDataStore")).toMatchObject({ Status: "STOPPED_INGESTION" });
    await call("StartEventDataStoreIngestion");
    const { EventDataStoreArn: EventDataStore } = (await create("insights", selecting("Insight"))) as {
      EventDataStoreArn: string;
    };
    await expect(
      sandbox.call("cloudtrail", "StopEventDataStoreIngestion", { EventDataStore }),
    ).rejects.toMatchObject({ code: "InvalidEventDataStoreCategoryException" });
    await call("PutInsightSelectors", {
      InsightSelectors: [{ InsightType: "ApiCallRateInsight" }],
      InsightsDestination: EventDataStore,
    });
    expect(await call("GetInsightSelectors")).toMatchObject({ InsightsDestination: EventDataStore });
    await call("PutInsightSelectors", { InsightSelectors: [] });
    await expect(call("GetInsightSelectors")).rejects.toMatchObject({ code: "InsightNotEnabledException" });
  });

  it("carry tags", async () => {
    const { sandbox, arn } = await withStore({ TagsList: [{ Key: "a", Value: "1" }] });
    await sandbox.call("cloudtrail", "AddTags", { ResourceId: arn, TagsList: [{ Key: "b", Value: "2" }] });
    await sandbox.call("cloudtrail", "RemoveTags", { ResourceId: arn, TagsList: [{ Key: "a" }] });
    expect(await sandbox.call("cloudtrail", "ListTags", { ResourceIdList: [arn] })).toMatchObject({
      ResourceTagList: [{ ResourceId: arn, TagsList: [{ Key: "b", Value: "2" }] }],
    });
  });

  it("can't be deleted while they are federated", async () => {
    const { sandbox, call } = await withStore(unprotected);
    const AssumeRolePolicyDocument = JSON.stringify({ Statement: [{ Effect: "Allow" }] });
    await sandbox.call("iam", "CreateRole", { RoleName: "lake", AssumeRolePolicyDocument });
    const FederationRoleArn = "arn:aws:iam::111122223333:role/lake";
    await call("EnableFederation", { FederationRoleArn });
    expect(await call("GetEventDataStore")).toMatchObject({ FederationStatus: "ENABLED", FederationRoleArn });
    await expect(call("DeleteEventDataStore")).rejects.toMatchObject({
      code: "EventDataStoreFederationEnabledException",
    });
    await call("DisableFederation");
    await call("DeleteEventDataStore");
  });

  it.each([
    ["CreateEventDataStore", { Name: "audit" }, "EventDataStoreAlreadyExistsException"],
    ["CreateEventDataStore", { Name: "a b" }, "InvalidParameterException"],
    ["CreateEventDataStore", { Name: "other", RetentionPeriod: 6 }, "InvalidParameterException"],
    ["CreateEventDataStore", { Name: "other", ...selecting("Weather") }, "InvalidEventSelectorsException"],
    ["UpdateEventDataStore", { BillingMode: "FIXED_RETENTION_PRICING" }, "InvalidParameterException"],
    [
      "UpdateEventDataStore",
      { KmsKeyId: "0a1b2c3d-1111-2222-3333-444455556666" },
      "InvalidKmsKeyIdException",
    ],
    ["DeleteEventDataStore", {}, "EventDataStoreTerminationProtectedException"],
    [
      "EnableFederation",
      { FederationRoleArn: "arn:aws:iam::111122223333:role/x" },
      "InvalidParameterException",
    ],
    [
      "PutEventConfiguration",
      { ContextKeySelectors: [{ Type: "TagContext", Equals: ["a"] }] },
      "InvalidParameterException",
    ],
    ["PutEventConfiguration", { TrailName: "audit" }, "InvalidParameterCombinationException"],
    [
      "PutInsightSelectors",
      { InsightSelectors: [{ InsightType: "ApiCallRateInsight" }] },
      "InvalidParameterException",
    ],
    ["GetEventDataStore", { EventDataStore: "audit" }, "EventDataStoreARNInvalidException"],
    [
      "GetEventDataStore",
      { EventDataStore: "00000000-0000-0000-0000-000000000000" },
      "EventDataStoreNotFoundException",
    ],
  ] as const)("refuse %s of %j with %s", async (operation, input, code) => {
    const { call } = await withStore({ KmsKeyId: "0a1b2c3d-1111-2222-3333-444455556666" });
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });
});
