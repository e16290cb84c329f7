import { isJsonObject } from "../../json.ts";
import { invalid } from "./topic-store.ts";

const ownerActions = [
  "SNS:GetTopicAttributes",
  "SNS:SetTopicAttributes",
  "SNS:AddPermission",
  "SNS:RemovePermission",
  "SNS:DeleteTopic",
  "SNS:Subscribe",
  "SNS:ListSubscriptionsByTopic",
  "SNS:Publish",
];

/** The policy, as JSON, of a topic that was given none: its owner may do everything. */
export function defaultPolicy(topicArn: string): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ownerActions,
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": topicArn.split(":")[4] } },
      },
    ],
  });
}

/**
 * A policy as SNS gives it back: a Version added, an account principal as its root ARN, lists of one as the
 * one alone (hashicorp/terraform-provider-aws#1546). Refuses what is no policy.
 */
export function storedPolicy(text: string): string {
  const policy = jsonObject("Policy", text);
  const statements = [policy["Statement"]].flat().map(storedStatement);
  if (statements.length === 0) throw invalid("Policy", "Policy statement must not be empty");
  return JSON.stringify({ Version: "2008-10-17", ...policy, Statement: statements });
}

function storedStatement(statement: unknown): object {
  if (!isJsonObject(statement)) throw invalid("Policy", "Policy Error: null");
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw invalid("Policy", "Policy statement effect is invalid");
  if (statement["Principal"] === undefined && statement["NotPrincipal"] === undefined)
    throw invalid("Policy", "Policy statement must contain a principal");
  for (const action of [statement["Action"] ?? statement["NotAction"]].flat())
    if (typeof action !== "string" || !/^(?:\*|sns:\S+)$/i.test(action))
      throw invalid("Policy", "Policy statement action out of service scope!");
  const { Principal: principal, ...rest } = statement;
  return {
    ...withSingles(rest),
    ...(isJsonObject(principal)
      ? { Principal: { ...principal, ...("AWS" in principal && { AWS: rootArns(principal["AWS"]) }) } }
      : principal !== undefined && { Principal: { AWS: principal } }),
  };
}

function withSingles(statement: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length === 1 ? value[0] : value,
    ]),
  );
}

function rootArns(principals: unknown): unknown {
  const arns = [principals]
    .flat()
    .map((arn) => (typeof arn === "string" && /^\d{12}$/.test(arn) ? `arn:aws:iam::${arn}:root` : arn));
  return arns.length === 1 ? arns[0] : arns;
}

/** JSON text of an object, parsed; SNS's InvalidParameter for anything else. */
export function jsonObject(attribute: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(attribute, "failed to parse JSON.");
  }
  if (!isJsonObject(value)) throw invalid(attribute, "must be a JSON object");
  return value;
}
