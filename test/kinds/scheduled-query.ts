import type { KindFixture, Spec } from "./fixture.ts";
import { seedRole } from "./trail.ts";

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const base: Spec = {
  queryLanguage: "CWLI",
  queryString: 'SOURCE logGroups() | filter level = "error" | stats count() by service',
  scheduleExpression: "cron(0 6 * * ? *)",
  executionRoleArn: role("queries"),
};
const ranged: Spec = { ...base, startTimeOffset: 86_400 };
const s3 = { destinationIdentifier: "s3://acme-reports/errors", roleArn: role("query-results") };
const table = { tableName: "errors_by_service", roleArn: role("query-results") };
const delivering = (destinationConfiguration: object): Spec => ({ ...base, destinationConfiguration });

export const fixture: KindFixture = {
  bases: { default: base, ranged },
  fields: {
    name: { skip: "another name is another query" },
    endTimeOffset: { base: "ranged" },
  },
  variants: {
    "the query": [
      base,
      {
        ...base,
        queryLanguage: "SQL",
        queryString: "SELECT count(*) FROM `logGroups(logGroupIdentifier:['/acme/shop'])`",
        scheduleExpression: "rate(15 minutes)",
        executionRoleArn: role("queries-2"),
      },
    ],
    "log groups in either way": [
      {
        ...base,
        logGroupIdentifiers: ["/acme/shop", "arn:aws:logs:us-east-1:444455556666:log-group:/acme/staging:*"],
      },
      {
        ...base,
        logGroupIdentifiers: ["arn:aws:logs:us-east-1:111122223333:log-group:/acme/checkout:*"],
      },
    ],
    "a bucket": [
      delivering({ s3Configuration: s3 }),
      delivering({
        s3Configuration: {
          ...s3,
          destinationIdentifier: "s3://acme-reports",
          ownerAccountId: "444455556666",
          kmsKeyId: "arn:aws:kms:us-east-1:444455556666:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10",
        },
      }),
    ],
    "a lookup table, or both": [
      delivering({ lookupTableConfiguration: table }),
      delivering({
        s3Configuration: s3,
        lookupTableConfiguration: {
          ...table,
          tableName: "errors",
          description: "Errors by service",
          kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/5d0f8a4e-3c1b-4b7e-9a51-2f6f0c7d9b10",
          tags: { team: "payments" },
        },
      }),
    ],
    "where it begins and ends": [
      { ...base, scheduleStartTime: 1_798_761_600, scheduleEndTime: 1_861_920_000 },
      { ...base, startTimeOffset: 3900, endTimeOffset: 300 },
    ],
  },
  async seed(sandbox) {
    for (const name of ["queries", "queries-2", "query-results"])
      await seedRole(sandbox, name, "logs.amazonaws.com");
  },
};
