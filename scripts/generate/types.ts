import { compile } from "json-schema-to-typescript";
import { type KindSchema, mapSchema, type Schema, type SchemaSet } from "./schema.ts";

const banner = "// Made from schemas/ by `npm run generate`; edit those instead.\n";

const handWritten: Record<string, string> = {
  arn: "string",
  arnOrRef: "(string | Ref)",
  nameOrRef: "(string | Ref)",
  ref: "Ref",
  region: "string",
  tags: "{ [key: string]: string }",
  labels: "{ [key: string]: string }",
  tagFilter: "{ [key: string]: string }",
};

/** TypeScript's view of every spec: `MetricAlarmSpec` and so on, in one module. */
export async function typesModule({ common, kinds }: SchemaSet): Promise<string> {
  const parts: string[] = [];
  for (const kind of kinds) parts.push(await specType(kind, common));
  return `${banner}\nimport type { Ref } from "../document.ts";\n\n${parts.join("\n")}\nexport type { Ref };\n`;
}

async function specType({ kind, schema }: KindSchema, common: Schema): Promise<string> {
  const named = structuredClone(schema);
  named.title = `${kind}Spec`;
  for (const [key, definition] of Object.entries(named.definitions ?? {}))
    definition.title = `${kind}${key[0]?.toUpperCase()}${key.slice(1)}`;
  const plain = mapSchema(named, (node) => forTypes(node, common));
  return compile(JSON.parse(JSON.stringify(plain)), `${kind}Spec`, {
    additionalProperties: false,
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    unknownAny: true,
    unreachableDefinitions: false,
    style: { printWidth: 110 },
  });
}

/** Leaves the keywords that say something about the type, and writes the shared definitions out. */
function forTypes(node: Schema, common: Schema): Schema {
  const { $ref, allOf, anyOf, oneOf, ...rest } = node;
  for (const keyword of ["if", "then", "else", "not", "dependencies", "propertyNames", "examples", "pattern"])
    delete rest[keyword];
  for (const keyword of Object.keys(rest)) if (keyword.startsWith("x-")) delete rest[keyword];
  if ($ref?.startsWith("common.json#/definitions/")) {
    const name = $ref.slice("common.json#/definitions/".length);
    const tsType = handWritten[name];
    if (tsType === undefined) return { ...common.definitions?.[name], ...rest };
    return { ...rest, tsType };
  }
  if ($ref !== undefined) return Object.keys(rest).length === 0 ? { $ref } : { ...rest, allOf: [{ $ref }] };
  const [only] = allOf ?? [];
  if (allOf?.length === 1 && typeof only?.["tsType"] === "string") return { ...only, ...rest };
  const combined: Schema = rest;
  for (const [keyword, parts] of Object.entries({ allOf, anyOf, oneOf })) {
    const typed = parts?.filter(saysType);
    if (typed?.length) combined[keyword] = typed;
  }
  return combined;
}

function saysType(node: Schema): boolean {
  return ["$ref", "type", "tsType", "enum", "const", "allOf", "anyOf", "oneOf"].some((word) => word in node);
}
