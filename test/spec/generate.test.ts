import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundle } from "../../scripts/generate/bundle.ts";
import { referencePage } from "../../scripts/generate/reference-page.ts";
import { registryModule } from "../../scripts/generate/registry.ts";
import { runtimeSchemasModule } from "../../scripts/generate/runtime-schemas.ts";
import { camelCase, kebabCase, readSchemas, type Schema } from "../../scripts/generate/schema.ts";
import { typesModule } from "../../scripts/generate/types.ts";

const madeUp: Schema = {
  title: "SQLQueue",
  description: "A queue. Nothing more.",
  type: "object",
  additionalProperties: false,
  required: ["limits"],
  properties: {
    target: {
      description: "Where to.",
      allOf: [{ $ref: "common.json#/definitions/arnOrRef" }],
      "x-ref": { kinds: ["Topic", "SQLQueue"], as: "arn" },
    },
    others: {
      description: "More | of them.",
      type: "array",
      maxItems: 3,
      items: {
        allOf: [{ $ref: "common.json#/definitions/nameOrRef" }],
        "x-ref": { kinds: ["Topic"], as: "name" },
      },
    },
    limits: { description: "How much.", type: "array", minItems: 1, items: { $ref: "#/definitions/limit" } },
    tags: { $ref: "common.json#/definitions/tags" },
  },
  definitions: {
    limit: {
      type: "object",
      additionalProperties: false,
      required: ["size"],
      properties: { size: { description: "In bytes.", type: "integer", minimum: 1, default: 5 } },
    },
  },
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchkeeper-schemas-"));
  writeFileSync(join(folder, "common.json"), JSON.stringify(readSchemas("schemas").common));
  writeFileSync(join(folder, "sql-queue.json"), JSON.stringify(madeUp));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("generating from schemas", () => {
  it("leaves nothing to do after a run", () => {
    const output = execFileSync(process.execPath, [
      "node_modules/tsx/dist/cli.mjs",
      "scripts/generate.ts",
      "--check",
    ]);
    expect(String(output)).toBe("");
  });

  it("is held by npm run check, which mends nothing that is stale", () => {
    const { scripts }: { scripts: { check: string } } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(scripts.check).toMatch(/^npm run generate -- --check && /);
  });

  it("gives texts or refs where a ref may stand, and types of their own to definitions", async () => {
    const types = await typesModule(readSchemas(folder));
    expect(types).toContain("export interface SQLQueueSpec {");
    expect(types).toContain("  target?: string | Ref;");
    expect(types).toContain("  others?: (string | Ref)[];");
    expect(types).toContain("  limits: SQLQueueLimit[];");
    expect(types).not.toContain("placement");
  });

  it("finds the fields that take a ref, through lists", () => {
    const module = runtimeSchemasModule(readSchemas(folder));
    const refs: unknown = JSON.parse(/refFields: .* = (\{.*\});/s.exec(module)?.[1] ?? "");
    expect(refs).toEqual({
      SQLQueue: [
        { path: ["others", "*"], kinds: ["Topic"], as: "name" },
        { path: ["target"], kinds: ["SQLQueue", "Topic"], as: "arn" },
      ],
    });
  });

  it("registers the kinds that have an object and leaves out the others", () => {
    const { kinds } = readSchemas(folder);
    expect(registryModule(kinds, new Set(["SQLQueue"]))).toContain(
      'import { sqlQueue } from "../kinds/sql-queue.ts";',
    );
    expect(registryModule(kinds, new Set())).not.toContain("sqlQueue");
  });

  it("bundles one schema that needs no other file and tells kinds apart", () => {
    const schema: object = JSON.parse(bundle(readSchemas(folder), new Map()));
    const check = new Ajv({ strict: false }).compile(schema);
    const document = (spec: object) => ({
      apiVersion: "watchkeeper.dev/v1alpha1",
      kind: "SQLQueue",
      metadata: { name: "a" },
      spec,
    });
    expect(
      check(
        document({
          limits: [{ size: 1 }],
          target: { ref: "Topic/a" },
          placement: { regions: ["us-east-1"] },
        }),
      ),
    ).toBe(true);
    expect(check(document({ limits: [{ size: 0 }] }))).toBe(false);
    expect(check(document({ limits: [], colour: "red" }))).toBe(false);
    expect(check({ ...document({ limits: [] }), kind: "Other" })).toBe(false);
  });

  it("offers accounts alone as the places of what exists once an account", () => {
    const globals = new Map([["SQLQueue", { global: true as const }]]);
    const check = new Ajv({ strict: false }).compile(JSON.parse(bundle(readSchemas(folder), globals)));
    const placed = (placement: object) => ({
      apiVersion: "watchkeeper.dev/v1alpha1",
      kind: "SQLQueue",
      metadata: { name: "a" },
      spec: { limits: [{ size: 1 }], target: { ref: "Topic/a" }, placement },
    });
    expect(check(placed({ accounts: ["prod"] }))).toBe(true);
    expect(check(placed({ accounts: ["prod"], regions: ["us-east-1"] }))).toBe(false);
  });

  it("writes a page with every nested field, its type, default and limits", () => {
    const schemas = readSchemas(folder);
    const [entry] = schemas.kinds;
    const page =
      entry && referencePage(schemas, entry, undefined, { file: "specs/a.yaml", text: "kind: SQLQueue" });
    expect(page).toContain("| `target` | ARN or ref to Topic, SQLQueue |  |  | Where to. |");
    expect(page).toContain(
      "| `others` | list of name or ref to Topic |  |  | More \\| of them. At most 3 items. |",
    );
    expect(page).toContain("| `limits` | list of object |  | yes | How much. At least 1 item. |");
    expect(page).toContain("| &nbsp;&nbsp;`limits[].size` | integer | `5` | yes | In bytes. At least 1. |");
    expect(page).toContain("```yaml\nkind: SQLQueue\n```");
  });

  it.each([
    [
      "a title that isn't the file's name",
      { ...madeUp, title: "Queue" },
      /the title must be the kind's name/,
    ],
    [
      "a ref without x-ref",
      { ...madeUp, properties: { a: { $ref: "common.json#/definitions/arnOrRef" } } },
      /lacks "x-ref"/,
    ],
    [
      "a definition that isn't there",
      { ...madeUp, properties: { a: { $ref: "common.json#/definitions/colour" } } },
      /no definition "colour"/,
    ],
  ])("refuses %s", (_, schema, message) => {
    writeFileSync(join(folder, "sql-queue.json"), JSON.stringify(schema));
    expect(() => readSchemas(folder)).toThrow(message);
  });

  it("names files and objects after kinds", () => {
    expect(["MetricAlarm", "SQLQueue", "EC2Thing"].map(kebabCase)).toEqual([
      "metric-alarm",
      "sql-queue",
      "ec2-thing",
    ]);
    expect(camelCase("sql-queue")).toBe("sqlQueue");
  });
});
