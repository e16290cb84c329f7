import { hash } from "node:crypto";
import type {
  PutQueryDefinitionRequest,
  QueryDefinition,
  QueryLanguage,
} from "@aws-sdk/client-cloudwatch-logs";
import type { SavedQuerySpec } from "../../generated/types.ts";

/** A query definition in canonical shape; its name is its id. Empty for one that is gone. */
export interface SavedQueryShape {
  /** Without the white space around it. */
  readonly queryString?: string;
  readonly queryLanguage?: QueryLanguage;
  /** Sorted. */
  readonly logGroupNames?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly defaultValue?: string;
    readonly description?: string;
  }[];
}

/** The shape that a spec asks for, its references resolved to names. */
export function desiredQuery(spec: SavedQuerySpec): SavedQueryShape {
  return fromAws({
    queryString: spec.queryString,
    queryLanguage: spec.queryLanguage,
    logGroupNames: (spec.logGroupNames ?? []).filter((name) => typeof name === "string"),
    parameters: (spec.parameters ?? []).map(({ name, defaultValue, description }) => ({
      name,
      defaultValue,
      description,
    })),
  });
}

/** A query definition of AWS's in canonical shape, its defaults folded. */
export function fromAws(definition: QueryDefinition): SavedQueryShape {
  const { logGroupNames = [], parameters = [] } = definition;
  return {
    queryString: (definition.queryString ?? "").trim(),
    queryLanguage: definition.queryLanguage ?? "CWLI",
    ...(logGroupNames.length > 0 && { logGroupNames: [...logGroupNames].sort() }),
    ...(parameters.length > 0 && {
      parameters: parameters.map(({ name = "", defaultValue, description }) => ({
        name,
        ...(defaultValue && { defaultValue }),
        ...(description && { description }),
      })),
    }),
  };
}

/** The whole body of a Put but its name: what is left out is reset. */
export function toAws(shape: SavedQueryShape): Omit<PutQueryDefinitionRequest, "name"> {
  return {
    queryString: shape.queryString,
    queryLanguage: shape.queryLanguage,
    logGroupNames: [...(shape.logGroupNames ?? [])],
    ...(shape.parameters && { parameters: shape.parameters.map((parameter) => ({ ...parameter })) }),
  };
}

/** What a query says, in a few characters that a tag may hold. */
export function contentDigest(shape: SavedQueryShape): string {
  const { queryString, queryLanguage, logGroupNames = [], parameters = [] } = shape;
  const content = [
    queryString,
    queryLanguage,
    logGroupNames,
    parameters
      .map(({ name, defaultValue = "", description = "" }) =>
        JSON.stringify([name, defaultValue, description]),
      )
      .sort(),
  ];
  return hash("sha256", JSON.stringify(content), "base64url").slice(0, 22);
}
