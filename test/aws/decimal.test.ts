import { expect, test } from "vitest";
import { plainDecimal } from "../../controller/aws/decimal.ts";

test.each([
  [5, "5"],
  ["5.0", "5"],
  ["0005.500", "5.5"],
  [".5", "0.5"],
  ["100", "100"],
  ["0", "0"],
  ["0.0", "0"],
  [1e-7, "0.0000001"],
  ["12345678901234567890.10", "12345678901234567890.1"],
  ["much", "much"],
  ["", ""],
])("%s is %s", (amount, plain) => {
  expect(plainDecimal(amount)).toBe(plain);
});
