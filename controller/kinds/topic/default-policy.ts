import { isRecord } from "../../value/record.ts";

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

/** The policy AWS gives a topic that was created without one: its account may do everything. */
export function defaultPolicy(topicArn: string): object {
  return {
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ownerActions,
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountOf(topicArn) } },
      },
    ],
  };
}

/** Whether a policy grants exactly what the default one does, however it is written. */
export function isDefaultPolicy(policy: unknown, topicArn: string): boolean {
  if (!isRecord(policy)) return false;
  const statements = listOf(policy["Statement"]);
  const [statement] = statements;
  if (statements.length !== 1 || !isRecord(statement)) return false;
  const { Sid: _sid, Effect, Principal, Action, Resource, Condition, ...others } = statement;
  return (
    Object.keys(others).length === 0 &&
    Effect === "Allow" &&
    isEverybody(Principal) &&
    isOwnerActions(Action) &&
    isOnly(Resource, topicArn) &&
    isOwnAccount(Condition, accountOf(topicArn))
  );
}

function isEverybody(principal: unknown): boolean {
  return isOnly(principal, "*") || (isRecord(principal) && hasOnly(principal, "AWS", "*"));
}

function isOwnerActions(actions: unknown): boolean {
  const given = new Set(listOf(actions).map((action) => String(action).toLowerCase()));
  // Older topics list it too; it no longer means anything.
  given.delete("sns:receive");
  return (
    given.size === ownerActions.length && ownerActions.every((action) => given.has(action.toLowerCase()))
  );
}

function isOwnAccount(condition: unknown, account: string): boolean {
  if (!isRecord(condition) || Object.keys(condition).length !== 1) return false;
  const tests = condition["StringEquals"];
  if (!isRecord(tests)) return false;
  const [key = ""] = Object.keys(tests);
  return key.toLowerCase() === "aws:sourceowner" && hasOnly(tests, key, account);
}

function hasOnly(object: Record<string, unknown>, key: string, value: string): boolean {
  return Object.keys(object).length === 1 && isOnly(object[key], value);
}

function isOnly(given: unknown, value: string): boolean {
  const list = listOf(given);
  return list.length === 1 && list[0] === value;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function accountOf(topicArn: string): string {
  return topicArn.split(":")[4] ?? "";
}
