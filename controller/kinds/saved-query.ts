import {
  CloudWatchLogsClient,
  DeleteQueryDefinitionCommand,
  PutQueryDefinitionCommand,
  type QueryDefinition,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../aws/aws.ts";
import { classify } from "../aws/errors.ts";
import { list } from "../aws/listing.ts";
import {
  claim,
  type Marker,
  markerArn,
  markerPermissions,
  note,
  ownMarkers,
  readMarkers,
  removeMarkers,
  retag,
} from "../aws/marker.ts";
import { addStranded, strandedTarget, targetsById } from "../aws/stranded.ts";
import type { SavedQuerySpec } from "../generated/types.ts";
import { groupBy } from "../group-by.ts";
import { defaultName, type Kind, type Write } from "../kind.ts";
import { checkSavedQuery } from "./saved-query/check.ts";
import {
  definitionOf,
  definitionPages,
  definitionsNamed,
  isPending,
  isQueryStatus,
  observedQuery,
  pendingNote,
} from "./saved-query/find.ts";
import { desiredQuery, type SavedQueryShape, toAws } from "./saved-query/shape.ts";

const kind = "SavedQuery";
/** What is known of a query that is gone. */
const gone: SavedQueryShape = {};

/** Query definitions of CloudWatch Logs Insights. Their tags, and AWS's ids of them, are carried by markers. */
export const savedQuery: Kind<SavedQuerySpec, SavedQueryShape> = {
  name: kind,
  after: ["LogGroup"],
  fields: { logGroupNames: { as: "set" }, parameters: { as: { keyedBy: "name" } } },
  // Queries may share a name: AWS would make a second one beside somebody's.
  upserts: true,
  iam: {
    read: ["logs:DescribeQueryDefinitions", ...markerPermissions.read],
    write: ["logs:DeleteQueryDefinition", "logs:PutQueryDefinition", ...markerPermissions.write],
  },
  history: { calls: [], naming: ["name", "queryDefinitionId"] },

  id: (spec, setting) => spec.name ?? defaultName(setting),
  check: checkSavedQuery,
  desired: desiredQuery,

  observe: (aws, wanted) =>
    list(aws, kind, "logs:DescribeQueryDefinitions with tag:GetResources", async (found) => {
      const left = await ownMarkers(aws, kind);
      const definitions: QueryDefinition[] = [];
      for await (const page of definitionPages(aws)) definitions.push(...page);
      for (const [name, namesakes] of groupBy(definitions, (one) => one.name ?? "")) {
        const arn = markerArn(aws.scope, kind, name);
        const marker = left.get(arn);
        const ours = marker && definitionOf(marker, namesakes);
        if (ours) {
          left.delete(arn);
          found.add(observedQuery(aws, ours, marker));
          found.foreign(namesakes.length - 1);
        } else if (wanted.has(name) && !marker) {
          for (const one of namesakes) found.add(observedQuery(aws, one, undefined));
        } else found.foreign(namesakes.length);
      }
      await addStranded(aws, kind, found, left, (id) => wanted.has(id), gone);
    }),

  // Tags are read whether they are asked for or not: without the marker ours can't be told from its namesakes.
  read: (aws, targets) =>
    list(aws, kind, "logs:DescribeQueryDefinitions with ssm:ListTagsForResource", async (found) => {
      const byId = targetsById(targets);
      const [markers, definitions] = await Promise.all([
        readMarkers(aws, kind, [...byId.keys()]),
        definitionsNamed(aws, [...byId.keys()]),
      ]);
      for (const [id, target] of byId) {
        const marker = markers.get(id);
        const namesakes = definitions.get(id) ?? [];
        const held = marker && definitionOf(marker, namesakes);
        if (held) found.add(observedQuery(aws, held, marker));
        else if (!marker) for (const one of namesakes) found.add(observedQuery(aws, one, undefined));
        else {
          const item = strandedTarget(aws, target, marker, gone);
          // Only to delete what may not be seen yet, or not under its name: adopting makes what isn't there.
          const noted = isPending(marker) ? undefined : marker.note;
          const awsId = target.wanted ? undefined : (target.observed?.awsId ?? noted);
          if (item) found.add({ ...item, ...(awsId && { awsId }) });
        }
      }
    }),

  async put(aws, write) {
    const { id, before, target, token } = write;
    if (before === undefined) return createQuery(aws, write);
    // Once it says something else a pending marker would no longer find it.
    if (before.awsId && isQueryStatus(before.status) && before.status.pending)
      await note(aws, kind, id, before.awsId);
    const made = await putDefinition(aws, id, target, before.awsId, token);
    if (!before.awsId) await retag(aws, kind, before, {}, [], made);
  },

  tag: (aws, target, set, remove) => retag(aws, kind, target, set, remove, target.awsId),

  async remove(aws, doomed) {
    const failed = new Map<string, unknown>();
    const deleted = await aws.each(doomed, async ({ id, awsId }) => {
      const error = awsId === undefined ? undefined : await deletionError(aws, awsId);
      if (error === undefined) return [id];
      failed.set(id, error);
      return [];
    });
    return new Map([...failed, ...(await removeMarkers(aws, kind, deleted.flat()))]);
  },
};

/**
 * The claim comes first, and says what the query will say; then the query, whose token keeps a lost answer from making
 * two; then its id is noted. Whoever goes on after a crash finds by the marker how far it came.
 */
async function createQuery(
  aws: Aws,
  { id, target, tags, token }: Pick<Write<SavedQueryShape>, "id" | "target" | "tags" | "token">,
): Promise<void> {
  const pending = pendingNote(target);
  const held = await claim(aws, kind, id, tags, pending);
  let existing: QueryDefinition | undefined;
  if (held) {
    existing = await definitionHeld(aws, held, id);
    if (existing?.queryDefinitionId) await note(aws, kind, id, existing.queryDefinitionId);
    else if (held.note !== pending) await note(aws, kind, id, pending);
  }
  const made = await putDefinition(aws, id, target, existing?.queryDefinitionId, token);
  if (!existing) await note(aws, kind, id, made);
}

/** Ours under its name, or under another that somebody gave it: it gets its own back. */
async function definitionHeld(aws: Aws, held: Marker, id: string): Promise<QueryDefinition | undefined> {
  const named = definitionOf(held, (await definitionsNamed(aws, [id])).get(id) ?? []);
  if (named || isPending(held)) return named;
  for await (const page of definitionPages(aws)) {
    const renamed = definitionOf(held, page);
    if (renamed) return renamed;
  }
  return undefined;
}

async function putDefinition(
  aws: Aws,
  name: string,
  shape: SavedQueryShape,
  queryDefinitionId: string | undefined,
  token: string,
): Promise<string> {
  const answer = await aws.client(CloudWatchLogsClient).send(
    new PutQueryDefinitionCommand({
      ...toAws(shape),
      name,
      // Tokens are for creations: an update is the same however often it is sent.
      ...(queryDefinitionId ? { queryDefinitionId } : { clientToken: token.padEnd(36, "-") }),
    }),
  );
  return answer.queryDefinitionId ?? queryDefinitionId ?? "";
}

/** Why it is still there; `undefined` when it isn't. */
async function deletionError(aws: Aws, queryDefinitionId: string): Promise<unknown> {
  try {
    const { success } = await aws
      .client(CloudWatchLogsClient)
      .send(new DeleteQueryDefinitionCommand({ queryDefinitionId }));
    return success === false ? new Error("CloudWatch Logs says that it was not deleted") : undefined;
  } catch (error) {
    return classify(error) === "not-found" ? undefined : error;
  }
}
