import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import { type VirtualClock, virtualClock } from "../../controller/clock.ts";
import {
  createSandbox,
  type Person,
  type Sandbox,
  type SandboxOptions,
} from "../../controller/sandbox/sandbox.ts";

export const account = "111122223333";

/** An empty sandbox on a virtual clock that begins at midday of 1 March 2026. */
export function testSandbox(options: Partial<SandboxOptions> = {}): Sandbox & { clock: VirtualClock } {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  return Object.assign(createSandbox({ clock, seed: 1, ...options }), { clock });
}

/** What an SDK client needs to speak to a sandbox in this process, once. */
export function clientOf(sandbox: Sandbox, person?: Person & { sessionToken?: string }) {
  return {
    region: "us-east-1",
    credentials: person ?? { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: sandbox.requestHandler,
    maxAttempts: 1,
  };
}

/** A client of each service over one sandbox. */
export function clientsOf(sandbox: Sandbox, person?: Person & { sessionToken?: string }) {
  const config = clientOf(sandbox, person);
  return {
    cloudwatch: new CloudWatchClient(config),
    iam: new IAMClient(config),
    logs: new CloudWatchLogsClient(config),
    s3: new S3Client(config),
    sts: new STSClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
  };
}
