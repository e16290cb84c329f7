import { allows } from "../../policy.ts";
import type { CallContext } from "../../service.ts";
import { rolesOf, type StoredRole } from "./role-store.ts";

/** A service that acts for a resource of the caller's account. */
export interface Acting {
  /** E.g. `cloudtrail.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
}

/** The role as other services know it by now, if its trust policy lets this one assume it; undefined otherwise. */
export function assumedRole(
  { world, account }: Pick<CallContext, "world" | "account">,
  arn: string,
  { service, sourceArn }: Acting,
): StoredRole | undefined {
  const [, owner = "", name = ""] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const role = rolesOf({ world, account: owner }).known(name);
  const context = { "aws:sourceaccount": account, "aws:sourcearn": sourceArn };
  const trusts = allows(role?.trust, { service, action: "sts:AssumeRole", context });
  return role?.arn === arn && trusts ? role : undefined;
}

/** Whether one of a role's inline policies allows it. What managed policies say isn't known here: they allow all. */
export function mayAct({ inline, attached }: StoredRole, action: string, resource: string): boolean {
  const policies = [...inline.values()];
  return attached.length > 0 || policies.some((policy) => allows(policy, { action, resource, context: {} }));
}
