import { isIP } from "node:net";

/** Where to listen. */
export interface Address {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
}

/**
 * Reads `host:port`, e.g. `127.0.0.1:8080`, `[::1]:0` or `0.0.0.0:8080`.
 *
 * @throws TypeError that says what is wanted
 */
export function parseAddress(text: string): Address {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6))
    throw new TypeError("It must be a host and a port, such as 127.0.0.1:8080 or [::1]:0.");
  return { host, port };
}
