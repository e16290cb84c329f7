import { describe, expect, test } from "vitest";
import { list } from "../../controller/aws/listing.ts";
import {
  claim,
  idsIn,
  markerArn,
  note,
  ownMarkers,
  readMarkers,
  removeMarkers,
  retag,
} from "../../controller/aws/marker.ts";
import { addStranded, strandedTarget } from "../../controller/aws/stranded.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import type { Target } from "../../controller/kind.ts";
import { testScope } from "../kinds/fixture.ts";
import { ourTags, sandboxed } from "../kinds/sandboxed.ts";

const kind = "AnomalyDetector";
const id = 'AWS/EC2 "CPU {{braces}}" Average';
const arn = markerArn(testScope, kind, id);
const name = arn.slice(arn.indexOf("parameter") + "parameter".length);
const theirTags = { [ownerTag]: "other" };

/** Another installation's, or anybody's, marker of the same resource. */
async function marked(tags: Record<string, string>, value = "{}") {
  const { sandbox, aws } = sandboxed();
  await sandbox.call("ssm", "PutParameter", {
    Name: name,
    Type: "String",
    Value: value,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  return { sandbox, aws };
}

describe("a marker", () => {
  test("is a standard parameter whose name doesn't tell its owner", async () => {
    const { sandbox, aws } = sandboxed();
    await claim(aws(), kind, id, ourTags);
    expect(name).toMatch(/^\/watchkeeper\/AnomalyDetector\/[\w-]{22}$/);
    expect(await sandbox.call("ssm", "DescribeParameters")).toMatchObject({
      Parameters: [{ Name: name, Type: "String", Tier: "Standard" }],
    });
  });

  test("says in its value what it stands for, double braces and all", async () => {
    const { sandbox, aws } = sandboxed();
    await claim(aws(), kind, id, ourTags);
    const { Parameter } = (await sandbox.call("ssm", "GetParameter", { Name: name })) as {
      Parameter: { Value: string };
    };
    expect(JSON.parse(Parameter.Value)).toEqual({ kind, id });
    expect(await idsIn(aws(), kind, [arn])).toEqual(new Map([[arn, id]]));
  });

  test("carries the tags, in the index and by the service", async () => {
    const { aws } = sandboxed();
    await claim(aws(), kind, id, { ...ourTags, team: "payments" });
    const marker = { arn, tags: { ...ourTags, team: "payments" }, note: undefined };
    expect(await ownMarkers(aws(), kind)).toEqual(new Map([[arn, marker]]));
    expect(await readMarkers(aws(), kind, [id, "another"])).toEqual(new Map([[id, marker]]));
    expect(await ownMarkers(aws(), "SavedQuery")).toEqual(new Map());
  });

  test("carries a note that is none of the resource's tags", async () => {
    const { aws } = sandboxed();
    await claim(aws(), kind, id, ourTags, "first");
    await note(aws(), kind, id, "second");
    const [marker] = (await readMarkers(aws(), kind, [id])).values();
    expect(marker).toEqual({ arn, tags: ourTags, note: "second" });
    await retag(aws(), kind, { id, tags: ourTags }, { team: "shop" }, []);
    expect((await readMarkers(aws(), kind, [id])).get(id)?.note).toBe("second");
  });

  test("that is ours already is claimed again with other tags", async () => {
    const { aws } = sandboxed();
    expect(await claim(aws(), kind, id, { ...ourTags, team: "payments" }, "first")).toBeUndefined();
    expect(await claim(aws(), kind, id, { ...ourTags, team: "shop" }, "second")).toMatchObject({
      note: "first",
    });
    expect((await readMarkers(aws(), kind, [id])).get(id)).toMatchObject({
      tags: { team: "shop" },
      note: "first",
    });
  });

  test.each([
    ["another installation's", theirTags],
    ["nobody's", { made: "by hand" }],
  ])("that is %s can't be claimed, and stays as it is", async (_, tags) => {
    const { sandbox, aws } = await marked(tags);
    await expect(claim(aws(), kind, id, ourTags)).rejects.toMatchObject({ name: "ParameterAlreadyExists" });
    const answer = await sandbox.call("ssm", "ListTagsForResource", {
      ResourceType: "Parameter",
      ResourceId: name,
    });
    expect(answer).toEqual({ TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) });
    expect((await readMarkers(aws(), kind, [id])).get(id)?.tags).toEqual(tags);
    expect(await ownMarkers(aws(), kind)).toEqual(new Map());
  });

  test("that is missing is made when its resource is adopted, with what it had", async () => {
    const { aws } = sandboxed();
    const target = { id, tags: { team: "payments", old: "yes" } };
    await retag(aws(), kind, target, ourTags, ["old"]);
    expect((await readMarkers(aws(), kind, [id])).get(id)?.tags).toEqual({ team: "payments", ...ourTags });
  });

  test("goes, and one that is gone already is done", async () => {
    const { sandbox, aws } = sandboxed();
    const ids = Array.from({ length: 12 }, (_, index) => `detector ${index}`);
    for (const one of ids) await claim(aws(), kind, one, ourTags);
    expect(await removeMarkers(aws(), kind, [...ids, "never was"])).toEqual(new Map());
    expect(await sandbox.call("ssm", "DescribeParameters")).toEqual({ Parameters: [] });
  });

  test("that can't be removed says so for each", async () => {
    const { sandbox, aws } = sandboxed();
    await claim(aws(), kind, id, ourTags);
    sandbox.schedule(({ operation }) => (operation === "DeleteParameters" ? { kind: "denied" } : undefined));
    const failed = await removeMarkers(aws(), kind, [id]);
    expect([...failed.keys()]).toEqual([id]);
  });
});

describe("a marker whose resource is gone", () => {
  const stranded = async (wanted: readonly string[], value?: string) => {
    const { aws } = value === undefined ? sandboxed() : await marked(ourTags, value);
    const scoped = aws();
    if (value === undefined) await claim(scoped, kind, id, ourTags);
    return list<{ made?: true }>(scoped, kind, "test", async (found) => {
      const markers = await ownMarkers(scoped, kind);
      await addStranded(scoped, kind, found, markers, (one) => wanted.includes(one), { made: true });
    });
  };

  test("is listed, so that it is planned away", async () => {
    const { items } = await stranded([]);
    expect(items).toEqual([{ id, arn, shape: { made: true }, tags: ourTags }]);
  });

  test("isn't listed where git wants the resource, which is made again", async () => {
    expect((await stranded([id])).items).toEqual([]);
  });

  test.each(["nonsense", "[]", '{"id":1}', '{"kind":"AnomalyDetector","id":"another"}'])(
    "and whose value is %s goes by its name, and so counts as a copy",
    async (value) => {
      expect((await stranded([], value)).items).toMatchObject([{ id: name, arn }]);
    },
  );

  test("is read where it is ours and unwanted, or somebody else's and wanted", () => {
    const aws = sandboxed().aws();
    const of = (tags: Record<string, string>, wanted: object | undefined) => {
      const target: Target = { id, wanted, observed: undefined };
      return strandedTarget(aws, target, { arn, tags, note: undefined }, {}) !== undefined;
    };
    expect(of(ourTags, undefined)).toBe(true);
    expect(of(ourTags, {})).toBe(false);
    expect(of(theirTags, {})).toBe(true);
    expect(of(theirTags, undefined)).toBe(false);
    expect(strandedTarget(aws, { id, wanted: {}, observed: undefined }, undefined, {})).toBeUndefined();
  });
});
