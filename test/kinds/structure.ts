import { isRecord } from "../../controller/value/record.ts";
import type { Structure } from "../../controller/value/structure.ts";

const keywords: Readonly<Record<keyof Structure, true>> = {
  type: true,
  enum: true,
  minLength: true,
  maxLength: true,
  minimum: true,
  maximum: true,
  minItems: true,
  maxItems: true,
  items: true,
  required: true,
  properties: true,
  additionalProperties: true,
};

/** What a schema says of the structure alone; ARNs, references and regions are all texts. */
export function structureOf(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  if (schema["allOf"]) return { type: "string" };
  const members = Object.entries(schema).filter(([keyword]) => Object.hasOwn(keywords, keyword));
  return Object.fromEntries(
    members.map(([keyword, value]) => {
      if (keyword === "items" || keyword === "additionalProperties") return [keyword, structureOf(value)];
      if (keyword !== "properties" || !isRecord(value)) return [keyword, value];
      const fields = Object.entries(value).map(([name, field]) => [name, structureOf(field)]);
      return [keyword, Object.fromEntries(fields)];
    }),
  );
}
