import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import type { Entry } from "../../controller/run/entry.ts";

/** A `watchkeeper run` in a process of its own. */
export interface Started {
  readonly entries: Entry[];
  /** The first line, past or future, that fits. Rejects when the process ends or it takes too long. */
  readonly line: (fits: (entry: Entry) => boolean, withinMs?: number) => Promise<Entry>;
  /** Where health and the sandbox are, as the log says. */
  readonly urls: () => Promise<{ health: string; sandbox: string }>;
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts node with these arguments, and reads its JSON log. */
export function start(
  args: readonly string[],
  options: { cwd?: string; uid?: number; gid?: number; env?: Record<string, string> } = {},
): Started {
  const { PATH = "", HOME = "" } = process.env;
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
    env: { PATH, HOME, ...options.env },
  });
  const entries: Entry[] = [];
  const listeners = new Set<() => void>();
  let stderr = "";
  let rest = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) entries.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      resolve(code);
      for (const listener of listeners) listener();
    });
  });

  const line: Started["line"] = (fits, withinMs = 30_000) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        act();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${why}; it said ${JSON.stringify(entries, null, 1)} ${stderr}`)));
      const timer = setTimeout(() => fail(`no such line within ${withinMs} ms`), withinMs);
      const look = () => {
        const found = entries.find(fits);
        if (found) settle(() => resolve(found));
        else if (child.exitCode !== null || child.signalCode !== null) fail("the process has ended");
      };
      listeners.add(look);
      look();
    });

  return {
    entries,
    line,
    urls: async () => {
      const { sandbox = "", listen = "" } = await line(({ event }) => event === "start");
      return { sandbox, health: listen };
    },
    stderr: () => stderr,
    kill: (signal) => child.kill(signal),
    ended,
  };
}
