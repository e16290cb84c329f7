import type { Table, World } from "../../state.ts";

/** An instance profile as IAM keeps it: it holds one role at most. */
export interface StoredProfile {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly created: Date;
  readonly role: string | undefined;
}

/** The instance profiles of an account, by name. */
export function profilesOf(scope: { world: World; account: string }): Table<StoredProfile> {
  return scope.world.table<StoredProfile>(scope.account, "global", "iam/instance-profiles");
}

/** The instance profiles that hold a role. */
export function profilesWith(scope: { world: World; account: string }, role: string): StoredProfile[] {
  return profilesOf(scope)
    .list()
    .filter((profile) => profile.role === role);
}
