/**
 * Time as an argument. `now` is the wall clock and may step; `monotonic` never goes back and is what
 * budgets and deadlines use. `sleep` rejects with the signal's reason when aborted.
 */
export interface Clock {
  /** Wall-clock time. */
  now(): Date;
  /** Milliseconds since an arbitrary origin, never decreasing. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      }, ms);
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
    }),
};

/** A clock that stands still until everybody who could move is asleep, and then jumps to the next wake-up. */
export interface VirtualClock extends Clock {
  /** Moves the wall clock alone, as an NTP step does. */
  step(ms: number): void;
}

/**
 * A clock for simulations: an hour of sleeping takes as long as the work done in it. Time advances only
 * when the event loop has gone idle, so in-process work is never overtaken; nothing that waits on real
 * input or output may run beside it.
 *
 * @param start the wall-clock time at which it begins
 */
export function virtualClock(start: Date): VirtualClock {
  const idleTurns = 3;
  let elapsed = 0;
  let stepped = 0;
  let sequence = 0;
  let advancing = false;
  const sleepers: { at: number; order: number; wake: () => void }[] = [];

  const advance = async () => {
    advancing = true;
    while (sleepers.length > 0) {
      for (let turn = 0; turn < idleTurns; turn++) await new Promise((resolve) => setImmediate(resolve));
      const next = popEarliest(sleepers);
      if (!next) break;
      elapsed = Math.max(elapsed, next.at);
      next.wake();
    }
    advancing = false;
  };

  return {
    now: () => new Date(start.getTime() + elapsed + stepped),
    monotonic: () => elapsed,
    step: (ms) => {
      stepped += ms;
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const wake = () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        const sleeper = { at: elapsed + Math.max(0, ms), order: sequence++, wake };
        const abort = () => {
          const index = sleepers.indexOf(sleeper);
          if (index >= 0) sleepers.splice(index, 1);
          reject(signal?.reason);
        };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", abort, { once: true });
        if (!advancing) void advance();
      }),
  };
}

function popEarliest<T extends { at: number; order: number }>(sleepers: T[]): T | undefined {
  let best = -1;
  for (const [index, sleeper] of sleepers.entries()) {
    const leader = sleepers[best];
    if (!leader || sleeper.at < leader.at || (sleeper.at === leader.at && sleeper.order < leader.order))
      best = index;
  }
  return best < 0 ? undefined : sleepers.splice(best, 1)[0];
}
