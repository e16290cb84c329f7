import { type Document, hasPlaceholder, placedIn, problemAt } from "../../document.ts";
import type { LogBucketSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { isRecord } from "../../value/record.ts";
import { bucketArn, desiredPolicy, oversize, ownSid } from "./policy.ts";

type Check = (document: Document<LogBucketSpec>) => Problem[];
type Report = (pointer: string, code: string, message: string) => Problem;

/** The rules for buckets that a schema can't say; all that are broken. */
export const checkLogBucket: Check = (document) =>
  checks.flatMap((check) =>
    check(document.spec, (pointer, code, message) => problemAt(document, pointer, code, message), document),
  );

type Rule = (spec: LogBucketSpec, report: Report, document: Document<LogBucketSpec>) => Problem[];

const checks: readonly Rule[] = [
  checkName,
  checkPlacement,
  checkPolicy,
  checkEncryption,
  checkLifecycle,
  checkLock,
  checkLogging,
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function checkName(
  { bucketName }: LogBucketSpec,
  report: Report,
  document: Document<LogBucketSpec>,
): Problem[] {
  const name = bucketName ?? document.metadata.name;
  if (hasPlaceholder(name)) return [];
  const broken = [
    (name.length < 3 || name.length > 63) && "has 3 to 63 characters",
    !/^[a-z0-9.-]*$/.test(name) && "consists of lower-case letters, digits, dots and hyphens",
    !/^[a-z0-9](.*[a-z0-9])?$/s.test(name) && "begins and ends with a letter or digit",
    name.includes("..") && "has no two dots in a row",
    /^\d+\.\d+\.\d+\.\d+$/.test(name) && "doesn't look like an IP address",
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) && `doesn't begin with ${name.match(/^[^-]+-+/)?.[0]}`,
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name) && "doesn't end as S3's own names do",
  ].filter((rule) => rule !== false);
  if (broken.length === 0) return [];
  const message = `${JSON.stringify(name)} can't be a bucket's name, which ${broken.join(", ")}; ${
    bucketName === undefined ? "set spec.bucketName" : "choose another name"
  }`;
  return [report(bucketName === undefined ? "/metadata/name" : "/spec/bucketName", "invalid-name", message)];
}

/** A name is taken everywhere by the first bucket that has it. */
function checkPlacement(_: LogBucketSpec, report: Report, document: Document<LogBucketSpec>): Problem[] {
  const several = { accounts: accountsOf(document), regions: placedIn(document) ?? [] };
  return Object.entries(several)
    .filter(([, places]) => new Set(places).size > 1)
    .map(([what]) =>
      report(
        `/spec/placement/${what}`,
        "conflicting-fields",
        "a bucket is in one account and region, and no other bucket anywhere can have its name; keep the one where it shall be: trails and flow logs of all of them can deliver to it",
      ),
    );
}

function accountsOf({ spec }: Document<object>): unknown[] {
  const placement = "placement" in spec ? spec.placement : undefined;
  const accounts = isRecord(placement) ? placement["accounts"] : undefined;
  return Array.isArray(accounts) ? accounts : [];
}

function checkPolicy(spec: LogBucketSpec, report: Report, document: Document<LogBucketSpec>): Problem[] {
  const { cloudTrail = [], statements = [] } = spec.policy ?? {};
  const problems: Problem[] = [];
  for (const [index, { accounts, trailArns = [] }] of cloudTrail.entries()) {
    const pointer = `/spec/policy/cloudTrail/${index}`;
    if (!accounts && trailArns.length === 0)
      problems.push(report(pointer, "missing-field", "it says of no trail; add accounts or trailArns"));
    for (const [position, arn] of trailArns.entries())
      if (!hasPlaceholder(arn) && !/^arn:[^:]+:cloudtrail:[^:]+:\d{12}:trail\/./.test(arn))
        problems.push(
          report(
            `${pointer}/trailArns/${position}`,
            "invalid-arn",
            `${JSON.stringify(arn)} isn't the ARN of a trail, such as arn:aws:cloudtrail:us-east-1:111122223333:trail/audit`,
          ),
        );
  }
  const sids = new Set(["WatchkeeperRequireTls"]);
  for (const [index, statement] of statements.entries()) {
    const pointer = `/spec/policy/statements/${index}`;
    problems.push(...checkStatement(statement, pointer, report));
    const sid = ownSid(statement);
    if (sids.has(sid))
      problems.push(
        report(pointer, "duplicate", `a statement named ${sid} stands there already; choose another Sid`),
      );
    sids.add(sid);
  }
  const partition = "aws";
  const name = spec.bucketName ?? document.metadata.name;
  const size = oversize(desiredPolicy(spec, bucketArn(name, partition), { partition }));
  if (size !== undefined) problems.push(report("/spec/policy", "too-long", size));
  return problems;
}

type StatementSpec = NonNullable<NonNullable<LogBucketSpec["policy"]>["statements"]>[number];

function checkStatement(statement: StatementSpec, pointer: string, report: Report): Problem[] {
  return [
    ["Principal", "NotPrincipal"] as const,
    ["Action", "NotAction"] as const,
    ["Resource", "NotResource"] as const,
  ].flatMap(([yes, no]) => {
    if ((statement[yes] === undefined) !== (statement[no] === undefined)) return [];
    return [
      report(
        pointer,
        statement[yes] === undefined ? "missing-field" : "conflicting-fields",
        `a statement has either ${yes} or ${no}; ${statement[yes] === undefined ? "add one" : "remove one"}`,
      ),
    ];
  });
}

function checkEncryption({ encryption = {} }: LogBucketSpec, report: Report): Problem[] {
  const { sseAlgorithm = "AES256", kmsMasterKeyId: key, bucketKeyEnabled = false } = encryption;
  const problems: Problem[] = [];
  if (sseAlgorithm === "AES256" && key !== undefined)
    problems.push(
      report(
        "/spec/encryption/kmsMasterKeyId",
        "conflicting-fields",
        "only KMS encryption has a key of KMS; set sseAlgorithm: aws:kms or remove kmsMasterKeyId",
      ),
    );
  if (sseAlgorithm !== "aws:kms" && bucketKeyEnabled)
    problems.push(
      report(
        "/spec/encryption/bucketKeyEnabled",
        "conflicting-fields",
        `a bucket key saves calls to KMS, which ${sseAlgorithm} doesn't make or can't save; remove bucketKeyEnabled`,
      ),
    );
  if (
    sseAlgorithm !== "AES256" &&
    !(key && (hasPlaceholder(key) || /^arn:[^:]+:kms:[^:]+:\d{12}:key\/./.test(key)))
  )
    problems.push({
      ...report(
        key === undefined ? "/spec/encryption" : "/spec/encryption/kmsMasterKeyId",
        "kms-key",
        "log deliveries can use neither aws/s3 nor a key that is named by its id or alias; name a key of your own by its ARN, and let CloudTrail and delivery.logs.amazonaws.com use it in its policy",
      ),
      severity: "warning",
    });
  return problems;
}

type RuleSpec = NonNullable<LogBucketSpec["lifecycleRules"]>[number];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
const leastDays: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };

function checkLifecycle(spec: LogBucketSpec, report: Report): Problem[] {
  const { lifecycleRules = [], transitionDefaultMinimumObjectSize: size } = spec;
  const problems: Problem[] = [];
  if (size !== undefined && lifecycleRules.length === 0)
    problems.push(
      report(
        "/spec/transitionDefaultMinimumObjectSize",
        "missing-companion",
        "it is about what lifecycleRules move, and there are none; add some or remove it",
      ),
    );
  const ids = new Set<string>();
  for (const [index, rule] of lifecycleRules.entries()) {
    const pointer = `/spec/lifecycleRules/${index}`;
    if (ids.has(rule.id))
      problems.push(
        report(
          `${pointer}/id`,
          "duplicate",
          `another rule is called ${JSON.stringify(rule.id)}; choose another id`,
        ),
      );
    ids.add(rule.id);
    problems.push(...checkRule(rule, pointer, report));
  }
  return problems;
}

function checkRule(rule: RuleSpec, pointer: string, report: Report): Problem[] {
  const { filter, expiration, transitions = [], noncurrentVersionTransitions: moves = [] } = rule;
  const { noncurrentVersionExpiration, abortIncompleteMultipartUpload: uploads } = rule;
  const problems: Problem[] = [];
  const say = (below: string, code: string, message: string) => {
    problems.push(report(pointer + below, code, message));
  };
  if (!expiration && !noncurrentVersionExpiration && !uploads && transitions.length + moves.length === 0)
    say("", "empty-rule", "the rule does nothing; give it an expiration or transitions, or remove it");
  if (expiration) {
    const { days, date, expiredObjectDeleteMarker: marker } = expiration;
    if ([days, date, marker].filter((one) => one !== undefined && one !== false).length !== 1)
      say(
        "/expiration",
        "conflicting-fields",
        "it has exactly one of days, date and expiredObjectDeleteMarker: true",
      );
    if (marker && (filter?.tags ?? filter?.objectSizeGreaterThan ?? filter?.objectSizeLessThan) !== undefined)
      say("/filter", "conflicting-fields", "delete markers have no tags and no size; keep the prefix alone");
  }
  if (uploads && (filter?.tags ?? filter?.objectSizeGreaterThan ?? filter?.objectSizeLessThan) !== undefined)
    say(
      "/filter",
      "conflicting-fields",
      "unfinished uploads have no tags and no size; keep the prefix alone, or make abortIncompleteMultipartUpload a rule of its own",
    );
  const { objectSizeGreaterThan: more = -1, objectSizeLessThan: less = Number.POSITIVE_INFINITY } =
    filter ?? {};
  if (more >= less)
    say(
      "/filter",
      "conflicting-fields",
      "no object is larger than objectSizeGreaterThan and smaller than objectSizeLessThan; mend one of them",
    );
  for (const [list, field] of [
    [transitions, "transitions"],
    [moves, "noncurrentVersionTransitions"],
  ] as const) {
    const classes = list.map(({ storageClass }) => storageClass);
    for (const [index, one] of list.entries()) {
      const at = `/${field}/${index}`;
      if (classes.indexOf(one.storageClass) < index)
        say(at, "duplicate", `${one.storageClass} stands here twice; keep one`);
      const days = "noncurrentDays" in one ? one.noncurrentDays : one.days;
      const least = leastDays[one.storageClass] ?? 0;
      if (days !== undefined && days < least)
        say(
          at,
          "out-of-range",
          `objects move to ${one.storageClass} after ${least} days at the earliest; raise ${days}`,
        );
      if (!("noncurrentDays" in one) && (one.days === undefined) === (one.date === undefined))
        say(at, "conflicting-fields", "a transition has either days or date");
      const end = "noncurrentDays" in one ? noncurrentVersionExpiration?.noncurrentDays : expiration?.days;
      if (days !== undefined && end !== undefined && end <= days)
        say(
          at,
          "out-of-range",
          `it would move after ${days} days what is deleted after ${end}; move it earlier, or delete it later`,
        );
    }
  }
  return problems;
}

function checkLock({ objectLock, versioning }: LogBucketSpec, report: Report): Problem[] {
  if (!objectLock) return [];
  const { defaultRetention: retention } = objectLock;
  const problems: Problem[] = [];
  if (versioning !== "Enabled")
    problems.push(
      report(
        "/spec/objectLock",
        "missing-companion",
        "Object Lock locks versions, so there must be some; set versioning: Enabled",
      ),
    );
  if (!retention) return problems;
  const { mode, days, years } = retention;
  const periods = [days, years].filter((one) => one !== undefined).length;
  if (mode === undefined ? periods > 0 : periods !== 1)
    problems.push(
      report(
        "/spec/objectLock/defaultRetention",
        "conflicting-fields",
        "a retention has a mode and either days or years; add what is missing or remove what is too much",
      ),
    );
  return problems;
}

function checkLogging(
  { logging, bucketName }: LogBucketSpec,
  report: Report,
  { metadata }: Document<LogBucketSpec>,
): Problem[] {
  if (!logging || logging.targetBucket !== (bucketName ?? metadata.name)) return [];
  return [
    {
      ...report(
        "/spec/logging/targetBucket",
        "logs-itself",
        "the bucket would log its own log deliveries, each of which makes another; name another bucket",
      ),
      severity: "warning",
    },
  ];
}
