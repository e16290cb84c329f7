import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { python } from "./python.ts";

/** Somebody at the console, with the SDK for Python: nothing of ours is between them and the service. */
export interface Boto3 {
  /**
   * Makes a call by boto3's names, e.g. `call("sns", "create_topic", { Name: "oncall" })`, and gives its answer;
   * dates are texts.
   *
   * @throws CallFailed
   */
  readonly call: <Answer = unknown>(
    service: string,
    operation: string,
    parameters?: object,
  ) => Promise<Answer>;
  /** Ends the process behind it. */
  close(): Promise<void>;
}

/** What a service, or boto3 itself, refused. */
export class CallFailed extends Error {
  /** The service's code, or the name of boto3's own exception. */
  readonly code: string;
  /** The HTTP status; 0 where there was no answer that boto3 could read. */
  readonly status: number;

  constructor(operation: string, code: string, status: number) {
    super(`${operation}: ${code} (${status})`);
    this.name = "CallFailed";
    this.code = code;
    this.status = status;
  }
}

type Reply = { answer: unknown; error?: undefined; status?: undefined } | Refusal;
interface Refusal {
  readonly answer?: undefined;
  readonly error: string;
  readonly status: number;
}

/** Starts a Python that makes calls in this environment, one at a time. */
export async function boto3(env: NodeJS.ProcessEnv): Promise<Boto3> {
  const script = join(import.meta.dirname, "boto3_calls.py");
  const child = spawn(await python(), [script], { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();

  const make = async (service: string, operation: string, parameters: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ service, operation, parameters })}\n`);
    const line = await answers.next();
    if (line.done) throw new Error(`${operation}: the Python that makes the calls has ended`);
    const { answer, error, status } = JSON.parse(line.value) as Reply;
    if (error !== undefined) throw new CallFailed(operation, error, status);
    return answer;
  };

  return {
    call: <Answer>(service: string, operation: string, parameters = {}) => {
      const made = last.then(() => make(service, operation, parameters));
      last = made.catch(() => undefined);
      return made as Promise<Answer>;
    },
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
