import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateBucketCommand, HeadBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, expect, it } from "vitest";
import { systemClock } from "../../controller/clock.ts";
import { createSandbox } from "../../controller/sandbox/sandbox.ts";
import { type SandboxServer, serve } from "../../controller/sandbox/server.ts";

const open: SandboxServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function served() {
  const sandbox = createSandbox({ clock: systemClock, seed: 1 });
  const server = await serve(sandbox, 0);
  open.push(server);
  const config = {
    endpoint: server.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  };
  return {
    sandbox,
    url: server.url,
    logs: new CloudWatchLogsClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
  };
}

it("a client speaks to it over HTTP on loopback", async () => {
  const { sandbox, url, logs, s3 } = await served();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await logs.send(new DescribeLogGroupsCommand({}))).logGroups).toEqual([]);
  await s3.send(new CreateBucketCommand({ Bucket: "logs" }));
  await s3.send(new HeadBucketCommand({ Bucket: "logs" }));
  await s3.send(new PutObjectCommand({ Bucket: "logs", Key: "a", Body: "x".repeat(100_000) }));
  await expect(s3.send(new HeadBucketCommand({ Bucket: "none" }))).rejects.toMatchObject({
    name: "NotFound",
  });
  expect(sandbox.calls.entries.map(({ operation }) => operation)).toEqual([
    "DescribeLogGroups",
    "CreateBucket",
    "HeadBucket",
    "PutObject",
    "HeadBucket",
  ]);
  expect(sandbox.history.of("111122223333", "us-east-1")[0]?.caller).toMatchObject({
    sourceIp: "127.0.0.1",
    userAgent: expect.stringContaining("aws-sdk-js"),
  });
});

it("a lost response is a cut connection", async () => {
  const { sandbox, logs } = await served();
  sandbox.schedule(() => ({ kind: "lost-response" }));
  await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({ code: "ECONNRESET" });
});

it("a body that is too large is refused", async () => {
  const { url } = await served();
  const response = await fetch(url, { method: "POST", body: new Uint8Array(21 * 1024 * 1024) });
  expect(response.status).toBe(413);
});

it("a port that is taken is an error that names the way out", async () => {
  const { sandbox, url } = await served();
  await expect(serve(sandbox, Number(new URL(url).port))).rejects.toThrow(
    /^Port \d+ is already in use: .*--port/,
  );
});
