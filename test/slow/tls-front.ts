import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { promisify } from "node:util";
import { python } from "./python.ts";

const run = promisify(execFile);

/** TLS before a plain HTTP address. */
export interface TlsFront {
  readonly url: string;
  /** The file that vouches for it. */
  readonly authority: string;
  close(): Promise<void>;
}

/** Stands before what listens at a URL of loopback, with a certificate of its own. */
export async function tlsFront(plain: string): Promise<TlsFront> {
  const folder = await mkdtemp(join(tmpdir(), "watchkeeper-tls-"));
  await run(await python(), [join(import.meta.dirname, "certificate.py"), folder]);
  const authority = join(folder, "certificate.pem");
  const { hostname, port } = new URL(plain);
  const server = createServer(
    { key: await readFile(join(folder, "key.pem")), cert: await readFile(authority) },
    (secure) => {
      const behind = connect(Number(port), hostname);
      for (const [one, other] of [
        [secure, behind],
        [behind, secure],
      ] as const)
        one.on("error", () => other.destroy()).pipe(other);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new TypeError("TLS listens on no port");
  return {
    url: `https://localhost:${address.port}`,
    authority,
    close: async () => {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}
