import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord, membersOf } from "./wire/model.ts";

/**
 * A call's input or output as an event record shows it: members in lowerCamelCase, times as text, and no
 * streams. Keys of maps are people's own and stay.
 *
 * @param names what members of the whole are called instead, where the service calls them otherwise
 */
export function eventParameters(
  schema: NormalizedSchema,
  value: unknown,
  names: Readonly<Record<string, string>> = {},
): unknown {
  if (value === undefined || value === null) return null;
  if (schema.isStructSchema() && isRecord(value)) {
    const shown: Record<string, unknown> = {};
    for (const [name, member] of membersOf(schema)) {
      const held = value[name];
      if (held === undefined || held === null || member.isStreaming()) continue;
      const usual = name.charAt(0).toLowerCase() + name.slice(1);
      shown[names[usual] ?? usual] = eventParameters(member, held);
    }
    return shown;
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    return value.map((item) => eventParameters(member, item));
  }
  if (schema.isMapSchema() && isRecord(value)) {
    const member = schema.getValueSchema();
    const shown: Record<string, unknown> = Object.create(null);
    for (const [key, item] of Object.entries(value)) shown[key] = eventParameters(member, item);
    return shown;
  }
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value;
}

/** Whether an operation only reads, by its name, as event records say. */
export function isReadOnly(operation: string): boolean {
  return /^(?:Assume|Check|Describe|Filter|Get|Head|List|Lookup|Query|Search|Select|Simulate|Test)/.test(
    operation,
  );
}
