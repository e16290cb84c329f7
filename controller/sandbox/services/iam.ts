import * as module from "@aws-sdk/client-iam";
import type { Service } from "../service.ts";
import { getAccountAuthorizationDetails } from "./iam/account-details.ts";
import { deleteBoundary, putBoundary } from "./iam/boundaries.ts";
import {
  addToProfile,
  createProfile,
  deleteProfile,
  profilesOfRole,
  removeFromProfile,
} from "./iam/instance-profiles.ts";
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from "./iam/role-policies.ts";
import {
  createRole,
  deleteRole,
  getRole,
  listRoles,
  listRoleTags,
  tagRole,
  untagRole,
  updateRole,
  updateRoleDescription,
  updateTrust,
} from "./iam/roles.ts";

/** IAM: roles and their policies, which it keeps and doesn't enforce. */
export const iam: Service = {
  module,
  client: "IAMClient",
  signingName: "iam",
  eventSource: "iam.amazonaws.com",
  operations: {
    CreateRole: createRole,
    GetRole: getRole,
    ListRoles: listRoles,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateAssumeRolePolicy: updateTrust,
    DeleteRole: deleteRole,
    TagRole: tagRole,
    UntagRole: untagRole,
    ListRoleTags: listRoleTags,
    PutRolePolicy: putRolePolicy,
    GetRolePolicy: getRolePolicy,
    ListRolePolicies: listRolePolicies,
    DeleteRolePolicy: deleteRolePolicy,
    AttachRolePolicy: attachRolePolicy,
    DetachRolePolicy: detachRolePolicy,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    PutRolePermissionsBoundary: putBoundary,
    DeleteRolePermissionsBoundary: deleteBoundary,
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
    CreateInstanceProfile: createProfile,
    DeleteInstanceProfile: deleteProfile,
    AddRoleToInstanceProfile: addToProfile,
    RemoveRoleFromInstanceProfile: removeFromProfile,
    ListInstanceProfilesForRole: profilesOfRole,
  },
};
