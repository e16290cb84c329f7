import { gunzipSync } from "node:zlib";
import { AwsError } from "../service.ts";
import type { WireRequest } from "./message.ts";

/** How large a body may be, packed or not; S3's parts and CloudWatch's metric data stay well below. */
export const bodyLimit = 20 * 1024 * 1024;

/**
 * The request with its body unpacked: gunzipped, and freed of the aws-chunked framing, whose trailers become
 * headers, as if they had been known in advance.
 */
export function unpacked(request: WireRequest): WireRequest {
  const encodings = new Set((request.headers["content-encoding"] ?? "").split(/,\s*/));
  const streamed = request.headers["x-amz-content-sha256"]?.startsWith("STREAMING-") ?? false;
  let { body, headers } = request;
  if (streamed || encodings.has("aws-chunked")) {
    const { content, trailers } = unchunked(body);
    body = content;
    headers = { ...headers, ...trailers };
  }
  if (encodings.has("gzip")) body = gunzipped(body);
  return body === request.body ? request : { ...request, headers, body };
}

function gunzipped(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: bodyLimit });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError("SerializationException", `The body is not valid gzip: ${message}`);
  }
}

/** Each chunk is `<hex length>[;extensions]\r\n<bytes>\r\n`; one of length 0 and trailers end the body. */
function unchunked(body: Uint8Array): { content: Buffer; trailers: Record<string, string> } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const length = lineEnd < 0 ? Number.NaN : Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const start = lineEnd + 2;
    if (Number.isNaN(length) || length < 0 || start + length > bytes.length) {
      throw new AwsError("IncompleteBody", "The request body terminated unexpectedly", { status: 400 });
    }
    if (length === 0) return { content: Buffer.concat(chunks), trailers: trailersIn(bytes.subarray(start)) };
    chunks.push(bytes.subarray(start, start + length));
    at = start + length + 2;
  }
}

/** Checksums are all that trailers may say: nothing else that a header says can be changed by one. */
function trailersIn(bytes: Buffer): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of bytes.toString("latin1").split("\r\n")) {
    const [, name, value] = /^(x-amz-checksum-[a-z0-9]+):\s*(\S*)\s*$/i.exec(line) ?? [];
    if (name && value !== undefined) trailers[name.toLowerCase()] = value;
  }
  return trailers;
}
