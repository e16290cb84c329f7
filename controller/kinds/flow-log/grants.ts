import type { Grant, Granted } from "../../kind.ts";
import type { FlowLogShape } from "./shape.ts";

/**
 * What a flow log's bucket or role must allow.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLogGrants({ scope, shape }: Granted<FlowLogShape>): Grant[] {
  const { partition, region, account } = scope;
  const { logDestination, logDestinationType, deliverLogsPermissionArn: role } = shape;
  if (logDestinationType === "s3") {
    const [bucket = "", ...folders] = logDestination.split("/");
    const owner = shape.destinationOptions?.hiveCompatiblePartitions ? `aws-account-id=${account}` : account;
    const folder = [bucket, ...folders, "AWSLogs", owner].join("/");
    return [
      {
        on: bucket,
        service: "delivery.logs.amazonaws.com",
        sourceAccount: account,
        sourceArn: `arn:${partition}:logs:${region}:${account}:*`,
        allows: [
          { actions: ["s3:GetBucketAcl"], resources: [bucket] },
          {
            actions: ["s3:PutObject"],
            resources: [`${folder}/*`],
            conditions: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
        ],
      },
    ];
  }
  if (logDestinationType !== "cloud-watch-logs" || !role) return [];
  // Without logs:CreateLogGroup, which AWS's own example has: with it a deleted group comes back.
  return [
    {
      on: role,
      service: "vpc-flow-logs.amazonaws.com",
      sourceAccount: account,
      sourceArn: `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*`,
      allows: [
        {
          actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          resources: [logDestination, `${logDestination}:log-stream:*`],
        },
        { actions: ["logs:DescribeLogGroups"], resources: ["*"] },
      ],
    },
  ];
}
