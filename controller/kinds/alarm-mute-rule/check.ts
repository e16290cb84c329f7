import { isTimeZone } from "../../aws/time-zone.ts";
import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { AlarmMuteRuleSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { minutesOf } from "./duration.ts";
import { isCalendarMinute, longestGap, scheduleFlaw } from "./schedule.ts";

const maxMinutes = 15 * 24 * 60;

/** The rules of PutAlarmMuteRule that a schema can't say, all of them at once. */
export function checkMuteRule(document: Document<AlarmMuteRuleSpec>): Problem[] {
  const { rule, startDate, expireDate } = document.spec;
  const { expression, duration, timezone } = rule.schedule;
  const problems: Problem[] = [];
  const report = (pointer: string, code: string, message: string) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };

  const text = expression.trim().replaceAll(/\s+/g, " ");
  const flaw = hasPlaceholder(text) ? undefined : scheduleFlaw(text);
  if (flaw !== undefined) report("rule/schedule/expression", "malformed-schedule", flaw);

  const minutes = minutesOf(duration) ?? 0;
  if (!hasPlaceholder(duration) && (minutes < 1 || minutes > maxMinutes))
    report(
      "rule/schedule/duration",
      "out-of-range",
      `a window lasts from one minute (PT1M) to 15 days (P15D), not ${duration}`,
    );
  if (timezone !== undefined && !isNamedZone(timezone))
    report(
      "rule/schedule/timezone",
      "unknown-time-zone",
      `${timezone} is no time zone; name one such as UTC or Europe/Berlin`,
    );

  const dates = { startDate, expireDate };
  for (const [field, date] of Object.entries(dates))
    if (date !== undefined && !hasPlaceholder(date) && !isDate(date))
      report(field, "malformed-date", `${date} is no day of the calendar; write it as 2026-12-31T23:59:00Z`);
  if (startDate !== undefined && expireDate !== undefined && Date.parse(expireDate) <= Date.parse(startDate))
    report(
      "expireDate",
      "empty-range",
      "the rule would expire before it takes effect; make expireDate later than startDate",
    );

  const gap = longestGap(text);
  if (expireDate === undefined && gap !== undefined && minutes >= gap)
    problems.push({
      ...problemAt(
        document,
        "/spec/rule/schedule/duration",
        "always-muted",
        "each window lasts until the next begins and the rule never expires, so its alarms never notify anybody; shorten the duration, or give it an expireDate",
      ),
      severity: "warning",
    });
  return problems;
}

function isNamedZone(text: string): boolean {
  return hasPlaceholder(text) || (isTimeZone(text) && !/^(UTC|GMT)?[+-]/.test(text));
}

/** Whether a date that has the right form is one; it may stand in another zone's day. */
function isDate(text: string): boolean {
  return isCalendarMinute(text.slice(0, 16)) && !Number.isNaN(Date.parse(text));
}
