import type { PutAlarmMuteRuleInput } from "@aws-sdk/client-cloudwatch";
import type { CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** A mute rule as it is kept: what was put, with its defaults and whole minutes. */
export interface StoredMuteRule extends Omit<PutAlarmMuteRuleInput, "Tags"> {
  readonly updated: Date;
}

/** The mute rules of the caller's account and region, by name. */
export function muteRulesOf({ world, account, region }: CallContext): Table<StoredMuteRule> {
  return world.table<StoredMuteRule>(account, region, "cloudwatch/alarm-mute-rules");
}

/** The ARN of the rule `name` in the caller's account and region. */
export function muteRuleArn({ account, region }: CallContext, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:alarm-mute-rule:${name}`;
}
