import type { KindFixture, Spec } from "./fixture.ts";

const cpu: Spec = { namespace: "AWS/EC2", metricName: "CPUUtilization", stat: "Average" };
const another = "what it watches is its identity: see the variants";

const query = (id: string, metricName: string, more: Spec = {}) => ({
  id,
  metricStat: {
    metric: { namespace: "AWS/ApplicationELB", metricName },
    period: 300,
    stat: "Sum",
    ...more,
  },
  returnData: false,
});
const rate: Spec = {
  metricDataQueries: [
    query("errors", "HTTPCode_Target_5XX_Count"),
    query("requests", "RequestCount"),
    { id: "rate", expression: "100 * errors / requests" },
  ],
};

export const fixture: KindFixture = {
  bases: { default: cpu, rate },
  fields: {
    namespace: { skip: another },
    metricName: { skip: another },
    dimensions: { skip: another },
    stat: { skip: another },
    accountId: { skip: another },
    metricDataQueries: { skip: another },
  },
  variants: {
    "one metric or another": [cpu, { ...cpu, metricName: "NetworkOut", dimensions: { InstanceId: "i-0a1" } }],
    "the average or a percentile": [cpu, { ...cpu, stat: "p99" }],
    "this account's metric or another's": [cpu, { ...cpu, accountId: "444455556666" }],
    "a metric or metric maths": [cpu, rate],
    "metric maths of other metrics": [
      rate,
      {
        metricDataQueries: [
          {
            ...query("errors", "Errors", {
              metric: { namespace: "Acme/Shop", metricName: "Errors", dimensions: { Shop: "seoul" } },
              unit: "Count",
            }),
            accountId: "444455556666",
          },
          { id: "spread", expression: "STDDEV(METRICS())", period: 300, returnData: true },
        ],
      },
    ],
    "how it is trained": [
      {
        ...cpu,
        configuration: {
          excludedTimeRanges: [
            { startTime: "2026-12-24T00:00:00", endTime: "2026-12-27T00:00:00" },
            { startTime: "2026-11-27T00:00:00Z", endTime: "2026-11-28T00:00:00Z" },
          ],
          metricTimezone: "Asia/Seoul",
        },
      },
      {
        ...cpu,
        configuration: {
          excludedTimeRanges: [{ startTime: "2026-12-24T00:00:00Z", endTime: "2026-12-27T00:00:00Z" }],
          adaptationSpeed: "FAST",
          outlierFilteringStrength: "STRICT",
        },
        metricCharacteristics: { periodicSpikes: true },
      },
    ],
  },
};
