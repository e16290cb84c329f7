import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import type { AnyKind } from "../../controller/kind.ts";
import { specFiles } from "./examples.ts";

/** What the controller calls by itself, whatever the kinds. `sts:GetCallerIdentity` needs no permission. */
const controllersOwn = [
  // Who made a change, for the drift report.
  "cloudtrail:LookupEvents",
  // `forEach`.
  "ec2:DescribeInstances",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
  // `forEach` of other types, and the index of our own tags.
  "tag:GetResources",
];

/** The markers of what can't carry tags, see docs/adr/0008. */
const markers = ["arn:aws:ssm:*:*:parameter/watchkeeper/*"];

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/** What specs name, as ARNs. */
interface Named {
  /** Of `Account` documents: the controller assumes them. */
  readonly assumed: readonly string[];
  /** Documents of their own, and all others: AWS's services get them from the controller. */
  readonly passed: readonly string[];
  /** The roles, buckets and parameters that are documents, wherever they are placed. */
  readonly made: readonly string[];
}

/**
 * The least IAM policies for a folder of specs, as JSON: `read` for what writes nothing (`plan`, `drift`), and `write`
 * for what `apply` and `run` need beside it; IAM's limit of a policy's size is too small for both in one. Every kind counts, also one without a document: the controller looks for what is to be pruned.
 */
export function iamPolicies(
  kinds: readonly AnyKind[],
  root: string,
  folder: string,
): { read: string; write: string } {
  const { assumed, passed, made } = namedIn(kinds, root, folder);
  const reads = [...controllersOwn, ...kinds.flatMap(({ iam }) => iam.read)];
  const writes = kinds.flatMap(({ iam }) => iam.write);
  const read = [allow("Read", reads, "*"), allow("ReachOtherAccounts", ["sts:AssumeRole"], assumed)];
  const passing = "iam:PassRole";
  // Whoever may write any role may do anything, whoever may write any bucket's policy has EC2 overwrite it when a flow
  // log is made, and parameters are what machines start from: only those that the specs have.
  const narrow = new Set(["iam", "s3", "ssm"]);
  const serviceOf = (action: string) => action.split(":", 1)[0] ?? "";
  const on = (service: string) =>
    [
      writes.filter((action) => serviceOf(action) === service && action !== passing),
      [...made, ...markers].filter((arn) => arn.startsWith(`arn:aws:${service}:`)),
    ] as const;
  const write = [
    allow(
      "Write",
      writes.filter((action) => !narrow.has(serviceOf(action))),
      "*",
    ),
    allow("MakeBuckets", ...on("s3")),
    allow("MakeRoles", ...on("iam")),
    allow("MakeParameters", ...on("ssm")),
    allow("HandRolesToServices", writes.includes(passing) ? [passing] : [], passed),
  ];
  return { read: policy(read), write: policy(write) };
}

function allow(Sid: string, actions: readonly string[], resource: "*" | readonly string[]): Statement {
  return { Sid, Effect: "Allow", Action: [...new Set(actions)].sort(), Resource: resource };
}

/** IAM refuses a statement without an action or a resource. */
function policy(statements: readonly Statement[]): string {
  const filled = statements.filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0);
  return `${JSON.stringify({ Version: "2012-10-17", Statement: filled }, null, 2)}\n`;
}

function namedIn(kinds: readonly AnyKind[], root: string, folder: string): Named {
  const assumed = new Set<string>();
  const made = new Set<string>();
  const passed = new Set<string>();
  for (const path of specFiles(root, folder)) {
    for (const document of parseAllDocuments(readFileSync(path, "utf8"))) {
      const value: SpecDocument | null = document.toJS();
      collectRoles(value, value?.kind === "Account" ? assumed : passed);
      const kind = kinds.find(({ name }) => name === value?.kind);
      const scope = { account: "*", region: "*", partition: "aws" };
      const name = value?.metadata?.name ?? "";
      const arn = kind?.arn?.(kind.id(value?.spec ?? {}, { scope, name, each: undefined }), scope);
      if (arn && /^arn:aws:(iam|s3|ssm):/.test(arn)) made.add(arn);
    }
  }
  for (const arn of made) if (arn.startsWith("arn:aws:iam:")) passed.add(arn);
  return { assumed: [...assumed].sort(), made: [...made].sort(), passed: [...passed].sort() };
}

/** As far as a document that has been validated is looked at here. */
interface SpecDocument {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly spec?: object;
}

function collectRoles(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (/^arn:[\w-]+:iam::\d{12}:role\//.test(value)) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) collectRoles(member, into);
  }
}
