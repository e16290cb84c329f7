import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { serve } from "../../controller/sandbox/server.ts";
import { isRecord } from "../../controller/value/record.ts";
import { account } from "../sandbox/sandbox.ts";
import { type Boto3, boto3, CallFailed } from "./boto3.ts";
import { type ForeignSample, foreignSample } from "./foreign-sample.ts";
import { tlsFront } from "./tls-front.ts";

/* What git says of each kind, read from the sandbox by boto3 and the aws command, with nothing of ours in between. */

interface Document {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

const folder = join(import.meta.dirname, "../../specs");
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), "utf8")))
  .map((document) => document.toJS() as Document);

let sample: ForeignSample;
let call: Boto3["call"];
let pages: Boto3["pages"];

beforeAll(async () => {
  sample = await foreignSample();
  ({ call, pages } = sample.boto3);
});

afterAll(() => sample?.close());

/** A document's spec, its references as the texts that AWS knows their objects by. */
function specOf(kind: string, name: string): Record<string, unknown> {
  const document = documents.find((one) => one.kind === kind && one.metadata.name === name);
  if (!document) throw new Error(`specs has no ${kind}/${name}`);
  const { placement: _placement, tags: _tags, ...spec } = document.spec;
  return resolved(spec) as Record<string, unknown>;
}

function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (!isRecord(value)) return value;
  const { ref } = value;
  if (typeof ref === "string") return referred(ref);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item)]));
}

function referred(ref: string): string {
  const [kind = "", name = ""] = ref.split("/");
  const found = documents.find((one) => one.kind === kind && one.metadata.name === name);
  const spec: Document["spec"] = found?.spec ?? {};
  switch (kind) {
    case "Topic":
      return `arn:aws:sns:us-east-1:${account}:${name}`;
    case "DeliveryRole":
      return `arn:aws:iam::${account}:role${textIn(spec, "path") ?? "/"}${name}`;
    case "LogGroup":
      return textIn(spec, "logGroupName") ?? name;
    default:
      return name;
  }
}

function textIn(spec: Document["spec"], name: string): string | undefined {
  const text = spec[name];
  return typeof text === "string" ? text : undefined;
}

/** A value with AWS's capitals: `{ budgetLimit: … }` as `{ BudgetLimit: … }`. */
function capital(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capital);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.charAt(0).toUpperCase() + key.slice(1), capital(item)]),
  );
}

/** A value with its lists in one order, for those that are sets to AWS. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** Tags as AWS gives them, a list or a map, without those of Watchkeeper's bookkeeping. */
function tagsIn(tags: unknown): Record<string, unknown> {
  const entries = Array.isArray(tags)
    ? tags.map((tag: { Key: string; Value: string }): [string, unknown] => [tag.Key, tag.Value])
    : Object.entries(isRecord(tags) ? tags : {});
  return Object.fromEntries(entries.filter(([key]) => !/^watchkeeper\.dev\/(applied|note)$/.test(key)));
}

/** The tags that an object of specs has. */
function tagsOf(kind: string, name: string, deletionPolicy = "delete"): Record<string, unknown> {
  const document = documents.find((one) => one.kind === kind && one.metadata.name === name);
  return {
    ManagedBy: "watchkeeper",
    ...(isRecord(document?.spec["tags"]) ? document.spec["tags"] : {}),
    "watchkeeper.dev/deletion-policy": deletionPolicy,
    "watchkeeper.dev/object": `${kind}/${name}`,
    "watchkeeper.dev/owner": "acme-monitoring",
  };
}

/** The class of boto3's exception for a call that must fail. */
async function exception(service: string, operation: string, parameters: object): Promise<string> {
  try {
    await call(service, operation, parameters);
  } catch (error) {
    if (error instanceof CallFailed) return error.exception;
    throw error;
  }
  throw new Error(`${operation} should have failed`);
}

/** What a listing without a paginator of boto3's lists, a page for each call. */
async function turned<Item>(
  [service, operation, key, token]: readonly [string, string, string, string],
  parameters: object,
): Promise<Item[][]> {
  const all: Item[][] = [];
  let next: object = {};
  for (;;) {
    const page = await call<Record<string, unknown>>(service, operation, { ...parameters, ...next });
    all.push(page[key] as Item[]);
    if (page[token] === undefined) return all;
    next = { [token]: page[token] };
  }
}

async function aws(...words: string[]): Promise<unknown> {
  const said = await sample.aws(...words);
  return said.trim() === "" ? "" : JSON.parse(said);
}

async function cloudwatchTags(resource: string, region = "us-east-1"): Promise<Record<string, unknown>> {
  const ResourceARN = `arn:aws:cloudwatch:${region}:${account}:${resource}`;
  const { Tags } = await call<{ Tags: unknown }>("cloudwatch", "list_tags_for_resource", { ResourceARN });
  return tagsIn(Tags);
}

/** Whether an answer has no more than is to be expected of a fixed set of names. */
function namesOf<Key extends string>(key: Key, ...lists: readonly Record<Key, string>[][]): string[] {
  return lists.flat().map((item) => item[key]);
}

describe("Dashboard", () => {
  const alarm = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;

  it("is listed, with its body as in git", async () => {
    const listed = await pages<{ DashboardEntries: { DashboardName: string }[] }>(
      "cloudwatch",
      "list_dashboards",
    );
    expect(listed.map((page) => namesOf("DashboardName", page.DashboardEntries))).toEqual([
      ["audit", "shop"],
    ]);
    const shop = await call<{ DashboardBody: string }>("cloudwatch", "get_dashboard", {
      DashboardName: "shop",
    });
    const { dashboardBody } = specOf("Dashboard", "shop");
    // The alarm widget names alarms by their ARNs, and a metric names a topic by its name.
    const wanted = JSON.stringify(dashboardBody)
      .replace(
        '["api-5xx","checkout-error-rate"]',
        JSON.stringify(["api-5xx", "checkout-error-rate"].map(alarm)),
      )
      .replace(`arn:aws:sns:us-east-1:${account}:oncall`, "oncall");
    expect(JSON.parse(shop.DashboardBody)).toEqual(JSON.parse(wanted));
    const audit = (await aws("cloudwatch", "get-dashboard", "--dashboard-name", "audit")) as typeof shop;
    expect(JSON.parse(audit.DashboardBody)).toEqual(
      JSON.parse(String(specOf("Dashboard", "audit")["dashboardBody"])),
    );
    expect(await cloudwatchTags("dashboard/shop", "")).toEqual(tagsOf("Dashboard", "shop"));
  });

  it("is told to be missing or wrong by the exceptions of boto3's model", async () => {
    expect(await exception("cloudwatch", "get_dashboard", { DashboardName: "none" })).toBe(
      "ResourceNotFound",
    );
    expect(await exception("cloudwatch", "delete_dashboards", { DashboardNames: ["none"] })).toBe(
      "ResourceNotFound",
    );
    const broken = { DashboardName: "broken", DashboardBody: "{" };
    expect(await exception("cloudwatch", "put_dashboard", broken)).toBe("DashboardInvalidInputError");
  });
});

describe("LogGroup", () => {
  const logGroupName = "/acme/payments";
  const spec = () => specOf("LogGroup", "payments");

  it("is listed page by page, with retention, key, class and protection", async () => {
    const listed = await pages<{ logGroups: { logGroupName: string }[] }>("logs", "describe_log_groups", {
      PaginationConfig: { PageSize: 1 },
    });
    expect(listed.map((page) => namesOf("logGroupName", page.logGroups))).toEqual([
      [logGroupName],
      ["/acme/staging/debug"],
      ["/aws/cloudtrail/audit"],
      ["/aws/vpc/flow-logs"],
    ]);
    const { retentionInDays, kmsKeyId, deletionProtectionEnabled } = spec();
    expect(listed[0]?.logGroups[0]).toMatchObject({
      retentionInDays,
      kmsKeyId,
      deletionProtectionEnabled,
      logGroupClass: "STANDARD",
      metricFilterCount: 2,
      dataProtectionStatus: "ACTIVATED",
    });
    expect(
      await aws("logs", "describe-log-groups", "--log-group-name-prefix", "/acme/staging"),
    ).toMatchObject({
      logGroups: [{ logGroupClass: "INFREQUENT_ACCESS", retentionInDays: 7 }],
    });
    const resourceArn = `arn:aws:logs:us-east-1:${account}:log-group:${logGroupName}`;
    const { tags } = await call<{ tags: unknown }>("logs", "list_tags_for_resource", { resourceArn });
    expect(tagsIn(tags)).toEqual(tagsOf("LogGroup", "payments", "retain"));
  });

  it("has its metric filters and subscription filters", async () => {
    const one = { logGroupName, PaginationConfig: { PageSize: 1 } };
    const filters = await pages<{ metricFilters: object[] }>("logs", "describe_metric_filters", one);
    const transformed = (spec()["metricFilters"] as { metricTransformations: object[] }[]).map((filter) => ({
      ...filter,
      metricTransformations: filter.metricTransformations.map((each: { metricValue?: unknown }) => ({
        ...each,
        metricValue: String(each.metricValue),
      })),
    }));
    expect(filters).toMatchObject(transformed.map((filter) => ({ metricFilters: [filter] })));
    const byMetric = ["--metric-namespace", "Acme/Security", "--metric-name", "RootSignIns"];
    expect(await aws("logs", "describe-metric-filters", ...byMetric)).toMatchObject({
      metricFilters: [{ filterName: "root-sign-in", logGroupName: "/aws/cloudtrail/audit" }],
    });
    const subscriptions = await pages("logs", "describe_subscription_filters", one);
    expect(subscriptions).toMatchObject(
      (spec()["subscriptionFilters"] as object[]).map((filter) => ({
        subscriptionFilters: [{ filterPattern: "", distribution: "ByLogStream", ...filter }],
      })),
    );
  });

  it("has its data protection policy and index policy", async () => {
    const logGroupIdentifier = logGroupName;
    const { policyDocument } = await call<{ policyDocument: string }>("logs", "get_data_protection_policy", {
      logGroupIdentifier,
    });
    expect(JSON.parse(policyDocument)).toEqual(spec()["dataProtectionPolicy"]);
    const words = ["describe-index-policies", "--log-group-identifiers", logGroupName];
    const { indexPolicies } = (await aws("logs", ...words)) as {
      indexPolicies: { policyDocument: string }[];
    };
    expect(indexPolicies).toHaveLength(1);
    expect(sorted(JSON.parse(indexPolicies[0]?.policyDocument ?? ""))).toEqual(sorted(spec()["indexPolicy"]));
  });

  it("is told to be missing, there already, protected or full by the exceptions of boto3's model", async () => {
    const none = { logGroupName: "none" };
    expect(await exception("logs", "describe_metric_filters", none)).toBe("ResourceNotFoundException");
    expect(await exception("logs", "delete_log_group", none)).toBe("ResourceNotFoundException");
    expect(await exception("logs", "create_log_group", { logGroupName })).toBe(
      "ResourceAlreadyExistsException",
    );
    expect(await exception("logs", "delete_log_group", { logGroupName })).toBe("ValidationException");
    const odd = { logGroupName, retentionInDays: 2 };
    expect(await exception("logs", "put_retention_policy", odd)).toBe("InvalidParameterException");
    const destinationArn = `arn:aws:logs:us-east-1:${account}:destination:third`;
    const third = { logGroupName, filterName: "third", filterPattern: "", destinationArn };
    expect(await exception("logs", "put_subscription_filter", third)).toBe("LimitExceededException");
  });
});

describe("LogBucket", () => {
  const Bucket = "acme-central-logs";
  const read = <Answer>(operation: string, bucket = Bucket) =>
    call<Answer>("s3", operation, { Bucket: bucket });

  it("is listed page by page, by prefix, and by aws s3 ls", async () => {
    const listed = await pages<{ Buckets: { Name: string }[] }>("s3", "list_buckets", {
      PaginationConfig: { PageSize: 1 },
    });
    expect(listed.map(({ Buckets }) => namesOf("Name", Buckets))).toEqual([
      ["acme-access-logs"],
      ["acme-audit-logs"],
      [Bucket],
    ]);
    expect(await pages("s3", "list_buckets", { Prefix: "acme-c" })).toMatchObject([
      { Buckets: [{ Name: Bucket }] },
    ]);
    expect((await sample.aws("s3", "ls")).split("\n")).toEqual([
      expect.stringContaining("acme-access-logs"),
      expect.stringContaining("acme-audit-logs"),
      expect.stringContaining(Bucket),
      "",
    ]);
  });

  it("has its policy, which is not public", async () => {
    interface Statement {
      Sid: string;
      Effect: string;
      Principal: unknown;
      Resource: string[];
    }
    const { Policy } = await read<{ Policy: string }>("get_bucket_policy");
    const said = (await aws("s3api", "get-bucket-policy", "--bucket", Bucket)) as { Policy: string };
    expect(said.Policy).toBe(Policy);
    const { Statement } = JSON.parse(Policy) as { Statement: Statement[] };
    const principals = Statement.map(({ Effect, Principal }) => [Effect, Principal]);
    for (const service of ["cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com"])
      expect(principals).toContainEqual(["Allow", { Service: service }]);
    expect(principals).toContainEqual(["Deny", "*"]);
    const { statements } = specOf("LogBucket", Bucket)["policy"] as { statements: { Sid: string }[] };
    for (const { Sid: _sid, ...statement } of statements)
      expect(Statement).toContainEqual(expect.objectContaining(statement));
    expect(await read("get_bucket_policy_status")).toEqual({ PolicyStatus: { IsPublic: false } });
  });

  it("has its lifecycle, versions, lock and access logs", async () => {
    expect(await read("get_bucket_lifecycle_configuration")).toEqual({
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      Rules: [
        {
          ID: "archive",
          Status: "Enabled",
          Filter: { Prefix: "AWSLogs/" },
          Transitions: expect.arrayContaining([
            { Days: 90, StorageClass: "GLACIER_IR" },
            { Days: 400, StorageClass: "DEEP_ARCHIVE" },
          ]) as unknown,
          Expiration: { Days: 2557 },
        },
        {
          ID: "versions",
          Status: "Enabled",
          Filter: { Prefix: "" },
          NoncurrentVersionExpiration: { NoncurrentDays: 400 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
      ],
    });
    expect(await aws("s3api", "get-bucket-versioning", "--bucket", Bucket)).toEqual({ Status: "Enabled" });
    expect(await read("get_object_lock_configuration")).toEqual({
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 365 } },
      },
    });
    expect(await read("get_bucket_logging")).toEqual({
      LoggingEnabled: {
        TargetBucket: "acme-access-logs",
        TargetPrefix: "central/",
        TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: "EventTime" } },
      },
    });
    expect(await read("get_bucket_versioning", "acme-access-logs")).toEqual({});
    expect(await read("get_bucket_logging", "acme-access-logs")).toEqual({});
  });

  it("has what every bucket has, and what nobody ever set is told to be none", async () => {
    expect(await read("head_bucket")).toMatchObject({ BucketRegion: "us-east-1" });
    expect(await read("get_bucket_location")).toEqual({ LocationConstraint: null });
    expect(await read("get_bucket_acl")).toMatchObject({ Grants: [{ Permission: "FULL_CONTROL" }] });
    const byDefault = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } };
    expect(await read("get_bucket_encryption")).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules: [byDefault] },
    });
    expect(await read("get_public_access_block")).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(await read("get_bucket_ownership_controls")).toEqual({
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    const { TagSet } = await read<{ TagSet: unknown }>("get_bucket_tagging");
    expect(tagsIn(TagSet)).toEqual(tagsOf("LogBucket", Bucket, "retain"));
    expect(await read("get_bucket_accelerate_configuration")).toEqual({});
    expect(await read("get_bucket_notification_configuration")).toEqual({});
    expect(await read("get_bucket_request_payment")).toEqual({ Payer: "BucketOwner" });
    for (const [operation, code] of [
      ["get_bucket_cors", "NoSuchCORSConfiguration"],
      ["get_bucket_replication", "ReplicationConfigurationNotFoundError"],
      ["get_bucket_website", "NoSuchWebsiteConfiguration"],
    ] as const)
      await expect(read(operation)).rejects.toMatchObject({ code, status: 404 });
    await expect(read("get_object_lock_configuration", "acme-access-logs")).rejects.toMatchObject({
      code: "ObjectLockConfigurationNotFoundError",
    });
  });

  it("takes, lists and gives files by aws s3", async () => {
    const here = join(sample.home, "a.log");
    writeFileSync(here, "a line\n");
    const there = "s3://acme-access-logs/2026/a.log";
    await sample.aws("s3", "cp", here, there);
    expect(await sample.aws("s3", "ls", "s3://acme-access-logs/")).toMatch(/PRE 2026\/\n/);
    expect(await sample.aws("s3", "ls", "s3://acme-access-logs", "--recursive")).toMatch(/ 7 2026\/a\.log\n/);
    expect(await sample.aws("s3", "cp", there, "-")).toBe("a line\n");
    await sample.aws("s3", "rm", there);
    expect(
      await sample.aws("s3", "ls", "s3://acme-access-logs", "--recursive").catch(() => "none"),
    ).not.toContain("a.log");
  });

  it("keeps versions, page by page", async () => {
    for (const Body of ["one", "two", "three"])
      await call("s3", "put_object", { Bucket, Key: "versions", Body });
    const listed = await pages<{ Versions: { VersionId: string; IsLatest: boolean }[] }>(
      "s3",
      "list_object_versions",
      {
        Bucket,
        Prefix: "versions",
        PaginationConfig: { PageSize: 2 },
      },
    );
    expect(listed.map(({ Versions }) => Versions.map(({ IsLatest }) => IsLatest))).toEqual([
      [true, false],
      [false],
    ]);
    const { VersionId } = listed[1]?.Versions[0] ?? {};
    expect(await call("s3", "get_object", { Bucket, Key: "versions", VersionId })).toMatchObject({
      Body: "one",
      VersionId,
    });
  });

  it("holds what boto3 sends to its checksum, before the body and after its chunks", async () => {
    const object = { Bucket: "acme-access-logs", Key: "sums", Body: "hello" };
    for (const ChecksumAlgorithm of ["CRC32", "SHA1", "SHA256"]) {
      const put = await call<object>("s3", "put_object", { ...object, ChecksumAlgorithm });
      expect(put).toHaveProperty(`Checksum${ChecksumAlgorithm}`);
      // boto3 asks for it again and verifies it while the body is read.
      const { Bucket: bucket, Key } = object;
      expect(await call("s3", "get_object", { Bucket: bucket, Key })).toMatchObject({
        ...put,
        Body: "hello",
      });
    }
    const wrong = call("s3", "put_object", { ...object, ChecksumCRC32: "AAAAAA==" });
    await expect(wrong).rejects.toMatchObject({ code: "BadDigest", status: 400 });

    const encodings: (string | undefined)[] = [];
    const handle: ForeignSample["sandbox"]["handle"] = (request) => {
      if (request.method === "PUT") encodings.push(request.headers["content-encoding"]);
      return sample.sandbox.handle(request);
    };
    const plain = await serve({ handle }, 0);
    const front = await tlsFront(plain.url);
    const secure = await boto3({
      ...sample.environment,
      AWS_ENDPOINT_URL: front.url,
      AWS_CA_BUNDLE: front.authority,
    });
    try {
      const { Bucket: bucket, Key } = object;
      const put = await secure.call<object>("s3", "put_object", { ...object, Body: "in chunks" });
      expect(encodings).toEqual(["aws-chunked"]);
      expect(put).toHaveProperty("ChecksumCRC32");
      expect(await secure.call("s3", "get_object", { Bucket: bucket, Key })).toMatchObject({
        Body: "in chunks",
      });
    } finally {
      await secure.close();
      await front.close();
      await plain.close();
    }
  });

  it("is told to be missing, full or another's by boto3's exceptions", async () => {
    for (const operation of ["get_bucket_policy", "get_bucket_tagging", "get_bucket_encryption"])
      expect(await exception("s3", operation, { Bucket: "none" })).toBe("NoSuchBucket");
    // The answer to a HEAD says no code.
    await expect(read("head_bucket", "none")).rejects.toMatchObject({
      code: "404",
      exception: "ClientError",
    });
    expect(await exception("s3", "get_object", { Bucket, Key: "none" })).toBe("NoSuchKey");
    await expect(read("delete_bucket")).rejects.toMatchObject({ code: "BucketNotEmpty", status: 409 });
    const elsewhere = { Bucket, ExpectedBucketOwner: "444455556666" };
    await expect(call("s3", "get_bucket_location", elsewhere)).rejects.toMatchObject({ status: 403 });
  });
});

describe("DeliveryRole", () => {
  const RoleName = "sns-feedback";
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": [account] },
          ArnLike: { "aws:SourceArn": [`arn:aws:sns:*:${account}:*`] },
        },
      },
    ],
  };
  const permissions = () => ({
    Version: "2012-10-17",
    Statement: (
      specOf("DeliveryRole", RoleName)["statements"] as { actions: string[]; resources: string[] }[]
    ).map(({ actions, resources }) => ({ Effect: "Allow", Action: actions, Resource: resources })),
  });

  it("is among the account's details, its policies parsed by boto3", async () => {
    interface Detail {
      RoleName: string;
      Path: string;
      Tags: unknown;
      AssumeRolePolicyDocument: unknown;
      RolePolicyList: unknown;
    }
    const details = await pages<{ RoleDetailList: Detail[] }>("iam", "get_account_authorization_details", {
      Filter: ["Role"],
      PaginationConfig: { PageSize: 4 },
    });
    expect(details.length).toBeGreaterThan(2);
    const roles = details.flatMap(({ RoleDetailList }) => RoleDetailList);
    const wanted = documents
      .filter(({ kind }) => kind === "DeliveryRole")
      .map(({ metadata }) => metadata.name);
    expect(roles.map((role) => role.RoleName)).toEqual(expect.arrayContaining(wanted));
    const role = roles.find((one) => one.RoleName === RoleName);
    expect(role).toMatchObject({
      Path: "/monitoring/",
      AssumeRolePolicyDocument: trust,
      RolePolicyList: [{ PolicyName: "watchkeeper", PolicyDocument: permissions() }],
      AttachedManagedPolicies: [],
      InstanceProfileList: [],
    });
    expect(tagsIn(role?.Tags)).toEqual(tagsOf("DeliveryRole", RoleName));
  });

  it("is read piece by piece", async () => {
    expect(await pages("iam", "list_roles", { PathPrefix: "/monitoring/" })).toMatchObject([
      { Roles: [{ RoleName: "lake-federation" }, { RoleName, AssumeRolePolicyDocument: trust }] },
    ]);
    expect(await aws("iam", "get-role", "--role-name", RoleName)).toMatchObject({
      Role: {
        Arn: `arn:aws:iam::${account}:role/monitoring/${RoleName}`,
        Description: specOf("DeliveryRole", RoleName)["description"],
        AssumeRolePolicyDocument: trust,
      },
    });
    expect(await pages("iam", "list_role_policies", { RoleName })).toMatchObject([
      { PolicyNames: ["watchkeeper"] },
    ]);
    const policy = ["get-role-policy", "--role-name", RoleName, "--policy-name", "watchkeeper"];
    expect(await aws("iam", ...policy)).toEqual({
      RoleName,
      PolicyName: "watchkeeper",
      PolicyDocument: permissions(),
    });
    const tagPages = await pages<{ Tags: unknown[] }>("iam", "list_role_tags", {
      RoleName,
      PaginationConfig: { PageSize: 2 },
    });
    expect(tagPages.length).toBeGreaterThan(1);
    expect(tagsIn(tagPages.flatMap(({ Tags }) => Tags))).toEqual(tagsOf("DeliveryRole", RoleName));
  });

  it("is told to be missing, in use or wrong by the exceptions of boto3's model", async () => {
    expect(await exception("iam", "get_role", { RoleName: "none" })).toBe("NoSuchEntityException");
    const missing = { RoleName, PolicyName: "none" };
    expect(await exception("iam", "get_role_policy", missing)).toBe("NoSuchEntityException");
    expect(await exception("iam", "delete_role", { RoleName })).toBe("DeleteConflictException");
    const again = { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) };
    expect(await exception("iam", "create_role", again)).toBe("EntityAlreadyExistsException");
    const broken = { RoleName, PolicyName: "broken", PolicyDocument: "{" };
    expect(await exception("iam", "put_role_policy", broken)).toBe("MalformedPolicyDocumentException");
  });
});

describe("Budget", () => {
  const where = { AccountId: account };
  const amount = (text: unknown) => ({ Amount: Number(text).toFixed(1), Unit: "USD" });

  it("is listed page by page, with its limit, costs and filter", async () => {
    interface Listed {
      Budgets: { BudgetName: string }[];
    }
    const listed = await pages<Listed>("budgets", "describe_budgets", {
      ...where,
      ShowFilterExpression: true,
      PaginationConfig: { PageSize: 1 },
    });
    expect(listed).toMatchObject([
      {
        Budgets: [
          {
            BudgetName: "Payments team",
            BudgetType: "COST",
            TimeUnit: "QUARTERLY",
            BudgetLimit: amount(7500),
            Metrics: ["NetUnblendedCost"],
          },
        ],
      },
      {
        Budgets: [
          {
            BudgetName: "monthly-costs",
            BudgetLimit: amount(12000),
            CostTypes: { IncludeCredit: false, IncludeRefund: false, IncludeTax: true },
          },
        ],
      },
      { Budgets: [{ BudgetName: "savings-plans-used", BudgetType: "SAVINGS_PLANS_UTILIZATION" }] },
    ]);
    const words = ["--account-id", account, "--budget-name", "Payments team", "--show-filter-expression"];
    const said = (await aws("budgets", "describe-budget", ...words)) as {
      Budget: { FilterExpression: unknown };
    };
    expect(sorted(said.Budget.FilterExpression)).toEqual(
      sorted(capital(specOf("Budget", "payments-costs")["filterExpression"])),
    );
    const ResourceARN = `arn:aws:budgets::${account}:budget/monthly-costs`;
    const { ResourceTags } = await call<{ ResourceTags: unknown }>("budgets", "list_tags_for_resource", {
      ResourceARN,
    });
    expect(tagsIn(ResourceTags)).toEqual(tagsOf("Budget", "monthly-costs"));
  });

  it("has its notifications and their subscribers", async () => {
    const BudgetName = "monthly-costs";
    const notifications = specOf("Budget", BudgetName)["notifications"] as { subscribers: object[] }[];
    const one = { PaginationConfig: { PageSize: 1 } };
    const listed = await pages<{ Notifications: { NotificationState: string }[] }>(
      "budgets",
      "describe_notifications_for_budget",
      { ...where, BudgetName, ...one },
    );
    expect(listed).toMatchObject(
      notifications.map(({ subscribers: _subscribers, ...notification }) => ({
        Notifications: [capital(notification) as object],
      })),
    );
    const { NotificationState: _state, ...Notification } = listed[1]?.Notifications[0] ?? {};
    const subscribers = await pages("budgets", "describe_subscribers_for_notification", {
      ...where,
      BudgetName,
      Notification,
      ...one,
    });
    expect(subscribers.map((page) => (page as { Subscribers: unknown[] }).Subscribers)).toEqual(
      notifications[1]?.subscribers.map((subscriber) => [capital(subscriber)]),
    );
    const everywhere = await pages<{ BudgetNotificationsForAccount: { BudgetName: string }[] }>(
      "budgets",
      "describe_budget_notifications_for_account",
      { ...where, ...one },
    );
    expect(everywhere.map((page) => namesOf("BudgetName", page.BudgetNotificationsForAccount))).toEqual([
      ["Payments team"],
      ["monthly-costs"],
      ["savings-plans-used"],
    ]);
  });

  it("is told to be missing or there already by the exceptions of boto3's model", async () => {
    const none = { ...where, BudgetName: "none" };
    expect(await exception("budgets", "describe_budget", none)).toBe("NotFoundException");
    expect(await exception("budgets", "delete_budget", none)).toBe("NotFoundException");
    const Budget = {
      BudgetName: "monthly-costs",
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: "1", Unit: "USD" },
    };
    expect(await exception("budgets", "create_budget", { ...where, Budget })).toBe(
      "DuplicateRecordException",
    );
  });
});

describe("CostAnomalyMonitor", () => {
  const one = { PaginationConfig: { PageSize: 1 } };

  it("is listed page by page, with what it watches", async () => {
    const listed = await pages<{ AnomalyMonitors: { MonitorName: string; MonitorArn: string }[] }>(
      "ce",
      "get_anomaly_monitors",
      one,
    );
    expect(listed.map((page) => namesOf("MonitorName", page.AnomalyMonitors))).toHaveLength(2);
    const monitors = listed.flatMap(({ AnomalyMonitors }) => AnomalyMonitors);
    const named = (name: string) => monitors.find(({ MonitorName }) => MonitorName === name);
    expect(named("All services")).toMatchObject({ MonitorType: "DIMENSIONAL", MonitorDimension: "SERVICE" });
    expect(named("payments-team")).toMatchObject({
      MonitorType: "CUSTOM",
      MonitorSpecification: capital(specOf("CostAnomalyMonitor", "payments-team")["monitorSpecification"]),
    });
    const ResourceArn = named("All services")?.MonitorArn ?? "";
    const said = (await aws("ce", "list-tags-for-resource", "--resource-arn", ResourceArn)) as {
      ResourceTags: unknown;
    };
    expect(tagsIn(said.ResourceTags)).toEqual(tagsOf("CostAnomalyMonitor", "all-services"));
  });

  it("has its subscriptions", async () => {
    interface Subscription {
      SubscriptionName: string;
      Frequency: string;
      ThresholdExpression: unknown;
      Subscribers: { Type: string; Address: string }[];
    }
    const { AnomalyMonitors } = (await aws("ce", "get-anomaly-monitors")) as {
      AnomalyMonitors: { MonitorName: string; MonitorArn: string }[];
    };
    const { MonitorArn } = AnomalyMonitors.find(({ MonitorName }) => MonitorName === "All services") ?? {};
    const listed = await pages<{ AnomalySubscriptions: Subscription[] }>("ce", "get_anomaly_subscriptions", {
      MonitorArn,
      ...one,
    });
    expect(listed).toHaveLength(2);
    const found = listed
      .flatMap(({ AnomalySubscriptions }) => AnomalySubscriptions)
      .sort((a, b) => (a.SubscriptionName < b.SubscriptionName ? -1 : 1));
    const [daily, now] = specOf("CostAnomalyMonitor", "all-services")["subscriptions"] as {
      thresholdExpression?: unknown;
      subscribers: { type: string; address: string }[];
    }[];
    expect(found).toMatchObject([
      {
        SubscriptionName: "finance-daily",
        Frequency: "DAILY",
        Subscribers: capital(daily?.subscribers) as object[],
        ThresholdExpression: { Dimensions: { Key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE", Values: ["100"] } },
      },
      {
        SubscriptionName: "finance-now",
        Frequency: "IMMEDIATE",
        Subscribers: capital(now?.subscribers) as object[],
      },
    ]);
    expect(sorted(found[1]?.ThresholdExpression)).toEqual(sorted(capital(now?.thresholdExpression)));
  });

  it("is told to be missing by the exceptions of boto3's model", async () => {
    const MonitorArn = `arn:aws:ce::${account}:anomalymonitor/none`;
    const unknown = "UnknownMonitorException";
    expect(await exception("ce", "get_anomaly_monitors", { MonitorArnList: [MonitorArn] })).toBe(unknown);
    expect(await exception("ce", "delete_anomaly_monitor", { MonitorArn })).toBe(unknown);
    const SubscriptionArn = `arn:aws:ce::${account}:anomalysubscription/none`;
    expect(await exception("ce", "delete_anomaly_subscription", { SubscriptionArn })).toBe(
      "UnknownSubscriptionException",
    );
    const tags = { ResourceArn: MonitorArn };
    expect(await exception("ce", "list_tags_for_resource", tags)).toBe("ResourceNotFoundException");
  });
});

describe("EventRule", () => {
  it("is listed page by page, with its pattern", async () => {
    const listed = await pages<{ Rules: { Name: string; EventPattern: string }[] }>("events", "list_rules", {
      PaginationConfig: { PageSize: 1 },
    });
    expect(listed.map(({ Rules }) => namesOf("Name", Rules))).toEqual([
      ["guardduty-findings"],
      ["root-sign-in"],
    ]);
    const spec = specOf("EventRule", "guardduty-findings");
    expect(JSON.parse(listed[0]?.Rules[0]?.EventPattern ?? "")).toEqual(spec["eventPattern"]);
    expect(await aws("events", "describe-rule", "--name", "root-sign-in")).toMatchObject({
      Arn: `arn:aws:events:us-east-1:${account}:rule/root-sign-in`,
      Description: specOf("EventRule", "root-sign-in")["description"],
      State: "ENABLED",
      EventBusName: "default",
    });
    const ResourceARN = `arn:aws:events:us-east-1:${account}:rule/root-sign-in`;
    const { Tags } = await call<{ Tags: unknown }>("events", "list_tags_for_resource", { ResourceARN });
    expect(tagsIn(Tags)).toEqual(tagsOf("EventRule", "root-sign-in"));
  });

  it("has its targets", async () => {
    interface Targets {
      Targets: { Id: string }[];
    }
    const spec = (name: string) =>
      (specOf("EventRule", name)["targets"] as { targetId: string; inputTransformer?: unknown }[]).map(
        ({ targetId: id, inputTransformer, ...target }) => {
          const { InputTransformer: _none, ...rest } = capital({ id, ...target }) as Record<string, unknown>;
          return isRecord(inputTransformer)
            ? {
                ...rest,
                // The names in its map are of the template, and no member's.
                InputTransformer: {
                  InputPathsMap: inputTransformer["inputPathsMap"],
                  InputTemplate: inputTransformer["inputTemplate"],
                },
              }
            : rest;
        },
      );
    const one = { PaginationConfig: { PageSize: 1 } };
    const listed = await pages<Targets>("events", "list_targets_by_rule", {
      Rule: "guardduty-findings",
      ...one,
    });
    expect(listed.map((page) => page.Targets.length)).toEqual([1, 1]);
    expect(sorted(listed.flatMap((page) => page.Targets))).toEqual(sorted(spec("guardduty-findings")));
    expect(await aws("events", "list-targets-by-rule", "--rule", "root-sign-in")).toMatchObject({
      Targets: spec("root-sign-in"),
    });
    const TargetArn = `arn:aws:sns:us-east-1:${account}:events`;
    const naming = await pages<{ RuleNames: string[] }>("events", "list_rule_names_by_target", {
      TargetArn,
      ...one,
    });
    expect(naming.map(({ RuleNames }) => RuleNames)).toEqual([["guardduty-findings"], ["root-sign-in"]]);
  });

  it("is told to be missing or wrong by the exceptions of boto3's model", async () => {
    expect(await exception("events", "describe_rule", { Name: "none" })).toBe("ResourceNotFoundException");
    expect(await exception("events", "list_targets_by_rule", { Rule: "none" })).toBe(
      "ResourceNotFoundException",
    );
    const broken = { Name: "broken", EventPattern: "{" };
    expect(await exception("events", "put_rule", broken)).toBe("InvalidEventPatternException");
    // boto3 has no class of its own for a rule that still has targets.
    expect(await exception("events", "delete_rule", { Name: "root-sign-in" })).toBe("ClientError");
  });
});

describe("AnomalyDetector", () => {
  const dimensions = (value: unknown) =>
    Object.entries(isRecord(value) ? value : {}).map(([Name, Value]) => ({ Name, Value }));

  it("is read by its type, single metric and metric math", async () => {
    interface Detectors {
      AnomalyDetectors: Record<string, unknown>[];
    }
    const single = await pages<Detectors>("cloudwatch", "describe_anomaly_detectors");
    const { namespace, metricName, stat, dimensions: own } = specOf("AnomalyDetector", "api-requests");
    expect(single).toMatchObject([
      {
        AnomalyDetectors: [
          {
            Configuration: {
              MetricTimezone: "Europe/Berlin",
              ExcludedTimeRanges: [
                { StartTime: "2026-11-27 00:00:00+00:00", EndTime: "2026-11-30 23:59:59+00:00" },
              ],
            },
            SingleMetricAnomalyDetector: {
              Namespace: namespace,
              MetricName: metricName,
              Stat: stat,
              Dimensions: dimensions(own),
            },
          },
        ],
      },
    ]);
    const words = ["describe-anomaly-detectors", "--anomaly-detector-types", "METRIC_MATH"];
    const { AnomalyDetectors } = (await aws("cloudwatch", ...words)) as Detectors;
    expect(AnomalyDetectors).toHaveLength(1);
    const queries = specOf("AnomalyDetector", "api-error-rate")["metricDataQueries"] as Record<
      string,
      unknown
    >[];
    const wanted = queries.map(({ id, expression, metricStat, returnData }) => {
      const { metric, ...rest } = isRecord(metricStat) ? metricStat : {};
      const { dimensions: named, ...what } = isRecord(metric) ? metric : {};
      return {
        Id: id,
        ReturnData: returnData ?? true,
        ...(expression !== undefined && { Expression: expression }),
        ...(metricStat !== undefined && {
          MetricStat: {
            ...(capital(rest) as object),
            Metric: { ...(capital(what) as object), Dimensions: dimensions(named) },
          },
        }),
      };
    });
    expect(AnomalyDetectors[0]).toMatchObject({
      MetricCharacteristics: { PeriodicSpikes: true },
      MetricMathAnomalyDetector: {
        MetricDataQueries: wanted.sort((a, b) => (String(a.Id) < String(b.Id) ? -1 : 1)),
      },
    });
    const both = {
      AnomalyDetectorTypes: ["SINGLE_METRIC", "METRIC_MATH"],
      PaginationConfig: { PageSize: 1 },
    };
    const paged = await pages<Detectors>("cloudwatch", "describe_anomaly_detectors", both);
    expect(paged.map((page) => page.AnomalyDetectors.length)).toEqual([1, 1]);
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    const SingleMetricAnomalyDetector = { Namespace: "None", MetricName: "None", Stat: "Sum" };
    expect(await exception("cloudwatch", "delete_anomaly_detector", { SingleMetricAnomalyDetector })).toBe(
      "ResourceNotFoundException",
    );
  });
});

describe("LogAlarm", () => {
  it("is read with its query", async () => {
    interface Alarms {
      LogAlarms: { AlarmName: string }[];
    }
    const listed = await pages<Alarms>("cloudwatch", "describe_alarms", {
      AlarmTypes: ["LogAlarm"],
      PaginationConfig: { PageSize: 1 },
    });
    expect(listed.map(({ LogAlarms }) => namesOf("AlarmName", LogAlarms))).toEqual([
      ["denied-calls"],
      ["root-logins"],
    ]);
    const { scheduledQueryConfiguration, alarmActions, ...spec } = specOf("LogAlarm", "root-logins") as {
      scheduledQueryConfiguration: { queryString: string; scheduledQueryRoleArn: string; tags: object };
      alarmActions: string[];
    };
    const { queryString, scheduledQueryRoleArn, tags: _tags, ...query } = scheduledQueryConfiguration;
    const wanted = {
      ...(capital(spec) as object),
      AlarmActions: alarmActions,
      ScheduledQueryConfiguration: {
        ...(capital(query) as object),
        QueryString: queryString.trimEnd(),
        ScheduledQueryRoleARN: scheduledQueryRoleArn,
        Tags: [{ Key: "team", Value: "security" }],
      },
    };
    expect(listed[1]?.LogAlarms[0]).toMatchObject(wanted);
    const words = ["describe-alarms", "--alarm-types", "LogAlarm", "--alarm-names", "root-logins"];
    expect(await aws("cloudwatch", ...words)).toMatchObject({ LogAlarms: [wanted] });
    expect(await cloudwatchTags("alarm:root-logins")).toEqual(tagsOf("LogAlarm", "root-logins"));
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    const none = { AlarmName: "none", StateValue: "OK", StateReason: "none" };
    expect(await exception("cloudwatch", "set_alarm_state", none)).toBe("ResourceNotFound");
  });
});

describe("AlarmMuteRule", () => {
  it("is listed and read", async () => {
    const listed = await pages<{ AlarmMuteRuleSummaries: { AlarmMuteRuleArn: string }[] }>(
      "cloudwatch",
      "list_alarm_mute_rules",
      { PaginationConfig: { PageSize: 1 } },
    );
    const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:${account}:alarm-mute-rule:${name}`;
    expect(listed.map((page) => namesOf("AlarmMuteRuleArn", page.AlarmMuteRuleSummaries))).toEqual([
      [arn("data-centre-move")],
      [arn("nightly-backup")],
    ]);
    const AlarmMuteRuleName = "nightly-backup";
    expect(await call("cloudwatch", "get_alarm_mute_rule", { AlarmMuteRuleName })).toMatchObject({
      Name: AlarmMuteRuleName,
      ...(capital(specOf("AlarmMuteRule", AlarmMuteRuleName)) as object),
      Status: "SCHEDULED",
      MuteType: "RECURRING",
    });
    const words = ["get-alarm-mute-rule", "--alarm-mute-rule-name", "data-centre-move"];
    expect(await aws("cloudwatch", ...words)).toMatchObject({
      Rule: capital(specOf("AlarmMuteRule", "data-centre-move")["rule"]),
      // The command leaves times as they came, and JSON has them in seconds.
      ExpireDate: Date.parse("2031-05-12T04:00:00Z") / 1000,
      MuteType: "ONE_TIME",
    });
    expect(await cloudwatchTags(`alarm-mute-rule:${AlarmMuteRuleName}`)).toEqual(
      tagsOf("AlarmMuteRule", AlarmMuteRuleName),
    );
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    expect(await exception("cloudwatch", "get_alarm_mute_rule", { AlarmMuteRuleName: "none" })).toBe(
      "ResourceNotFoundException",
    );
  });
});

describe("MetricStream", () => {
  it("is listed page by page and read, running or stopped", async () => {
    const listed = await turned<{ Name: string; State: string }>(
      ["cloudwatch", "list_metric_streams", "Entries", "NextToken"],
      { MaxResults: 1 },
    );
    expect(listed.map(([entry]) => [entry?.Name, entry?.State])).toEqual([
      ["metrics-to-lake", "running"],
      ["metrics-to-vendor", "stopped"],
    ]);
    const lake = await call("cloudwatch", "get_metric_stream", { Name: "metrics-to-lake" });
    expect(sorted(lake)).toMatchObject(
      sorted({
        ...(capital(specOf("MetricStream", "metrics-to-lake")) as object),
        IncludeFilters: [
          { Namespace: "AWS/ApplicationELB", MetricNames: [] },
          {
            Namespace: "AWS/EC2",
            MetricNames: ["CPUUtilization", "NetworkIn", "NetworkOut", "StatusCheckFailed"],
          },
          { Namespace: "Acme/Shop", MetricNames: [] },
        ],
      }) as object,
    );
    expect(await aws("cloudwatch", "get-metric-stream", "--name", "metrics-to-vendor")).toMatchObject({
      OutputFormat: "json",
      State: "stopped",
      ExcludeFilters: [
        { Namespace: "AWS/EBS", MetricNames: ["VolumeIdleTime"] },
        { Namespace: "AWS/Usage", MetricNames: [] },
      ],
    });
    expect(await cloudwatchTags("metric-stream/metrics-to-lake")).toEqual(
      tagsOf("MetricStream", "metrics-to-lake"),
    );
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    const gone = "ResourceNotFoundException";
    expect(await exception("cloudwatch", "get_metric_stream", { Name: "none" })).toBe(gone);
    const ResourceARN = `arn:aws:cloudwatch:us-east-1:${account}:metric-stream/none`;
    expect(await exception("cloudwatch", "list_tags_for_resource", { ResourceARN })).toBe(gone);
  });
});

describe("InsightRule", () => {
  it("is listed page by page, on or off, with its definition", async () => {
    interface Rule {
      Name: string;
      State: string;
      Definition: string;
    }
    const listed = await turned<Rule>(["cloudwatch", "describe_insight_rules", "InsightRules", "NextToken"], {
      MaxResults: 1,
    });
    expect(listed.map(([rule]) => [rule?.Name, rule?.State])).toEqual([
      ["denied-callers", "ENABLED"],
      ["talkers", "DISABLED"],
    ]);
    const said = (await aws("cloudwatch", "describe-insight-rules")) as { InsightRules: Rule[] };
    for (const { Name, Definition } of said.InsightRules)
      expect(JSON.parse(Definition)).toEqual(specOf("InsightRule", Name)["ruleDefinition"]);
    expect(await cloudwatchTags("insight-rule/talkers")).toEqual(tagsOf("InsightRule", "talkers"));
  });

  it("is told to be missing in the answer, and by no exception", async () => {
    expect(await call("cloudwatch", "delete_insight_rules", { RuleNames: ["none"] })).toMatchObject({
      Failures: [{ FailureResource: "none", ExceptionType: "ResourceNotFoundException" }],
    });
  });
});

describe("SavedQuery", () => {
  it("is listed page by page and found by its name", async () => {
    const listing = ["logs", "describe_query_definitions", "queryDefinitions", "nextToken"] as const;
    const listed = await turned<{ name: string }>(listing, { maxResults: 1 });
    expect(listed.map((page) => namesOf("name", page)).sort()).toEqual([
      ["payments/errors"],
      ["security/root-activity"],
    ]);
    const { queryString, ...spec } = specOf("SavedQuery", "payment-errors");
    const words = ["describe-query-definitions", "--query-definition-name-prefix", "payments/"];
    expect(await aws("logs", ...words)).toMatchObject({
      queryDefinitions: [{ ...spec, queryString: String(queryString).trimEnd(), queryLanguage: "CWLI" }],
    });
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    const none = { queryDefinitionId: "00000000-0000-0000-0000-000000000000" };
    expect(await exception("logs", "delete_query_definition", none)).toBe("ResourceNotFoundException");
  });
});

describe("ScheduledQuery", () => {
  it("is listed and read", async () => {
    const listed = await pages<{ scheduledQueries: { name: string; scheduledQueryArn: string }[] }>(
      "logs",
      "list_scheduled_queries",
      { PaginationConfig: { PageSize: 1 } },
    );
    expect(listed.map((page) => namesOf("name", page.scheduledQueries))).toEqual([["denied-calls-by-user"]]);
    const identifier = listed[0]?.scheduledQueries[0]?.scheduledQueryArn ?? "";
    const { queryString, ...spec } = specOf("ScheduledQuery", "denied-calls-by-user");
    const wanted = { ...spec, queryString: String(queryString).trimEnd(), state: "ENABLED" };
    expect(await call("logs", "get_scheduled_query", { identifier })).toMatchObject(wanted);
    expect(await aws("logs", "get-scheduled-query", "--identifier", "denied-calls-by-user")).toMatchObject(
      wanted,
    );
    const { tags } = await call<{ tags: unknown }>("logs", "list_tags_for_resource", {
      resourceArn: identifier,
    });
    expect(tagsIn(tags)).toEqual(tagsOf("ScheduledQuery", "denied-calls-by-user"));
    const history = { identifier, startTime: 0, endTime: 1 };
    expect(await pages("logs", "get_scheduled_query_history", history)).toMatchObject([
      { triggerHistory: [] },
    ]);
  });

  it("is told to be missing by the exception of boto3's model", async () => {
    const none = { identifier: "none" };
    expect(await exception("logs", "get_scheduled_query", none)).toBe("ResourceNotFoundException");
    expect(await exception("logs", "delete_scheduled_query", none)).toBe("ResourceNotFoundException");
  });
});

describe("EventDataStore", () => {
  interface Store {
    Name: string;
    EventDataStoreArn: string;
  }
  const listing = ["cloudtrail", "list_event_data_stores", "EventDataStores", "NextToken"] as const;

  it("is listed page by page and read, with its options", async () => {
    const listed = await turned<Store>(listing, { MaxResults: 1 });
    expect(listed.map((page) => page.length)).toEqual([1, 1]);
    const arns = new Map(listed.flat().map(({ Name, EventDataStoreArn }) => [Name, EventDataStoreArn]));
    const EventDataStore = arns.get("audit-lake") ?? "";
    const spec = specOf("EventDataStore", "audit-lake");
    const store = await call<Record<string, unknown>>("cloudtrail", "get_event_data_store", {
      EventDataStore,
    });
    expect(store).toMatchObject({
      Name: "audit-lake",
      Status: "ENABLED",
      RetentionPeriod: spec["retentionPeriod"],
      FederationStatus: "ENABLED",
      FederationRoleArn: spec["federationRoleArn"],
    });
    expect(sorted(store["AdvancedEventSelectors"])).toEqual(sorted(capital(spec["advancedEventSelectors"])));
    const words = ["--event-data-store", EventDataStore];
    expect(await aws("cloudtrail", "get-insight-selectors", ...words)).toMatchObject({
      InsightsDestination: arns.get("audit-insights"),
      InsightSelectors: capital(spec["insightSelectors"]),
    });
    const configured = await call<object>("cloudtrail", "get_event_configuration", { EventDataStore });
    expect(sorted(configured)).toMatchObject(
      sorted({
        MaxEventSize: "Large",
        ContextKeySelectors: capital(spec["contextKeySelectors"]),
      }) as object,
    );
    const { ResourceTagList } = (
      await pages<{ ResourceTagList: { TagsList: unknown }[] }>("cloudtrail", "list_tags", {
        ResourceIdList: [EventDataStore],
      })
    )[0] ?? { ResourceTagList: [] };
    expect(tagsIn(ResourceTagList[0]?.TagsList)).toEqual(tagsOf("EventDataStore", "audit-lake", "retain"));
  });

  it("is told to be missing, protected or of another category by the exceptions of boto3's model", async () => {
    const id = "00000000-0000-0000-0000-000000000000";
    const none = { EventDataStore: `arn:aws:cloudtrail:us-east-1:${account}:eventdatastore/${id}` };
    expect(await exception("cloudtrail", "get_event_data_store", none)).toBe(
      "EventDataStoreNotFoundException",
    );
    const stores = (await turned<Store>(listing, {})).flat();
    const EventDataStore = stores.find(({ Name }) => Name === "audit-insights")?.EventDataStoreArn;
    expect(await exception("cloudtrail", "delete_event_data_store", { EventDataStore })).toBe(
      "EventDataStoreTerminationProtectedException",
    );
    expect(await exception("cloudtrail", "get_insight_selectors", { EventDataStore })).toBe(
      "InsightNotEnabledException",
    );
  });
});

describe("AgentConfig and markers", () => {
  const Name = "AmazonCloudWatch-shop";

  it("are parameters that the agent and people can read", async () => {
    const { Parameter } = await call<{ Parameter: { Value: string } }>("ssm", "get_parameter", { Name });
    expect(JSON.parse(Parameter.Value)).toEqual(specOf("AgentConfig", "shop")["config"]);
    const described = await pages<{ Parameters: object[] }>("ssm", "describe_parameters", {
      ParameterFilters: [{ Key: "Name", Option: "BeginsWith", Values: ["AmazonCloudWatch-"] }],
    });
    expect(described).toMatchObject([
      {
        Parameters: [
          {
            Name,
            Type: "String",
            Tier: "Standard",
            Version: 1,
            Description: specOf("AgentConfig", "shop")["description"],
          },
        ],
      },
    ]);
    expect(await aws("ssm", "get-parameter-history", "--name", Name)).toMatchObject({
      Parameters: [{ Name, Version: 1, Value: Parameter.Value }],
    });
    const what = { ResourceType: "Parameter", ResourceId: Name };
    const { TagList } = await call<{ TagList: unknown }>("ssm", "list_tags_for_resource", what);
    expect(tagsIn(TagList)).toEqual(tagsOf("AgentConfig", "shop"));
  });

  it("of what has no tags carry them, found by their path", async () => {
    const found = await pages<{ Parameters: { Name: string; Value: string }[] }>(
      "ssm",
      "get_parameters_by_path",
      {
        Path: "/watchkeeper",
        Recursive: true,
        PaginationConfig: { PageSize: 1 },
      },
    );
    expect(found.every(({ Parameters }) => Parameters.length === 1)).toBe(true);
    const tags: Record<string, unknown>[] = [];
    for (const { Name: ResourceId, Value } of found.flatMap(({ Parameters }) => Parameters)) {
      expect(ResourceId.split("/")[2]).toBe((JSON.parse(Value) as { kind: string }).kind);
      const words = ["--resource-type", "Parameter", "--resource-id", ResourceId];
      const said = (await aws("ssm", "list-tags-for-resource", ...words)) as { TagList: unknown };
      tags.push(tagsIn(said.TagList));
    }
    expect(sorted(tags)).toEqual(
      sorted([
        tagsOf("AnomalyDetector", "api-requests"),
        tagsOf("AnomalyDetector", "api-error-rate"),
        tagsOf("SavedQuery", "payment-errors"),
        tagsOf("SavedQuery", "root-activity"),
      ]),
    );
  });

  it("are told to be missing or there already by the exceptions of boto3's model", async () => {
    expect(await exception("ssm", "get_parameter", { Name: "none" })).toBe("ParameterNotFound");
    expect(await exception("ssm", "get_parameter_history", { Name: "none" })).toBe("ParameterNotFound");
    expect(await exception("ssm", "delete_parameter", { Name: "none" })).toBe("ParameterNotFound");
    const again = { Name, Value: "x", Type: "String" };
    expect(await exception("ssm", "put_parameter", again)).toBe("ParameterAlreadyExists");
  });
});

describe("CloudWatch's other protocols, which other clients speak", () => {
  it.each(["query", "smithy-rpc-v2-cbor"])(
    "%s says the same as JSON, which boto3 prefers",
    async (protocol) => {
      const Name = "metrics-to-lake";
      for (const [operation, parameters] of [
        ["describe_alarms", { AlarmTypes: ["MetricAlarm", "CompositeAlarm", "LogAlarm"] }],
        ["describe_anomaly_detectors", { AnomalyDetectorTypes: ["SINGLE_METRIC", "METRIC_MATH"] }],
        ["describe_insight_rules", {}],
        ["get_alarm_mute_rule", { AlarmMuteRuleName: "data-centre-move" }],
        ["get_dashboard", { DashboardName: "shop" }],
        ["get_metric_stream", { Name }],
        ["list_alarm_mute_rules", {}],
        ["list_dashboards", {}],
        ["list_metric_streams", {}],
      ] as const)
        expect(await call("cloudwatch", operation, parameters, protocol), operation).toEqual(
          await call("cloudwatch", operation, parameters),
        );
      const none = call("cloudwatch", "get_dashboard", { DashboardName: "none" }, protocol);
      await expect(none).rejects.toMatchObject({ code: "ResourceNotFound", exception: "ResourceNotFound" });
    },
  );
});

it("boto3 has an operation for all that the sandbox knows of these kinds", async () => {
  const unknown: string[] = [];
  // Without its required parameters boto3 refuses by itself what it knows.
  for (const [service, operation] of [
    ["cloudwatch", "put_log_alarm"],
    ["cloudwatch", "put_alarm_mute_rule"],
    ["logs", "create_scheduled_query"],
    ["logs", "put_log_group_deletion_protection"],
    ["logs", "put_bearer_token_authentication"],
    ["cloudtrail", "put_event_configuration"],
    ["iam", "get_account_authorization_details"],
  ] as const)
    await call(service, operation).catch((error: unknown) => {
      if (error instanceof CallFailed && error.exception === "AttributeError") unknown.push(operation);
    });
  expect(unknown).toEqual([]);
});
