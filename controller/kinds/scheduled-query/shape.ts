import type { DestinationConfiguration, GetScheduledQueryResponse } from "@aws-sdk/client-cloudwatch-logs";
import type { ScheduledQuerySpec } from "../../generated/types.ts";
import { defaultName, type Scope, type Setting } from "../../kind.ts";

/** Where results are written in S3. */
export interface S3Shape {
  readonly destinationIdentifier: string;
  readonly roleArn: string;
  /** Absent for this account. */
  readonly ownerAccountId?: string;
  readonly kmsKeyId?: string;
}

/** The lookup table that results fill. */
export interface LookupTableShape {
  readonly tableName: string;
  readonly roleArn: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A scheduled query in canonical form. */
export interface ScheduledQueryShape {
  /** Its id too: here so that a plan shows what another name replaces. */
  readonly name: string;
  readonly description?: string;
  readonly queryLanguage: string;
  /** Without white space around it. */
  readonly queryString: string;
  /** Names of this account's and region's groups, ARNs without `:*` of others; sorted. */
  readonly logGroupIdentifiers?: readonly string[];
  readonly scheduleExpression: string;
  readonly timezone: string;
  readonly startTimeOffset?: number;
  readonly endTimeOffset: number;
  readonly destinationConfiguration?: {
    readonly s3Configuration?: S3Shape;
    readonly lookupTableConfiguration?: LookupTableShape;
  };
  /** Unix time. */
  readonly scheduleStartTime?: number;
  readonly scheduleEndTime?: number;
  readonly executionRoleArn: string;
  readonly state: string;
}

/** The shape that a spec whose references are resolved asks for. */
export function desiredQuery(spec: ScheduledQuerySpec, setting: Setting): ScheduledQueryShape {
  // The resolver has put a text in every reference's place.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return queryShape({ ...(spec as Settings), name: queryName(spec, setting) }, setting.scope);
}

/** A query's name in AWS. */
export function queryName({ name }: { name?: string }, setting: Setting): string {
  return name ?? defaultName(setting);
}

/** The shape of a scheduled query as AWS describes it. */
export function queryFromAws(answer: GetScheduledQueryResponse, scope: Scope): ScheduledQueryShape {
  return queryShape(answer, scope);
}

/** What a spec and AWS both say, under the same names. */
type Settings = {
  readonly [Field in keyof ScheduledQueryShape]?: Field extends "destinationConfiguration"
    ? DestinationConfiguration | undefined
    : ScheduledQueryShape[Field] | undefined;
};

/** The one place where defaults are filled in, whichever side they come from. */
function queryShape(given: Settings, scope: Scope): ScheduledQueryShape {
  const { description, startTimeOffset, scheduleStartTime, scheduleEndTime } = given;
  const destinations = destinationShape(given.destinationConfiguration, scope);
  const groups = [...new Set((given.logGroupIdentifiers ?? []).map((one) => groupIdentifier(one, scope)))];
  return {
    name: given.name ?? "",
    ...(description && { description }),
    queryLanguage: given.queryLanguage ?? "",
    queryString: (given.queryString ?? "").trim(),
    ...(groups.length > 0 && { logGroupIdentifiers: groups.sort() }),
    scheduleExpression: given.scheduleExpression ?? "",
    timezone: given.timezone ?? "UTC",
    ...(startTimeOffset !== undefined && { startTimeOffset }),
    endTimeOffset: given.endTimeOffset ?? 0,
    ...(Object.keys(destinations).length > 0 && { destinationConfiguration: destinations }),
    ...(scheduleStartTime !== undefined && { scheduleStartTime }),
    ...(scheduleEndTime !== undefined && { scheduleEndTime }),
    executionRoleArn: given.executionRoleArn ?? "",
    state: given.state ?? "ENABLED",
  };
}

function destinationShape(
  { s3Configuration: s3, lookupTableConfiguration: table }: DestinationConfiguration = {},
  { account }: Scope,
): NonNullable<ScheduledQueryShape["destinationConfiguration"]> {
  return {
    ...(s3 && {
      s3Configuration: {
        destinationIdentifier: s3.destinationIdentifier ?? "",
        roleArn: s3.roleArn ?? "",
        // The bucket is this account's unless it says otherwise.
        ...(s3.ownerAccountId && s3.ownerAccountId !== account && { ownerAccountId: s3.ownerAccountId }),
        ...(s3.kmsKeyId && { kmsKeyId: s3.kmsKeyId }),
      },
    }),
    ...(table && {
      lookupTableConfiguration: {
        tableName: table.tableName ?? "",
        roleArn: table.roleArn ?? "",
        ...(table.description && { description: table.description }),
        ...(table.kmsKeyId && { kmsKeyId: table.kmsKeyId }),
        ...(table.tags && Object.keys(table.tags).length > 0 && { tags: table.tags }),
      },
    }),
  };
}

/** A group of this account and region is named in two ways that mean the same. */
function groupIdentifier(given: string, { partition, region, account }: Scope): string {
  const bare = given.replace(/:\*$/, "");
  const here = `arn:${partition}:logs:${region}:${account}:log-group:`;
  return bare.startsWith(here) ? bare.slice(here.length) : bare;
}
