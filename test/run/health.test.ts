import { describe, expect, test } from "vitest";
import { parseAddress } from "../../controller/run/address.ts";
import { healthApp, listen } from "../../controller/run/health.ts";
import { createMetrics } from "../../controller/run/metrics.ts";
import { createReadiness } from "../../controller/run/readiness.ts";

describe("health", () => {
  test("it lives from the start, and is ready from the first pass until it stops", async () => {
    const readiness = createReadiness();
    const app = healthApp(readiness, createMetrics({ processMetrics: false }));
    const ask = async (path: string) => {
      const response = await app.request(path);
      return [response.status, await response.json()];
    };
    expect(await ask("/healthz")).toEqual([200, { status: "ok" }]);
    expect(await ask("/readyz")).toEqual([
      503,
      { status: "not ready", reason: "Starting", message: "the first pass isn't over" },
    ]);
    readiness.blocked({ reason: "Credentials", message: "expired" });
    expect(await ask("/readyz")).toEqual([
      503,
      { status: "not ready", reason: "Credentials", message: "expired" },
    ]);
    readiness.ready();
    expect(await ask("/readyz")).toEqual([200, { status: "ready" }]);
    readiness.blocked({ reason: "PassFailed", message: "AWS is away" });
    expect(await ask("/readyz")).toEqual([200, { status: "ready" }]);
    readiness.stopping();
    readiness.ready();
    expect(await ask("/readyz")).toMatchObject([503, { reason: "Stopping" }]);
    expect(await ask("/healthz")).toEqual([200, { status: "ok" }]);
  });

  test("it answers over HTTP, and a taken port is an error that says what to do", async () => {
    const app = healthApp(createReadiness(), createMetrics({ processMetrics: false }));
    const server = await listen(app, parseAddress("127.0.0.1:0"));
    const metrics = await fetch(`${server.url}/metrics`);
    expect(metrics.headers.get("content-type")).toContain("text/plain");
    expect(await metrics.text()).toContain("# TYPE controller_runtime_reconcile_total counter");
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
    const { port } = new URL(server.url);
    await expect(listen(app, parseAddress(`127.0.0.1:${port}`))).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken; pass another address with --listen`,
    );
    await server.close();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
  });

  test("addresses are a host and a port", () => {
    expect(parseAddress("0.0.0.0:8080")).toEqual({ host: "0.0.0.0", port: 8080 });
    expect(parseAddress("[::1]:0")).toEqual({ host: "::1", port: 0 });
    for (const wrong of ["8080", ":8080", "host:", "host:70000", "::1:80", "[host]:80", "a b:80"])
      expect(() => parseAddress(wrong)).toThrow("a host and a port");
  });
});
