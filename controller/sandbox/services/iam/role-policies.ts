import type {
  AttachRolePolicyRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from "@aws-sdk/client-iam";
import { AwsError, type CallContext } from "../../service.ts";
import { namePage } from "./name-page.ts";
import { checkDocument } from "./policy-document.ts";
import { rolesOf } from "./role-store.ts";
import { existingRole, pageSize, seenRole } from "./roles.ts";

/** Of all inline policies of a role together, without spaces: "IAM and AWS STS quotas". */
const longestInline = 10_240;

export function putRolePolicy(context: CallContext, input: PutRolePolicyRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const { PolicyName: name = "", PolicyDocument: document = "" } = input;
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) {
    throw new AwsError(
      "ValidationError",
      "The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
      { status: 400 },
    );
  }
  checkDocument(document);
  const inline = new Map([...role.inline, [name, document]]);
  const size = [...inline.values()].reduce((sum, text) => sum + text.replaceAll(/\s/g, "").length, 0);
  if (size > longestInline) {
    throw new AwsError(
      "LimitExceeded",
      `Maximum policy size of ${longestInline} bytes exceeded for role ${role.name}`,
      { status: 409 },
    );
  }
  rolesOf(context).put(role.name, { ...role, inline });
}

export function getRolePolicy(context: CallContext, input: GetRolePolicyRequest): GetRolePolicyResponse {
  const role = seenRole(context, input.RoleName ?? "");
  const { PolicyName: name = "" } = input;
  const document = role.inline.get(name);
  if (document === undefined) throw noSuchPolicy(name);
  return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeURIComponent(document) };
}

export function listRolePolicies(
  context: CallContext,
  input: ListRolePoliciesRequest,
): ListRolePoliciesResponse {
  const role = seenRole(context, input.RoleName ?? "");
  const { items, ...rest } = namePage(
    [...role.inline.keys()].sort(),
    input.Marker,
    input.MaxItems ?? pageSize,
  );
  return { PolicyNames: items, ...rest };
}

export function deleteRolePolicy(context: CallContext, input: DeleteRolePolicyRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const { PolicyName: name = "" } = input;
  const inline = new Map(role.inline);
  if (!inline.delete(name)) throw noSuchPolicy(name);
  rolesOf(context).put(role.name, { ...role, inline });
}

export function attachRolePolicy(context: CallContext, input: AttachRolePolicyRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const attached = [...new Set([...role.attached, input.PolicyArn ?? ""])].sort();
  rolesOf(context).put(role.name, { ...role, attached });
}

export function detachRolePolicy(context: CallContext, input: DetachRolePolicyRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const { PolicyArn: arn = "" } = input;
  if (!role.attached.includes(arn)) {
    throw new AwsError("NoSuchEntity", `Policy ${arn} was not found.`, { status: 404 });
  }
  rolesOf(context).put(role.name, { ...role, attached: role.attached.filter((other) => other !== arn) });
}

export function listAttachedRolePolicies(
  context: CallContext,
  input: ListAttachedRolePoliciesRequest,
): ListAttachedRolePoliciesResponse {
  const role = seenRole(context, input.RoleName ?? "");
  const { items, ...rest } = namePage(role.attached, input.Marker, input.MaxItems ?? pageSize);
  return { AttachedPolicies: items.map(attachedPolicy), ...rest };
}

/** A managed policy of which only the ARN is known. */
export function attachedPolicy(arn: string): { PolicyArn: string; PolicyName: string } {
  return { PolicyArn: arn, PolicyName: arn.slice(arn.lastIndexOf("/") + 1) };
}

function noSuchPolicy(name: string): AwsError {
  return new AwsError("NoSuchEntity", `The role policy with name ${name} cannot be found.`, { status: 404 });
}
