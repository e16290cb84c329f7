import {
  GetResourcesCommand,
  type GetResourcesInput,
  GetTagKeysCommand,
  GetTagValuesCommand,
  paginateGetResources,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { replaceTags, type Tags } from "../../controller/sandbox/tags.ts";
import { account, clientsOf, testSandbox } from "./sandbox.ts";

const arn = (service: string, rest: string) => `arn:aws:${service}:us-east-1:${account}:${rest}`;

function tag(sandbox: Sandbox, resource: string, tags: Tags): void {
  replaceTags({ world: sandbox.world, account, region: "us-east-1" }, resource, tags);
}

function tagged() {
  const sandbox = testSandbox();
  tag(sandbox, arn("cloudwatch", "alarm:cpu"), { team: "a", env: "prod" });
  tag(sandbox, arn("sns", "on-call"), { team: "b" });
  tag(sandbox, arn("ec2", "vpc/vpc-1"), { team: "b", env: "test" });
  tag(sandbox, arn("ec2", "vpc-flow-log/fl-1"), { team: "a" });
  tag(sandbox, arn("cloudtrail", "eventdatastore/e1"), { team: "a" });
  tag(sandbox, arn("cloudtrail", "trail/audit"), { team: "a" });
  tag(sandbox, "arn:aws:s3:::logs", { team: "c" });
  const { tagging } = clientsOf(sandbox);
  const names = async (input: GetResourcesInput) =>
    (await tagging.send(new GetResourcesCommand(input))).ResourceTagMappingList?.map(({ ResourceARN }) =>
      ResourceARN?.replace(/^.*[:/]/, ""),
    );
  return { sandbox, tagging, names };
}

describe("GetResources", () => {
  it("lists what is tagged, but neither flow logs nor event data stores", async () => {
    const { names } = tagged();
    expect(await names({})).toEqual(["audit", "cpu", "vpc-1", "logs", "on-call"]);
  });

  it.each([
    [["cloudwatch:alarm"], ["cpu"]],
    [["ec2"], ["vpc-1"]],
    [
      ["ec2:vpc", "sns"],
      ["vpc-1", "on-call"],
    ],
    [["sns:topic"], ["on-call"]],
    [["s3"], ["logs"]],
    [["cloudtrail:trail"], ["audit"]],
    [["cloudwatch:dashboard"], []],
  ])("of the types %j lists %j", async (ResourceTypeFilters, expected) => {
    expect(await tagged().names({ ResourceTypeFilters })).toEqual(expected);
  });

  it("holds every filter against every resource, and any of a filter's values", async () => {
    const { names } = tagged();
    expect(await names({ TagFilters: [{ Key: "env" }] })).toEqual(["cpu", "vpc-1"]);
    expect(await names({ TagFilters: [{ Key: "env" }, { Key: "team", Values: ["b", "c"] }] })).toEqual([
      "vpc-1",
    ]);
    expect(await names({ TagFilters: [{ Key: "constructor" }] })).toEqual([]);
    expect(await names({ ResourceARNList: [arn("sns", "on-call"), arn("sns", "none")] })).toEqual([
      "on-call",
    ]);
  });

  it("still lists a resource whose tags are all gone, with none", async () => {
    const { sandbox, tagging, names } = tagged();
    tag(sandbox, arn("sns", "on-call"), {});
    const found = await tagging.send(new GetResourcesCommand({ ResourceTypeFilters: ["sns"] }));
    expect(found.ResourceTagMappingList).toEqual([{ ResourceARN: arn("sns", "on-call"), Tags: [] }]);
    expect(await names({ ResourceTypeFilters: ["sns"], TagFilters: [{ Key: "team" }] })).toEqual([]);
  });

  it("gives 100 a page, and the last page's token is empty", async () => {
    const { sandbox, tagging } = tagged();
    for (let index = 0; index < 250; index++) tag(sandbox, arn("sns", `t${index}`), { team: "z" });
    const pages: number[] = [];
    const tokens: (string | undefined)[] = [];
    for await (const page of paginateGetResources({ client: tagging }, { ResourceTypeFilters: ["sns"] })) {
      pages.push(page.ResourceTagMappingList?.length ?? 0);
      tokens.push(page.PaginationToken);
    }
    expect(pages).toEqual([100, 100, 51]);
    expect(tokens.at(-1)).toBe("");
  });

  it("cuts pages by the number of tags without splitting a resource", async () => {
    const { sandbox, tagging } = tagged();
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`k${index}`, "v"]));
    for (let index = 0; index < 22; index++) tag(sandbox, arn("logs", `log-group:${index}`), ten);
    const input = { ResourceTypeFilters: ["logs"], TagsPerPage: 100 };
    const pages: number[] = [];
    for await (const page of paginateGetResources({ client: tagging }, input)) {
      pages.push(page.ResourceTagMappingList?.length ?? 0);
    }
    expect(pages).toEqual([10, 10, 2]);
  });

  it.each<GetResourcesInput>([
    { ResourcesPerPage: 101 },
    { TagsPerPage: 99 },
    { PaginationToken: "forged" },
    { ResourceTypeFilters: ["not a type"] },
    { ResourceARNList: [arn("sns", "on-call")], ResourceTypeFilters: ["sns"] },
  ])("refuses %j", async (input) => {
    const { tagging } = tagged();
    await expect(tagging.send(new GetResourcesCommand(input))).rejects.toMatchObject({
      name: "InvalidParameterException",
    });
  });
});

it("keys and values are listed once each, in order", async () => {
  const { tagging } = tagged();
  expect((await tagging.send(new GetTagKeysCommand({}))).TagKeys).toEqual(["env", "team"]);
  expect((await tagging.send(new GetTagValuesCommand({ Key: "team" }))).TagValues).toEqual(["a", "b", "c"]);
});
