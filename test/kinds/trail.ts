import { rolesOf, type StoredRole } from "../../controller/sandbox/services/iam/role-store.ts";
import { logGroupsOf } from "../../controller/sandbox/services/logs/log-group-store.ts";
import { bucketsOf } from "../../controller/sandbox/services/s3/bucket-store.ts";
import type { StoredTopic } from "../../controller/sandbox/services/sns/topic-store.ts";
import type { World } from "../../controller/sandbox/state.ts";
import { type KindFixture, testScope } from "./fixture.ts";

const { account, region } = testScope;
const minimal = { s3BucketName: "acme-audit-logs" };
const auditObjects = { type: "AWS::S3::Object", values: ["arn:aws:s3:::acme-audit-logs/"] };
const dataEvents = { ...minimal, eventSelectors: [{ dataResources: [auditObjects] }] };
const management = { field: "eventCategory", equals: ["Management"] };
const data = { field: "eventCategory", equals: ["Data"] };
const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
const logsTo = (name: string, role: string) => ({
  ...minimal,
  cloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
  cloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/${role}`,
});

export const fixture: KindFixture = {
  bases: { default: minimal, dataEvents },
  fields: {
    trailName: { skip: "another name is another trail" },
    cloudWatchLogsLogGroupArn: { skip: "comes and goes with cloudWatchLogsRoleArn, see the variants" },
    cloudWatchLogsRoleArn: { skip: "comes and goes with cloudWatchLogsLogGroupArn, see the variants" },
    aggregationConfigurations: { base: "dataEvents" },
  },
  variants: {
    bucket: [minimal, { s3BucketName: "acme-audit-archive" }],
    "delivery to CloudWatch Logs, or none": [
      logsTo("/aws/cloudtrail/audit", "CloudTrailToCloudWatchLogs"),
      minimal,
    ],
    "another log group and role": [
      logsTo("/aws/cloudtrail/audit", "CloudTrailToCloudWatchLogs"),
      logsTo("/aws/cloudtrail/audit-2", "CloudTrailToCloudWatchLogs2"),
    ],
    "basic selectors": [
      {
        ...minimal,
        eventSelectors: [
          { readWriteType: "ReadOnly", excludeManagementEventSources: ["kms.amazonaws.com"] },
          { includeManagementEvents: false, dataResources: [auditObjects] },
        ],
      },
      {
        ...minimal,
        eventSelectors: [
          {
            readWriteType: "WriteOnly",
            includeManagementEvents: true,
            excludeManagementEventSources: ["rdsdata.amazonaws.com", "kms.amazonaws.com"],
            dataResources: [
              { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
              { type: "AWS::DynamoDB::Table", values: ["arn:aws:dynamodb"] },
            ],
          },
        ],
      },
    ],
    "basic or advanced selectors": [
      dataEvents,
      { ...minimal, advancedEventSelectors: [{ fieldSelectors: [management] }] },
    ],
    "every operator of advanced selectors": [
      {
        ...minimal,
        advancedEventSelectors: [
          {
            name: "Objects",
            fieldSelectors: [
              data,
              objects,
              { field: "eventName", startsWith: ["Get", "Put"], notEquals: ["GetObjectAcl"] },
              { field: "resources.ARN", endsWith: [".csv"], notStartsWith: ["arn:aws:s3:::scratch"] },
            ],
          },
          { fieldSelectors: [management, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }] },
        ],
      },
      {
        ...minimal,
        advancedEventSelectors: [
          {
            name: "Objects but for lists",
            fieldSelectors: [
              data,
              objects,
              { field: "eventName", notEndsWith: ["Tagging"], equals: ["GetObject"] },
            ],
          },
        ],
      },
    ],
    "insights of data events": [
      {
        ...dataEvents,
        insightSelectors: [{ insightType: "ApiCallRateInsight", eventCategories: ["Management", "Data"] }],
      },
      {
        ...dataEvents,
        insightSelectors: [
          { insightType: "ApiErrorRateInsight" },
          { insightType: "ApiCallRateInsight", eventCategories: ["Data"] },
        ],
      },
    ],
  },
  seed(world) {
    for (const name of ["acme-audit-logs", "acme-audit-archive"]) seedBucket(world, name);
    for (const name of ["/aws/cloudtrail/audit", "/aws/cloudtrail/audit-2"]) seedLogGroup(world, name);
    for (const name of ["CloudTrailToCloudWatchLogs", "CloudTrailToCloudWatchLogs2"]) seedRole(world, name);
    for (const name of ["security", "audit-delivery"]) {
      const arn = `arn:aws:sns:${region}:${account}:${name}`;
      world.table<StoredTopic>(account, region, "sns/topics").put(arn, {
        arn,
        attributes: { Policy: policyFor("cloudtrail.amazonaws.com", "sns:Publish", arn) },
        dataProtectionPolicy: "",
        deleted: 0,
      });
    }
  },
};

/** A bucket that CloudTrail may write to. */
export function seedBucket(world: World, name: string): void {
  bucketsOf({ world, account }).put(name, {
    name,
    account,
    region,
    created: new Date(0),
    policy: policyFor("cloudtrail.amazonaws.com", "s3:*", `arn:aws:s3:::${name}/*`),
  });
}

export function seedLogGroup(world: World, name: string): void {
  logGroupsOf({ world, account, region }).put(name, {
    name,
    arn: `arn:aws:logs:${region}:${account}:log-group:${name}`,
    created: 0,
    retention: undefined,
    kmsKeyId: undefined,
    logGroupClass: "STANDARD",
    deletionProtection: false,
  });
}

export function seedRole(world: World, name: string): void {
  const role: StoredRole = {
    name,
    path: "/",
    id: `AROA${name.toUpperCase().slice(0, 17)}`,
    arn: `arn:aws:iam::${account}:role/${name}`,
    created: new Date(0),
    trust: policyFor("cloudtrail.amazonaws.com", "sts:AssumeRole", undefined),
    description: undefined,
    maxSessionDuration: 3600,
    permissionsBoundary: undefined,
    inline: new Map(),
    attached: [],
  };
  rolesOf({ world, account }).put(name, role);
}

function policyFor(service: string, action: string, resource: string | undefined): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: action, Resource: resource };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
