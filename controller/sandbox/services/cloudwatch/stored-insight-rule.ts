import type { InsightRule } from "@aws-sdk/client-cloudwatch";
import type { CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** The Contributor Insights rules of the caller's account and region, by name; AWS's managed ones among them. */
export function insightRulesOf({ world, account, region }: CallContext): Table<InsightRule> {
  return world.table<InsightRule>(account, region, "cloudwatch/insight-rules");
}

/** The ARN of the rule `name` in the caller's account and region. */
export function insightRuleArn({ account, region }: CallContext, name: string): string {
  return `arn:aws:cloudwatch:${region}:${account}:insight-rule/${name}`;
}
