import { expect, test } from "vitest";
import { block, difference, inline } from "../../controller/report/value.ts";

/** A difference as it would be printed. */
function shown(before: unknown, after: unknown, width = 60, height = 20): string[] {
  const found = difference(before, after, width, height);
  if (found.form === "inline") return [`${found.before} → ${found.after}`];
  return found.lines.map(({ sign, text }) => `${sign} ${text}`.trimEnd());
}

test("short values stand beside each other", () => {
  expect(shown(25, 10)).toEqual(["25 → 10"]);
  expect(shown("missing", "breaching")).toEqual(['"missing" → "breaching"']);
  expect(shown(null, [])).toEqual(["none → []"]);
  expect(shown({ a: 1 }, { a: 2 })).toEqual(["{ a: 1 } → { a: 2 }"]);
});

test("an empty text is told from an absent one", () => {
  expect(shown("", null)).toEqual(['"" → none']);
});

test("long texts are cut around where they begin to differ", () => {
  const start = "arn:aws:kms:us-east-1:111122223333:key/5d0f8a4e-3c1b-4b7e-9a51-";
  const lines = shown(`${start}aaaaaaaaaaaa`, `${start}bbbbbbbbbbbb`, 40);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^- .*aaaaaaaaaaaa"$/);
  expect(lines[1]).toMatch(/^\+ .*bbbbbbbbbbbb"$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
});

test("long lists say what went and what came", () => {
  const arn = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;
  expect(shown([arn("a"), arn("b")], [arn("b"), arn("c")])).toEqual([
    `- "${arn("a")}"`,
    `+ "${arn("c")}"`,
    "⋮ 1 the same",
  ]);
});

test("a list in another order shows as such", () => {
  const names = ["one-long-name-of-an-alarm", "another-long-name-of-an-alarm"];
  expect(shown(names, names.toReversed())).toEqual([
    "  [",
    `-   "${names[0]}",`,
    `    "${names[1]}",`,
    `+   "${names[0]}",`,
    "  ]",
  ]);
});

test("nested values differ line by line, with some of what is around it", () => {
  const policy = (actions: string[]) => ({
    Version: "2012-10-17",
    Statement: [
      { Sid: "owner", Effect: "Allow", Action: "sns:*", Principal: { AWS: "111122223333" } },
      { Sid: "events", Effect: "Allow", Action: actions, Principal: { Service: "events.amazonaws.com" } },
    ],
  });
  const lines = shown(policy(["sns:Publish"]), policy(["sns:Publish", "sns:Subscribe"]), 50);
  expect(lines.slice(0, 5)).toEqual([
    "⋮",
    '        Sid: "events",',
    '        Effect: "Allow",',
    '-       Action: ["sns:Publish"],',
    "+       Action: [",
  ]);
  expect(lines.at(-1)).toBe("⋮");
});

test("what is too much is cut and counted", () => {
  const many = Array.from({ length: 100 }, (_, index) => `name-${index}`);
  const lines = shown([], many, 60, 10);
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe("⋮ 91 more lines: --output json has them all");
});

test("two huge values are compared without a table of their lines", () => {
  const huge = (prefix: string) =>
    Array.from({ length: 3_000 }, (_, index) => ({ name: `${prefix}-${index}` }));
  expect(shown(huge("a"), huge("b"), 60, 5)).toHaveLength(5);
});

test("texts of several lines differ line by line", () => {
  const text = (middle: string) => `first line of it\n${middle}\nlast line of it`;
  expect(shown(text("old"), text("new"), 40)).toEqual([
    "  first line of it",
    "- old",
    "+ new",
    "  last line of it",
  ]);
});

test("a new value opens only where it doesn't fit", () => {
  const query = { id: "m1", metricStat: { metric: { namespace: "AWS/EC2" }, period: 60, stat: "Sum" } };
  expect(block([query], 60, 20)).toEqual([
    "[",
    "  {",
    '    id: "m1",',
    "    metricStat: {",
    '      metric: { namespace: "AWS/EC2" },',
    "      period: 60,",
    '      stat: "Sum",',
    "    },",
    "  },",
    "]",
  ]);
  expect(block([query], 100, 20)).toEqual([inline([query])]);
  expect(block([query], 60, 4).at(-1)).toBe("7 more lines: --output json has them all");
});

test("quotes inside of a text aren't escaped where other quotes do", () => {
  expect(inline('ALARM("cpu")')).toBe(`'ALARM("cpu")'`);
  expect(inline(`it's "so"`)).toBe(`"it's \\"so\\""`);
});
