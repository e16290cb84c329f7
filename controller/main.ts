#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Argument, Command, CommanderError, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import { exitCode } from "./cli/exit-code.ts";
import { failureText } from "./cli/failure.ts";
import {
  applyHelp,
  driftHelp,
  mainHelp,
  planHelp,
  runHelp,
  sandboxHelp,
  schemaHelp,
  validateHelp,
} from "./cli/help.ts";
import type { Io } from "./cli/io.ts";
import {
  defaultSandboxPort,
  pathsArgument,
  port,
  takesAws,
  takesLimits,
  takesOutput,
  takesPaths,
} from "./cli/options.ts";
import { processIo } from "./cli/process-io.ts";
import { takesRun } from "./cli/run-options.ts";

/** The command line: its arguments without node's own, to an exit code. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCode.ok;
  const program = commandLine(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.error;
    io.stderr.write(failureText(error, io.env));
    return exitCode.error;
  }
}

/** Commands are loaded when they are run, so that help and what needs no AWS start fast. */
function commandLine(io: Io, done: (code: number) => void): Command {
  const program = new Command("watchkeeper")
    .description("Keeps an AWS account's monitoring the way a git repository says it should be.")
    .version(manifest.version, "-V, --version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.columns ?? 100,
      getErrHelpWidth: () => io.columns ?? 100,
    })
    .showHelpAfterError("(--help shows what there is)")
    .addHelpText("after", mainHelp);

  const takesReport = (command: Command) => takesAws(takesOutput(command));
  const add = (name: string, summary: string, description: string, help: string) =>
    program.command(name).summary(summary).description(description).addHelpText("after", help);

  takesOutput(
    takesPaths(
      add(
        "validate",
        "check the specs without AWS",
        "Checks spec files against their schemas, rules and each other. Needs no AWS and no credentials. Exits 0, or 1 when there is an error.",
        validateHelp,
      ),
    ),
  ).action(async (paths: string[], options) => {
    const { validateCommand } = await import("./cli/validate.ts");
    done(await validateCommand(paths, options, io));
  });

  takesLimits(
    takesReport(
      takesPaths(
        add(
          "plan",
          "show what apply would do; writes nothing",
          "Compares the specs with AWS and shows what apply would do, field by field. Writes nothing.",
          planHelp,
        ),
      ),
    ),
  )
    .option("--detailed-exitcode", "exit 2 when there is something to do")
    .option("--out <file>", "save the plan, to apply exactly that")
    .action(async (paths: string[], options) => {
      const { planCommand } = await import("./cli/plan.ts");
      done(await planCommand(paths, options, io));
    });

  takesLimits(
    takesReport(
      add(
        "apply",
        "make AWS what the specs say",
        "Shows the plan, asks, and carries it out. A saved plan isn't asked about: it is applied exactly, or refused because the specs or AWS have moved since. Exits 1 when anything failed or was refused; the rest is done.",
        applyHelp,
      ).addArgument(pathsArgument("spec files and folders, or one saved plan")),
    ),
  )
    .option("--yes", "don't ask")
    .action(async (paths: string[], options) => {
      const { applyCommand } = await import("./cli/apply.ts");
      done(await applyCommand(paths, options, io));
    });

  takesReport(
    takesPaths(
      add(
        "drift",
        "show what somebody changed in AWS, and who; writes nothing",
        "Reports what somebody changed in AWS behind git's back: which field, from what to what, when and by whom. Writes nothing.",
        driftHelp,
      ),
    ),
  )
    .option("--detailed-exitcode", "exit 2 when there is drift")
    .action(async (paths: string[], options) => {
      const { driftCommand } = await import("./cli/drift.ts");
      done(await driftCommand(paths, options, io));
    });

  takesRun(
    takesLimits(
      takesAws(
        takesPaths(
          add(
            "run",
            "keep AWS in line with the specs until stopped",
            "The controller: applies at the start, at an interval and whenever a spec file changes, until Ctrl-C or a SIGTERM. Serves /healthz, /readyz and /metrics.",
            runHelp,
          ),
        ),
      ),
    ),
  ).action(async (paths: string[], options) => {
    const { runCommand } = await import("./cli/run.ts");
    done(await runCommand(paths, options, io));
  });

  add(
    "sandbox",
    "serve an AWS that lives in this process",
    "Serves an embedded AWS on loopback until Ctrl-C, filled with a sample account, for the aws command line, SDKs and Watchkeeper itself.",
    sandboxHelp,
  )
    .addOption(
      new Option("--port <port>", "where it listens; 0 for any free port")
        .default(defaultSandboxPort)
        .argParser(port),
    )
    .option("--empty", "without the sample account")
    .action(async (options) => {
      const { sandboxCommand } = await import("./cli/sandbox.ts");
      done(await sandboxCommand(options, io));
    });

  add(
    "schema",
    "print the JSON Schema of spec files",
    "Prints the JSON Schema of spec files, for editors and checks; or that of the JSON reports.",
    schemaHelp,
  )
    .addArgument(
      new Argument("[which]", "of spec files, or of plan's or drift's JSON")
        .choices(["specs", "plan", "drift"])
        .default("specs"),
    )
    .action(async (which) => {
      const { schemaCommand } = await import("./cli/schema.ts");
      done(schemaCommand(which, io));
    });
  return program;
}

/** Whether this file is what node was started with, through a link of npm's or not. */
function isStarted(): boolean {
  const [, script] = process.argv;
  try {
    return script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url);
  } catch {
    return false;
  }
}

if (isStarted()) {
  // Said by the SDK when the first client is made; whoever runs this has chosen their Node already.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const code = await run(process.argv.slice(2), processIo());
  process.exitCode = code;
  // Whatever still sleeps between two attempts shall not keep an interrupted command alive.
  if (code === exitCode.interrupted) process.exit(code);
  // Nor a call that hangs and that nobody waits for any more.
  setTimeout(() => process.exit(code), 500).unref();
}
