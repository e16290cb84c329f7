import { setMaxListeners } from "node:events";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";

/** Why a signal is aborted. */
export class Interrupted extends Error {
  readonly code = "interrupted";

  constructor() {
    super("interrupted");
    this.name = "Interrupted";
  }
}

/**
 * Runs work that Ctrl-C or a SIGTERM ends through its signal. A second one finds no listener and so ends the process
 * at once, as it would any other.
 *
 * @param onInterrupt told when the first one arrives
 * @returns what the work returns; 130 when it gave up because of the interrupt
 */
export async function interruptible(
  { signals }: Pick<Io, "signals">,
  work: (signal: AbortSignal) => Promise<number>,
  onInterrupt?: () => void,
): Promise<number> {
  const controller = new AbortController();
  // As many wait on it as there are calls in line for their budgets.
  setMaxListeners(0, controller.signal);
  const stop = () => {
    signals.off("SIGINT", stop);
    signals.off("SIGTERM", stop);
    onInterrupt?.();
    controller.abort(new Interrupted());
  };
  signals.once("SIGINT", stop);
  signals.once("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    signals.off("SIGINT", stop);
    signals.off("SIGTERM", stop);
  }
}
