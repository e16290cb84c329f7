import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { readSchemas } from "../../scripts/generate/schema.ts";

const { common, kinds } = readSchemas("schemas");

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
});
ajv.addVocabulary(["x-aws", "x-config", "x-ref", "x-message"]);
ajv.addSchema({ ...common, $id: "common.json" });
for (const { kind, schema } of kinds) ajv.addSchema({ ...schema, $id: `${kind}.json` });

describe.each(kinds.map(({ kind, schema }) => [kind, schema] as const))(
  "the schema of %s",
  (kind, schema) => {
    it("compiles without an unknown keyword", () => {
      expect(ajv.getSchema(`${kind}.json`)).toBeTypeOf("function");
    });

    it("describes every field", () => {
      const fields = Object.entries(schema.properties ?? {});
      const mute = fields.filter(
        ([, field]) => !field.description && !JSON.stringify(field).includes("common.json#/definitions/tags"),
      );
      expect(mute.map(([name]) => name)).toEqual([]);
    });

    it.each(Object.keys(schema.properties ?? {}))("gives two different valid examples of %s", (name) => {
      const examples = schema.properties?.[name]?.examples ?? [];
      expect(new Set(examples.map((example) => JSON.stringify(example))).size).toBeGreaterThanOrEqual(2);
      const check = ajv.getSchema(`${kind}.json#/properties/${name}`);
      const refused = examples.filter((example) => check?.(example) !== true);
      expect(refused).toEqual([]);
    });
  },
);
