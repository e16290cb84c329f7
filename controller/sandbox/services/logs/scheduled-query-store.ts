import type { TriggerHistoryRecord, UpdateScheduledQueryRequest } from "@aws-sdk/client-cloudwatch-logs";
import type { CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** A scheduled query as CloudWatch Logs keeps it. */
export interface StoredScheduledQuery {
  readonly name: string;
  readonly arn: string;
  /** What was given at its creation or last update. */
  readonly settings: Omit<UpdateScheduledQueryRequest, "identifier">;
  /** AWS_MANAGED for those that log alarms run. */
  readonly scheduleType: "CUSTOMER_MANAGED" | "AWS_MANAGED";
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly updated: number;
  /** Its runs, the last one last. */
  readonly runs: readonly TriggerHistoryRecord[];
}

type LogScope = Pick<CallContext, "world" | "account" | "region">;

/** The scheduled queries of an account and region, by name. */
export function scheduledQueriesOf({ world, account, region }: LogScope): Table<StoredScheduledQuery> {
  return world.table<StoredScheduledQuery>(account, region, "logs/scheduled-queries");
}

/** The query of this ARN in the caller's account and region. */
export function scheduledQueryAt(scope: LogScope, arn: string): StoredScheduledQuery | undefined {
  if (!arn.includes(":scheduled-query:")) return undefined;
  return scheduledQueriesOf(scope)
    .list()
    .find((query) => query.arn === arn);
}
