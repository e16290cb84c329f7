import type { LogGroupClass } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table, World } from "../../state.ts";

/** A log group as CloudWatch Logs keeps it. */
export interface StoredLogGroup {
  readonly name: string;
  /** Without the `:*` that some answers put after it. */
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** Days; undefined keeps events for ever. */
  readonly retention: number | undefined;
  readonly kmsKeyId: string | undefined;
  readonly logGroupClass: LogGroupClass;
  readonly deletionProtection: boolean;
  readonly bearerTokens?: boolean;
  readonly dataProtection?: StoredPolicy | undefined;
  readonly index?: StoredPolicy | undefined;
  /** The names of its filters. */
  readonly metricFilters?: readonly string[];
  readonly subscriptionFilters?: readonly string[];
  /** When one of its filters changed, in milliseconds of the monotonic clock. */
  readonly filtersChanged?: number;
}

/** A policy of a group; without a document there was one once. */
export interface StoredPolicy {
  readonly document: string | undefined;
  /** Milliseconds since the epoch. */
  readonly updated: number;
}

export interface StoredLogStream {
  readonly group: string;
  readonly name: string;
  readonly arn: string;
  readonly created: number;
}

type LogScope = Pick<CallContext, "world" | "account" | "region">;

/** The log groups of an account and region, by name. */
export function logGroupsOf({ world, account, region }: LogScope): Table<StoredLogGroup> {
  return world.table<StoredLogGroup>(account, region, "logs/groups");
}

/** The log streams of an account and region, by `streamKey`. */
export function logStreamsOf({ world, account, region }: LogScope): Table<StoredLogStream> {
  return world.table<StoredLogStream>(account, region, "logs/streams");
}

/** A stream's key: its group's name and its own, apart by what neither can contain. */
export function streamKey(group: string, stream: string): string {
  return `${group}:${stream}`;
}

/** The log group of an ARN, with or without `:*` at its end, in whichever account and region. */
export function findLogGroup(world: World, arn: string): StoredLogGroup | undefined {
  const [, region = "", account = "", name = ""] =
    /^arn:aws[\w-]*:logs:([^:]+):(\d{12}):log-group:([^:]+)(?::\*)?$/.exec(arn) ?? [];
  return logGroupsOf({ world, account, region }).get(name);
}

/** The group as it is; ResourceNotFoundException when there is none. */
export function existingLogGroup(scope: LogScope, name: string): StoredLogGroup {
  const group = logGroupsOf(scope).get(name);
  if (!group) throw noSuchGroup();
  return group;
}

/** The group of a name or an ARN, as it is; ResourceNotFoundException when there is none. */
export function identifiedLogGroup(scope: LogScope, identifier = ""): StoredLogGroup {
  const group = identifier.startsWith("arn:") ? findLogGroup(scope.world, identifier) : undefined;
  return existingLogGroup(scope, group?.name ?? identifier);
}

const settlesMs = 200;

/**
 * Refuses to delete a group while a change of its filters is under way: "Multiple concurrent requests to update the
 * same resource were in conflict".
 */
export function checkSettled({ clock }: CallContext, { filtersChanged }: StoredLogGroup): void {
  if (filtersChanged !== undefined && clock.monotonic() - filtersChanged < settlesMs)
    throw new AwsError(
      "OperationAbortedException",
      "A conflicting operation is currently in progress against this resource. Please try again.",
    );
}

export function noSuchGroup(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
}

export function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** The error for a name that breaks its pattern. */
export function invalidName(member: string, value: string): AwsError {
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern`,
  );
}
