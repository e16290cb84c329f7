import type { LogGroup, LogGroupClass } from "@aws-sdk/client-cloudwatch-logs";
import type { LogGroupSpec } from "../../generated/types.ts";
import type { Scope } from "../../kind.ts";
import { type GivenMetricFilter, type MetricFilterShape, metricFilterShapes } from "./metric-filters.ts";
import { indexPolicyShape, type PolicyDocument } from "./policies.ts";
import {
  type GivenSubscriptionFilter,
  type SubscriptionFilterShape,
  subscriptionFilterShapes,
} from "./subscription-filters.ts";

/** A log group in canonical form. */
export interface LogGroupShape {
  readonly logGroupClass: LogGroupClass;
  /** Absent for ever, and for a DELIVERY group, whose retention is AWS's. */
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly deletionProtectionEnabled: boolean;
  readonly bearerTokenAuthenticationEnabled: boolean;
  readonly dataProtectionPolicy?: PolicyDocument;
  readonly indexPolicy?: PolicyDocument;
  readonly metricFilters: readonly MetricFilterShape[];
  /** Absent where nobody asked AWS for them. */
  readonly subscriptionFilters?: readonly SubscriptionFilterShape[];
}

/** What DescribeLogGroups leaves out, as AWS gave it. */
export interface LogGroupDetails {
  readonly dataProtectionPolicy: PolicyDocument | undefined;
  readonly indexPolicy: PolicyDocument | undefined;
  readonly metricFilters: readonly GivenMetricFilter[];
  /** Undefined where nobody asked for them. */
  readonly subscriptionFilters: readonly GivenSubscriptionFilter[] | undefined;
}

/** A group's ARN as tags, policies and references have it; some answers put `:*` behind it. */
export function logGroupArn(name: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}

/** The shape that a resolved spec asks for. */
export function desiredLogGroup(spec: LogGroupSpec): LogGroupShape {
  const { dataProtectionPolicy, indexPolicy, metricFilters = [], subscriptionFilters = [] } = spec;
  return shapeOf(spec, {
    dataProtectionPolicy,
    indexPolicy: indexPolicy && { ...indexPolicy },
    metricFilters,
    // References are resolved before.
    subscriptionFilters: subscriptionFilters.map((filter) => ({ ...filter, roleArn: text(filter.roleArn) })),
  });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * The shape of a group as AWS describes it.
 *
 * @param expected what git wants of it or an earlier read returned, for what AWS doesn't tell: a group's own
 *   retention where its account's policy overrules it
 */
export function logGroupFromAws(
  group: LogGroup,
  details: LogGroupDetails,
  expected: LogGroupShape | undefined,
): LogGroupShape {
  const overruled = group.retentionPolicyName !== undefined && expected !== undefined;
  const retentionInDays = overruled ? expected.retentionInDays : group.retentionInDays;
  return shapeOf({ ...group, retentionInDays }, details);
}

/** The one place where defaults are filled in and folded, whichever side they come from. */
function shapeOf(
  given: {
    readonly logGroupClass?: LogGroupClass | undefined;
    readonly retentionInDays?: number | undefined;
    readonly kmsKeyId?: string | undefined;
    readonly deletionProtectionEnabled?: boolean | undefined;
    readonly bearerTokenAuthenticationEnabled?: boolean | undefined;
  },
  details: LogGroupDetails,
): LogGroupShape {
  const { logGroupClass = "STANDARD", retentionInDays, kmsKeyId } = given;
  const { dataProtectionPolicy, indexPolicy, metricFilters, subscriptionFilters } = details;
  return {
    logGroupClass,
    ...(retentionInDays && logGroupClass !== "DELIVERY" && { retentionInDays }),
    ...(kmsKeyId && { kmsKeyId }),
    deletionProtectionEnabled: given.deletionProtectionEnabled ?? false,
    bearerTokenAuthenticationEnabled: given.bearerTokenAuthenticationEnabled ?? false,
    ...(dataProtectionPolicy && { dataProtectionPolicy }),
    ...(indexPolicy && { indexPolicy: indexPolicyShape(indexPolicy) }),
    metricFilters: metricFilterShapes(metricFilters),
    ...(subscriptionFilters && { subscriptionFilters: subscriptionFilterShapes(subscriptionFilters) }),
  };
}
