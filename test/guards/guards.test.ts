import { describe, expect, test } from "vitest";
import type { GuardFacts } from "../../controller/guards/guard.ts";
import { guardPlan } from "../../controller/guards/guard-plan.ts";
import type { Kind, Observed, Wanted } from "../../controller/kind.ts";
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

interface Case {
  wanted?: Wanted[];
  items?: Observed<WidgetShape>[];
  kind?: Partial<Kind<object, WidgetShape>>;
  facts?: Partial<GuardFacts>;
}

const here = "Widget 111122223333/us-east-1";

function guarded({ wanted = [], items = [], kind: overrides = {}, facts = {} }: Case) {
  const kinds = new Map([["Widget", widgetKind(emptyStore(), overrides)]]);
  const listing = { items, foreign: 0, complete: true, problems: [] };
  const plan = makePlan({
    owner,
    kinds,
    wanted,
    inventory: [{ kind: "Widget", scope, listing }],
    problems: [],
  });
  return guardPlan(plan, {
    kinds,
    wanted,
    limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: false },
    sourceFault: undefined,
    incomplete: new Set(),
    unresolved: new Set(),
    unseen: [],
    owned: new Map([[here, items.length]]),
    ...facts,
  }).changes;
}

const widgets = (count: number) =>
  Array.from({ length: count }, (_, index) => appliedWidget(`w${index}`, { size: 1 }));
const codes = (changes: ReturnType<typeof guarded>) => changes.map(({ refused }) => refused?.code);

describe("the blast radius", () => {
  test("lets five deletes through and refuses six", () => {
    expect(codes(guarded({ items: widgets(5) }))).toEqual(Array(5).fill(undefined));
    expect(codes(guarded({ items: widgets(6) }))).toEqual(Array(6).fill("blast-radius"));
  });

  test("lets a fifth of many through", () => {
    const items = widgets(100);
    const keep = (count: number) => items.slice(count).map(({ id }) => wantedWidget(id, { size: 1 }));
    expect(codes(guarded({ items, wanted: keep(20) }))).toEqual(Array(20).fill(undefined));
    expect(codes(guarded({ items, wanted: keep(21) }))).toEqual(Array(21).fill("blast-radius"));
  });

  test("counts a replacement as a delete", () => {
    const { arn: _, ...nameless } = widgetKind(emptyStore());
    const kinds = new Map([["Widget", { ...nameless, fields: { size: { immutable: true as const } } }]]);
    const items = widgets(6);
    const wanted = items.map(({ id }) => wantedWidget(id, { size: 2 }));
    const plan = makePlan({
      owner,
      kinds,
      wanted,
      inventory: [{ kind: "Widget", scope, listing: { items, foreign: 0, complete: true, problems: [] } }],
      problems: [],
    });
    const { changes } = guardPlan(plan, {
      kinds,
      wanted,
      limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: false },
      sourceFault: undefined,
      incomplete: new Set(),
      unresolved: new Set(),
      unseen: [],
      owned: new Map([[here, 6]]),
    });
    expect(codes(changes)).toEqual(Array(6).fill("blast-radius"));
  });

  test("says how many of what and where, and names the flag that lets them through", () => {
    const message = guarded({ items: widgets(6) })[0]?.refused?.message;
    expect(message).toMatch(/^6 of 6 Widget in \d+\/[\w-]+ would be deleted or replaced/);
    expect(message).toContain("--max-deletes 6");
    const allowed = { limits: { maxDeletes: 6, maxDeletePercent: 0, allowDataLoss: false } };
    expect(codes(guarded({ items: widgets(6), facts: allowed }))).toEqual(Array(6).fill(undefined));
  });

  test("doesn't count what is retained anyway", () => {
    const retained = widgets(6).map((item) => ({
      ...item,
      tags: { ...item.tags, "watchkeeper.dev/deletion-policy": "retain" },
    }));
    expect(codes(guarded({ items: [...retained, appliedWidget("x", {})] }))).toEqual([
      ...Array(6).fill("retained"),
      undefined,
    ]);
  });
});

describe("an incomplete listing", () => {
  const facts = { incomplete: new Set([here]) };

  test("creates nothing, since what it lacks may exist", () => {
    expect(codes(guarded({ wanted: [wantedWidget("a", {})], facts }))).toEqual(["incomplete-listing"]);
  });

  test("deletes nothing", () => {
    expect(codes(guarded({ items: widgets(1), facts }))).toEqual(["incomplete-listing"]);
  });

  test("still updates what it does have", () => {
    expect(codes(guarded({ wanted: [wantedWidget("w0", { size: 2 })], items: widgets(1), facts }))).toEqual([
      undefined,
    ]);
  });
});

describe("a source that can't be trusted", () => {
  test("prunes nothing, and the rest goes on", () => {
    const changes = guarded({
      wanted: [wantedWidget("new", {})],
      items: widgets(1),
      facts: { sourceFault: "specs/a.yaml could not be read" },
    });
    expect(changes.map(({ action, refused }) => [action, refused?.code])).toEqual([
      ["delete", "faulty-source"],
      ["create", undefined],
    ]);
    expect(changes[0]?.refused?.message).toBe(
      "specs/a.yaml could not be read, so what git no longer has can't be told; mend it and run again, or delete it yourself if that is meant",
    );
  });

  test("nor does a forEach that could not be looked up", () => {
    expect(codes(guarded({ items: widgets(1), facts: { unresolved: new Set([here]) } }))).toEqual([
      "faulty-source",
    ]);
  });
});

describe("retention", () => {
  test("keeps a kind that is retained by default, even when somebody took the tag away", () => {
    const { "watchkeeper.dev/deletion-policy": _, ...tags } = appliedWidget("a", {}).tags;
    expect(codes(guarded({ items: [{ ...appliedWidget("a", {}), tags }], kind: { retain: true } }))).toEqual([
      "retained",
    ]);
  });

  test("lets go what was made with deletion-policy: delete", () => {
    expect(codes(guarded({ items: [appliedWidget("a", {})], kind: { retain: true } }))).toEqual([undefined]);
  });

  test("is written at creation, for prune: disabled and deletion-policy: retain alike", () => {
    const tagOf = (more: object) =>
      guarded({ wanted: [wantedWidget("a", {}, { manners: { ...manners, ...more } })] })[0]?.write?.tags[
        "watchkeeper.dev/deletion-policy"
      ];
    expect([tagOf({}), tagOf({ prune: false }), tagOf({ deletionPolicy: "retain" })]).toEqual([
      "delete",
      "retain",
      "retain",
    ]);
  });
});

describe("data loss", () => {
  const kind: Case["kind"] = {
    loses: ({ shape }, after) => ((after?.size ?? 0) < (shape.size ?? 0) ? "it would forget" : undefined),
  };
  const shrink = (more = {}) => ({
    wanted: [wantedWidget("w0", { size: 0 }, more)],
    items: widgets(1),
    kind,
  });

  test("is refused, with the flag and the annotation that allow it", () => {
    const [change] = guarded(shrink());
    expect(change?.refused).toMatchObject({ code: "data-loss", standing: false });
    expect(change?.refused?.message).toMatch(
      /it would forget.*--allow-data-loss.*watchkeeper\.dev\/allow-data-loss/,
    );
  });

  test("is let through by either", () => {
    expect(codes(guarded(shrink({ manners: { ...manners, allowDataLoss: true } })))).toEqual([undefined]);
    const facts = { limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: true } };
    expect(codes(guarded({ ...shrink(), facts }))).toEqual([undefined]);
  });

  test("isn't claimed where nothing is lost", () => {
    expect(codes(guarded({ wanted: [wantedWidget("w0", { size: 2 })], items: widgets(1), kind }))).toEqual([
      undefined,
    ]);
  });
});

describe("what an object was before it got another name", () => {
  const renamed = (more: Partial<Wanted<WidgetShape>> = {}) => wantedWidget("w", {}, { id: "new", ...more });

  test("goes when the new name is free", () => {
    expect(codes(guarded({ items: [appliedWidget("w", {})], wanted: [renamed()] }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("is kept while somebody else has the new name", () => {
    const items = [appliedWidget("w", {}), { ...appliedWidget("new", {}), tags: {} }];
    const changes = guarded({ items, wanted: [renamed()] });
    expect(codes(changes)).toEqual(["lost-name", "conflict"]);
    expect(changes[0]?.refused?.message).toBe(
      "it is kept until new, which takes its place, can be made; see to that first",
    );
  });

  test("is kept while the new one may not be made", () => {
    const wanted = [renamed({ manners: { ...manners, reconcile: false } })];
    expect(codes(guarded({ items: [appliedWidget("w", {})], wanted }))).toEqual([
      "lost-name",
      "reconcile-disabled",
    ]);
  });
});

describe("what holds evidence", () => {
  const kind: Case["kind"] = { loses: (_, after) => (after ? undefined : "12 MB of logs would go") };

  test("isn't deleted without the flag, and the plan says what would be lost", () => {
    const [change] = guarded({ items: widgets(1), kind });
    expect(change?.reason).toBe("git no longer has it: 12 MB of logs would go");
    expect(change?.refused).toEqual({
      code: "data-loss",
      message: "12 MB of logs would go; pass --allow-data-loss if that is meant",
      standing: false,
    });
    const facts = { limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: true } };
    expect(codes(guarded({ items: widgets(1), kind, facts }))).toEqual([undefined]);
  });

  test("isn't replaced either, also where AWS names it", () => {
    const kinds = { retain: true as const, fields: { size: { immutable: true as const } } };
    const [change] = guarded({
      wanted: [wantedWidget("w0", { size: 2 })],
      items: widgets(1),
      kind: { ...kinds, arn: undefined as never },
    });
    expect(change).toMatchObject({ action: "update", refused: { code: "immutable" } });
  });
});

describe("what others rely on", () => {
  const on = (id: string) => [{ on: widgetArn(id), service: "s", sourceAccount: "1", allows: [] }];
  const kind: Case["kind"] = { grants: ({ shape }) => shape.links?.flatMap(on) ?? [] };
  const user = (links: string[]) => appliedWidget("user", { links });

  test("stays while something that git wants relies on it", () => {
    const items = [user(["w0"]), ...widgets(1)];
    const wanted = [wantedWidget("user", { links: ["w0"] })];
    const [change] = guarded({ items, wanted, kind });
    expect(change?.refused).toMatchObject({ code: "still-used", standing: false });
    expect(change?.refused?.message).toContain("still used by Widget/user, which stays");
    expect(codes(guarded({ items, wanted: [wantedWidget("user", { links: [] })], kind }))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("stays while something relies on it that another guard keeps", () => {
    const kept = { ...user(["w0"]), tags: { ...user([]).tags, "watchkeeper.dev/deletion-policy": "retain" } };
    const changes = guarded({ items: [kept, ...widgets(1)], kind });
    expect(codes(changes)).toEqual(["retained", "still-used"]);
    expect(changes.map(({ refused }) => refused?.standing)).toEqual([true, true]);
    expect(codes(guarded({ items: [user(["w0"]), ...widgets(1)], kind }))).toEqual([undefined, undefined]);
  });
});
