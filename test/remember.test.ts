import { describe, expect, it } from "vitest";
import { rememberLatest } from "../controller/remember.ts";

function counted() {
  let runs = 0;
  const work = rememberLatest((about: { name: string }, rest: { tags: Record<string, string> }) => {
    runs += 1;
    return { about: about.name, tags: rest.tags };
  });
  return { work, runs: () => runs };
}

describe("a function that remembers", () => {
  it("gives the same result for the same object and an equal rest", () => {
    const { work, runs } = counted();
    const about = { name: "a" };
    expect(work(about, { tags: { a: "1" } })).toBe(work(about, { tags: { a: "1" } }));
    expect(runs()).toBe(1);
  });

  it("works again once the rest differs, and then remembers that", () => {
    const { work, runs } = counted();
    const about = { name: "a" };
    work(about, { tags: { a: "1" } });
    expect(work(about, { tags: { a: "2" } }).tags).toEqual({ a: "2" });
    work(about, { tags: { a: "2" } });
    expect(runs()).toBe(2);
    work(about, { tags: { a: "1" } });
    expect(runs()).toBe(3);
  });

  it("takes an equal object for another one", () => {
    const { work, runs } = counted();
    work({ name: "a" }, { tags: {} });
    work({ name: "a" }, { tags: {} });
    expect(runs()).toBe(2);
  });
});
