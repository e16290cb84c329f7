import { openSandbox } from "./embedded.ts";
import { exitCode } from "./exit-code.ts";
import { interruptible } from "./interrupt.ts";
import type { Io } from "./io.ts";

export interface SandboxCommandOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Without the sample account. */
  readonly empty?: boolean | undefined;
}

/**
 * Serves an embedded AWS until it is interrupted.
 *
 * @returns 0
 * @throws PortTaken
 */
export async function sandboxCommand(options: SandboxCommandOptions, io: Io): Promise<number> {
  const { port, empty = false } = options;
  const { url, close } = await openSandbox(io.clock, { port, flag: "--port", empty });
  io.stdout.write(welcome(url, empty));
  await interruptible(
    io,
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve(exitCode.ok), { once: true });
      }),
  );
  await close();
  return exitCode.ok;
}

function welcome(url: string, empty: boolean): string {
  const content = empty ? "empty" : "filled with a sample account, 111122223333 in us-east-1";
  return `An AWS that lives in this process, ${content}: ${url}
Any credentials will do. In another terminal:

  export AWS_ENDPOINT_URL=${url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=secret
  watchkeeper plan
  aws cloudwatch describe-alarms

Ctrl-C ends it, and what is in it.
`;
}
