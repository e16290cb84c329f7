import type { Clock } from "../clock.ts";
import { fillSampleAccount } from "../sandbox/sample-account.ts";
import { createSandbox, type Person, type Sandbox } from "../sandbox/sandbox.ts";
import { serve } from "../sandbox/server.ts";

/** Thrown when the embedded AWS can't listen where it should. */
export class PortTaken extends Error {
  readonly code = "port-taken";

  constructor(port: number, flag: string, cause: unknown) {
    super(
      `port ${port} is taken: pass ${flag} with another port, or ${flag} 0 for any free one; to work on a watchkeeper sandbox that runs there, leave out --sandbox and set AWS_ENDPOINT_URL=http://127.0.0.1:${port}`,
      { cause },
    );
    this.name = "PortTaken";
  }
}

/** An AWS in this process that others can look into. */
export interface EmbeddedAws extends Pick<Sandbox, "requestHandler"> {
  /** The controller's own keys, so that the event history tells its calls from other people's. */
  readonly credentials: Person;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Makes an AWS, fills it with the sample account unless it shall be empty, and serves it on loopback.
 *
 * @param options.flag what the port was given with, for messages
 * @throws PortTaken
 */
export async function openSandbox(
  clock: Clock,
  options: { port: number; flag: string; empty: boolean },
): Promise<EmbeddedAws> {
  const sandbox = createSandbox({ clock, seed: 1 });
  if (!options.empty) await fillSampleAccount(sandbox);
  const server = await serve(sandbox, options.port).catch((error: unknown) => {
    throw isTaken(error) ? new PortTaken(options.port, options.flag, error) : error;
  });
  return {
    requestHandler: sandbox.requestHandler,
    credentials: sandbox.person("watchkeeper"),
    url: server.url,
    close: () => server.close(),
  };
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}
