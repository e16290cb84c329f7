import type { KindFixture, Spec } from "./fixture.ts";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const query = {
  queryString: 'fields @timestamp, @message | filter level = "ERROR"',
  logGroupIdentifiers: ["/acme/checkout"],
  scheduledQueryRoleArn: role("ScheduledQueries"),
  scheduleConfiguration: { scheduleExpression: "rate(5 minutes)", startTimeOffset: 330 },
  aggregationExpression: "count(*)",
};

const base: Spec = {
  scheduledQueryConfiguration: query,
  queryResultsToEvaluate: 3,
  queryResultsToAlarm: 1,
  threshold: 10,
  comparisonOperator: "GreaterThanThreshold",
};

const withLines: Spec = { ...base, actionLogLineCount: 5, actionLogLineRoleArn: role("AlarmLogLines") };
const together = { skip: 'it goes with the other; see the variants "log lines"' };

export const fixture: KindFixture = {
  bases: { default: base, withLines },
  fields: {
    alarmName: { skip: "another name is another alarm" },
    actionLogLineCount: together,
    actionLogLineRoleArn: together,
  },
  variants: {
    "what is looked at": [
      base,
      {
        ...base,
        queryResultsToEvaluate: 5,
        queryResultsToAlarm: 5,
        threshold: 0,
        comparisonOperator: "LessThanOrEqualToThreshold",
      },
    ],
    "log lines": [
      withLines,
      { ...base, actionLogLineCount: 50, actionLogLineRoleArn: role("AlarmLogLines2") },
    ],
    "with or without log lines": [base, withLines],
    query: [
      base,
      {
        ...base,
        scheduledQueryConfiguration: {
          queryString: "SOURCE logGroups() | fields @timestamp | filter latency > 1000",
          scheduledQueryRoleArn: role("ScheduledQueries2"),
          scheduleConfiguration: {
            scheduleExpression: "rate(1 hour)",
            startTimeOffset: 3660,
            endTimeOffset: 60,
          },
          aggregationExpression: "avg(latency) by host | sort desc",
        },
      },
    ],
    "log groups": [
      {
        ...base,
        scheduledQueryConfiguration: { ...query, logGroupIdentifiers: ["/acme/b", "/acme/a"] },
      },
      {
        ...base,
        scheduledQueryConfiguration: {
          ...query,
          logGroupIdentifiers: ["arn:aws:logs:us-east-1:444455556666:log-group:/acme/a", "/acme/c"],
        },
      },
    ],
    "tags of the query": [
      { ...base, scheduledQueryConfiguration: { ...query, tags: { team: "payments" } } },
      { ...base, scheduledQueryConfiguration: { ...query, tags: { team: "shop", service: "checkout" } } },
    ],
    "warm-up": [
      { ...base, warmUpConfiguration: { warmUpPeriodDurationInMinutes: 30 } },
      {
        ...base,
        warmUpConfiguration: {
          warmUpPeriodDurationInMinutes: 30,
          onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
        },
      },
    ],
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
};
