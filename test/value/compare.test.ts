import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, pointer, withValue } from "../../controller/value/compare.ts";
import { treeText } from "../../controller/value/tree.ts";

const jsonObject = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });

describe("compare", () => {
  test("finds nothing between equal values, whatever the order of their keys", () => {
    fc.assert(
      fc.property(jsonObject, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(compare({}, value, reversed)).toEqual([]);
      }),
    );
  });

  test("gives differences that turn one value into the other", () => {
    fc.assert(
      fc.property(jsonObject, jsonObject, (before, after) => {
        const mended = compare({}, before, after).reduce<object>(
          (shape, { path, after: value }) => withValue({}, shape, path, value),
          before,
        );
        expect(compare({}, mended, after)).toEqual([]);
      }),
    );
  });

  test("takes no member for one that every object inherits", () => {
    const hostile = JSON.parse('{"a":1,"__proto__":{},"constructor":2}') as object;
    expect(compare({}, { p: { a: 1 } }, { p: hostile })).toEqual([
      { path: ["p", "__proto__"], before: undefined, after: {} },
      { path: ["p", "constructor"], before: undefined, after: 2 },
    ]);
  });

  test("takes JSON text for what it says", () => {
    expect(
      compare({ body: { as: "json" } }, { body: '{"a":1,"b":[1,2]}' }, { body: { b: [1, 2], a: 1 } }),
    ).toEqual([]);
    expect(compare({ body: { as: "json" } }, { body: '{"a":1}' }, { body: '{"a":2}' })).toEqual([
      { path: ["body", "a"], before: 1, after: 2 },
    ]);
  });

  test("compares text that isn't JSON as text", () => {
    expect(compare({ body: { as: "json" } }, { body: "{oops" }, { body: "{oops" })).toEqual([]);
  });

  test("treats null, undefined and absence alike", () => {
    expect(compare({}, { a: null, b: { c: undefined } }, { b: {} })).toEqual([]);
  });

  test("tells a list that has changed its order when order counts", () => {
    expect(compare({}, { list: [1, 2] }, { list: [2, 1] })).toHaveLength(1);
    expect(compare({ list: { as: "set" } }, { list: [1, 2] }, { list: [2, 1, 1] })).toEqual([]);
  });

  test("keys a list by several fields together", () => {
    const rules = { subs: { as: { keyedBy: ["protocol", "endpoint"] } } };
    const differences = compare(rules, { subs: [{ protocol: "email", endpoint: "a@b" }] }, { subs: [] });
    expect(differences.map(({ path }) => pointer(path))).toEqual(["/spec/subs/email a@b"]);
  });

  describe("of a tree", () => {
    const rules = { body: { as: "tree" as const } };
    const paths = (before: unknown, after: unknown) =>
      compare(rules, { body: before }, { body: after }).map(({ path }) => pointer(path));

    test("enters lists of objects by position, in their order, and no others", () => {
      const before = { widgets: [{ title: "a", lines: [[1]], marks: [{ at: 1 }] }] };
      const after = { widgets: [{ title: "b", lines: [[2]], marks: [{ at: 2 }] }] };
      expect(paths(before, after)).toEqual([
        "/spec/body/widgets/0/lines",
        "/spec/body/widgets/0/marks/0/at",
        "/spec/body/widgets/0/title",
      ]);
      const many = Array.from({ length: 12 }, (_, at) => ({ at }));
      expect(paths([], many)).toEqual(many.map(({ at }) => `/spec/body/${at}`));
    });

    test("tells a list from an object whole", () => {
      expect(paths({ a: [{ b: 1 }] }, { a: { 0: { b: 1 } } })).toEqual(["/spec/body/a"]);
    });

    test("gives differences that turn one tree into the other, holes closed up", () => {
      const tree = fc.array(fc.dictionary(fc.constantFrom("a", "b"), fc.array(jsonObject)));
      fc.assert(
        fc.property(tree, tree, (before, after) => {
          const mended = compare(rules, { body: before }, { body: after }).reduce<object>(
            (shape, { path, after: value }) => withValue(rules, shape, path, value),
            { body: before },
          );
          expect(compare(rules, mended, { body: after })).toEqual([]);
        }),
      );
    });

    test("what is taken out of the middle of a list closes up in its text", () => {
      const shape = withValue(rules, { body: [{ a: 1 }, { a: 2 }, { a: 3 }] }, ["body", "1"], undefined);
      expect(treeText(shape.body)).toBe('[{"a":1},{"a":3}]');
      expect(withValue(rules, shape, ["body", "2"], undefined).body).toEqual([{ a: 1 }]);
    });
  });

  test("survives members called like Object's own", () => {
    const hostile = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as object;
    expect(compare({}, { map: hostile }, { map: {} }).map(({ path }) => path[1])).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
  });
});
