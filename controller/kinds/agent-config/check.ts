import { type Document, hasPlaceholder, isRef, problemAt } from "../../document.ts";
import type { AgentConfigSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { isRecord } from "../../value/record.ts";
import { checkLogs } from "./check-logs.ts";
import { advancedSize, standardSize, valueOf } from "./shape.ts";

/** Notes a problem with the value at a pointer below `/spec/config`. */
export type Report = (pointer: string, code: string, message: string) => void;

/** What the agent fills in for a dimension of every metric: its documentation of append_dimensions. */
const filledIn = ["ImageId", "InstanceId", "InstanceType", "AutoScalingGroupName"];

const jmxTargets = ["jvm", "kafka", "kafka-consumer", "kafka-producer", "tomcat"];

/** The rules of the agent's and of parameters that a schema can't say well, all of them at once. */
export function checkAgentConfig(document: Document<AgentConfigSpec>): Problem[] {
  const problems: Problem[] = [];
  const at = (pointer: string) => `/spec/config${pointer === "" ? "" : `/${pointer}`}`;
  const report: Report = (pointer, code, message) => {
    problems.push(problemAt(document, at(pointer), code, message));
  };
  const warn: Report = (pointer, code, message) => {
    problems.push({ ...problemAt(document, at(pointer), code, message), severity: "warning" });
  };
  const { config, tier } = document.spec;
  checkSize(config, tier, report);
  checkLogs(config.logs, report, warn);
  checkMetrics(config.metrics, report, warn);
  return problems;
}

/** What refs and placeholders will stand for isn't known yet and counts as nothing: `put` knows. */
function checkSize(config: unknown, tier: AgentConfigSpec["tier"], report: Report): void {
  const size = Buffer.byteLength(valueOf(withoutUnknown(config)));
  const most = tier === "Standard" ? standardSize : advancedSize;
  if (size <= most) return;
  report(
    "",
    "too-large",
    `its JSON has ${size} bytes, and ${tier === "Standard" ? "a standard parameter holds no" : "no parameter holds"} more than ${most}; ${
      tier === "Standard" && size <= advancedSize
        ? "remove tier: Standard, or make it shorter"
        : "split it in two, and have agents add the second with append-config"
    }`,
  );
}

function withoutUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnknown);
  if (isRef(value)) return "";
  if (typeof value === "string") return hasPlaceholder(value) ? "" : value;
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutUnknown(member)]));
}

function checkMetrics(metrics: AgentConfigSpec["config"]["metrics"], report: Report, warn: Report): void {
  for (const [name, value] of Object.entries(metrics?.append_dimensions ?? {}))
    if (!filledIn.includes(name) || value !== `\${aws:${name}}`)
      warn(
        `metrics/append_dimensions/${name}`,
        "no-effect",
        `the agent fills in only ${filledIn.map((one) => `${one}: \${aws:${one}}`).join(", ")}; give other dimensions to the metrics themselves`,
      );
  const collected = metrics?.metrics_collected;
  for (const [index, process] of (collected?.procstat ?? []).entries())
    if (!process.pid_file && !process.exe && !process.pattern)
      report(
        `metrics/metrics_collected/procstat/${index}`,
        "missing-field",
        "nothing says which process it is about; add pid_file, exe or pattern",
      );
  const jmx: unknown = collected?.jmx;
  for (const [index, one] of (Array.isArray(jmx) ? jmx : jmx === undefined ? [] : [jmx]).entries())
    if (isRecord(one) && !jmxTargets.some((target) => one[target] !== undefined))
      report(
        `metrics/metrics_collected/jmx${Array.isArray(jmx) ? `/${index}` : ""}`,
        "missing-field",
        `nothing says whose metrics are collected; add one of ${jmxTargets.join(", ")}`,
      );
}
