import type { Observed } from "../../kind.ts";
import type { LogGroupShape } from "./shape.ts";
import { isLogGroupStatus } from "./status.ts";

/** The events that a shorter retention or, without `after`, the group's deletion takes away; absent when none. */
export function logGroupLosses(
  before: Observed<LogGroupShape> & { readonly shape: LogGroupShape },
  after: LogGroupShape | undefined,
): string | undefined {
  const status = isLogGroupStatus(before.status) ? before.status : undefined;
  const stored = status
    ? ` (AWS counts ${inUnits(status.storedBytes)}${status.since === undefined ? "" : ` since ${status.since}`})`
    : "";
  if (!after) return `every event in it is deleted${stored}`;
  const { retentionInDays: kept = Number.POSITIVE_INFINITY } = before.shape;
  const { retentionInDays: days = Number.POSITIVE_INFINITY } = after;
  // A group that is younger has nothing that old: one whose creation was cut short gets its retention later.
  if (
    days >= kept ||
    after.logGroupClass === "DELIVERY" ||
    (status?.ageDays ?? Number.POSITIVE_INFINITY) < days
  )
    return undefined;
  const until = Number.isFinite(kept) ? `it kept them ${kept}` : "it kept them for ever";
  return `events older than ${days} day${days === 1 ? "" : "s"} are deleted: ${until}${stored}`;
}

/** Bytes in the largest unit that leaves a number above 1, e.g. `12.4 GB`. */
function inUnits(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ${units[unit]}`;
}
