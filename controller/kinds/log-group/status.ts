import type { LogGroup } from "@aws-sdk/client-cloudwatch-logs";
import type { Condition, Observed } from "../../kind.ts";
import { isoDay } from "../../value/iso-day.ts";
import type { LogGroupShape } from "./shape.ts";

const dayMs = 86_400_000;

/** What AWS tells of a group that nobody sets. */
export interface LogGroupStatus {
  /** AWS counts them once a while, so that events may be there before this says so. */
  readonly storedBytes: number;
  /** Days since it was made, as of the read; infinite where AWS doesn't say. */
  readonly ageDays: number;
  /** When it was made, e.g. `2026-03-01`. */
  readonly since: string | undefined;
  /** The account's policy that says how long events are kept, in place of the group. */
  readonly retentionPolicy: { readonly name: string; readonly days: number | undefined } | undefined;
}

export function statusFrom(group: LogGroup, now: Date): LogGroupStatus {
  const { creationTime, storedBytes = 0, retentionPolicyName: name, retentionInDays: days } = group;
  return {
    storedBytes,
    ageDays: creationTime === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - creationTime) / dayMs,
    since: isoDay(creationTime),
    retentionPolicy: name === undefined ? undefined : { name, days },
  };
}

export function isLogGroupStatus(status: unknown): status is LogGroupStatus {
  return typeof status === "object" && status !== null && "storedBytes" in status && "ageDays" in status;
}

/** Says of a group that its account decides how long its events are kept. */
export function logGroupConditions({ shape, status }: Observed<LogGroupShape>): Condition[] {
  if (!shape || !isLogGroupStatus(status) || !status.retentionPolicy) return [];
  const { name, days } = status.retentionPolicy;
  if (days === shape.retentionInDays) return [];
  return [
    {
      reason: "RetentionOverruled",
      severity: "warning",
      message: `the account's retention policy ${name} keeps its events ${forDays(days)}, whatever retentionInDays says (${forDays(shape.retentionInDays)}); take the group out of that policy, or write down what it says`,
    },
  ];
}

function forDays(days: number | undefined): string {
  return days === undefined ? "for ever" : `for ${days} day${days === 1 ? "" : "s"}`;
}
