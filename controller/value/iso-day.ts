/** The day of a time in UTC, e.g. `2026-03-01`; nothing where AWS's number is no time. */
export function isoDay(time: Date | number | undefined): string | undefined {
  const date = time === undefined ? undefined : new Date(time);
  return date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : undefined;
}
