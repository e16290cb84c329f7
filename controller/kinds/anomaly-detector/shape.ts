import type {
  AnomalyDetector,
  AnomalyDetectorConfiguration,
  MetricMathAnomalyDetector,
  PutAnomalyDetectorInput,
  SingleMetricAnomalyDetector,
} from "@aws-sdk/client-cloudwatch";
import {
  type Dimensions,
  dimensionsFromAws,
  dimensionsToAws,
  type QueryShape,
  queryFromAws,
  queryToAws,
} from "../../aws/metric-queries.ts";
import type { AnomalyDetectorSpec } from "../../generated/types.ts";

/** An anomaly detector in canonical shape: either a single metric or queries. Empty for one that is gone. */
export interface AnomalyDetectorShape {
  readonly namespace?: string;
  readonly metricName?: string;
  readonly dimensions?: Dimensions;
  readonly stat?: string;
  /** Only where it is another account's. */
  readonly accountId?: string;
  /** By id, without labels. */
  readonly metricDataQueries?: readonly QueryShape[];
  readonly configuration?: {
    /** By start, in UTC. */
    readonly excludedTimeRanges?: readonly { readonly startTime: string; readonly endTime: string }[];
    /** Absent for UTC. */
    readonly metricTimezone?: string;
    readonly adaptationSpeed: string;
    readonly outlierFilteringStrength: string;
  };
  readonly metricCharacteristics?: { readonly periodicSpikes: boolean };
}

/** The shape that a spec asks for in an account. */
export function desiredDetector(spec: AnomalyDetectorSpec, account: string): AnomalyDetectorShape {
  const { configuration = {}, metricDataQueries } = spec;
  return fromAws(
    {
      ...(metricDataQueries
        ? { MetricMathAnomalyDetector: { MetricDataQueries: metricDataQueries.map(queryToAws) } }
        : {
            SingleMetricAnomalyDetector: {
              Namespace: spec.namespace,
              MetricName: spec.metricName,
              Dimensions: dimensionsToAws(spec.dimensions),
              Stat: spec.stat,
              AccountId: spec.accountId,
            },
          }),
      Configuration: {
        ExcludedTimeRanges: (configuration.excludedTimeRanges ?? []).map(({ startTime, endTime }) => ({
          StartTime: utc(startTime),
          EndTime: utc(endTime),
        })),
        MetricTimezone: configuration.metricTimezone,
        AdaptationSpeed: configuration.adaptationSpeed,
        OutlierFilteringStrength: configuration.outlierFilteringStrength,
      },
      MetricCharacteristics: { PeriodicSpikes: spec.metricCharacteristics?.periodicSpikes },
    },
    account,
  );
}

/**
 * A detector of AWS's in canonical shape, its defaults folded.
 * @param account whose it is: AWS writes it beside metrics that are its own
 */
export function fromAws(detector: AnomalyDetector, account: string): AnomalyDetectorShape {
  const queries = detector.MetricMathAnomalyDetector?.MetricDataQueries;
  // The members beside SingleMetricAnomalyDetector are the ones of old.
  const single = detector.SingleMetricAnomalyDetector ?? detector;
  const accountId = "AccountId" in single ? single.AccountId : undefined;
  return {
    ...(queries
      ? { metricDataQueries: queries.map((query) => withoutOwn(queryFromAws(query), account)).sort(byId) }
      : {
          ...(single.Namespace && { namespace: single.Namespace }),
          ...(single.MetricName && { metricName: single.MetricName }),
          ...(single.Dimensions?.length && { dimensions: dimensionsFromAws(single.Dimensions) }),
          ...(single.Stat && { stat: single.Stat }),
          ...(accountId && accountId !== account && { accountId }),
        }),
    configuration: configurationFromAws(detector.Configuration),
    metricCharacteristics: { periodicSpikes: detector.MetricCharacteristics?.PeriodicSpikes ?? false },
  };
}

/** What AWS tells it apart by, as Put and Delete take it. */
export function identityToAws(shape: AnomalyDetectorShape): {
  SingleMetricAnomalyDetector?: SingleMetricAnomalyDetector;
  MetricMathAnomalyDetector?: MetricMathAnomalyDetector;
} {
  if (shape.metricDataQueries)
    return { MetricMathAnomalyDetector: { MetricDataQueries: shape.metricDataQueries.map(queryToAws) } };
  return {
    SingleMetricAnomalyDetector: {
      Namespace: shape.namespace,
      MetricName: shape.metricName,
      Dimensions: dimensionsToAws(shape.dimensions) ?? [],
      Stat: shape.stat,
      ...(shape.accountId && { AccountId: shape.accountId }),
    },
  };
}

/** The whole body of a Put, defaults written out. */
export function toAws(shape: AnomalyDetectorShape): PutAnomalyDetectorInput {
  const { configuration, metricCharacteristics } = shape;
  // The texts come from the schema's own lists.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const trained = {
    ExcludedTimeRanges: (configuration?.excludedTimeRanges ?? []).map(({ startTime, endTime }) => ({
      StartTime: utc(startTime),
      EndTime: utc(endTime),
    })),
    ...(configuration?.metricTimezone && { MetricTimezone: configuration.metricTimezone }),
    AdaptationSpeed: configuration?.adaptationSpeed,
    OutlierFilteringStrength: configuration?.outlierFilteringStrength,
  } as AnomalyDetectorConfiguration;
  return {
    ...identityToAws(shape),
    Configuration: trained,
    MetricCharacteristics: { PeriodicSpikes: metricCharacteristics?.periodicSpikes ?? false },
  };
}

function configurationFromAws(
  configuration: AnomalyDetectorConfiguration = {},
): NonNullable<AnomalyDetectorShape["configuration"]> {
  const { ExcludedTimeRanges: ranges = [], MetricTimezone: zone } = configuration;
  const excluded = ranges
    .map(({ StartTime, EndTime }) => ({ startTime: textOf(StartTime), endTime: textOf(EndTime) }))
    .sort((a, b) => (a.startTime + a.endTime < b.startTime + b.endTime ? -1 : 1));
  return {
    ...(excluded.length > 0 && { excludedTimeRanges: excluded }),
    ...(zone && zone !== "UTC" && { metricTimezone: zone }),
    adaptationSpeed: configuration.AdaptationSpeed ?? "NORMAL",
    outlierFilteringStrength: configuration.OutlierFilteringStrength ?? "MODERATE",
  };
}

function withoutOwn({ label: _, accountId, ...query }: QueryShape, account: string): QueryShape {
  return accountId && accountId !== account ? { ...query, accountId } : query;
}

function byId(a: QueryShape, b: QueryShape): number {
  return a.id < b.id ? -1 : 1;
}

/** A text without a zone is UTC too, as AWS takes it. */
function utc(text: string): Date {
  return new Date(text.endsWith("Z") ? text : `${text}Z`);
}

function textOf(time: Date | undefined): string {
  return time && !Number.isNaN(time.getTime()) ? time.toISOString().replace(/\.\d{3}Z$/, "Z") : "";
}
