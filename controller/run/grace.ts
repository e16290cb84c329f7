import type { Clock } from "../clock.ts";

/** How long the calls in flight may take after a SIGTERM. Kubernetes kills after 30 seconds. */
const graceMs = 8_000;

/** Waits for the work; once the signal is aborted, not beyond a grace. Whether the work was still going on then. */
export async function outlasts(work: Promise<void>, signal: AbortSignal, clock: Clock): Promise<boolean> {
  const over = new AbortController();
  const late = new Promise<boolean>((resolve) => {
    const wait = () => {
      clock.sleep(graceMs, over.signal).then(
        () => resolve(true),
        () => resolve(false),
      );
    };
    if (signal.aborted) wait();
    else signal.addEventListener("abort", wait, { once: true });
  });
  try {
    return await Promise.race([work.then(() => false), late]);
  } finally {
    over.abort();
  }
}
