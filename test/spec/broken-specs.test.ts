import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { kinds as all } from "../../controller/generated/registry.ts";
import { unprintable } from "../../controller/printable.ts";
import { formatProblem, sortProblems } from "../../controller/problem.ts";
import { readDirectory } from "../../controller/source/directory.ts";
import { validate } from "../../controller/spec/validate.ts";

const folder = "test/broken-specs";

/** The kinds of `specs/`: one more would be named in messages that say what is known. */
const named = new Set(["CompositeAlarm", "FlowLog", "MetricAlarm", "Topic", "Trail"]);
const kinds = new Map([...all].filter(([name]) => named.has(name)));

const cases = readdirSync(folder)
  .filter((name) => !name.endsWith(".expected") && !name.startsWith(".") && name !== "README.md")
  .sort();

describe("a broken or hostile spec gets exactly the messages beside it", () => {
  it.each(cases)("%s", async (name) => {
    const source = await readDirectory([join(folder, name)]);
    const { problems } = validate(source.files, kinds);
    const lines = sortProblems([...source.problems, ...problems]).map(
      (problem) => `${problem.severity} ${problem.code} ${formatProblem(problem)}`,
    );
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.replace(unprintable, "")).toBe(line);
    const base = name.replace(/\.ya?ml$/, "");
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join("..", "broken-specs", `${base}.expected`));
  });
});
