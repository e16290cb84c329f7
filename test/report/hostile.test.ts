import { expect, test } from "vitest";
import type { Change, Plan } from "../../controller/kind.ts";
import { driftReport } from "../../controller/report/drift.ts";
import { driftText } from "../../controller/report/drift-text.ts";
import { jsonText } from "../../controller/report/json.ts";
import { planReport } from "../../controller/report/plan-report.ts";
import { planText } from "../../controller/report/plan-text.ts";
import { manners, scope } from "../widgets.ts";

const evil = "a\u001b[2J\u001b]8;;http://evil\u0007b\u202ec\u0085d\r\ne\u2028f\u200bg\ud800h";
const place = { file: `specs/${evil}.yaml`, line: 1, column: 1 };

/** Hostile text wherever a stranger can put any. */
function hostilePlan(): Plan {
  const base = {
    kind: "Topic",
    name: evil,
    each: evil,
    scope,
    id: evil,
    arn: `arn:${evil}`,
    place,
    reason: evil,
    refused: { code: "conflict", message: evil, standing: false },
    wanted: undefined,
    observed: undefined,
    write: undefined,
  } satisfies Partial<Change>;
  const fields = [
    { path: `/spec/${evil}`, before: evil, after: { [evil]: [evil] }, origin: "drift" },
    { path: "/spec/long", before: evil.repeat(20), after: evil.repeat(21), origin: "git" },
    {
      path: "/spec/list",
      before: [evil.repeat(9)],
      after: { deep: { [evil]: evil.repeat(9) } },
      origin: "both",
    },
    { path: `/ownership/${evil}`, before: evil, after: evil, origin: "git" },
  ] as const;
  const write = {
    id: evil,
    arn: undefined,
    before: undefined,
    target: { displayName: evil, [evil]: evil },
    tags: { [evil]: evil },
    changed: new Set<string>(),
    token: "",
  };
  const wanted = {
    kind: "Topic",
    name: evil,
    each: evil,
    scope,
    id: evil,
    arn: undefined,
    shape: {},
    tags: {},
    manners,
    dependsOn: [],
    at: (pointer: string) => ({ ...place, line: pointer === "/spec" ? 2 : 3 }),
  };
  const problem = { severity: "error", code: "x", message: evil, place, object: evil } as const;
  return {
    changes: [
      { ...base, action: "delete", fields: [], place: undefined },
      { ...base, action: "conflict", fields: [] },
      { ...base, action: "update", fields },
      { ...base, action: "create", fields: [], refused: undefined, write, wanted },
    ],
    unchanged: 0,
    foreign: [{ kind: evil, scope, count: 3 }],
    conditions: [{ object: evil, scope, place, reason: evil, severity: "warning", message: evil }],
    complete: false,
    problems: [problem],
  };
}

const style = { color: false, columns: 80 };
const harmful =
  // oxlint-disable-next-line eslint/no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]|\p{Surrogate}/u;

test("no text of a plan reaches the terminal as more than text", () => {
  const plan = hostilePlan();
  const text = planText(plan, planReport(plan, { owner: evil, revision: evil }), style);
  expect(text).not.toMatch(harmful);
  expect(text).toContain("\\u{1b}");
});

test("no line begins where a stranger wants one to", () => {
  const plan = hostilePlan();
  const text = planText(plan, planReport(plan, { owner: evil, revision: evil }), style);
  expect(text.split("\n").filter((line) => line.startsWith("e"))).toEqual([]);
});

test("no text of a drift report reaches the terminal as more than text", () => {
  const plan = hostilePlan();
  const author = { at: new Date(0), identity: evil, call: evil, sourceAddress: evil };
  const authors = new Map(plan.changes.map((change) => [change, author]));
  const report = driftReport(plan, authors, { owner: evil, revision: evil });
  const text = driftText({ plan, report, unapplied: true, now: new Date(5_000_000) }, style);
  expect(text).not.toMatch(harmful);
  expect(text).toContain("1 h ago");
});

test("JSON escapes what a terminal would act on, and means the same", () => {
  const text = jsonText({ [evil]: evil });
  expect(text).not.toMatch(harmful);
  expect(JSON.parse(text)).toEqual({ [evil]: evil });
});

test("a member named __proto__ stays a member", () => {
  const plan = hostilePlan();
  const [change] = plan.changes;
  const before: object = JSON.parse('{ "__proto__": { "polluted": true }, "b": 1, "a": 2 }');
  const fields = [{ path: "/spec/x", before, origin: "drift" as const }];
  const changes = change ? [{ ...change, action: "update" as const, fields }] : [];
  const report = planReport({ ...plan, changes }, { owner: "acme", revision: undefined });
  expect(JSON.stringify(report.changes[0]?.fields[0]?.before)).toBe(
    '{"__proto__":{"polluted":true},"a":2,"b":1}',
  );
  expect({}).not.toHaveProperty("polluted");
});
