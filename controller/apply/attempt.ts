import type { Aws } from "../aws/aws.ts";
import { CredentialsError, classify, describeError, mayBeTooEarly } from "../aws/errors.ts";
import { ownerTag } from "../aws/tags.ts";
import type { AnyKind, Observed, Tags, Write } from "../kind.ts";

/** How long something just made may take to be known everywhere: IAM roles take seconds, minutes at worst. */
const propagationMs = 120_000;
const longestPauseMs = 10_000;
/** How often a write whose fate is unknown is looked into and sent again. */
const ambiguousAttempts = 4;

/** Thrown when the resource turns out to be somebody else's. */
export class NotOurs extends Error {
  readonly code = "conflict";

  constructor(id: string, holder: string | undefined) {
    super(
      `${id} appeared since the plan and ${holder === undefined ? "is not managed by Watchkeeper" : `is owned by "${holder}"`}; nothing was written. Annotate watchkeeper.dev/adopt: "true" to take it over, or choose another name`,
    );
    this.name = "NotOurs";
  }
}

/**
 * Writes one resource: fields, then tags. Waits while a role or policy propagates; after an answer that was lost it
 * looks what became of the write before it sends it again. Throws AWS's error when that doesn't help.
 *
 * @param beside the new one stands beside one that it replaces: what is found under its id may be that one
 * @param onFresh it relies on what was written in the same pass, which not every service may know yet
 */
export async function writeOne(
  kind: AnyKind,
  aws: Aws,
  write: Write,
  signal: AbortSignal,
  { beside = false, onFresh = false } = {},
): Promise<void> {
  let current = write;
  await persist(aws, signal, {
    onFresh,
    work: async () => {
      if (!current.before || current.changed.size > 0) await kind.put(aws, current);
    },
    ...(!beside && {
      lookAgain: async () => {
        current = await asOfNow(kind, aws, write);
      },
    }),
  });
  const { before } = current;
  if (before) await persist(aws, signal, { work: () => retag(kind, aws, before, write.tags) });
}

/** The write under a token of its own: a service that remembers the first would answer with what it made then. */
export function anew(write: Write, now: Date): Write {
  return { ...write, token: `${write.token.slice(0, 40)}-${now.getTime()}` };
}

/** Deletes these. Returns the error of each that is still there, by id. */
export async function removeAll(
  kind: AnyKind,
  aws: Aws,
  doomed: readonly Observed[],
  signal: AbortSignal,
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const deadline = aws.clock.monotonic() + propagationMs;
  let left = doomed;
  for (let attempt = 1; left.length > 0; attempt++) {
    const errors = await kind.remove(aws, left);
    const again: Observed[] = [];
    for (const item of left) {
      const error = errors.get(item.id);
      if (error === undefined) continue;
      const meaning = classify(error);
      const mayRetry =
        (meaning === "propagating" && aws.clock.monotonic() < deadline) ||
        (meaning === "ambiguous" && attempt < ambiguousAttempts);
      if (mayRetry) again.push(item);
      else failed.set(item.id, error);
    }
    left = again;
    if (left.length > 0) await aws.clock.sleep(pause(attempt), signal);
  }
  return failed;
}

interface Effort {
  readonly onFresh?: boolean;
  work(): Promise<void>;
  /** Finds out what became of an attempt whose answer didn't come, or that found something in its place. */
  lookAgain?(): Promise<void>;
}

async function persist(aws: Aws, signal: AbortSignal, { work, lookAgain, onFresh }: Effort): Promise<void> {
  const deadline = aws.clock.monotonic() + propagationMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const meaning = classify(error);
      const tooEarly = meaning === "propagating" || (onFresh === true && mayBeTooEarly(error));
      const mayRetry =
        (tooEarly && aws.clock.monotonic() < deadline) ||
        (meaning === "ambiguous" && attempt < ambiguousAttempts) ||
        (meaning === "already-exists" && lookAgain && attempt < ambiguousAttempts);
      if (!mayRetry) throw error;
      await aws.clock.sleep(pause(attempt), signal);
      if (!tooEarly) await lookAgain?.();
    }
  }
}

/** The write as it stands after a lost answer: what has been made by then is brought to the target. */
async function asOfNow(kind: AnyKind, aws: Aws, write: Write): Promise<Write> {
  const target = { id: write.id, wanted: write.target, observed: write.before };
  const listing = await kind.read(aws, [target], { tags: true });
  if (!listing.complete) throw new Error(listing.problems[0]?.message ?? "it could not be read back");
  const found = listing.items.filter((item) => item.id === write.id);
  if (found.length === 0) return { ...write, before: undefined };
  const live = found.find(({ shape }) => shape);
  if (!live) throw new Error(listing.problems[0]?.message ?? "it could not be read back");
  const holder = live.tags[ownerTag];
  if (holder !== aws.owner && !isStillToBeAdopted(live, write)) throw new NotOurs(live.arn, holder);
  return { ...write, arn: live.arn, before: live };
}

/** Whether it is the very one that git takes over, whose tags come after its fields. */
function isStillToBeAdopted(live: Observed, { before }: Write): boolean {
  return before?.arn === live.arn && before.tags[ownerTag] === live.tags[ownerTag];
}

async function retag(kind: AnyKind, aws: Aws, before: Observed, tags: Tags): Promise<void> {
  const set = Object.fromEntries(Object.entries(tags).filter(([key, value]) => before.tags[key] !== value));
  const remove = Object.keys(before.tags).filter((key) => !(key in tags));
  if (Object.keys(set).length > 0 || remove.length > 0) await kind.tag(aws, before, set, remove);
}

function pause(attempt: number): number {
  return Math.min(longestPauseMs, 500 * 2 ** attempt);
}

/** A failed write in one line. */
export function explain(error: unknown): string {
  return error instanceof NotOurs || error instanceof CredentialsError ? error.message : describeError(error);
}
