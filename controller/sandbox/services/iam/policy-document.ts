import { AwsError } from "../../service.ts";
import { isRecord } from "../../wire/model.ts";

/** Refuses what can't be a policy: text that isn't JSON, or has no statements. */
export function checkDocument(text: string): void {
  if (policyStatements(text) === undefined) {
    throw new AwsError("MalformedPolicyDocument", "Syntax errors in policy.", { status: 400 });
  }
}

/** What IAM takes of a trust policy, which AWS raises on request: "IAM and AWS STS quotas". */
const longestTrust = 2048;

/** Refuses what can't be a role's trust policy. */
export function checkTrust(text: string): void {
  checkDocument(text);
  if (text.replaceAll(/\s/g, "").length > longestTrust) {
    throw new AwsError("LimitExceeded", `Cannot exceed quota for ACLSizePerRole: ${longestTrust}`, {
      status: 409,
    });
  }
}

/** A policy's statements, of which there may be one without a list around it; undefined when it isn't a policy. */
export function policyStatements(text: string): Record<string, unknown>[] | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(policy)) return undefined;
  const { Statement: given } = policy;
  const statements: unknown[] = Array.isArray(given) ? given : [given];
  const records = statements.filter(isRecord);
  return records.length === statements.length && records.length > 0 ? records : undefined;
}
