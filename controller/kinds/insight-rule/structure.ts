import type { Structure } from "../../value/structure.ts";

const string: Structure = { type: "string" };
const text: Structure = { type: "string", minLength: 1 };
const texts: Structure = { type: "array", minItems: 1, maxItems: 10, items: text };
const number: Structure = { type: "number" };
const one = (...values: string[]): Structure => ({ type: "string", enum: values });
const object = (required: string[], properties: Structure["properties"] = {}): Structure => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/** What can be asked of a field. */
export const operators = {
  In: texts,
  NotIn: texts,
  StartsWith: texts,
  GreaterThan: number,
  LessThan: number,
  EqualTo: number,
  NotEqualTo: number,
  IsPresent: { type: "boolean" },
} as const satisfies Structure["properties"];

/** What the schema says of a definition in YAML, in its words, for one in a JSON text, which no schema is held against. */
export const definitionStructure: Structure = object(["Schema", "LogFormat", "Contribution", "AggregateOn"], {
  Schema: object(["Name", "Version"], {
    Name: one("CloudWatchLogRule"),
    Version: { type: "integer", minimum: 1, maximum: 1 },
  }),
  LogGroupNames: { type: "array", minItems: 1, items: string },
  LogGroupARNs: { type: "array", minItems: 1, items: string },
  LogFormat: one("JSON", "CLF"),
  Fields: { type: "object", additionalProperties: text },
  Contribution: object(["Keys"], {
    Keys: { type: "array", minItems: 1, maxItems: 4, items: text },
    ValueOf: text,
    Filters: { type: "array", maxItems: 4, items: object(["Match"], { Match: text, ...operators }) },
  }),
  AggregateOn: one("Count", "Sum"),
});
