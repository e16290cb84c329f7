import type { Clock } from "../clock.ts";
import { redactText } from "../redact.ts";
import type { Log } from "./log.ts";
import type { Cause, PassResult } from "./loop.ts";
import { startLoop } from "./loop.ts";
import { watchPaths } from "./watch.ts";

export interface ControllerInput {
  readonly paths: readonly string[];
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly pass: (cause: Cause) => Promise<PassResult>;
  /** Milliseconds between passes; asked anew each time. */
  readonly intervalMs: () => number;
}

/** Watches the specs and makes passes until the signal is aborted and the last pass is over. */
export async function runController(input: ControllerInput): Promise<void> {
  const { clock, random, signal, log, paths } = input;
  let trigger = () => {};
  let isWatchingWell = true;
  // Watching first: what changes while the first pass reads is noticed too.
  const watching = await watchPaths({
    paths,
    clock,
    onChange: () => trigger(),
    onError: (error) => {
      if (!isWatchingWell) return;
      isWatchingWell = false;
      const message = redactText(error instanceof Error ? error.message : String(error));
      log({
        level: "warn",
        event: "watch",
        error: message,
        msg: `changes of files may be noticed late: ${message}; they are read at every pass all the same`,
      });
    },
  });
  const loop = startLoop({
    clock,
    random,
    signal,
    pass: input.pass,
    intervalMs: input.intervalMs,
    onWait: (ms) => log({ level: "debug", event: "wait", milliseconds: Math.round(ms), msg: "waiting" }),
  });
  trigger = loop.trigger;
  await loop.ended;
  await watching.close();
}
