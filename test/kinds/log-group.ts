import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type KindFixture, type Spec, testScope } from "./fixture.ts";

const { account, region } = testScope;
const stream = `arn:aws:firehose:${region}:${account}:deliverystream/logs`;
const shards = `arn:aws:kinesis:${region}:${account}:stream/logs`;
const errors = { metricName: "Errors", metricNamespace: "Acme/Payments", metricValue: "1" };

function metric(transformation: Spec, filter: Spec = {}): Spec {
  return { metricFilters: [{ filterName: "errors", metricTransformations: [transformation], ...filter }] };
}

function subscribed(...filters: Spec[]): Spec {
  return { subscriptionFilters: filters };
}

const toStream = {
  filterName: "to-archive",
  destinationArn: stream,
  roleArn: `arn:aws:iam::${account}:role/LogsToFirehose`,
};
const toShards = {
  filterName: "to-shards",
  destinationArn: shards,
  roleArn: `arn:aws:iam::${account}:role/LogsToKinesis`,
};
const toSecurity = {
  filterName: "to-security",
  destinationArn: `arn:aws:logs:${region}:444455556666:destination:security`,
};
const json = { filterPattern: '{ $.level = "error" }' };

/** How the generated tests try log groups out. */
export const fixture: KindFixture = {
  bases: { default: {} },
  fields: {
    logGroupName: { skip: "another name is another group" },
    logGroupClass: { skip: "AWS doesn't let anybody change it, and a group is never replaced" },
  },
  variants: {
    "a metric filter more": [
      metric(errors),
      { metricFilters: [{ filterName: "all", metricTransformations: [errors] }] },
    ],
    filterPattern: [metric(errors, { filterPattern: " ERROR " }), metric(errors)],
    "every field of a metric filter": [
      metric(
        { ...errors, metricValue: "$.count", unit: "Count", dimensions: { Service: "$.service" } },
        {
          ...json,
          applyOnTransformedLogs: true,
          fieldSelectionCriteria: '@aws.region = "us-east-1"',
          emitSystemFieldDimensions: ["@aws.region", "@aws.account"],
        },
      ),
      metric({ ...errors, metricValue: 2, defaultValue: 0 }, json),
    ],
    "a default of 0, or none": [metric({ ...errors, defaultValue: 0 }), metric(errors)],
    "columns as dimensions": [
      metric(
        { ...errors, dimensions: { Status: "$status" } },
        { filterPattern: "[ip, user, status = 5*, ...]", emitSystemFieldDimensions: ["@aws.account"] },
      ),
      metric(
        { ...errors, dimensions: { Status: "$status", User: "$user" } },
        { filterPattern: "[ip, user, status = 5*, ...]" },
      ),
    ],
    "every field of a subscription filter": [
      subscribed({
        ...toShards,
        filterPattern: "ERROR",
        distribution: "Random",
        applyOnTransformedLogs: true,
        fieldSelectionCriteria: '@aws.account = "111122223333"',
        emitSystemFields: ["@source.log", "@aws.account", "@aws.region"],
      }),
      subscribed(toShards),
    ],
    "other subscription filters, though there is room for two": [
      subscribed(toStream, toSecurity),
      subscribed(toShards, { ...toSecurity, filterName: "to-siem" }),
    ],
    "filters or none": [{ ...metric(errors), ...subscribed(toSecurity) }, {}],
    "kinds of indexes": [
      { indexPolicy: { Fields: ["b", "a"], FieldsV2: { status: { type: "FACET" } } } },
      { indexPolicy: { FieldsV2: { status: { type: "FIELD_INDEX" } } } },
    ],
  },
  async seed(sandbox) {
    await seedLogsRole(sandbox, "LogsToFirehose", "firehose:PutRecord*", stream);
    await seedLogsRole(sandbox, "LogsToKinesis", "kinesis:PutRecord*", shards);
  },
};

/** A role with which CloudWatch Logs may write to a stream. */
export async function seedLogsRole(
  sandbox: Sandbox,
  RoleName: string,
  Action: string,
  Resource: string,
): Promise<void> {
  const trust = { Effect: "Allow", Principal: { Service: "logs.amazonaws.com" }, Action: "sts:AssumeRole" };
  await sandbox.call("iam", "CreateRole", {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
  });
  const allow = { Effect: "Allow", Action, Resource };
  await sandbox.call("iam", "PutRolePolicy", {
    RoleName,
    PolicyName: "write",
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [allow] }),
  });
}
