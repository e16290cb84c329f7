import type { KindFixture, Spec } from "./fixture.ts";

const firehose = (name: string) => `arn:aws:firehose:us-east-1:111122223333:deliverystream/${name}`;
const roles = ["MetricStreamToFirehose", "MetricStreamToFirehose2"];
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const base: Spec = {
  firehoseArn: firehose("metrics"),
  roleArn: role("MetricStreamToFirehose"),
  outputFormat: "json",
};
const responses = { namespace: "AWS/ApplicationELB", metricName: "TargetResponseTime" };
const durations = { namespace: "AWS/Lambda", metricName: "Duration" };

export const fixture: KindFixture = {
  bases: { default: base },
  fields: { metricStreamName: { skip: "another name is another stream" } },
  variants: {
    "where to": [
      base,
      {
        firehoseArn: firehose("metrics-2"),
        roleArn: role("MetricStreamToFirehose2"),
        outputFormat: "opentelemetry1.0",
      },
    ],
    "included metrics": [
      { ...base, includeFilters: [{ namespace: "AWS/EC2" }, { namespace: "AWS/Lambda" }] },
      {
        ...base,
        includeFilters: [
          { namespace: "AWS/Lambda", metricNames: ["Errors", "Duration"] },
          { namespace: "Acme/Shop" },
        ],
      },
    ],
    "included or excluded metrics": [
      { ...base, includeFilters: [{ namespace: "AWS/EC2" }] },
      { ...base, excludeFilters: [{ namespace: "AWS/Usage", metricNames: ["CallCount"] }] },
    ],
    "additional statistics": [
      {
        ...base,
        statisticsConfigurations: [{ includeMetrics: [responses], additionalStatistics: ["p99", "p50"] }],
      },
      {
        ...base,
        statisticsConfigurations: [
          { includeMetrics: [responses, durations], additionalStatistics: ["tm98", "PR(:300)"] },
          { includeMetrics: [durations], additionalStatistics: ["IQM"] },
        ],
      },
    ],
    "stopped and changed": [base, { ...base, outputFormat: "opentelemetry0.7", state: "stopped" }],
  },
  async seed(sandbox) {
    const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    for (const RoleName of roles) {
      await sandbox.call("iam", "CreateRole", {
        RoleName,
        AssumeRolePolicyDocument: policy({
          Effect: "Allow",
          Principal: { Service: "streams.metrics.cloudwatch.amazonaws.com" },
          Action: "sts:AssumeRole",
        }),
      });
      await sandbox.call("iam", "PutRolePolicy", {
        RoleName,
        PolicyName: "deliver",
        PolicyDocument: policy({
          Effect: "Allow",
          Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          Resource: "arn:aws:firehose:us-east-1:111122223333:deliverystream/*",
        }),
      });
    }
  },
};
