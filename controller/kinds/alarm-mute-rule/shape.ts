import type { GetAlarmMuteRuleOutput, PutAlarmMuteRuleInput } from "@aws-sdk/client-cloudwatch";
import { sortedTexts } from "../../value/sorted-texts.ts";
import { canonicalDuration } from "./duration.ts";

/** A mute rule in canonical shape. */
export interface MuteRuleShape {
  readonly description?: string;
  readonly rule: {
    readonly schedule: {
      readonly expression: string;
      /** In days, hours and minutes, none of which could be more of the next. */
      readonly duration: string;
      readonly timezone: string;
    };
  };
  readonly muteTargets?: {
    /** In their order, at least one. */
    readonly alarmNames: readonly string[];
  };
  /** `2026-12-24T18:00:00Z`: AWS keeps whole minutes, as Terraform's aws_cloudwatch_alarm_mute_rule says. */
  readonly startDate?: string;
  readonly expireDate?: string;
}

/** The same as it stands in a spec with its references resolved. */
export type GivenMuteRule = Omit<MuteRuleShape, "rule"> & {
  readonly rule: {
    readonly schedule: { readonly expression: string; readonly duration: string; readonly timezone?: string };
  };
};

/** A mute rule of AWS's, or what a Put would make one of, in canonical shape. */
export function fromAws(rule: GetAlarmMuteRuleOutput): MuteRuleShape {
  const schedule = rule.Rule?.Schedule;
  const names = rule.MuteTargets?.AlarmNames ?? [];
  return {
    ...(rule.Description && { description: rule.Description }),
    rule: {
      schedule: {
        expression: (schedule?.Expression ?? "").trim().replaceAll(/\s+/g, " "),
        duration: canonicalDuration(schedule?.Duration ?? ""),
        timezone: schedule?.Timezone || "UTC",
      },
    },
    ...(names.length > 0 && { muteTargets: { alarmNames: sortedTexts(names) } }),
    ...(rule.StartDate && { startDate: minuteOf(rule.StartDate) }),
    ...(rule.ExpireDate && { expireDate: minuteOf(rule.ExpireDate) }),
  };
}

/** The whole body of a Put but name and tags. AWS resets whatever is left out of it. */
export function toAws(rule: GivenMuteRule): Omit<PutAlarmMuteRuleInput, "Name" | "Tags"> {
  const { expression, duration, timezone = "UTC" } = rule.rule.schedule;
  return {
    ...(rule.description !== undefined && { Description: rule.description }),
    Rule: { Schedule: { Expression: expression, Duration: duration, Timezone: timezone } },
    ...(rule.muteTargets && { MuteTargets: { AlarmNames: [...rule.muteTargets.alarmNames] } }),
    ...(rule.startDate !== undefined && { StartDate: new Date(rule.startDate) }),
    ...(rule.expireDate !== undefined && { ExpireDate: new Date(rule.expireDate) }),
  };
}

function minuteOf(date: Date): string {
  // What isn't a date is refused by the checks, before anything is written.
  return Number.isNaN(date.getTime()) ? "" : `${date.toISOString().slice(0, 16)}:00Z`;
}
