import type { KindFixture, Spec } from "./fixture.ts";

const evaluation = { evaluationPeriods: 3, threshold: 80, comparisonOperator: "GreaterThanThreshold" };

const single: Spec = {
  namespace: "AWS/EC2",
  metricName: "CPUUtilization",
  statistic: "Average",
  period: 300,
  ...evaluation,
};

const percentile: Spec = {
  namespace: "AWS/ApplicationELB",
  metricName: "TargetResponseTime",
  extendedStatistic: "p99",
  period: 60,
  ...evaluation,
};

const count = (id: string, metricName: string) => ({
  id,
  metricStat: { metric: { namespace: "AWS/ApplicationELB", metricName }, period: 60, stat: "Sum" },
});

const maths: Spec = {
  metrics: [
    { ...count("errors", "HTTPCode_Target_5XX_Count"), returnData: false },
    { ...count("requests", "RequestCount"), returnData: false },
    { id: "rate", expression: "100 * errors / requests" },
  ],
  ...evaluation,
};

const band: Spec = {
  metrics: [
    count("requests", "RequestCount"),
    { id: "band", expression: "ANOMALY_DETECTION_BAND(requests, 2)" },
  ],
  thresholdMetricId: "band",
  evaluationPeriods: 3,
  comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold",
};

const insights = { id: "q1", expression: 'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)' };

const promQL: Spec = {
  evaluationCriteria: { promQLCriteria: { query: "up < 1" } },
  evaluationInterval: 60,
};

const essential = (variant: string) => ({
  skip: `an alarm can't be without it; see the variants "${variant}"`,
});

export const fixture: KindFixture = {
  bases: { default: single, percentile, maths, band, promQL },
  fields: {
    alarmName: { skip: "another name is another alarm" },
    namespace: essential("single metric"),
    metricName: essential("single metric"),
    statistic: essential("single metric"),
    period: essential("single metric"),
    evaluationPeriods: essential("single metric"),
    threshold: essential("single metric"),
    comparisonOperator: essential("single metric"),
    extendedStatistic: essential("extended statistic"),
    evaluateLowSampleCountPercentile: { base: "percentile" },
    metrics: essential("metric maths"),
    thresholdMetricId: essential("anomaly band"),
    evaluationCriteria: essential("PromQL"),
    evaluationInterval: essential("PromQL"),
  },
  variants: {
    "single metric": [
      single,
      {
        namespace: "Acme/Shop",
        metricName: "Orders",
        statistic: "Sum",
        period: 60,
        evaluationPeriods: 5,
        threshold: 0,
        comparisonOperator: "LessThanOrEqualToThreshold",
      },
    ],
    "extended statistic": [percentile, { ...percentile, extendedStatistic: "TM(10%:90%)" }],
    "statistic or extended statistic": [
      { ...percentile, extendedStatistic: "p95" },
      { ...single, statistic: "Maximum" },
    ],
    "metric maths": [
      maths,
      {
        ...maths,
        metrics: [
          {
            id: "errors",
            metricStat: {
              metric: {
                namespace: "AWS/ApplicationELB",
                metricName: "HTTPCode_ELB_5XX_Count",
                dimensions: { LoadBalancer: "app/shop/50dc6c495c0c9188", AvailabilityZone: "us-east-1a" },
              },
              period: 300,
              stat: "p90",
              unit: "Count",
            },
            label: "Errors",
            accountId: "444455556666",
            returnData: false,
          },
          { id: "rate", expression: "errors / PERIOD(errors)", label: "Errors a second", period: 300 },
        ],
      },
    ],
    "a metric or metric maths": [single, maths],
    "metric of another account": [
      { ...maths, metrics: [{ ...count("errors", "HTTPCode_Target_5XX_Count"), accountId: "444455556666" }] },
      { ...maths, metrics: [{ ...count("errors", "HTTPCode_Target_5XX_Count"), accountId: "777788889999" }] },
    ],
    "anomaly band": [
      band,
      {
        ...band,
        metrics: [
          count("requests", "RequestCount"),
          { id: "expected", expression: "ANOMALY_DETECTION_BAND(requests, 3)", label: "Expected" },
        ],
        thresholdMetricId: "expected",
        comparisonOperator: "LessThanLowerThreshold",
      },
    ],
    "a threshold or a band": [maths, band],
    "Metrics Insights": [
      { ...evaluation, metrics: [{ ...insights, period: 60 }] },
      {
        ...evaluation,
        metrics: [
          {
            ...insights,
            expression: `${insights.expression} GROUP BY InstanceId ORDER BY AVG() DESC`,
            period: 300,
          },
        ],
      },
    ],
    PromQL: [
      promQL,
      {
        evaluationCriteria: {
          promQLCriteria: { query: "sum by (job) (up) < 2", pendingPeriod: 300, recoveryPeriod: 600 },
        },
        evaluationInterval: 300,
      },
    ],
    "a metric or PromQL": [{ ...single, treatMissingData: "breaching", datapointsToAlarm: 2 }, promQL],
    "evaluation window": [
      { ...single, evaluationWindow: { slidingWindow: {} } },
      { ...single, evaluationWindow: { wallClockWindow: { timezone: "+05:30" } } },
    ],
    "warm-up": [
      { ...single, warmUpConfiguration: { warmUpPeriodDurationInMinutes: 30 } },
      {
        ...single,
        warmUpConfiguration: {
          warmUpPeriodDurationInMinutes: 30,
          onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
        },
      },
    ],
    "tags in notifications": [
      {
        ...single,
        actionConfiguration: { alarmTagsPropagation: { enabled: true, includedTagKeys: ["team"] } },
      },
      {
        ...single,
        actionConfiguration: { alarmTagsPropagation: { enabled: true, excludedTagKeys: ["b", "a"] } },
      },
    ],
    "no tags in notifications": [
      { ...single, actionConfiguration: { alarmTagsPropagation: { enabled: false } } },
      { ...single, actionConfiguration: { alarmTagsPropagation: { enabled: true } } },
    ],
  },
};
