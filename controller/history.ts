import { CloudTrailClient, type Event, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { Aws } from "./aws/aws.ts";
import { CredentialsError, describeError } from "./aws/errors.ts";
import { isRead } from "./aws/rates.ts";
import { groupBy } from "./group-by.ts";
import { type AnyKind, type Change, isMissing, type Scope, scopeName } from "./kind.ts";
import type { Problem } from "./problem.ts";
import { isRecord } from "./value/record.ts";

/** Who changed a resource in AWS, by CloudTrail's event history (the last 90 days, some minutes behind). */
export interface Author {
  readonly at: Date;
  /** The ARN of the user, role session or service. */
  readonly identity: string;
  /** E.g. `PutMetricAlarm`. */
  readonly call: string;
  /** An IP address, or the name of the AWS service that called. */
  readonly sourceAddress: string;
}

export interface AuthorshipInput {
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly owner: string;
  readonly signal: AbortSignal;
  at(scope: Scope): Aws;
}

/** LookupEvents gives 50 a page at 2 calls a second; what isn't among the latest this many is left unknown. */
const pagesPerCall = 4;

/**
 * Finds who made each change that isn't git's: the author of the latest successful call that names the resource.
 * Where that was ourselves, or nothing is found, the change isn't in the answer: unknown rather than a guess.
 * An account and region whose event history can't be read stops nothing, but is a problem to tell. Rejects for want
 * of credentials, and when the signal is aborted.
 */
export async function findAuthors(
  changes: readonly Change[],
  input: AuthorshipInput,
): Promise<{ authors: ReadonlyMap<Change, Author>; problems: readonly Problem[] }> {
  const authors = new Map<Change, Author>();
  const scopes = groupBy(changes.filter(isSomebodys), ({ scope }) => scopeName(scope));
  const problems = await Promise.all(
    [...scopes.values()].map(async (drifted): Promise<Problem | undefined> => {
      const [first] = drifted;
      if (!first) return undefined;
      const calls = new Set(drifted.flatMap((change) => writingCalls(input.kinds.get(change.kind))));
      try {
        const records = await lookUp(input.at(first.scope), [...calls].sort(), input.signal);
        for (const change of drifted) {
          const author = latest(change, records, input);
          if (author) authors.set(change, author);
        }
        return undefined;
      } catch (error) {
        if (error instanceof CredentialsError || input.signal.aborted) throw error;
        return unreadable(first.scope, error);
      }
    }),
  );
  return { authors, problems: problems.filter((problem) => problem !== undefined) };
}

function unreadable({ account, region }: Scope, error: unknown): Problem {
  return {
    severity: "warning",
    code: "unknown-author",
    message: `the event history could not be read, so who changed AWS is unknown: ${describeError(error)}; allow cloudtrail:LookupEvents to have it named`,
    account,
    region,
  };
}

/** Drift, and what is missing: a deletion looks like a first creation until the history tells. */
function isSomebodys(change: Change): boolean {
  return isMissing(change) || change.fields.some(({ origin }) => origin !== "git");
}

function writingCalls(kind: AnyKind | undefined): string[] {
  const actions = kind?.iam.write ?? [];
  const calls = actions.map((action) => action.slice(action.indexOf(":") + 1));
  // Writing takes reads too, as of the role to pass, and whoever reads has changed nothing.
  return [...calls, ...(kind?.history.calls ?? [])].filter((call) => !isRead(call));
}

/** A text in an event's parameters or answer, and the innermost name it stands under. */
interface Mention {
  readonly under: string;
  readonly text: string;
}

interface EventRecord {
  readonly time: Date;
  readonly name: string;
  readonly identity: string;
  readonly sourceAddress: string;
  readonly userAgent: string;
  readonly mentions: readonly Mention[];
}

async function lookUp(aws: Aws, calls: readonly string[], signal: AbortSignal): Promise<EventRecord[]> {
  const client = aws.client(CloudTrailClient);
  const perCall = await aws.each(calls, async (name) => {
    const events: Event[] = [];
    let NextToken: string | undefined;
    for (let page = 0; page < pagesPerCall && !signal.aborted; page++) {
      const found = await client.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }],
          MaxResults: 50,
          ...(NextToken && { NextToken }),
        }),
      );
      events.push(...(found.Events ?? []));
      NextToken = found.NextToken;
      if (!NextToken) break;
    }
    return events;
  });
  return perCall
    .flat()
    .flatMap((event) => readEvent(event) ?? [])
    .sort((a, b) => b.time.getTime() - a.time.getTime());
}

function latest(change: Change, records: readonly EventRecord[], input: AuthorshipInput): Author | undefined {
  const kind = input.kinds.get(change.kind);
  const isAbout = aboutResource(change, records, kind);
  const about = records.filter(({ mentions }) => mentions.some(isAbout));
  const isOurs = ({ userAgent }: EventRecord) =>
    userAgent.includes("watchkeeper") && userAgent.includes(`owner/${input.owner}`);
  const mayBe = change.action === "create" ? isDeletion : changesAnyOf(change, kind);
  const record = about.find(mayBe);
  if (!record || isOurs(record)) return undefined;
  // What was deleted before we ever made it wasn't ours.
  const earlier = about.slice(about.indexOf(record) + 1);
  if (change.action === "create" && earlier.length > 0 && !earlier.some(isOurs)) return undefined;
  const { time, identity, name, sourceAddress } = record;
  return { at: time, identity, call: name, sourceAddress };
}

function isDeletion({ name }: EventRecord): boolean {
  return /^(Delete|Unsubscribe)/.test(name) && !isTagging(name);
}

/** Whether a call can have changed any of the fields that somebody changed. */
function changesAnyOf(change: Change, kind: AnyKind | undefined): (event: EventRecord) => boolean {
  const paths = change.fields.filter(({ origin }) => origin !== "git").map(({ path }) => path.split("/"));
  const fields = paths.map(([, root = "", field = ""]) => (root === "ownership" ? "tags" : field));
  const tagsOnly = fields.length > 0 && fields.every((field) => field === "tags");
  const only = new Map(Object.entries(kind?.history.only ?? {}));
  return ({ name }) => {
    if (isTagging(name) || tagsOnly) return isTagging(name) && tagsOnly;
    // What deletes a part of it, as DeleteRolePolicy does, is known by its fields.
    return only.get(name)?.some((field) => fields.includes(field)) ?? !name.startsWith("Delete");
  };
}

/** `TagResource`, `UntagRole`, `AddTags`, `CreateTags`, `AddTagsToResource`, `PutBucketTagging` and the like. */
function isTagging(call: string): boolean {
  return /^(Tag|Untag)[A-Z]|Tag(s|ging|s(To|From)Resource)$/.test(call);
}

/** Whether a mention in an event means the resource, and not something else of the same name. */
function aboutResource(
  change: Change,
  records: readonly EventRecord[],
  kind: AnyKind | undefined,
): (mention: Mention) => boolean {
  const { arn, wanted, observed } = change;
  const naming = new Set(kind?.history.naming.map((name) => name.toLowerCase()));
  const ids = new Set([wanted?.id, observed?.id]);
  const certain = new Set([observed?.awsId, ...idsMadeWith(change.write?.token, records, naming)]);
  return ({ under, text }) =>
    certain.has(text) ||
    text === arn ||
    (arn !== undefined && text.startsWith(`${arn}:`)) ||
    (naming.has(under.toLowerCase()) && ids.has(text));
}

/** AWS's ids of what earlier creations by the same wish made: how something that is gone, and that AWS named, is known. */
function idsMadeWith(
  token: string | undefined,
  records: readonly EventRecord[],
  naming: ReadonlySet<string>,
): string[] {
  if (token === undefined) return [];
  return records
    .filter(({ mentions }) => mentions.some(({ text }) => text === token))
    .flatMap(({ mentions }) => mentions.filter(({ under }) => naming.has(under.toLowerCase())))
    .map(({ text }) => text);
}

/** Reads a record of CloudTrail's format; undefined for a failed call and for what can't be read. */
function readEvent(event: Event): EventRecord | undefined {
  let record: unknown;
  try {
    record = JSON.parse(event.CloudTrailEvent ?? "");
  } catch {
    return undefined;
  }
  if (!isRecord(record)) return undefined;
  const { userIdentity, errorCode, sourceIPAddress, userAgent, requestParameters, responseElements } = record;
  if (errorCode !== undefined && errorCode !== null) return undefined;
  const mentions: Mention[] = [];
  collectMentions(requestParameters, "", mentions, 0);
  collectMentions(responseElements, "", mentions, 0);
  return {
    time: event.EventTime ?? new Date(0),
    name: event.EventName ?? "",
    identity: identityOf(userIdentity) ?? event.Username ?? "unknown",
    sourceAddress: text(sourceIPAddress) ?? "unknown",
    userAgent: text(userAgent) ?? "",
    mentions,
  };
}

function identityOf(userIdentity: unknown): string | undefined {
  if (!isRecord(userIdentity)) return undefined;
  const { arn, invokedBy, principalId } = userIdentity;
  return text(arn) ?? text(invokedBy) ?? text(principalId);
}

const deepest = 20;

function collectMentions(value: unknown, under: string, into: Mention[], depth: number): void {
  if (typeof value === "string") into.push({ under, text: value });
  else if (typeof value === "object" && value !== null && depth < deepest) {
    for (const [key, member] of Object.entries(value))
      collectMentions(member, Array.isArray(value) ? under : key, into, depth + 1);
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
