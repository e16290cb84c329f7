import type { DeliveryRoleSpec } from "../../generated/types.ts";
import type { Grant, Scope } from "../../kind.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";
import { compareTexts } from "../../value/text-order.ts";
import { type PermissionPolicy, permissionPolicy, permissionsOf } from "./permissions.ts";
import { type TrustPolicy, trustedBy, trustPolicy } from "./trust.ts";

/** The one inline policy that is ours. */
export const policyName = "watchkeeper";

/** A role's canonical form. Policies are as they were made, or as AWS has them: parsed where they are JSON. */
export interface DeliveryRoleShape {
  readonly description?: string;
  readonly maxSessionDuration: number;
  /** ARN of a managed policy. */
  readonly permissionsBoundary?: string;
  readonly assumeRolePolicyDocument: unknown;
  /** The inline policy of our name. */
  readonly policy?: unknown;
  /** Inline policies of other names; git never wants any. */
  readonly inlinePolicies?: Readonly<Record<string, unknown>>;
  /** ARNs of attached managed policies; git never wants any. */
  readonly managedPolicyArns?: readonly string[];
}

/** A shape whose policies were made here. */
interface MadeShape extends DeliveryRoleShape {
  readonly assumeRolePolicyDocument: TrustPolicy;
  readonly policy?: PermissionPolicy;
}

/** The shape a spec asks for by itself, before those who refer to the role have said what they need. */
export function desiredRole(spec: DeliveryRoleSpec, { account }: Scope): MadeShape {
  const { services = [], statements = [], description, permissionsBoundary } = spec;
  const policy = permissionPolicy(statements);
  return {
    ...(description && { description }),
    maxSessionDuration: spec.maxSessionDuration ?? defaultSessionDuration,
    ...(permissionsBoundary && { permissionsBoundary }),
    assumeRolePolicyDocument: trustPolicy(
      services.map(({ service, sourceAccounts = [account], sourceArns = [] }) => ({
        service,
        accounts: sourceAccounts,
        arns: sourceArns,
      })),
    ),
    ...(policy && { policy }),
  };
}

/** The shape with everything in it that these need; or in words, why the role can't be. */
export function allowedRole(shape: DeliveryRoleShape, grants: readonly Grant[]): DeliveryRoleShape | string {
  // What is allowed is always wanted, and so was made by `desiredRole`.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const made = shape as MadeShape;
  const trust = trustPolicy([
    ...trustedBy(made.assumeRolePolicyDocument),
    ...grants.map(({ service, sourceAccount, sourceArn }) => ({
      service,
      accounts: [sourceAccount],
      arns: sourceArn === undefined ? [] : [sourceArn],
    })),
  ]);
  const policy = permissionPolicy([...permissionsOf(made.policy), ...grants.flatMap(({ allows }) => allows)]);
  if (trust.Statement.length === 0) {
    return "nothing could assume the role: nobody refers to it and it names no services of its own; refer to it, or add services";
  }
  return (
    tooLong("trust policy", trust, longestTrust) ??
    tooLong("policy", policy, longestPolicy) ?? {
      ...made,
      assumeRolePolicyDocument: trust,
      ...(policy && { policy }),
    }
  );
}

/**
 * What IAM takes without spaces: 10,240 characters of inline policies a role; of a trust policy 2,048, which AWS
 * raises to 8,192 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
const longestPolicy = 10_240;
const longestTrust = 8_192;

function tooLong(what: string, policy: unknown, limit: number): string | undefined {
  const { length } = JSON.stringify(policy) ?? "";
  return length > limit
    ? `with what those need who refer to it, its ${what} has ${length} characters, and IAM takes ${limit}; let some of them use another DeliveryRole`
    : undefined;
}

const defaultSessionDuration = 3600;

/** A role as IAM answers it; policy documents are still URL-encoded. */
export interface LiveRole {
  readonly description: string | undefined;
  readonly maxSessionDuration: number | undefined;
  readonly permissionsBoundary: string | undefined;
  readonly trust: string | undefined;
  /** Documents of inline policies, by name. */
  readonly inline: ReadonlyMap<string, string>;
  readonly attached: readonly string[];
}

/** The shape of a role as AWS has it. */
export function roleFromAws(role: LiveRole): DeliveryRoleShape {
  const { description, permissionsBoundary, attached } = role;
  const others = [...role.inline]
    .filter(([name]) => name !== policyName)
    .sort(([a], [b]) => compareTexts(a, b));
  const ours = role.inline.get(policyName);
  return {
    ...(description && { description }),
    maxSessionDuration: role.maxSessionDuration ?? defaultSessionDuration,
    ...(permissionsBoundary && { permissionsBoundary }),
    assumeRolePolicyDocument: documentIn(role.trust ?? ""),
    ...(ours !== undefined && { policy: documentIn(ours) }),
    ...(others.length > 0 && {
      inlinePolicies: Object.fromEntries(others.map(([name, text]) => [name, documentIn(text)])),
    }),
    ...(attached.length > 0 && { managedPolicyArns: sortedTexts(attached) }),
  };
}

/** IAM answers documents URL-encoded (RFC 3986); what isn't a document stays the text it is. */
function documentIn(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded)) as unknown;
  } catch {
    return encoded;
  }
}
