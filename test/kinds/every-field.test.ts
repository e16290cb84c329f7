import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import type { AnyKind, Plan, Wanted } from "../../controller/kind.ts";
import { editBehindOurBack, type Rig, rig, sketch, wantedBy } from "../rig.ts";
import type { FieldCase, KindFixture, Spec } from "./fixture.ts";
import { fixtures } from "./fixtures.ts";

/*
 * For every kind and every optional field, from its schema: create it and the second plan is empty; change it in
 * AWS and it is drift at its path; take it out and AWS's default comes back.
 */

for (const [name, kind] of kinds) {
  const fixture = fixtures.get(name);
  describe(name, () => {
    if (!fixture) {
      test("has a fixture", () => expect.fail(`test/kinds has no fixture of ${name}`));
      return;
    }
    describeFields(kind, fixture);
    describeVariants(kind, fixture);
  });
}

interface SpecSchema {
  readonly title: string;
  readonly properties: Record<string, { readonly examples?: readonly unknown[] }>;
  readonly required?: readonly string[];
}

function readSchema(kind: string): SpecSchema {
  const folder = new URL("../../schemas/", import.meta.url);
  const schemas = readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "watchkeeper.json")
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as SpecSchema);
  const found = schemas.find(({ title }) => title === kind);
  if (!found) throw new Error(`no file in schemas/ is titled ${kind}`);
  return found;
}

function describeFields(kind: AnyKind, fixture: KindFixture) {
  const schema = readSchema(kind.name);
  const optional = Object.keys(schema.properties).filter((field) => !schema.required?.includes(field));

  test("has no fixture for a field that its schema lacks", () => {
    expect(Object.keys(fixture.fields).filter((field) => !schema.properties[field])).toEqual([]);
  });

  for (const field of optional) {
    const given: FieldCase = fixture.fields[field] ?? {};
    const values = given.values ?? schema.properties[field]?.examples;
    if (given.skip) {
      // Shown with its reason, so that nobody believes it is covered.
      // oxlint-disable-next-line vitest/no-disabled-tests
      test.skip(`${field}: ${given.skip}`, () => {});
      continue;
    }
    describe(field, () => {
      let on: Rig;
      const base: Spec = { ...fixture.bases[given.base ?? "default"], ...given.with };
      const withValue = (value: unknown) => wantedBy(kind, { ...base, [field]: value });
      const without = () => {
        const { [field]: _, ...rest } = base;
        return wantedBy(kind, rest);
      };

      beforeEach(async () => {
        on = rig({ kinds: [kind] });
        await fixture.seed?.(on.sandbox);
      });

      test("has two examples", () => {
        expect(values).toHaveLength(2);
        expect(values?.[0]).not.toEqual(values?.[1]);
      });

      for (const [index, value] of (values ?? []).entries()) {
        test(`example ${index + 1} is created, and the second pass is empty and writes nothing`, async () => {
          await settles(on, withValue(value));
        });
      }

      test("changed in AWS is drift at its path, and is reverted", async () => {
        const [ours, theirs] = values ?? [];
        await settles(on, withValue(ours));
        if (field === "tags") await retagBehindOurBack(on, kind, withValue(theirs));
        else await editAll(on, kind, withValue(ours), withValue(theirs));
        const drifted = await on.plan(withValue(ours));
        expectDriftAt(drifted, `/spec/${field}`);
        await settles(on, withValue(ours));
      });

      test("changed in git is git's change, and becomes so in AWS", async () => {
        const [before, after] = values ?? [];
        await settles(on, withValue(before));
        const plan = await on.plan(withValue(after));
        expect(plan.changes.flatMap(({ fields }) => fields.map(({ origin }) => origin))).not.toContain(
          "drift",
        );
        expect(plan.changes.length).toBeGreaterThan(0);
        await settles(on, withValue(after));
      });

      test("taken out of the spec goes back to AWS's default, as if it had never been there", async () => {
        await settles(on, withValue(values?.[0]));
        await settles(on, without());
        const reset = await shapes(on, kind, without());
        const fresh = rig({ kinds: [kind] });
        await fixture.seed?.(fresh.sandbox);
        await settles(fresh, without());
        expect(reset).toEqual(await shapes(fresh, kind, without()));
      });
    });
  }
}

function describeVariants(kind: AnyKind, fixture: KindFixture) {
  for (const [name, pair] of Object.entries(fixture.variants)) {
    for (const [from, to] of [pair, [pair[1], pair[0]] as const]) {
      const way = from === pair[0] ? "there" : "back";
      test(`${name}: ${way}, by git and by drift`, async () => {
        const on = rig({ kinds: [kind] });
        await fixture.seed?.(on.sandbox);
        await settles(on, wantedBy(kind, from));
        await settles(on, wantedBy(kind, to));
        // What AWS names is another resource where its id is another: nobody can change one into the other.
        const [current, edited] = [wantedBy(kind, to), wantedBy(kind, from)];
        if (!kind.arn && current.some(({ id }, index) => id !== edited[index]?.id)) return;
        await editAll(on, kind, current, edited);
        const drifted = await on.plan(wantedBy(kind, to));
        const origins = new Set(drifted.changes.flatMap(({ fields }) => fields.map(({ origin }) => origin)));
        expect([...origins]).toEqual(fixture.unseen?.[name] ? [] : ["drift"]);
        await settles(on, wantedBy(kind, to));
      });
    }
  }
}

/** Applies, and expects a second pass to find nothing to do and to write nothing. */
async function settles(on: Rig, wanted: readonly Wanted[]): Promise<void> {
  const { outcomes } = await on.pass(wanted);
  expect(
    outcomes
      .filter(({ status }) => status !== "done")
      .map((outcome) => ({ ...outcome, change: outcome.change.name })),
  ).toEqual([]);
  on.writes();
  const { plan } = await on.pass(wanted);
  expect(plan.problems).toEqual([]);
  expect(sketch(plan.changes)).toEqual([]);
  expect(on.writes()).toEqual([]);
  expect(plan.unchanged).toBe(wanted.length);
}

function expectDriftAt(plan: Plan, prefix: string): void {
  const fields = plan.changes.flatMap((change) => change.fields);
  const paths = fields.map(({ path }) => path);
  expect(
    paths.some((path) => path === prefix || path.startsWith(`${prefix}/`)),
    `${prefix} among ${paths.join(", ")}`,
  ).toBe(true);
  expect([...new Set(fields.map(({ origin }) => origin))]).toEqual(["drift"]);
}

async function retagBehindOurBack(on: Rig, kind: AnyKind, wanted: readonly Wanted[]): Promise<void> {
  for (const { id, scope, shape, tags } of wanted) {
    const aws = on.at(scope);
    const { items } = await kind.read(aws, [{ id, wanted: shape, observed: undefined }], { tags: true });
    for (const item of items) await kind.tag(aws, item, tags, []);
  }
}

async function editAll(
  on: Rig,
  kind: AnyKind,
  current: readonly Wanted[],
  edited: readonly Wanted[],
): Promise<void> {
  for (const [index, one] of current.entries()) {
    const into = edited[index];
    if (into) await editBehindOurBack(on, kind, one, into);
  }
}

async function shapes(on: Rig, kind: AnyKind, wanted: readonly Wanted[]): Promise<unknown[]> {
  const targets = wanted.map(({ id, shape }) => ({ id, wanted: shape, observed: undefined }));
  const [first] = wanted;
  if (!first) return [];
  const { items } = await kind.read(on.at(first.scope), targets, { tags: true });
  return items.map(({ shape }) => shape as unknown);
}
