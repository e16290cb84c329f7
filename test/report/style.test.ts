import { expect, test } from "vitest";
import { ago } from "../../controller/report/drift-text.ts";
import { abbreviate, padTo, widthOf, wrap } from "../../controller/report/style.ts";

test("wide characters count twice and combining ones not at all", () => {
  expect(widthOf("온콜")).toBe(4);
  expect(widthOf("e\u0301")).toBe(1);
  expect(padTo("온콜", 6)).toBe("온콜  ");
});

test("long text keeps its beginning and its end", () => {
  expect(abbreviate("arn:aws:sns:us-east-1:111122223333:oncall", 20)).toBe("arn:aws:sns:u…oncall");
  expect(abbreviate("short", 20)).toBe("short");
  expect(widthOf(abbreviate("온콜온콜온콜온콜온콜", 9))).toBeLessThanOrEqual(9);
});

test("text breaks at spaces, and words that are too long anywhere", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
  expect(wrap("", 10)).toEqual([""]);
});

test.each([
  [0, "just now"],
  [59_000, "just now"],
  [60_000, "1 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [47 * 3_600_000, "47 h ago"],
  [72 * 3_600_000, "3 days ago"],
  [-60_000, "just now"],
])("%i ms later it was %s", (milliseconds, text) => {
  const at = new Date("2026-03-01T12:00:00Z");
  expect(ago(at, new Date(at.getTime() + milliseconds))).toBe(text);
});
