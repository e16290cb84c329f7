import { LimitExceededException as CostExplorerLimit } from "@aws-sdk/client-cost-explorer";
import { isRecord } from "../value/record.ts";

/**
 * What an error from AWS means for the one who made the call:
 *
 * - `throttled`: nothing happened; slow down and send it again
 * - `credentials`: every further call will fail too
 * - `denied`: this call is not allowed
 * - `not-found`, `already-exists`: what the names say
 * - `propagating`: something just made isn't known everywhere yet; the same call succeeds within minutes
 * - `ambiguous`: it may or may not have had its effect (server error, lost connection)
 * - `terminal`: sending it again won't help
 */
export type ErrorClass =
  | "throttled"
  | "credentials"
  | "denied"
  | "not-found"
  | "already-exists"
  | "propagating"
  | "ambiguous"
  | "terminal";

const throttled = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "Throttled",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "BandwidthLimitExceeded",
  "SlowDown",
  "PriorRequestNotComplete",
  "EC2ThrottledException",
]);

const credentials = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "IncompleteSignature",
  "AuthFailure",
  "CredentialsProviderError",
  "TokenProviderError",
]);

const denied = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AuthorizationError",
  "AuthorizationErrorException",
  "UnauthorizedOperation",
  "OptInRequired",
]);

const alreadyExists = new Set([
  "BucketAlreadyOwnedByYou",
  "FlowLogAlreadyExists",
  "TrailAlreadyExistsException",
  "EventDataStoreAlreadyExistsException",
  "ParameterAlreadyExists",
  "ResourceAlreadyExistsException",
  "EntityAlreadyExists",
  "AlreadyExistsException",
  "DuplicateRecordException",
]);

const ambiguous = new Set([
  "InternalError",
  "InternalFailure",
  "InternalServerError",
  "InternalServerException",
  "InternalServiceError",
  "InternalServiceException",
  "InternalServiceFault",
  "InternalException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "Unavailable",
  "RequestTimeout",
  "RequestTimeoutException",
  "TimeoutError",
  "AbortError",
]);

/**
 * Codes and messages of refusals that pass by themselves: of a role or policy that was just made, and while
 * somebody else's change is under way. Of topics, since theirs are written just before; never of buckets.
 */
const propagating: readonly { code: RegExp; message: RegExp }[] = [
  // "There are concurrent updates for a resource that supports one update at a time" (Systems Manager).
  { code: /^TooManyUpdates$/, message: /(?:)/ },
  { code: /^InvalidCloudWatchLogs(Role|LogGroup)ArnException$/, message: /access denied/i },
  { code: /^InsufficientSnsTopicPolicyException$/, message: /./ },
  // EventBridge of a role that was just made: "Provided role '…' cannot be assumed by principal 'events.amazonaws.com'".
  { code: /^ValidationException$/, message: /cannot be assumed by principal/i },
  // "Wait a few minutes, and then try the operation again" (CloudTrail's ConflictException).
  { code: /^(Conflict|ConcurrentModification)Exception$|^ConcurrentAccess(Exception)?$/, message: /(?:)/ },
  // An event data store that is being made or restored, or whose ingestion is just starting or stopping.
  { code: /^(InactiveEventDataStore|InvalidEventDataStoreStatus)Exception$/, message: /(?:)/ },
  // IAM's own, whose codes are shorter than the names of their structures.
  {
    code: /^(ConcurrentModification|EntityTemporarilyUnmodifiable(Exception)?|NotKnownYet)$/,
    message: /(?:)/,
  },
  // A policy names what was just made, and not every part of IAM knows it; services aren't made.
  { code: /^MalformedPolicyDocument(Exception)?$/, message: /invalid principal(?!.*"SERVICE")/i },
  // "A conflicting conditional operation is currently in progress": after a bucket's deletion, for up to an hour.
  // "Multiple concurrent requests to update the same resource were in conflict" (CloudWatch Logs).
  { code: /^OperationAborted(Exception)?$/, message: /(?:)/ },
  // CloudWatch Logs of a subscription filter whose role, stream or function is new: it sends a test message.
  {
    code: /^InvalidParameterException$/,
    message: /could not (deliver test message to specified|execute the lambda function)/i,
  },
  { code: /^ValidationException$/, message: /permission to assume the provided role/i },
  // CloudWatch of a metric stream whose role is new.
  { code: /^InvalidParameterValue(Exception)?$/, message: /role\b.*\b(could not|cannot) be assumed/i },
  {
    // EC2 has a plain 400 for its code where the failure is inside a 200.
    code: /^(InvalidParameter|Client\.InvalidParameter|InvalidParameterValue|400)$/,
    message: /unable to assume (the )?(given|provided)? ?(iam )?role/i,
  },
];

/** Something was just made, and what is to be done with it isn't possible yet: the same call succeeds within seconds. */
export class NotKnownYet extends Error {
  constructor(cause: unknown) {
    super(describeError(cause), { cause });
    this.name = "NotKnownYet";
  }
}

/**
 * Refusals for want of a policy or of something to write to: for good, unless that was written a moment ago and isn't
 * known everywhere yet.
 */
const missingGround = new Set([
  "InsufficientS3BucketPolicyException",
  "InsufficientEncryptionPolicyException",
  "S3BucketDoesNotExistException",
]);

/** Whether a refusal may be because of what was written a moment ago and isn't known everywhere yet. */
export function mayBeTooEarly(error: unknown): boolean {
  return missingGround.has(errorCode(error)) || classify(error) === "propagating";
}

/** The code AWS answered with, e.g. `ThrottlingException`; `Unknown` for what isn't an AWS error. */
export function errorCode(error: unknown): string {
  if (typeof error !== "object" || error === null) return "Unknown";
  const { Code, code, name } = error as { Code?: unknown; code?: unknown; name?: unknown };
  for (const candidate of [Code, name, code]) {
    if (typeof candidate === "string" && candidate !== "" && candidate !== "Error") return candidate;
  }
  return "Unknown";
}

const gone = /NotFound|NoSuchEntity|DoesNotExist|NoSuchBucket|^Unknown(Monitor|Subscription)Exception$/;

/** What a resource relies on: where it is missing, the resource itself isn't. */
const dependency = /S3Bucket|SnsTopic|^KMS/i;

/**
 * EC2 answers AuthFailure, with 401, to keys that it doesn't know, and otherwise where a resource is somebody
 * else's.
 */
function isAboutResource(error: unknown): boolean {
  return errorCode(error) === "AuthFailure" && status(error) !== 401;
}

/**
 * "You made too many calls in a short period of time. Try again later" (Cost Explorer's LimitExceededException). Other
 * services answer the same code where there are too many resources.
 */
function isCostExplorerThrottle(error: unknown): boolean {
  // The SDK's `instanceof` goes by the name alone.
  return Object.prototype.isPrototypeOf.call(CostExplorerLimit.prototype, Object(error));
}

/** Tells errors apart by code, and by HTTP status where the code is unknown. */
export function classify(error: unknown): ErrorClass {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : "";
  if (throttled.has(code) || status(error) === 429 || isCostExplorerThrottle(error)) return "throttled";
  if (credentials.has(code)) return isAboutResource(error) ? "denied" : "credentials";
  if (denied.has(code)) return "denied";
  if (alreadyExists.has(code)) return "already-exists";
  if (gone.test(code) && !dependency.test(code)) return "not-found";
  if (propagating.some((rule) => rule.code.test(code) && rule.message.test(message))) return "propagating";
  if (ambiguous.has(code) || (status(error) ?? 0) >= 500 || isNetworkError(error)) return "ambiguous";
  return "terminal";
}

/** Whether a read is refused for good: it isn't allowed, or the service doesn't exist or offer it there. */
export function isOutOfReach(error: unknown): boolean {
  const meaning = classify(error);
  return meaning === "denied" || meaning === "terminal" || errorCode(error) === "ENOTFOUND";
}

/** What the SDK says, for programmers, of an answer it can't read: most often a page of HTML. */
const unreadable = /\s*Deserialization error: to see the raw response.*$/;

/** `AccessDenied: not authorized to perform sns:ListTopics`, on one line, for people. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  // oxlint-disable-next-line eslint/no-control-regex
  const line = message.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  if (unreadable.test(line))
    return `HTTP ${status(error) ?? "answer"}: not an answer of AWS's but perhaps a proxy's (${line.replace(unreadable, "")})`;
  // The SDK's word for an error without one: AWS's own have a message, or at least a code.
  if (/^(Unknown(Error)?)?$/.test(line) && status(error) !== undefined)
    return `HTTP ${status(error)}: an answer without a reason, which isn't AWS's but perhaps a proxy's`;
  return code === "Unknown" || line.startsWith(code) ? line : `${code}: ${line}`;
}

/** Thrown out of a pass: without credentials nothing more can be read, and nothing is planned from a part. */
export class CredentialsError extends Error {
  readonly code = "credentials";

  constructor(cause: unknown) {
    const message =
      errorCode(cause) === "CredentialsProviderError"
        ? `there are no AWS credentials: ${describeError(cause)}; set AWS_PROFILE or AWS_ACCESS_KEY_ID, or give the pod or instance a role, and run again`
        : `AWS refused the credentials: ${describeError(cause)}; renew them (aws sts get-caller-identity shows whose they are)${mayMeanDisabledRegion(cause) ? ", or enable the region if the account hasn't," : ""} and run again`;
    super(message, { cause });
    this.name = "CredentialsError";
  }
}

/** What services answer to an access key they don't know. */
const unknownKey = new Set([
  "AuthFailure",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "UnrecognizedClientException",
]);

/** Whether a refusal of credentials may be about the region alone: one that isn't enabled knows no keys. */
export function mayMeanDisabledRegion(error: unknown): boolean {
  return unknownKey.has(errorCode(error));
}

/** A region refuses credentials that are accepted elsewhere; `denied`, so that other regions go on. */
export class RegionDisabledError extends Error {
  readonly $metadata = {};

  constructor({ account, region }: { account: string; region: string }, cause: unknown) {
    super(
      `${region} refuses credentials that another region accepts (AWS says: ${describeError(cause)}); enable it for account ${account} (aws account enable-region --region-name ${region}), or leave it out of the regions. Session tokens of STS's global endpoint aren't taken there either`,
      { cause },
    );
    this.name = "OptInRequired";
  }
}

function status(error: unknown): number | undefined {
  const metadata = isRecord(error) ? error["$metadata"] : undefined;
  const code = isRecord(metadata) ? metadata["httpStatusCode"] : undefined;
  return typeof code === "number" ? code : undefined;
}

function isNetworkError(error: unknown): boolean {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof syscall === "string" || (typeof code === "string" && /^(E[A-Z]{4,}|UND_ERR_\w+)$/.test(code));
}
