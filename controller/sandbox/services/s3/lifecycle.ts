import type {
  DeleteBucketLifecycleRequest,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLifecycleConfigurationRequest,
  LifecycleRule,
  PutBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationRequest,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { askedBucket, changeSettings } from "./bucket-store.ts";

const mostRules = 1000;

export function putBucketLifecycleConfiguration(
  context: CallContext,
  input: PutBucketLifecycleConfigurationRequest,
): PutBucketLifecycleConfigurationOutput {
  const bucket = askedBucket(context, input);
  const given = input.LifecycleConfiguration?.Rules ?? [];
  if (given.length === 0 || given.length > mostRules) throw malformed();
  const rules = given.map((rule) => ({ ...rule, ID: rule.ID ?? context.id(24) }));
  if (new Set(rules.map(({ ID }) => ID)).size < rules.length)
    throw invalid("Rule ID must be unique. Found same ID for more than one rule");
  for (const rule of rules) checkRule(rule);
  const TransitionDefaultMinimumObjectSize =
    input.TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K";
  changeSettings(context, bucket, {
    lifecycle: { LifecycleConfiguration: { Rules: rules }, TransitionDefaultMinimumObjectSize },
  });
  return { TransitionDefaultMinimumObjectSize };
}

export function getBucketLifecycleConfiguration(
  context: CallContext,
  input: GetBucketLifecycleConfigurationRequest,
): GetBucketLifecycleConfigurationOutput {
  const { lifecycle } = askedBucket(context, input).settings;
  if (!lifecycle)
    throw new AwsError("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", {
      status: 404,
    });
  const { LifecycleConfiguration, ...size } = lifecycle;
  return { Rules: LifecycleConfiguration?.Rules ?? [], ...size };
}

export function deleteBucketLifecycle(context: CallContext, input: DeleteBucketLifecycleRequest): void {
  changeSettings(context, askedBucket(context, input), { lifecycle: undefined });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
function checkRule(rule: LifecycleRule): void {
  const { ID = "", Status, Filter, Prefix, Expiration, Transitions = [] } = rule;
  const { NoncurrentVersionExpiration, NoncurrentVersionTransitions = [] } = rule;
  if (ID.length > 255) throw invalid("ID length should not exceed allowed limit of 255");
  if ((Status !== "Enabled" && Status !== "Disabled") || (!Filter && Prefix === undefined)) throw malformed();
  if (Filter) checkFilter(Filter);
  const actions = [Expiration, NoncurrentVersionExpiration, rule.AbortIncompleteMultipartUpload];
  if (actions.every((action) => !action) && Transitions.length + NoncurrentVersionTransitions.length === 0)
    throw new AwsError("InvalidRequest", "At least one action needs to be specified in a rule", {
      status: 400,
    });
  if (Expiration) {
    const { Days, Date: date, ExpiredObjectDeleteMarker: marker } = Expiration;
    if ([Days, date, marker].filter((one) => one !== undefined).length !== 1) throw malformed();
    if (Days !== undefined && Days < 1)
      throw invalid("'Days' for Expiration action must be a positive integer");
    checkDate(date);
  }
  if (NoncurrentVersionExpiration && (NoncurrentVersionExpiration.NoncurrentDays ?? 0) < 1)
    throw invalid("'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer");
  checkClasses(Transitions.map(({ StorageClass }) => StorageClass));
  checkClasses(NoncurrentVersionTransitions.map(({ StorageClass }) => StorageClass));
  for (const { Days, Date: date, StorageClass } of Transitions) {
    if ((Days === undefined) === (date === undefined)) throw malformed();
    checkDate(date);
    checkDays("Days", Days, StorageClass);
    if (Days !== undefined && Expiration?.Days !== undefined && Expiration.Days <= Days)
      throw invalid("'Days' in the Expiration action must be greater than 'Days' in the Transition action");
  }
  for (const { NoncurrentDays, StorageClass } of NoncurrentVersionTransitions) {
    checkDays("NoncurrentDays", NoncurrentDays, StorageClass);
    const end = NoncurrentVersionExpiration?.NoncurrentDays;
    if (NoncurrentDays !== undefined && end !== undefined && end <= NoncurrentDays)
      throw invalid(
        "'NoncurrentDays' in the NoncurrentVersionExpiration action must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition action",
      );
  }
}

function checkFilter({ And: and, ...single }: NonNullable<LifecycleRule["Filter"]>): void {
  const given = Object.values(single).filter((one) => one !== undefined).length;
  if (given + (and ? 1 : 0) > 1) throw malformed();
  if (!and) return;
  const { Tags = [], ...others } = and;
  if (Tags.length + Object.values(others).filter((one) => one !== undefined).length < 2) throw malformed();
}

function checkDays(name: string, days: number | undefined, storageClass = ""): void {
  if (days === undefined || !storageClass.endsWith("_IA") || days >= 30) return;
  throw invalid(
    `'${name}' in Transition action must be greater than or equal to 30 for storageClass '${storageClass}'`,
  );
}

function checkClasses(classes: readonly (string | undefined)[]): void {
  if (new Set(classes).size < classes.length)
    throw invalid("'StorageClass' must be different for 'Transition' actions in same 'Rule'");
}

function checkDate(date: Date | undefined): void {
  if (date && date.getTime() % 86_400_000 !== 0) throw invalid("'Date' must be at midnight GMT");
}

function malformed(): AwsError {
  const message = "The XML you provided was not well-formed or did not validate against our published schema";
  return new AwsError("MalformedXML", message, { status: 400 });
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidArgument", message, { status: 400 });
}
