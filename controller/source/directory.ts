import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import pLimit from "p-limit";
import { printable } from "../printable.ts";
import type { Problem } from "../problem.ts";
import { largestFile, type SourceFile } from "../source-file.ts";
import { compareTexts } from "../value/text-order.ts";
import { revisionOf } from "./revision.ts";

/** The spec files of a moment. */
export interface Source {
  /** By path. */
  readonly files: readonly SourceFile[];
  /** The git commit they are of, with `-dirty` when they differ from it. */
  readonly revision: string | undefined;
  /** What could not be read. Nothing may be concluded from a file's absence while there is an error. */
  readonly problems: readonly Problem[];
}

const specName = /\.(ya?ml|json)$/i;

/** A file to read: where it really is, and what people call it. */
interface Found {
  readonly real: string;
  readonly path: string;
  /** Read only if nothing else leads to the same file. */
  readonly link: boolean;
}

/**
 * Reads spec files: those named, and every `*.yaml`, `*.yml` and `*.json` in the folders named, at any depth. Names
 * that begin with a dot are passed over. A symbolic link among the folders of a path is followed once, so that a
 * swap of it, as git-sync and the kubelet do it, never mixes two revisions in one read.
 *
 * @param paths files and folders, relative to `cwd` or absolute
 */
export async function readDirectory(paths: readonly string[], cwd = process.cwd()): Promise<Source> {
  const problems: Problem[] = [];
  const found: Found[] = [];
  const roots: string[] = [];
  for (const path of paths) {
    const absolute = isAbsolute(path) ? path : join(cwd, path);
    const shown = shownPath(absolute, cwd);
    try {
      const root = await realRoot(absolute);
      roots.push(root);
      const kind = await stat(root);
      if (kind.isDirectory()) await walk(root, root, shown, found, problems);
      else found.push({ real: root, path: shown, link: false });
    } catch (error) {
      problems.push(unreadable(shown, error));
    }
  }

  const unique = new Map<string, Found>();
  for (const file of found.toSorted(
    (a, b) => Number(a.link) - Number(b.link) || compareTexts(a.path, b.path),
  ))
    if (!unique.has(file.real)) unique.set(file.real, file);

  const limit = pLimit(16);
  const read = await Promise.all([...unique.values()].map((file) => limit(() => readSpec(file, problems))));
  const files = read.filter((file) => file !== undefined).sort((a, b) => compareTexts(a.path, b.path));
  if (files.length === 0 && problems.length === 0)
    problems.push({
      severity: "warning",
      code: "empty-source",
      message: `there are no spec files (*.yaml, *.yml, *.json) in ${paths.map(printable).join(", ")}`,
    });
  problems.sort((a, b) => compareTexts(a.place?.file ?? "", b.place?.file ?? ""));
  return { files, revision: await revisionOf(roots), problems };
}

/** Follows every link in the path at once, and within a mounted ConfigMap the one to its current data. */
async function realRoot(path: string): Promise<string> {
  const root = await realpath(path);
  const data = join(root, "..data");
  const mounted = await lstat(data).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
  if (!mounted) return root;
  // The kubelet links to a sibling such as ..2026_11_22_10_00_00.123; anything else is no such mount.
  const target = await readlink(data);
  return target.includes(sep) ? root : realpath(data);
}

async function walk(
  root: string,
  folder: string,
  shown: string,
  found: Found[],
  problems: Problem[],
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareTexts(a.name, b.name))) {
    if (entry.name.startsWith(".")) continue;
    const real = join(folder, entry.name);
    const path = shown === "." ? entry.name : `${shown}/${entry.name}`;
    try {
      if (entry.isDirectory()) await walk(root, real, path, found, problems);
      else if (entry.isSymbolicLink()) await follow(root, real, path, found, problems);
      else if (!specName.test(entry.name)) continue;
      else if (entry.isFile()) found.push({ real, path, link: false });
      else problems.push(problem("not-a-file", path, "it is no regular file and isn't read"));
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  }
}

/** A link may lead to another file of the same tree; its folders are walked where they are. */
async function follow(root: string, link: string, path: string, found: Found[], problems: Problem[]) {
  const real = await realpath(link);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) {
    problems.push(
      problem(
        "link-leaves-tree",
        path,
        "the link leads out of the folder and isn't followed; copy the file here",
      ),
    );
    return;
  }
  const target = await stat(real);
  if (target.isFile() && specName.test(path)) found.push({ real, path, link: true });
}

async function readSpec({ real, path }: Found, problems: Problem[]): Promise<SourceFile | undefined> {
  if (printable(path) !== path) {
    problems.push(
      problem(
        "hostile-characters",
        path,
        "the file's name contains invisible or control characters; rename it",
      ),
    );
    return undefined;
  }
  try {
    const { size } = await stat(real);
    if (size > largestFile) {
      problems.push(
        problem("too-large", path, `the file is larger than ${largestFile / 1024 / 1024} MB; split it`),
      );
      return undefined;
    }
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(await readFile(real)) };
  } catch (error) {
    if (error instanceof TypeError)
      problems.push(problem("not-utf-8", path, "the file isn't UTF-8; save it as UTF-8"));
    else problems.push(unreadable(path, error));
    return undefined;
  }
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reasons: Record<string, string> = {
    ENOENT: "there is no such file or folder; pass the path of your specs",
    EACCES: "it may not be read: permission denied",
    EPERM: "it may not be read: permission denied",
    ELOOP: "its links lead in a circle",
  };
  const message = error instanceof Error ? printable(error.message) : printable(String(error));
  return problem("unreadable-source", path, reasons[code] ?? `it can't be read: ${message}`);
}

function problem(code: string, path: string, message: string): Problem {
  return { severity: "error", code, message, place: { file: printable(path), line: 1, column: 1 } };
}

function shownPath(absolute: string, cwd: string): string {
  const short = relative(cwd, absolute);
  if (short === "") return ".";
  return (short.startsWith("..") ? absolute : short).split(sep).join("/");
}
