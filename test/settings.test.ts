import { expect, test } from "vitest";
import { settle } from "../controller/settings.ts";

test("an owner that no tag can hold, or that no document could name, is refused", () => {
  for (const owner of ["a b", "*", "ünï", "x".repeat(101), "-a", "a\n"])
    expect(() => settle({ owner }, undefined, [])).toThrow("can't be an owner");
  expect(settle({ owner: "team-a.prod_1" }, undefined, []).owner).toBe("team-a.prod_1");
});

test("there is no default owner", () => {
  expect(() => settle({}, undefined, [])).toThrow("no owner");
  expect(() => settle({ owner: "" }, undefined, [])).toThrow("no owner");
});
