import { describe, expect, test } from "vitest";
import { ownerTag } from "../../controller/aws/tags.ts";
import type { Kind, Observed, Tags, Wanted } from "../../controller/kind.ts";
import { makePlan } from "../../controller/plan/plan.ts";
import {
  appliedWidget,
  emptyStore,
  manners,
  owner,
  scope,
  type WidgetShape,
  wantedWidget,
  widgetArn,
  widgetKind,
} from "../widgets.ts";

function plan(
  wanted: Wanted[],
  items: Observed<WidgetShape>[],
  overrides: Partial<Kind<object, WidgetShape>> = {},
) {
  const kind = widgetKind(emptyStore(), overrides);
  const listing = { items, foreign: 0, complete: true, problems: [] };
  return makePlan({
    owner,
    kinds: new Map([["Widget", kind]]),
    wanted,
    inventory: [{ kind: "Widget", scope, listing }],
    problems: [],
  });
}

const foreign = (name: string, shape: WidgetShape, tags = {}): Observed<WidgetShape> => ({
  id: name,
  arn: widgetArn(name),
  shape,
  tags,
});

describe("what git wants and AWS lacks", () => {
  test("is created, with every tag of ours inline", () => {
    const { changes } = plan([wantedWidget("a", { colour: "red" })], []);
    expect(changes).toMatchObject([{ action: "create", name: "a", refused: undefined }]);
    expect(changes[0]?.write?.tags).toMatchObject({
      "watchkeeper.dev/owner": "acme",
      "watchkeeper.dev/object": "Widget/a",
      "watchkeeper.dev/deletion-policy": "delete",
    });
  });

  test("gets the same token whenever it is planned, and another one for another wish", () => {
    const token = (colour: string) => plan([wantedWidget("a", { colour })], []).changes[0]?.write?.token;
    expect(token("red")).toBe(token("red"));
    expect(token("red")).not.toBe(token("blue"));
    expect(token("red")?.length).toBeLessThanOrEqual(64);
  });

  test("gets another token when other tags go along, since EC2 refuses a token it knows with others", () => {
    const token = (deletionPolicy: "retain" | "delete") =>
      plan([wantedWidget("a", { colour: "red" }, { manners: { ...manners, deletionPolicy } })], []).changes[0]
        ?.write?.token;
    expect(token("retain")).not.toBe(token("delete"));
  });
});

describe("what AWS has as git says", () => {
  test("is only counted", () => {
    const result = plan([wantedWidget("a", { colour: "red" })], [appliedWidget("a", { colour: "red" })]);
    expect(result).toMatchObject({ changes: [], unchanged: 1, complete: true });
  });

  test("stays unchanged when a set or a keyed list comes back in another order", () => {
    const git = {
      links: ["x", "y"],
      parts: [
        { name: "p", weight: 1 },
        { name: "q", weight: 2 },
      ],
    };
    const live = {
      links: ["y", "x"],
      parts: [
        { name: "q", weight: 2 },
        { name: "p", weight: 1 },
      ],
    };
    const { changes } = plan([wantedWidget("a", git)], [{ ...appliedWidget("a", git), shape: live }]);
    expect(changes).toEqual([]);
  });
});

describe("a field that differs", () => {
  const red = appliedWidget("a", { colour: "red", size: 1 });

  test("is git's change when AWS still has what was last applied", () => {
    const { changes } = plan([wantedWidget("a", { colour: "blue", size: 1 })], [red]);
    expect(changes[0]).toMatchObject({ action: "update", reason: "git changed it" });
    expect(changes[0]?.fields[0]).toEqual({
      path: "/spec/colour",
      before: "red",
      after: "blue",
      origin: "git",
    });
  });

  test("is drift when git still says what was last applied", () => {
    const { changes } = plan(
      [wantedWidget("a", { colour: "red", size: 1 })],
      [{ ...red, shape: { colour: "green", size: 1 } }],
    );
    expect(changes[0]?.fields).toEqual([
      { path: "/spec/colour", before: "green", after: "red", origin: "drift" },
    ]);
  });

  test("is both when both have moved", () => {
    const { changes } = plan(
      [wantedWidget("a", { colour: "blue", size: 1 })],
      [{ ...red, shape: { colour: "green", size: 1 } }],
    );
    expect(changes[0]?.fields[0]?.origin).toBe("both");
  });

  test("is unknown without an applied tag", () => {
    const { "watchkeeper.dev/applied": _, ...tags } = red.tags;
    const { changes } = plan([wantedWidget("a", { colour: "blue", size: 1 })], [{ ...red, tags }]);
    expect(changes[0]?.fields[0]?.origin).toBe("unknown");
  });

  test("that git no longer has is taken out of the target", () => {
    const { changes } = plan([wantedWidget("a", { colour: "red" })], [red]);
    expect(changes[0]?.fields[0]).toEqual({ path: "/spec/size", before: 1, after: undefined, origin: "git" });
    expect(changes[0]?.write?.target).toEqual({ colour: "red" });
  });

  test("inside a keyed list is named by its key", () => {
    const live = appliedWidget("a", { parts: [{ name: "p", weight: 1 }] });
    const { changes } = plan([wantedWidget("a", { parts: [{ name: "p", weight: 2 }] })], [live]);
    expect(changes[0]?.fields[0]?.path).toBe("/spec/parts/p/weight");
  });

  test("stands by itself: one field's drift doesn't colour another's change", () => {
    const { changes } = plan(
      [wantedWidget("a", { colour: "red", size: 2 })],
      [{ ...red, shape: { colour: "green", size: 1 } }],
    );
    const origins = Object.fromEntries((changes[0]?.fields ?? []).map(({ path, origin }) => [path, origin]));
    expect(origins).toMatchObject({ "/spec/colour": "drift", "/spec/size": "git" });
  });
});

describe("tags", () => {
  test("that somebody added to ours are drift and go", () => {
    const live = appliedWidget("a", { colour: "red" }, { team: "x" });
    const { changes } = plan(
      [wantedWidget("a", { colour: "red" }, { tags: { team: "x" } })],
      [{ ...live, tags: { ...live.tags, extra: "1" } }],
    );
    expect(changes[0]?.fields).toEqual([
      { path: "/spec/tags/extra", before: "1", after: undefined, origin: "drift" },
    ]);
    expect(changes[0]?.write?.tags).not.toHaveProperty("extra");
  });

  test("with slashes and tildes in their names keep a valid JSON Pointer", () => {
    const { changes } = plan([wantedWidget("a", {}, { tags: { "a/b~c": "1" } })], [appliedWidget("a", {})]);
    expect(changes[0]?.fields[0]?.path).toBe("/spec/tags/a~1b~0c");
  });
});

describe("the drift policy report", () => {
  const reporting = { ...manners, drift: "report" as const };

  test("shows drift and writes nothing", () => {
    const live = { ...appliedWidget("a", { colour: "red" }), shape: { colour: "green" } };
    const { changes } = plan([wantedWidget("a", { colour: "red" }, { manners: reporting })], [live]);
    expect(changes[0]).toMatchObject({ write: undefined, refused: { code: "drift-report", standing: true } });
  });

  test("lets git's change of another field through and leaves the drifted value alone", () => {
    const live = { ...appliedWidget("a", { colour: "red", size: 1 }), shape: { colour: "green", size: 1 } };
    const { changes } = plan([wantedWidget("a", { colour: "red", size: 2 }, { manners: reporting })], [live]);
    expect(changes[0]?.write?.target).toEqual({ colour: "green", size: 2 });
    expect(changes[0]?.refused).toBeUndefined();
  });
});

describe("the ignore annotation", () => {
  const ignoring = (...ignore: string[]) => ({ manners: { ...manners, ignore } });

  test("hides a field and keeps AWS's value when another is written", () => {
    const live = { ...appliedWidget("a", { colour: "red", size: 1 }), shape: { colour: "green", size: 1 } };
    const still = plan([wantedWidget("a", { colour: "red", size: 1 }, ignoring("/spec/colour"))], [live]);
    expect(still.unchanged).toBe(1);
    const moved = plan([wantedWidget("a", { colour: "red", size: 2 }, ignoring("/spec/colour"))], [live]);
    expect(moved.changes[0]?.write?.target).toEqual({ colour: "green", size: 2 });
  });

  test("reaches into keyed lists", () => {
    const live = {
      ...appliedWidget("a", { parts: [{ name: "p", weight: 1 }] }),
      shape: { parts: [{ name: "p", weight: 9 }] },
    };
    const { unchanged } = plan(
      [wantedWidget("a", { parts: [{ name: "p", weight: 1 }] }, ignoring("/spec/parts/p/weight"))],
      [live],
    );
    expect(unchanged).toBe(1);
  });
});

describe("the ignore annotation on a part of a field", () => {
  const ignoring = { manners: { ...manners, ignore: ["/spec/tags/by"] } };
  const tagged = (live: Tags, git: Tags, applied = live) => {
    const { tags, ...rest } = appliedWidget("a", {}, applied);
    const ownership = Object.entries(tags).filter(([key]) => key.startsWith("watchkeeper.dev/"));
    const observed = { ...rest, tags: { ...live, ...Object.fromEntries(ownership) } };
    return { observed, ...plan([wantedWidget("a", {}, { ...ignoring, tags: git })], [observed]) };
  };

  test("leaves git's change of another part git's", () => {
    const { changes } = tagged({ team: "a", by: "ci" }, { team: "b" }, { team: "a" });
    expect(changes[0]?.fields).toEqual([{ path: "/spec/tags/team", before: "a", after: "b", origin: "git" }]);
    expect(changes[0]?.write?.tags).toMatchObject({ team: "b", by: "ci" });
  });

  test("leaves drift of another part drift after git has changed it", () => {
    const written = tagged({ team: "a", by: "ci" }, { team: "b" }, { team: "a" }).changes[0]?.write?.tags;
    const observed = { ...appliedWidget("a", {}), tags: { ...written, team: "c" } };
    const { changes } = plan([wantedWidget("a", {}, { ...ignoring, tags: { team: "b" } })], [observed]);
    expect(changes[0]?.fields).toEqual([
      { path: "/spec/tags/team", before: "c", after: "b", origin: "drift" },
    ]);
  });

  test("changes nothing when only that part differs", () => {
    expect(tagged({ team: "a", by: "ci" }, { team: "a" }, { team: "a" })).toMatchObject({
      changes: [],
      unchanged: 1,
    });
  });
});

test("of two under one id the one that is as git says stays, and the one it has replaced goes", () => {
  const old = { ...appliedWidget("a", { size: 1 }), arn: widgetArn("a-1") };
  const made = { ...appliedWidget("a", { size: 2 }), arn: widgetArn("a-2") };
  for (const items of [
    [old, made],
    [made, old],
  ]) {
    const { changes, unchanged } = plan([wantedWidget("a", { size: 2 })], items, {
      fields: { size: { immutable: true } },
    });
    expect(changes.map(({ action, arn }) => [action, arn])).toEqual([["delete", widgetArn("a-1")]]);
    expect(unchanged).toBe(1);
  }
});

test("a document that gets another name while the resource keeps its own is no drift", () => {
  const renamed = wantedWidget("new", {}, { id: "a", arn: widgetArn("a") });
  const { changes } = plan([renamed], [appliedWidget("a", {})]);
  expect(changes[0]?.fields).toEqual([
    { path: "/ownership/object", before: "Widget/a", after: "Widget/new", origin: "git" },
  ]);
});

describe("what isn't ours", () => {
  test("is a conflict when git wants its name, and the refusal names the way through", () => {
    const { changes } = plan([wantedWidget("a", { colour: "red" })], [foreign("a", { colour: "blue" })]);
    expect(changes[0]).toMatchObject({
      action: "conflict",
      write: undefined,
      refused: { code: "conflict", standing: false },
    });
    expect(changes[0]?.refused?.message).toContain("watchkeeper.dev/adopt");
  });

  test("names the installation that owns it", () => {
    const { changes } = plan(
      [wantedWidget("a", { colour: "red" })],
      [foreign("a", {}, { [ownerTag]: "legacy" })],
    );
    expect(changes[0]?.refused?.message).toContain('owned by "legacy"');
  });

  test("is taken over when the document says adopt, and the plan shows what changes", () => {
    const adopting = wantedWidget("a", { colour: "red" }, { manners: { ...manners, adopt: true } });
    const { changes } = plan([adopting], [foreign("a", { colour: "blue" })]);
    expect(changes[0]).toMatchObject({ action: "update", reason: "adopts what nobody managed" });
    expect(changes[0]?.fields[0]).toEqual({
      path: "/spec/colour",
      before: "blue",
      after: "red",
      origin: "unknown",
    });
  });

  test("is no drift when it is taken over from another installation", () => {
    const adopting = wantedWidget("a", {}, { manners: { ...manners, adopt: true } });
    const { changes } = plan([adopting], [foreign("a", {}, { [ownerTag]: "legacy" })]);
    expect(changes[0]?.fields.map(({ origin }) => origin)).not.toContain("drift");
    expect(changes[0]?.fields.map(({ path }) => path)).toContain("/ownership/owner");
  });

  test("is left alone when git doesn't want it", () => {
    expect(plan([], [foreign("a", {}), foreign("b", {}, { [ownerTag]: "legacy" })]).changes).toEqual([]);
  });
});

describe("a copy that carries our tags along", () => {
  const original = appliedWidget("a", { size: 1 });
  const copy = { ...original, id: "copy of a", arn: widgetArn("copy of a") };

  test("is left alone with a warning, though git doesn't want it", () => {
    const { changes, problems, unchanged } = plan([wantedWidget("a", { size: 1 })], [original, copy]);
    expect({ changes, unchanged }).toEqual({ changes: [], unchanged: 1 });
    expect(problems).toMatchObject([
      { severity: "warning", code: "copied-tags", message: expect.stringContaining("copy of a") },
    ]);
  });

  test("is a conflict where git wants its name", () => {
    const { changes } = plan([wantedWidget("b", { size: 1 }, { id: "copy of a" })], [copy]);
    expect(changes).toMatchObject([
      { action: "conflict", reason: "it exists and is not managed by Watchkeeper" },
    ]);
  });

  test("stays alone when its original goes", () => {
    expect(plan([], [original, copy]).changes.map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("what git no longer has", () => {
  test("is deleted when it is ours", () => {
    expect(plan([], [appliedWidget("a", {})]).changes).toMatchObject([{ action: "delete", name: "a" }]);
  });

  test("goes with a rename, and the new name is made", () => {
    const { changes } = plan([wantedWidget("a", {}, { id: "new" })], [appliedWidget("a", {})]);
    expect(changes.map(({ action, id }) => [action, id])).toEqual([
      ["delete", "a"],
      ["create", "new"],
    ]);
  });
});

describe("a kind that AWS names and never changes in place", () => {
  const rules = { colour: { immutable: true }, size: { immutable: true } } as const;
  const { arn: _, ...nameless } = widgetKind(emptyStore());
  const kind = { ...nameless, fields: rules };
  const planNameless = (wanted: Wanted[], items: Observed<WidgetShape>[]) =>
    makePlan({
      owner,
      kinds: new Map([["Widget", kind]]),
      wanted,
      inventory: [{ kind: "Widget", scope, listing: { items, foreign: 0, complete: true, problems: [] } }],
      problems: [],
    });

  test("is replaced when a field changes", () => {
    const { changes } = planNameless(
      [wantedWidget("a", { colour: "blue" })],
      [appliedWidget("a", { colour: "red" })],
    );
    expect(changes).toMatchObject([
      { action: "replace", reason: "AWS can't change colour in place", observed: { id: "a" } },
    ]);
    expect(changes[0]?.write?.before).toBeUndefined();
  });

  test("is replaced when what makes it unique changes", () => {
    const { changes } = planNameless(
      [wantedWidget("a", {}, { id: "a → elsewhere" })],
      [appliedWidget("a", {})],
    );
    expect(changes).toMatchObject([{ action: "replace", id: "a → elsewhere", observed: { id: "a" } }]);
  });

  test("loses the double that an interrupted replacement left", () => {
    const double = { ...appliedWidget("a", {}, {}, "a → old"), arn: widgetArn("old") };
    const { changes, unchanged } = planNameless([wantedWidget("a", {})], [appliedWidget("a", {}), double]);
    expect(unchanged).toBe(1);
    expect(changes).toMatchObject([{ action: "delete", arn: widgetArn("old") }]);
  });
});

test("a field that AWS can't change in place is refused for a kind with a name of its own", () => {
  const { changes } = plan([wantedWidget("a", { colour: "blue" })], [appliedWidget("a", { colour: "red" })], {
    fields: { colour: { immutable: true } },
  });
  expect(changes[0]).toMatchObject({ action: "update", write: undefined, refused: { code: "immutable" } });
});

test("reconcile: disabled still shows the change and refuses it", () => {
  const { changes } = plan([wantedWidget("a", {}, { manners: { ...manners, reconcile: false } })], []);
  expect(changes[0]).toMatchObject({
    action: "create",
    refused: { code: "reconcile-disabled", standing: true },
  });
});

test("a resource whose details could not be read is neither changed nor counted, and the plan is incomplete", () => {
  const { changes, unchanged, complete } = plan(
    [wantedWidget("a", {})],
    [{ ...appliedWidget("a", {}), shape: undefined }],
  );
  expect({ changes, unchanged, complete }).toEqual({ changes: [], unchanged: 0, complete: false });
});

test("destructive changes come first", () => {
  const { changes } = plan(
    [wantedWidget("new", {}), wantedWidget("moved", { size: 2 }), wantedWidget("taken", {})],
    [appliedWidget("gone", {}), appliedWidget("moved", { size: 1 }), foreign("taken", {})],
  );
  expect(changes.map(({ action }) => action)).toEqual(["delete", "conflict", "update", "create"]);
});
