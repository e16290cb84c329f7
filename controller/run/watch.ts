import { readdir, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import { type FSWatcher, watch } from "chokidar";
import type { Clock } from "../clock.ts";
import { debounce } from "./debounce.ts";

export interface WatchInput {
  readonly paths: readonly string[];
  readonly clock: Clock;
  /** Called within two seconds of any change below the paths, once for many at a time. */
  readonly onChange: () => void;
  /** The operating system doesn't report changes (any more); links are still looked at. */
  readonly onError: (error: unknown) => void;
}

export interface Watching {
  close(): Promise<void>;
}

const quietMs = 200;
const longestMs = 1_000;
/** How often links are looked at: the system reports nothing when one that leads to a path is replaced. */
const linkPollMs = 500;

/**
 * Watches files and folders. A path may be, or contain, a symbolic link that is replaced by another one, as git-sync
 * and the kubelet's ConfigMap volumes do: the new target counts as a change and is watched from then on.
 */
export async function watchPaths({ paths, clock, onChange, onError }: WatchInput): Promise<Watching> {
  const stop = new AbortController();
  const notice = debounce(onChange, { clock, quietMs, longestMs, signal: stop.signal });
  let links = await linkTargets(paths);
  let watcher = await openWatcher(paths, notice, onError);

  const poll = async () => {
    while (!stop.signal.aborted) {
      try {
        await clock.sleep(linkPollMs, stop.signal);
      } catch {
        return;
      }
      const now = await linkTargets(paths);
      if (now === links) continue;
      links = now;
      try {
        // Closed first: chokidar shares what it watches by path, and would go on with the old target.
        await watcher.close();
        watcher = await openWatcher(paths, notice, onError);
      } catch (error) {
        onError(error);
      }
      notice();
    }
  };
  const polling = poll();

  return {
    close: async () => {
      stop.abort();
      await polling;
      await watcher.close();
    },
  };
}

/** Resolves once the watcher sees every change made from then on, or has failed. */
async function openWatcher(
  paths: readonly string[],
  notice: () => void,
  onError: (error: unknown) => void,
): Promise<FSWatcher> {
  const real = await Promise.all(paths.map(async (path) => (await targetOf(path)) || path));
  return new Promise((resolve) => {
    // Links within aren't followed: a spec folder may hold one that leads to the whole machine.
    const watcher = watch(real, { ignoreInitial: true, ignored: isNoise, followSymlinks: false });
    watcher.on("error", (error) => {
      onError(error);
      resolve(watcher);
    });
    watcher.on("ready", () => {
      // Not before: chokidar reports links that were there from the start as new.
      watcher.on("all", notice);
      resolve(watcher);
    });
  });
}

function isNoise(path: string): boolean {
  return [".git", "node_modules"].includes(basename(path));
}

/** Where the paths, and the links that lie directly in them, lead to at this moment. */
async function linkTargets(paths: readonly string[]): Promise<string> {
  const targets = await Promise.all(
    paths.map(async (path) => [path, await targetOf(path), ...(await linksWithin(path))]),
  );
  return JSON.stringify(targets);
}

async function linksWithin(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
    return await Promise.all(
      links.sort().map(async (name) => `${name} ${await targetOf(join(folder, name))}`),
    );
  } catch {
    return [];
  }
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return "";
  }
}
