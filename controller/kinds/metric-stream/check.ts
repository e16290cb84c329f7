import { type Document, problemAt } from "../../document.ts";
import type { MetricStreamSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

const percentile = /^p\d{1,2}(\.\d+)?$/;

/** The rules of PutMetricStream that a schema can't say, all of them at once. */
export function checkMetricStream(document: Document<MetricStreamSpec>): Problem[] {
  const { spec, metadata } = document;
  const problems: Problem[] = [];
  const report = (pointer: string, code: string, message: string) => {
    problems.push(problemAt(document, pointer, code, message));
  };

  if (spec.metricStreamName === undefined && !/^[A-Za-z0-9_-]+$/.test(metadata.name))
    report(
      "/metadata/name",
      "bad-name",
      `"${metadata.name}" isn't a metric stream's name, which has letters, digits, "_" and "-" only: set metricStreamName`,
    );
  if (spec.includeFilters && spec.excludeFilters)
    report(
      "/spec/excludeFilters",
      "excluded-field",
      "includeFilters and excludeFilters exclude each other; keep one of them",
    );
  for (const field of ["includeFilters", "excludeFilters"] as const) {
    const seen = new Set<string>();
    for (const [index, { namespace }] of (spec[field] ?? []).entries()) {
      if (seen.has(namespace))
        report(
          `/spec/${field}/${index}/namespace`,
          "duplicate",
          `${namespace} stands here twice; put all its metrics into one`,
        );
      seen.add(namespace);
    }
  }
  if (spec.outputFormat !== "json")
    for (const [index, { additionalStatistics }] of (spec.statisticsConfigurations ?? []).entries())
      for (const [place, statistic] of additionalStatistics.entries())
        if (!percentile.test(statistic))
          report(
            `/spec/statisticsConfigurations/${index}/additionalStatistics/${place}`,
            "unsupported-statistic",
            `${spec.outputFormat} carries percentiles such as p99 only, not ${statistic}; leave it out, or stream json`,
          );
  return problems;
}
