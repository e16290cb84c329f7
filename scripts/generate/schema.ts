import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A JSON Schema (draft-07) with the keywords that Watchkeeper adds. */
export interface Schema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  definitions?: Record<string, Schema>;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  "x-ref"?: { kinds: string[]; as: "arn" | "name" };
  /** A kind that configures Watchkeeper itself and is nothing in AWS. */
  "x-config"?: true;
  [keyword: string]: unknown;
}

/** The schema of one kind's spec. */
export interface KindSchema {
  /** The file name without `.json`, e.g. `metric-alarm`. */
  file: string;
  /** E.g. `MetricAlarm`. */
  kind: string;
  schema: Schema;
  config: boolean;
}

export interface SchemaSet {
  common: Schema;
  /** By kind. */
  kinds: KindSchema[];
}

const commonRef = "common.json#/definitions/";

/** Reads every hand-written schema of a folder. Throws, naming the file, what no kind may look like. */
export function readSchemas(folder: string): SchemaSet {
  const read = (file: string): Schema => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const common = read("common.json");
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "common.json" && file !== "watchkeeper.json")
    .sort();
  const kinds = files.map((name) => {
    const file = name.slice(0, -".json".length);
    const schema = read(name);
    if (!schema.title || kebabCase(schema.title) !== file)
      throw new Error(
        `schemas/${name}: the title must be the kind's name, of which the file name is the kebab-case`,
      );
    if (schema.type !== "object" || !schema.properties)
      throw new Error(`schemas/${name}: the root must be an object with properties`);
    visit(schema, (node) => {
      const target = commonTarget(node);
      if (node.$ref && !node.$ref.startsWith("#/definitions/") && !target)
        throw new Error(`schemas/${name}: ${node.$ref} is neither here nor in common.json`);
      if (target && !common.definitions?.[target])
        throw new Error(`schemas/${name}: common.json has no definition "${target}"`);
    });
    visitFields(schema, schema, [], (path, node) => {
      const target = commonTarget(node) ?? node.allOf?.map(commonTarget).find(Boolean);
      if (target && ["ref", "arnOrRef", "nameOrRef"].includes(target) && !node["x-ref"])
        throw new Error(`schemas/${name}: ${path.join(".")} allows a ref and lacks "x-ref"`);
    });
    return { file, kind: schema.title, schema, config: schema["x-config"] === true };
  });
  return { common, kinds: kinds.sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

/** The name of the shared definition that a node refers to. */
export function commonTarget(node: Schema): string | undefined {
  return node.$ref?.startsWith(commonRef) ? node.$ref.slice(commonRef.length) : undefined;
}

/** Calls `look` with a schema and every schema inside it. */
export function visit(node: unknown, look: (node: Schema) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, look);
  } else if (isSchema(node)) {
    look(node);
    for (const [keyword, value] of Object.entries(node)) {
      if (!["examples", "enum", "const", "default", "x-aws"].includes(keyword)) visit(value, look);
    }
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Calls `look` for every field that a value can have, with its path: names, and `*` for list items and map values.
 * A field that several alternatives describe is visited once for each.
 */
export function visitFields(
  root: Schema,
  node: Schema,
  path: readonly string[],
  look: (path: readonly string[], node: Schema) => void,
  within: readonly Schema[] = [],
): void {
  if (within.includes(node)) return;
  const inside = [...within, node];
  if (node.$ref?.startsWith("#/definitions/"))
    visitFields(root, localTarget(root, node.$ref), path, look, inside);
  for (const part of [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])])
    visitFields(root, part, path, look, inside);
  for (const keyword of ["then", "else"]) {
    const part = node[keyword];
    if (isSchema(part)) visitFields(root, part, path, look, inside);
  }
  const children: [string, Schema | boolean | undefined][] = [
    ...Object.entries(node.properties ?? {}),
    ...Object.values(node.patternProperties ?? {}).map((value): [string, Schema] => ["*", value]),
    ["*", node.additionalProperties],
    ["*", node.items],
  ];
  for (const [name, child] of children) {
    if (typeof child !== "object") continue;
    look([...path, name], child);
    visitFields(root, child, [...path, name], look, inside);
  }
}

/** What `#/definitions/x` stands for. */
export function localTarget(root: Schema, ref: string): Schema {
  const target = root.definitions?.[ref.slice("#/definitions/".length)];
  if (!target) throw new Error(`${root.title ?? "schema"}: there is no ${ref}`);
  return target;
}

/** A copy in which every schema has been replaced, the inner ones first. */
export function mapSchema(node: Schema, replace: (node: Schema) => Schema): Schema {
  const verbatim = new Set(["examples", "enum", "const", "default", "required", "x-ref", "x-aws"]);
  const named = new Set(["properties", "patternProperties", "definitions"]);
  const inner = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(inner) : isSchema(value) ? mapSchema(value, replace) : value;
  const entries = Object.entries(node).map(([keyword, value]): [string, unknown] => {
    if (verbatim.has(keyword)) return [keyword, value];
    if (named.has(keyword) && isSchema(value))
      return [
        keyword,
        Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inner(field)])),
      ];
    return [keyword, inner(value)];
  });
  return replace(Object.fromEntries(entries));
}

/** `MetricAlarm` → `metric-alarm`. */
export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
}

/** `metric-alarm` → `metricAlarm`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
