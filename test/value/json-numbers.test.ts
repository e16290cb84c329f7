import { expect, test } from "vitest";
import { isoDay } from "../../controller/value/iso-day.ts";
import { lostNumber } from "../../controller/value/json-numbers.ts";

test("a number that JavaScript would round is found, whatever stands in texts", () => {
  expect(
    lostNumber('{"a":[1,-2.5,1e3,9007199254740991,"9007199254740993","\\"12345678901234567890"]}'),
  ).toBeUndefined();
  expect(lostNumber('{"a":[1,9007199254740993]}')).toBe("9007199254740993");
  expect(lostNumber("[-12345678901234567890]")).toBe("-12345678901234567890");
  expect(lostNumber("[1e999]")).toBe("1e999");
});

test("a day is none where AWS's number is no time", () => {
  expect([isoDay(0), isoDay(1e20), isoDay(new Date(Number.NaN)), isoDay(undefined)]).toEqual([
    "1970-01-01",
    undefined,
    undefined,
    undefined,
  ]);
});
