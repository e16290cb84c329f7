import type { Dimension, MetricDataQuery, StandardUnit } from "@aws-sdk/client-cloudwatch";

/** Dimensions by name. */
export type Dimensions = Readonly<Record<string, string>>;

/** A metric or an expression over others, known by its id: one of an alarm's or an anomaly detector's. */
export interface QueryShape {
  readonly id: string;
  readonly metricStat?: {
    readonly metric: {
      readonly namespace?: string;
      readonly metricName?: string;
      readonly dimensions?: Dimensions;
    };
    readonly period: number;
    readonly stat: string;
    readonly unit?: StandardUnit;
  };
  readonly expression?: string;
  readonly label?: string;
  /** Always there in canonical shape. */
  readonly returnData?: boolean;
  readonly period?: number;
  readonly accountId?: string;
}

/** A query of AWS's in canonical shape. */
export function queryFromAws(query: MetricDataQuery): QueryShape {
  const stat = query.MetricStat;
  const metric = stat?.Metric;
  return {
    id: query.Id ?? "",
    ...(stat && {
      metricStat: {
        metric: {
          ...(metric?.Namespace && { namespace: metric.Namespace }),
          ...(metric?.MetricName && { metricName: metric.MetricName }),
          ...(metric?.Dimensions?.length && { dimensions: dimensionsFromAws(metric.Dimensions) }),
        },
        period: stat.Period ?? 0,
        stat: stat.Stat ?? "",
        ...(stat.Unit && { unit: stat.Unit }),
      },
    }),
    ...(query.Expression && { expression: query.Expression }),
    ...(query.Label && { label: query.Label }),
    returnData: query.ReturnData ?? true,
    ...(query.Period && { period: query.Period }),
    ...(query.AccountId && { accountId: query.AccountId }),
  };
}

/** A query as AWS takes it. */
export function queryToAws(query: QueryShape): MetricDataQuery {
  const stat = query.metricStat;
  return {
    Id: query.id,
    MetricStat: stat && {
      Metric: {
        Namespace: stat.metric.namespace,
        MetricName: stat.metric.metricName,
        Dimensions: dimensionsToAws(stat.metric.dimensions),
      },
      Period: stat.period,
      Stat: stat.stat,
      Unit: stat.unit,
    },
    Expression: query.expression,
    Label: query.label,
    ReturnData: query.returnData ?? true,
    Period: query.period,
    AccountId: query.accountId,
  };
}

/** By name and in its order; `fromEntries` takes a dimension called `__proto__` for what it is. */
export function dimensionsFromAws(dimensions: readonly Dimension[]): Dimensions {
  const [only] = dimensions;
  if (only && dimensions.length === 1) return Object.fromEntries([[only.Name ?? "", only.Value ?? ""]]);
  const entries = dimensions.map(({ Name = "", Value = "" }) => [Name, Value] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Dimensions as AWS takes them, by name. */
export function dimensionsToAws(dimensions: Dimensions | undefined): Dimension[] | undefined {
  if (!dimensions) return undefined;
  const entries = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.map(([Name, Value]) => ({ Name, Value }));
}
