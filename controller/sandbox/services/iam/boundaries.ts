import type {
  DeleteRolePermissionsBoundaryRequest,
  PutRolePermissionsBoundaryRequest,
} from "@aws-sdk/client-iam";
import { AwsError, type CallContext } from "../../service.ts";
import { rolesOf } from "./role-store.ts";
import { existingRole } from "./roles.ts";

export function putBoundary(context: CallContext, input: PutRolePermissionsBoundaryRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const { PermissionsBoundary: arn = "" } = input;
  if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/./.test(arn)) {
    throw new AwsError("InvalidInput", `ARN ${arn} is not valid.`, { status: 400 });
  }
  rolesOf(context).put(role.name, { ...role, permissionsBoundary: arn });
}

export function deleteBoundary(context: CallContext, input: DeleteRolePermissionsBoundaryRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  if (role.permissionsBoundary === undefined) {
    throw new AwsError("NoSuchEntity", `No permissions boundary is set for role ${role.name}.`, {
      status: 404,
    });
  }
  rolesOf(context).put(role.name, { ...role, permissionsBoundary: undefined });
}
