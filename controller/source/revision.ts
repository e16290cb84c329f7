import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * The commit that these folders or files are of: the one git-sync named their folder after, or what git says, with
 * `-dirty` when any of them differs from it. `undefined` outside of git, or without the git binary.
 *
 * @param roots absolute paths without links
 */
export async function revisionOf(roots: readonly string[]): Promise<string | undefined> {
  const [first] = roots;
  if (first === undefined) return undefined;
  const named = /\/(?:rev-)?([0-9a-f]{40}|[0-9a-f]{64})(?=\/|$)/.exec(first)?.[1];
  if (named) return named;
  try {
    const commit = (await git(await folderOf(first), "rev-parse", "--verify", "HEAD")).trim();
    for (const root of roots) {
      const changes = await git(await folderOf(root), "status", "--porcelain", "-z", "--", root);
      if (changes !== "") return `${commit}-dirty`;
    }
    return commit;
  } catch {
    return undefined;
  }
}

async function folderOf(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? path : dirname(path);
}

/** Without what a repository's own configuration could make git run. */
async function git(folder: string, ...args: string[]): Promise<string> {
  const safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks"];
  const { stdout } = await run("git", [...safe, "-C", folder, ...args], {
    timeout: 10_000,
    maxBuffer: 16 * 1024 * 1024,
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
  });
  return stdout;
}
