import type { Grant, Granted } from "../../kind.ts";
import type { TrailShape } from "./shape.ts";

const service = "cloudtrail.amazonaws.com";

/**
 * What a trail's bucket, role and topic must allow CloudTrail.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
 */
export function trailGrants({ arn, scope, shape }: Granted<TrailShape>): Grant[] {
  const { partition, account } = scope;
  const { s3BucketName, s3KeyPrefix, cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role } = shape;
  const bucket = `arn:${partition}:s3:::${s3BucketName}`;
  const folder = `${bucket}/${s3KeyPrefix ? `${s3KeyPrefix}/` : ""}AWSLogs`;
  const source = { service, sourceAccount: account, ...(arn && { sourceArn: arn }) };
  // An organization's trail writes below the organization's id, for every account.
  const resources = shape.isOrganizationTrail ? [`${folder}/*`] : [`${folder}/${account}/*`];
  const grants: Grant[] = [
    {
      ...source,
      on: bucket,
      allows: [
        { actions: ["s3:GetBucketAcl"], resources: [bucket] },
        {
          actions: ["s3:PutObject"],
          resources,
          conditions: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
      ],
    },
  ];
  if (group && role)
    grants.push({
      ...source,
      on: role,
      allows: [
        { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${group}:log-stream:*`] },
      ],
    });
  const topic = shape.snsTopicName;
  if (topic)
    grants.push({ ...source, on: topic, allows: [{ actions: ["sns:Publish"], resources: [topic] }] });
  return grants;
}
