import {
  AnomalyDetectorAdaptationSpeed,
  type AnomalyDetectorConfiguration,
  AnomalyDetectorOutlierFilteringStrength,
  type Dimension,
  type MetricMathAnomalyDetector,
  type SingleMetricAnomalyDetector,
} from "@aws-sdk/client-cloudwatch";
import { AwsError, type CallContext } from "../../service.ts";
import { checkDimensions, checkMetricName, checkQuery, isStatistic } from "./metric-alarm-rules.ts";
import { refuseUnless } from "./stored-alarm.ts";

/** How Put and Delete say which detector they mean; the first four members are the ones of old. */
export interface DetectorInput {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: Dimension[] | undefined;
  readonly Stat?: string | undefined;
  readonly SingleMetricAnomalyDetector?: SingleMetricAnomalyDetector | undefined;
  readonly MetricMathAnomalyDetector?: MetricMathAnomalyDetector | undefined;
}

/** What a detector learns. */
export type DetectorSource =
  | { readonly type: "SINGLE_METRIC"; readonly metric: SingleMetricAnomalyDetector }
  | { readonly type: "METRIC_MATH"; readonly math: MetricMathAnomalyDetector };

/** What an input means, checked, its account filled in and labels dropped, as CloudWatch keeps it. */
export function sourceOf(context: CallContext, input: DetectorInput): DetectorSource {
  const { SingleMetricAnomalyDetector: single, MetricMathAnomalyDetector: math } = input;
  const old = [input.Namespace, input.MetricName, input.Dimensions, input.Stat];
  const isOld = old.some((member) => member !== undefined);
  if ([isOld, single !== undefined, math !== undefined].filter(Boolean).length > 1)
    throw new AwsError(
      "InvalidParameterCombination",
      "SingleMetricAnomalyDetector, MetricMathAnomalyDetector and the parameters of a single metric exclude each other.",
    );
  if (math) return { type: "METRIC_MATH", math: checkedMath(context, math) };
  const metric = single ?? input;
  for (const member of ["Namespace", "MetricName", "Stat"] as const)
    if (!metric[member]) throw new AwsError("MissingParameter", `The parameter ${member} is required.`);
  checkMetricName(metric.Namespace, metric.MetricName);
  checkDimensions(metric.Dimensions);
  if (!isStatistic(metric.Stat ?? ""))
    throw new AwsError(
      "InvalidParameterValue",
      `The value ${metric.Stat} for parameter Stat is not supported.`,
    );
  return {
    type: "SINGLE_METRIC",
    metric: {
      AccountId: single?.AccountId ?? context.account,
      Namespace: metric.Namespace,
      MetricName: metric.MetricName,
      Dimensions: [...(metric.Dimensions ?? [])].sort((a, b) => ((a.Name ?? "") < (b.Name ?? "") ? -1 : 1)),
      Stat: metric.Stat,
    },
  };
}

function checkedMath(
  context: CallContext,
  { MetricDataQueries: queries = [] }: MetricMathAnomalyDetector,
): MetricMathAnomalyDetector {
  if (queries.length === 0) throw new AwsError("MissingParameter", "MetricDataQueries is required.");
  const ids = new Set(queries.map(({ Id }) => Id));
  refuseUnless(ids.size === queries.length, "Duplicate metric query id");
  for (const query of queries) {
    refuseUnless(/^[a-z][a-zA-Z0-9_]{0,254}$/.test(query.Id ?? ""), `Invalid metric query id: ${query.Id}`);
    checkQuery(query);
  }
  const returned = queries.filter(({ ReturnData }) => ReturnData !== false);
  if (returned.length !== 1)
    throw new AwsError(
      "InvalidParameterValue",
      "Exactly one element of MetricDataQueries should return data.",
    );
  return {
    MetricDataQueries: queries.map(({ Label: _, ...query }) => ({
      ...query,
      ReturnData: query.ReturnData ?? true,
      ...(query.MetricStat && { AccountId: query.AccountId ?? context.account }),
    })),
  };
}

const maxRanges = 10;

/** Refuses a configuration that CloudWatch wouldn't train by. */
export function checkConfiguration(configuration: AnomalyDetectorConfiguration): void {
  const { ExcludedTimeRanges: ranges = [], MetricTimezone: zone } = configuration;
  const { AdaptationSpeed: speed, OutlierFilteringStrength: strength } = configuration;
  refuseUnless(ranges.length <= maxRanges, `At most ${maxRanges} ExcludedTimeRanges can be specified`);
  for (const { StartTime: start, EndTime: end } of ranges)
    refuseUnless(start !== undefined && end !== undefined && start < end, "A range must end after it starts");
  if (zone !== undefined && !isZone(zone))
    throw new AwsError(
      "InvalidParameterValue",
      `The value ${zone} for parameter MetricTimezone is not supported.`,
    );
  refuseUnless(
    speed === undefined || Object.hasOwn(AnomalyDetectorAdaptationSpeed, speed),
    `Invalid AdaptationSpeed: ${speed}`,
  );
  refuseUnless(
    strength === undefined || Object.hasOwn(AnomalyDetectorOutlierFilteringStrength, strength),
    `Invalid OutlierFilteringStrength: ${strength}`,
  );
}

function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone) || zone.length > 50) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
