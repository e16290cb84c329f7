import type {
  AddRoleToInstanceProfileRequest,
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse,
  DeleteInstanceProfileRequest,
  InstanceProfile,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  RemoveRoleFromInstanceProfileRequest,
} from "@aws-sdk/client-iam";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { profilesOf, type StoredProfile } from "./profile-store.ts";
import { rolesOf } from "./role-store.ts";
import { existingRole, pageSize, roleShape, seenRole } from "./roles.ts";

export function createProfile(
  context: CallContext,
  { InstanceProfileName: name = "", Path: path = "/" }: CreateInstanceProfileRequest,
): CreateInstanceProfileResponse {
  if (profilesOf(context).get(name)) {
    throw new AwsError("EntityAlreadyExists", `Instance Profile ${name} already exists.`, { status: 409 });
  }
  const profile: StoredProfile = {
    name,
    path,
    id: `AIPA${context.id(17).toUpperCase()}`,
    arn: `arn:aws:iam::${context.account}:instance-profile${path}${name}`,
    created: context.clock.now(),
    role: undefined,
  };
  profilesOf(context).put(name, profile);
  return { InstanceProfile: profileShape(context, profile) };
}

export function deleteProfile(context: CallContext, input: DeleteInstanceProfileRequest): void {
  const profile = existingProfile(context, input.InstanceProfileName);
  if (profile.role !== undefined) {
    throw new AwsError(
      "DeleteConflict",
      "Cannot delete entity, must remove roles from instance profile first.",
      {
        status: 409,
      },
    );
  }
  profilesOf(context).delete(profile.name);
}

export function addToProfile(context: CallContext, input: AddRoleToInstanceProfileRequest): void {
  const profile = existingProfile(context, input.InstanceProfileName);
  const role = existingRole(context, input.RoleName ?? "");
  if (profile.role !== undefined) {
    throw new AwsError("LimitExceeded", "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1", {
      status: 409,
    });
  }
  profilesOf(context).put(profile.name, { ...profile, role: role.name });
}

export function removeFromProfile(context: CallContext, input: RemoveRoleFromInstanceProfileRequest): void {
  const profile = existingProfile(context, input.InstanceProfileName);
  const { RoleName: role = "" } = input;
  if (profile.role !== role) {
    throw new AwsError("NoSuchEntity", `Role ${role} in instance profile ${profile.name} cannot be found.`, {
      status: 404,
    });
  }
  profilesOf(context).put(profile.name, { ...profile, role: undefined });
}

export function profilesOfRole(
  context: CallContext,
  input: ListInstanceProfilesForRoleRequest,
): ListInstanceProfilesForRoleResponse {
  const { name } = seenRole(context, input.RoleName ?? "");
  const { rows, token } = page(profilesOf(context), {
    token: input.Marker,
    limit: input.MaxItems ?? pageSize,
    keep: ({ role }) => role === name,
    badToken: "ValidationError",
  });
  return {
    InstanceProfiles: rows.map((profile) => profileShape(context, profile)),
    IsTruncated: token !== undefined,
    ...(token !== undefined && { Marker: token }),
  };
}

/** An instance profile with the role in it. */
export function profileShape(context: CallContext, profile: StoredProfile): InstanceProfile {
  const role = profile.role === undefined ? undefined : rolesOf(context).seen(profile.role);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.created,
    Roles: role ? [roleShape(context, role)] : [],
  };
}

function existingProfile(context: CallContext, name = ""): StoredProfile {
  const profile = profilesOf(context).get(name);
  if (!profile) {
    throw new AwsError("NoSuchEntity", `Instance Profile ${name} cannot be found.`, { status: 404 });
  }
  return profile;
}
