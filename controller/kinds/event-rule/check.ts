import { scheduleFault } from "../../aws/schedule.ts";
import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { EventRuleSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { lostNumber } from "../../value/json-numbers.ts";
import { checkTargets } from "./check-targets.ts";
import { patternFaults } from "./event-pattern.ts";

const longestName = 64;
/** "EventPattern: Maximum length of 4096" (PutRule), for accounts whose quota was raised from 2048. */
const longestPattern = 4096;

/** The rules for event rules that a schema can't say; all that are broken. */
export function checkEventRule(document: Document<EventRuleSpec>): Problem[] {
  return [
    ...checkName(document),
    ...checkTriggers(document),
    ...checkPattern(document),
    ...checkSchedule(document),
    ...checkState(document),
    ...checkTargets(document),
  ];
}

function checkName(document: Document<EventRuleSpec>): Problem[] {
  const { ruleName } = document.spec;
  const { name } = document.metadata;
  if (ruleName !== undefined || name.length <= longestName) return [];
  return [
    problemAt(
      document,
      "/metadata/name",
      "bad-rule-name",
      `a rule's name has at most ${longestName} characters, this one ${name.length}; give a shorter ruleName`,
    ),
  ];
}

function checkTriggers(document: Document<EventRuleSpec>): Problem[] {
  const { eventPattern, scheduleExpression } = document.spec;
  if (eventPattern !== undefined || scheduleExpression !== undefined) return [];
  return [
    problemAt(
      document,
      "/spec",
      "missing-trigger",
      "a rule needs an eventPattern, a scheduleExpression, or both",
    ),
  ];
}

function checkPattern(document: Document<EventRuleSpec>): Problem[] {
  const { eventPattern } = document.spec;
  if (eventPattern === undefined) return [];
  const isText = typeof eventPattern === "string";
  const at = (path: readonly string[]) =>
    isText ? "/spec/eventPattern" : ["/spec/eventPattern", ...path.map(escaped)].join("/");
  const problem = (path: readonly string[], message: string) =>
    problemAt(document, at(path), "bad-event-pattern", message);
  const text = isText ? eventPattern : JSON.stringify(eventPattern);
  const tooLong =
    text.length > longestPattern
      ? [
          problem(
            [],
            `an event pattern has at most ${longestPattern} characters as JSON, this one ${text.length}`,
          ),
        ]
      : [];
  let pattern: unknown = eventPattern;
  if (isText) {
    try {
      pattern = JSON.parse(eventPattern);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [problem([], `is no valid JSON (${reason}); write it as an object`)];
    }
    const lost = lostNumber(eventPattern);
    if (lost !== undefined) return [problem([], `${lost} is larger than 2^53 and would be rounded`)];
  }
  return [
    ...tooLong,
    ...patternFaults(pattern).map(({ path, message }) =>
      problem(path, isText && path.length > 0 ? `${path.join(".")}: ${message}` : message),
    ),
  ];
}

function checkSchedule(document: Document<EventRuleSpec>): Problem[] {
  const { scheduleExpression, eventBusName = "default" } = document.spec;
  if (scheduleExpression === undefined) return [];
  const problem = (code: string, message: string) =>
    problemAt(document, "/spec/scheduleExpression", code, message);
  const fault = hasPlaceholder(scheduleExpression) ? undefined : scheduleFault(scheduleExpression);
  const isDefault = /^(.*:event-bus\/)?default$/.test(eventBusName) || hasPlaceholder(eventBusName);
  return [
    ...(fault === undefined ? [] : [problem("bad-schedule", fault)]),
    ...(isDefault
      ? []
      : [
          problem(
            "schedule-off-default-bus",
            "only rules of the default bus have schedules; leave eventBusName out",
          ),
        ]),
  ];
}

function checkState(document: Document<EventRuleSpec>): Problem[] {
  const { state, eventBusName = "default" } = document.spec;
  const isPartners = /^(.*:event-bus\/)?aws\.partner\//.test(eventBusName);
  if (state !== "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" || !isPartners) return [];
  return [
    problemAt(
      document,
      "/spec/state",
      "conflicting-fields",
      "a partner's event bus has no management events; write ENABLED",
    ),
  ];
}

/** A JSON Pointer's segment, by RFC 6901. */
function escaped(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}
