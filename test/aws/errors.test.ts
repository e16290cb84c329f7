import { LimitExceededException } from "@aws-sdk/client-cost-explorer";
import { expect, test } from "vitest";
import { classify } from "../../controller/aws/errors.ts";

function answer(name: string, message = "no", httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $fault: "client", $metadata: { httpStatusCode } });
}

test("Cost Explorer's limit is one of calls, and passes", () => {
  const message = "Rate exceeded";
  expect(classify(new LimitExceededException({ message, $metadata: { httpStatusCode: 400 } }))).toBe(
    "throttled",
  );
});

const lasting = [
  // Nobody here writes buckets: a policy that is too narrow stays so.
  ["BucketAlreadyExists", "The requested bucket name is not available."],
  ["BucketNotEmpty", "The bucket you tried to delete is not empty"],
  ["MalformedPolicy", "Invalid principal in policy"],
  ["InsufficientS3BucketPolicyException", "Incorrect S3 bucket policy is detected for bucket: logs"],
  ["InvalidCloudWatchLogsRoleArnException", "CloudTrail cannot validate the specified role ARN."],
  ["CloudTrailInvalidClientTokenIdException", "The topic's account is suspended"],
  ["MaximumNumberOfTrailsExceededException", "User already has 5 trails in us-east-1"],
  ["MalformedPolicyDocument", 'Invalid principal in policy: "SERVICE":"nowhere.amazonaws.com"'],
  ["LimitExceeded", "Too many alarms"],
  ["LimitExceededException", "The requested resource exceeds the maximum number allowed."],
  ["ManagedRuleException", "Rule x is managed by autoscaling.amazonaws.com."],
  ["PolicyLengthExceededException", "The event bus policy is too long."],
  ["TopicLimitExceeded", "Too many topics"],
  ["FlowLogsLimitExceeded", "Too many flow logs"],
  ["400", "Access Denied for LogDestination: logs. Please check LogDestination permission"],
] as const;

test.each(lasting)("sending it again doesn't help against %s", (code, message) => {
  expect(classify(answer(code, message))).toBe("terminal");
});

test.each([
  "S3BucketDoesNotExistException",
  "InvalidSnsTopicNameException",
  "KmsKeyNotFoundException",
  "KMSNotFound",
])("a resource isn't gone when what it relies on is: %s", (code) => {
  expect(classify(answer(code))).toBe("terminal");
});

test.each([
  "ResourceNotFound",
  "ResourceNotFoundException",
  "TrailNotFoundException",
  "NotFound",
  "NotFoundException",
  "InvalidFlowLogId.NotFound",
  "UnknownMonitorException",
  "UnknownSubscriptionException",
])("a resource is gone: %s", (code) => {
  expect(classify(answer(code))).toBe("not-found");
});

test.each([
  ["InvalidCloudWatchLogsRoleArnException", "Access denied. Check the trust relationships for your role."],
  ["InvalidCloudWatchLogsLogGroupArnException", "Access denied. Check the permissions for your role."],
  ["InsufficientSnsTopicPolicyException", "SNS Topic does not exist or the topic policy is incorrect!"],
  ["InvalidParameter", "Unable to assume given IAM role"],
  [
    "ValidationException",
    "Provided role 'arn:aws:iam::111122223333:role/rules' cannot be assumed by principal 'events.amazonaws.com'.",
  ],
  ["InvalidParameterValueException", "The role arn:aws:iam::111122223333:role/streams could not be assumed"],
  ["400", "Unable to assume given IAM role"],
  ["EntityTemporarilyUnmodifiableException", "The request was rejected because it referenced an entity"],
  ["ConcurrentModification", "Another request is changing the role"],
  ["MalformedPolicyDocument", 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/new"'],
  ["InactiveEventDataStoreException", "The event data store is inactive."],
  ["InvalidEventDataStoreStatusException", "The event data store is not in a status for this"],
  ["ConflictException", ""],
  ["OperationAbortedException", "A conflicting operation is currently in progress. Please try again."],
  ["InvalidParameterException", "Could not deliver test message to specified Firehose stream."],
  ["InvalidParameterException", "Could not execute the lambda function."],
  ["ValidationException", "Make sure you have given CloudWatch Logs permission to assume the provided role."],
  ["OperationAborted", "A conflicting conditional operation is currently in progress against this resource."],
  ["TooManyUpdates", "There are concurrent updates for a resource"],
  ["ConcurrentModificationException", ""],
  ["ConcurrentAccess", "Can't perform multiple operations on a tag simultaneously"],
] as const)("it passes by itself: %s", (code, message) => {
  expect(classify(answer(code, message))).toBe("propagating");
});

test("an AuthFailure is about the credentials only where the request itself was refused for them", () => {
  const unknownKey = "AWS was not able to validate the provided access credentials";
  expect(classify(answer("AuthFailure", unknownKey, 401))).toBe("credentials");
  expect(classify(answer("AuthFailure", "Not authorized for vpc-0a1", 403))).toBe("denied");
});
