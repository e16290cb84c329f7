import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, pointer, withValue } from "../../controller/value/compare.ts";

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

  test("survives members called like Object's own", () => {
    const hostile = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}') as object;
    expect(compare({}, { map: hostile }, { map: {} }).map(({ path }) => path[1])).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
  });
});
