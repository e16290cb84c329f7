import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Person } from "../../controller/sandbox/sandbox.ts";
import { serve } from "../../controller/sandbox/server.ts";
import { type SampleRun, sampleRun } from "../sample-account.ts";
import { type Boto3, boto3 } from "./boto3.ts";
import { python } from "./python.ts";

const run = promisify(execFile);

/** The account of `npm start` with all of `specs/` applied, and people at it with clients that aren't ours. */
export interface ForeignSample extends SampleRun {
  /** A folder without a profile, where files of a test can go. */
  readonly home: string;
  /** What somebody would set to be Mira, and nothing of the machine's. */
  readonly environment: NodeJS.ProcessEnv;
  /** Mira's boto3. */
  readonly boto3: Boto3;
  /** What Bob's `aws` command says; rejects with its stderr when it fails. */
  readonly aws: (...words: string[]) => Promise<string>;
  close(): Promise<void>;
}

/** Applies the specs, serves the sandbox and starts a boto3 on it. Throws when applying fails. */
export async function foreignSample(): Promise<ForeignSample> {
  const sample = await sampleRun();
  const { code, stdout, stderr } = await sample.run("apply specs --yes");
  if (code !== 0) throw new Error(stdout + stderr);
  const server = await serve(sample.sandbox, 0);
  const home = await mkdtemp(join(tmpdir(), "watchkeeper-aws-"));
  const environment = ({ accessKeyId, secretAccessKey }: Person): NodeJS.ProcessEnv => ({
    HOME: home,
    PATH: process.env["PATH"] ?? "",
    LANG: "C.UTF-8",
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
  });
  const miras = environment(sample.sandbox.person("mira"));
  const mira = await boto3(miras);
  const bob = environment(sample.sandbox.person("bob"));
  const command = join(dirname(await python()), "aws");
  return {
    ...sample,
    home,
    environment: miras,
    boto3: mira,
    aws: async (...words) => (await run(command, ["--output", "json", ...words], { env: bob })).stdout,
    close: async () => {
      await mira.close();
      await server.close();
      await rm(home, { recursive: true });
    },
  };
}
