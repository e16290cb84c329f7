import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import type { TagScope } from "../../tags.ts";
import { alarmsOf } from "./stored-alarm.ts";
import { dashboardsOf, homeOf } from "./stored-dashboard.ts";
import { insightRulesOf } from "./stored-insight-rule.ts";
import { metricStreamsOf } from "./stored-metric-stream.ts";
import { muteRulesOf } from "./stored-mute-rule.ts";

/** A resource that can carry tags: the row that says whether it exists, and where its tags are kept. */
export interface Taggable {
  readonly table: Pick<Table<object>, "get" | "seen">;
  readonly key: string;
  readonly tags: TagScope;
}

/** What leads an ARN's resource part, and where resources of that type are. */
const types: Readonly<Record<string, (context: CallContext, key: string) => Taggable>> = {
  "alarm:": (context, key) => ({ table: alarmsOf(context), key, tags: context }),
  "alarm-mute-rule:": (context, key) => ({ table: muteRulesOf(context), key, tags: context }),
  "dashboard/": (context, key) => ({ table: dashboardsOf(context), key, tags: homeOf(context) }),
  "insight-rule/": (context, key) => ({ table: insightRulesOf(context), key, tags: context }),
  "metric-stream/": (context, key) => ({ table: metricStreamsOf(context), key, tags: context }),
};

/** The resource of CloudWatch that an ARN of the caller's account and region names, if such a one can carry tags. */
export function taggableAt(context: CallContext, arn: string): Taggable | undefined {
  const [, region, account, resource = ""] = /^arn:[^:]+:cloudwatch:([^:]*):([^:]*):(.+)$/s.exec(arn) ?? [];
  if (resource === "") throw new AwsError("InvalidParameterValue", `Invalid ARN: ${arn}`);
  const type = /^[a-z-]+[:/]/.exec(resource)?.[0] ?? "";
  const find = types[type];
  if (!find || account !== context.account || (region !== context.region && region !== "")) return undefined;
  // Dashboards alone are in no region.
  return (type === "dashboard/") === (region === "") ? find(context, resource.slice(type.length)) : undefined;
}
