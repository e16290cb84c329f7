import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { ConnectionLost, Crash } from "./faults.ts";
import type { Sandbox } from "./sandbox.ts";
import { bodyLimit } from "./wire/body.ts";
import type { WireRequest, WireResponse } from "./wire/message.ts";

/** A sandbox that listens. */
export interface SandboxServer {
  /** `http://127.0.0.1:4566`, for `--endpoint-url`. */
  readonly url: string;
  /** Stops listening and cuts what is still open. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP on loopback.
 * @param port 0 for any free one
 * @throws an error that names `--port` when the port is taken
 */
export async function serve(sandbox: Pick<Sandbox, "handle">, port: number): Promise<SandboxServer> {
  const server = createServer((request, response) => {
    // `respond` never rejects, so nothing is left to wait for.
    void respond(sandbox, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${addressOf(server.address()).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenError(error: Error, port: number): Error {
  const taken = "code" in error && error.code === "EADDRINUSE";
  const message = taken
    ? `Port ${port} is already in use: give the sandbox another with --port, or --port 0 for any free one`
    : `The sandbox can't listen on port ${port}: ${error.message}`;
  return new Error(message, { cause: error });
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (!address || typeof address === "string") throw new TypeError("the sandbox listens on no TCP port");
  return address;
}

async function respond(
  sandbox: Pick<Sandbox, "handle">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = await bodyOf(request);
    if (!body) {
      send(request, response, { status: 413, headers: {}, body: new Uint8Array() });
      return;
    }
    send(request, response, await sandbox.handle(wireRequest(request, body)));
  } catch (error) {
    // A cut connection is what the caller is meant to see of these; anything else ends the same way, but is told.
    if (!(error instanceof Crash || error instanceof ConnectionLost))
      process.stderr.write(`${inspect(error)}\n`);
    request.socket.destroy();
  }
}

/** The whole body; undefined when it is larger than the sandbox takes. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > bodyLimit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

function wireRequest(request: IncomingMessage, body: Uint8Array): WireRequest {
  const [path = "/", search = ""] = splitOnce(request.url ?? "/", "?");
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  const method = request.method ?? "GET";
  return { method, path, query, headers, body, sourceIp: request.socket.remoteAddress ?? "127.0.0.1" };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: WireResponse,
): void {
  // The answer to a HEAD says the length of a body that it doesn't carry.
  const length = request.method === "HEAD" ? (headers["content-length"] ?? "0") : String(body.length);
  response.writeHead(status, { ...headers, "content-length": length });
  response.end(request.method === "HEAD" ? undefined : body);
}
