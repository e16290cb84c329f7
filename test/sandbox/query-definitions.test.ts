import { describe, expect, it } from "vitest";
import { testSandbox } from "./sandbox.ts";

const token = "t".repeat(36);

function logs() {
  const sandbox = testSandbox();
  const call = (operation: string, input?: unknown) => sandbox.call("logs", operation, input);
  const put = async (name: string, more: object = {}) => {
    const answer = await call("PutQueryDefinition", { name, queryString: "fields x", ...more });
    return (answer as { queryDefinitionId: string }).queryDefinitionId;
  };
  return { call, put };
}

describe("query definitions", () => {
  it("may have one name, and are told apart by AWS's id", async () => {
    const { call, put } = logs();
    const [first, second] = [await put("a"), await put("a")];
    expect(first).not.toBe(second);
    await call("DeleteQueryDefinition", { queryDefinitionId: first });
    expect(await call("DescribeQueryDefinitions")).toMatchObject({
      queryDefinitions: [{ queryDefinitionId: second, name: "a", queryLanguage: "CWLI" }],
    });
  });

  it("lose to an update whatever it leaves out", async () => {
    const { call, put } = logs();
    const queryDefinitionId = await put("a", {
      logGroupNames: ["/app"],
      parameters: [{ name: "x", defaultValue: "1" }],
    });
    expect(await put("b", { queryDefinitionId })).toBe(queryDefinitionId);
    const { queryDefinitions } = (await call("DescribeQueryDefinitions")) as { queryDefinitions: object[] };
    expect(queryDefinitions).toEqual([
      {
        queryDefinitionId,
        name: "b",
        queryString: "fields x",
        queryLanguage: "CWLI",
        logGroupNames: [],
        lastModified: Date.parse("2026-03-01T12:00:00Z"),
      },
    ]);
  });

  it("are made once by one token", async () => {
    const { put } = logs();
    const first = await put("a", { clientToken: token });
    expect(await put("a", { clientToken: token })).toBe(first);
    await expect(put("b", { clientToken: token })).rejects.toMatchObject({
      code: "InvalidParameterException",
    });
  });

  it("are found by the beginning of their name and by language, by pages", async () => {
    const { call, put } = logs();
    for (const name of ["app", "app-2", "other"]) await put(name);
    await put("app-ppl", { queryLanguage: "PPL" });
    const names = async (input: object) => {
      const answer = (await call("DescribeQueryDefinitions", input)) as {
        queryDefinitions: { name: string }[];
        nextToken?: string;
      };
      return { names: answer.queryDefinitions.map(({ name }) => name).sort(), token: answer.nextToken };
    };
    expect((await names({ queryDefinitionNamePrefix: "app" })).names).toEqual(["app", "app-2", "app-ppl"]);
    expect((await names({ queryLanguage: "PPL" })).names).toEqual(["app-ppl"]);
    const first = await names({ maxResults: 3 });
    expect(first.names).toHaveLength(3);
    expect((await names({ nextToken: first.token })).names).toHaveLength(1);
  });

  it("are a thousand at most", async () => {
    const { put } = logs();
    for (let index = 0; index < 1_000; index++) await put(`q${index}`);
    await expect(put("one more")).rejects.toMatchObject({ code: "LimitExceededException" });
  });

  it.each([
    ["PutQueryDefinition", { name: "", queryString: "x" }, "InvalidParameterException"],
    ["PutQueryDefinition", { name: "a", queryString: "x".repeat(10_001) }, "InvalidParameterException"],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", queryLanguage: "KQL" },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", logGroupNames: ["a b"] },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", queryLanguage: "SQL", logGroupNames: ["a"] },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", queryLanguage: "PPL", parameters: [{ name: "p" }] },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", parameters: [{ name: "1" }] },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", clientToken: "short" },
      "InvalidParameterException",
    ],
    [
      "PutQueryDefinition",
      { name: "a", queryString: "x", queryDefinitionId: "none" },
      "ResourceNotFoundException",
    ],
    ["DescribeQueryDefinitions", { maxResults: 1_001 }, "InvalidParameterException"],
    ["DescribeQueryDefinitions", { nextToken: "forged" }, "InvalidParameterException"],
    ["DeleteQueryDefinition", { queryDefinitionId: "none" }, "ResourceNotFoundException"],
  ])("refuse %s of %j with %s", async (operation, input, code) => {
    const { call } = logs();
    await expect(call(operation, input)).rejects.toMatchObject({ code });
  });
});
