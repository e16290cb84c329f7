/**
 * What goes wrong with one call.
 * - `fail-before`: a 500 without any effect.
 * - `lost-response`: the effect, and then the connection is cut.
 * - `throttle`, `denied`, `expired-token`: the service's own error for it, without any effect.
 * - `stale-read`: reads answer as of before the last call that wrote.
 * - `third-party-edit`: somebody else acts just before the call.
 * - `clock-jump`: the wall clock steps just before the call.
 * - `crash-before`, `crash-after`: the calling process dies, before or after the effect.
 */
export type Fault =
  | { readonly kind: "fail-before" }
  | { readonly kind: "lost-response" }
  | { readonly kind: "throttle" }
  | { readonly kind: "denied" }
  | { readonly kind: "expired-token" }
  | { readonly kind: "stale-read" }
  | { readonly kind: "third-party-edit"; readonly edit: () => void | Promise<void> }
  | { readonly kind: "clock-jump"; readonly jump: () => void }
  | { readonly kind: "crash-before" }
  | { readonly kind: "crash-after" };

/** A call over the wire that a schedule may spoil. */
export interface ScheduledCall {
  /** 1 for the first call since the schedule was set. */
  readonly number: number;
  /** The service's signing name, e.g. `monitoring`. */
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly isWrite: boolean;
  readonly input: unknown;
}

/** Says what goes wrong with a call, if anything. */
export type FaultSchedule = (call: ScheduledCall) => Fault | undefined;

/** The calling process has died; nothing it would have done next happens. Not an error that AWS knows. */
export class Crash extends Error {
  constructor() {
    super("The process was killed");
    this.name = "Crash";
  }
}

/** The connection was cut before the response came. */
export class ConnectionLost extends Error {
  readonly code = "ECONNRESET";

  constructor() {
    super("socket hang up");
    this.name = "ConnectionLost";
  }
}
