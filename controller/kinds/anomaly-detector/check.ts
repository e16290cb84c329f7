import { checkQuery, isStatistic, type Report, statisticMessage } from "../../aws/check-queries.ts";
import { isTimeZone } from "../../aws/time-zone.ts";
import { type Document, problemAt } from "../../document.ts";
import type { AnomalyDetectorSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

const singleMetricFields = ["namespace", "metricName", "dimensions", "stat", "accountId"] as const;

// PutAnomalyDetector's metric maths take as many queries as an alarm's: 10 of either sort.
const maxOfASort = 10;

/** The rules of PutAnomalyDetector that a schema can't say, all of them at once. */
export function checkDetector(document: Document<AnomalyDetectorSpec>): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (pointer, code, message) => {
    problems.push(problemAt(document, pointer === "" ? "/spec" : `/spec/${pointer}`, code, message));
  };
  const { spec } = document;
  if (spec.metricDataQueries) checkMetricMath(spec, spec.metricDataQueries, report);
  else checkSingleMetric(spec, report);
  checkConfiguration(spec, report);
  return problems;
}

function checkSingleMetric(spec: AnomalyDetectorSpec, report: Report): void {
  const missing = (["namespace", "metricName", "stat"] as const).filter((field) => spec[field] === undefined);
  if (missing.length === 3)
    report(
      "",
      "missing-field",
      "it has nothing to learn from; give it namespace, metricName and stat, or metricDataQueries",
    );
  else if (missing.length > 0)
    report(
      "",
      "missing-field",
      `a single metric needs namespace, metricName and stat; add ${missing.join(" and ")}`,
    );
  if (spec.stat !== undefined && !isStatistic(spec.stat))
    report("stat", "invalid-statistic", statisticMessage(spec.stat));
}

function checkMetricMath(
  spec: AnomalyDetectorSpec,
  queries: NonNullable<AnomalyDetectorSpec["metricDataQueries"]>,
  report: Report,
): void {
  for (const field of singleMetricFields)
    if (spec[field] !== undefined)
      report(
        field,
        "excluded-field",
        `${field} doesn't go with metricDataQueries, where each query says it for itself; remove it`,
      );
  const ids = new Set<string>();
  for (const [index, query] of queries.entries()) {
    const pointer = `metricDataQueries/${index}`;
    if (ids.has(query.id))
      report(`${pointer}/id`, "duplicate-id", `another query has the id ${query.id} too; rename one of them`);
    ids.add(query.id);
    checkQuery(query, pointer, report);
    if (/\bANOMALY_DETECTION_BAND\s*\(/i.test(query.expression ?? ""))
      report(
        `${pointer}/expression`,
        "not-in-detectors",
        `query ${query.id} asks for a band, which comes from a detector; write the metric maths that it shall learn`,
      );
  }
  for (const sort of ["metricStat", "expression"] as const) {
    const count = queries.filter((query) => query[sort] !== undefined).length;
    if (count > maxOfASort)
      report(
        "metricDataQueries",
        "out-of-range",
        `${count} queries have ${sort}, and a detector takes at most ${maxOfASort}`,
      );
  }
  const learnt = queries.filter(({ returnData = true }) => returnData).map(({ id }) => id);
  if (learnt.length === 0)
    report(
      "metricDataQueries",
      "missing-field",
      "no query returns data, so there is nothing to learn; leave returnData: false out of the one that it is about",
    );
  if (learnt.length > 1)
    report(
      "metricDataQueries",
      "excluded-field",
      `${learnt.join(", ")} all return data, and a detector learns one series; write returnData: false in the others`,
    );
}

function checkConfiguration({ configuration = {} }: AnomalyDetectorSpec, report: Report): void {
  const { excludedTimeRanges = [], metricTimezone: zone } = configuration;
  if (zone !== undefined && !zone.includes("${") && !isTimeZone(zone))
    report(
      "configuration/metricTimezone",
      "invalid-time-zone",
      `"${zone}" is no time zone; write an IANA name such as Asia/Seoul`,
    );
  for (const [index, { startTime, endTime }] of excludedTimeRanges.entries()) {
    const pointer = `configuration/excludedTimeRanges/${index}`;
    const wrong = (["startTime", "endTime"] as const).filter((field) =>
      Number.isNaN(Date.parse({ startTime, endTime }[field])),
    );
    for (const field of wrong)
      report(`${pointer}/${field}`, "invalid-time", `${field} is no date and time that exists; mend it`);
    if (wrong.length === 0 && bare(endTime) <= bare(startTime))
      report(`${pointer}/endTime`, "out-of-range", `it ends at ${endTime}, before it begins; swap the two`);
  }
}

/** Both are UTC, whether they say so or not. */
function bare(time: string): string {
  return time.replace(/Z$/, "");
}
