/** An alarm that isn't ours, but for its name. */
export const foreignAlarm = {
  Namespace: "AWS/SQS",
  MetricName: "ApproximateAgeOfOldestMessage",
  Statistic: "Maximum",
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 600,
  ComparisonOperator: "GreaterThanThreshold",
};
