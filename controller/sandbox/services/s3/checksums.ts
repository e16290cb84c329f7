import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../../service.ts";

/** The digests that a write may say of its body, and a read may ask for; base64. */
export interface Checksums {
  readonly ChecksumCRC32?: string | undefined;
  readonly ChecksumCRC32C?: string | undefined;
  readonly ChecksumCRC64NVME?: string | undefined;
  readonly ChecksumSHA1?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
}

type Algorithm = keyof Checksums;

const digests: Readonly<Record<Algorithm, (body: Uint8Array) => Buffer>> = {
  ChecksumCRC32: (body) => bytesOf(BigInt(crc32(body)), 32),
  ChecksumCRC32C: reflectedCrc(32, 0x82f6_3b78n),
  ChecksumCRC64NVME: reflectedCrc(64, 0x9a6c_9329_ac4b_c9b5n),
  ChecksumSHA1: (body) => createHash("sha1").update(body).digest(),
  ChecksumSHA256: (body) => createHash("sha256").update(body).digest(),
};

const algorithms: readonly Algorithm[] = [
  "ChecksumCRC32",
  "ChecksumCRC32C",
  "ChecksumCRC64NVME",
  "ChecksumSHA1",
  "ChecksumSHA256",
];

/**
 * The checksum that a new object is kept with: the one it came with, else "if you do not specify a checksum
 * algorithm", CRC64NVME ("Checking object integrity", S3 User Guide). An `AwsError` when what came with it isn't
 * of this body.
 */
export function checkedSum(
  body: Uint8Array,
  given: Checksums & { readonly ContentMD5?: string | undefined },
): Checksums {
  checkMd5(body, given.ContentMD5);
  const named = algorithms.filter((algorithm) => given[algorithm] !== undefined);
  if (named.length > 1) {
    const message = "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.";
    throw new AwsError("InvalidRequest", message, { status: 400 });
  }
  const [algorithm = "ChecksumCRC64NVME"] = named;
  const digest = digests[algorithm](body);
  const claimed = given[algorithm];
  const name = algorithm.slice("Checksum".length);
  if (claimed !== undefined && Buffer.from(claimed, "base64").length !== digest.length) {
    const message = `Value for x-amz-checksum-${name.toLowerCase()} header is invalid.`;
    throw new AwsError("InvalidRequest", message, { status: 400 });
  }
  if (claimed !== undefined && claimed !== digest.toString("base64")) {
    const message = `The ${name} you specified did not match the calculated checksum.`;
    throw new AwsError("BadDigest", message, { status: 400 });
  }
  return { [algorithm]: digest.toString("base64") };
}

function checkMd5(body: Uint8Array, claimed: string | undefined): void {
  if (claimed === undefined) return;
  const digest = createHash("md5").update(body).digest();
  if (Buffer.from(claimed, "base64").length !== digest.length)
    throw new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.", { status: 400 });
  if (claimed !== digest.toString("base64")) {
    const message = "The Content-MD5 you specified did not match what we received.";
    throw new AwsError("BadDigest", message, { status: 400 });
  }
}

/** A CRC that begins with all bits set, takes bytes from their low bit on, and ends inverted. */
function reflectedCrc(width: number, polynomial: bigint): (body: Uint8Array) => Buffer {
  const ones = (1n << BigInt(width)) - 1n;
  const table = Array.from({ length: 256 }, (_, index) => {
    let row = BigInt(index);
    for (let bit = 0; bit < 8; bit++) row = row & 1n ? (row >> 1n) ^ polynomial : row >> 1n;
    return row;
  });
  return (body) => {
    let crc = ones;
    for (const byte of body) crc = (table[Number(crc & 0xffn) ^ byte] ?? 0n) ^ (crc >> 8n);
    return bytesOf(crc ^ ones, width);
  };
}

function bytesOf(value: bigint, width: number): Buffer {
  return Buffer.from(value.toString(16).padStart(width / 4, "0"), "hex");
}
