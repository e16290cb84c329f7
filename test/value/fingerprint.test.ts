import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Applied,
  decodeApplied,
  encodeApplied,
  fingerprint,
} from "../../controller/value/fingerprint.ts";

const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-zA-Z]{2,30}$/), { maxLength: 36 });
const values = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined });

test("the tag tells of every field whether it is what was applied", () => {
  fc.assert(
    fc.property(names, fc.array(values, { minLength: 36, maxLength: 36 }), (fields, wanted) => {
      const prints = new Map<string, Applied>(
        fields.map((field, index) => [
          field,
          { wanted: fingerprint(undefined, wanted[index]), live: undefined },
        ]),
      );
      const tag = encodeApplied(prints);
      expect(tag.length).toBeLessThanOrEqual(256);
      expect(tag).toMatch(/^[\w.:-]*$/);
      const reader = decodeApplied(tag);
      for (const [index, field] of fields.entries()) {
        expect(reader?.is(field, fingerprint(undefined, wanted[index]))).toBe(true);
        expect(reader?.is(field, fingerprint(undefined, { other: index }))).toBe(false);
      }
    }),
  );
});

test("it keeps what AWS made of a field beside what was wanted", () => {
  const reader = decodeApplied(
    encodeApplied(
      new Map([
        ["a", { wanted: "AAAA", live: "BBBB" }],
        ["b", { wanted: "CCCC", live: undefined }],
      ]),
    ),
  );
  expect(reader?.settledAs("a", "BBBB")).toBe(true);
  expect(reader?.settledAs("a", "CCCC")).toBe(false);
  expect(reader?.settledAs("b", "CCCC")).toBe(false);
  expect(reader?.entry("a")).toEqual({ wanted: "AAAA", live: "BBBB" });
});

test("it remembers that AWS made nothing of a field", () => {
  const reader = decodeApplied(encodeApplied(new Map([["a", { wanted: "AAAA", live: "" }]])));
  expect(reader?.settledAs("a", "")).toBe(true);
});

test("with very many fields the fingerprints get shorter and the tag still fits", () => {
  const many = new Map(
    Array.from({ length: 60 }, (_, index) => [
      `field${index}`,
      { wanted: fingerprint(undefined, index), live: undefined },
    ]),
  );
  const tag = encodeApplied(many);
  expect(tag.length).toBeLessThanOrEqual(256);
  expect(decodeApplied(tag)?.is("field7", fingerprint(undefined, 7))).toBe(true);
});

test("a tag that isn't ours is no tag", () => {
  for (const text of [undefined, "", "nonsense", "4abc", "9"]) expect(decodeApplied(text)).toBeUndefined();
});
