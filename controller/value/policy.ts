import { isRecord } from "./record.ts";

/**
 * An IAM policy in the form in which AWS's rearrangements vanish: a Version, every statement's scalars as sorted
 * lists, account principals as their root ARN, condition values as text, action names and condition keys (which
 * AWS compares without regard to case) in lower case, statements sorted. What isn't a policy comes back as it is.
 */
export function canonicalPolicy(policy: unknown): unknown {
  if (!isRecord(policy) || policy["Statement"] === undefined) return policy;
  const statements = asList(policy["Statement"]).map(canonicalStatement);
  return {
    Id: policy["Id"],
    Statement: statements.sort(byText),
    Version: policy["Version"] ?? "2008-10-17",
  };
}

const listed = ["Action", "NotAction", "Resource", "NotResource"] as const;

function canonicalStatement(statement: unknown): unknown {
  if (!isRecord(statement)) return statement;
  const result: Record<string, unknown> = { Effect: statement["Effect"] };
  for (const name of listed) {
    if (statement[name] === undefined) continue;
    const lower = name.endsWith("Action");
    result[name] = texts(statement[name])
      .map((text) => (lower ? text.toLowerCase() : text))
      .sort();
  }
  for (const name of ["Principal", "NotPrincipal"]) {
    if (statement[name] !== undefined) result[name] = canonicalPrincipal(statement[name]);
  }
  if (isRecord(statement["Condition"])) result["Condition"] = canonicalCondition(statement["Condition"]);
  if (statement["Sid"]) result["Sid"] = statement["Sid"];
  return sorted(result);
}

function canonicalPrincipal(principal: unknown): unknown {
  const byType = isRecord(principal) ? principal : { AWS: principal };
  return sorted(
    Object.fromEntries(Object.entries(byType).map(([type, who]) => [type, texts(who).map(rootArn).sort()])),
  );
}

/** An account is in one partition only, so its number says all that its root's ARN does. */
function rootArn(principal: string): string {
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
  return account === undefined ? principal : `arn:aws:iam::${account}:root`;
}

function canonicalCondition(condition: Record<string, unknown>): unknown {
  const operators = Object.entries(condition).map(([operator, tests]): [string, unknown] => [
    operator,
    isRecord(tests)
      ? sorted(
          Object.fromEntries(
            Object.entries(tests).map(([key, values]) => [key.toLowerCase(), texts(values).sort()]),
          ),
        )
      : tests,
  ]);
  return sorted(Object.fromEntries(operators));
}

function texts(value: unknown): string[] {
  return asList(value).map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
