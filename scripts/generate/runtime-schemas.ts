import { mapSchema, type Schema, type SchemaSet, visitFields } from "./schema.ts";

/** The schemas as data, so that validating reads no file, and the places in them that take a ref. */
export function runtimeSchemasModule({ common, kinds }: SchemaSet): string {
  const schemas = Object.fromEntries(
    kinds.map(({ kind, schema, config }) => [
      kind,
      // Regions of global kinds among them: the resolver refuses those in words of its own.
      bare(config ? schema : withSpreading(schema, "common.json")),
    ]),
  );
  const refs = Object.fromEntries(kinds.map(({ kind, schema }) => [kind, refFields(schema)]));
  return `// Made from schemas/ by \`npm run generate\`; edit those instead.

/** A field that takes \`{ ref: Kind/name }\`. */
export interface RefField {
  /** From the spec on: names, and \`*\` for list items and map values. */
  readonly path: readonly string[];
  /** The kinds it may refer to. */
  readonly kinds: readonly string[];
  /** What the ref stands for. */
  readonly as: "arn" | "name";
}

/** Shared definitions, referred to as \`common.json\`. */
export const commonSchema: object = ${print(bare(common))};

/** The schema of each kind's spec, with \`placement\` and \`forEach\`. */
export const specSchemas: Readonly<Record<string, object>> = ${print(schemas)};

/** The fields of each kind's spec that take a ref. */
export const refFields: Readonly<Record<string, readonly RefField[]>> = ${print(refs)};
`;
}

/** A kind's schema with the two fields that spread a document; what is `global` is spread over accounts only. */
export function withSpreading(schema: Schema, common: string, global = false): Schema {
  return {
    ...schema,
    properties: {
      ...schema.properties,
      placement: { $ref: `${common}#/definitions/${global ? "accountsPlacement" : "placement"}` },
      forEach: { $ref: `${common}#/definitions/forEach` },
    },
  };
}

/** Without what only people and tests read. */
function bare(schema: Schema): Schema {
  const unread = new Set(["$schema", "description", "examples", "default", "x-aws", "x-config", "x-ref"]);
  return mapSchema(schema, (node) =>
    Object.fromEntries(Object.entries(node).filter(([keyword]) => !unread.has(keyword))),
  );
}

function refFields(schema: Schema) {
  const found = new Map<string, { path: readonly string[]; kinds: string[]; as: string }>();
  visitFields(schema, schema, [], (path, node) => {
    const ref = node["x-ref"];
    if (!ref) return;
    const key = path.join("/");
    const kinds = [...new Set([...(found.get(key)?.kinds ?? []), ...ref.kinds])].sort();
    found.set(key, { path, kinds, as: ref.as });
  });
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
}

function print(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
