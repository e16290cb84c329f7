import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type KindFixture, testScope } from "./fixture.ts";

const cloudTrail = "cloudtrail.amazonaws.com";
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
  async seed(sandbox) {
    for (const name of ["acme-audit-logs", "acme-audit-archive"]) await seedBucket(sandbox, name);
    for (const name of ["/aws/cloudtrail/audit", "/aws/cloudtrail/audit-2"]) {
      await sandbox.call("logs", "CreateLogGroup", { logGroupName: name });
    }
    for (const name of ["CloudTrailToCloudWatchLogs", "CloudTrailToCloudWatchLogs2"]) {
      await seedRole(sandbox, name, cloudTrail);
    }
    for (const Name of ["security", "audit-delivery"]) {
      const Policy = policyFor(cloudTrail, "sns:Publish", `arn:aws:sns:${region}:${account}:${Name}`);
      await sandbox.call("sns", "CreateTopic", { Name, Attributes: { Policy } });
    }
  },
};

/** A bucket that CloudTrail may write to. */
export async function seedBucket(sandbox: Sandbox, Bucket: string): Promise<void> {
  await sandbox.call("s3", "CreateBucket", { Bucket });
  const Policy = policyFor(cloudTrail, "s3:*", `arn:aws:s3:::${Bucket}*`);
  await sandbox.call("s3", "PutBucketPolicy", { Bucket, Policy });
}

/** A role that a service may assume. */
export async function seedRole(sandbox: Sandbox, RoleName: string, service: string): Promise<void> {
  const AssumeRolePolicyDocument = policyFor(service, "sts:AssumeRole", undefined);
  await sandbox.call("iam", "CreateRole", { RoleName, AssumeRolePolicyDocument });
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "logs:*", Resource: "*" }],
  });
  await sandbox.call("iam", "PutRolePolicy", { RoleName, PolicyName: "logs", PolicyDocument });
}

function policyFor(service: string, action: string, resource: string | undefined): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: action, Resource: resource };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
