import { loadSpecs } from "../load.ts";
import { parseAddress } from "../run/address.ts";
import { runController } from "../run/controller.ts";
import { outlasts } from "../run/grace.ts";
import { healthApp, listen } from "../run/health.ts";
import { jsonLog, type Log } from "../run/log.ts";
import { createMetrics } from "../run/metrics.ts";
import { createPasses } from "../run/pass.ts";
import { createReadiness } from "../run/readiness.ts";
import { keepHeapSmall } from "../run/small-heap.ts";
import { terminalLog } from "../run/terminal.ts";
import { settle } from "../settings.ts";
import { exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";
import { flagsOf } from "./options.ts";
import type { RunOptions } from "./run-options.ts";
import { styleOf } from "./style.ts";
import { openWorld } from "./world.ts";

/** How often specs without an interval are looked at before there is a good set of them. */
const waitingIntervalMs = 30_000;

/**
 * Keeps AWS as the specs say until it is interrupted: a pass at start, at the interval, and when a file changes.
 *
 * @returns 0 after a SIGTERM or Ctrl-C
 * @throws when the address to listen on can't be had, or the embedded AWS's port
 */
export async function runCommand(paths: readonly string[], options: RunOptions, io: Io): Promise<number> {
  const { clock, random } = io;
  keepHeapSmall();
  const log = openLog(options, io);
  const metrics = createMetrics();
  const readiness = createReadiness();
  const stopping = () => {
    readiness.stopping();
    log({ level: "info", event: "stop", msg: "stopping: the calls in flight are finished first" });
  };
  return interruptible(
    io,
    async (signal) => {
      const health = await listen(healthApp(readiness, metrics), parseAddress(options.listen));
      try {
        const opened = await openWorld(options, io, signal, (call) => metrics.called(call));
        try {
          const { world, sandboxUrl } = opened;
          const { pass, settings } = createPasses({
            load: () => loadSpecs(paths, world.kinds),
            settle: ({ installation, accounts }) => settle(flagsOf(options), installation, accounts),
            world,
            log,
            metrics,
            readiness,
          });
          log({
            level: "info",
            event: "start",
            listen: health.url,
            ...(sandboxUrl !== undefined && { sandbox: sandboxUrl }),
            msg: `keeping ${sandboxUrl === undefined ? "AWS" : `the sandbox at ${sandboxUrl}`} as ${paths.join(", ")} says; health, readiness and metrics: ${health.url}/healthz, /readyz, /metrics`,
          });
          const intervalMs = () => options.interval ?? settings()?.intervalMs ?? waitingIntervalMs;
          const running = runController({ paths, clock, random, signal, log, pass, intervalMs });
          const late = await outlasts(running, signal, clock);
          if (late)
            log({
              level: "warn",
              event: "stop",
              msg: "a call didn't come back in time and is given up; the next pass sees what became of it",
            });
        } finally {
          await opened.close();
        }
      } finally {
        await health.close();
      }
      log({ level: "info", event: "stop", msg: "stopped" });
      return exitCode.ok;
    },
    stopping,
  );
}

function openLog({ logFormat, logLevel, color }: RunOptions, io: Io): Log {
  const write = (text: string) => {
    io.stdout.write(text);
  };
  const text = logFormat === "text" || (logFormat === "auto" && io.isTTY.stdout);
  if (!text) return jsonLog(write, io.clock, logLevel);
  return terminalLog(write, {
    clock: io.clock,
    least: logLevel,
    color: styleOf({ color }, io, "stdout").color,
  });
}
