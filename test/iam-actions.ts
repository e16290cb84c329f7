/** IAM's prefix of the services that the controller calls, where it isn't the name that calls are signed with. */
const prefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch", tagging: "tag" };

const viewBudget = ["ViewBudget"];
const modifyBudget = ["ModifyBudget"];

/**
 * The IAM actions of the operations that aren't allowed by the action of their own name: the tables "API operations
 * defined by …" of the Service Authorization Reference, and for S3 "Required permissions for Amazon S3 API
 * operations" of its user guide.
 */
const renamed: Readonly<Record<string, readonly string[]>> = {
  "budgets:CreateBudget": modifyBudget,
  "budgets:CreateNotification": modifyBudget,
  "budgets:CreateSubscriber": modifyBudget,
  "budgets:DeleteBudget": modifyBudget,
  "budgets:DeleteNotification": modifyBudget,
  "budgets:DeleteSubscriber": modifyBudget,
  "budgets:DescribeBudget": viewBudget,
  "budgets:DescribeBudgetNotificationsForAccount": viewBudget,
  "budgets:DescribeBudgets": viewBudget,
  "budgets:DescribeNotificationsForBudget": viewBudget,
  "budgets:DescribeSubscribersForNotification": viewBudget,
  "budgets:UpdateBudget": modifyBudget,
  "budgets:UpdateNotification": modifyBudget,
  "budgets:UpdateSubscriber": modifyBudget,
  "s3:DeleteBucketLifecycle": ["PutLifecycleConfiguration"],
  "s3:GetBucketEncryption": ["GetEncryptionConfiguration"],
  "s3:GetBucketLifecycleConfiguration": ["GetLifecycleConfiguration"],
  "s3:GetObjectLockConfiguration": ["GetBucketObjectLockConfiguration"],
  "s3:GetPublicAccessBlock": ["GetBucketPublicAccessBlock"],
  "s3:ListBuckets": ["ListAllMyBuckets"],
  "s3:ListObjectVersions": ["ListBucketVersions"],
  "s3:PutBucketEncryption": ["PutEncryptionConfiguration"],
  "s3:PutBucketLifecycleConfiguration": ["PutLifecycleConfiguration"],
  "s3:PutObjectLockConfiguration": ["PutBucketObjectLockConfiguration"],
  "s3:PutPublicAccessBlock": ["PutBucketPublicAccessBlock"],
};

/** What a creation asks for beside its own action when it brings tags: the same tables. */
const tagging: Readonly<Record<string, string>> = {
  "budgets:CreateBudget": "TagResource",
  "ce:CreateAnomalyMonitor": "TagResource",
  "ce:CreateAnomalySubscription": "TagResource",
  "cloudtrail:CreateEventDataStore": "AddTags",
  "cloudtrail:CreateTrail": "AddTags",
  "cloudwatch:PutAlarmMuteRule": "TagResource",
  "cloudwatch:PutCompositeAlarm": "TagResource",
  "cloudwatch:PutDashboard": "TagResource",
  "cloudwatch:PutInsightRule": "TagResource",
  "cloudwatch:PutLogAlarm": "TagResource",
  "cloudwatch:PutMetricAlarm": "TagResource",
  "cloudwatch:PutMetricStream": "TagResource",
  "ec2:CreateFlowLogs": "CreateTags",
  "events:PutRule": "TagResource",
  "iam:CreateRole": "TagRole",
  "logs:CreateLogGroup": "TagResource",
  "logs:CreateScheduledQuery": "TagResource",
  "s3:CreateBucket": "TagResource",
  "sns:CreateTopic": "TagResource",
  "ssm:PutParameter": "AddTagsToResource",
};

/** "No permissions are required to perform this operation": its reference. */
const free = new Set(["sts:GetCallerIdentity"]);

/**
 * The IAM actions that a call takes.
 *
 * @param service its signing name, e.g. `monitoring`
 */
export function iamActions(service: string, operation: string): readonly string[] {
  const prefix = prefixes[service] ?? service;
  const name = `${prefix}:${operation}`;
  if (free.has(name)) return [];
  const actions = [...(renamed[name] ?? [operation]), ...(name in tagging ? [tagging[name]] : [])];
  return actions.map((action) => `${prefix}:${action}`);
}
