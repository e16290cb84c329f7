import type {
  DeleteBucketPolicyRequest,
  GetBucketPolicyOutput,
  GetBucketPolicyRequest,
  GetBucketPolicyStatusOutput,
  GetBucketPolicyStatusRequest,
  PutBucketPolicyRequest,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { isRecord } from "../../wire/model.ts";
import { policyStatements } from "../iam/policy-document.ts";
import { askedBucket, bucketArn, bucketsOf } from "./bucket-store.ts";

const longest = 20_480;

export function putBucketPolicy(context: CallContext, input: PutBucketPolicyRequest): void {
  const bucket = askedBucket(context, input);
  const { Policy: policy = "" } = input;
  const statements = policyStatements(policy);
  if (!statements) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  if (Buffer.byteLength(policy) > longest)
    throw malformed("Policy exceeds the maximum allowed document size.");
  const sids = statements.flatMap(({ Sid }) => Sid ?? []);
  if (new Set(sids).size < sids.length)
    throw malformed("Statement IDs (SID) in a single policy must be unique.");
  for (const statement of statements) checkStatement(statement, bucketArn(bucket));
  if (bucket.settings.publicAccessBlock?.BlockPublicPolicy && statements.some(isPublic))
    throw new AwsError(
      "AccessDenied",
      "Access Denied because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
      { status: 403 },
    );
  bucketsOf(context).put(bucket.name, { ...bucket, policy });
}

function checkStatement(statement: Record<string, unknown>, arn: string): void {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") throw malformed("Missing required field Effect");
  if ((Principal ?? NotPrincipal) === undefined) throw malformed("Missing required field Principal");
  if ((Action ?? NotAction) === undefined) throw malformed("Missing required field Action");
  if ((Resource ?? NotResource) === undefined) throw malformed("Missing required field Resource");
  for (const resource of [Resource ?? NotResource].flat()) {
    const text = String(resource);
    const end = text.slice(arn.length);
    if (!text.startsWith(arn) || !(end === "" || end === "*" || end.startsWith("/")))
      throw malformed("Policy has invalid resource");
  }
  for (const action of [Action ?? NotAction].flat())
    if (!/^(s3:.+|\*)$/i.test(String(action))) throw malformed("Policy has invalid action");
}

/** Keys whose fixed values say who it is (S3 User Guide, "The meaning of 'public'"). */
const narrowing = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceip",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

function isPublic({ Effect, Principal, Condition }: Record<string, unknown>): boolean {
  const everybody =
    Principal === "*" || (isRecord(Principal) && [Principal["AWS"]].flat().some((who) => who === "*"));
  const tests = isRecord(Condition) ? Object.values(Condition) : [];
  const keys = tests.flatMap((test) => (isRecord(test) ? Object.keys(test) : []));
  return Effect === "Allow" && everybody && !keys.some((key) => narrowing.has(key.toLowerCase()));
}

export function getBucketPolicy(context: CallContext, input: GetBucketPolicyRequest): GetBucketPolicyOutput {
  const { policy } = askedBucket(context, input);
  if (policy === undefined) throw noPolicy();
  return { Policy: policy };
}

export function getBucketPolicyStatus(
  context: CallContext,
  input: GetBucketPolicyStatusRequest,
): GetBucketPolicyStatusOutput {
  const { policy } = askedBucket(context, input);
  if (policy === undefined) throw noPolicy();
  return { PolicyStatus: { IsPublic: policyStatements(policy)?.some(isPublic) ?? false } };
}

export function deleteBucketPolicy(context: CallContext, input: DeleteBucketPolicyRequest): void {
  const bucket = askedBucket(context, input);
  bucketsOf(context).put(bucket.name, { ...bucket, policy: undefined });
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicy", message, { status: 400 });
}

function noPolicy(): AwsError {
  return new AwsError("NoSuchBucketPolicy", "The bucket policy does not exist", { status: 404 });
}
