import { checkQuery, type Report } from "../../aws/check-queries.ts";
import type { MetricAlarmSpec } from "../../generated/types.ts";
import { writtenActions } from "./written-actions.ts";

type Query = NonNullable<MetricAlarmSpec["metrics"]>[number];

// MetricDataQuery's documentation: 20 of them in an alarm, as many as 10 of either sort.
const maxOfASort = 10;

/** The rules of an alarm's `metrics`, each by itself and all together. */
export function checkQueries(spec: MetricAlarmSpec, report: Report, warn: Report): void {
  const queries = spec.metrics ?? [];
  const ids = new Set<string>();
  for (const [index, query] of queries.entries()) {
    const pointer = `metrics/${index}`;
    if (ids.has(query.id))
      report(`${pointer}/id`, "duplicate-id", `another query has the id ${query.id} too; rename one of them`);
    ids.add(query.id);
    checkQuery(query, pointer, report);
  }
  checkSources(queries, report);
  checkCounts(queries, report);
  checkWatched(queries, spec.thresholdMetricId, report);
  checkBand(queries, spec.thresholdMetricId, report);
  checkCommonPeriod(queries, warn);
  if (queries.some(({ expression }) => expression !== undefined))
    for (const { pointer, arn } of writtenActions(spec))
      if (/^arn:[^:]+:(automate:[^:]*:ec2:|swf:.*:action\/actions\/AWS_EC2\.)/.test(arn))
        report(
          pointer,
          "excluded-action",
          "an alarm on an expression can't stop, terminate, reboot or recover instances; remove the action",
        );
}

/**
 * AWS refuses an alarm none of whose queries has a period ("Period must not be null"), as one on a Metrics Insights
 * query easily hasn't, and one that searches for its metrics (hashicorp/terraform-provider-aws#11011, #28617).
 */
function checkSources(queries: readonly Query[], report: Report): void {
  for (const [index, { id, expression = "" }] of queries.entries())
    if (/\bSEARCH\s*\(/i.test(expression))
      report(
        `metrics/${index}/expression`,
        "not-in-alarms",
        `query ${id} searches, which alarms can't; name the metrics, or use a Metrics Insights query (SELECT …)`,
      );
  const first = queries.findIndex(({ expression }) => expression !== undefined);
  if (first >= 0 && !queries.some(({ metricStat, period }) => metricStat ?? period))
    report(
      `metrics/${first}/expression`,
      "missing-field",
      `no query has a metric to take a period from; write period beside the expression of ${queries[first]?.id}, e.g. period: 60`,
    );
}

function checkCounts(queries: readonly Query[], report: Report): void {
  for (const sort of ["metricStat", "expression"] as const) {
    const count = queries.filter((query) => query[sort] !== undefined).length;
    if (count > maxOfASort)
      report(
        "metrics",
        "out-of-range",
        `${count} queries have ${sort}, and an alarm takes at most ${maxOfASort}; split the alarm`,
      );
  }
}

function checkWatched(queries: readonly Query[], bandId: string | undefined, report: Report): void {
  const watched = queries.filter(({ id, returnData = true }) => returnData && id !== bandId);
  if (watched.length === 1) return;
  if (watched.length === 0)
    report(
      "metrics",
      "missing-field",
      "no query returns data, so there is nothing to watch; leave returnData: false out of the one that the alarm is about",
    );
  else
    report(
      "metrics",
      "excluded-field",
      `${watched.map(({ id }) => id).join(", ")} all return data, and an alarm watches one; write returnData: false in the others`,
    );
}

function checkBand(queries: readonly Query[], bandId: string | undefined, report: Report): void {
  if (bandId === undefined) return;
  const band = queries.find(({ id }) => id === bandId);
  if (!band)
    report(
      "thresholdMetricId",
      "unknown-id",
      `no query has the id ${bandId}; it must be one of ${queries.map(({ id }) => id).join(", ")}`,
    );
  else if (!/ANOMALY_DETECTION_BAND/i.test(band.expression ?? ""))
    report(
      "thresholdMetricId",
      "not-a-band",
      `query ${bandId} is no band; give it an expression such as ANOMALY_DETECTION_BAND(m1, 2)`,
    );
}

// The CloudWatch user guide's page on alarm data queries asks for it.
function checkCommonPeriod(queries: readonly Query[], warn: Report): void {
  const first = queries.find(({ metricStat }) => metricStat)?.metricStat?.period;
  for (const [index, { id, metricStat }] of queries.entries())
    if (metricStat && metricStat.period !== first)
      warn(
        `metrics/${index}/metricStat/period`,
        "mixed-periods",
        `query ${id} has a period of ${metricStat.period} seconds and the first one ${first}; the metrics of an expression shall have the same`,
      );
}
