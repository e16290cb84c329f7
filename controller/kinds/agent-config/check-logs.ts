import { isRef } from "../../document.ts";
import type { AgentConfigSpec } from "../../generated/types.ts";
import type { Report } from "./check.ts";

type Logs = NonNullable<AgentConfigSpec["config"]["logs"]>;

/** A file or event log, and what is the same of both. */
interface Collected {
  readonly pointer: string;
  readonly log_group_name?: unknown;
  readonly retention_in_days?: number;
}

/** The rules of the agent's `logs` section. */
export function checkLogs(logs: Logs | undefined, report: Report, warn: Report): void {
  if (!logs) return;
  if (!logs.logs_collected && !logs.metrics_collected)
    report(
      "logs",
      "missing-field",
      "it collects nothing; add logs_collected or metrics_collected, or remove logs",
    );
  const { files, windows_events: events } = logs.logs_collected ?? {};
  for (const [index, file] of (files?.collect_list ?? []).entries())
    if (file.multi_line_start_pattern === "{timestamp_format}" && file.timestamp_format === undefined)
      report(
        `logs/logs_collected/files/collect_list/${index}/multi_line_start_pattern`,
        "missing-field",
        "{timestamp_format} stands for timestamp_format, which is missing; add it, e.g. timestamp_format: '%Y-%m-%d %H:%M:%S'",
      );
  for (const [index, event] of (events?.collect_list ?? []).entries()) {
    const pointer = `logs/logs_collected/windows_events/collect_list/${index}`;
    if (!event.event_levels && !event.event_ids && !event.filters)
      report(
        pointer,
        "missing-field",
        "nothing says which events are sent; add event_levels, event_ids or filters",
      );
    // The agent's own schema refuses it: the log is called ForwardedEvents.
    if (event.event_name === "Forwarded Events")
      report(`${pointer}/event_name`, "invalid-name", "Windows calls this log ForwardedEvents; write it so");
  }
  checkRetention(
    [
      ...(files?.collect_list ?? []).map((file, index) => ({
        ...file,
        pointer: `logs/logs_collected/files/collect_list/${index}`,
      })),
      ...(events?.collect_list ?? []).map((event, index) => ({
        ...event,
        pointer: `logs/logs_collected/windows_events/collect_list/${index}`,
      })),
    ],
    report,
    warn,
  );
}

/** An agent that is told two retentions of one group stops (the agent's documentation of retention_in_days). */
function checkRetention(all: readonly Collected[], report: Report, warn: Report): void {
  const first = new Map<string, number>();
  for (const { pointer, log_group_name: group, retention_in_days: days } of all) {
    if (group === undefined || days === undefined) continue;
    const name = isRef(group) ? group.ref : typeof group === "string" ? group : "";
    const before = first.get(name) ?? days;
    first.set(name, before);
    if (before !== days)
      report(
        `${pointer}/retention_in_days`,
        "conflicting-retention",
        `${name} is kept for ${before} days further up, and an agent that is told two retentions of a group stops; write the same in both`,
      );
    else if (isRef(group) && days !== -1)
      warn(
        `${pointer}/retention_in_days`,
        "retention-twice",
        `${name} says itself how long it keeps events, and the agent would undo that; remove retention_in_days`,
      );
  }
}
