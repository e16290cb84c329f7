import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll } from "vitest";
import type { VirtualClock } from "../controller/clock.ts";
import { fillSampleAccount } from "../controller/sandbox/sample-account.ts";
import type { Sandbox } from "../controller/sandbox/sandbox.ts";
import { pendingTokens } from "../controller/sandbox/services/sns/subscriptions.ts";
import { type Ran, runIn } from "./cli/command-line.ts";
import { account, testSandbox } from "./sandbox/sandbox.ts";

/** The account of `npm start` on a virtual clock, and a copy of `specs/` to edit. */
export interface SampleRun {
  readonly sandbox: Sandbox & { readonly clock: VirtualClock };
  /** Runs a command line in the folder that holds `specs/`. */
  readonly run: (command: string) => Promise<Ran>;
  /** Replaces text of a spec file; throws when it isn't there. */
  readonly edit: (file: string, from: string | RegExp, to: string) => void;
}

const home = process.cwd();
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** @param names the files of `specs/` to copy, without `.yaml`; all of them when absent */
export async function sampleRun(names?: readonly string[]): Promise<SampleRun> {
  const sandbox = testSandbox();
  await fillSampleAccount(sandbox);
  const folder = mkdtempSync(join(tmpdir(), "watchkeeper-sample-"));
  folders.push(folder);
  cpSync(join(home, "specs"), join(folder, "specs"), {
    recursive: true,
    filter: (path) => !path.endsWith(".yaml") || (names?.includes(basename(path, ".yaml")) ?? true),
  });
  return {
    sandbox,
    run: async (command) => {
      process.chdir(folder);
      try {
        return await runIn(sandbox, command.split(" "), {});
      } finally {
        process.chdir(home);
      }
    },
    edit: (file, from, to) => {
      const path = join(folder, "specs", file);
      const text = readFileSync(path, "utf8");
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`specs/${file} has no ${String(from)}`);
      writeFileSync(path, edited);
    },
  };
}

/** Confirms a topic's pending subscriptions, or those of some endpoints, as the endpoints' owners would. */
export async function confirmSubscriptions(
  { sandbox }: SampleRun,
  { topic, region = "us-east-1", endpoints }: { topic: string; region?: string; endpoints?: string[] },
): Promise<void> {
  const TopicArn = `arn:aws:sns:${region}:${account}:${topic}`;
  for (const [endpoint, Token] of pendingTokens({ world: sandbox.world, account, region }, TopicArn))
    if (endpoints?.includes(endpoint) ?? true)
      await sandbox.call("sns", "ConfirmSubscription", { TopicArn, Token }, { region });
}
