import { determineTimestampFormat } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord, membersOf } from "./model.ts";

const dateTime = 5;
const epochSeconds = 7;

/** What the SDK's own codec goes by. */
export const jsonSettings = {
  timestampFormat: { useTrait: true, default: epochSeconds },
  jsonName: false,
} as const;

type Encode = (value: unknown) => unknown;

const encoders = new WeakMap<NormalizedSchema, Encode>();

/**
 * An output as the JSON protocols write it, ready for `JSON.stringify`: only the members the schema has, times in
 * seconds since the epoch, bytes in base64. The SDK's own serializer does the same byte by byte, and that was most
 * of what a page of a listing cost.
 */
export function jsonValue(schema: NormalizedSchema, value: unknown): unknown {
  let encode = encoders.get(schema);
  if (!encode) {
    encode = encoderOf(schema);
    encoders.set(schema, encode);
  }
  return encode(value);
}

function encoderOf(schema: NormalizedSchema): Encode {
  if (schema.isStructSchema()) return structureEncoder(schema);
  if (schema.isListSchema()) {
    const encode = whenNeeded(() => schema.getValueSchema());
    return (value) => (Array.isArray(value) ? value.map(encode) : undefined);
  }
  if (schema.isMapSchema()) {
    const encode = whenNeeded(() => schema.getValueSchema());
    return (value) => {
      const map: Record<string, unknown> = Object.create(null);
      for (const [key, item] of Object.entries(isRecord(value) ? value : {})) map[key] = encode(item);
      return map;
    };
  }
  if (schema.isTimestampSchema()) return timestampEncoder(schema);
  if (schema.isBlobSchema()) {
    return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value);
  }
  // JSON has no other way to say NaN and the infinities (AWS JSON 1.0 protocol, "Shape serialization").
  if (schema.isNumericSchema()) {
    return (value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
  }
  return (value) => value;
}

function timestampEncoder(schema: NormalizedSchema): Encode {
  const format = determineTimestampFormat(schema, jsonSettings);
  return (value) => {
    if (!(value instanceof Date)) return undefined;
    if (format === epochSeconds) return value.getTime() / 1000;
    return format === dateTime ? value.toISOString().replace(".000Z", "Z") : value.toUTCString();
  };
}

function structureEncoder(schema: NormalizedSchema): Encode {
  const members = membersOf(schema).map(([name, member]) => ({ name, encode: whenNeeded(() => member) }));
  return (value) => {
    const object: Record<string, unknown> = {};
    if (!isRecord(value)) return object;
    for (const { name, encode } of members) {
      const held = value[name];
      if (held !== undefined && held !== null) object[name] = encode(held);
    }
    return object;
  };
}

/** An encoder made when a value first needs it, since schemas can contain themselves. */
function whenNeeded(schema: () => NormalizedSchema): Encode {
  let encode: Encode | undefined;
  return (value) => {
    encode ??= encoderOf(schema());
    return encode(value);
  };
}
