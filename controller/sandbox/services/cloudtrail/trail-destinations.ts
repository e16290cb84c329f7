import { createHash } from "node:crypto";
import { uuidOf } from "../../ids.ts";
import { isJsonObject } from "../../json.ts";
import { allows } from "../../policy.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { assumedRole, mayAct } from "../iam/assuming.ts";
import { findLogGroup } from "../logs/log-group-store.ts";
import { bucketsOf, findBucket } from "../s3/bucket-store.ts";
import type { StoredTopic } from "../sns/topic-store.ts";

const cloudTrail = "cloudtrail.amazonaws.com";

/** A trail's files, as far as their bucket's policy is asked about them. */
interface Delivery {
  readonly trailArn: string;
  readonly bucket: string;
  readonly prefix: string | undefined;
}

/** Refuses a bucket that doesn't exist or that CloudTrail may not write to. */
export function checkBucket(context: CallContext, { trailArn, bucket: name, prefix }: Delivery): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
    throw new AwsError("InvalidS3BucketNameException", `Bucket name is invalid: ${name}`);
  const bucket = findBucket(context.world, name);
  if (!bucket) throw new AwsError("S3BucketDoesNotExistException", `S3 bucket ${name} does not exist!`);
  const folder = `${prefix ? `${prefix}/` : ""}AWSLogs/${context.account}`;
  const policy = bucketsOf({ world: context.world, account: bucket.account }).known(name)?.policy;
  const may = (action: string, resource: string) =>
    allows(policy, {
      service: cloudTrail,
      action,
      resource: `arn:aws:s3:::${resource}`,
      context: {
        "aws:sourcearn": trailArn,
        "aws:sourceaccount": context.account,
        "aws:securetransport": "true",
        "s3:x-amz-acl": "bucket-owner-full-control",
      },
    });
  if (!may("s3:GetBucketAcl", name) || !may("s3:PutObject", `${name}/${folder}/CloudTrail/file.json.gz`))
    throw new AwsError(
      "InsufficientS3BucketPolicyException",
      `Incorrect S3 bucket policy is detected for bucket: ${name}`,
    );
}

/** The ARN of the topic of a name or ARN; refuses one that doesn't exist or that CloudTrail may not publish to. */
export function topicFor(context: CallContext, nameOrArn: string): string {
  const arn = nameOrArn.startsWith("arn:")
    ? nameOrArn
    : `arn:aws:sns:${context.region}:${context.account}:${nameOrArn}`;
  const [, , service, region = "", account = "", name = ""] = arn.split(":");
  if (service !== "sns" || nameOrArn.length > 256 || !/^[A-Za-z0-9_-]{1,256}$/.test(name))
    throw new AwsError("InvalidSnsTopicNameException", `SNS topic name is invalid: ${nameOrArn}`);
  const topic = context.world.table<StoredTopic>(account, region, "sns/topics").get(arn);
  // A topic's default policy lets its owner alone publish.
  if (!allowsCloudTrail(topic?.attributes["Policy"]))
    throw new AwsError(
      "InsufficientSnsTopicPolicyException",
      "SNS Topic does not exist or the topic policy is incorrect!",
    );
  return arn;
}

/**
 * Whether a resource policy has a statement that lets CloudTrail in: read leniently, without asking which
 * actions and conditions it names.
 */
function allowsCloudTrail(policy: string | undefined): boolean {
  if (policy === undefined) return false;
  const document: unknown = JSON.parse(policy);
  const statements: unknown[] = isJsonObject(document) ? [document["Statement"]].flat() : [];
  return statements.some((statement) => {
    if (!isJsonObject(statement) || statement["Effect"] !== "Allow") return false;
    const principal = statement["Principal"];
    return (
      principal === "*" ||
      (isJsonObject(principal) && [principal["Service"], principal["AWS"]].flat().some(isCloudTrail))
    );
  });
}

function isCloudTrail(principal: unknown): boolean {
  return principal === cloudTrail || principal === "*";
}

/** A log group and the role to write to it with, checked together, as they are kept; both "" takes them away. */
export function logsDelivery(
  context: CallContext,
  trailArn: string,
  group: string,
  role: string,
): { CloudWatchLogsLogGroupArn: string; CloudWatchLogsRoleArn: string } | undefined {
  if (group === "" && role === "") return undefined;
  const name = /^arn:[^:]+:logs:([^:]+):(\d{12}):log-group:([^:*]+)(?::\*)?$/.exec(group);
  if (!name || name[1] !== context.region)
    throw new AwsError(
      "InvalidCloudWatchLogsLogGroupArnException",
      "CloudTrail cannot validate the specified log group ARN.",
    );
  if (!/^arn:[^:]+:iam::\d{12}:role\/./.test(role))
    throw new AwsError(
      "InvalidCloudWatchLogsRoleArnException",
      "CloudTrail cannot validate the specified role ARN.",
    );
  const found = findLogGroup(context.world, group);
  if (!found)
    throw new AwsError(
      "InvalidCloudWatchLogsLogGroupArnException",
      "Access denied. Check the permissions for your role, and that the log group exists.",
    );
  const acting = { service: cloudTrail, sourceArn: trailArn };
  const assumed = assumedRole(context, role, acting);
  if (!assumed)
    throw new AwsError(
      "InvalidCloudWatchLogsRoleArnException",
      "Access denied. Check the trust relationships for your role.",
    );
  const stream = `${found.arn}:log-stream:${context.account}_CloudTrail_${context.region}`;
  if (!mayAct(assumed, "logs:CreateLogStream", stream) || !mayAct(assumed, "logs:PutLogEvents", stream))
    throw new AwsError(
      "InvalidCloudWatchLogsLogGroupArnException",
      "Access denied. Check the permissions for your role.",
    );
  return { CloudWatchLogsLogGroupArn: `${found.arn}:*`, CloudWatchLogsRoleArn: role };
}

/**
 * The key's ARN for what CreateTrail takes: an ARN, an id, or an alias. The sandbox has no KMS, so that an
 * alias always stands for the same made-up key.
 */
export function keyArn({ region, account }: CallContext, key: string): string {
  if (/^arn:[^:]+:kms:[^:]+:\d{12}:key\/./.test(key)) return key;
  if (/^(?:mrk-)?[0-9a-f-]{32,36}$/.test(key)) return `arn:aws:kms:${region}:${account}:key/${key}`;
  const alias = /^(?:arn:[^:]+:kms:([^:]+):(\d{12}):)?(alias\/[A-Za-z0-9/_-]+)$/.exec(key);
  if (!alias) throw new AwsError("InvalidKmsKeyIdException", `The KMS key id is invalid: ${key}`);
  const [, itsRegion = region, itsAccount = account, name = ""] = alias;
  const digits = createHash("sha256").update(`${itsAccount}/${itsRegion}/${name}`).digest("hex").slice(0, 32);
  return `arn:aws:kms:${itsRegion}:${itsAccount}:key/${uuidOf(digits)}`;
}
