import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { checkedSum } from "../../controller/sandbox/services/s3/checksums.ts";
import { clientOf, testSandbox } from "./sandbox.ts";

const Bucket = "logs";
const Key = "a";

let sandbox: Sandbox;
const call = (operation: string, input: object = {}) =>
  sandbox.call("s3", operation, { Bucket, Key, ...input }) as Promise<Record<string, unknown>>;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeEach(async () => {
  sandbox = testSandbox();
  await sandbox.call("s3", "CreateBucket", { Bucket });
});

describe("a checksum", () => {
  /* The check values that the catalogues of CRCs and FIPS 180 give. */
  it.each([
    ["ChecksumCRC32", "123456789", "cbf43926"],
    ["ChecksumCRC32C", "123456789", "e3069283"],
    ["ChecksumCRC64NVME", "123456789", "ae8b14860a799888"],
    ["ChecksumSHA1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["ChecksumSHA256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  ])("%s of %s is what everybody says", (algorithm, text, hex) => {
    const value = Buffer.from(hex, "hex").toString("base64");
    expect(checkedSum(bytes(text), { [algorithm]: value })).toEqual({ [algorithm]: value });
  });

  it("is kept with the object, and told to whoever asks", async () => {
    const sha = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    const put = await call("PutObject", { Body: bytes("hello"), ChecksumSHA256: sha });
    expect(put).toMatchObject({ ChecksumSHA256: sha, ChecksumType: "FULL_OBJECT" });
    expect(await call("HeadObject")).not.toHaveProperty("ChecksumSHA256");
    expect(await call("HeadObject", { ChecksumMode: "ENABLED" })).toMatchObject({ ChecksumSHA256: sha });
    await call("PutObject", { Body: bytes("hello") });
    expect(await call("GetObject", { ChecksumMode: "ENABLED" })).toMatchObject({
      ChecksumCRC64NVME: "M3eFcAZSQlc=",
    });
  });

  it("is verified by the SDK's client, which asks for it", async () => {
    const client = new S3Client(clientOf(sandbox));
    expect(await client.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }))).toHaveProperty(
      "ChecksumCRC32",
    );
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe("hello");
  });

  it.each([
    [{ ChecksumCRC32: "AAAAAA==" }, "BadDigest"],
    [{ ChecksumCRC32: "AAAA" }, "InvalidRequest"],
    [{ ChecksumCRC32: "NhCmhg==", ChecksumSHA1: "qvTGHdzF6KLavt4PO0gs2a6pQ00=" }, "InvalidRequest"],
    [{ ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" }, "BadDigest"],
    [{ ContentMD5: "AAAA" }, "InvalidDigest"],
  ])("%j of another body is %s, and nothing is written", async (given, code) => {
    await expect(call("PutObject", { Body: bytes("hello"), ...given })).rejects.toMatchObject({ code });
    await expect(call("GetObject")).rejects.toMatchObject({ code: "NoSuchKey" });
  });
});

it("an object says which version it is, and older ones are read by theirs", async () => {
  await sandbox.call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Enabled" } });
  const first = await call("PutObject", { Body: bytes("one") });
  const second = await call("PutObject", { Body: bytes("two") });
  expect(await call("GetObject")).toMatchObject({ VersionId: second["VersionId"], Body: bytes("two") });
  const { VersionId } = first;
  expect(await call("GetObject", { VersionId })).toMatchObject({ VersionId, Body: bytes("one") });
  const marker = await call("DeleteObject");
  expect(await call("HeadObject", { VersionId: second["VersionId"] })).toMatchObject({ ContentLength: 3 });
  for (const id of [marker["VersionId"], "none"])
    await expect(call("GetObject", { VersionId: id })).rejects.toMatchObject({ code: "NoSuchVersion" });
});

it.each([
  ["GetBucketAccelerateConfiguration", {}],
  ["GetBucketNotificationConfiguration", {}],
  ["GetBucketRequestPayment", { Payer: "BucketOwner" }],
])("%s of a bucket that was never set so is its default", async (operation, output) => {
  expect(await call(operation)).toEqual(output);
});

it.each([
  ["GetBucketCors", "NoSuchCORSConfiguration"],
  ["GetBucketReplication", "ReplicationConfigurationNotFoundError"],
  ["GetBucketWebsite", "NoSuchWebsiteConfiguration"],
])("%s of a bucket that has none is %s", async (operation, code) => {
  await expect(call(operation)).rejects.toMatchObject({ code, status: 404 });
  await expect(call(operation, { Bucket: "none" })).rejects.toMatchObject({ code: "NoSuchBucket" });
});
