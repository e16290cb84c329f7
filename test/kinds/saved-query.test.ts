import { describe, expect, test } from "vitest";
import { claim, markerArn, note, readMarkers } from "../../controller/aws/marker.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import { findAuthors } from "../../controller/history.ts";
import type { Wanted } from "../../controller/kind.ts";
import { contentDigest, fromAws } from "../../controller/kinds/saved-query/shape.ts";
import { savedQuery } from "../../controller/kinds/saved-query.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch, type WantedOptions, wantedBy } from "../rig.ts";
import { owner } from "../widgets.ts";
import { type Spec, testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, writeOf } from "./sandboxed.ts";
import { parameterNames, spoil } from "./spoil.ts";

const queryString = "fields @message | limit 20";
const latest: Spec = { name: "latest", queryString };
const changed: Spec = { name: "latest", queryString: "fields @message | limit 99" };
const shape = fromAws({ queryString });

function wanted(spec: Spec, options: WantedOptions = {}): Wanted[] {
  return wantedBy(savedQuery, spec, { name: "latest", ...options });
}

interface Definition {
  readonly queryDefinitionId: string;
  readonly name: string;
  readonly queryString: string;
}

async function definitions(sandbox: Sandbox): Promise<Definition[]> {
  const answer = (await sandbox.call("logs", "DescribeQueryDefinitions")) as {
    queryDefinitions: Definition[];
  };
  return answer.queryDefinitions;
}

/** Definitions by name and text, since AWS's ids differ from run to run, and markers. */
async function remains(sandbox: Sandbox): Promise<unknown> {
  const all = await definitions(sandbox);
  return {
    definitions: all.map(({ name, queryString: text }) => `${name}: ${text}`).sort(),
    parameters: await parameterNames(sandbox),
  };
}

async function put(sandbox: Sandbox, name: string, text = queryString): Promise<string> {
  const answer = await sandbox.call("logs", "PutQueryDefinition", { name, queryString: text });
  return (answer as Definition).queryDefinitionId;
}

describe("the shape", () => {
  test("folds defaults, order and the white space around the query", () => {
    expect(
      fromAws({
        queryDefinitionId: "1",
        name: "latest",
        queryString: `\n${queryString}\n`,
        queryLanguage: "CWLI",
        logGroupNames: ["/b", "/a"],
        parameters: [],
        lastModified: 1,
      }),
    ).toEqual({ queryString, queryLanguage: "CWLI", logGroupNames: ["/a", "/b"] });
    expect(fromAws({ queryString })).toEqual({ queryString, queryLanguage: "CWLI" });
  });

  test("says the same in its digest, however it came", () => {
    const parameters = [{ name: "a" }, { name: "b", defaultValue: "1" }];
    const one = fromAws({ queryString, logGroupNames: ["/b", "/a"], parameters });
    const other = fromAws({ queryString, logGroupNames: ["/a", "/b"], parameters: parameters.toReversed() });
    expect(contentDigest(one)).toBe(contentDigest(other));
    expect(contentDigest(one)).not.toBe(contentDigest(shape));
  });
});

describe("the check", () => {
  const asked = "filter level = '{{level}}'";
  test.each([
    [latest, []],
    [{ queryString: asked, parameters: [{ name: "level" }] }, []],
    [
      { queryString: "SELECT 1", queryLanguage: "SQL", logGroupNames: ["/a"] },
      ["/spec/logGroupNames excluded-field"],
    ],
    [
      { queryString: asked, queryLanguage: "PPL", parameters: [{ name: "level" }] },
      ["/spec/parameters excluded-field"],
    ],
    [
      { queryString: asked, parameters: [{ name: "level" }, { name: "level" }, { name: "host" }] },
      ["/spec/parameters/1/name duplicate-name", "/spec/parameters/2/name no-effect"],
    ],
    [
      { ...latest, tags: Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`t${index}`, ""])) },
      ["/spec/tags too-many-tags"],
    ],
  ] as [Spec, string[]][])("of %j says %j", (spec, said) => {
    expect(verdict(savedQuery, spec)).toEqual(said);
  });
});

describe("in AWS", () => {
  test("the claim comes first, and AWS's id is noted last", async () => {
    const { sandbox, aws } = sandboxed();
    await savedQuery.put(aws(), writeOf("latest", shape));
    const [{ queryDefinitionId } = { queryDefinitionId: "" }] = await definitions(sandbox);
    expect((await readMarkers(aws(), "SavedQuery", ["latest"])).get("latest")?.note).toBe(queryDefinitionId);
    const { items } = await savedQuery.read(aws(), [{ id: "latest", wanted: shape, observed: undefined }], {
      tags: true,
    });
    expect(items).toEqual([
      {
        id: "latest",
        arn: `arn:aws:logs:us-east-1:111122223333:query-definition:${queryDefinitionId}`,
        awsId: queryDefinitionId,
        shape,
        tags: { ...ourTags, team: "payments" },
        status: { pending: false },
      },
    ]);
    expect(await savedQuery.remove(aws(), items)).toEqual(new Map());
    expect(sandbox.calls.entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation)).toEqual([
      "PutParameter",
      "PutQueryDefinition",
      "AddTagsToResource",
      "DeleteQueryDefinition",
      "DeleteParameters",
    ]);
    expect(await remains(sandbox)).toEqual({ definitions: [], parameters: [] });
  });

  test("the marker stays while the query can't be deleted", async () => {
    const { sandbox, aws } = sandboxed();
    await savedQuery.put(aws(), writeOf("latest", shape));
    const { items } = await savedQuery.observe(aws(), new Map());
    sandbox.schedule(({ operation }) =>
      operation === "DeleteQueryDefinition" ? { kind: "denied" } : undefined,
    );
    expect([...(await savedQuery.remove(aws(), items)).keys()]).toEqual(["latest"]);
    sandbox.schedule(undefined);
    expect(await parameterNames(sandbox)).toHaveLength(1);
  });

  test("a name is looked for exactly, though AWS finds by beginnings", async () => {
    const { sandbox, aws } = sandboxed();
    for (const name of ["latest", "latest-2", "late"]) await put(sandbox, name);
    const names = async (...ids: string[]) => {
      const targets = ids.map((id) => ({ id, wanted: shape, observed: undefined }));
      return (await savedQuery.read(aws(), targets, { tags: true })).items.map(({ id }) => id);
    };
    expect(await names("latest")).toEqual(["latest"]);
    expect(await names("late", "latest", "a", "b", "c", "d")).toEqual(["late", "latest"]);
  });
});

describe("a pass", () => {
  test("leaves a query alone that somebody else saved under the name, until it is adopted", async () => {
    const on = rig({ kinds: [savedQuery] });
    const id = await put(on.sandbox, "latest", "their query");
    const { plan } = await on.pass(wanted(latest));
    expect(sketch(plan.changes)).toEqual([expect.stringContaining("conflict SavedQuery/latest")]);
    expect(await parameterNames(on.sandbox)).toEqual([]);
    await on.pass(wanted(latest, { manners: { adopt: true } }));
    expect(sketch((await on.plan(wanted(latest))).changes)).toEqual([]);
    expect(await definitions(on.sandbox)).toMatchObject([{ queryDefinitionId: id, queryString }]);
  });

  test("tells ours from namesakes that others save later, and counts them", async () => {
    const on = rig({ kinds: [savedQuery] });
    await on.pass(wanted(latest));
    const twin = await put(on.sandbox, "latest");
    const { changes, foreign } = await on.plan(wanted(latest));
    expect({ changes, foreign: foreign.map(({ count }) => count) }).toEqual({ changes: [], foreign: [1] });
    await on.pass(wanted(changed));
    await on.pass([]);
    expect(await definitions(on.sandbox)).toMatchObject([{ queryDefinitionId: twin, queryString }]);
  });

  test("makes ours again beside a namesake, where somebody deleted ours", async () => {
    const on = rig({ kinds: [savedQuery] });
    await on.pass(wanted(latest));
    const [{ queryDefinitionId } = { queryDefinitionId: "" }] = await definitions(on.sandbox);
    await on.sandbox.call("logs", "DeleteQueryDefinition", { queryDefinitionId });
    await put(on.sandbox, "latest", "their query");
    await on.pass(wanted(latest));
    expect(await remains(on.sandbox)).toMatchObject({
      definitions: [`latest: ${queryString}`, "latest: their query"],
    });
    expect(sketch((await on.plan(wanted(latest))).changes)).toEqual([]);
  });

  test("gives ours its name back that somebody renamed", async () => {
    const on = rig({ kinds: [savedQuery] });
    await on.pass(wanted(latest));
    const [made] = await definitions(on.sandbox);
    await on.sandbox.call("logs", "PutQueryDefinition", { ...made, name: "renamed" });
    await on.pass(wanted(latest));
    expect(await definitions(on.sandbox)).toMatchObject([
      { name: made?.name, queryDefinitionId: made?.queryDefinitionId },
    ]);
  });

  test("makes what another installation lost when its claim is adopted", async () => {
    const on = rig({ kinds: [savedQuery] });
    const other = on.connection.visit({ owner: "other", accounts: new Map() })(testScope);
    await claim(
      other,
      "SavedQuery",
      "latest",
      { [ownerTag]: "other" },
      "1a2b3c4d-0000-0000-0000-000000000000",
    );
    const adopting = wanted(latest, { manners: { adopt: true } });
    expect((await on.pass(adopting)).outcomes).toMatchObject([{ status: "done" }]);
    expect(await definitions(on.sandbox)).toHaveLength(1);
    expect(sketch((await on.plan(adopting)).changes)).toEqual([]);
  });

  test("names the installation that has the name", async () => {
    for (const exists of [true, false]) {
      const on = rig({ kinds: [savedQuery] });
      const other = on.connection.visit({ owner: "other", accounts: new Map() })(testScope);
      await claim(other, "SavedQuery", "latest", { [ownerTag]: "other" }, "pending:x");
      if (exists) await note(other, "SavedQuery", "latest", await put(on.sandbox, "latest"));
      const { plan } = await on.pass(wanted(latest));
      expect(plan.changes.map(({ reason }) => reason)).toEqual(['owned by "other"']);
      expect(await definitions(on.sandbox)).toHaveLength(exists ? 1 : 0);
      await on.pass(wanted(latest, { manners: { adopt: true } }));
      expect(await definitions(on.sandbox)).toHaveLength(1);
      expect(sketch((await on.plan(wanted(latest))).changes)).toEqual([]);
    }
  });

  test("finds what it made before a crash by what it says, and then notes its id", async () => {
    const on = rig({ kinds: [savedQuery] });
    on.sandbox.schedule(({ operation }) =>
      operation === "PutQueryDefinition" ? { kind: "crash-after" } : undefined,
    );
    await on.pass(wanted(latest)).catch(() => undefined);
    on.sandbox.schedule(undefined);
    expect(await definitions(on.sandbox)).toHaveLength(1);
    // Git has changed meanwhile, and so has the token.
    await on.pass(wanted(changed));
    expect(await definitions(on.sandbox)).toMatchObject([{ queryString: changed["queryString"] }]);
    expect(sketch((await on.plan(wanted(changed))).changes)).toEqual([]);
    const [{ queryDefinitionId } = { queryDefinitionId: "" }] = await definitions(on.sandbox);
    const marker = (await readMarkers(on.at(testScope), "SavedQuery", ["latest"])).get("latest");
    expect(marker).toMatchObject({
      arn: markerArn(testScope, "SavedQuery", "latest"),
      note: queryDefinitionId,
    });
  });
});

/** Who did what is found changed now, as `who: call`. */
async function culprits(on: Rig, of: readonly Wanted[]): Promise<string[]> {
  const { changes } = await on.plan(of);
  const kinds = new Map([[savedQuery.name, savedQuery]]);
  const { signal } = new AbortController();
  const { authors } = await findAuthors(changes, { kinds, owner, signal, at: on.at });
  return [...authors.values()].map(({ identity, call }) => `${identity.split("/").at(-1)}: ${call}`);
}

test("who edits or deletes it is named", async () => {
  const on = rig({ kinds: [savedQuery] });
  const mira = { as: on.sandbox.person("mira") };
  await on.pass(wanted(latest));
  const [{ queryDefinitionId } = { queryDefinitionId: "" }] = await definitions(on.sandbox);
  await on.sandbox.call(
    "logs",
    "PutQueryDefinition",
    { queryDefinitionId, name: "latest", queryString: "x" },
    mira,
  );
  expect(await culprits(on, wanted(latest))).toEqual(["mira: PutQueryDefinition"]);
  await on.pass(wanted(latest));
  await on.sandbox.call("logs", "DeleteQueryDefinition", { queryDefinitionId }, mira);
  expect(await culprits(on, wanted(latest))).toEqual(["mira: DeleteQueryDefinition"]);
});

describe("whatever goes wrong at whichever call", () => {
  const seed = async (sandbox: Sandbox) => {
    await put(sandbox, "foreign");
  };
  const other = wanted({ name: "other", queryString: "fields x" }, { name: "other" });
  const both = [...wanted({ ...latest, tags: { team: "a" } }), ...other];

  test.each([
    ["from nothing", [], both],
    ["to another query", both, [...wanted(changed), ...other]],
    ["to another name", both, [...wanted({ ...latest, name: "newest" }), ...other]],
    ["to nothing", both, []],
  ] as [string, Wanted[], Wanted[]][])("%s, it ends as it should", async (_, before, after) => {
    expect(await spoil({ kind: savedQuery, before, after, seed, remains })).toEqual([]);
  });

  test("after somebody deleted one and saved a namesake, it ends as it should", async () => {
    const meddle = async (on: Rig) => {
      const ours = (await definitions(on.sandbox)).find(({ name }) => name === "latest");
      await on.sandbox.call("logs", "DeleteQueryDefinition", { queryDefinitionId: ours?.queryDefinitionId });
      await put(on.sandbox, "latest", "their query");
    };
    const before = wanted(latest);
    expect(await spoil({ kind: savedQuery, before, after: before, seed, meddle, remains })).toEqual([]);
  });
});
