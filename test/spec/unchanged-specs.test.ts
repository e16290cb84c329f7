import { describe, expect, it } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import type { Element } from "../../controller/spec/for-each.ts";
import { type ResolveSetting, resolve } from "../../controller/spec/resolve.ts";
import { validate } from "../../controller/spec/validate.ts";

function topic(name: string, more = "") {
  return `apiVersion: watchkeeper.dev/v1alpha1
kind: Topic
metadata: { name: ${name} }
spec: {${more} displayName: ${name} }
`;
}

const repeated = topic("vpcs", ' topicName: "t-${each.id}", forEach: { vpc: {} },');

const vpc = (id: string): Element => ({ id, arn: `arn:aws:ec2:::${id}`, name: undefined, tags: {} });

/** A pass's reading of these files; the texts are new ones, as when they are read from disk. */
async function pass(
  texts: Readonly<Record<string, string>>,
  elements: readonly Element[] = [],
  setting: Partial<ResolveSetting> = {},
) {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    text: Buffer.from(text).toString("utf8"),
  }));
  const { wanted } = await resolve(validate(files, kinds), kinds, {
    selfAccount: "111122223333",
    defaultRegion: "us-east-1",
    partition: "aws",
    regions: [],
    defaultTags: {},
    driftPolicy: "revert",
    discover: async () => ({ elements: [...elements], complete: true, problems: [] }),
    ...setting,
  });
  return new Map(wanted.map((object) => [object.id, object]));
}

describe("specs that haven't changed since the last pass", () => {
  it("give the very same objects", async () => {
    const texts = { "a.yaml": topic("a"), "b.yaml": repeated };
    const [first, second] = [await pass(texts, [vpc("vpc-1")]), await pass(texts, [vpc("vpc-1")])];
    expect([...first.keys()]).toEqual(["a", "t-vpc-1"]);
    expect([...second.values()].every((object) => object === first.get(object.id))).toBe(true);
  });

  it("give another object once a file has changed", async () => {
    await pass({ "a.yaml": topic("a") });
    const changed = await pass({ "a.yaml": topic("a", " tags: { team: x },") });
    expect(changed.get("a")?.tags).toEqual({ team: "x" });
  });

  it("give another object once the settings have", async () => {
    const texts = { "a.yaml": topic("a") };
    expect((await pass(texts)).get("a")?.tags).toEqual({});
    const tagged = await pass(texts, [], { defaultTags: { by: "us" } });
    expect(tagged.get("a")?.tags).toEqual({ by: "us" });
    const elsewhere = await pass(texts, [], { defaultRegion: "eu-west-1" });
    expect(elsewhere.get("a")?.scope.region).toBe("eu-west-1");
  });

  it("notice a file that has gone, and one that has come", async () => {
    await pass({ "a.yaml": topic("a"), "b.yaml": topic("b") });
    expect([...(await pass({ "a.yaml": topic("a") })).keys()]).toEqual(["a"]);
    expect([...(await pass({ "a.yaml": topic("a"), "c.yaml": topic("c") })).keys()]).toEqual(["a", "c"]);
  });

  it("notice a resource that has come or gone", async () => {
    const texts = { "b.yaml": repeated };
    expect([...(await pass(texts, [vpc("vpc-1")])).keys()]).toEqual(["t-vpc-1"]);
    expect([...(await pass(texts, [vpc("vpc-1"), vpc("vpc-2")])).keys()]).toEqual(["t-vpc-1", "t-vpc-2"]);
    expect([...(await pass(texts, [vpc("vpc-2")])).keys()]).toEqual(["t-vpc-2"]);
  });
});
