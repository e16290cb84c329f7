import { scheduleFault } from "../../aws/schedule.ts";
import { isTimeZone } from "../../aws/time-zone.ts";
import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { ScheduledQuerySpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

/** The rules for scheduled queries that a schema can't say; all that are broken. */
export function checkScheduledQuery(document: Document<ScheduledQuerySpec>): Problem[] {
  const { spec } = document;
  const problems: Problem[] = [];
  const complain = (field: string, code: string, message: string) =>
    problems.push(problemAt(document, `/spec/${field}`, code, message));

  const { scheduleExpression, timezone, startTimeOffset, endTimeOffset = 0 } = spec;
  const fault = hasPlaceholder(scheduleExpression) ? undefined : scheduleFault(scheduleExpression);
  if (fault !== undefined) complain("scheduleExpression", "bad-schedule", fault);
  if (timezone !== undefined && !hasPlaceholder(timezone) && !isTimeZone(timezone))
    complain("timezone", "unknown-time-zone", "isn't a time zone; write an IANA name such as Europe/Berlin");
  if (startTimeOffset !== undefined && endTimeOffset >= startTimeOffset)
    complain(
      "endTimeOffset",
      "empty-range",
      `the query would look at nothing: it ends ${endTimeOffset} s before it runs and begins ${startTimeOffset} s before; make endTimeOffset less than startTimeOffset`,
    );

  const { scheduleStartTime, scheduleEndTime } = spec;
  if (
    scheduleStartTime !== undefined &&
    scheduleEndTime !== undefined &&
    scheduleEndTime <= scheduleStartTime
  )
    complain(
      "scheduleEndTime",
      "empty-range",
      "it would end before it begins; make it later than scheduleStartTime",
    );

  // "SOURCE" names log groups in Logs Insights' language and PPL; SQL has FROM.
  const namesGroups = spec.queryLanguage === "SQL" || /\bsource\b/i.test(spec.queryString);
  if (spec.logGroupIdentifiers === undefined && !namesGroups && !hasPlaceholder(spec.queryString))
    complain(
      "logGroupIdentifiers",
      "missing-log-groups",
      "the query is about no log groups; name some here, or by SOURCE in the query",
    );
  return problems;
}
