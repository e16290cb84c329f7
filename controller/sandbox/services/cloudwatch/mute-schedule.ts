import type { AlarmMuteRuleStatus, Schedule } from "@aws-sdk/client-cloudwatch";
import type { StoredMuteRule } from "./stored-mute-rule.ts";

const minute = 60_000;
const names = {
  month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  day: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
} as const;

/** The milliseconds of an ISO 8601 duration of days, hours and minutes; 0 for any other text. */
export function durationOf({ Duration: text = "" }: Schedule): number {
  const [, days = "0", hours = "0", minutes = "0"] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  return (Number(days) * 1440 + Number(hours) * 60 + Number(minutes)) * minute;
}

/** Whether an expression is one that CloudWatch takes: `cron(…)` of five fields or `at(…)`. */
export function isSchedule(expression: string): boolean {
  if (onceAt(expression) !== undefined) return true;
  const fields = cronFields(expression);
  if (!fields) return false;
  const [minutes = "", hours = "", days = "", months = "", weekdays = ""] = fields;
  return (
    isField(minutes, 0, 59) &&
    isField(hours, 0, 23) &&
    isField(days, 1, 31) &&
    isField(months, 1, 12, names.month) &&
    isField(weekdays, 0, 7, names.day)
  );
}

/** Whether it is for one window or for many: what `MuteType` says. */
export function muteTypeOf(expression: string): "ONE_TIME" | "RECURRING" {
  return onceAt(expression) === undefined ? "RECURRING" : "ONE_TIME";
}

/** What GetAlarmMuteRule's documentation calls the state of a rule at a time. */
export function statusOf(rule: StoredMuteRule, now: Date): AlarmMuteRuleStatus {
  if (rule.ExpireDate && rule.ExpireDate <= now) return "EXPIRED";
  const schedule = rule.Rule?.Schedule;
  const expression = schedule?.Expression ?? "";
  const length = schedule ? durationOf(schedule) : 0;
  const local = wallClock(now, schedule?.Timezone ?? "UTC");
  const begin = onceAt(expression);
  if (begin !== undefined && begin + length <= local) return "EXPIRED";
  if (rule.StartDate && rule.StartDate > now) return "SCHEDULED";
  const active = begin === undefined ? hasBegun(expression, local, length) : begin <= local;
  return active ? "ACTIVE" : "SCHEDULED";
}

/** Whether a cron expression has fired within `length` before the wall clock's time. Summer time is passed over. */
function hasBegun(expression: string, local: number, length: number): boolean {
  const fields = cronFields(expression);
  if (!fields) return false;
  for (let at = local - (local % minute); at > local - length; at -= minute)
    if (fires(fields, new Date(at))) return true;
  return false;
}

function fires(fields: readonly string[], at: Date): boolean {
  const [minutes = "", hours = "", days = "", months = "", weekdays = ""] = fields;
  const onDay = holds(days, at.getUTCDate());
  const onWeekday =
    holds(weekdays, at.getUTCDay(), names.day, 0) || (at.getUTCDay() === 0 && holds(weekdays, 7));
  return (
    holds(minutes, at.getUTCMinutes()) &&
    holds(hours, at.getUTCHours()) &&
    holds(months, at.getUTCMonth() + 1, names.month, 1) &&
    onDay &&
    onWeekday
  );
}

function holds(field: string, value: number, words: readonly string[] = [], first = 0): boolean {
  if (field === "*") return true;
  return field.split(",").some((part) => {
    const [from = Number.NaN, to = from] = part.split("-").map((end) => numberOf(end, words, first));
    // FRI-MON goes round the end of the week.
    return from <= to ? from <= value && value <= to : from <= value || value <= to;
  });
}

function isField(field: string, least: number, most: number, words: readonly string[] = []): boolean {
  if (field === "*") return true;
  return field.split(",").every((part) => {
    const ends = part.split("-").map((end) => numberOf(end, words, least));
    return ends.length <= 2 && ends.every((end) => end >= least && end <= most);
  });
}

function numberOf(text: string, words: readonly string[], first: number): number {
  const index = words.indexOf(text.toUpperCase());
  if (index !== -1) return index + first;
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

function cronFields(expression: string): string[] | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(/\s+/);
  return fields?.length === 5 ? fields : undefined;
}

/** The wall clock's time of an `at` expression, as if it were UTC. */
function onceAt(expression: string): number | undefined {
  const text = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/.exec(expression)?.[1];
  const time = text === undefined ? Number.NaN : Date.parse(`${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** What a clock on the wall there shows, as if it were UTC. */
function wallClock(now: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
    hourCycle: "h23",
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
