/** An HTTP request as the wire reads it, whichever transport brought it. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Decoded; a key without a value has "". */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** By lower-case name; `host` included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

/** An HTTP response; the names of its headers are in lower case. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();

/** Text as the bytes of a body. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The bytes of a body as text; bytes that aren't UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
