import { Readable } from "node:stream";
import type { HttpHandler } from "@smithy/core/protocols";
import { type HttpRequest, HttpResponse } from "@smithy/core/transport";
import { bytesOf, type WireRequest, type WireResponse } from "./wire/message.ts";

/** The wire as an SDK client's `requestHandler`: no socket, and so nothing that a virtual clock has to wait for. */
export function inProcessHandler(handle: (request: WireRequest) => Promise<WireResponse>): HttpHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    handle: async (request, { abortSignal } = {}) => {
      if (abortSignal?.aborted) throw aborted();
      const { status, headers, body } = await handle(await wireRequest(request));
      if (abortSignal?.aborted) throw aborted();
      return {
        response: new HttpResponse({
          statusCode: status,
          headers: { ...headers },
          body: bodyOf(headers, body),
        }),
      };
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

/** The SDK reads bytes as they are, except S3's bodies, which it wants to stream. */
function bodyOf(headers: WireResponse["headers"], body: Uint8Array): Uint8Array | Readable {
  return "x-amz-request-id" in headers ? Readable.from(body.length > 0 ? [Buffer.from(body)] : []) : body;
}

async function wireRequest({
  method,
  path,
  query,
  headers,
  hostname,
  body,
}: HttpRequest): Promise<WireRequest> {
  const sent: Record<string, string | readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries(query)) sent[name] = value ?? "";
  const lower: Record<string, string> = { host: hostname };
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value;
  return { method, path, query: sent, headers: lower, body: await bytes(body), sourceIp: "127.0.0.1" };
}

async function bytes(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === "string") return bytesOf(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body instanceof Readable) {
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  throw new TypeError("A request's body must be text, bytes or a stream");
}

function aborted(): Error {
  return Object.assign(new Error("Request aborted"), { name: "AbortError" });
}
