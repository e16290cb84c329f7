import type { Clock } from "../clock.ts";

/**
 * Makes many calls into one: `act` runs once it has been quiet for `quietMs`, and at the latest `longestMs` after the
 * first call, so that a writer who never rests is noticed too.
 */
export function debounce(
  act: () => void,
  {
    clock,
    quietMs,
    longestMs,
    signal,
  }: { clock: Clock; quietMs: number; longestMs: number; signal: AbortSignal },
): () => void {
  let lastAt = 0;
  let waiting = false;
  const settle = async () => {
    const firstAt = clock.monotonic();
    for (;;) {
      const now = clock.monotonic();
      const left = Math.min(lastAt + quietMs, firstAt + longestMs) - now;
      if (left <= 0) break;
      try {
        await clock.sleep(left, signal);
      } catch {
        return;
      }
    }
    waiting = false;
    act();
  };
  return () => {
    lastAt = clock.monotonic();
    if (waiting || signal.aborted) return;
    waiting = true;
    void settle();
  };
}
