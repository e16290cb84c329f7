import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { python } from "./python.ts";

/** A running moto server, an AWS that nobody here wrote. */
export interface Moto {
  readonly url: string;
  /** Forgets everything, also the calls. */
  reset(): Promise<void>;
  /** The operations asked for since the last reset or `forgetCalls`, as moto itself recorded them. */
  calls(): Promise<string[]>;
  forgetCalls(): Promise<void>;
  close(): Promise<void>;
}

const startTimeoutMs = 60_000;

/**
 * Starts a server on a free port.
 *
 * @param folder where it keeps the record of its calls
 */
export async function startMoto(folder: string): Promise<Moto> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const command = join(dirname(await python()), "moto_server");
  const child = spawn(command, ["-H", "127.0.0.1", "-p", String(port)], {
    env: { PATH: process.env["PATH"], MOTO_RECORDER_FILEPATH: join(folder, "moto-recording") },
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const post = async (path: string): Promise<void> => {
    const answer = await fetch(`${url}/moto-api/${path}`, { method: "POST" });
    if (!answer.ok) throw new Error(`moto answered ${path} with ${answer.status}`);
  };

  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`moto_server did not answer on ${url} within a minute`);
    await pause(100);
  }
  await post("recorder/start-recording");

  const forgetCalls = () => post("recorder/reset-recording");
  return {
    url,
    reset: async () => {
      await post("reset");
      await forgetCalls();
    },
    calls: async () => {
      const recording = await (await fetch(`${url}/moto-api/recorder/download-recording`)).text();
      return recording.split("\n").filter(Boolean).map(operationOf);
    },
    forgetCalls,
    close: () => {
      child.kill();
      return ended;
    },
  };
}

/** A record of moto's recorder, a JSON line a request. */
interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly body_encoded: boolean;
}

/** `PutMetricAlarm`, by its target header or the form's action; method and address, `Get http://…`, for S3's. */
function operationOf(line: string): string {
  const { method, url, headers, body, body_encoded: encoded } = JSON.parse(line) as Recorded;
  const target = headers["X-Amz-Target"];
  if (target) return target.slice(target.lastIndexOf(".") + 1);
  const form = new URLSearchParams(encoded ? Buffer.from(body, "base64").toString() : body);
  return form.get("Action") ?? `${method.charAt(0)}${method.slice(1).toLowerCase()} ${url}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
