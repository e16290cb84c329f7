import { isRecord } from "./wire/model.ts";

/** What a policy is asked about. */
export interface PolicyRequest {
  /** E.g. `cloudtrail.amazonaws.com`; only policies of resources and trust policies name principals. */
  readonly service?: string;
  readonly action: string;
  /** Absent for a trust policy, which is about the role itself. */
  readonly resource?: string;
  /** Condition keys in lower case, e.g. `aws:sourcearn`. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Whether a policy, as text, allows a request: some statement allows it and none denies it. Knows of IAM's language what
 * policies of roles and buckets for logs use; a condition that it doesn't know never holds.
 */
export function allows(policy: string | undefined, request: PolicyRequest): boolean {
  const statements = statementsOf(policy).filter((statement) => isAbout(statement, request));
  return (
    statements.some(({ Effect }) => Effect === "Allow") && !statements.some(({ Effect }) => Effect === "Deny")
  );
}

function statementsOf(policy: string | undefined): Record<string, unknown>[] {
  if (policy === undefined) return [];
  const document: unknown = JSON.parse(policy);
  return isRecord(document) ? [document["Statement"]].flat().filter(isRecord) : [];
}

function isAbout(statement: Record<string, unknown>, request: PolicyRequest): boolean {
  const { service, action, resource, context } = request;
  return (
    (service === undefined || isPrincipal(statement["Principal"], service)) &&
    texts(statement["Action"]).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    (resource === undefined || texts(statement["Resource"]).some((pattern) => matches(pattern, resource))) &&
    conditionsHold(statement["Condition"], context)
  );
}

function isPrincipal(principal: unknown, service: string): boolean {
  if (principal === "*") return true;
  if (!isRecord(principal)) return false;
  return texts(principal["AWS"]).includes("*") || texts(principal["Service"]).includes(service);
}

function conditionsHold(conditions: unknown, context: PolicyRequest["context"]): boolean {
  if (!isRecord(conditions)) return true;
  return Object.entries(conditions).every(
    ([operator, keys]) =>
      isRecord(keys) &&
      Object.entries(keys).every(([key, values]) =>
        holds(operator, context[key.toLowerCase()], texts(values)),
      ),
  );
}

function holds(operator: string, value: string | undefined, wanted: readonly string[]): boolean {
  if (value === undefined) return false;
  switch (operator) {
    case "StringEquals":
      return wanted.includes(value);
    case "StringNotEquals":
      return !wanted.includes(value);
    case "StringLike":
    case "ArnLike":
    case "ArnEquals":
      return wanted.some((pattern) => matches(pattern, value));
    case "Bool":
      return wanted.includes(value);
    default:
      return false;
  }
}

/** `*` stands for any text, `?` for any character. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}

function texts(value: unknown): string[] {
  return [value]
    .flat()
    .filter((item) => typeof item === "string")
    .concat(typeof value === "boolean" ? [String(value)] : []);
}
