import type { AnyKind } from "../../controller/kind.ts";
import { withSpreading } from "./runtime-schemas.ts";
import { commonTarget, type KindSchema, localTarget, type Schema, type SchemaSet } from "./schema.ts";

/** The page of one kind: what it is, an example, its fields, the permissions it needs. */
export function referencePage(
  { common }: SchemaSet,
  entry: KindSchema,
  kind: AnyKind | undefined,
  example: { file: string; text: string } | undefined,
): string {
  const { schema, config } = entry;
  const root = config ? schema : withSpreading(schema, "common.json", kind?.global);
  const parts = [`# ${entry.kind}`, schema.description ?? ""];
  if (example)
    parts.push(
      "## Example",
      `From [\`${example.file}\`](../../${example.file}):`,
      `\`\`\`yaml\n${example.text}\n\`\`\``,
    );
  parts.push("## Fields of `spec`", fieldTable(rowsOf(root, { root, common, within: [] }, "")));
  if (!config) parts.push("## Annotations", annotationTable(common));
  if (kind) parts.push(permissions(kind));
  if (kind) parts.push(lifecycle(kind));
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

const form = `Every document has the same form:

| Field | Meaning |
|---|---|
| \`apiVersion\` | \`watchkeeper.dev/v1alpha1\` |
| \`kind\` | one of the kinds below |
| \`metadata.name\` | unique for its kind; its name in AWS unless the kind's own name field says otherwise |
| \`metadata.labels\` | keys and values for people and other tools; they never reach AWS |
| \`metadata.annotations\` | how this one object is treated, see each kind's page |
| \`spec\` | the fields of the kind |
| \`spec.placement\` | accounts and regions where it exists |
| \`spec.forEach\` | repeats it for every resource found; \`\${each.id}\`, \`\${each.arn}\`, \`\${each.name}\` and \`\${each.tags.KEY}\` stand for it in texts |

Where an ARN or a name of another object is wanted, \`{ ref: Kind/name }\` stands for it.

The examples are taken from \`specs/\`, where the accounts and topics that they name stand too.`;

/** The list of all kinds. */
export function referenceIndex(kinds: readonly KindSchema[]): string {
  const line = ({ kind, file, schema }: KindSchema) =>
    `- [${kind}](${file}.md): ${firstSentence(schema.description ?? "")}`;
  const section = (title: string, some: readonly KindSchema[]) =>
    some.length ? [`## ${title}`, some.map(line).join("\n")] : [];
  return `${[
    "# Kinds",
    "Every kind is made of the AWS API's own fields, in lowerCamelCase. Names and values such as dimensions and tags are written as maps.",
    form,
    ...section(
      "In AWS",
      kinds.filter(({ config }) => !config),
    ),
    ...section(
      "Watchkeeper's own",
      kinds.filter(({ config }) => config),
    ),
  ].join("\n\n")}\n`;
}

interface Row {
  path: string;
  type: string;
  default: string;
  required: boolean;
  description: string;
}

interface Surroundings {
  root: Schema;
  common: Schema;
  within: readonly Schema[];
}

function rowsOf(node: Schema, around: Surroundings, prefix: string): Row[] {
  const rows: Row[] = [];
  const inside = { ...around, within: [...around.within, node] };
  const required = new Set(node.required);
  for (const [name, field] of Object.entries(node.properties ?? {})) {
    const path = `${prefix}${name}`;
    rows.push(rowOf(path, field, required.has(name), inside));
    rows.push(...nestedRows(field, inside, path));
  }
  return rows;
}

function nestedRows(field: Schema, around: Surroundings, path: string): Row[] {
  const rows = new Map<string, Row>();
  for (const [node, suffix] of structures(field, around, "")) {
    if (around.within.includes(node)) continue;
    for (const row of rowsOf(node, around, `${path}${suffix}.`))
      if (!rows.has(row.path)) rows.set(row.path, row);
  }
  return [...rows.values()];
}

/** The objects with named fields that a field's value consists of, each with what leads to it: `[]` or `.*`. */
function structures(field: Schema, around: Surroundings, suffix: string): [Schema, string][] {
  const target = resolved(field, around);
  if (field["x-ref"] ?? (target !== field && commonTarget(field)?.endsWith("Ref"))) return [];
  const found: [Schema, string][] = [];
  if (target.properties) found.push([target, suffix]);
  for (const part of [...(target.allOf ?? []), ...(target.anyOf ?? []), ...(target.oneOf ?? [])])
    found.push(...structures(part, around, suffix));
  if (target.items) found.push(...structures(target.items, around, `${suffix}[]`));
  if (typeof target.additionalProperties === "object")
    found.push(...structures(target.additionalProperties, around, `${suffix}.*`));
  return found;
}

function rowOf(path: string, field: Schema, required: boolean, around: Surroundings): Row {
  const all = [field, ...alternatives(field, around)];
  const first = <Value>(pick: (node: Schema) => Value | undefined) =>
    all.map(pick).find((v) => v !== undefined);
  const value = first((node) => node.default);
  return {
    path,
    type: typeOf(field, around),
    default: value === undefined ? "" : `\`${JSON.stringify(value)}\``,
    required,
    description: [first((node) => node.description) ?? "", limits(all)].filter(Boolean).join(" "),
  };
}

/** A field's schema and those it is put together from. */
function alternatives(field: Schema, around: Surroundings): Schema[] {
  const target = resolved(field, around);
  return [target, ...(target.allOf ?? []).flatMap((part) => alternatives(part, around))];
}

function resolved(node: Schema, { root, common }: Surroundings): Schema {
  const shared = commonTarget(node);
  if (shared) return resolved(common.definitions?.[shared] ?? {}, { root: common, common, within: [] });
  if (!node.$ref) return node;
  const home = root.definitions?.[node.$ref.slice("#/definitions/".length)] ? root : common;
  return resolved(localTarget(home, node.$ref), { root, common, within: [] });
}

function typeOf(field: Schema, around: Surroundings): string {
  const ref = field["x-ref"];
  if (ref) return `${ref.as === "arn" ? "ARN" : "name"} or ref to ${ref.kinds.join(", ")}`;
  const target = resolved(field, around);
  if (target.enum) return target.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (target.const !== undefined) return `\`${JSON.stringify(target.const)}\``;
  if (target.type === "array") return `list of ${target.items ? typeOf(target.items, around) : "anything"}`;
  if (target.type === "object" && !target.properties && typeof target.additionalProperties === "object")
    return `map of ${typeOf(target.additionalProperties, around)}`;
  if (target.type !== undefined) return [target.type].flat().join(" or ");
  const parts = target.allOf?.length === 1 ? target.allOf : (target.anyOf ?? target.oneOf);
  if (parts) return [...new Set(parts.map((part) => typeOf(part, around)))].join(" or ");
  return "anything";
}

function limits(nodes: readonly Schema[]): string {
  const of = (keyword: string) =>
    nodes.map((node) => node[keyword]).find((value) => typeof value === "number");
  const range = (low: number | undefined, high: number | undefined, unit?: string) => {
    const counted = (limit: number) =>
      unit === undefined ? `${limit}` : `${limit} ${unit}${limit === 1 ? "" : "s"}`;
    if (low !== undefined && high !== undefined)
      return low === high ? counted(low) : `${low} to ${counted(high)}`;
    if (low !== undefined) return `at least ${counted(low)}`;
    return high === undefined ? undefined : `at most ${counted(high)}`;
  };
  const said = [
    range(of("minimum"), of("maximum")),
    of("multipleOf") === undefined ? undefined : `a multiple of ${of("multipleOf")}`,
    range(of("minLength"), of("maxLength"), "character"),
    range(of("minItems"), of("maxItems"), "item"),
  ].filter((text) => text !== undefined);
  const text = said.join(", ");
  return text ? `${text[0]?.toUpperCase()}${text.slice(1)}.` : "";
}

function fieldTable(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ path, type, default: value, required, description }) =>
      `| ${indent(path)}\`${path}\` | ${cell(type)} | ${cell(value)} | ${required ? "yes" : ""} | ${cell(description)} |`,
  );
  return ["| Field | Type | Default | Required | |", "|---|---|---|---|---|", ...lines].join("\n");
}

function indent(path: string): string {
  return "&nbsp;&nbsp;".repeat(path.split(".").length - 1);
}

function annotationTable(common: Schema): string {
  const rows = Object.entries(common.definitions?.["annotations"]?.properties ?? {}).map(
    ([name, field]) =>
      `| \`${name}\` | ${field.enum ? field.enum.map((value) => `\`${String(value)}\``).join(", ") : "text"} | ${
        field.default === undefined ? "" : `\`${JSON.stringify(field.default)}\``
      } | ${cell(field.description ?? "")} |`,
  );
  return ["| Annotation | Values | Default | |", "|---|---|---|---|", ...rows].join("\n");
}

function permissions(kind: AnyKind): string {
  const list = (actions: readonly string[]) =>
    [...actions]
      .sort()
      .map((action) => `- \`${action}\``)
      .join("\n");
  return ["## Permissions", "To read:", list(kind.iam.read), "To write:", list(kind.iam.write)].join("\n\n");
}

function lifecycle(kind: AnyKind): string {
  const rules = kind.fields as Record<string, { immutable?: unknown } | undefined>;
  const immutable = Object.keys(rules).filter((field) => rules[field]?.immutable);
  const said = [
    kind.global
      ? "- Exists once an account, not in regions: `placement` takes accounts only. Refers, and is referred to, across regions."
      : "",
    kind.worldwide
      ? "- Its name is unique among all accounts and regions, so that objects of any of them may refer to it."
      : "",
    kind.allow
      ? "- What it has to allow is made from the objects that refer to it; only what others need is said in its own fields."
      : "",
    kind.grants ? "- A role or bucket that it refers to by `ref` is made to allow what it needs." : "",
    kind.retain
      ? "- Stays in AWS when its document goes, unless the document says `watchkeeper.dev/deletion-policy: delete`."
      : "",
    immutable.length
      ? `- A change of ${immutable
          .sort()
          .map((field) => `\`${field}\``)
          .join(
            ", ",
          )} ${kind.retain ? "is refused where AWS doesn't allow it: it is never replaced" : "replaces the resource"}.`
      : "",
    kind.after.length ? `- Created after, and deleted before: ${[...kind.after].sort().join(", ")}.` : "",
  ].filter(Boolean);
  return said.length ? `## Life\n\n${said.join("\n")}` : "";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
}
