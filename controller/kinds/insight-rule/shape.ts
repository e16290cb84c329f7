import type { InsightRule } from "@aws-sdk/client-cloudwatch";
import type { InsightRuleSpec } from "../../generated/types.ts";
import { parsedObject } from "../../value/structure.ts";

/** A rule as git and AWS are compared. */
export interface InsightRuleShape {
  readonly ruleState: string;
  /** Parsed; text where there is no definition in it. */
  readonly ruleDefinition: Readonly<Record<string, unknown>> | string;
  readonly applyOnTransformedLogs: boolean;
}

/** What a spec wants, with AWS's defaults. */
export function fromSpec(spec: InsightRuleSpec): InsightRuleShape {
  const { ruleState = "ENABLED", ruleDefinition, applyOnTransformedLogs = false } = spec;
  return { ruleState, ruleDefinition: parsedDefinition(ruleDefinition), applyOnTransformedLogs };
}

/** What AWS has. */
export function fromAws(rule: InsightRule): InsightRuleShape {
  const { State = "ENABLED", Definition = "", ApplyOnTransformedLogs = false } = rule;
  return {
    ruleState: State,
    ruleDefinition: parsedDefinition(Definition),
    applyOnTransformedLogs: ApplyOnTransformedLogs,
  };
}

function parsedDefinition(given: InsightRuleSpec["ruleDefinition"]): InsightRuleShape["ruleDefinition"] {
  return typeof given === "string" ? (parsedObject(given) ?? given) : { ...given };
}
