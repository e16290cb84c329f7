import type { Parameter, ParameterMetadata, ParameterTier } from "@aws-sdk/client-ssm";
import type { AgentConfigSpec } from "../../generated/types.ts";
import { parsed } from "../../value/canonical.ts";

/** Bytes that a parameter of each tier holds: PutParameter's reference. */
export const standardSize = 4_096;
export const advancedSize = 8_192;

/** An agent's configuration in canonical shape. */
export interface AgentConfigShape {
  readonly description?: string;
  /** Only where the spec insists on one: otherwise it is what the size needs. */
  readonly tier?: ParameterTier;
  /** The parsed JSON; text that is none, as somebody may have written, as it is. */
  readonly config: unknown;
}

/** The shape that a spec asks for, its references resolved to names. */
export function desiredConfig(spec: AgentConfigSpec): AgentConfigShape {
  const { description, tier, config } = spec;
  return {
    ...(description && { description }),
    ...(tier && tier !== "Intelligent-Tiering" && { tier }),
    config,
  };
}

/**
 * A parameter of AWS's in canonical shape.
 * @param wanted what git wants of it, if anything: where it leaves the tier open, any is right
 */
export function fromAws(
  { Value }: Pick<Parameter, "Value">,
  { Description, Tier }: Pick<ParameterMetadata, "Description" | "Tier">,
  wanted: AgentConfigShape | undefined,
): AgentConfigShape {
  const isOpen = wanted !== undefined && wanted.tier === undefined;
  // What every parameter has that nobody said anything of, so that it is no drift when git begins to.
  const isDefault = Tier === "Standard" && wanted?.tier !== "Standard";
  return {
    ...(Description && { description: Description }),
    ...(Tier && !isOpen && !isDefault && { tier: Tier }),
    config: parsed(Value ?? ""),
  };
}

/**
 * A configuration as a parameter's value: JSON without spaces, which count, and without the double braces that no
 * value may have.
 */
export function valueOf(config: unknown): string {
  return (JSON.stringify(config) ?? "").replaceAll("{{", "{\\u007b");
}

/** The tier that a value is written with. An advanced parameter stays one: AWS refuses to make it standard. */
export function tierFor(
  value: string,
  asked: ParameterTier | undefined,
  now: ParameterTier | undefined,
): ParameterTier {
  if (now === "Advanced") return "Advanced";
  return asked ?? (Buffer.byteLength(value) > standardSize ? "Advanced" : "Standard");
}
