import { type Boto3, CallFailed } from "./boto3.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What trails, flow logs and rules deliver to and by, and what looks at it, as boto3 sees it, by name. */
export interface StackView {
  /** `{ group, metricFilters, subscriptionFilters, tags }`. */
  readonly logGroups: Readonly<Record<string, Fields>>;
  /** What each of S3's calls about a bucket answers; absent where it answers that there is none. */
  readonly buckets: Readonly<Record<string, Fields>>;
  /** `{ role, policies, tags }`. */
  readonly roles: Readonly<Record<string, Fields>>;
  /** `{ rule, targets, tags }`, of the default bus. */
  readonly rules: Readonly<Record<string, Fields>>;
  /** `{ rule, tags }`. */
  readonly insightRules: Readonly<Record<string, Fields>>;
  /** `{ parameter, value, tags }`. */
  readonly parameters: Readonly<Record<string, Fields>>;
}

/** Asks for all of it through somebody else's client, without what time changes. */
export async function viewStack(somebody: Boto3): Promise<StackView> {
  return {
    logGroups: await logGroups(somebody),
    buckets: await buckets(somebody),
    roles: await roles(somebody),
    rules: await rules(somebody),
    insightRules: await insightRules(somebody),
    parameters: await parameters(somebody),
  };
}

async function logGroups({ call }: Boto3): Promise<Record<string, Fields>> {
  const { logGroups: listed } = await call<{
    logGroups: (Fields & { logGroupName: string; logGroupArn: string })[];
  }>("logs", "describe_log_groups");
  return seen(listed, async ({ creationTime: _, ...group }) => {
    const which = { logGroupName: group.logGroupName };
    const { metricFilters } = await call<{ metricFilters: Fields[] }>(
      "logs",
      "describe_metric_filters",
      which,
    );
    const { subscriptionFilters } = await call<{ subscriptionFilters: Fields[] }>(
      "logs",
      "describe_subscription_filters",
      which,
    );
    const resourceArn = String(group["arn"]).replace(/:\*$/, "");
    const { tags } = await call<{ tags: Fields }>("logs", "list_tags_for_resource", { resourceArn });
    return [
      group.logGroupName,
      {
        group,
        metricFilters: sortedBy("filterName", metricFilters.map(withoutTime)),
        subscriptionFilters: sortedBy("filterName", subscriptionFilters.map(withoutTime)),
        tags,
      },
    ];
  });
}

/** What is asked about a bucket, and where in the answer it stands. */
const aspects = [
  ["get_bucket_policy", "Policy"],
  ["get_bucket_versioning", "Status"],
  ["get_bucket_encryption", "ServerSideEncryptionConfiguration"],
  ["get_bucket_lifecycle_configuration", "Rules"],
  ["get_public_access_block", "PublicAccessBlockConfiguration"],
  ["get_bucket_ownership_controls", "OwnershipControls"],
  ["get_object_lock_configuration", "ObjectLockConfiguration"],
  ["get_bucket_tagging", "TagSet"],
] as const;

async function buckets({ call }: Boto3): Promise<Record<string, Fields>> {
  const { Buckets } = await call<{ Buckets: { Name: string }[] }>("s3", "list_buckets");
  return seen(Buckets, async ({ Name }) => {
    const found: Record<string, unknown> = {};
    for (const [operation, part] of aspects) {
      const answer = await unlessThereIsNone(call<Fields>("s3", operation, { Bucket: Name }));
      if (answer) found[part] = part === "TagSet" ? byKey(answer[part]) : answer[part];
    }
    return [Name, found];
  });
}

async function roles({ call }: Boto3): Promise<Record<string, Fields>> {
  const { Roles } = await call<{ Roles: (Fields & { RoleName: string })[] }>("iam", "list_roles");
  return seen(Roles, async ({ RoleName }) => {
    const { Role } = await call<{ Role: Fields & { Tags?: unknown } }>("iam", "get_role", { RoleName });
    const { Tags, CreateDate: _created, RoleId: _id, RoleLastUsed: _used, ...role } = Role;
    const { PolicyNames } = await call<{ PolicyNames: string[] }>("iam", "list_role_policies", { RoleName });
    const policies: Record<string, unknown> = {};
    for (const PolicyName of PolicyNames) {
      const policy = await call<Fields>("iam", "get_role_policy", { RoleName, PolicyName });
      policies[PolicyName] = policy["PolicyDocument"];
    }
    return [RoleName, { role, policies, tags: byKey(Tags ?? []) }];
  });
}

async function rules({ call }: Boto3): Promise<Record<string, Fields>> {
  const { Rules } = await call<{ Rules: (Fields & { Name: string; Arn: string })[] }>("events", "list_rules");
  return seen(Rules, async (rule) => {
    const { Targets } = await call<{ Targets: Fields[] }>("events", "list_targets_by_rule", {
      Rule: rule.Name,
    });
    const { Tags } = await call<Fields>("events", "list_tags_for_resource", { ResourceARN: rule.Arn });
    return [rule.Name, { rule, targets: sortedBy("Id", Targets), tags: byKey(Tags) }];
  });
}

async function insightRules({ call }: Boto3): Promise<Record<string, Fields>> {
  const { InsightRules } = await call<{ InsightRules: (Fields & { Name: string })[] }>(
    "cloudwatch",
    "describe_insight_rules",
  );
  return seen(InsightRules, async (rule) => {
    const ResourceARN = `arn:aws:cloudwatch:us-east-1:123456789012:insight-rule/${rule.Name}`;
    const { Tags } = await call<Fields>("cloudwatch", "list_tags_for_resource", { ResourceARN });
    return [rule.Name, { rule, tags: byKey(Tags) }];
  });
}

async function parameters({ call }: Boto3): Promise<Record<string, Fields>> {
  const { Parameters } = await call<{ Parameters: (Fields & { Name: string })[] }>(
    "ssm",
    "describe_parameters",
  );
  return seen(Parameters, async (described) => {
    const { Name, LastModifiedDate: _modified, Version: _version, ...parameter } = described;
    const { Parameter } = await call<{ Parameter: Fields }>("ssm", "get_parameter", { Name });
    const which = { ResourceType: "Parameter", ResourceId: Name };
    const { TagList } = await call<Fields>("ssm", "list_tags_for_resource", which);
    return [Name, { parameter, value: Parameter["Value"], tags: byKey(TagList) }];
  });
}

/** One after the other: boto3's process takes a call at a time. */
async function seen<Listed>(
  listed: readonly Listed[],
  look: (one: Listed) => Promise<readonly [string, Fields]>,
): Promise<Record<string, Fields>> {
  const views = new Map<string, Fields>();
  for (const one of listed) {
    const [name, view] = await look(one);
    views.set(name, view);
  }
  return Object.fromEntries(views);
}

async function unlessThereIsNone<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CallFailed && error.status === 404) return undefined;
    throw error;
  }
}

/** Moto lists in the order in which things were made. */
function sortedBy(key: string, list: readonly Fields[]): Fields[] {
  return list.toSorted((a, b) => String(a[key]).localeCompare(String(b[key])));
}

function withoutTime({ creationTime: _, ...filter }: Fields): Fields {
  return filter;
}

function byKey(tags: unknown): Record<string, string> {
  // boto3's form of tags, here from services that all have this one.
  const list = tags as readonly { Key: string; Value: string }[];
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
}
