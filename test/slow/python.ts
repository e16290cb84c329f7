import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const requirements = join(import.meta.dirname, "requirements.txt");
const environments = join(import.meta.dirname, "../../.venv");

let made: Promise<string> | undefined;

/**
 * The path of a Python with the packages of `requirements.txt`: made once, and again when that file changes.
 * The commands those packages bring, `aws` and `moto_server`, stand beside it. Rejects when `python3` or the
 * package index can't be had.
 */
export function python(): Promise<string> {
  made ??= environment();
  return made;
}

async function environment(): Promise<string> {
  const text = await readFile(requirements, "utf8");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const home = join(environments, hash);
  const interpreter = join(home, "bin", "python");
  const complete = join(home, "complete");
  if (existsSync(complete)) return interpreter;
  await rm(home, { recursive: true, force: true });
  await mkdir(environments, { recursive: true });
  await run("python3", ["-m", "venv", home]);
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  await run(interpreter, install, { maxBuffer: 64 * 1024 * 1024 });
  // Scripts have the environment's path in them, so it can't be made elsewhere and moved: a mark says it is whole.
  await writeFile(complete, "");
  return interpreter;
}
