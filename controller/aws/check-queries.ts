import type { QueryShape } from "./metric-queries.ts";

/** Notes a problem with the value at a pointer below `/spec`, e.g. `period` or `metrics/0/id`. */
export type Report = (pointer: string, code: string, message: string) => void;

const maxDimensions = 30;
const metricPeriods = new Set([1, 5, 10, 20, 30]);
const statistic =
  /^(SampleCount|Average|Sum|Minimum|Maximum|((p|tm|tc|ts|wm)(\d{1,2}(\.\d+)?|100(\.0+)?))|IQM|(PR|TC|TM|TS|WM)\([^()]*:[^()]*\))$/i;

/** The rules of one query by itself, as alarms and anomaly detectors have them. */
export function checkQuery(query: QueryShape, pointer: string, report: Report): void {
  const { id, metricStat: stat } = query;
  if ((query.expression === undefined) === (stat === undefined))
    report(
      pointer,
      stat ? "excluded-field" : "missing-field",
      stat
        ? `query ${id} has both expression and metricStat; keep one of them, or make two queries of it`
        : `query ${id} has neither expression nor metricStat; give it one of them`,
    );
  if (query.period !== undefined && !isQueryPeriod(query.period))
    report(`${pointer}/period`, "invalid-period", periodMessage(id, query.period));
  if (!stat) return;
  if (!isQueryPeriod(stat.period))
    report(`${pointer}/metricStat/period`, "invalid-period", periodMessage(id, stat.period));
  if (!isStatistic(stat.stat))
    report(`${pointer}/metricStat/stat`, "invalid-statistic", statisticMessage(stat.stat));
  if (Object.keys(stat.metric.dimensions ?? {}).length > maxDimensions)
    report(
      `${pointer}/metricStat/metric/dimensions`,
      "out-of-range",
      `a metric has at most ${maxDimensions} dimensions`,
    );
}

/** Whether CloudWatch knows the statistic; one with a placeholder in it is left to the one who fills it in. */
export function isStatistic(text: string): boolean {
  return statistic.test(text) || text.includes("${");
}

function isQueryPeriod(seconds: number): boolean {
  return metricPeriods.has(seconds) || seconds % 60 === 0;
}

export function statisticMessage(text: string): string {
  return `"${text}" is no statistic; use SampleCount, Average, Sum, Minimum, Maximum, a percentile such as p99, or one such as tm90 or PR(0:300)`;
}

function periodMessage(id: string, seconds: number): string {
  return `query ${id} has a period of ${seconds}; it must be 1, 5, 10, 20, 30 or a multiple of 60`;
}
