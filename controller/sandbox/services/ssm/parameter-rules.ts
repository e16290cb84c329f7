import { ParameterTier, ParameterType, type PutParameterRequest } from "@aws-sdk/client-ssm";
import { AwsError, type CallContext } from "../../service.ts";
import { isRecord } from "../../wire/model.ts";
import { invalid, type ParameterVersion, parameterArn } from "./parameter-store.ts";

/** Bytes that a value of each tier may have: PutParameter's reference. */
const standardSize = 4_096;
const advancedSize = 8_192;
const longestArn = 1_011;
const deepest = 15;

const dataTypes: ReadonlySet<string> = new Set([
  "text",
  "aws:ec2:image",
  "aws:ssm:integration",
  "aws:region",
  "aws:account:id",
  "boolean",
  "integer",
  "float",
  "binary",
  "hostname",
  "email",
  "ipv4-address",
  "ipv6-address",
  "url",
  "json",
  "jsonc",
]);

/** "Options that require an advanced parameter": PutParameter's reference. */
const advancedTypes: ReadonlySet<string> = new Set(["url", "json", "jsonc"]);

/** Refuses a name that no parameter may have. */
export function checkName(context: CallContext, name: string): void {
  if (/\s/.test(name)) throw invalid("Parameter name: can't contain spaces.");
  if (!/^[\w.\-/]+$/.test(name))
    throw invalid(
      "Parameter name: it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_",
    );
  if (name.includes("/") && !name.startsWith("/"))
    throw invalid("Parameter name must be a fully qualified name.");
  if (name.endsWith("/") || name.includes("//"))
    throw invalid("Parameter name: a path can't have empty parts.");
  if (/^\/aws.*\//i.test(name))
    throw new AwsError("AccessDeniedException", `No access to reserved parameter name: ${name}.`);
  if (/^\/?(aws|ssm)/i.test(name))
    throw invalid(`Parameter name: can't be prefixed with "aws" or "ssm" (case-insensitive).`);
  if (name.split("/").length - 1 > deepest)
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have a maximum of ${deepest} levels.`,
    );
  if (parameterArn(context, name).length > longestArn)
    throw invalid(`The maximum length of a parameter name and its ARN is ${longestArn} characters.`);
}

/** Refuses what PutParameter refuses whatever there is already. */
export function checkInput(input: PutParameterRequest): void {
  const { Value: value = "", Type: type, Tier: tier, DataType: dataType } = input;
  if (value === "") throw invalid("Parameter value can't be empty.");
  if (/\{\{[^]*\}\}/.test(value))
    throw invalid("Parameter value can't nest another parameter. Do not use {{}} in the value.");
  if (type !== undefined && !Object.values(ParameterType).includes(type))
    throw invalid(
      `1 validation error detected: Value '${type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]`,
    );
  if (tier !== undefined && !Object.values(ParameterTier).includes(tier))
    throw invalid(
      `1 validation error detected: Value '${tier}' at 'tier' failed to satisfy constraint: Member must satisfy enum value set: [Standard, Advanced, Intelligent-Tiering]`,
    );
  if (dataType !== undefined && !dataTypes.has(dataType))
    throw invalid(`The following data type is not supported: ${dataType}.`);
  if ((input.Description ?? "").length > 1024) throw invalid("Description is at most 1024 characters long.");
  if ((input.AllowedPattern ?? "").length > 1024)
    throw invalid("AllowedPattern is at most 1024 characters long.");
  if (input.KeyId !== undefined && type !== undefined && type !== "SecureString")
    throw invalid("KeyId is required for SecureString type parameter only.");
}

/** Whether the pattern lets the value pass; an error for one that is no pattern. */
export function checkPattern(pattern: string | undefined, value: string): void {
  if (!pattern) return;
  let test: RegExp;
  try {
    test = new RegExp(pattern);
  } catch {
    throw new AwsError("InvalidAllowedPatternException", `Allowed pattern ${pattern} is not valid.`);
  }
  if (!test.test(value))
    throw new AwsError(
      "ParameterPatternMismatchException",
      `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
    );
}

/** The values of some data types are looked at: only those of JSON here. */
export function checkDataType(dataType: string, value: string): void {
  if (dataType !== "json") return;
  try {
    JSON.parse(value);
  } catch {
    throw invalid("The value is not valid for the data type json.");
  }
}

/** The tier that a write ends in, or the error for one that can't hold it. */
export function tierOf(
  { Tier: asked }: PutParameterRequest,
  next: Pick<ParameterVersion, "value" | "policies" | "dataType">,
  before: ParameterVersion | undefined,
): ParameterTier {
  const size = Buffer.byteLength(next.value);
  if (size > advancedSize)
    throw invalid(
      `Advanced tier parameters support a maximum parameter value of ${advancedSize} characters.`,
    );
  const isAdvanced = before?.tier === "Advanced";
  const needsAdvanced = size > standardSize || next.policies.length > 0 || advancedTypes.has(next.dataType);
  if (asked === "Advanced") return "Advanced";
  if (asked === "Intelligent-Tiering") return needsAdvanced || isAdvanced ? "Advanced" : "Standard";
  if (isAdvanced && asked === "Standard")
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    );
  if (isAdvanced) return "Advanced";
  if (size > standardSize)
    throw invalid(
      `Standard tier parameters support a maximum parameter value of ${standardSize} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`,
    );
  if (needsAdvanced) throw invalid("Parameter policies and this data type need the advanced-parameter tier.");
  return "Standard";
}

const maxPolicies = 10;
const policyAttributes: Readonly<Record<string, readonly string[]>> = {
  Expiration: ["Timestamp"],
  ExpirationNotification: ["Before", "Unit"],
  NoChangeNotification: ["After", "Unit"],
};

/** The policies of a PutParameter as texts; undefined where it says nothing of them. */
export function policiesOf(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === "") return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    list = undefined;
  }
  if (!Array.isArray(list))
    throw new AwsError("InvalidPolicyAttributeException", "Policies are a JSON array.");
  if (list.length > maxPolicies)
    throw new AwsError("PoliciesLimitExceededException", `A parameter has at most ${maxPolicies} policies.`);
  const expirations = list.filter((policy) => isRecord(policy) && policy["Type"] === "Expiration");
  if (expirations.length > 1)
    throw new AwsError("IncompatiblePolicyException", "A parameter has at most one Expiration policy.");
  return list.map((policy: unknown) => {
    const type = isRecord(policy) ? policy["Type"] : undefined;
    if (typeof type !== "string" || !Object.hasOwn(policyAttributes, type))
      throw new AwsError("InvalidPolicyTypeException", `The policy type ${String(type)} is not supported.`);
    const attributes = isRecord(policy) ? policy["Attributes"] : undefined;
    for (const name of policyAttributes[type] ?? [])
      if (!isRecord(attributes) || typeof attributes[name] !== "string")
        throw new AwsError("InvalidPolicyAttributeException", `${type} needs the attribute ${name}.`);
    return JSON.stringify(policy);
  });
}
