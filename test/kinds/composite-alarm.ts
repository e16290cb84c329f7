import type { KindFixture } from "./fixture.ts";

const children = ["api-5xx", "api-latency", "deployment", "maintenance"];
const base = { alarmRule: 'ALARM("api-5xx")' };
const suppressed = {
  ...base,
  actionsSuppressor: "deployment",
  actionsSuppressorWaitPeriod: 60,
  actionsSuppressorExtensionPeriod: 180,
};
const together = { skip: 'it goes with the other two; see the variants "suppressor"' };

export const fixture: KindFixture = {
  bases: { default: base, suppressed },
  fields: {
    alarmName: { skip: "another name is another alarm" },
    actionsSuppressor: together,
    actionsSuppressorWaitPeriod: together,
    actionsSuppressorExtensionPeriod: together,
  },
  variants: {
    rule: [base, { alarmRule: "ALARM(api-5xx) AND NOT (OK(api-latency) OR INSUFFICIENT_DATA(deployment))" }],
    suppressor: [
      suppressed,
      {
        ...base,
        actionsSuppressor: "arn:aws:cloudwatch:us-east-1:111122223333:alarm:maintenance",
        actionsSuppressorWaitPeriod: 0,
        actionsSuppressorExtensionPeriod: 300,
      },
    ],
    "with or without a suppressor": [base, suppressed],
    "tags in notifications": [
      {
        ...base,
        actionConfiguration: { alarmTagsPropagation: { enabled: true, includedTagKeys: ["team"] } },
      },
      {
        ...base,
        actionConfiguration: { alarmTagsPropagation: { enabled: true, excludedTagKeys: ["b", "a"] } },
      },
    ],
  },
  async seed(sandbox) {
    for (const AlarmName of children)
      await sandbox.call("monitoring", "PutMetricAlarm", {
        AlarmName,
        Namespace: "Acme/Shop",
        MetricName: AlarmName,
        Statistic: "Sum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanThreshold",
      });
  },
};
