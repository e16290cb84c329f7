import { describe, expect, test } from "vitest";
import { virtualClock } from "../../controller/clock.ts";
import type { Entry } from "../../controller/run/entry.ts";
import type { Level } from "../../controller/run/level.ts";
import { terminalLog } from "../../controller/run/terminal.ts";

function written(
  entries: readonly Entry[],
  { color = false, least = "info" }: { color?: boolean; least?: Level } = {},
): string {
  let text = "";
  const clock = virtualClock(new Date(2026, 2, 1, 12, 0, 5));
  const log = terminalLog(
    (part) => {
      text += part;
    },
    { clock, least, color },
  );
  for (const entry of entries) log(entry);
  return text;
}

const drift: Entry = {
  level: "info",
  event: "change",
  action: "update",
  outcome: "done",
  msg: "updated MetricAlarm/a: somebody changed it in AWS",
  account: "111122223333",
  region: "us-east-1",
  source: "specs/a.yaml:1:1",
  fields: [
    { path: "/spec/threshold", before: 99, after: 10, origin: "drift" },
    { path: "/spec/unit", after: "Count", origin: "git" },
    { path: "/spec/period", before: 60, after: 61, origin: "git", held: "not-converging" },
  ],
  moreFields: 2,
  by: {
    identity: "arn:aws:iam::111122223333:user/mallory",
    call: "PutMetricAlarm",
    from: "203.0.113.9",
    at: "2026-03-01T11:59:00.000Z",
  },
};

describe("the log on a terminal", () => {
  test("names the change, its fields, whose they are, and who it was", () => {
    expect(
      written([drift]),
    ).toBe(`12:00:05 ~ updated MetricAlarm/a: somebody changed it in AWS (111122223333/us-east-1)  specs/a.yaml:1:1
             /spec/threshold  99 → 10  drift
             /spec/unit       (none) → Count  git
             /spec/period     60 → 61  git, not converging
             and 2 more
             by arn:aws:iam::111122223333:user/mallory, PutMetricAlarm from 203.0.113.9 at 2026-03-01T11:59:00Z
`);
  });

  test("marks what failed, what needs somebody and what is well", () => {
    const lines = written([
      { level: "error", event: "pass", msg: "pass 1 failed" },
      { level: "warn", event: "refused", msg: "conflict" },
      { level: "info", event: "pass", msg: "pass 2" },
      { level: "info", event: "change", action: "delete", outcome: "done", msg: "deleted" },
      { level: "info", event: "start", msg: "started" },
    ]);
    expect(lines.split("\n").map((line) => line.slice(9, 10))).toEqual(["✗", "!", "✓", "-", "·", ""]);
  });

  test("has colours only when it may, and no lines below its level", () => {
    const escape = String.fromCodePoint(27);
    expect(written([drift])).not.toContain(escape);
    expect(written([drift], { color: true })).toContain(`${escape}[33m~`);
    expect(written([{ ...drift, level: "debug" }])).toBe("");
    expect(written([drift], { least: "error" })).toBe("");
  });
});
