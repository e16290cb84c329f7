import {
  CloudWatchLogsClient,
  DescribeQueryDefinitionsCommand,
  type QueryDefinition,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import type { Marker } from "../../aws/marker.ts";
import { appliedTag } from "../../aws/tags.ts";
import type { Observed, Tags } from "../../kind.ts";
import { contentDigest, fromAws, type SavedQueryShape } from "./shape.ts";

/** Every query definition, 1000 a page, or those whose names begin so. */
export async function* definitionPages(aws: Aws, prefix?: string): AsyncGenerator<QueryDefinition[]> {
  let nextToken: string | undefined;
  do {
    const page = await aws.client(CloudWatchLogsClient).send(
      new DescribeQueryDefinitionsCommand({
        maxResults: 1000,
        ...(prefix !== undefined && { queryDefinitionNamePrefix: prefix }),
        ...(nextToken && { nextToken }),
      }),
    );
    yield page.queryDefinitions ?? [];
    nextToken = page.nextToken;
  } while (nextToken);
}

/** The definitions of exactly these names, by name. The prefix search finds longer ones too. */
export async function definitionsNamed(
  aws: Aws,
  names: readonly string[],
): Promise<Map<string, QueryDefinition[]>> {
  const found = new Map<string, QueryDefinition[]>(names.map((name) => [name, []]));
  // A page holds a thousand: more than a few names are found sooner among all.
  const prefixes = names.length > 5 ? [undefined] : names;
  await aws.each(prefixes, async (prefix) => {
    for await (const page of definitionPages(aws, prefix))
      for (const one of page)
        if (prefix === undefined || one.name === prefix) found.get(one.name ?? "")?.push(one);
  });
  return found;
}

/** What a marker notes before AWS has named the query: what it is about to say. */
export function pendingNote(shape: SavedQueryShape): string {
  return `pending:${contentDigest(shape)}`;
}

/** Whether a marker doesn't know yet what AWS calls its query. */
export function isPending(marker: Pick<Marker, "note">): boolean {
  return marker.note === undefined || marker.note.startsWith("pending:");
}

/**
 * The definition that a marker is about, among those of its name: the one whose id it notes; before that, the one that
 * says what it was claimed for.
 */
export function definitionOf(
  marker: Pick<Marker, "note">,
  namesakes: readonly QueryDefinition[],
): QueryDefinition | undefined {
  const { note } = marker;
  if (!isPending(marker)) return namesakes.find(({ queryDefinitionId }) => queryDefinitionId === note);
  return namesakes
    .filter((one) => pendingNote(fromAws(one)) === note)
    .sort((a, b) => ((a.queryDefinitionId ?? "") < (b.queryDefinitionId ?? "") ? -1 : 1))[0];
}

/** What is known of a query beside its shape. */
export interface QueryStatus {
  /** The marker doesn't note its id yet. */
  readonly pending: boolean;
}

export function isQueryStatus(status: unknown): status is QueryStatus {
  return typeof status === "object" && status !== null && "pending" in status;
}

/**
 * @param marker absent for a query that is nobody's. Of one that is pending the applied tag is left out, so that the
 *   planner has the tags written, and its id with them.
 */
export function observedQuery(
  { scope }: Aws,
  definition: QueryDefinition,
  marker: Marker | undefined,
): Observed<SavedQueryShape> {
  const { queryDefinitionId: awsId = "", name: id = "" } = definition;
  const pending = marker !== undefined && isPending(marker);
  const status: QueryStatus = { pending };
  return {
    id,
    arn: `arn:${scope.partition}:logs:${scope.region}:${scope.account}:query-definition:${awsId}`,
    awsId,
    shape: fromAws(definition),
    tags: pending ? withoutApplied(marker.tags) : (marker?.tags ?? {}),
    status,
  };
}

function withoutApplied({ [appliedTag]: _, ...tags }: Tags): Tags {
  return tags;
}
