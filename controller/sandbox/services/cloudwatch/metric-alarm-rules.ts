import {
  ComparisonOperator,
  type Dimension,
  type MetricDataQuery,
  type PutMetricAlarmInput,
  StandardUnit,
  Statistic,
} from "@aws-sdk/client-cloudwatch";
import { refuseUnless } from "./stored-alarm.ts";

const day = 86_400;
const week = 604_800;
const hour = 3_600;

const rangeOperators = new Set<string>([
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
]);

/** The members that describe a single metric, which neither `Metrics` nor `EvaluationCriteria` go with. */
const singleMetricFields = [
  "MetricName",
  "Namespace",
  "Dimensions",
  "Period",
  "Unit",
  "Statistic",
  "ExtendedStatistic",
] as const;

const excludedByCriteria = [
  ...singleMetricFields,
  "Metrics",
  "Threshold",
  "ComparisonOperator",
  "ThresholdMetricId",
  "EvaluationPeriods",
  "DatapointsToAlarm",
  "TreatMissingData",
  "EvaluateLowSampleCountPercentile",
  "EvaluationWindow",
] as const;

// PutMetricAlarm's documentation of ExtendedStatistic, and the CloudWatch user guide's statistics definitions.
const extendedStatistic =
  /^(?:(?:p|tm|tc|ts|wm)(?:\d{1,2}(?:\.\d+)?|100(?:\.0+)?)|IQM|(?:PR|TC|TM|TS|WM)\([^()]*:[^()]*\))$/i;

/** Refuses a PutMetricAlarm that CloudWatch would refuse; the parts every alarm has are checked elsewhere. */
export function checkMetricAlarm(input: PutMetricAlarmInput): void {
  if (input.EvaluationCriteria) checkCriteria(input);
  else {
    refuseUnless(input.EvaluationInterval === undefined, "EvaluationInterval needs EvaluationCriteria");
    checkThreshold(input);
    if (isGiven(input.Metrics)) checkQueries(input, input.Metrics);
    else checkSingleMetric(input);
    checkEvaluation(input);
  }
  checkWindowAndWarmUp(input);
}

function checkCriteria(input: PutMetricAlarmInput): void {
  for (const field of excludedByCriteria)
    refuseUnless(!isGiven(input[field]), `${field} can't be specified with EvaluationCriteria`);
  const criteria = input.EvaluationCriteria?.PromQLCriteria;
  refuseUnless(criteria !== undefined, "EvaluationCriteria must have PromQLCriteria");
  refuseUnless((criteria.Query ?? "").trim() !== "", "PromQLCriteria.Query is required");
  for (const seconds of [criteria.PendingPeriod, criteria.RecoveryPeriod])
    refuseUnless(seconds === undefined || seconds >= 0, "PendingPeriod and RecoveryPeriod can't be negative");
  refuseUnless(
    input.EvaluationInterval !== undefined,
    "EvaluationInterval is required with EvaluationCriteria",
  );
  refuseUnless(
    isAlarmPeriod(input.EvaluationInterval),
    "EvaluationInterval must be 10, 20, 30 or a multiple of 60",
  );
}

function checkThreshold(input: PutMetricAlarmInput): void {
  const operator = input.ComparisonOperator;
  refuseUnless(operator !== undefined, "ComparisonOperator is required");
  refuseUnless(Object.hasOwn(ComparisonOperator, operator), `Invalid ComparisonOperator: ${operator}`);
  if (!rangeOperators.has(operator)) {
    refuseUnless(
      input.Threshold !== undefined,
      "Threshold is required for alarms based on static thresholds",
    );
    refuseUnless(input.ThresholdMetricId === undefined, `ThresholdMetricId can't be used with ${operator}`);
    return;
  }
  refuseUnless(input.ThresholdMetricId !== undefined, `${operator} needs ThresholdMetricId`);
  refuseUnless(input.Threshold === undefined, `Threshold can't be used with ${operator}`);
  const actions = [input.OKActions, input.AlarmActions, input.InsufficientDataActions].flat();
  refuseUnless(
    !actions.some((action) => action?.split(":")[2] === "autoscaling"),
    "Alarms based on anomaly detection models cannot have Auto Scaling actions",
  );
}

function checkSingleMetric(input: PutMetricAlarmInput): void {
  refuseUnless(
    isGiven(input.MetricName),
    "Either MetricName, a Metrics array or EvaluationCriteria must be specified",
  );
  refuseUnless(input.ThresholdMetricId === undefined, "ThresholdMetricId needs a Metrics array");
  checkMetricName(input.Namespace, input.MetricName);
  checkDimensions(input.Dimensions);
  refuseUnless(
    (input.Statistic === undefined) !== (input.ExtendedStatistic === undefined),
    "Exactly one of Statistic and ExtendedStatistic must be specified",
  );
  if (input.Statistic !== undefined)
    refuseUnless(Object.hasOwn(Statistic, input.Statistic), `Invalid Statistic: ${input.Statistic}`);
  if (input.ExtendedStatistic !== undefined)
    refuseUnless(
      extendedStatistic.test(input.ExtendedStatistic),
      `The value ${input.ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    );
  checkUnit(input.Unit);
  refuseUnless(isAlarmPeriod(input.Period), "Period must be 10, 20, 30 or a multiple of 60");
}

function checkQueries(input: PutMetricAlarmInput, queries: readonly MetricDataQuery[]): void {
  for (const field of singleMetricFields)
    refuseUnless(!isGiven(input[field]), `${field} can't be specified together with Metrics`);
  const ids = new Set<string>();
  for (const query of queries) {
    const id = query.Id ?? "";
    refuseUnless(/^[a-z][a-zA-Z0-9_]{0,254}$/.test(id), `Invalid metric query id: ${id}`);
    refuseUnless(!ids.has(id), `Duplicate metric query id: ${id}`);
    ids.add(id);
    checkQuery(query);
  }
  refuseUnless(
    queries.some(({ MetricStat, Period }) => MetricStat !== undefined || Period !== undefined),
    "Period must not be null",
  );
  const band = queries.find((query) => query.Id === input.ThresholdMetricId);
  if (input.ThresholdMetricId !== undefined)
    refuseUnless(
      /ANOMALY_DETECTION_BAND/i.test(band?.Expression ?? ""),
      "ThresholdMetricId must be the id of an ANOMALY_DETECTION_BAND function",
    );
  const watched = queries.filter((query) => query.ReturnData !== false && query !== band);
  refuseUnless(watched.length === 1, "Exactly one element of the metrics list should return data");
}

/** Refuses one of the queries of metric maths that CloudWatch would refuse by itself. */
export function checkQuery(query: MetricDataQuery): void {
  const { Id: id, Expression: expression, MetricStat: stat } = query;
  refuseUnless(
    (expression === undefined) !== (stat === undefined),
    `Exactly one of Expression and MetricStat must be specified for ${id}`,
  );
  refuseUnless(query.Period === undefined || isQueryPeriod(query.Period), `Invalid Period for ${id}`);
  refuseUnless(
    query.AccountId === undefined || /^\d{12}$/.test(query.AccountId),
    `Invalid AccountId for ${id}`,
  );
  refuseUnless(!/\bSEARCH\s*\(/i.test(expression ?? ""), "SEARCH is not supported on Metric Alarms");
  if (expression !== undefined)
    refuseUnless(expression.length >= 1 && expression.length <= 2048, `Invalid Expression for ${id}`);
  if (!stat) return;
  checkMetricName(stat.Metric?.Namespace, stat.Metric?.MetricName);
  checkDimensions(stat.Metric?.Dimensions);
  refuseUnless(isQueryPeriod(stat.Period), `Invalid MetricStat.Period for ${id}`);
  refuseUnless(isStatistic(stat.Stat ?? ""), `Invalid MetricStat.Stat for ${id}`);
  checkUnit(stat.Unit);
}

function checkEvaluation(input: PutMetricAlarmInput): void {
  const periods = input.EvaluationPeriods;
  refuseUnless(isWhole(periods) && periods >= 1, "EvaluationPeriods must be at least 1");
  const datapoints = input.DatapointsToAlarm;
  refuseUnless(
    datapoints === undefined || (isWhole(datapoints) && datapoints >= 1 && datapoints <= periods),
    "DatapointsToAlarm must be between 1 and EvaluationPeriods",
  );
  const period = Math.max(
    input.Period ?? 0,
    ...(input.Metrics ?? []).map((query) => query.MetricStat?.Period ?? query.Period ?? 0),
  );
  const limit = period < hour ? day : week;
  refuseUnless(
    period * periods <= limit,
    `Metrics cannot be checked across more than ${limit === day ? "a day" : "seven days"} (EvaluationPeriods * Period must be <= ${limit})`,
  );
  checkChoice("TreatMissingData", input.TreatMissingData, ["breaching", "notBreaching", "ignore", "missing"]);
  checkChoice("EvaluateLowSampleCountPercentile", input.EvaluateLowSampleCountPercentile, [
    "evaluate",
    "ignore",
  ]);
}

function checkWindowAndWarmUp({
  EvaluationWindow: window,
  WarmUpConfiguration: warmUp,
}: PutMetricAlarmInput) {
  if (window) {
    refuseUnless(
      (window.SlidingWindow === undefined) !== (window.WallClockWindow === undefined),
      "EvaluationWindow must be either a sliding window or a wall clock window",
    );
    const zone = window.WallClockWindow?.Timezone;
    refuseUnless(zone === undefined || isTimeZone(zone), `Invalid Timezone: ${zone}`);
  }
  if (warmUp)
    refuseUnless(
      isWhole(warmUp.WarmUpPeriodDurationInMinutes) && warmUp.WarmUpPeriodDurationInMinutes >= 1,
      "WarmUpPeriodDurationInMinutes must be at least 1",
    );
}

export function checkMetricName(namespace: string | undefined, name: string | undefined): void {
  refuseUnless(isGiven(name) && name.length <= 255, "MetricName must be between 1 and 255 characters long");
  refuseUnless(
    isGiven(namespace) && namespace.length <= 255 && !namespace.startsWith(":"),
    "Namespace must be between 1 and 255 characters long and not start with a colon",
  );
}

export function checkDimensions(dimensions: readonly Dimension[] = []): void {
  refuseUnless(dimensions.length <= 30, "A metric can't have more than 30 dimensions");
  for (const { Name, Value } of dimensions)
    refuseUnless(isGiven(Name) && isGiven(Value), "A dimension needs a Name and a Value");
}

/** Whether CloudWatch sums metrics up by it. */
export function isStatistic(text: string): boolean {
  return Object.hasOwn(Statistic, text) || extendedStatistic.test(text);
}

function checkUnit(unit: string | undefined): void {
  checkChoice("Unit", unit, Object.values(StandardUnit));
}

function checkChoice(field: string, value: string | undefined, choices: readonly string[]): void {
  refuseUnless(
    value === undefined || choices.includes(value),
    `Invalid ${field}: ${value}. Valid values: ${choices.join(", ")}`,
  );
}

function isGiven<T>(value: T | undefined | null): value is T {
  return (
    value !== undefined &&
    value !== null &&
    value !== "" &&
    !(Array.isArray(value) && (value as unknown[]).length === 0)
  );
}

function isWhole(value: number | undefined): value is number {
  return Number.isInteger(value);
}

function isAlarmPeriod(seconds: number | undefined): boolean {
  return isWhole(seconds) && seconds > 0 && ([10, 20, 30].includes(seconds) || seconds % 60 === 0);
}

// MetricStat.Period's documentation allows 1 and 5 seconds besides an alarm's periods.
function isQueryPeriod(seconds: number | undefined): boolean {
  return seconds === 1 || seconds === 5 || isAlarmPeriod(seconds);
}

function isTimeZone(zone: string): boolean {
  const offset = /^(?:UTC|GMT)?[+-](\d{2}):?(\d{2})$/.exec(zone);
  if (offset) return Number(offset[1]) <= 14 && Number(offset[2]) < 60 && Number(offset[2]) % 5 === 0;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
