import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/*
 * A kind is four hand-written files and nothing else: those of test/made-up-kind/, put into a copy of the repository.
 */

const written = [
  "controller/kinds/logbook.ts",
  "schemas/logbook.json",
  "specs/logbook.yaml",
  "test/kinds/logbook.ts",
];
const generated = /^(controller\/generated\/|schemas\/watchkeeper\.json$|docs\/(kinds|iam)\/)/;
const needed = [
  ".gitignore",
  ".oxlintrc.json",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "README.md",
  "biome.json",
  "controller",
  "deploy",
  "docs",
  "package.json",
  "schemas",
  "scripts",
  "specs",
  "test",
  "tsconfig.json",
];

const copy = mkdtempSync(join(tmpdir(), "watchkeeper-kind-"));
let before: ReadonlyMap<string, string>;

beforeAll(() => {
  const slow = resolve("test/slow");
  for (const path of [...needed, "vitest.config.ts"])
    cpSync(path, join(copy, path), { recursive: true, filter: (source) => resolve(source) !== slow });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  before = contents();
  for (const path of written) {
    const source = path.endsWith(".ts") ? `${path}.txt` : path;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join("test/made-up-kind", source), join(copy, path));
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function contents(): Map<string, string> {
  const entries = readdirSync(copy, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(copy.length + 1), readFileSync(path, "utf8")] as const;
    }),
  );
}

/** Runs a package's program in the copy; throws with what it printed when it fails. */
function runs(program: string, ...rest: string[]): string {
  const path = join("node_modules", program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...rest], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  if (status !== 0) throw new Error(`${program} ${rest.join(" ")}\n${stdout}${stderr}`);
  return stdout;
}

const tsx = "tsx/dist/cli.mjs";
const specs = ["specs/installation.yaml", "specs/logbook.yaml"];

test("npm run generate takes it in, and touches generated files only", () => {
  const said = runs(tsx, "scripts/generate.ts");
  expect(said).toContain("wrote docs/kinds/logbook.md");
  expect(runs(tsx, "scripts/generate.ts", "--check")).toBe("");
  const after = contents();
  const touched = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
  expect(touched.filter((path) => !generated.test(path)).sort()).toEqual(written);
  expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  expect(after.get("docs/iam/write.json")).toContain('"ssm:PutParameter"');
});

test("everything still fits its types, and the new files pass the linter and the formatter", () => {
  expect(runs("typescript/bin/tsc", "--noEmit")).toBe("");
  const modules = written.filter((path) => path.endsWith(".ts"));
  expect(runs("oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ...modules)).toContain("0 errors");
  runs("@biomejs/biome/bin/biome", "format", ...written.filter((path) => !path.endsWith(".yaml")));
});

test("the tests of all kinds test it: its schema, its fields, and what becomes of each", () => {
  const files = [
    "test/fault-sweep.test.ts",
    "test/kinds/every-field.test.ts",
    "test/spec/every-field.test.ts",
    "test/spec/schemas.test.ts",
  ];
  const report = runs(
    "vitest/vitest.mjs",
    "run",
    "--project=fast",
    "--testNamePattern=Logbook",
    "--reporter=json",
    ...files,
  );
  const { success, numPassedTests }: { success: boolean; numPassedTests: number } = JSON.parse(report);
  expect(success).toBe(true);
  expect(numPassedTests).toBeGreaterThan(20);
});

test("the tests of what all kinds share still pass", () => {
  const shared = ["docs", "iam-policies", "layering", "spec/broken-specs", "spec/generate"];
  const files = shared.map((name) => `test/${name}.test.ts`);
  expect(runs("vitest/vitest.mjs", "run", "--project=fast", ...files)).toContain(`${files.length} passed`);
});

test("its example is planned and applied", () => {
  const watchkeeper = (command: string) =>
    runs(tsx, "controller/main.ts", command, "--sandbox", "--sandbox-port", "0", ...specs);
  const plan = watchkeeper("plan");
  expect(plan).toMatch(/create +Logbook\/shop +specs\/logbook\.yaml:2/);
  expect(plan).toMatch(/description +"For whoever is on call"/);
  expect(
    runs(tsx, "controller/main.ts", "apply", "--yes", "--sandbox", "--sandbox-port", "0", ...specs),
  ).toContain("Applied: 1 created");
});
