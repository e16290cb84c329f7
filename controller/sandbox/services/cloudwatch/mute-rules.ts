import type {
  AlarmMuteRuleSummary,
  DeleteAlarmMuteRuleInput,
  GetAlarmMuteRuleInput,
  GetAlarmMuteRuleOutput,
  ListAlarmMuteRulesInput,
  ListAlarmMuteRulesOutput,
  PutAlarmMuteRuleInput,
} from "@aws-sdk/client-cloudwatch";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { durationOf, isSchedule, muteTypeOf, statusOf } from "./mute-schedule.ts";
import { alarmsOf, refuseUnless } from "./stored-alarm.ts";
import { muteRuleArn, muteRulesOf, type StoredMuteRule } from "./stored-mute-rule.ts";

const minute = 60_000;
const longest = 15 * 24 * 60 * minute;
const maxRecords = 100;

/** Creates a mute rule or overwrites all of it but its tags. */
export function putAlarmMuteRule(context: CallContext, input: PutAlarmMuteRuleInput): void {
  const name = input.Name ?? "";
  refuseUnless(name.length >= 1 && name.length <= 255, "Name must be between 1 and 255 characters long");
  refuseUnless((input.Description ?? "").length <= 1024, "Description must be at most 1024 characters long");
  const schedule = checkedSchedule(input);
  checkTargets(context, input.MuteTargets?.AlarmNames);
  checkTags(input.Tags ?? []);
  const [start, expire] = [wholeMinute(input.StartDate), wholeMinute(input.ExpireDate)];
  refuseUnless(!start || !expire || start < expire, "ExpireDate must be after StartDate");

  const isNew = !muteRulesOf(context).get(name);
  muteRulesOf(context).put(name, {
    Name: name,
    Description: input.Description,
    Rule: { Schedule: schedule },
    MuteTargets: input.MuteTargets,
    StartDate: start,
    ExpireDate: expire,
    updated: context.clock.now(),
  });
  if (isNew) replaceTags(context, muteRuleArn(context, name), tagsFromList(input.Tags));
}

/** A mute rule in full. */
export function getAlarmMuteRule(context: CallContext, input: GetAlarmMuteRuleInput): GetAlarmMuteRuleOutput {
  const name = input.AlarmMuteRuleName ?? "";
  const rule = muteRulesOf(context).seen(name);
  if (!rule)
    throw new AwsError("ResourceNotFoundException", `Alarm mute rule ${name} does not exist`, {
      fields: { ResourceType: "AlarmMuteRule", ResourceId: name },
    });
  const { updated, ...given } = rule;
  const { AlarmMuteRuleArn, Status, MuteType } = summaryOf(context, rule);
  return { ...given, AlarmMuteRuleArn, Status, MuteType, LastUpdatedTimestamp: updated };
}

/** A page of mute rules by name, those of one alarm or with certain statuses if asked. */
export function listAlarmMuteRules(
  context: CallContext,
  input: ListAlarmMuteRulesInput,
): ListAlarmMuteRulesOutput {
  const { AlarmName: alarm, Statuses: statuses, MaxRecords: limit = 50 } = input;
  refuseUnless(limit >= 1 && limit <= maxRecords, `MaxRecords must be between 1 and ${maxRecords}`);
  if (alarm !== undefined && !alarmsOf(context).seen(alarm))
    throw new AwsError("ResourceNotFoundException", `Unknown alarm: ${alarm}`, {
      fields: { ResourceType: "Alarm", ResourceId: alarm },
    });
  const now = context.clock.now();
  const { rows, token } = page(muteRulesOf(context), {
    token: input.NextToken,
    limit,
    keep: (rule) =>
      (alarm === undefined || (rule.MuteTargets?.AlarmNames ?? []).includes(alarm)) &&
      (!statuses?.length || statuses.includes(statusOf(rule, now))),
    badToken: "InvalidNextToken",
  });
  return { AlarmMuteRuleSummaries: rows.map((rule) => summaryOf(context, rule)), NextToken: token };
}

/** Deletes a mute rule; one that doesn't exist is no error. */
export function deleteAlarmMuteRule(context: CallContext, input: DeleteAlarmMuteRuleInput): void {
  const name = input.AlarmMuteRuleName ?? "";
  if (!muteRulesOf(context).get(name)) return;
  muteRulesOf(context).delete(name);
  forgetTags(context, muteRuleArn(context, name));
}

function summaryOf(context: CallContext, rule: StoredMuteRule): AlarmMuteRuleSummary {
  return {
    AlarmMuteRuleArn: muteRuleArn(context, rule.Name ?? ""),
    ExpireDate: rule.ExpireDate,
    Status: statusOf(rule, context.clock.now()),
    MuteType: muteTypeOf(rule.Rule?.Schedule?.Expression ?? ""),
    LastUpdatedTimestamp: rule.updated,
  };
}

function checkedSchedule(input: PutAlarmMuteRuleInput) {
  const schedule = input.Rule?.Schedule;
  refuseUnless(schedule !== undefined, "Rule.Schedule is required");
  const { Expression: expression = "", Duration: duration = "", Timezone: timezone = "UTC" } = schedule;
  refuseUnless(isSchedule(expression), `Invalid schedule expression: ${expression}`);
  const length = durationOf(schedule);
  refuseUnless(length >= minute && length <= longest, "Duration must be between PT1M and P15D");
  refuseUnless(isZone(timezone), `Invalid timezone: ${timezone}`);
  return { Expression: expression, Duration: duration, Timezone: timezone };
}

function checkTargets(context: CallContext, names: readonly string[] = []): void {
  refuseUnless(names.length <= 100, "A mute rule can target at most 100 alarms");
  const unknown = names.filter((name) => !alarmsOf(context).get(name));
  refuseUnless(unknown.length === 0, `Alarms [${unknown.join(", ")}] do not exist`);
}

/** The API keeps whole minutes (hashicorp/terraform-provider-aws's aws_cloudwatch_alarm_mute_rule). */
function wholeMinute(date: Date | undefined): Date | undefined {
  return date && new Date(Math.floor(date.getTime() / minute) * minute);
}

function isZone(name: string): boolean {
  if (name.length > 50 || !/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
