import { describe, expect, test } from "vitest";
import { guardPlan } from "../controller/guards/guard-plan.ts";
import type { Listing } from "../controller/kind.ts";
import { confirm } from "../controller/observe.ts";
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
      limits: { maxDeletes: 5, maxDeletePercent: 20, allowDataLoss: false },
      sourceFault: undefined,
      incomplete: new Set(["Widget 111122223333/us-east-1"]),
      unresolved: new Set(),
      owned: new Map(),
    });
    expect(changes.map(({ action, name, refused }) => [action, name, refused?.code])).toEqual([
      ["delete", "gone", "incomplete-listing"],
      ["create", "new", "incomplete-listing"],
    ]);
    expect(settled).toMatchObject({ unchanged: 1, complete: false });
  });
});
