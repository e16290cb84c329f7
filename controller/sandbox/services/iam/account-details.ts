import type {
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
  RoleDetail,
} from "@aws-sdk/client-iam";
import { page } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import { profileShape } from "./instance-profiles.ts";
import { profilesWith } from "./profile-store.ts";
import { attachedPolicy } from "./role-policies.ts";
import { rolesOf, type StoredRole } from "./role-store.ts";
import { boundaryShape, pageSize, roleHead, seenRoleTags } from "./roles.ts";

/** The account's roles with all their policies. It has no users, groups or managed policies of its own. */
export function getAccountAuthorizationDetails(
  context: CallContext,
  input: GetAccountAuthorizationDetailsRequest,
): GetAccountAuthorizationDetailsResponse {
  const { Filter: filter = [], MaxItems: limit = pageSize, Marker } = input;
  const withRoles = filter.length === 0 || filter.includes("Role");
  const { rows, token } = page(rolesOf(context), {
    token: Marker,
    limit,
    keep: () => withRoles,
    badToken: "ValidationError",
  });
  return {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: rows.map((role) => detailOf(context, role)),
    Policies: [],
    IsTruncated: token !== undefined,
    ...(token !== undefined && { Marker: token }),
  };
}

/** Unlike GetRole's answer without a description and the session's length (RoleDetail's reference). */
function detailOf(context: CallContext, role: StoredRole): RoleDetail {
  return {
    ...roleHead(role),
    InstanceProfileList: profilesWith(context, role.name).map((profile) => profileShape(context, profile)),
    RolePolicyList: [...role.inline]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encodeURIComponent(document) })),
    AttachedManagedPolicies: role.attached.map(attachedPolicy),
    ...boundaryShape(role),
    Tags: seenRoleTags(context, role),
  };
}
