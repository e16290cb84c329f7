import type { KindFixture, Spec } from "./fixture.ts";

const alarms = ["api-5xx", "api-latency"];
const base: Spec = { rule: { schedule: { expression: "cron(0 2 * * SUN)", duration: "PT4H" } } };
const at = (schedule: Spec): Spec => ({ ...base, rule: { schedule } });

export const fixture: KindFixture = {
  bases: { default: base },
  fields: { alarmMuteRuleName: { skip: "another name is another rule" } },
  variants: {
    schedule: [
      at({ expression: "cron(0 2 * * SUN)", duration: "PT4H" }),
      at({ expression: "at(2026-12-24T18:00)", duration: "P2DT12H" }),
    ],
    "time zone": [
      at({ expression: "cron(30 1 1,15 JAN-MAR *)", duration: "PT90M", timezone: "Europe/Berlin" }),
      at({ expression: "cron(30 1 1,15 JAN-MAR *)", duration: "PT90M" }),
    ],
    targets: [
      { ...base, muteTargets: { alarmNames: ["api-latency", "api-5xx"] } },
      { ...base, muteTargets: { alarmNames: ["api-5xx"] } },
    ],
    "from when to when": [
      { ...base, startDate: "2026-04-15T08:00:00Z", expireDate: "2026-12-31T23:59:00Z" },
      { ...base, startDate: "2026-05-01T00:00+02:00", expireDate: "2027-06-30T22:00:00Z" },
    ],
  },
  async seed(sandbox) {
    for (const AlarmName of alarms)
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
