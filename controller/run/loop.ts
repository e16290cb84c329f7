import type { Clock } from "../clock.ts";

/** Why a pass is made. */
export type Cause = "start" | "interval" | "change" | "retry";

/** `retry`: it didn't get to its end, or not all of it worked, and it is worth trying again before the interval is over. */
export type PassResult = "done" | "retry";

export interface LoopInput {
  readonly clock: Clock;
  /** Numbers in [0, 1), for the jitter. */
  readonly random: () => number;
  /** Aborted: the pass under way is the last. */
  readonly signal: AbortSignal;
  /** Makes one pass. Never rejects. */
  readonly pass: (cause: Cause) => Promise<PassResult>;
  /** Milliseconds from the end of a pass to the next; asked anew each time. */
  readonly intervalMs: () => number;
  /** Called with the milliseconds until the next pass before they are waited for. */
  readonly onWait?: (ms: number) => void;
}

export interface Loop {
  /** Something has changed: a pass begins at once, or right after the one under way, however often this is called. */
  readonly trigger: () => void;
  /** Resolves once the signal is aborted and the last pass is over. */
  readonly ended: Promise<void>;
}

const firstBackoffMs = 5_000;

/** Makes passes, one after the other: at once, at the interval, and when triggered. */
export function startLoop(input: LoopInput): Loop {
  const { clock, signal } = input;
  let triggered = false;
  let wake: AbortController | undefined;
  signal.addEventListener("abort", () => wake?.abort(), { once: true });

  const run = async () => {
    let cause: Cause = "start";
    let failures = 0;
    while (!signal.aborted) {
      triggered = false;
      const result = await input.pass(cause);
      failures = result === "retry" ? failures + 1 : 0;
      if (!triggered && !signal.aborted) {
        const ms = pauseMs(input.intervalMs(), failures, input.random);
        input.onWait?.(ms);
        wake = new AbortController();
        await sleepUntil(clock, ms, wake.signal);
        wake = undefined;
      }
      cause = triggered ? "change" : failures > 0 ? "retry" : "interval";
    }
  };

  return {
    trigger: () => {
      triggered = true;
      wake?.abort();
    },
    ended: run(),
  };
}

/**
 * How long to wait after a pass: the interval, give or take a tenth so that many controllers don't call at once;
 * after a failure less, twice as long each time.
 */
export function pauseMs(intervalMs: number, failures: number, random: () => number): number {
  const steady = intervalMs * (0.9 + random() * 0.2);
  if (failures === 0) return steady;
  return Math.min(steady, firstBackoffMs * 2 ** (failures - 1) * (0.5 + random() / 2));
}

async function sleepUntil(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
