import { createInterface } from "node:readline";
import type { Io, Sink } from "./io.ts";

/**
 * Asks for a yes. The terminal edits the line itself, so that Ctrl-C stays an interrupt. The end of the input is a no.
 *
 * @throws the signal's reason when it is aborted first
 */
export async function confirmed(
  { stdin }: Pick<Io, "stdin">,
  screen: Sink,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  signal.throwIfAborted();
  screen.write(question);
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    return await new Promise((resolve, reject) => {
      lines.once("line", (line) => resolve(line.trim() === "yes"));
      lines.once("close", () => resolve(false));
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  } finally {
    lines.close();
  }
}
