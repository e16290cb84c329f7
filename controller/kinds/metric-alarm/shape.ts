import type {
  ComparisonOperator,
  EvaluationCriteria,
  EvaluationWindow,
  MetricAlarm,
  PutMetricAlarmInput,
  StandardUnit,
  Statistic,
} from "@aws-sdk/client-cloudwatch";
import {
  type AlarmSettings,
  type GivenSettings,
  settingsFromAws,
  settingsToAws,
} from "../../aws/alarm-settings.ts";
import { type WarmUp, warmUpFromAws, warmUpToAws } from "../../aws/alarm-warm-up.ts";
import {
  type Dimensions,
  dimensionsFromAws,
  dimensionsToAws,
  type QueryShape,
  queryFromAws,
  queryToAws,
} from "../../aws/metric-queries.ts";

/** A metric alarm in canonical shape. */
export interface MetricAlarmShape extends AlarmSettings {
  readonly namespace?: string;
  readonly metricName?: string;
  readonly dimensions?: Dimensions;
  readonly statistic?: Statistic;
  readonly extendedStatistic?: string;
  readonly period?: number;
  readonly unit?: StandardUnit;
  readonly evaluationPeriods?: number;
  readonly datapointsToAlarm?: number;
  readonly threshold?: number;
  readonly comparisonOperator?: ComparisonOperator;
  readonly treatMissingData?: string;
  readonly evaluateLowSampleCountPercentile?: string;
  readonly metrics?: readonly QueryShape[];
  readonly thresholdMetricId?: string;
  readonly evaluationWindow?: {
    readonly slidingWindow?: Readonly<Record<string, never>>;
    readonly wallClockWindow?: { readonly timezone?: string };
  };
  readonly warmUpConfiguration?: WarmUp;
  readonly evaluationCriteria?: {
    readonly promQLCriteria?: {
      readonly query: string;
      readonly pendingPeriod?: number;
      readonly recoveryPeriod?: number;
    };
    /** The name of a kind of criteria that this version doesn't know. */
    readonly unknown?: string;
  };
  readonly evaluationInterval?: number;
}

/** The same as it stands in a spec with its references resolved, where anything may be left out. */
export type GivenMetricAlarm = GivenSettings & Omit<Partial<MetricAlarmShape>, keyof AlarmSettings>;

const slidingWindow = Object.freeze({ slidingWindow: Object.freeze({}) });

/** A metric alarm of AWS's, or what a Put would make one of, in canonical shape. */
export function fromAws(alarm: Omit<MetricAlarm, "AlarmName">): MetricAlarmShape {
  const shape: { -readonly [Field in keyof MetricAlarmShape]: MetricAlarmShape[Field] } =
    settingsFromAws(alarm);
  if (alarm.Namespace) shape.namespace = alarm.Namespace;
  if (alarm.MetricName) shape.metricName = alarm.MetricName;
  if (alarm.Dimensions?.length) shape.dimensions = dimensionsFromAws(alarm.Dimensions);
  if (alarm.Statistic) shape.statistic = alarm.Statistic;
  if (alarm.ExtendedStatistic) shape.extendedStatistic = alarm.ExtendedStatistic;
  if (alarm.Period) shape.period = alarm.Period;
  if (alarm.Unit) shape.unit = alarm.Unit;
  if (alarm.EvaluationPeriods) shape.evaluationPeriods = alarm.EvaluationPeriods;
  const datapoints = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods;
  if (datapoints) shape.datapointsToAlarm = datapoints;
  if (alarm.Threshold !== undefined) shape.threshold = alarm.Threshold;
  if (alarm.ComparisonOperator) shape.comparisonOperator = alarm.ComparisonOperator;
  if (alarm.Metrics?.length) shape.metrics = alarm.Metrics.map(queryFromAws);
  if (alarm.ThresholdMetricId) shape.thresholdMetricId = alarm.ThresholdMetricId;
  if (alarm.WarmUpConfiguration) shape.warmUpConfiguration = warmUpFromAws(alarm.WarmUpConfiguration);
  if (alarm.EvaluationCriteria) {
    shape.evaluationCriteria = criteriaFromAws(alarm.EvaluationCriteria);
    if (alarm.EvaluationInterval) shape.evaluationInterval = alarm.EvaluationInterval;
  } else {
    // None of these applies to a PromQL alarm (PutMetricAlarm's documentation).
    shape.treatMissingData = alarm.TreatMissingData || "missing";
    shape.evaluateLowSampleCountPercentile = alarm.EvaluateLowSampleCountPercentile || "evaluate";
    shape.evaluationWindow = windowFromAws(alarm.EvaluationWindow);
  }
  return shape;
}

/** The whole body of a Put but name and tags. AWS resets whatever is left out of it. */
export function toAws(alarm: GivenMetricAlarm): Omit<PutMetricAlarmInput, "AlarmName" | "Tags"> {
  const warmUp = alarm.warmUpConfiguration;
  const wallClock = alarm.evaluationWindow?.wallClockWindow;
  const promQL = alarm.evaluationCriteria?.promQLCriteria;
  return {
    ...settingsToAws(alarm),
    Namespace: alarm.namespace,
    MetricName: alarm.metricName,
    Dimensions: dimensionsToAws(alarm.dimensions),
    Statistic: alarm.statistic,
    ExtendedStatistic: alarm.extendedStatistic,
    Period: alarm.period,
    Unit: alarm.unit,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparisonOperator,
    TreatMissingData: alarm.treatMissingData,
    // Only percentiles may have it, so its default is left out.
    EvaluateLowSampleCountPercentile:
      alarm.evaluateLowSampleCountPercentile === "evaluate"
        ? undefined
        : alarm.evaluateLowSampleCountPercentile,
    Metrics: alarm.metrics?.map(queryToAws),
    ThresholdMetricId: alarm.thresholdMetricId,
    EvaluationWindow: wallClock && { WallClockWindow: { Timezone: wallClock.timezone ?? "UTC" } },
    WarmUpConfiguration: warmUp && warmUpToAws(warmUp),
    EvaluationCriteria: promQL && {
      PromQLCriteria: {
        Query: promQL.query,
        PendingPeriod: promQL.pendingPeriod ?? 0,
        RecoveryPeriod: promQL.recoveryPeriod ?? 0,
      },
    },
    EvaluationInterval: alarm.evaluationInterval,
  };
}

function windowFromAws(
  window: EvaluationWindow | undefined,
): NonNullable<MetricAlarmShape["evaluationWindow"]> {
  const wallClock = window?.WallClockWindow;
  return wallClock ? { wallClockWindow: { timezone: wallClock.Timezone || "UTC" } } : slidingWindow;
}

function criteriaFromAws(criteria: EvaluationCriteria): NonNullable<MetricAlarmShape["evaluationCriteria"]> {
  const promQL = criteria.PromQLCriteria;
  if (!promQL) return { unknown: criteria.$unknown?.[0] ?? "" };
  return {
    promQLCriteria: {
      query: promQL.Query ?? "",
      pendingPeriod: promQL.PendingPeriod ?? 0,
      recoveryPeriod: promQL.RecoveryPeriod ?? 0,
    },
  };
}
