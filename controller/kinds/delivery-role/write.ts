import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  paginateListInstanceProfilesForRole,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../aws/aws.ts";
import { classify, NotKnownYet } from "../../aws/errors.ts";
import { toTagList } from "../../aws/tags.ts";
import type { Write } from "../../kind.ts";
import { attachedPolicies, inlinePolicies, roleName } from "./read.ts";
import { type DeliveryRoleShape, policyName } from "./shape.ts";

/**
 * Creates a role, then its policy. Interrupted in between, it exists with our tags and without the policy, which the
 * next pass sees as missing.
 */
export async function createRole(aws: Aws, { id, target, tags }: Write<DeliveryRoleShape>): Promise<void> {
  const name = roleName(id);
  const { description, permissionsBoundary, policy } = target;
  await aws.client(IAMClient).send(
    new CreateRoleCommand({
      RoleName: name,
      Path: `/${id.slice(0, id.length - name.length)}`,
      AssumeRolePolicyDocument: JSON.stringify(target.assumeRolePolicyDocument),
      ...(description && { Description: description }),
      MaxSessionDuration: target.maxSessionDuration,
      ...(permissionsBoundary && { PermissionsBoundary: permissionsBoundary }),
      Tags: toTagList(tags),
    }),
  );
  if (policy === undefined) return;
  try {
    await putPolicy(aws, name, policy);
  } catch (error) {
    // IAM is eventually consistent: not every part of it knows the role at once.
    throw classify(error) === "not-found" ? new NotKnownYet(error) : error;
  }
}

/** Brings what differs to the target: what a role may do is narrowed before anything else. */
export async function updateRole(
  aws: Aws,
  { id, before, target, changed }: Write<DeliveryRoleShape>,
): Promise<void> {
  const client = aws.client(IAMClient);
  const RoleName = roleName(id);
  const live = before?.shape;
  if (changed.has("managedPolicyArns")) {
    const kept = new Set(target.managedPolicyArns);
    for (const arn of live?.managedPolicyArns ?? []) if (!kept.has(arn)) await detach(aws, RoleName, arn);
  }
  if (changed.has("inlinePolicies")) {
    const kept = new Set(Object.keys(target.inlinePolicies ?? {}));
    for (const name of Object.keys(live?.inlinePolicies ?? {}))
      if (!kept.has(name)) await deletePolicy(aws, RoleName, name);
  }
  if (changed.has("permissionsBoundary")) {
    const { permissionsBoundary: PermissionsBoundary } = target;
    if (PermissionsBoundary)
      await client.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    else await ifThere(() => client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })));
  }
  if (changed.has("policy")) {
    if (target.policy === undefined) await deletePolicy(aws, RoleName, policyName);
    else await putPolicy(aws, RoleName, target.policy);
  }
  if (changed.has("assumeRolePolicyDocument")) {
    const PolicyDocument = JSON.stringify(target.assumeRolePolicyDocument);
    await client.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  }
  if (changed.has("description") || changed.has("maxSessionDuration")) {
    const { description: Description = "", maxSessionDuration: MaxSessionDuration } = target;
    await client.send(new UpdateRoleCommand({ RoleName, Description, MaxSessionDuration }));
  }
}

/** Deletes a role with its policies, unless an instance profile has it: then nothing is taken from it. */
export async function removeRole(aws: Aws, id: string): Promise<void> {
  const RoleName = roleName(id);
  const client = aws.client(IAMClient);
  const profiles: string[] = [];
  for await (const page of paginateListInstanceProfilesForRole({ client }, { RoleName }))
    profiles.push(
      ...(page.InstanceProfiles ?? []).flatMap(({ InstanceProfileName }) => InstanceProfileName ?? []),
    );
  if (profiles.length > 0) {
    throw new Error(
      `the role is in the instance ${profiles.length === 1 ? "profile" : "profiles"} ${profiles.sort().join(", ")}; remove it from there (aws iam remove-role-from-instance-profile)`,
    );
  }
  for (const name of await inlinePolicies(aws, RoleName)) await deletePolicy(aws, RoleName, name);
  for (const arn of await attachedPolicies(aws, RoleName)) await detach(aws, RoleName, arn);
  await client.send(new DeleteRoleCommand({ RoleName }));
}

async function putPolicy(aws: Aws, RoleName: string, policy: unknown): Promise<void> {
  const PolicyDocument = JSON.stringify(policy);
  await aws
    .client(IAMClient)
    .send(new PutRolePolicyCommand({ RoleName, PolicyName: policyName, PolicyDocument }));
}

async function deletePolicy(aws: Aws, RoleName: string, PolicyName: string): Promise<void> {
  await ifThere(() => aws.client(IAMClient).send(new DeleteRolePolicyCommand({ RoleName, PolicyName })));
}

async function detach(aws: Aws, RoleName: string, PolicyArn: string): Promise<void> {
  await ifThere(() => aws.client(IAMClient).send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));
}

/** Takes it for done where there is nothing to take away. */
async function ifThere(take: () => Promise<unknown>): Promise<void> {
  try {
    await take();
  } catch (error) {
    if (classify(error) !== "not-found") throw error;
  }
}
