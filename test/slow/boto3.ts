import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { python } from "./python.ts";

/** Somebody at the console, with the SDK for Python: nothing of ours is between them and the service. */
export interface Boto3 {
  /**
   * Makes a call by boto3's names, e.g. `call("sns", "create_topic", { Name: "oncall" })`, and gives its answer;
   * dates and bodies are texts.
   *
   * @param protocol of those that the service speaks, e.g. `query`; boto3's own choice by default
   * @throws CallFailed
   */
  readonly call: <Answer = unknown>(
    service: string,
    operation: string,
    parameters?: object,
    protocol?: string,
  ) => Promise<Answer>;
  /** All pages of a listing, as boto3's own paginator turns them. Throws as `call` does. */
  readonly pages: <Page = unknown>(
    service: string,
    operation: string,
    parameters?: object,
  ) => Promise<Page[]>;
  /** Ends the process behind it. */
  close(): Promise<void>;
}

/** What a service, or boto3 itself, refused. */
export class CallFailed extends Error {
  /** The service's code, or the name of boto3's own exception. */
  readonly code: string;
  /** The HTTP status; 0 where there was no answer that boto3 could read. */
  readonly status: number;
  /** The exception's class: the service's model names it, or it is `ClientError`. */
  readonly exception: string;

  constructor(operation: string, { error, status, exception }: Refusal) {
    super(`${operation}: ${error} (${status})`);
    this.name = "CallFailed";
    this.code = error;
    this.status = status;
    this.exception = exception;
  }
}

type Reply = { answer: unknown; error?: undefined } | Refusal;
interface Refusal {
  readonly answer?: undefined;
  readonly error: string;
  readonly status: number;
  readonly exception: string;
}

interface Call {
  readonly service: string;
  readonly operation: string;
  readonly parameters: object;
  readonly protocol?: string | undefined;
  readonly pages?: boolean;
}

/** Starts a Python that makes calls in this environment, one at a time. */
export async function boto3(env: NodeJS.ProcessEnv): Promise<Boto3> {
  const script = join(import.meta.dirname, "boto3_calls.py");
  const child = spawn(await python(), [script], { env, stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();

  const make = async (call: Call): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(call)}\n`);
    const line = await answers.next();
    if (line.done) throw new Error(`${call.operation}: the Python that makes the calls has ended`);
    const reply = JSON.parse(line.value) as Reply;
    if (reply.error !== undefined) throw new CallFailed(call.operation, reply);
    return reply.answer;
  };

  const inTurn = (call: Call): Promise<unknown> => {
    const made = last.then(() => make(call));
    last = made.catch(() => undefined);
    return made;
  };

  return {
    call: <Answer>(service: string, operation: string, parameters: object = {}, protocol?: string) =>
      inTurn({ service, operation, parameters, protocol }) as Promise<Answer>,
    pages: <Page>(service: string, operation: string, parameters: object = {}) =>
      inTurn({ service, operation, parameters, pages: true }) as Promise<Page[]>,
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
}
