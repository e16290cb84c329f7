import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { Address } from "./address.ts";
import type { Metrics } from "./metrics.ts";
import type { Readiness } from "./readiness.ts";

/** `/healthz`, `/readyz` and `/metrics`. Liveness says only that the process answers: restarting it mends neither AWS nor git. */
export function healthApp(readiness: Readiness, metrics: Metrics): Hono {
  const app = new Hono();
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", (context) => {
    const blocker = readiness.blocker();
    return blocker
      ? context.json({ status: "not ready", ...blocker }, 503)
      : context.json({ status: "ready" });
  });
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  return app;
}

export interface HealthServer {
  /** `http://127.0.0.1:8080`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the endpoints. Rejects with what to do when the address can't be had. */
export async function listen(app: Hono, { host, port }: Address): Promise<HealthServer> {
  // The SDK uses the global Request and Response too: they stay Node's own.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  return {
    url: urlOf(server.address()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function urlOf(address: AddressInfo | string | null): string {
  if (typeof address !== "object" || !address) throw new TypeError("not listening on a port");
  return `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`;
}

function listenError(error: Error, host: string, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} of ${host} is taken`,
    EACCES: `port ${port} may not be used by this user`,
    EADDRNOTAVAIL: `${host} isn't an address of this machine`,
    ENOTFOUND: `there is no host ${host}`,
  };
  const reason = reasons[String(code)] ?? `can't listen on ${host}:${port}: ${error.message}`;
  return new Error(`${reason}; pass another address with --listen, such as --listen 127.0.0.1:0`, {
    cause: error,
  });
}
