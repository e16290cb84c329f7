import { checkSettings } from "../../aws/alarm-settings.ts";
import type { Report } from "../../aws/check-queries.ts";
import { isTimeZone } from "../../aws/time-zone.ts";
import { type Document, problemAt } from "../../document.ts";
import type { MetricAlarmSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { checkBilling } from "./billing.ts";
import { checkQueries } from "./queries.ts";
import { writtenActions } from "./written-actions.ts";

const hour = 3_600;
const day = 86_400;
const week = 604_800;

const singleMetricFields = [
  "namespace",
  "metricName",
  "dimensions",
  "statistic",
  "extendedStatistic",
  "period",
  "unit",
] as const;

const excludedByCriteria = [
  ...singleMetricFields,
  "metrics",
  "evaluationPeriods",
  "datapointsToAlarm",
  "threshold",
  "thresholdMetricId",
  "comparisonOperator",
  "treatMissingData",
  "evaluateLowSampleCountPercentile",
  "evaluationWindow",
] as const;

const rangeOperators = new Set([
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
]);

const wallClockPeriods = new Set([60, 300, hour, day, week]);

/** The rules of PutMetricAlarm that a schema can't say, all of them at once. */
export function checkMetricAlarm(document: Document<MetricAlarmSpec>): Problem[] {
  const problems = checkSettings(document);
  const at = (pointer: string) => (pointer === "" ? "/spec" : `/spec/${pointer}`);
  const report: Report = (pointer, code, message) => {
    problems.push(problemAt(document, at(pointer), code, message));
  };
  const warn: Report = (pointer, code, message) => {
    problems.push({ ...problemAt(document, at(pointer), code, message), severity: "warning" });
  };
  const { spec } = document;
  if (spec.evaluationCriteria) checkCriteria(spec, report);
  else {
    if (spec.evaluationInterval !== undefined)
      report(
        "evaluationInterval",
        "excluded-field",
        "evaluationInterval goes with evaluationCriteria only; remove it",
      );
    if (spec.metrics) {
      refuse(spec, singleMetricFields, "metrics, where each query says it for itself", report);
      checkQueries(spec, report, warn);
    } else checkSingleMetric(spec, report, warn);
    checkThreshold(spec, report);
    checkEvaluation(spec, report);
    checkWindow(spec, report);
  }
  checkBilling(document, warn);
  return problems;
}

/** Whether these seconds can be an alarm's period. */
function isAlarmPeriod(seconds: number): boolean {
  return [10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

/** The periods that an alarm's data points are made of, with their places below `/spec`. */
function periodsOf({ period, metrics }: MetricAlarmSpec): { pointer: string; seconds: number }[] {
  const flat = period === undefined ? [] : [{ pointer: "period", seconds: period }];
  const queries = (metrics ?? []).flatMap((query, index) => {
    if (query.metricStat)
      return [{ pointer: `metrics/${index}/metricStat/period`, seconds: query.metricStat.period }];
    return query.period === undefined ? [] : [{ pointer: `metrics/${index}/period`, seconds: query.period }];
  });
  return [...flat, ...queries];
}

function refuse(
  spec: MetricAlarmSpec,
  fields: readonly (keyof MetricAlarmSpec)[],
  owner: string,
  report: Report,
): void {
  for (const field of fields)
    if (spec[field] !== undefined)
      report(field, "excluded-field", `${field} doesn't go with ${owner}; remove it`);
}

function checkCriteria(spec: MetricAlarmSpec, report: Report): void {
  refuse(spec, excludedByCriteria, "evaluationCriteria, which says all of it in its query", report);
  if (spec.evaluationInterval === undefined)
    report(
      "evaluationCriteria",
      "missing-field",
      "evaluationCriteria needs evaluationInterval beside it; say how often the query runs, e.g. evaluationInterval: 60",
    );
  else if (!isAlarmPeriod(spec.evaluationInterval))
    report(
      "evaluationInterval",
      "invalid-period",
      `evaluationInterval is ${spec.evaluationInterval}; it must be 10, 20, 30 or a multiple of 60`,
    );
}

function checkSingleMetric(spec: MetricAlarmSpec, report: Report, warn: Report): void {
  if (spec.metricName === undefined) {
    report(
      "",
      "missing-field",
      "it watches nothing; give it metricName and namespace, or metrics, or evaluationCriteria",
    );
    return;
  }
  if (spec.namespace === undefined)
    report("metricName", "missing-field", "metricName needs namespace beside it, e.g. namespace: AWS/EC2");
  if (spec.statistic !== undefined && spec.extendedStatistic !== undefined)
    report(
      "extendedStatistic",
      "excluded-field",
      "statistic and extendedStatistic exclude each other; keep one of them",
    );
  if (spec.statistic === undefined && spec.extendedStatistic === undefined)
    report("metricName", "missing-field", "metricName needs either statistic or extendedStatistic beside it");
  if (spec.period === undefined)
    report("metricName", "missing-field", "metricName needs period beside it, e.g. period: 60");
  else if (!isAlarmPeriod(spec.period))
    report("period", "invalid-period", `period is ${spec.period}; it must be 10, 20, 30 or a multiple of 60`);
  if (spec.thresholdMetricId !== undefined)
    report(
      "thresholdMetricId",
      "missing-field",
      "thresholdMetricId names one of metrics, and there are none; write the metric as one of metrics, and the band as another",
    );
  if (spec.evaluateLowSampleCountPercentile === "ignore" && !/^p\d/i.test(spec.extendedStatistic ?? ""))
    warn(
      "evaluateLowSampleCountPercentile",
      "no-effect",
      "evaluateLowSampleCountPercentile says something about percentiles only; use extendedStatistic, e.g. p99, or remove it",
    );
}

function checkThreshold(spec: MetricAlarmSpec, report: Report): void {
  const operator = spec.comparisonOperator;
  if (operator === undefined) {
    report(
      "",
      "missing-field",
      "comparisonOperator is missing; say how the metric is compared, e.g. comparisonOperator: GreaterThanThreshold",
    );
    return;
  }
  if (!rangeOperators.has(operator)) {
    if (spec.threshold === undefined)
      report("comparisonOperator", "missing-field", `${operator} needs threshold beside it`);
    if (spec.thresholdMetricId !== undefined)
      report(
        "thresholdMetricId",
        "excluded-field",
        `thresholdMetricId doesn't go with ${operator}; remove it, or use one of ${[...rangeOperators].join(", ")}`,
      );
    return;
  }
  if (spec.threshold !== undefined)
    report(
      "threshold",
      "excluded-field",
      `threshold doesn't go with ${operator}, whose threshold is a band; remove it`,
    );
  if (spec.thresholdMetricId === undefined)
    report(
      "comparisonOperator",
      "missing-field",
      `${operator} needs thresholdMetricId beside it: the id of an ANOMALY_DETECTION_BAND in metrics`,
    );
  for (const { pointer, arn } of writtenActions(spec))
    if (arn.split(":")[2] === "autoscaling")
      report(
        pointer,
        "excluded-action",
        "an alarm on an anomaly band can't have Auto Scaling actions; remove it",
      );
}

function checkEvaluation(spec: MetricAlarmSpec, report: Report): void {
  const { evaluationPeriods, datapointsToAlarm } = spec;
  if (evaluationPeriods === undefined) {
    report(
      "",
      "missing-field",
      "evaluationPeriods is missing; say how many periods are looked at, e.g. evaluationPeriods: 3",
    );
    return;
  }
  if (datapointsToAlarm !== undefined && datapointsToAlarm > evaluationPeriods)
    report(
      "datapointsToAlarm",
      "out-of-range",
      `datapointsToAlarm is ${datapointsToAlarm} of only ${evaluationPeriods} evaluationPeriods, so it could never be reached; make it ${evaluationPeriods} or less`,
    );
  const longest = Math.max(0, ...periodsOf(spec).map(({ seconds }) => seconds));
  const limit = longest < hour ? day : week;
  if (longest * evaluationPeriods > limit)
    report(
      "evaluationPeriods",
      "out-of-range",
      `${evaluationPeriods} periods of ${longest} seconds are longer than ${limit === day ? "a day, the most for periods below an hour" : "seven days"}; at most ${Math.floor(limit / longest)} fit`,
    );
}

function checkWindow(spec: MetricAlarmSpec, report: Report): void {
  const window = spec.evaluationWindow?.wallClockWindow;
  if (!window) return;
  for (const { pointer, seconds } of periodsOf(spec))
    if (!wallClockPeriods.has(seconds))
      report(
        pointer,
        "invalid-period",
        `a wall clock window takes periods of 60, 300, 3600, 86400 or 604800 seconds, not ${seconds}`,
      );
  if (window.timezone !== undefined && !window.timezone.includes("${") && !isTimeZone(window.timezone))
    report(
      "evaluationWindow/wallClockWindow/timezone",
      "invalid-time-zone",
      `"${window.timezone}" is no time zone; write an IANA name such as Asia/Seoul, or an offset such as +05:30 in steps of 5 minutes`,
    );
}
