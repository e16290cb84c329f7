import { AwsError } from "../../service.ts";
import type { Table, World } from "../../state.ts";

/** A role as IAM keeps it. */
export interface StoredRole {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: Date;
  /** The trust policy, as it was given. */
  readonly trust: string;
  readonly description: string | undefined;
  readonly maxSessionDuration: number;
  readonly permissionsBoundary: string | undefined;
  /** Inline policies by name. */
  readonly inline: ReadonlyMap<string, string>;
  /** ARNs of attached managed policies. */
  readonly attached: readonly string[];
}

/** The roles of an account, by name. */
export function rolesOf(scope: { world: World; account: string }): Table<StoredRole> {
  return scope.world.table<StoredRole>(scope.account, "global", "iam/roles");
}

/** The role of an ARN, in whichever account; undefined when there is none. */
export function findRole(world: World, arn: string): StoredRole | undefined {
  const [, account = "", name = ""] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  const role = rolesOf({ world, account }).get(name);
  return role?.arn === arn ? role : undefined;
}

export function noSuchRole(name: string): AwsError {
  return new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`, { status: 404 });
}
