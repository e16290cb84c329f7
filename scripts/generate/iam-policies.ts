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

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/** The roles that specs name. */
interface Roles {
  /** Of `Account` documents: the controller assumes them. */
  readonly assumed: readonly string[];
  /** All others: AWS's services get them from the controller. */
  readonly passed: readonly string[];
}

/**
 * The least IAM policies for a folder of specs, as JSON: `read` for what writes nothing (`plan`, `drift`), `write` for
 * `apply` and `run`. Every kind counts, also one without a document: the controller looks for what is to be pruned.
 */
export function iamPolicies(
  kinds: readonly AnyKind[],
  root: string,
  folder: string,
): { read: string; write: string } {
  const roles = rolesIn(root, folder);
  const reads = [...controllersOwn, ...kinds.flatMap(({ iam }) => iam.read)];
  const writes = kinds.flatMap(({ iam }) => iam.write);
  const read = [allow("Read", reads, "*"), allow("ReachOtherAccounts", ["sts:AssumeRole"], roles.assumed)];
  const passing = "iam:PassRole";
  const write = [
    ...read,
    allow(
      "Write",
      writes.filter((action) => action !== passing),
      "*",
    ),
    allow("HandRolesToServices", writes.includes(passing) ? [passing] : [], roles.passed),
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

function rolesIn(root: string, folder: string): Roles {
  const assumed = new Set<string>();
  const passed = new Set<string>();
  for (const path of specFiles(root, folder)) {
    for (const document of parseAllDocuments(readFileSync(path, "utf8"))) {
      const value: unknown = document.toJS();
      const isAccount =
        typeof value === "object" && value !== null && "kind" in value && value.kind === "Account";
      collectRoles(value, isAccount ? assumed : passed);
    }
  }
  return { assumed: [...assumed].sort(), passed: [...passed].sort() };
}

function collectRoles(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (/^arn:[\w-]+:iam::\d{12}:role\//.test(value)) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) collectRoles(member, into);
  }
}
