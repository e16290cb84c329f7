import type { ParameterTier, ParameterType } from "@aws-sdk/client-ssm";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** A parameter as it was written once. */
export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  /** Of a SecureString only. */
  readonly keyId: string | undefined;
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly tier: ParameterTier;
  readonly dataType: string;
  /** Each one's JSON text. */
  readonly policies: readonly string[];
  readonly labels: readonly string[];
  readonly modified: Date;
  /** The ARN of who wrote it. */
  readonly modifiedBy: string;
}

/** A parameter with its versions, oldest first; there is always one. */
export interface StoredParameter {
  readonly name: string;
  readonly arn: string;
  readonly versions: readonly ParameterVersion[];
}

type ParameterScope = Pick<CallContext, "world" | "account" | "region">;

/** The parameters of an account and region, by name. */
export function parametersOf({ world, account, region }: ParameterScope): Table<StoredParameter> {
  return world.table<StoredParameter>(account, region, "ssm/parameters");
}

/** A name without slashes gets one in its ARN, and a path's own is that one. */
export function parameterArn({ account, region }: ParameterScope, name: string): string {
  return `arn:aws:ssm:${region}:${account}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
}

/** The version that counts, and that a call without a selector means. */
export function latestOf({ versions }: StoredParameter): ParameterVersion {
  const latest = versions.at(-1);
  if (!latest) throw new TypeError("a parameter without a version");
  return latest;
}

/** The name that a call means: itself, or what an ARN of this account and region ends in. */
export function nameIn(context: ParameterScope, nameOrArn: string): string {
  const bare = nameOrArn.trim();
  const prefix = parameterArn(context, "");
  if (!bare.startsWith(prefix)) return bare;
  const rest = bare.slice(prefix.length);
  return rest.includes("/") ? `/${rest}` : rest;
}

export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

/** Systems Manager's answer to a list that is longer than its model lets it be. */
export function checkCount(member: string, items: readonly unknown[] | undefined, most: number): void {
  const count = items?.length ?? 0;
  if (count < 1 || count > most) {
    const rule = count < 1 ? "greater than or equal to 1" : `less than or equal to ${most}`;
    throw invalid(
      `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length ${rule}`,
    );
  }
}

/** The size of a page, which the service's model bounds. */
export function pageLimit(given: number | undefined, most: number): number {
  const limit = given ?? most;
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw invalid(
      `1 validation error detected: Value '${limit}' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and ${most}`,
    );
  return limit;
}
