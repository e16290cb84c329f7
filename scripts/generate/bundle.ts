import type { AnyKind } from "../../controller/kind.ts";
import { withSpreading } from "./runtime-schemas.ts";
import { mapSchema, type Schema, type SchemaSet } from "./schema.ts";

/** One schema for whole documents of every kind, without references to other files: what an editor loads. */
export function bundle(
  { common, kinds }: SchemaSet,
  objects: ReadonlyMap<string, Pick<AnyKind, "global">>,
): string {
  const definitions: Record<string, Schema> = { ...structuredClone(common.definitions) };
  const unread = new Set(["$schema", "definitions", "x-aws", "x-config", "x-ref"]);
  for (const { kind, schema, config } of kinds) {
    const ownName = (node: Schema): Schema => {
      const kept: Schema = Object.fromEntries(
        Object.entries(node).filter(([keyword]) => !unread.has(keyword)),
      );
      if (kept.$ref?.startsWith("common.json#")) kept.$ref = kept.$ref.slice("common.json".length);
      else if (kept.$ref?.startsWith("#/definitions/"))
        kept.$ref = `#/definitions/${kind}.${kept.$ref.slice("#/definitions/".length)}`;
      return kept;
    };
    definitions[kind] = mapSchema(
      config ? schema : withSpreading(schema, "common.json", objects.get(kind)?.global),
      ownName,
    );
    for (const [name, definition] of Object.entries(schema.definitions ?? {}))
      definitions[`${kind}.${name}`] = mapSchema(definition, ownName);
  }
  const document: Schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Watchkeeper",
    description: "A document of Watchkeeper: monitoring of AWS, kept the way git says.",
    type: "object",
    additionalProperties: false,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      apiVersion: { const: "watchkeeper.dev/v1alpha1", description: "The version of the document's form." },
      kind: {
        description: "What the document describes.",
        type: "string",
        enum: kinds.map(({ kind }) => kind),
      },
      metadata: { $ref: "#/definitions/metadata" },
      spec: { type: "object", description: "What git says it should be." },
    },
    allOf: kinds.map(({ kind }) => ({
      if: { properties: { kind: { const: kind } }, required: ["kind"] },
      // A keyword of JSON Schema, not a promise.
      // oxlint-disable-next-line unicorn/no-thenable
      then: { properties: { spec: { $ref: `#/definitions/${kind}` } } },
    })),
    definitions: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
