import { hash } from "node:crypto";
import type { LogBucketSpec } from "../../generated/types.ts";
import type { Grant, Scope } from "../../kind.ts";
import { parsed } from "../../value/canonical.ts";
import { isRecord } from "../../value/record.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";

/** An IAM statement; what people write in one isn't ours to know. */
export type Statement = Readonly<Record<string, unknown>> & { readonly Sid: string };

/** The part of a bucket's policy that is Watchkeeper's. */
export interface OwnPolicy {
  readonly Statement: readonly Statement[];
}

/** A bucket's policy, told apart by whose its statements are. */
export interface SplitPolicy {
  readonly own: OwnPolicy | undefined;
  readonly foreign: readonly unknown[];
  /** `Version` and `Id`, where it has them. */
  readonly head: Readonly<Record<string, unknown>>;
}

const prefix = "Watchkeeper";
const cloudTrail = "cloudtrail.amazonaws.com";
const logDelivery = "delivery.logs.amazonaws.com";
/** "Bucket policies are limited to 20 KB in size" (Amazon S3 User Guide). */
const longest = 20_480;

export function bucketArn(name: string, partition: string): string {
  return `arn:${partition}:s3:::${name}`;
}

/** What a spec alone asks for: TLS, trails and flow logs from elsewhere, and its own statements. */
export function desiredPolicy(
  { policy = {} }: Pick<LogBucketSpec, "policy">,
  arn: string,
  { partition }: Pick<Scope, "partition">,
): OwnPolicy | undefined {
  const { requireTls = true, cloudTrail: trails = [], flowLogs = [], statements = [] } = policy;
  const grants = [
    ...trails.flatMap((entry) => trailGrants(entry, arn, partition)),
    ...flowLogs.flatMap((entry) => flowLogGrants(entry, arn, partition)),
  ];
  return ownPolicy([
    ...(requireTls ? [tlsOnly(arn)] : []),
    ...joined(grants.flatMap(statementsOf)),
    ...statements.map((statement) => ({ ...statement, Sid: ownSid(statement) })),
  ]);
}

/** The policy with these granted beside what it has; in words, why that can't be. */
export function withGrants(
  policy: OwnPolicy | undefined,
  grants: readonly Grant[],
): OwnPolicy | undefined | string {
  const all = ownPolicy(joined([...(policy?.Statement ?? []), ...grants.flatMap(statementsOf)]));
  const size = policySize(all);
  return size <= longest ? all : tooLong(size);
}

/** Why a policy can't be, where it is longer than AWS takes. */
export function oversize(policy: OwnPolicy | undefined): string | undefined {
  const size = policySize(policy);
  return size <= longest ? undefined : tooLong(size);
}

function policySize(policy: OwnPolicy | undefined): number {
  return policy ? Buffer.byteLength(policyText(policy, { foreign: [], head: {} })) : 0;
}

function tooLong(size: number): string {
  return `the bucket's policy would be ${size} bytes long, and AWS takes ${longest} (20 KB); let some trails or flow logs deliver to another bucket, or have one organization trail deliver for its accounts`;
}

/** Tells our statements from those of others by their Sid. Throws where it can't be read: nobody writes over that. */
export function splitPolicy(text: string | undefined): SplitPolicy {
  if (text === undefined) return { own: undefined, foreign: [], head: {} };
  const document = parsed(text);
  if (!isRecord(document))
    throw Object.assign(new Error("the bucket's policy is no JSON object"), { $metadata: {} });
  const { Statement: given, ...head } = document;
  const statements: unknown[] = Array.isArray(given) ? given : [given];
  return {
    own: ownPolicy(statements.filter(isOwn)),
    foreign: statements.filter((statement) => !isOwn(statement)),
    head,
  };
}

/** The whole policy to write: ours first, then what others put there, in their order. */
export function policyText(
  own: OwnPolicy | undefined,
  { foreign, head }: Pick<SplitPolicy, "foreign" | "head">,
): string {
  // A policy of the old version reads variables as plain text: what others wrote keeps its meaning.
  const first = foreign.length > 0 ? head : {};
  return JSON.stringify({
    Version: "2012-10-17",
    ...first,
    Statement: [...(own?.Statement ?? []), ...foreign],
  });
}

function isOwn(statement: unknown): statement is Statement {
  const sid = isRecord(statement) ? statement["Sid"] : undefined;
  return typeof sid === "string" && sid.startsWith(prefix);
}

/** No policy at all where there is no statement: AWS has none without. */
function ownPolicy(statements: readonly Statement[]): OwnPolicy | undefined {
  if (statements.length === 0) return undefined;
  return { Statement: statements.toSorted((a, b) => compareTexts(a.Sid, b.Sid)) };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The Sid of a statement of the spec's: with our prefix, and without one of its own after its content. */
export function ownSid(statement: { readonly Sid?: string }): string {
  const { Sid = `Statement${digest(statement)}` } = statement;
  return Sid.startsWith(prefix) ? Sid : prefix + Sid;
}

function tlsOnly(arn: string): Statement {
  return {
    Sid: `${prefix}RequireTls`,
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": ["false"] } },
  };
}

type TrailEntry = NonNullable<NonNullable<LogBucketSpec["policy"]>["cloudTrail"]>[number];
type FlowLogEntry = NonNullable<NonNullable<LogBucketSpec["policy"]>["flowLogs"]>[number];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function trailGrants(entry: TrailEntry, on: string, partition: string): Grant[] {
  const { accounts = [], trailArns = [], organizationId, prefix: keyPrefix } = entry;
  const sources = [
    ...accounts.map((account) => ({ account, arn: `arn:${partition}:cloudtrail:*:${account}:trail/*` })),
    ...trailArns.map((arn) => ({ account: arn.split(":")[4] ?? "", arn })),
  ];
  return sources.map(({ account, arn }) => ({
    on,
    service: cloudTrail,
    sourceAccount: account,
    sourceArn: arn,
    allows: [
      { actions: ["s3:GetBucketAcl"], resources: [on] },
      {
        actions: ["s3:PutObject"],
        resources: [account, ...(organizationId === undefined ? [] : [organizationId])].map(
          (owner) => `${keysUnder(on, keyPrefix)}AWSLogs/${owner}/*`,
        ),
        conditions: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  }));
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
function flowLogGrants(entry: FlowLogEntry, on: string, partition: string): Grant[] {
  const { accounts, regions = ["*"], prefix: keyPrefix } = entry;
  const keys = keysUnder(on, keyPrefix);
  return accounts.flatMap((account) =>
    regions.map((region) => ({
      on,
      service: logDelivery,
      sourceAccount: account,
      sourceArn: `arn:${partition}:logs:${region}:${account}:*`,
      allows: [
        { actions: ["s3:GetBucketAcl"], resources: [on] },
        {
          actions: ["s3:PutObject"],
          // The second for flow logs with Hive-compatible prefixes.
          resources: [`${keys}AWSLogs/${account}/*`, `${keys}AWSLogs/aws-account-id=${account}/*`],
          conditions: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
      ],
    })),
  );
}

function keysUnder(arn: string, keyPrefix: string | undefined): string {
  return keyPrefix === undefined ? `${arn}/` : `${arn}/${keyPrefix}/`;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * A statement for each of a grant's `allows`. Its Sid comes from what can't be joined (the service, the calls, the
 * conditions beyond the source, how the source is named), so that it stays the same whoever comes or goes.
 */
function statementsOf(grant: Grant): Statement[] {
  return grant.allows.map(({ actions, resources, conditions = {} }) => {
    const source = sourceOf(grant);
    const further = sortedConditions(conditions);
    const keys = Object.entries(source).map(([operator, tests]) => [operator, Object.keys(tests)]);
    const Action = sortedTexts(actions);
    return {
      Sid: `${prefix}${words(grant.service.replace(/\.amazonaws\..*$/, ""))}${words(shortName(Action))}${digest(
        [grant.service, Action, further, keys],
      )}`,
      Effect: "Allow",
      Principal: { Service: grant.service },
      Action,
      Resource: sortedTexts(resources),
      Condition: bothConditions(further, source),
    };
  });
}

/**
 * Whom it acts for. CloudTrail's own policies test `aws:SourceArn` alone, and its ARNs name the account; the others
 * test `aws:SourceAccount` too.
 */
function sourceOf({ service, sourceAccount, sourceArn }: Grant): Conditions {
  const account = { StringEquals: { "aws:SourceAccount": [sourceAccount] } };
  if (sourceArn === undefined) return account;
  const operator = /[*?]/.test(sourceArn) ? "ArnLike" : "StringEquals";
  const arn = { [operator]: { "aws:SourceArn": [sourceArn] } };
  return service === cloudTrail ? arn : bothConditions(account, arn);
}

/**
 * Statements of one Sid as one, with the resources and sources of them all: as AWS's examples for many accounts do. One
 * of the spec's that took such a Sid for something else stays by itself.
 */
function joined(statements: readonly Statement[]): Statement[] {
  const byMeaning = new Map<string, Statement>();
  for (const statement of statements) {
    const { Resource: _resource, Condition: _condition, ...meaning } = statement;
    const key = JSON.stringify(Object.entries(meaning).sort(([a], [b]) => compareTexts(a, b)));
    const known = byMeaning.get(key);
    byMeaning.set(
      key,
      known
        ? {
            ...known,
            Resource: sortedTexts([...texts(known["Resource"]), ...texts(statement["Resource"])]),
            Condition: bothConditions(
              sortedConditions(known["Condition"]),
              sortedConditions(statement["Condition"]),
            ),
          }
        : statement,
    );
  }
  return [...byMeaning.values()];
}

function bothConditions(one: Conditions, other: Conditions): Conditions {
  return sortedConditions(
    Object.fromEntries(
      [...new Set([...Object.keys(one), ...Object.keys(other)])].map((operator) => {
        const [left = {}, right = {}] = [one[operator], other[operator]];
        const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
        return [
          operator,
          Object.fromEntries(keys.map((key) => [key, [...(left[key] ?? []), ...(right[key] ?? [])]])),
        ];
      }),
    ),
  );
}

function sortedConditions(conditions: unknown): Conditions {
  if (!isRecord(conditions)) return {};
  const operators = Object.entries(conditions).map(([operator, tests]) => {
    const sorted = Object.entries(isRecord(tests) ? tests : {})
      .map(([key, values]) => [key, sortedTexts(texts(values))] as const)
      .sort(([a], [b]) => compareTexts(a, b));
    return [operator, Object.fromEntries(sorted)] as const;
  });
  return Object.fromEntries(operators.sort(([a], [b]) => compareTexts(a, b)));
}

function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map(String);
}

/** `PutObject` of `s3:PutObject`; nothing for several calls. */
function shortName(actions: readonly string[]): string {
  const [only = ""] = actions;
  return actions.length === 1 ? only.slice(only.indexOf(":") + 1) : "";
}

/** `DeliveryLogs` of `delivery.logs`: Sids are letters and digits. */
function words(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function digest(content: unknown): string {
  return hash("sha256", JSON.stringify(content), "hex").slice(0, 8);
}
