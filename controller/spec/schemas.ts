import { Ajv, type ValidateFunction } from "ajv";
import { commonSchema, specSchemas } from "../generated/schemas.ts";
import { findings } from "./schema-errors.ts";
import type { Finding } from "./schema-sentences.ts";

/** The version of the documents' form. */
export const apiVersion = "watchkeeper.dev/v1alpha1";

const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  validateFormats: false,
  // Most commands check a few documents: tidying the generated code takes longer than it saves.
  code: { optimize: false },
});
ajv.addSchema({ ...commonSchema, $id: "common.json" });

const compiled = new Map<string, ValidateFunction>();

/** The names of the fields that a kind's spec may have. */
export function fieldsOf(kind: string): string[] {
  const schema = Object.hasOwn(specSchemas, kind) ? specSchemas[kind] : undefined;
  return schema && "properties" in schema ? Object.keys(schema.properties ?? {}) : [];
}

/**
 * Holds a whole document against its kind's schema.
 *
 * @param spread whether `${each.…}` may still stand in it
 */
export function schemaFindings(kind: string, document: unknown, spread: boolean): Finding[] {
  const check = validator(kind);
  if (check(document)) return [];
  return findings(check.errors ?? [], (ref) => lookup(kind, ref), spread);
}

/** Compiling takes some milliseconds a kind: only for kinds that occur, and once. */
function validator(kind: string): ValidateFunction {
  const known = compiled.get(kind);
  if (known) return known;
  ajv.addSchema({ ...specSchemas[kind], $id: `${kind}.json` });
  const check = ajv.compile({
    type: "object",
    additionalProperties: false,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      apiVersion: { const: apiVersion },
      kind: { const: kind },
      metadata: { $ref: "common.json#/definitions/metadata" },
      spec: { $ref: `${kind}.json` },
    },
  });
  compiled.set(kind, check);
  return check;
}

function lookup(kind: string, ref: string): unknown {
  const [file, name] = ref.split("#/definitions/");
  if (name === undefined) return undefined;
  const home = file === "common.json" ? commonSchema : specSchemas[kind];
  const own = home && "definitions" in home ? definition(home.definitions, name) : undefined;
  // Shared definitions refer to each other as `#/definitions/…` too.
  return own ?? ("definitions" in commonSchema ? definition(commonSchema.definitions, name) : undefined);
}

function definition(definitions: unknown, name: string): unknown {
  const entries = typeof definitions === "object" && definitions !== null ? Object.entries(definitions) : [];
  return entries.find(([key]) => key === name)?.[1];
}
