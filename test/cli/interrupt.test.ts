import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { commandLine, topic } from "./command-line.ts";

const topics = Array.from({ length: 60 }, (_, index) => topic(`t${index}`)).join("---\n");

/** Presses Ctrl-C at the first call of an operation. */
function pressAt(line: ReturnType<typeof commandLine>, operation: string): EventEmitter {
  const signals = new EventEmitter();
  line.sandbox.schedule((call) => {
    if (call.operation === operation) signals.emit("SIGINT");
    return undefined;
  });
  return signals;
}

test("Ctrl-C ends a plan quietly with 130", async () => {
  const line = commandLine({ "topics.yaml": topics });
  const ran = await line.run("plan specs", { signals: pressAt(line, "ListTopics") });
  expect(ran).toEqual({ code: 130, stdout: "", stderr: "" });
});

test("Ctrl-C during an apply finishes the calls in flight and sums up", async () => {
  const line = commandLine({ "topics.yaml": topics });
  const signals = pressAt(line, "CreateTopic");
  const { code, stdout, stderr } = await line.run("apply specs --yes", { signals });
  const [, created] = /Applied: (\d+) created/.exec(stdout) ?? [];
  expect(code).toBe(130);
  expect(stderr).toContain("press Ctrl-C again to stop at once");
  expect(stdout).toMatch(/Applied: \d+ created, .* skipped\./);
  expect(Number(created)).toBeLessThan(60);
  expect(line.writes().filter((operation) => operation === "CreateTopic").length).toBeLessThan(60);
});

test("a second Ctrl-C finds no listener, and so ends the process", async () => {
  const line = commandLine({ "topics.yaml": topics });
  const signals = new EventEmitter();
  const listening: number[] = [];
  line.sandbox.schedule(({ operation }) => {
    if (operation === "CreateTopic" && signals.emit("SIGINT"))
      listening.push(signals.listenerCount("SIGINT"));
    return undefined;
  });
  await line.run("apply specs --yes", { signals });
  expect(listening).toEqual([0]);
  expect(signals.listenerCount("SIGTERM")).toBe(0);
});

test("Ctrl-C at the question writes nothing", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall") });
  const signals = new EventEmitter();
  const asked = line.run("apply specs", { signals, open: true, tty: true });
  await expect
    .poll(() => line.sandbox.calls.entries.some(({ operation }) => operation === "ListTopics"))
    .toBe(true);
  setTimeout(() => signals.emit("SIGINT"), 300);
  const { code, stdout } = await asked;
  expect(code).toBe(130);
  expect(stdout).toMatch(/\nNothing was written\.\n$/);
  expect(line.writes()).toEqual([]);
});
