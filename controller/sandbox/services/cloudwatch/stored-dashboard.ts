import type { CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import type { TagScope } from "../../tags.ts";

/** A dashboard as it is kept. */
export interface StoredDashboard {
  readonly name: string;
  /** The text as it was given: GetDashboard answers it to the letter. */
  readonly body: string;
  readonly lastModified: Date;
}

/** The dashboards of the caller's account, by name: they are the same in every region. */
export function dashboardsOf({ world, account }: CallContext): Table<StoredDashboard> {
  return world.table<StoredDashboard>(account, "global", "cloudwatch/dashboards");
}

/** The ARN of the dashboard `name`, which has no region. */
export function dashboardArn({ account }: CallContext, name: string): string {
  return `arn:aws:cloudwatch::${account}:dashboard/${name}`;
}

/** Where the tags of what is in no region are kept, and found by the tagging service. */
export function homeOf({ world, account }: CallContext): TagScope {
  return { world, account, region: "us-east-1" };
}
