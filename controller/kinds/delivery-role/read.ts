import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateGetAccountAuthorizationDetails,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  paginateListRoles,
  type Role,
  type RoleDetail,
} from "@aws-sdk/client-iam";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { fromTagList } from "../../aws/tags.ts";
import type { Observed } from "../../kind.ts";
import { type DeliveryRoleShape, roleFromAws } from "./shape.ts";

/** A role's path and name, without the slash before them: what follows `role/` in its ARN. */
export function roleId(path: string, name: string): string {
  return `${path}${name}`.replace(/^\//, "");
}

/** The name in an id, by which IAM's calls know a role whatever its path. */
export function roleName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The most that IAM gives at once. */
const pageSize = 1000;

/** Every role of the account with its tags and policies; what `Settings` are isn't in them. */
export async function listRoles(aws: Aws): Promise<NamedRole<RoleDetail>[]> {
  const client = aws.client(IAMClient);
  const pages = paginateGetAccountAuthorizationDetails({ client, pageSize }, { Filter: ["Role"] });
  const roles: NamedRole<RoleDetail>[] = [];
  for await (const { RoleDetailList = [] } of pages)
    roles.push(...RoleDetailList.filter((role) => isNamed(role)));
  return roles;
}

/** What the listing of a role's details leaves out. */
export type Settings = Pick<Role, "Description" | "MaxSessionDuration">;

/**
 * The settings of roles by name, from ListRoles where its pages are fewer than a call for each of these; none of
 * those that it doesn't have.
 *
 * @param all how many roles the account has
 */
export async function settingsOf(aws: Aws, wanted: number, all: number): Promise<Map<string, Settings>> {
  const settings = new Map<string, Settings>();
  if (wanted <= Math.ceil(all / pageSize)) return settings;
  const pages = paginateListRoles({ client: aws.client(IAMClient), pageSize }, {});
  for await (const { Roles = [] } of pages)
    for (const role of Roles) if (role.RoleName !== undefined) settings.set(role.RoleName, role);
  return settings;
}

export type NamedRole<Any extends Role | RoleDetail> = Any & {
  readonly RoleName: string;
  readonly Path: string;
  readonly Arn: string;
};

function isNamed<Any extends Role | RoleDetail>(role: Any): role is NamedRole<Any> {
  return role.RoleName !== undefined && role.Path !== undefined && role.Arn !== undefined;
}

/** Adds a role of the listing; without settings, GetRole tells them. One that has gone since is left out. */
export async function addListed(
  aws: Aws,
  found: Found<DeliveryRoleShape>,
  role: NamedRole<RoleDetail>,
  known: Settings | undefined,
): Promise<void> {
  const item = itemOf(role);
  try {
    const settings = known ?? (await askSettings(aws, role.RoleName));
    const inline = (role.RolePolicyList ?? []).map(
      ({ PolicyName = "", PolicyDocument = "" }) => [PolicyName, PolicyDocument] as const,
    );
    const attached = (role.AttachedManagedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []);
    found.add({
      ...item,
      shape: roleFromAws({
        description: settings?.Description,
        maxSessionDuration: settings?.MaxSessionDuration,
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
        trust: role.AssumeRolePolicyDocument,
        inline: new Map(inline),
        attached,
      }),
    });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable(item, error);
  }
}

async function askSettings(aws: Aws, RoleName: string): Promise<Settings | undefined> {
  return (await aws.client(IAMClient).send(new GetRoleCommand({ RoleName }))).Role;
}

/** The role of this name, whatever its path; none when there isn't one. */
export async function getRole(aws: Aws, name: string): Promise<NamedRole<Role> | undefined> {
  try {
    const { Role } = await aws.client(IAMClient).send(new GetRoleCommand({ RoleName: name }));
    return Role && isNamed(Role) ? Role : undefined;
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/** Adds a role of GetRole's with its policies; one that has gone since is left out. */
export async function addSingle(
  aws: Aws,
  found: Found<DeliveryRoleShape>,
  role: NamedRole<Role>,
): Promise<void> {
  const item = itemOf(role);
  try {
    const names = await inlinePolicies(aws, role.RoleName);
    const documents = await aws.each(names, (name) => inlinePolicy(aws, role.RoleName, name));
    found.add({
      ...item,
      shape: roleFromAws({
        description: role.Description,
        maxSessionDuration: role.MaxSessionDuration,
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
        trust: role.AssumeRolePolicyDocument,
        inline: new Map(documents.flat()),
        attached: await attachedPolicies(aws, role.RoleName),
      }),
    });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable(item, error);
  }
}

/** Names of a role's inline policies. */
export async function inlinePolicies(aws: Aws, name: string): Promise<string[]> {
  const pages = paginateListRolePolicies({ client: aws.client(IAMClient) }, { RoleName: name });
  const names: string[] = [];
  for await (const { PolicyNames = [] } of pages) names.push(...PolicyNames);
  return names;
}

/** ARNs of the managed policies that are attached to a role. */
export async function attachedPolicies(aws: Aws, name: string): Promise<string[]> {
  const pages = paginateListAttachedRolePolicies({ client: aws.client(IAMClient) }, { RoleName: name });
  const arns: string[] = [];
  for await (const { AttachedPolicies = [] } of pages)
    arns.push(...AttachedPolicies.flatMap(({ PolicyArn }) => PolicyArn ?? []));
  return arns;
}

async function inlinePolicy(aws: Aws, role: string, name: string): Promise<[string, string][]> {
  try {
    const command = new GetRolePolicyCommand({ RoleName: role, PolicyName: name });
    const { PolicyDocument = "" } = await aws.client(IAMClient).send(command);
    return [[name, PolicyDocument]];
  } catch (error) {
    if (classify(error) === "not-found") return [];
    throw error;
  }
}

function itemOf(role: NamedRole<Role> | NamedRole<RoleDetail>): Omit<Observed, "shape"> {
  const { RoleName: name, Path: path, Arn: arn } = role;
  return {
    id: roleId(path, name),
    arn,
    // What the calls, and with them the event history, name it by.
    ...(path !== "/" && { awsId: name }),
    tags: fromTagList(role.Tags),
  };
}
