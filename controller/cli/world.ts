import { type ConnectionOptions, connect } from "../aws/connection.ts";
import { kinds } from "../generated/registry.ts";
import type { World } from "../reconcile.ts";
import type { Io } from "./io.ts";
import type { AwsOptions } from "./options.ts";

/** What a command works with, until it is closed. */
export interface OpenWorld {
  readonly world: World;
  /** Where the embedded AWS listens, with `--sandbox`. */
  readonly sandboxUrl?: string;
  readonly close: () => Promise<void>;
}

/**
 * Connects to AWS as the options say; with `--sandbox`, embeds one, serves it while the command runs and says on
 * stderr how to look in.
 *
 * @param onCall told about every attempt at every call, for metrics
 * @throws PortTaken
 */
export async function openWorld(
  options: AwsOptions,
  io: Io,
  signal: AbortSignal,
  onCall?: ConnectionOptions["onCall"],
): Promise<OpenWorld> {
  const { clock, random } = io;
  if (!options.sandbox) {
    const connection = connect({ clock, random, onCall, ...io.aws });
    return { world: { kinds, connection, clock, signal }, close: () => Promise.resolve() };
  }
  const { openSandbox } = await import("./embedded.ts");
  const { requestHandler, credentials, url, close } = await openSandbox(clock, {
    port: options.sandboxPort,
    flag: "--sandbox-port",
    empty: false,
  });
  io.stderr.write(
    `sandbox: look in while this runs, with any credentials: aws --endpoint-url ${url} --region us-east-1 cloudwatch describe-alarms\n`,
  );
  const connection = connect({
    clock,
    random,
    onCall,
    transport: requestHandler,
    credentials,
  });
  const defaultRegion = async () => (await connection.defaultRegion()) ?? "us-east-1";
  return {
    world: { kinds, connection: { ...connection, defaultRegion }, clock, signal },
    sandboxUrl: url,
    close,
  };
}
