import type { Aws } from "../aws/aws.ts";
import { CredentialsError, classify } from "../aws/errors.ts";
import { ownerTag } from "../aws/tags.ts";
import type { Clock } from "../clock.ts";
import { groupBy } from "../group-by.ts";
import {
  type AnyKind,
  type Change,
  grantsOf,
  kindScope,
  type Observed,
  objectKey,
  objectName,
  type Plan,
  type Scope,
  targetOf,
  type Write,
} from "../kind.ts";
import { pointer, type Rules } from "../value/compare.ts";
import { anew, explain, NotOurs, removeAll, writeOne } from "./attempt.ts";
import type { ApplyEvent, Outcome } from "./outcome.ts";
import { type Leftover, noteSettled, readBack } from "./read-back.ts";

/** What carrying out a plan takes. */
export interface ApplyInput {
  readonly plan: Plan;
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly clock: Clock;
  /** `clock.monotonic()` when the plan was confirmed with the services. */
  readonly confirmedAt: number;
  /** Aborted: calls in flight are finished, nothing new is begun. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: ApplyEvent) => void;
  at(scope: Scope): Aws;
}

/** How old an answer may be before a write that relies on it asks again. */
const freshMs = 5_000;
/** How many writes rely on one such answer: at CloudWatch's 3 a second, eight seconds' worth. */
const chunkSize = 25;

/** How many are read back at once: what a page of AWS's largest listings holds. */
const readSize = 100;

/** One carrying-out of a plan: its groups one after the other, what came of each, and what that stops. */
export class Pass {
  readonly outcomes: Outcome[] = [];
  readonly #input: ApplyInput;
  /** Why nothing more is begun, once that is so. */
  #stopped: string | undefined;
  /** The `objectKey` of what should exist by now and doesn't. */
  readonly #missing = new Set<string>();
  /** The `objectKey` of what others have the names of: nothing new is to write into theirs, or page them. */
  readonly #others = new Set<string>();
  /** The ARNs that this pass has written. */
  readonly #fresh = new Set<string>();
  /** The ARNs that something relies on whose change failed, and what that is. */
  readonly #inUse = new Map<string, string>();
  /** Until when what has been deleted goes on, by its `kindScope`; see `Kind.lingersMs`. */
  readonly #lingering = new Map<string, number>();

  constructor(input: ApplyInput) {
    this.#input = input;
  }

  /** Writes a group, kind by kind and scope by scope at once, and reads it back while the writing goes on. */
  async write(group: readonly Change[]): Promise<void> {
    await this.#byScope(group, async (kind, aws, changes) => {
      const reads: Promise<void>[] = [];
      let unread: Change[] = [];
      const readUnread = () => {
        reads.push(this.#readBack(kind, aws, unread));
        unread = [];
      };
      for (let start = 0; start < changes.length; start += chunkSize) {
        const chunk = changes.slice(start, start + chunkSize).filter((change) => this.#mayBegin(change));
        const safe = await this.#stillSo(kind, aws, chunk);
        const done = await aws.each(safe, (change) => this.#writeOne(kind, aws, change));
        unread.push(...safe.filter((_, index) => done[index]));
        if (unread.length >= readSize) readUnread();
      }
      readUnread();
      await Promise.all(reads);
    });
  }

  /** Writes a group but for what something goes on relying on whose change failed. */
  async narrow(group: readonly Change[]): Promise<void> {
    const free = group.filter((change) => {
      const user = change.refused ? undefined : this.#inUse.get(change.arn ?? "");
      if (user !== undefined)
        this.#settle({ status: "skipped", change, message: `kept as it is, since ${user} still uses it` });
      return user === undefined;
    });
    await this.write(free);
  }

  /** Deletes a group, as many at once as are looked at again before; where they need one another, all at once. */
  async remove(group: readonly Change[]): Promise<void> {
    await this.#byScope(group, async (kind, aws, changes) => {
      await this.#outwait(kind, aws);
      const size = kind.needs ? changes.length : readSize;
      for (let start = 0; start < changes.length; start += size) {
        const chunk = changes.slice(start, start + size).filter((change) => this.#mayBegin(change));
        await this.#removeChunk(kind, aws, await this.#stillSo(kind, aws, chunk));
      }
    });
  }

  async #removeChunk(kind: AnyKind, aws: Aws, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    for (const change of changes) this.#input.onEvent({ type: "start", change });
    const doomed = changes.flatMap(({ observed }) => observed ?? []);
    try {
      const errors = await this.#removeAll(kind, aws, doomed);
      for (const change of changes) {
        const error = errors.get(change.observed?.id ?? "");
        if (error === undefined) this.#settle({ status: "done", change });
        else this.#fail(change, error);
      }
    } catch (error) {
      for (const change of changes) this.#fail(change, error);
    }
  }

  async #removeAll(
    kind: AnyKind,
    aws: Aws,
    doomed: readonly Observed[],
  ): Promise<ReadonlyMap<string, unknown>> {
    const errors = await removeAll(kind, aws, doomed, this.#input.signal);
    if (kind.lingersMs && errors.size < doomed.length)
      this.#lingering.set(kindScope(kind.name, aws.scope), aws.clock.monotonic() + kind.lingersMs);
    return errors;
  }

  /** Waits for what has been deleted before it and may still write into it. */
  async #outwait(kind: AnyKind, aws: Aws): Promise<void> {
    const { kinds, signal } = this.#input;
    const users = [...kinds.values()].filter(
      ({ after, lingersMs }) => lingersMs && after.includes(kind.name),
    );
    const until = Math.max(
      0,
      ...users.map(({ name }) => this.#lingering.get(kindScope(name, aws.scope)) ?? 0),
    );
    const left = until - aws.clock.monotonic();
    if (left > 0 && !signal.aborted) await aws.clock.sleep(left, signal).catch(() => undefined);
  }

  async #byScope(
    group: readonly Change[],
    work: (kind: AnyKind, aws: Aws, changes: Change[]) => Promise<void>,
  ): Promise<void> {
    const places = groupBy(group, (change) => kindScope(change.kind, change.scope));
    await Promise.all(
      [...places.values()].map(async (changes) => {
        const [first] = changes;
        const kind = first && this.#input.kinds.get(first.kind);
        if (first && kind) await work(kind, this.#input.at(first.scope), changes);
      }),
    );
  }

  #mayBegin(change: Change): boolean {
    if (change.refused) {
      if (change.action === "create") this.#missing.add(objectKey(change));
      if (change.action === "conflict") this.#others.add(objectKey(change));
      return false;
    }
    if (this.#input.signal.aborted) this.#stopped ??= "stopped before it was begun";
    const absent = change.wanted?.dependsOn.find((needed) => this.#missing.has(needed));
    const strange =
      change.action === "create"
        ? change.wanted?.dependsOn.find((needed) => this.#others.has(needed))
        : undefined;
    const why =
      this.#stopped ??
      (absent && `it needs ${absent}, which could not be made`) ??
      (strange && `it needs ${strange}, and what has that name in AWS is somebody else's`) ??
      (this.#isNotReplaced(change) ? "kept, since what takes its place could not be made" : undefined) ??
      this.#whyKept(change);
    if (why === undefined) return true;
    this.#settle({ status: "skipped", change, message: why });
    return false;
  }

  #whyKept({ action, arn }: Change): string | undefined {
    const user = action === "delete" ? this.#inUse.get(arn ?? "") : undefined;
    return user && `kept, since ${user} still uses it`;
  }

  /** Whether it is what an object was before it got another name in AWS, and nothing has that name yet. */
  #isNotReplaced(change: Change): boolean {
    return change.action === "delete" && this.#missing.has(objectKey(change));
  }

  /**
   * Those of the changes whose resource is still as the plan says. Asks the service when that was a while ago, and
   * always before a creation that would take over what somebody made meanwhile.
   */
  async #stillSo(kind: AnyKind, aws: Aws, changes: readonly Change[]): Promise<Change[]> {
    const { clock, confirmedAt } = this.#input;
    const fresh = clock.monotonic() - confirmedAt < freshMs;
    const risky = kind.upserts && changes.some(({ action }) => action === "create");
    if (changes.length === 0 || (fresh && !risky)) return [...changes];
    try {
      const { items, complete, problems } = await kind.read(aws, changes.map(targetOf), { tags: true });
      if (!complete) throw new Error(problems[0]?.message ?? "it could not be read again");
      return changes.filter((change) => this.#unmoved(change, aws.owner, items));
    } catch (error) {
      for (const change of changes) this.#fail(change, error);
      return [];
    }
  }

  #unmoved(change: Change, owner: string, items: readonly Observed[]): boolean {
    const now = items.find((item) =>
      change.observed ? item.arn === change.observed.arn : item.id === change.wanted?.id,
    );
    if (!now) {
      if (change.action === "create") return true;
      this.#settle(
        change.action === "delete"
          ? { status: "done", change }
          : { status: "skipped", change, message: "it is gone since the plan; the next pass makes it anew" },
      );
      return false;
    }
    const holder = now.tags[ownerTag];
    if (holder === (change.observed ? change.observed.tags[ownerTag] : owner)) return true;
    this.#fail(change, new NotOurs(now.arn, holder));
    return false;
  }

  async #writeOne(kind: AnyKind, aws: Aws, change: Change): Promise<boolean> {
    const { write } = change;
    if (!write || !this.#mayBegin(change)) return false;
    this.#input.onEvent({ type: "start", change });
    try {
      if (change.action === "replace" && change.observed)
        await this.#replace(kind, aws, change, change.observed);
      else await writeOne(kind, aws, write, this.#input.signal, { onFresh: this.#isOnFresh(change) });
      if (change.arn) this.#fresh.add(change.arn);
      return true;
    } catch (error) {
      this.#fail(change, error);
      return false;
    }
  }

  /** Whether it relies on what this pass has written. */
  #isOnFresh({ wanted }: Change): boolean {
    const grants = wanted ? grantsOf(this.#input.kinds, wanted) : [];
    return grants.some(({ on }) => this.#fresh.has(on));
  }

  /** Makes the new one first; where AWS refuses two alike, deletes the old one first and says so. */
  async #replace(kind: AnyKind, aws: Aws, change: Change, old: Observed): Promise<void> {
    const { write } = change;
    const { signal } = this.#input;
    if (!write) return;
    const removeOld = async () => {
      const errors = await this.#removeAll(kind, aws, [old]);
      if (errors.size > 0) throw errors.get(old.id);
    };
    try {
      await writeOne(kind, aws, write, signal, { beside: true });
    } catch (error) {
      if (classify(error) !== "already-exists") throw error;
      await refuseStranger(kind, aws, write, old);
      this.#input.onEvent({ type: "gap", change });
      await removeOld();
      return writeOne(kind, aws, anew(write, this.#input.clock.now()), signal);
    }
    await removeOld();
  }

  async #readBack(kind: AnyKind, aws: Aws, written: readonly Change[]): Promise<void> {
    const { signal } = this.#input;
    try {
      const first = await readBack(kind, aws, written, signal);
      const again = first.filter((left) => !left.live || isChangeable(kind, left));
      // Once more before AWS is said to make something else of it: somebody may have been at it in between.
      await aws.each(again, (left) => this.#writeAgain(kind, aws, left));
      const rewritten = again.map(({ change }) => change);
      const leftovers = new Map(
        [
          ...first.filter((left) => !again.includes(left)),
          ...(await readBack(kind, aws, rewritten, signal)),
        ].map((left) => [left.change, left]),
      );
      await aws.each([...leftovers.values()], (left) => noteSettled(kind, aws, left));
      for (const change of written) this.#settle(readOutcome(change, leftovers.get(change)));
    } catch (error) {
      // It is in AWS, whoever stops us.
      for (const change of written)
        if (this.#isStop(error)) this.#settle({ status: "done", change, unread: true });
        else this.#fail(change, error);
    }
  }

  async #writeAgain(
    kind: AnyKind,
    aws: Aws,
    { change: { write }, live, differences }: Leftover,
  ): Promise<void> {
    const { signal, clock } = this.#input;
    if (!write) return;
    if (live) {
      const changed = new Set(differences.map(({ path }) => path[0] ?? ""));
      await writeOne(kind, aws, { ...write, arn: live.arn, before: live, changed }, signal);
    } else if (!kind.arn) {
      // Deleted since it was made with the same token: the service answered with the one that is gone.
      await writeOne(kind, aws, anew(write, clock.now()), signal);
    }
  }

  #fail(change: Change, error: unknown): void {
    if (error instanceof CredentialsError) this.#stopped ??= "stopped, because AWS refused the credentials";
    if (this.#isStop(error)) {
      this.#settle({ status: "skipped", change, message: "stopped before it was done" });
    } else {
      this.#settle({ status: "failed", change, message: explain(error) });
    }
  }

  #isStop(error: unknown): boolean {
    const { signal } = this.#input;
    return signal.aborted && error === signal.reason;
  }

  #settle(outcome: Outcome): void {
    const { change } = outcome;
    if (outcome.status !== "done" && change.action === "create") this.#missing.add(objectKey(change));
    if (outcome.status !== "done") this.#noteUse(change);
    this.outcomes.push(outcome);
    this.#input.onEvent({ type: "outcome", outcome });
  }

  /** What could not be changed or deleted goes on relying on what it relied on. */
  #noteUse(change: Change): void {
    const shape = change.observed?.shape;
    if (!shape) return;
    for (const { on } of grantsOf(this.#input.kinds, { ...change, shape }))
      this.#inUse.set(on, objectName(change));
  }
}

/** What AWS takes for the same may be somebody else's: deleting ours wouldn't make room for the new one. */
async function refuseStranger(kind: AnyKind, aws: Aws, write: Write, old: Observed): Promise<void> {
  const target = { id: write.id, wanted: write.target, observed: undefined };
  const { items, complete, problems } = await kind.read(aws, [target], { tags: true });
  if (!complete) throw new Error(problems[0]?.message ?? "what it stands beside could not be read");
  const stranger = items.find(
    (item) => item.id === write.id && item.arn !== old.arn && item.tags[ownerTag] !== aws.owner,
  );
  if (stranger) throw new NotOurs(stranger.arn, stranger.tags[ownerTag]);
}

/** Whether what differs can be written in place: an existing flow log, for one, can't be put. */
function isChangeable(kind: AnyKind, { differences }: Leftover): boolean {
  const rules: Rules = kind.fields;
  return differences.every(({ path: [field = ""] }) => !rules[field]?.immutable);
}

function readOutcome(change: Change, leftover: Leftover | undefined): Outcome {
  if (leftover === undefined) return { status: "done", change };
  const paths = leftover.differences.map(({ path }) => pointer(path));
  if (paths.length > 0) return { status: "not-converging", change, paths };
  return {
    status: "failed",
    change,
    message: "it was written but can't be seen yet; the next pass looks again",
  };
}
