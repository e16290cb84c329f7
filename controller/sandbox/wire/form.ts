import { FromStringShapeDeserializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { membersOf } from "./model.ts";

/** A form's parameters as the tree that their dotted names make: `Tags.member.1.Key=a`. */
export interface FormNode {
  value: string | undefined;
  readonly children: Map<string, FormNode>;
}

/** The two ways in which structures become parameters. */
export type FormStyle = "query" | "ec2";

const dateTime = 5;
const leaves = new FromStringShapeDeserializer({
  httpBindings: false,
  timestampFormat: { useTrait: true, default: dateTime },
});

export function formTree(parameters: Iterable<readonly [name: string, value: string]>): FormNode {
  const root: FormNode = { value: undefined, children: new Map() };
  for (const [name, value] of parameters) {
    let node = root;
    for (const step of name.split(".")) {
      let child = node.children.get(step);
      if (!child) {
        child = { value: undefined, children: new Map() };
        node.children.set(step, child);
      }
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** The value that a form's node holds by its schema; undefined where the form says nothing. */
export function readForm(schema: NormalizedSchema, node: FormNode, style: FormStyle): unknown {
  if (schema.isListSchema()) return readList(schema, node, style);
  if (schema.isMapSchema()) return readMap(schema, node, style);
  if (schema.isStructSchema()) return readStructure(schema, node, style);
  return node.value === undefined ? undefined : leaf(schema, node.value);
}

function readList(schema: NormalizedSchema, node: FormNode, style: FormStyle): unknown {
  const member = schema.getValueSchema();
  const flat = style === "ec2" || schema.getMergedTraits().xmlFlattened;
  const items = flat ? node : node.children.get(member.getMergedTraits().xmlName ?? "member");
  // An empty list is sent as the bare name: `AlarmNames=`.
  if (!items || items.children.size === 0) return node.value === "" ? [] : undefined;
  return [...items.children]
    .filter(([index]) => /^\d+$/.test(index))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => readForm(member, item, style));
}

function readMap(schema: NormalizedSchema, node: FormNode, style: FormStyle): unknown {
  const entries = schema.getMergedTraits().xmlFlattened ? node : node.children.get("entry");
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? "key";
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? "value";
  const map: Record<string, unknown> = Object.create(null);
  for (const entry of entries?.children.values() ?? []) {
    const key = entry.children.get(keyName)?.value;
    const value = entry.children.get(valueName);
    if (key !== undefined && value) map[key] = readForm(schema.getValueSchema(), value, style);
  }
  return map;
}

function readStructure(schema: NormalizedSchema, node: FormNode, style: FormStyle): unknown {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of membersOf(schema)) {
    const child = node.children.get(parameterName(name, member, style));
    const value = child && readForm(member, child, style);
    if (value !== undefined) structure[name] = value;
  }
  return structure;
}

function parameterName(name: string, member: NormalizedSchema, style: FormStyle): string {
  const { xmlName = name, ec2QueryName } = member.getMergedTraits();
  if (style === "query") return xmlName;
  if (typeof ec2QueryName === "string") return ec2QueryName;
  return xmlName.charAt(0).toUpperCase() + xmlName.slice(1);
}

function leaf(schema: NormalizedSchema, text: string): unknown {
  if (schema.isBooleanSchema()) return text === "true" ? true : text === "false" ? false : text;
  if (schema.isNumericSchema()) return text.trim() === "" ? text : Number(text);
  return leaves.read(schema, text);
}
