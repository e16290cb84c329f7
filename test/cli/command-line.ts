import { EventEmitter } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll } from "vitest";
import type { Io } from "../../controller/cli/io.ts";
import { run } from "../../controller/main.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { testSandbox } from "../sandbox/sandbox.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What is typed; without it, stdin isn't a terminal. */
  readonly typed?: string;
  /** Stdin is a terminal at which nobody types. */
  readonly open?: boolean;
  readonly tty?: boolean;
  readonly columns?: number;
  readonly env?: Record<string, string>;
  readonly signals?: Io["signals"];
}

/** A folder of specs, an AWS in this process, and the command line between them. */
export interface CommandLine {
  readonly sandbox: ReturnType<typeof testSandbox>;
  readonly folder: string;
  /** Writes spec files; a path given as undefined is removed. */
  write(files: Record<string, string | undefined>): void;
  /** Runs a command line; `specs` in it stands for the folder of specs, `tmp/…` for a file beside it. */
  run(command: string, options?: RunOptions): Promise<Ran>;
  /** The operations that wrote since the last time it was asked. */
  writes(): string[];
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export const installation = `apiVersion: watchkeeper.dev/v1alpha1
kind: Installation
metadata: { name: acme }
spec: { region: us-east-1 }
`;

export function topic(name: string, spec = ""): string {
  return `apiVersion: watchkeeper.dev/v1alpha1
kind: Topic
metadata: { name: ${name} }
spec: {${spec}}
`;
}

export function alarm(name: string, threshold = 10): string {
  return `apiVersion: watchkeeper.dev/v1alpha1
kind: MetricAlarm
metadata: { name: ${name} }
spec:
  namespace: AWS/ApplicationELB
  metricName: HTTPCode_Target_5XX_Count
  statistic: Sum
  period: 60
  evaluationPeriods: 5
  threshold: ${threshold}
  comparisonOperator: GreaterThanThreshold
  alarmActions: [{ ref: Topic/oncall }]
`;
}

export function commandLine(files: Record<string, string> = {}): CommandLine {
  const sandbox = testSandbox();
  const root = mkdtempSync(join(tmpdir(), "watchkeeper-"));
  folders.push(root);
  const folder = join(root, "specs");
  mkdirSync(folder);
  let seen = 0;
  const line: CommandLine = {
    sandbox,
    folder,
    write: (changed) => {
      for (const [path, text] of Object.entries(changed)) {
        const full = join(folder, path);
        mkdirSync(dirname(full), { recursive: true });
        if (text === undefined) rmSync(full);
        else writeFileSync(full, text);
      }
    },
    run: (command, options = {}) => {
      const words = command.split(" ").map((word) => {
        if (word === "specs" || word.startsWith("specs/")) return join(root, word);
        return word.startsWith("tmp/") ? join(root, word.slice("tmp/".length)) : word;
      });
      return runIn(sandbox, words, options);
    },
    writes: () => {
      const entries = sandbox.calls.entries.slice(seen);
      seen = sandbox.calls.entries.length;
      return entries.filter(({ isWrite }) => isWrite).map(({ operation }) => operation);
    },
  };
  line.write({ "installation.yaml": installation, ...files });
  return line;
}

/** Runs the command line in this process, on a sandbox in place of the network. */
export async function runIn(sandbox: Sandbox, argv: readonly string[], options: RunOptions): Promise<Ran> {
  const { typed, open = false, tty = false, columns, env = {}, signals = new EventEmitter() } = options;
  const out = { stdout: "", stderr: "" };
  const stdin = new PassThrough();
  if (!open) stdin.end(typed ?? "");
  const code = await run(argv, {
    stdout: { write: (text) => (out.stdout += text) },
    stderr: { write: (text) => (out.stderr += text) },
    stdin,
    env,
    isTTY: { stdin: open || typed !== undefined, stdout: tty, stderr: tty },
    columns,
    clock: sandbox.clock,
    random: () => 0.5,
    signals,
    aws: {
      transport: sandbox.requestHandler,
      credentials: sandbox.person("watchkeeper"),
    },
  });
  return { code, ...out };
}
