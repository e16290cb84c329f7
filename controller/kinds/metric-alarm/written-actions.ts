import type { MetricAlarmSpec } from "../../generated/types.ts";

/** The actions that are written as ARNs, not as references, with their places below `/spec`. */
export function writtenActions(spec: MetricAlarmSpec): { pointer: string; arn: string }[] {
  const lists = ["alarmActions", "okActions", "insufficientDataActions"] as const;
  return lists.flatMap((field) =>
    (spec[field] ?? []).flatMap((action, index) =>
      typeof action === "string" ? [{ pointer: `${field}/${index}`, arn: action }] : [],
    ),
  );
}
