import { describe, expect, test } from "vitest";
import { classify } from "../../controller/aws/errors.ts";
import { objectTag, ownerTag } from "../../controller/aws/tags.ts";
import { type Grant, type Observed, objectKey } from "../../controller/kind.ts";
import type { LogBucketShape } from "../../controller/kinds/log-bucket/shape.ts";
import { logBucket } from "../../controller/kinds/log-bucket.ts";
import type { Fault } from "../../controller/sandbox/faults.ts";
import { AwsError } from "../../controller/sandbox/service.ts";
import { compare } from "../../controller/value/compare.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const name = "central-logs";
const arn = `arn:aws:s3:::${name}`;
const setting = { scope: testScope, name, each: undefined };
const desired = (spec: object) => logBucket.desired(spec, setting);
const open = { policy: { requireTls: false } };
const day = (days: number) => ({ lifecycleRules: [{ id: "expire", expiration: { days } }] });

function statements(shape: LogBucketShape | string | undefined) {
  return typeof shape === "string" ? [] : [...(shape?.policy?.Statement ?? [])];
}

function trailGrant(account: string, prefix = "", trail = "audit"): Grant {
  return {
    on: arn,
    service: "cloudtrail.amazonaws.com",
    sourceAccount: account,
    sourceArn: `arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}`,
    allows: [
      { actions: ["s3:GetBucketAcl"], resources: [arn] },
      {
        actions: ["s3:PutObject"],
        resources: [`${arn}/${prefix}AWSLogs/${account}/*`],
        conditions: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ],
  };
}

function flowLogGrant(account: string): Grant {
  return {
    on: arn,
    service: "delivery.logs.amazonaws.com",
    sourceAccount: account,
    sourceArn: `arn:aws:logs:us-east-1:${account}:*`,
    allows: [
      { actions: ["s3:GetBucketAcl"], resources: [arn] },
      { actions: ["s3:PutObject"], resources: [`${arn}/AWSLogs/${account}/*`] },
    ],
  };
}

/** A call that AWS answers with this error. */
function refusal(code: string): Fault {
  const edit = () => {
    throw new AwsError(code, "not yet", { status: 400 });
  };
  return { kind: "third-party-edit", edit };
}

/** A sandbox with what the kind does on it, and the policy that the bucket has. */
function on() {
  const { sandbox, aws } = sandboxed();
  const call = (operation: string, input: object = {}) =>
    sandbox.call("s3", operation, { Bucket: name, ...input });
  const live = async (wanted?: LogBucketShape): Promise<Observed<LogBucketShape>> => {
    const target = { id: name, wanted, observed: undefined };
    const { items, problems } = await logBucket.read(aws(), [target], { tags: true });
    expect(problems).toEqual([]);
    if (!items[0]) throw new Error("no such bucket");
    return items[0];
  };
  return {
    sandbox,
    aws,
    call,
    live,
    create: (target: LogBucketShape) => logBucket.put(aws(), writeOf(name, target)),
    update: async (target: LogBucketShape) => {
      const before = await live(target);
      const changed = new Set([...Object.keys(target), ...Object.keys(before.shape ?? {})]);
      await logBucket.put(aws(), { ...writeOf(name, target, before), changed });
    },
    policy: async (): Promise<{ Version: string; Id?: string; Statement: { Sid?: string }[] }> => {
      const { Policy } = (await call("GetBucketPolicy")) as { Policy: string };
      return JSON.parse(Policy);
    },
    writes: () => sandbox.calls.entries.filter((entry) => entry.isWrite).map(({ operation }) => operation),
  };
}

describe("what a bucket's policy is made of", () => {
  test("TLS alone, and nothing at all without it", () => {
    expect(statements(desired({}))).toMatchObject([
      { Sid: "WatchkeeperRequireTls", Effect: "Deny", Resource: [arn, `${arn}/*`] },
    ]);
    expect(desired(open)).not.toHaveProperty("policy");
  });

  test("a trail may look at the ACL and write its account's log files", () => {
    const allowed = statements(logBucket.allow?.(desired(open), [trailGrant("111122223333", "audit/")]));
    expect(allowed).toEqual([
      {
        Sid: expect.stringMatching(/^WatchkeeperCloudtrailGetBucketAcl[0-9a-f]{8}$/),
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["s3:GetBucketAcl"],
        Resource: [arn],
        Condition: {
          StringEquals: { "aws:SourceArn": ["arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"] },
        },
      },
      {
        Sid: expect.stringMatching(/^WatchkeeperCloudtrailPutObject[0-9a-f]{8}$/),
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`${arn}/audit/AWSLogs/111122223333/*`],
        Condition: {
          StringEquals: {
            "aws:SourceArn": ["arn:aws:cloudtrail:us-east-1:111122223333:trail/audit"],
            "s3:x-amz-acl": ["bucket-owner-full-control"],
          },
        },
      },
    ]);
  });

  test("flow logs are told apart by their account and where they come from", () => {
    const [acl] = statements(logBucket.allow?.(desired(open), [flowLogGrant("111122223333")]));
    expect(acl).toMatchObject({
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Condition: {
        ArnLike: { "aws:SourceArn": ["arn:aws:logs:us-east-1:111122223333:*"] },
        StringEquals: { "aws:SourceAccount": ["111122223333"] },
      },
    });
  });

  test("a statement of the spec's isn't joined with a grant whose Sid it took", () => {
    const grant = trailGrant("111122223333");
    const made = statements(logBucket.allow?.(desired({}), [grant])).find(({ Effect }) => Effect === "Allow");
    const denial = { Sid: made?.Sid, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
    const shape = desired({ policy: { requireTls: false, statements: [denial] } });
    expect(statements(logBucket.allow?.(shape, [grant]))).toEqual(expect.arrayContaining([made, denial]));
  });

  test("grants of many accounts are joined, whatever their order and however often they come", () => {
    const grants = ["444455556666", "111122223333", "777788889999"].flatMap((account) => [
      trailGrant(account),
      trailGrant(account, "", "second"),
      flowLogGrant(account),
    ]);
    const forward = logBucket.allow?.(desired({}), grants);
    const backward = logBucket.allow?.(desired({}), [...grants, ...grants].toReversed());
    expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
    expect(statements(forward)).toHaveLength(5);
    expect(statements(forward)[1]?.["Condition"]).toMatchObject({
      StringEquals: { "aws:SourceArn": { length: 6 } },
    });
  });

  test("the Sids stay when an account comes or goes", () => {
    const sids = (grants: Grant[]) =>
      statements(logBucket.allow?.(desired({}), grants)).map(({ Sid }) => Sid);
    expect(sids([trailGrant("111122223333"), trailGrant("444455556666")])).toEqual(
      sids([trailGrant("111122223333")]),
    );
  });

  test("trails from elsewhere join those of this repository", () => {
    const spec = { policy: { cloudTrail: [{ trailArns: [trailGrant("444455556666").sourceArn ?? ""] }] } };
    expect(logBucket.allow?.(desired(spec), [trailGrant("111122223333")])).toEqual(
      logBucket.allow?.(desired({}), [trailGrant("444455556666"), trailGrant("111122223333")]),
    );
  });

  test("an organization's trail may write for its members", () => {
    const entry = { accounts: ["444455556666"], organizationId: "o-a1b2c3d4e5", prefix: "org" };
    const [, write] = statements(desired({ policy: { requireTls: false, cloudTrail: [entry] } }));
    expect(write).toMatchObject({
      Resource: [`${arn}/org/AWSLogs/444455556666/*`, `${arn}/org/AWSLogs/o-a1b2c3d4e5/*`],
      Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:cloudtrail:*:444455556666:trail/*"] } },
    });
  });

  test("flow logs from elsewhere may write with and without Hive's names", () => {
    const entry = { accounts: ["444455556666"], regions: ["eu-west-1"], prefix: "vpc" };
    const [, write] = statements(desired({ policy: { requireTls: false, flowLogs: [entry] } }));
    expect(write).toMatchObject({
      Resource: [`${arn}/vpc/AWSLogs/444455556666/*`, `${arn}/vpc/AWSLogs/aws-account-id=444455556666/*`],
      Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:logs:eu-west-1:444455556666:*"] } },
    });
  });

  test("more than AWS takes is refused in words", () => {
    const grants = Array.from({ length: 300 }, (_, index) => trailGrant(String(100_000_000_000 + index)));
    expect(logBucket.allow?.(desired({}), grants)).toMatch(/^the bucket's policy would be \d+ bytes long/);
  });

  test("a hundred accounts are not more than AWS takes", () => {
    const grants = Array.from({ length: 100 }, (_, index) => trailGrant(String(100_000_000_000 + index)));
    expect(logBucket.allow?.(desired({}), grants)).toHaveProperty("policy");
  });

  test("a bucket says what its own access logs need of the one that receives them", () => {
    const shape = desired({ logging: { targetBucket: "access-logs", targetPrefix: "central/" } });
    const [one] = wantedOf("LogBucket", shape, name).values();
    if (!one) throw new Error("nothing wanted");
    expect(logBucket.grants?.({ ...one, arn })).toEqual([
      {
        on: "arn:aws:s3:::access-logs",
        service: "logging.s3.amazonaws.com",
        sourceAccount: testScope.account,
        sourceArn: arn,
        allows: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::access-logs/central/*"] }],
      },
    ]);
    expect(logBucket.grants?.({ ...one, arn, shape: desired({}) })).toEqual([]);
  });
});

describe("a bucket", () => {
  test("is created as wanted, with its tags, and nothing is written twice", async () => {
    const bucket = on();
    const target = desired({
      policy: { cloudTrail: [{ accounts: ["444455556666"] }] },
      versioning: "Enabled",
      objectLock: { defaultRetention: { mode: "GOVERNANCE", days: 30 } },
      ...day(365),
    });
    await bucket.create(target);
    expect(bucket.writes()).toEqual([
      "CreateBucket",
      "PutPublicAccessBlock",
      "PutBucketVersioning",
      "PutBucketEncryption",
      "PutObjectLockConfiguration",
      "PutBucketLifecycleConfiguration",
      "PutBucketPolicy",
    ]);
    const { shape, tags, arn: itsArn } = await bucket.live(target);
    expect(shape).toEqual(target);
    expect(itsArn).toBe(arn);
    expect(tags).toMatchObject(ourTags);
  });

  test("is the same in its own region, which CreateBucket is told", async () => {
    const region = "ap-northeast-2";
    const scope = { ...testScope, region };
    const where = rig({ kinds: [logBucket], scopes: [scope] });
    const wanted = wantedBy(logBucket, { bucketName: name }, { where: scope });
    expect((await where.pass(wanted)).outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect(await where.sandbox.call("s3", "GetBucketLocation", { Bucket: name })).toEqual({
      LocationConstraint: region,
    });
    expect((await where.plan(wanted)).changes).toEqual([]);
  });

  test("keeps the statements of others, their version and their order, and loses only ours", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const foreign = [
      {
        Sid: "Zed",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "s3:GetObject",
        Resource: `${arn}/*`,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      },
      { Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: arn },
    ];
    const { Statement } = await bucket.policy();
    const Policy = JSON.stringify({
      Version: "2008-10-17",
      Id: "theirs",
      Statement: [...foreign, ...Statement],
    });
    await bucket.call("PutBucketPolicy", { Policy });
    const target = desired({ policy: { flowLogs: [{ accounts: ["444455556666"] }] } });
    expect(compare(logBucket.fields, (await bucket.live()).shape ?? {}, desired({}))).toEqual([]);

    await bucket.update(target);
    const after = await bucket.policy();
    expect(after).toMatchObject({ Version: "2008-10-17", Id: "theirs" });
    expect(after.Statement.slice(-2)).toEqual(foreign);
    expect((await bucket.live(target)).shape).toEqual(target);

    await bucket.update(desired(open));
    expect((await bucket.policy()).Statement).toEqual(foreign);
  });

  test("whose policy can't be read is left alone", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const table = bucket.sandbox.world.table<{ policy: string }>(testScope.account, "global", "s3/buckets");
    const row = table.get(name);
    if (row) table.put(name, { ...row, policy: "garbage" });
    expect(await logBucket.observe(bucket.aws(), wantedOf("LogBucket", desired({}), name))).toMatchObject({
      items: [{ shape: undefined }],
      problems: [{ code: "unreadable", message: expect.stringMatching(/no JSON object/) }],
    });
  });

  test("without any statement left has no policy", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    await bucket.update(desired(open));
    await expect(bucket.call("GetBucketPolicy")).rejects.toMatchObject({ code: "NoSuchBucketPolicy" });
  });

  test("whose policy AWS has rearranged is unchanged", async () => {
    const bucket = on();
    const policy = {
      requireTls: false,
      statements: [
        {
          Sid: "A",
          Effect: "Allow" as const,
          Principal: { AWS: "444455556666" },
          Action: ["s3:GetObject"],
          Resource: `${arn}/*`,
        },
      ],
    };
    await bucket.create(desired({ policy }));
    const Statement = [
      {
        Sid: "WatchkeeperA",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
        Action: "s3:getobject",
        Resource: [`${arn}/*`],
      },
    ];
    await bucket.call("PutBucketPolicy", { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
    expect(compare(logBucket.fields, (await bucket.live()).shape ?? {}, desired({ policy }))).toEqual([]);
  });

  test("that has been there since before AWS's newer defaults shows what it lacks", async () => {
    const bucket = on();
    await bucket.call("CreateBucket");
    for (const operation of ["DeletePublicAccessBlock", "DeleteBucketOwnershipControls"])
      await bucket.call(operation);
    const { shape } = await bucket.live(desired({}));
    expect(compare(logBucket.fields, shape ?? {}, desired({})).map(({ path }) => path.join("/"))).toEqual([
      "objectOwnership",
      "policy",
      "publicAccessBlock/blockPublicAcls",
      "publicAccessBlock/blockPublicPolicy",
      "publicAccessBlock/ignorePublicAcls",
      "publicAccessBlock/restrictPublicBuckets",
    ]);
    await bucket.update(desired({}));
    expect((await bucket.live(desired({}))).shape).toEqual(desired({}));
  });

  test("may have an older rule, by a prefix of its own", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const Rules = [{ ID: "old", Prefix: "AWSLogs/", Status: "Enabled", Expiration: { Days: 30 } }];
    await bucket.call("PutBucketLifecycleConfiguration", { LifecycleConfiguration: { Rules } });
    expect((await bucket.live()).shape?.lifecycleRules).toEqual([
      { id: "old", status: "Enabled", filter: { prefix: "AWSLogs/" }, expiration: { days: 30 } },
    ]);
  });

  test("that has Object Lock is as wanted where nobody asks for any", async () => {
    const bucket = on();
    await bucket.call("CreateBucket", { ObjectLockEnabledForBucket: true });
    const { shape } = await bucket.live(desired({ versioning: "Enabled" }));
    expect(shape).not.toHaveProperty("objectLock");
    expect((await bucket.live()).shape).toHaveProperty("objectLock", {});
  });

  test("isn't known everywhere at once, and creation waits for it", async () => {
    const bucket = on();
    let early = 3;
    bucket.sandbox.schedule(({ operation }) =>
      operation === "PutBucketPolicy" && early-- > 0
        ? refusal(early > 1 ? "NoSuchBucket" : "MalformedPolicy")
        : undefined,
    );
    await bucket.create(desired({}));
    expect(bucket.writes().filter((operation) => operation === "PutBucketPolicy")).toHaveLength(4);
  });

  test("is not waited for later: then a bad policy is one", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const before = await bucket.live();
    bucket.sandbox.calls.clear();
    bucket.sandbox.schedule(({ operation }) =>
      operation === "PutBucketPolicy" ? refusal("MalformedPolicy") : undefined,
    );
    const write = {
      ...writeOf(
        name,
        desired({ ...day(30), policy: { flowLogs: [{ accounts: ["444455556666"] }] } }),
        before,
      ),
      changed: new Set(["policy", "lifecycleRules"]),
    };
    await expect(logBucket.put(bucket.aws(), write)).rejects.toMatchObject({ name: "MalformedPolicy" });
    // The refused policy isn't in the way of the rest.
    expect(bucket.writes()).toEqual(["PutBucketLifecycleConfiguration", "PutBucketPolicy"]);
  });

  test.each(["PutPublicAccessBlock", "PutBucketEncryption", "PutBucketVersioning", "PutBucketPolicy"])(
    "is whole a pass after %s failed in its creation",
    async (failing) => {
      const { pass, plan, sandbox } = rig({ kinds: [logBucket] });
      const wanted = wantedBy(logBucket, { bucketName: name, versioning: "Enabled" });
      sandbox.schedule(({ operation }) => (operation === failing ? { kind: "denied" } : undefined));
      expect((await pass(wanted)).outcomes.map(({ status }) => status)).toEqual(["failed"]);
      sandbox.schedule(undefined);
      // Where AWS's own default is what is wanted, nothing is left to do.
      expect((await pass(wanted)).outcomes.filter(({ status }) => status !== "done")).toEqual([]);
      expect((await plan(wanted)).changes).toEqual([]);
    },
  );

  test("whose creation's answer was lost is found by its tags and finished", async () => {
    const { pass, plan, sandbox } = rig({ kinds: [logBucket] });
    const wanted = wantedBy(logBucket, { bucketName: name });
    let lost = false;
    sandbox.schedule(({ operation }) => {
      if (operation !== "CreateBucket" || lost) return undefined;
      lost = true;
      return { kind: "lost-response" };
    });
    expect((await pass(wanted)).outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect((await plan(wanted)).changes).toEqual([]);
  });

  test("gets and loses tags, and AWS's own and those of others stay", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const tags = bucket.sandbox.world.table<{ arn: string; tags: object }>(
      testScope.account,
      testScope.region,
      "tags",
    );
    const row = tags.get(arn);
    tags.put(arn, { arn, tags: { ...row?.tags, "aws:cloudformation:stack-name": "logs", theirs: "kept" } });
    const before = await bucket.live();
    expect(before.tags).not.toHaveProperty("aws:cloudformation:stack-name");
    await logBucket.tag(bucket.aws(), before, { team: "security" }, [objectTag]);
    expect(await bucket.call("GetBucketTagging")).toMatchObject({
      TagSet: expect.arrayContaining([
        { Key: "aws:cloudformation:stack-name", Value: "logs" },
        { Key: "theirs", Value: "kept" },
        { Key: "team", Value: "security" },
      ]),
    });
    const { tags: after } = await bucket.live();
    expect(after).not.toHaveProperty([objectTag]);
    expect(after).toHaveProperty([ownerTag], "acme");
  });

  test("with objects is not deleted, nor any of them, and the failure says what to do", async () => {
    const bucket = on();
    await bucket.create(desired({ versioning: "Enabled" }));
    await bucket.call("PutObject", { Key: "AWSLogs/1", Body: new Uint8Array(5) });
    await bucket.call("DeleteObject", { Key: "AWSLogs/1" });
    const doomed = await bucket.live();
    const failed = await logBucket.remove(bucket.aws(), [doomed]);
    const error = failed.get(name);
    expect(error).toMatchObject({
      name: "BucketNotEmpty",
      message: expect.stringMatching(/never deletes any/),
    });
    expect(classify(error)).toBe("terminal");
    expect(bucket.writes()).not.toContain("DeleteObjects");
    if (!doomed.shape) throw new Error("no shape");
    expect(logBucket.loses?.({ ...doomed, shape: doomed.shape }, undefined)).toMatch(
      /^the bucket has 2 objects and versions of them \(5 bytes, the oldest from 2026-03-01\)/,
    );
  });

  test("without objects is deleted, and one that is already gone counts as deleted", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const doomed = await bucket.live();
    if (!doomed.shape) throw new Error("no shape");
    expect(logBucket.loses?.({ ...doomed, shape: doomed.shape }, undefined)).toBeUndefined();
    expect(await logBucket.remove(bucket.aws(), [doomed])).toEqual(new Map());
    expect(await logBucket.remove(bucket.aws(), [doomed])).toEqual(new Map());
    await expect(bucket.live()).rejects.toThrow("no such bucket");
  });

  test("that everybody may read is unwell, where nothing restricts it", async () => {
    const bucket = on();
    const everybody = {
      Sid: "Everybody",
      Effect: "Allow" as const,
      Principal: "*" as const,
      Action: "s3:GetObject",
      Resource: `${arn}/*`,
    };
    const policy = { statements: [everybody] };
    await bucket.create(
      desired({ policy, publicAccessBlock: { blockPublicPolicy: false, restrictPublicBuckets: false } }),
    );
    expect(logBucket.health?.(await bucket.live())).toMatchObject([{ reason: "PublicBucket" }]);
    await bucket.update(desired({ policy, publicAccessBlock: { blockPublicPolicy: false } }));
    expect(logBucket.health?.(await bucket.live())).toEqual([]);
    await expect(bucket.update(desired({ policy }))).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

describe("buckets as they are listed", () => {
  test("of others are counted, those of other regions are not, and details are read of ours alone", async () => {
    const bucket = on();
    await bucket.call("CreateBucket", { Bucket: "foreign" });
    const elsewhere = { LocationConstraint: "eu-west-1" };
    await bucket.sandbox.call(
      "s3",
      "CreateBucket",
      { Bucket: "elsewhere", CreateBucketConfiguration: elsewhere },
      { region: "eu-west-1" },
    );
    const Tags = [{ Key: ownerTag, Value: "acme" }];
    await bucket.call("CreateBucket", { Bucket: "owned", CreateBucketConfiguration: { Tags } });
    await bucket.create(desired({}));
    bucket.sandbox.calls.clear();
    const listing = await logBucket.observe(bucket.aws(), wantedOf("LogBucket", desired({}), name));
    expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
    expect(listing.items.map(({ id, status }) => [id, status])).toEqual([
      [name, { isPublic: false, contents: undefined }],
      ["owned", { isPublic: false, contents: { versions: 0, bytes: 0, oldest: undefined, more: false } }],
    ]);
    const calls = bucket.sandbox.calls.entries.map(({ operation }) => operation);
    expect(calls.filter((operation) => operation === "GetBucketPolicy")).toHaveLength(2);
    expect(calls).not.toContain("GetBucketLocation");
  });

  test("in another region of the account have the name, and are never touched", async () => {
    const bucket = on();
    const elsewhere = { LocationConstraint: "eu-west-1" };
    await bucket.sandbox.call(
      "s3",
      "CreateBucket",
      { Bucket: name, CreateBucketConfiguration: elsewhere },
      { region: "eu-west-1" },
    );
    const taken = {
      items: [{ id: name, shape: undefined }],
      problems: [{ code: "name-taken", message: expect.stringMatching(/is in eu-west-1/) }],
    };
    expect(await logBucket.observe(bucket.aws(), wantedOf("LogBucket", desired({}), name))).toMatchObject(
      taken,
    );
    const target = { id: name, wanted: desired({}), observed: undefined };
    expect(await logBucket.read(bucket.aws(), [target], { tags: true })).toMatchObject(taken);
    const doomed = { ...target, wanted: undefined };
    expect(await logBucket.read(bucket.aws(), [doomed], { tags: true })).toMatchObject({
      items: [],
      problems: [],
    });
  });

  test("of another account have the name, and are never touched", async () => {
    const { pass, plan, sandbox } = rig({ kinds: [logBucket] });
    await sandbox.call("s3", "CreateBucket", { Bucket: name }, { account: "444455556666" });
    const wanted = wantedBy(logBucket, { bucketName: name });
    sandbox.calls.clear();
    const { problems, changes } = await plan(wanted);
    expect(problems).toMatchObject([
      { code: "name-taken", message: expect.stringMatching(/another account/) },
    ]);
    expect(sketch(changes).filter((change) => change.startsWith("create"))).toEqual([]);
    await pass(wanted);
    expect(sandbox.calls.entries.filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  test("that are nobody's of ours are left alone until they are adopted", async () => {
    const { pass, plan, sandbox } = rig({ kinds: [logBucket] });
    await sandbox.call("s3", "CreateBucket", { Bucket: name });
    const [one] = wantedBy(logBucket, { bucketName: name });
    if (!one) throw new Error("nothing wanted");
    expect((await plan([one])).changes.map(({ action }) => action)).toEqual(["conflict"]);
    const adopted = wantedBy(logBucket, { bucketName: name }, { manners: { adopt: true } });
    expect((await pass(adopted)).outcomes.map(({ status }) => status)).toEqual(["done"]);
    expect((await plan(adopted)).changes).toEqual([]);
    expect(objectKey(one)).toContain("LogBucket/sample");
  });

  test("that somebody made since the plan are not taken over, though us-east-1 would let us", async () => {
    const { pass, sandbox } = rig({ kinds: [logBucket] });
    let made = false;
    sandbox.schedule(({ operation }) => {
      if (operation !== "GetBucketLocation" || made) return undefined;
      made = true;
      const edit = async () => {
        await sandbox.call("s3", "CreateBucket", { Bucket: name });
      };
      return { kind: "third-party-edit", edit };
    });
    await pass(wantedBy(logBucket, { bucketName: name }));
    await expect(sandbox.call("s3", "GetBucketTagging", { Bucket: name })).rejects.toMatchObject({
      code: "NoSuchTagSet",
    });
  });

  test("that somebody made a moment before CreateBucket are not taken over either", async () => {
    const { pass, sandbox } = rig({ kinds: [logBucket] });
    sandbox.schedule(({ operation }) => {
      const edit = async () => {
        await sandbox.call("s3", "CreateBucket", { Bucket: name });
      };
      return operation === "CreateBucket" ? { kind: "third-party-edit", edit } : undefined;
    });
    const { outcomes } = await pass(wantedBy(logBucket, { bucketName: name }));
    expect(outcomes).toMatchObject([
      {
        status: "failed",
        message: expect.stringMatching(/is not managed by Watchkeeper; nothing was written/),
      },
    ]);
    expect(
      await sandbox.call("s3", "GetBucketPolicy", { Bucket: name }).catch((error: unknown) => error),
    ).toMatchObject({
      code: "NoSuchBucketPolicy",
    });
  });

  test("make the listing incomplete when they can't be listed, and are left alone when they can't be read", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    const wanted = wantedOf("LogBucket", desired({}), name);
    bucket.sandbox.schedule(({ operation }) =>
      operation === "ListBuckets" ? { kind: "denied" } : undefined,
    );
    expect(await logBucket.observe(bucket.aws(), wanted)).toMatchObject({
      complete: false,
      problems: [{ code: "incomplete-listing" }],
    });
    bucket.sandbox.schedule(({ operation }) =>
      operation === "GetBucketLogging" ? { kind: "denied" } : undefined,
    );
    expect(await logBucket.observe(bucket.aws(), wanted)).toMatchObject({
      complete: true,
      items: [{ shape: undefined }],
      problems: [{ code: "unreadable" }],
    });
  });

  test("that go between the list and their details are absent", async () => {
    const bucket = on();
    await bucket.create(desired({}));
    let gone = false;
    bucket.sandbox.schedule(({ operation }) => {
      if (operation !== "GetBucketEncryption" || gone) return undefined;
      gone = true;
      const edit = async () => {
        await bucket.call("DeleteBucket");
      };
      return { kind: "third-party-edit", edit };
    });
    const wanted = wantedOf("LogBucket", desired({}), name);
    expect(await logBucket.observe(bucket.aws(), wanted)).toMatchObject({
      items: [],
      complete: true,
      problems: [],
    });
  });
});

describe("a change of a bucket loses", () => {
  const loses = (before: object, after: object) =>
    logBucket.loses?.({ id: name, arn, tags: {}, shape: desired(before) }, desired(after));
  const locked = (defaultRetention: object) => ({ versioning: "Enabled", objectLock: { defaultRetention } });

  test("nothing when objects are kept as long as before", () => {
    expect(loses(day(30), day(365))).toBeUndefined();
    expect(loses(day(30), {})).toBeUndefined();
    const narrower = {
      lifecycleRules: [{ id: "other", filter: { prefix: "AWSLogs/" }, expiration: { days: 30 } }],
    };
    expect(loses(day(30), narrower)).toBeUndefined();
    expect(
      loses({}, { lifecycleRules: [{ id: "off", status: "Disabled", expiration: { days: 1 } }] }),
    ).toBeUndefined();
  });

  test.each([
    [{}, day(30), /objects are deleted after 30 days/],
    [day(365), day(30), /objects are deleted after 30 days/],
    [
      {
        lifecycleRules: [
          { id: "expire", filter: { prefix: "AWSLogs/", tags: { keep: "short" } }, expiration: { days: 30 } },
        ],
      },
      { lifecycleRules: [{ id: "expire", filter: { prefix: "AWSLogs/" }, expiration: { days: 30 } }] },
      /objects under AWSLogs\/ are deleted after 30 days/,
    ],
    [
      {},
      { lifecycleRules: [{ id: "end", expiration: { date: "2030-01-31" } }] },
      /objects are deleted on 2030-01-31/,
    ],
    [
      {
        lifecycleRules: [
          { id: "v", noncurrentVersionExpiration: { noncurrentDays: 30, newerNoncurrentVersions: 3 } },
        ],
      },
      { lifecycleRules: [{ id: "v", noncurrentVersionExpiration: { noncurrentDays: 30 } }] },
      /noncurrent versions are deleted after 30 days/,
    ],
    [{ versioning: "Enabled" }, {}, /overwritten or deleted are gone/],
    [locked({ mode: "GOVERNANCE", days: 30 }), { versioning: "Enabled" }, /new objects are no longer locked/],
    [
      locked({ mode: "GOVERNANCE", years: 1 }),
      locked({ mode: "GOVERNANCE", days: 30 }),
      /locked for 30 days instead of 365/,
    ],
    [locked({ mode: "COMPLIANCE", days: 30 }), locked({ mode: "GOVERNANCE", days: 30 }), /may lift the lock/],
    [locked({ defaultEventHold: { days: 30 } }), { versioning: "Enabled" }, /held for a shorter time/],
    [{ logging: { targetBucket: "access-logs" } }, {}, /no longer recorded/],
  ])("from %j to %j", (before, after, words) => {
    expect(loses(before, after)).toMatch(words);
  });
});

describe("what is wrong with a bucket is said all at once", () => {
  test("an ordinary one has nothing wrong", () => {
    expect(
      verdict(logBucket, { ...day(365), policy: { cloudTrail: [{ accounts: ["111122223333"] }] } }),
    ).toEqual([]);
  });

  test.each(["Central-Logs", "-logs", "192.168.1.1", "xn--logs", "logs--x-s3", "a..b", "logs_1"])(
    "%s can't be a bucket's name",
    (bucketName) => {
      expect(verdict(logBucket, { bucketName })).toEqual(["/spec/bucketName invalid-name"]);
    },
  );

  test("encryption", () => {
    const kmsMasterKeyId = "alias/logs";
    expect(verdict(logBucket, { encryption: { kmsMasterKeyId, bucketKeyEnabled: true } })).toEqual([
      "/spec/encryption/bucketKeyEnabled conflicting-fields",
      "/spec/encryption/kmsMasterKeyId conflicting-fields",
    ]);
    expect(verdict(logBucket, { encryption: { sseAlgorithm: "aws:kms", kmsMasterKeyId } })).toEqual([
      "/spec/encryption/kmsMasterKeyId kms-key?",
    ]);
  });

  test("lifecycle rules", () => {
    const lifecycleRules = [
      { id: "a" },
      { id: "a", expiration: { days: 1, date: "2030-01-31" } },
      {
        id: "b",
        filter: { objectSizeGreaterThan: 10, objectSizeLessThan: 5 },
        expiration: { days: 30 },
        transitions: [
          { days: 30, storageClass: "GLACIER" },
          { storageClass: "GLACIER" },
          { days: 5, storageClass: "STANDARD_IA" },
        ],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
      { id: "c", filter: { tags: { a: "b" } }, expiration: { expiredObjectDeleteMarker: true } },
    ];
    expect(verdict(logBucket, { lifecycleRules })).toEqual([
      "/spec/lifecycleRules/0 empty-rule",
      "/spec/lifecycleRules/1/expiration conflicting-fields",
      "/spec/lifecycleRules/1/id duplicate",
      "/spec/lifecycleRules/2/filter conflicting-fields",
      "/spec/lifecycleRules/2/filter conflicting-fields",
      "/spec/lifecycleRules/2/transitions/0 out-of-range",
      "/spec/lifecycleRules/2/transitions/1 conflicting-fields",
      "/spec/lifecycleRules/2/transitions/1 duplicate",
      "/spec/lifecycleRules/2/transitions/2 out-of-range",
      "/spec/lifecycleRules/3/filter conflicting-fields",
    ]);
    expect(verdict(logBucket, { transitionDefaultMinimumObjectSize: "varies_by_storage_class" })).toEqual([
      "/spec/transitionDefaultMinimumObjectSize missing-companion",
    ]);
  });

  test("Object Lock", () => {
    expect(verdict(logBucket, { objectLock: { defaultRetention: { mode: "GOVERNANCE" } } })).toEqual([
      "/spec/objectLock missing-companion",
      "/spec/objectLock/defaultRetention conflicting-fields",
    ]);
    const objectLock = { defaultRetention: { days: 1, defaultEventHold: { days: 1 } } };
    expect(verdict(logBucket, { versioning: "Enabled", objectLock })).toEqual([
      "/spec/objectLock/defaultRetention conflicting-fields",
    ]);
  });

  test("the policy", () => {
    const one = { Sid: "One", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/*` };
    const { Principal: _, ...nobody } = one;
    const policy = {
      cloudTrail: [{ prefix: "audit" }, { trailArns: ["arn:aws:sns:us-east-1:111122223333:topic"] }],
      statements: [one, one, { ...nobody, Sid: "RequireTls", NotAction: "s3:PutObject" }],
    };
    expect(verdict(logBucket, { policy })).toEqual([
      "/spec/policy/cloudTrail/0 missing-field",
      "/spec/policy/cloudTrail/1/trailArns/0 invalid-arn",
      "/spec/policy/statements/1 duplicate",
      "/spec/policy/statements/2 conflicting-fields",
      "/spec/policy/statements/2 duplicate",
      "/spec/policy/statements/2 missing-field",
    ]);
    const long = {
      Sid: "Long",
      Effect: "Allow",
      Principal: { AWS: "x".repeat(21_000) },
      Action: "s3:*",
      Resource: arn,
    };
    expect(verdict(logBucket, { policy: { statements: [long] } })).toEqual(["/spec/policy too-long"]);
  });

  test("placement in several regions, and logging itself", () => {
    const placement = { accounts: ["prod", "staging"], regions: ["us-east-1", "eu-west-1"] };
    expect(verdict(logBucket, { placement })).toEqual([
      "/spec/placement/accounts conflicting-fields",
      "/spec/placement/regions conflicting-fields",
    ]);
    expect(verdict(logBucket, { placement: { accounts: ["prod"], regions: ["us-east-1"] } })).toEqual([]);
    expect(verdict(logBucket, { bucketName: "self", logging: { targetBucket: "self" } })).toEqual([
      "/spec/logging/targetBucket logs-itself?",
    ]);
  });
});

test("a bucket is named by its own field, its document, or its document and element", () => {
  expect(logBucket.id({ bucketName: "other" }, setting)).toBe("other");
  expect(logBucket.id({}, setting)).toBe(name);
  expect(logBucket.id({}, { ...setting, each: "vpc-1" })).toBe(`${name}-vpc-1`);
  expect(logBucket.arn?.(name, { ...testScope, partition: "aws-cn" })).toBe(`arn:aws-cn:s3:::${name}`);
});
