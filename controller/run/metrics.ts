import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CallRecord } from "../aws/pace.ts";
import type { Change } from "../kind.ts";

/** Every metric of our own; `docs/metrics.md` explains each, and a test compares the two. */
export const metricTable = {
  controller_runtime_reconcile_total: {
    type: "counter",
    help: "Passes by result: success, or error when something could not be read or written.",
    labels: ["controller", "result"],
  },
  watchkeeper_pass_duration_seconds: {
    type: "histogram",
    help: "How long passes take.",
    labels: [],
  },
  watchkeeper_last_complete_pass_timestamp_seconds: {
    type: "gauge",
    help: "Unix time of the end of the last pass that could read everything.",
    labels: [],
  },
  watchkeeper_specs_valid: {
    type: "gauge",
    help: "1 when the specs are good, 0 while the last good set of them is kept or there never was one.",
    labels: [],
  },
  watchkeeper_objects: {
    type: "gauge",
    help: "Resources that git wants, as of the last pass.",
    labels: ["kind"],
  },
  watchkeeper_drift: {
    type: "gauge",
    help: "Resources that somebody had changed or deleted in AWS, as found by the last pass.",
    labels: ["kind", "account"],
  },
  watchkeeper_changes_total: {
    type: "counter",
    help: "Changes carried out, by what became of them.",
    labels: ["kind", "action", "outcome"],
  },
  watchkeeper_refused: {
    type: "gauge",
    help: "Changes that the last pass did not carry out, by reason.",
    labels: ["kind", "code"],
  },
  watchkeeper_aws_calls_total: {
    type: "counter",
    help: "Attempts at calls of AWS: ok, throttled or error.",
    labels: ["service", "operation", "outcome"],
  },
  watchkeeper_aws_throttles_total: {
    type: "counter",
    help: "Attempts that AWS throttled.",
    labels: ["service", "operation"],
  },
} as const;

type MetricName = keyof typeof metricTable;

/** What the last pass found, for the gauges. */
export interface PassFacts {
  readonly wanted: readonly { readonly kind: string }[];
  readonly drifted: readonly Change[];
  readonly refused: readonly Change[];
}

export interface Metrics {
  readonly contentType: string;
  /** Prometheus' text format. */
  text(): Promise<string>;
  /** A pass is over; `completeAt` when it could read everything. */
  passed(pass: { ok: boolean; seconds: number; completeAt: Date | undefined }): void;
  specsValid(valid: boolean): void;
  found(facts: PassFacts): void;
  changed(change: Change, outcome: string): void;
  called(call: CallRecord): void;
}

/** Metrics in a registry of their own, so that two controllers in one process don't share any. */
export function createMetrics({ processMetrics = true } = {}): Metrics {
  const register = new Registry();
  if (processMetrics) collectDefaultMetrics({ register });
  const describe = (name: MetricName) => {
    const { help, labels } = metricTable[name];
    return { name, help, labelNames: [...labels] as string[], registers: [register] };
  };
  const counter = (name: MetricName) => new Counter(describe(name));
  const gauge = (name: MetricName) => new Gauge(describe(name));

  const reconciles = counter("controller_runtime_reconcile_total");
  const durations = new Histogram({
    ...describe("watchkeeper_pass_duration_seconds"),
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600],
  });
  const lastComplete = gauge("watchkeeper_last_complete_pass_timestamp_seconds");
  const valid = gauge("watchkeeper_specs_valid");
  const objects = gauge("watchkeeper_objects");
  const drift = gauge("watchkeeper_drift");
  const changes = counter("watchkeeper_changes_total");
  const refused = gauge("watchkeeper_refused");
  const calls = counter("watchkeeper_aws_calls_total");
  const throttles = counter("watchkeeper_aws_throttles_total");
  const controller = "watchkeeper";
  for (const result of ["success", "error"]) reconciles.inc({ controller, result }, 0);

  return {
    contentType: register.contentType,
    text: () => register.metrics(),
    passed({ ok, seconds, completeAt }) {
      reconciles.inc({ controller, result: ok ? "success" : "error" });
      durations.observe(seconds);
      if (completeAt) lastComplete.set(completeAt.getTime() / 1000);
    },
    specsValid: (isValid) => valid.set(isValid ? 1 : 0),
    found(facts) {
      for (const one of [objects, drift, refused]) one.reset();
      for (const { kind } of facts.wanted) objects.inc({ kind });
      for (const { kind, scope } of facts.drifted) drift.inc({ kind, account: scope.account });
      for (const { kind, refused: refusal } of facts.refused)
        refused.inc({ kind, code: refusal?.code ?? "" });
    },
    changed: ({ kind, action }, outcome) => changes.inc({ kind, action, outcome }),
    called({ service, operation, outcome }) {
      calls.inc({ service, operation, outcome });
      if (outcome === "throttled") throttles.inc({ service, operation });
    },
  };
}
