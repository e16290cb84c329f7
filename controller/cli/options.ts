import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import type { Flags } from "../settings.ts";

/** What every command that reaches AWS takes. */
export interface AwsOptions extends Flags {
  /** Embed an AWS and work on that. */
  readonly sandbox?: boolean | undefined;
  /** Where the embedded AWS listens; 0 for any free port. */
  readonly sandboxPort: number;
}

/** What every command that prints a report takes. */
export interface OutputOptions extends ColorOptions {
  readonly output: "text" | "json";
}

export interface ColorOptions {
  readonly color: "auto" | "always" | "never";
}

export const defaultSandboxPort = 4566;

/** Adds `[paths...]`, with `specs/` as the default. */
export function takesPaths(command: Command): Command {
  return command.addArgument(pathsArgument("spec files and folders"));
}

export function pathsArgument(description: string): Argument {
  return new Argument("[paths...]", description).default(["specs/"], "specs/");
}

/** Adds how a report is printed. */
export function takesOutput(command: Command): Command {
  return takesColor(
    command.addOption(
      new Option("--output <format>", "what to print").choices(["text", "json"]).default("text"),
    ),
  );
}

export function takesColor(command: Command): Command {
  return command.addOption(
    new Option("--color <when>", "colour: auto is on a terminal only, unless NO_COLOR or FORCE_COLOR is set")
      .choices(["auto", "always", "never"])
      .default("auto"),
  );
}

/** Adds what every command that reaches AWS takes. */
export function takesAws(command: Command): Command {
  return command
    .option("--owner <name>", "the owner, instead of the Installation document's name")
    .addOption(new Option("--region <region>", "the region of documents that name none").argParser(region))
    .option("--sandbox", "embed an AWS filled with a sample account, and work on that")
    .addOption(
      new Option("--sandbox-port <port>", "where the embedded AWS listens; 0 for any free port")
        .default(defaultSandboxPort)
        .argParser(port),
    );
}

/** Adds what lets changes through that a guard would refuse. */
export function takesLimits(command: Command): Command {
  return command
    .addOption(
      new Option("--max-deletes <count>", "allow this many deletes of a kind, account and region").argParser(
        count,
      ),
    )
    .addOption(
      new Option(
        "--max-delete-percent <percent>",
        "allow this share of deletes; the larger one counts",
      ).argParser(percent),
    )
    .option("--allow-data-loss", "allow changes that lose evidence, such as stopping a trail");
}

/** The part of the options that overrides the Installation document. */
export function flagsOf(options: Flags): Flags {
  const { owner, region, maxDeletes, maxDeletePercent, allowDataLoss } = options;
  return { owner, region, maxDeletes, maxDeletePercent, allowDataLoss };
}

export function port(text: string): number {
  const number = count(text);
  if (number > 65_535) throw new InvalidArgumentError("It must be a port from 0 to 65535.");
  return number;
}

/** As the schemas have it for regions. */
const regionName = /^[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}$/;

function region(text: string): string {
  if (!regionName.test(text)) throw new InvalidArgumentError("It must be a region such as us-east-1.");
  return text;
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number, such as 5.");
  return Number(text);
}

function percent(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number > 100)
    throw new InvalidArgumentError("It must be a number from 0 to 100.");
  return number;
}
