import { IAMClient, type RoleDetail, TagRoleCommand, UntagRoleCommand } from "@aws-sdk/client-iam";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { DeliveryRoleSpec } from "../generated/types.ts";
import { defaultName, type Kind } from "../kind.ts";
import { checkDeliveryRole } from "./delivery-role/check.ts";
import {
  addListed,
  addSingle,
  getRole,
  listRoles,
  roleId,
  roleName,
  settingsOf,
} from "./delivery-role/read.ts";
import { allowedRole, type DeliveryRoleShape, desiredRole } from "./delivery-role/shape.ts";
import { createRole, removeRole, updateRole } from "./delivery-role/write.ts";

/** IAM roles by which services deliver, with no more than those need who refer to them. */
export const deliveryRole: Kind<DeliveryRoleSpec, DeliveryRoleShape> = {
  name: "DeliveryRole",
  after: [],
  global: true,
  fields: {
    assumeRolePolicyDocument: { as: "policy" },
    policy: { as: "policy" },
    managedPolicyArns: { as: "set" },
  },
  iam: {
    read: [
      "iam:GetAccountAuthorizationDetails",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
      "iam:ListRoles",
    ],
    write: [
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePermissionsBoundary",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:ListInstanceProfilesForRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
    ],
  },

  history: {
    calls: ["AttachRolePolicy", "UpdateRoleDescription"],
    naming: ["roleName"],
    only: {
      AttachRolePolicy: ["managedPolicyArns"],
      DeleteRolePermissionsBoundary: ["permissionsBoundary"],
      DeleteRolePolicy: ["inlinePolicies", "policy"],
      DetachRolePolicy: ["managedPolicyArns"],
      PutRolePermissionsBoundary: ["permissionsBoundary"],
      PutRolePolicy: ["inlinePolicies", "policy"],
      UpdateAssumeRolePolicy: ["assumeRolePolicyDocument"],
      UpdateRole: ["description", "maxSessionDuration"],
      UpdateRoleDescription: ["description"],
    },
  },

  // The path is part of it, so that the ARN follows; the name alone is unique in the account all the same.
  id: ({ path = "/", roleName: name }, setting) => roleId(path, name ?? defaultName(setting)),
  arn: (id, { partition, account }) => `arn:${partition}:iam::${account}:role/${id}`,
  check: checkDeliveryRole,
  desired: (spec, { scope }) => desiredRole(spec, scope),
  allow: allowedRole,

  observe: (aws, wanted) =>
    list(aws, "DeliveryRole", "iam:GetAccountAuthorizationDetails or ListRoles", async (found) => {
      const idsByName = new Map([...wanted.keys()].map((id) => [roleName(id).toLowerCase(), id]));
      const all = await listRoles(aws);
      const listed = all.filter((role) => {
        const id = roleId(role.Path, role.RoleName);
        const wish = idsByName.get(role.RoleName.toLowerCase()) ?? id;
        if (wish !== id) found.taken({ id: wish, arn: role.Arn, tags: {} }, takenBy(role.Arn));
        else if (wanted.has(id) || isOwned(role, aws.owner)) return true;
        else found.foreign(1);
        return false;
      });
      const settings = await settingsOf(aws, listed.length, all.length);
      await aws.each(listed, (role) => addListed(aws, found, role, settings.get(role.RoleName)));
    }),

  read: (aws, targets) =>
    list(aws, "DeliveryRole", "iam:GetRole", async (found) => {
      await aws.each(targets, async ({ id, wanted }) => {
        const role = await getRole(aws, roleName(id));
        if (!role) return;
        if (roleId(role.Path, role.RoleName) === id) await addSingle(aws, found, role);
        else if (wanted) found.taken({ id, arn: role.Arn, tags: {} }, takenBy(role.Arn));
      });
    }),

  put: (aws, write) => (write.before === undefined ? createRole(aws, write) : updateRole(aws, write)),

  async tag(aws, { id }, set, remove) {
    const client = aws.client(IAMClient);
    const RoleName = roleName(id);
    if (remove.length > 0) await client.send(new UntagRoleCommand({ RoleName, TagKeys: [...remove] }));
    if (Object.keys(set).length > 0)
      await client.send(new TagRoleCommand({ RoleName, Tags: toTagList(set) }));
  },

  remove: (aws, doomed) => deleteEach(aws, doomed, ({ id }) => removeRole(aws, id)),
};

function isOwned({ Tags = [] }: RoleDetail, owner: string): boolean {
  return Tags.some(({ Key, Value }) => Key === ownerTag && Value === owner);
}

function takenBy(arn: string): string {
  return `${arn} has this name, which no two roles of an account have, whatever their paths and in whichever case it is written; IAM can't move or rename one`;
}
