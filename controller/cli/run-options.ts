import { type Command, InvalidArgumentError, Option } from "commander";
import { parseAddress } from "../run/address.ts";
import { type Level, levels } from "../run/level.ts";
import { milliseconds } from "../settings.ts";
import { type AwsOptions, type ColorOptions, takesColor } from "./options.ts";

export interface RunOptions extends AwsOptions, ColorOptions {
  /** `host:port` of the health, readiness and metrics endpoints. */
  readonly listen: string;
  /** Milliseconds between passes, instead of the Installation document's interval. */
  readonly interval?: number | undefined;
  /** `auto`: text on a terminal, JSON elsewhere. */
  readonly logFormat: "auto" | "json" | "text";
  readonly logLevel: Level;
}

/** Adds what `run` takes beside what every command takes. */
export function takesRun(command: Command): Command {
  return takesColor(command)
    .addOption(
      new Option("--listen <host:port>", "where /healthz, /readyz and /metrics are; port 0 is any free one")
        .default("127.0.0.1:8080")
        .argParser(address),
    )
    .addOption(
      new Option(
        "--interval <time>",
        "time between passes, such as 30s or 5m, instead of the Installation document's",
      ).argParser(interval),
    )
    .addOption(
      new Option("--log-format <format>", "auto is text on a terminal and JSON elsewhere")
        .choices(["auto", "json", "text"])
        .default("auto"),
    )
    .addOption(
      new Option("--log-level <level>", "the least of what is logged").choices(levels).default("info"),
    );
}

function address(text: string): string {
  try {
    parseAddress(text);
    return text;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

function interval(text: string): number {
  if (!/^[1-9]\d{0,5}[smh]$/.test(text))
    throw new InvalidArgumentError("It must be a number and s, m or h, such as 5m.");
  return milliseconds(text);
}
