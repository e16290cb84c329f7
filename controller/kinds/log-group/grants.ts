import type { Grant, Wanted } from "../../kind.ts";
import type { LogGroupShape } from "./shape.ts";
import { serviceOf } from "./subscription-filters.ts";

/** What CloudWatch Logs does with the role of a subscription filter, by the service of its destination. */
const writes: ReadonlyMap<string, readonly string[]> = new Map([
  ["firehose", ["firehose:PutRecord", "firehose:PutRecordBatch"]],
  ["kinesis", ["kinesis:PutRecord", "kinesis:PutRecords"]],
]);

/** What a group's subscription filters need their roles to allow. */
export function logGroupGrants({ scope, shape }: Wanted<LogGroupShape>): Grant[] {
  const { partition, region, account } = scope;
  return (shape.subscriptionFilters ?? []).flatMap(({ roleArn, destinationArn }): Grant[] => {
    const actions = writes.get(serviceOf(destinationArn));
    if (!roleArn || !actions) return [];
    return [
      {
        on: roleArn,
        service: "logs.amazonaws.com",
        sourceAccount: account,
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
        sourceArn: `arn:${partition}:logs:${region}:${account}:*`,
        allows: [{ actions, resources: [destinationArn] }],
      },
    ];
  });
}
