import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { serve } from "../../controller/sandbox/server.ts";
import type { FilledSandbox } from "./filled-sandbox.ts";
import { objectsOf } from "./mixed-specs.ts";
import type { Row } from "./row.ts";

const passes = 2;
/** What AWS answers one by one is asked for at AWS's rates: the subscription filters of 150 log groups take half a minute a pass. */
const deadlineMs = 240_000;

/**
 * The peak memory of the bundled controller, which reads the specs from disk and makes its passes over HTTP against
 * the sandbox in this process.
 */
export async function peakMemoryRow(filled: FilledSandbox): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "watchkeeper-bench-"));
  const server = await serve(filled.sandbox, 0);
  try {
    for (const { path, text } of filled.files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return {
      what: `peak memory of a controller with ${objectsOf(filled.mix)} objects`,
      measured: (await runController(folder, server.url)) / 1024,
      unit: "MB",
      bound: 300,
      note: `${passes} passes over HTTP, specs from disk`,
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Tells its peak when it ends. The kernel counts what the parent had before the program was loaded into getrusage's
 * peak, so where there is one the process's own high-water mark is taken (proc(5), VmHWM).
 */
const tellPeak = `
  import { readFileSync } from "node:fs";
  process.on("exit", () => {
    let peak = process.resourceUsage().maxRSS;
    try { peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
    process.stdout.write(JSON.stringify({ event: "peak", kilobytes: peak }) + "\\n");
  });`;

/** Kilobytes at most, over some passes. Rejects when a pass finds anything to do or doesn't end. */
async function runController(folder: string, url: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      `data:text/javascript,${encodeURIComponent(tellPeak)}`,
      "dist/watchkeeper.js",
      "run",
      "--listen",
      "127.0.0.1:0",
      "--log-format",
      "json",
      join(folder, "specs"),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: url,
        AWS_ACCESS_KEY_ID: "watchkeeper",
        AWS_SECRET_ACCESS_KEY: "bench",
        AWS_REGION: "us-east-1",
      },
    },
  );
  const timer = setTimeout(() => child.kill("SIGKILL"), deadlineMs);
  let done = 0;
  let kilobytes: number | undefined;
  let trouble: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const entry: { event?: string; level?: string; msg?: string; kilobytes?: number } = JSON.parse(line);
    if (entry.event === "pass") {
      done += 1;
      if (entry.level !== "info") trouble = entry.msg;
      if (done === passes || trouble !== undefined) child.kill("SIGTERM");
    }
    if (entry.event === "peak") kilobytes = entry.kilobytes;
  }
  clearTimeout(timer);
  if (trouble !== undefined) throw new Error(`the controller's pass went wrong: ${trouble}`);
  if (kilobytes === undefined || done < passes)
    throw new Error(`the controller made ${done} passes in ${deadlineMs / 1000} s instead of ${passes}`);
  return kilobytes;
}
