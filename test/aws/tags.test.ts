import { expect, test } from "vitest";
import { objectTagOf } from "../../controller/aws/tags.ts";

const tagOf = (each: string | undefined, name = "cpu") => objectTagOf({ kind: "MetricAlarm", name, each });

test("the object tag is the object's name where a tag can hold it", () => {
  expect(tagOf(undefined)).toBe("MetricAlarm/cpu");
  expect(tagOf("app/web/50dc6c49")).toBe("MetricAlarm/cpu@app/web/50dc6c49");
  expect(tagOf("Größe 日本")).toBe("MetricAlarm/cpu@Größe 日本");
});

test("what no tag may hold is told apart all the same", () => {
  const odd = ["/a#b", "/a*b", "/a_b", "a\nb", "a😀b"].map((each) => tagOf(each));
  expect(new Set(odd).size).toBe(odd.length);
  expect(odd[0]).toMatch(/^MetricAlarm\/cpu@\/a_b\.[\w-]{12}$/);
  for (const tag of odd) expect(tag).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u);
});

test("a long name is cut to what a tag holds, and stays its own", () => {
  const [one, other] = [tagOf(`${"x".repeat(500)}1`), tagOf(`${"x".repeat(500)}2`)];
  expect(one).toHaveLength(256);
  expect(one).not.toBe(other);
  for (const before of [226, 227])
    expect(tagOf(`${"x".repeat(before)}${"𝒳".repeat(100)}`)).not.toMatch(/\p{Surrogate}/u);
});
