import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { configKinds, kinds } from "../controller/generated/registry.ts";
import { sampleRun } from "./sample-account.ts";

test("specs/ has every kind", () => {
  const files = readdirSync("specs").filter((name) => name.endsWith(".yaml"));
  const shown = new Set(
    files.flatMap((name) =>
      parseAllDocuments(readFileSync(join("specs", name), "utf8")).map(
        (document) => (document.toJS() as { kind: string }).kind,
      ),
    ),
  );
  const all = [...kinds.keys(), ...configKinds];
  expect(all.filter((kind) => !shown.has(kind))).toEqual([]);
});

test("specs/ comes up in one apply, through roles and policies that take a while, and a second pass writes nothing", async () => {
  const { sandbox, run } = await sampleRun();
  sandbox.propagation = 15_000;
  const first = await run("apply specs --yes");
  expect({ code: first.code, said: first.code === 0 ? "" : first.stdout + first.stderr }).toEqual({
    code: 0,
    said: "",
  });
  sandbox.calls.clear();
  const second = await run("apply specs --yes");
  expect(second.code).toBe(0);
  expect(second.stdout).toContain("Nothing to do");
  const writes = sandbox.calls.entries.filter(({ isWrite }) => isWrite);
  expect(writes.map(({ service, operation }) => `${service}:${operation}`)).toEqual([]);
});
