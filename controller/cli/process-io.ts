import { systemClock } from "../clock.ts";
import type { Io } from "./io.ts";

/** This process, its terminal and its clock. A reader that goes away (`| head`) is no error. */
export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exitCode = 1;
    });
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    isTTY: {
      stdin: process.stdin.isTTY,
      stdout: process.stdout.isTTY,
      stderr: process.stderr.isTTY,
    },
    columns: process.stdout.columns,
    clock: systemClock,
    random: Math.random,
    signals: process,
  };
}
