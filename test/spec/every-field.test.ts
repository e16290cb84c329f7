import { NormalizedSchema } from "@smithy/core/schema";
import { describe, expect, it } from "vitest";
import { commonTarget, type KindSchema, readSchemas, type Schema } from "../../scripts/generate/schema.ts";

/** What a schema says of the API that it stands for. */
interface Aws {
  readonly inputs: readonly { readonly client: string; readonly shape: string }[];
  /** `Shape.Member` → the field, where it isn't the member in lowerCamelCase. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** `Shape.Member` → why there is no field for it. */
  readonly exclude?: Readonly<Record<string, string>>;
  /** Field → why it is no member of any input. */
  readonly own?: Readonly<Record<string, string>>;
}

const { common, kinds } = readSchemas("schemas");
const inAws = kinds.filter(({ config }) => !config);

describe("every field of the API and none invented", () => {
  it.each(inAws.map((kind) => [kind.kind, kind] as const))("%s", async (_, kind) => {
    expect(await differences(kind)).toEqual([]);
  });

  it("names a member without a field, a field without a member and a stale exception", async () => {
    const made: Schema = {
      type: "object",
      properties: { name: { type: "string" }, colour: { type: "string" }, tags: { type: "object" } },
      "x-aws": {
        inputs: [{ client: "@aws-sdk/client-sns", shape: "CreateTopicInput" }],
        exclude: {
          "CreateTopicInput.DataProtectionPolicy": "for the test",
          "CreateTopicInput.Gone": "stale",
        },
      },
    };
    expect(await differences({ file: "made-up", kind: "MadeUp", schema: made, config: false })).toEqual([
      "CreateTopicInput.Attributes has no field attributes",
      "colour is no member of any input",
      "x-aws: CreateTopicInput.Gone is nowhere in the API",
    ]);
  });
});

async function differences({ schema }: KindSchema): Promise<string[]> {
  const found: string[] = [];
  const used = new Set<string>();
  const met = new Set<string>();
  const aws = awsOf(schema);
  if (!aws) return ["the schema has no x-aws"];

  const compare = (
    shape: NormalizedSchema,
    name: string,
    fields: ReadonlyMap<string, Schema>,
    path: string,
    within: ReadonlySet<string>,
  ) => {
    for (const [member, type] of shape.structIterator()) {
      const key = `${name}.${member}`;
      met.add(key);
      if (aws.exclude?.[key] !== undefined) continue;
      const renamed = aws.renamed?.[key];
      const fieldPath = renamed?.includes(".") ? renamed : `${path}${renamed ?? lowerFirst(member)}`;
      const field = renamed?.includes(".")
        ? fieldAt(schema, renamed)
        : fields.get(renamed ?? lowerFirst(member));
      if (!field) {
        found.push(`${key} has no field ${fieldPath}`);
        continue;
      }
      used.add(fieldPath);
      const inner = type.isListSchema() ? type.getValueSchema() : type;
      // A list of names and values is written as a map: a leaf. What contains itself is looked into once.
      const nested = propertiesOf(schema, field);
      if (
        inner.isStructSchema() &&
        (nested.size > 0 || type.isStructSchema()) &&
        !within.has(shapeName(inner))
      )
        compare(inner, shapeName(inner), nested, `${fieldPath}.`, new Set([...within, shapeName(inner)]));
    }
  };
  for (const { client, shape } of aws.inputs) {
    const module: Record<string, Parameters<typeof NormalizedSchema.of>[0]> = await import(client);
    const input = module[`${shape}$`];
    if (input === undefined) {
      found.push(`${client} has no ${shape}`);
      continue;
    }
    compare(NormalizedSchema.of(input), shape, propertiesOf(schema, schema), "", new Set());
  }

  for (const path of pathsOf(schema)) {
    const own = Object.keys(aws.own ?? {}).some((name) => path === name || path.startsWith(`${name}.`));
    if (!used.has(path) && !own) found.push(`${path} is no member of any input`);
  }
  for (const key of [...Object.keys(aws.exclude ?? {}), ...Object.keys(aws.renamed ?? {})])
    if (!met.has(key)) found.push(`x-aws: ${key} is nowhere in the API`);
  for (const name of Object.keys(aws.own ?? {}))
    if (!fieldAt(schema, name)) found.push(`x-aws: own ${name} is no field`);
  for (const reason of [...Object.values(aws.exclude ?? {}), ...Object.values(aws.own ?? {})])
    if (reason.trim() === "") found.push("x-aws: an exception without a reason");
  return found;
}

function awsOf(schema: Schema): Aws | undefined {
  const text = JSON.stringify(schema["x-aws"]);
  return text === undefined ? undefined : JSON.parse(text);
}

function shapeName(shape: NormalizedSchema): string {
  return shape.getName() ?? "";
}

function lowerFirst(member: string): string {
  // A run of capitals goes down together, but for the one that begins the next word: KMSKeyId, S3BucketName.
  return member.replace(/^([A-Z]+)(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
}

/** The fields of an object, or of a list's objects, whichever way its schema puts them together. */
function propertiesOf(root: Schema, node: Schema, depth = 0): Map<string, Schema> {
  const fields = new Map<string, Schema>();
  const add = (more: ReadonlyMap<string, Schema>) => {
    for (const [name, field] of more) if (!fields.has(name)) fields.set(name, field);
  };
  if (depth > 20) return fields;
  for (const [name, field] of Object.entries(node.properties ?? {})) fields.set(name, field);
  for (const part of [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])])
    add(propertiesOf(root, part, depth + 1));
  if (node.items) add(propertiesOf(root, node.items, depth + 1));
  const shared = commonTarget(node);
  // `{ ref }` stands for a text: the API knows nothing of it.
  if (shared && !/ref$/i.test(shared))
    add(propertiesOf(common, common.definitions?.[shared] ?? {}, depth + 1));
  if (node.$ref?.startsWith("#/definitions/"))
    add(propertiesOf(root, root.definitions?.[node.$ref.slice("#/definitions/".length)] ?? {}, depth + 1));
  return fields;
}

function fieldAt(root: Schema, path: string): Schema | undefined {
  let node: Schema | undefined = root;
  for (const step of path.split(".")) node = node && propertiesOf(root, node).get(step);
  return node;
}

function pathsOf(root: Schema): string[] {
  const paths: string[] = [];
  const visit = (node: Schema, path: string, within: ReadonlySet<string>) => {
    for (const [name, field] of propertiesOf(root, node)) {
      paths.push(path + name);
      const definitions = definitionsOf(field);
      if (definitions.some((definition) => within.has(definition))) continue;
      visit(field, `${path}${name}.`, new Set([...within, ...definitions]));
    }
  };
  visit(root, "", new Set());
  return paths;
}

/** The definitions that a field, or a list's items, are made of. */
function definitionsOf(node: Schema): string[] {
  const parts = [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  return [
    ...(node.$ref === undefined ? [] : [node.$ref]),
    ...parts.flatMap(definitionsOf),
    ...(node.items ? definitionsOf(node.items) : []),
  ];
}
