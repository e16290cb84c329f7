import { describe, expect, test } from "vitest";
import { guardPlan } from "../controller/guards/guard-plan.ts";
import { homeScope, type Listing, scopeName } from "../controller/kind.ts";
import { confirm, observe } from "../controller/observe.ts";
import { makePlan } from "../controller/plan/plan.ts";
import { appliedWidget, emptyStore, noAws, owner, scope, wantedWidget, widgetKind } from "./widgets.ts";

const whole: Listing = { items: [], foreign: 0, complete: true, problems: [] };

describe("when the services can't confirm what a plan relies on", () => {
  test("nothing is written on the word of a tag index that may be old", async () => {
    const kind = widgetKind(emptyStore(), { read: async () => ({ ...whole, complete: false }) });
    const kinds = new Map([[kind.name, kind]]);
    const wanted = [wantedWidget("changed", { size: 2 }), wantedWidget("new", {}), wantedWidget("same", {})];
    const items = ["changed", "gone", "same"].map((name) => appliedWidget(name, {}));
    const listed = [{ kind: kind.name, scope, listing: { ...whole, items } }];
    const input = { owner, kinds, wanted, problems: [] };

    const proposed = makePlan({ ...input, inventory: listed });
    expect(proposed.changes.map(({ action }) => action)).toEqual(["delete", "update", "create"]);
    const reach = { kinds, scopes: [scope], wanted, at: () => noAws() };
    const inventory = await confirm(proposed, listed, reach);
    const settled = makePlan({ ...input, inventory });
    const { changes } = guardPlan(settled, {
      kinds,
      wanted,
      limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: false },
      sourceFault: undefined,
      incomplete: new Set(["Widget 111122223333/us-east-1"]),
      unresolved: new Set(),
      unseen: [],
      owned: new Map(),
    });
    expect(changes.map(({ action, name, refused }) => [action, name, refused?.code])).toEqual([
      ["delete", "gone", "incomplete-listing"],
      ["create", "new", "incomplete-listing"],
    ]);
    expect(settled).toMatchObject({ unchanged: 1, complete: false });
  });
});

describe("a kind that may not be read", () => {
  const kind = (listing: Listing) => widgetKind(emptyStore(), { observe: async () => listing });
  const refused = {
    ...whole,
    complete: false,
    refused: "AccessDenied: not allowed",
    problems: [{ severity: "error", code: "incomplete-listing", message: "no" }],
  } as const;
  const planOf = async (listing: Listing, ...names: string[]) => {
    const kinds = new Map([["Widget", kind(listing)]]);
    const wanted = names.map((name) => wantedWidget(name, {}));
    const inventory = await observe({ kinds, scopes: [scope], wanted, at: () => noAws() });
    return makePlan({ owner, kinds, wanted, inventory, problems: [] });
  };

  test("makes the plan incomplete where git wants it", async () => {
    const plan = await planOf(refused, "a");
    expect(plan.complete).toBe(false);
    expect(plan.problems.map(({ code }) => code)).toEqual(["incomplete-listing"]);
  });

  test("is a warning where git doesn't", async () => {
    const plan = await planOf(refused);
    expect(plan).toMatchObject({ complete: true, changes: [] });
    expect(plan.problems).toMatchObject([{ severity: "warning", code: "not-looked-at" }]);
    expect(plan.problems[0]?.message).toContain("git has no Widget in 111122223333/us-east-1");
  });

  test("is an error all the same where asking again may help", async () => {
    const { refused: _, ...failed } = refused;
    expect(await planOf(failed)).toMatchObject({ complete: false });
  });
});

describe("a kind that exists once an account", () => {
  test("is looked for in one place of each account", async () => {
    const places: string[] = [];
    const global = widgetKind(emptyStore(), { global: true });
    const kinds = new Map([["Widget", global]]);
    const scopes = ["eu-west-1", "us-east-1"].flatMap((region) =>
      ["111122223333", "444455556666"].map((account) => ({ account, region, partition: "aws" })),
    );
    const inventory = await observe({
      kinds,
      scopes,
      wanted: [],
      at: (where) => {
        places.push(scopeName(where));
        return noAws();
      },
    });
    expect(places).toEqual(["111122223333/us-east-1", "444455556666/us-east-1"]);
    expect(inventory).toHaveLength(2);
    expect(homeScope({ account: "1", region: "cn-north-1", partition: "aws-cn" }).region).toBe(
      "cn-northwest-1",
    );
  });
});
