import type {
  CreateScheduledQueryRequest,
  DeleteScheduledQueryRequest,
  GetScheduledQueryHistoryRequest,
  GetScheduledQueryRequest,
  ListScheduledQueriesRequest,
  UpdateScheduledQueryRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import { uuidOf } from "../../ids.ts";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, isTag, replaceTags, tagRecord } from "../../tags.ts";
import { assumedRole } from "../iam/assuming.ts";
import { type StoredScheduledQuery, scheduledQueriesOf } from "./scheduled-query-store.ts";

const largestPage = 1000;
const mostGroups = 50;

type Settings = Omit<UpdateScheduledQueryRequest, "identifier">;

/** Makes a scheduled query, with its tags. */
export function createScheduledQuery(context: CallContext, input: CreateScheduledQueryRequest) {
  const { name = "", tags = {}, ...settings } = input;
  if (!/^[a-zA-Z0-9_\-/.#]{1,300}$/.test(name)) throw invalid(`The name ${name} is not valid.`);
  const arn = `arn:aws:logs:${context.region}:${context.account}:scheduled-query:${uuidOf(context.id(32))}`;
  checkSettings(context, arn, settings);
  for (const [key, value] of Object.entries(tags))
    if (!isTag(key, value)) throw invalid(`The tag ${key} is not valid.`);
  if (scheduledQueriesOf(context).get(name))
    throw new AwsError("ConflictException", `A scheduled query with the name ${name} already exists.`);
  const now = context.clock.now().getTime();
  scheduledQueriesOf(context).put(name, {
    name,
    arn,
    settings: filledIn(settings),
    scheduleType: "CUSTOMER_MANAGED",
    created: now,
    updated: now,
    runs: [],
  });
  replaceTags(context, arn, tagRecord(Object.entries(tags)));
  return { scheduledQueryArn: arn, state: settings.state ?? "ENABLED" };
}

/** Replaces everything about a query but its name and tags. */
export function updateScheduledQuery(context: CallContext, input: UpdateScheduledQueryRequest) {
  const { identifier, ...settings } = input;
  const query = existingQuery(context, identifier, "now");
  refuseManaged(query);
  checkSettings(context, query.arn, settings);
  const updated = { ...query, settings: filledIn(settings), updated: context.clock.now().getTime() };
  scheduledQueriesOf(context).put(query.name, updated);
  return described(updated);
}

export function deleteScheduledQuery(context: CallContext, { identifier }: DeleteScheduledQueryRequest) {
  const query = existingQuery(context, identifier, "now");
  refuseManaged(query);
  scheduledQueriesOf(context).delete(query.name);
  forgetTags(context, query.arn);
  return {};
}

export function getScheduledQuery(context: CallContext, { identifier }: GetScheduledQueryRequest) {
  return described(existingQuery(context, identifier, "seen"));
}

/** A page of a query's runs in a time, the last one first. */
export function getScheduledQueryHistory(context: CallContext, input: GetScheduledQueryHistoryRequest) {
  const { name, arn, runs } = existingQuery(context, input.identifier, "seen");
  const { startTime = 0, endTime = Number.POSITIVE_INFINITY, executionStatuses: statuses } = input;
  const triggerHistory = runs
    .filter(({ triggeredTimestamp: at = 0 }) => at >= startTime && at <= endTime)
    .filter(({ executionStatus: status }) => !statuses?.length || (status && statuses.includes(status)))
    .toReversed()
    .slice(0, pageLimit(input.maxResults));
  return { name, scheduledQueryArn: arn, triggerHistory };
}

/** A page of queries by name, those that AWS keeps among them. */
export function listScheduledQueries(context: CallContext, input: ListScheduledQueriesRequest) {
  const { state, scheduleType } = input;
  const { rows, token } = page(scheduledQueriesOf(context), {
    token: input.nextToken,
    limit: pageLimit(input.maxResults),
    keep: (query) =>
      (state === undefined || query.settings.state === state) &&
      (scheduleType === undefined || query.scheduleType === scheduleType),
    badToken: "ValidationException",
  });
  return { scheduledQueries: rows.map(described), nextToken: token };
}

function pageLimit(maxResults = largestPage): number {
  if (maxResults < 1 || maxResults > largestPage)
    throw invalid(`maxResults is 1 to ${largestPage}, not ${maxResults}.`);
  return maxResults;
}

function checkSettings(context: CallContext, arn: string, settings: Settings): void {
  const { scheduleExpression: schedule = "", startTimeOffset: start, endTimeOffset: end = 0 } = settings;
  if (!/^(cron|rate)\(.+\)$/.test(schedule)) throw invalid("The schedule expression is not valid.");
  if ((settings.queryString ?? "").length > 10_000)
    throw invalid("The query has more than 10000 characters.");
  if ((settings.description ?? "").length > 1024)
    throw invalid("The description has more than 1024 characters.");
  const groups = settings.logGroupIdentifiers?.length ?? 0;
  if (groups > mostGroups) throw invalid(`A query has at most ${mostGroups} log groups.`);
  if (start !== undefined && end >= start) throw invalid("endTimeOffset must be less than startTimeOffset.");
  const { scheduleStartTime: from, scheduleEndTime: to } = settings;
  if (from !== undefined && to !== undefined && to <= from)
    throw invalid("scheduleEndTime must be later than scheduleStartTime.");
  const { s3Configuration: s3, lookupTableConfiguration: table } = settings.destinationConfiguration ?? {};
  if (s3 && !/^s3:\/\/[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9](\/.*)?$/.test(s3.destinationIdentifier ?? ""))
    throw invalid("The destination identifier is not an S3 URI.");
  if (table && !/^\w{1,256}$/.test(table.tableName ?? ""))
    throw invalid("The lookup table's name is not valid.");
  const roles = [settings.executionRoleArn, s3?.roleArn, table?.roleArn];
  for (const role of roles)
    if (role !== undefined && !assumedRole(context, role, { service: "logs.amazonaws.com", sourceArn: arn }))
      throw invalid(`CloudWatch Logs does not have permission to assume the provided role ${role}.`);
}

/** What holds where nothing is said. */
function filledIn(settings: Settings): Settings {
  const { description, ...others } = settings;
  return {
    ...others,
    ...(description && { description }),
    timezone: settings.timezone ?? "UTC",
    state: settings.state ?? "ENABLED",
  };
}

function refuseManaged({ name, scheduleType }: StoredScheduledQuery): void {
  if (scheduleType === "AWS_MANAGED")
    throw new AwsError("AccessDeniedException", `The scheduled query ${name} is managed by AWS.`);
}

/** A query by its name or ARN. */
function existingQuery(
  context: CallContext,
  identifier: string | undefined,
  when: "now" | "seen",
): StoredScheduledQuery {
  const table = scheduledQueriesOf(context);
  const query = identifier?.startsWith("arn:")
    ? (when === "now" ? table.list() : table.seenAll()).find(({ arn }) => arn === identifier)
    : when === "now"
      ? table.get(identifier ?? "")
      : table.seen(identifier ?? "");
  if (!query)
    throw new AwsError("ResourceNotFoundException", "The specified scheduled query does not exist.");
  return query;
}

function described({ name, arn, settings, scheduleType, created, updated, runs }: StoredScheduledQuery) {
  const last = runs.at(-1);
  return {
    ...settings,
    name,
    scheduledQueryArn: arn,
    scheduleType,
    creationTime: created,
    lastUpdatedTime: updated,
    ...(last && { lastTriggeredTime: last.triggeredTimestamp, lastExecutionStatus: last.executionStatus }),
  };
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
