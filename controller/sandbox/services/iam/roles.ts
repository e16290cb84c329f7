import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  Role,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
  UpdateRoleRequest,
} from "@aws-sdk/client-iam";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import {
  forgetTags,
  mergeTags,
  removeTags,
  replaceTags,
  seenTagsAt,
  type TagScope,
  tagList,
  tagsFromList,
} from "../../tags.ts";
import { namePage } from "./name-page.ts";
import { checkTrust } from "./policy-document.ts";
import { profilesWith } from "./profile-store.ts";
import { noSuchRole, rolesOf, type StoredRole } from "./role-store.ts";

export const pageSize = 100;
const defaultSessionDuration = 3600;

/** IAM's tags are global, and GetResources doesn't list roles in any region. */
function globally({ world, account }: CallContext): TagScope {
  return { world, account, region: "global" };
}

export function createRole(context: CallContext, input: CreateRoleRequest): CreateRoleResponse {
  const { RoleName: name = "", Path: path = "/", AssumeRolePolicyDocument: trust = "" } = input;
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw invalid(
      "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    );
  }
  if (!/^\/(?:[\u0021-\u007E]+\/)?$/.test(path)) {
    throw invalid(
      "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
    );
  }
  checkTrust(trust);
  // "Names are not distinguished by case", and a path doesn't set two roles of one name apart (CreateRole's reference).
  const lower = name.toLowerCase();
  if (
    rolesOf(context)
      .list()
      .some((role) => role.name.toLowerCase() === lower)
  ) {
    throw new AwsError("EntityAlreadyExists", `Role with name ${name} already exists.`, { status: 409 });
  }
  const role: StoredRole = {
    name,
    path,
    id: `AROA${context.id(17).toUpperCase()}`,
    arn: `arn:aws:iam::${context.account}:role${path}${name}`,
    created: context.clock.now(),
    trust,
    description: input.Description,
    maxSessionDuration: sessionDuration(input.MaxSessionDuration),
    permissionsBoundary: input.PermissionsBoundary,
    inline: new Map(),
    attached: [],
  };
  rolesOf(context).put(name, role);
  replaceTags(globally(context), role.arn, tagsFromList(input.Tags));
  return { Role: roleShape(context, role) };
}

export function getRole(context: CallContext, { RoleName: name = "" }: GetRoleRequest): GetRoleResponse {
  return { Role: roleShape(context, seenRole(context, name)) };
}

export function listRoles(context: CallContext, input: ListRolesRequest): ListRolesResponse {
  const { rows, token } = page(rolesOf(context), {
    token: input.Marker,
    limit: input.MaxItems ?? pageSize,
    keep: ({ path }) => path.startsWith(input.PathPrefix ?? "/"),
    badToken: "ValidationError",
  });
  // ListRoles leaves tags and the boundary out, see its reference.
  const Roles = rows.map((role) => {
    const { Tags: _, PermissionsBoundary: __, ...listed } = roleShape(context, role);
    return listed;
  });
  return { Roles, IsTruncated: token !== undefined, ...(token === undefined ? {} : { Marker: token }) };
}

export function updateRole(context: CallContext, input: UpdateRoleRequest): Record<string, never> {
  const role = existingRole(context, input.RoleName ?? "");
  rolesOf(context).put(role.name, {
    ...role,
    description: input.Description ?? role.description,
    maxSessionDuration: sessionDuration(input.MaxSessionDuration ?? role.maxSessionDuration),
  });
  return {};
}

export function updateRoleDescription(
  context: CallContext,
  input: UpdateRoleDescriptionRequest,
): UpdateRoleDescriptionResponse {
  const role = existingRole(context, input.RoleName ?? "");
  rolesOf(context).put(role.name, { ...role, description: input.Description });
  return { Role: roleShape(context, { ...role, description: input.Description }) };
}

export function updateTrust(context: CallContext, input: UpdateAssumeRolePolicyRequest): void {
  const role = existingRole(context, input.RoleName ?? "");
  const trust = input.PolicyDocument ?? "";
  checkTrust(trust);
  rolesOf(context).put(role.name, { ...role, trust });
}

export function deleteRole(context: CallContext, { RoleName: name = "" }: DeleteRoleRequest): void {
  const role = existingRole(context, name);
  if (role.inline.size > 0 || role.attached.length > 0) {
    const what = role.inline.size > 0 ? "delete" : "detach";
    throw new AwsError("DeleteConflict", `Cannot delete entity, must ${what} policies first.`, {
      status: 409,
    });
  }
  if (profilesWith(context, role.name).length > 0) {
    throw new AwsError(
      "DeleteConflict",
      "Cannot delete entity, must remove roles from instance profile first.",
      {
        status: 409,
      },
    );
  }
  rolesOf(context).delete(name);
  forgetTags(globally(context), role.arn);
}

export function tagRole(context: CallContext, input: TagRoleRequest): void {
  mergeTags(globally(context), existingRole(context, input.RoleName ?? "").arn, tagsFromList(input.Tags));
}

export function untagRole(context: CallContext, input: UntagRoleRequest): void {
  removeTags(globally(context), existingRole(context, input.RoleName ?? "").arn, input.TagKeys ?? []);
}

export function listRoleTags(context: CallContext, input: ListRoleTagsRequest): ListRoleTagsResponse {
  const { arn } = seenRole(context, input.RoleName ?? "");
  const tags = seenTagsAt(globally(context), arn);
  const { items, ...rest } = namePage(Object.keys(tags).sort(), input.Marker, input.MaxItems ?? pageSize);
  return { Tags: items.map((Key) => ({ Key, Value: tags[Key] ?? "" })), ...rest };
}

/** The role as it is; NoSuchEntity when there is none. */
export function existingRole(context: CallContext, name: string): StoredRole {
  const role = rolesOf(context).get(name);
  if (!role) throw noSuchRole(name);
  return role;
}

/** The role as a lagging read sees it; NoSuchEntity when it doesn't. */
export function seenRole(context: CallContext, name: string): StoredRole {
  const role = rolesOf(context).seen(name);
  if (!role) throw noSuchRole(name);
  return role;
}

/** What every answer about a role says of it. */
export function roleHead(role: StoredRole) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    // IAM answers policy documents URL-encoded (RFC 3986), see GetRole's reference.
    AssumeRolePolicyDocument: encodeURIComponent(role.trust),
  };
}

/** A role as GetRole answers it. */
export function roleShape(context: CallContext, role: StoredRole): Role {
  const tags = seenRoleTags(context, role);
  return {
    ...roleHead(role),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    ...boundaryShape(role),
    ...(tags.length > 0 ? { Tags: tags } : {}),
  };
}

/** A role's boundary as both GetRole and GetAccountAuthorizationDetails have it. */
export function boundaryShape({ permissionsBoundary }: StoredRole): Pick<Role, "PermissionsBoundary"> {
  if (permissionsBoundary === undefined) return {};
  return {
    PermissionsBoundary: {
      // What IAM answers, whatever the SDK's enumeration calls it (GetRole's examples).
      PermissionsBoundaryType: "PermissionsBoundaryPolicy",
      PermissionsBoundaryArn: permissionsBoundary,
    },
  };
}

/** The tags of a role as a lagging read sees them. */
export function seenRoleTags(context: CallContext, role: StoredRole): { Key: string; Value: string }[] {
  return tagList(seenTagsAt(globally(context), role.arn));
}

function sessionDuration(seconds = defaultSessionDuration): number {
  if (seconds < 3600 || seconds > 43_200)
    throw invalid("MaxSessionDuration must be from 3600 to 43200 seconds.");
  return seconds;
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message, { status: 400 });
}
