import {
  CloudWatchClient,
  DashboardInvalidInputError,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { GetResourcesCommand } from "@aws-sdk/client-resource-groups-tagging-api";
import { beforeEach, describe, expect, it } from "vitest";
import { account, clientOf, clientsOf, testSandbox } from "./sandbox.ts";

let sandbox: ReturnType<typeof testSandbox>;
let client: CloudWatchClient;

beforeEach(() => {
  sandbox = testSandbox();
  client = new CloudWatchClient(clientOf(sandbox));
});

const text = '{ "widgets": [] }';
const put = (DashboardName: string, DashboardBody = text, more = {}) =>
  client.send(new PutDashboardCommand({ DashboardName, DashboardBody, ...more }));
const list = (input = {}) => client.send(new ListDashboardsCommand(input));
const arn = (name: string) => `arn:aws:cloudwatch::${account}:dashboard/${name}`;

describe("a dashboard", () => {
  it("is answered to the letter, with its size and the second of its last change", async () => {
    await sandbox.clock.sleep(1_500);
    expect((await put("shop")).DashboardValidationMessages).toEqual([]);
    const { DashboardArn, DashboardBody } = await client.send(
      new GetDashboardCommand({ DashboardName: "shop" }),
    );
    expect({ DashboardArn, DashboardBody }).toEqual({ DashboardArn: arn("shop"), DashboardBody: text });
    expect((await list()).DashboardEntries).toEqual([
      {
        DashboardName: "shop",
        DashboardArn: arn("shop"),
        LastModified: new Date("2026-03-01T12:00:01Z"),
        Size: text.length,
      },
    ]);
  });

  it("is the same one in every region, and the tagging service knows it in us-east-1", async () => {
    const elsewhere = new CloudWatchClient({ ...clientOf(sandbox), region: "eu-central-1" });
    const Tags = [{ Key: "team", Value: "payments" }];
    await elsewhere.send(new PutDashboardCommand({ DashboardName: "shop", DashboardBody: text, Tags }));
    expect((await list()).DashboardEntries).toHaveLength(1);
    const { ResourceTagMappingList } = await clientsOf(sandbox).tagging.send(
      new GetResourcesCommand({
        ResourceTypeFilters: ["cloudwatch:dashboard"],
      }),
    );
    expect(ResourceTagMappingList).toEqual([{ ResourceARN: arn("shop"), Tags }]);
  });

  it("takes tags when it is made, and ignores them when it is put again", async () => {
    await put("shop", text, { Tags: [{ Key: "a", Value: "1" }] });
    await put("shop", text, { Tags: [{ Key: "a", Value: "2" }] });
    await client.send(new TagResourceCommand({ ResourceARN: arn("shop"), Tags: [{ Key: "b", Value: "3" }] }));
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arn("shop") }));
    expect(Tags).toEqual([
      { Key: "a", Value: "1" },
      { Key: "b", Value: "3" },
    ]);
  });

  it("is refused with what is wrong where", async () => {
    const widgets = [
      { type: "graph", x: 24, properties: {} },
      { type: "log", properties: { query: "limit 1" } },
      { type: "metric", properties: { metrics: [[]] } },
    ];
    const error: unknown = await put("shop", JSON.stringify({ widgets, end: "now" })).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DashboardInvalidInputError);
    const { dashboardValidationMessages = [] } = error as DashboardInvalidInputError;
    expect(dashboardValidationMessages.map(({ DataPath, Message }) => `${DataPath} ${Message}`)).toEqual([
      " Should have property start when property end is present",
      "/widgets/0/type Should be equal to one of the allowed values",
      "/widgets/0/x Should be <= 23",
      "/widgets/1/properties Should have required property 'region'",
      "/widgets/2/properties Should have required property 'region'",
      "/widgets/2/properties/metrics/0 Should be array with at least 1 item",
    ]);
  });

  it.each(["", "a.b", "x".repeat(256)])("can't be called %j", async (name) => {
    await expect(put(name)).rejects.toMatchObject({ name: "DashboardInvalidInputError" });
  });

  it.each(["{", "[]", "{}", '{"widgets":{}}'])("has a body, which %s isn't", async (body) => {
    await expect(put("shop", body)).rejects.toBeInstanceOf(DashboardInvalidInputError);
  });
});

describe("several dashboards", () => {
  it("are listed a thousand at once, by name or its beginning", async () => {
    for (let number = 0; number < 1_001; number++)
      await sandbox.call("monitoring", "PutDashboard", {
        DashboardName: `d-${String(number).padStart(4, "0")}`,
        DashboardBody: text,
      });
    const first = await list();
    expect(first.DashboardEntries).toHaveLength(1_000);
    const second = await list({ NextToken: first.NextToken });
    expect(second.DashboardEntries?.map(({ DashboardName }) => DashboardName)).toEqual(["d-1000"]);
    expect(second.NextToken).toBeUndefined();
    expect((await list({ DashboardNamePrefix: "d-100" })).DashboardEntries).toHaveLength(1);
  });

  it("are deleted together or not at all", async () => {
    for (const name of ["a", "b"]) await put(name);
    const remove = (...DashboardNames: string[]) =>
      client.send(new DeleteDashboardsCommand({ DashboardNames }));
    await expect(remove("a", "gone")).rejects.toMatchObject({ name: "ResourceNotFound" });
    expect((await list()).DashboardEntries).toHaveLength(2);
    await remove("a", "b");
    expect((await list()).DashboardEntries).toEqual([]);
    await expect(client.send(new GetDashboardCommand({ DashboardName: "a" }))).rejects.toMatchObject({
      name: "ResourceNotFound",
    });
  });
});
