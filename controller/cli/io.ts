import type { ConnectionOptions } from "../aws/connection.ts";
import type { Clock } from "../clock.ts";

/** Where text goes: a stream of the process, or a test's collector. */
export interface Sink {
  write(text: string): unknown;
}

/** Interrupts, as `process` announces them. */
export interface Signals {
  once(name: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  off(name: "SIGINT" | "SIGTERM", listener: () => void): unknown;
}

/** The world outside of a command, so that a test can stand in for it. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Which of the streams are a terminal. */
  readonly isTTY: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  /** The terminal's width in characters, where there is a terminal. */
  readonly columns: number | undefined;
  readonly clock: Clock;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly signals: Signals;
  /** Replaces the network and the SDK's credential chain. */
  readonly aws?: Pick<ConnectionOptions, "transport" | "credentials"> | undefined;
}
