import {
  CloudWatchLogsClient,
  CreateScheduledQueryCommand,
  DeleteScheduledQueryCommand,
  GetScheduledQueryCommand,
  ListScheduledQueriesCommand,
  type QueryLanguage,
  type ScheduledQueryState,
  UpdateScheduledQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../aws/aws.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { classify, errorCode } from "../aws/errors.ts";
import { type Found, list } from "../aws/listing.ts";
import { logsTags, tagLogs } from "../aws/logs-tags.ts";
import { targetsById } from "../aws/stranded.ts";
import { ownerTag } from "../aws/tags.ts";
import type { ScheduledQuerySpec } from "../generated/types.ts";
import type { Condition, Kind, Observed, Tags } from "../kind.ts";
import { checkScheduledQuery } from "./scheduled-query/check.ts";
import { queryGrants } from "./scheduled-query/grants.ts";
import { desiredQuery, queryFromAws, queryName, type ScheduledQueryShape } from "./scheduled-query/shape.ts";

interface QueryStatus {
  /** What its last run came to, e.g. `Failed`. */
  readonly lastExecutionStatus: string | undefined;
  /** Whether its `scheduleEndTime` has passed. */
  readonly isOver?: boolean;
}

/** Logs Insights queries that run by themselves. AWS names them by ARNs of its own, but their names are unique too. */
export const scheduledQuery: Kind<ScheduledQuerySpec, ScheduledQueryShape> = {
  name: "ScheduledQuery",
  after: ["DeliveryRole", "LogBucket", "LogGroup"],
  fields: { name: { immutable: true }, logGroupIdentifiers: { as: "set" } },
  iam: {
    read: [
      "logs:GetScheduledQuery",
      "logs:ListScheduledQueries",
      "logs:ListTagsForResource",
      "tag:GetResources",
    ],
    write: [
      "iam:PassRole",
      "logs:CreateScheduledQuery",
      "logs:DeleteScheduledQuery",
      "logs:TagResource",
      "logs:UntagResource",
      "logs:UpdateScheduledQuery",
    ],
  },
  history: { calls: [], naming: ["name", "identifier"] },

  id: queryName,
  check: checkScheduledQuery,
  desired: desiredQuery,
  grants: queryGrants,

  observe: (aws, wanted) =>
    list(aws, "ScheduledQuery", "logs:ListScheduledQueries", async (found) => {
      const { byArn } = await aws.tagIndex();
      const ours: Listed[] = [];
      for await (const { id, arn, managed } of listedQueries(aws)) {
        const tags = byArn.get(arn) ?? {};
        if (managed && wanted.has(id))
          found.taken({ id, arn, tags: {} }, `AWS made and keeps the scheduled query ${id}, for a log alarm`);
        else if (managed || !(wanted.has(id) || tags[ownerTag] === aws.owner)) found.foreign(1);
        else ours.push({ id, arn, tags });
      }
      await aws.each(ours, (one) => addQuery(aws, found, one));
    }),

  read: (aws, targets, { tags }) =>
    list(aws, "ScheduledQuery", "logs:GetScheduledQuery", async (found) => {
      await aws.each([...targetsById(targets).values()], ({ id, observed }) =>
        addQuery(aws, found, {
          id,
          arn: observed?.arn ?? "",
          tags: tags ? undefined : (observed?.tags ?? {}),
        }),
      );
    }),

  async put(aws, { id, before, target, tags }) {
    const client = aws.client(CloudWatchLogsClient);
    const settings = toAws(target);
    if (before) {
      // "This operation uses PUT semantics": what isn't sent is gone (UpdateScheduledQuery).
      await client.send(new UpdateScheduledQueryCommand({ identifier: before.arn, ...settings }));
      return;
    }
    try {
      await client.send(new CreateScheduledQueryCommand({ name: id, ...settings, tags: { ...tags } }));
    } catch (error) {
      throw alreadyThere(error);
    }
  },

  tag: (aws, { arn }, set, remove) => tagLogs(aws, arn, set, remove),

  remove: (aws, doomed) =>
    deleteEach(aws, doomed, ({ arn }) =>
      aws.client(CloudWatchLogsClient).send(new DeleteScheduledQueryCommand({ identifier: arn })),
    ),

  health: ({ id, shape, status }): Condition[] => {
    if (!isQueryStatus(status) || shape?.state === "DISABLED") return [];
    const cause = failures.get(status.lastExecutionStatus ?? "");
    const failed: Condition = {
      reason: "LastExecutionFailed",
      severity: "error",
      message: `its last run ${cause}; aws logs get-scheduled-query-history --identifier ${id} says more`,
    };
    const over: Condition = {
      reason: "ScheduleEnded",
      severity: "warning",
      message:
        "its scheduleEndTime has passed, so it runs no more; take it out of git, or give it a later time",
    };
    return [...(cause === undefined ? [] : [failed]), ...(status.isOver ? [over] : [])];
  },
};

/**
 * Whether a Unix time has passed. AWS doesn't say in which unit a schedule's end is: so many seconds are beyond the year
 * 5000, and so many milliseconds before 1974.
 */
function hasPassed(time: number | undefined, now: Date): boolean {
  return time !== undefined && (time < 1e11 ? time * 1000 : time) <= now.getTime();
}

/** What an execution status other than running and complete means. */
const failures: ReadonlyMap<string, string> = new Map([
  ["Failed", "failed: look at the execution role, the log groups and the destination"],
  ["InvalidQuery", "failed, because AWS can't read the query"],
  ["Timeout", "took too long: let it look at less"],
]);

interface Listed {
  readonly id: string;
  readonly arn: string;
  readonly tags: Tags;
}

/** Every scheduled query, 1,000 a page. Throws AWS's error. */
async function* listedQueries(aws: Aws): AsyncGenerator<{ id: string; arn: string; managed: boolean }> {
  const client = aws.client(CloudWatchLogsClient);
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListScheduledQueriesCommand({ maxResults: 1000, ...(nextToken && { nextToken }) }),
    );
    for (const { name: id = "", scheduledQueryArn: arn = "", scheduleType } of page.scheduledQueries ?? [])
      yield { id, arn, managed: scheduleType === "AWS_MANAGED" };
    nextToken = page.nextToken;
  } while (nextToken);
}

/** Reads one by its name and adds it; one that isn't there is left out. Without tags, the service is asked. */
async function addQuery(
  aws: Aws,
  found: Found<ScheduledQueryShape>,
  known: Omit<Listed, "tags"> & { readonly tags: Tags | undefined },
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  let { arn } = known;
  try {
    const answer = await client.send(new GetScheduledQueryCommand({ identifier: known.id }));
    arn = answer.scheduledQueryArn ?? arn;
    const tags = known.tags ?? (await logsTags(aws, arn));
    const status: QueryStatus = {
      lastExecutionStatus: answer.lastExecutionStatus,
      isOver: hasPassed(answer.scheduleEndTime, aws.clock.now()),
    };
    const item: Observed<ScheduledQueryShape> = {
      id: known.id,
      arn,
      tags,
      status,
      shape: queryFromAws(answer, aws.scope),
    };
    found.add(item);
  } catch (error) {
    if (classify(error) !== "not-found")
      found.unreadable({ id: known.id, arn, tags: known.tags ?? {} }, error);
  }
}

/** What CreateScheduledQuery and UpdateScheduledQuery both take. */
function toAws(target: ScheduledQueryShape) {
  const { name: _, logGroupIdentifiers, destinationConfiguration, description, ...others } = target;
  const { s3Configuration: s3, lookupTableConfiguration: table } = destinationConfiguration ?? {};
  return {
    ...others,
    // The schema, and AWS, know no others.
    // oxlint-disable-next-line no-unsafe-type-assertion
    queryLanguage: target.queryLanguage as QueryLanguage,
    // oxlint-disable-next-line no-unsafe-type-assertion
    state: target.state as ScheduledQueryState,
    description: description ?? "",
    ...(logGroupIdentifiers && { logGroupIdentifiers: [...logGroupIdentifiers] }),
    ...(destinationConfiguration && {
      destinationConfiguration: {
        ...(s3 && { s3Configuration: s3 }),
        ...(table && {
          lookupTableConfiguration: { ...table, ...(table.tags && { tags: { ...table.tags } }) },
        }),
      },
    }),
  };
}

/** CreateScheduledQuery answers ConflictException where the name is taken, which elsewhere passes by itself. */
function alreadyThere(error: unknown): unknown {
  if (errorCode(error) !== "ConflictException" || !(error instanceof Error)) return error;
  const taken = Object.assign(new Error(error.message), { $fault: "client", $metadata: {} });
  taken.name = "ResourceAlreadyExistsException";
  return taken;
}

function isQueryStatus(status: unknown): status is QueryStatus {
  return typeof status === "object" && status !== null && "lastExecutionStatus" in status;
}
