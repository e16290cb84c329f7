import type { Fault } from "./faults.ts";

/** A call that came over the wire. */
export interface LoggedCall {
  /** The service's signing name, e.g. `monitoring`. */
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** The caller's user or session name. */
  readonly user: string;
  readonly input: unknown;
  /** `ok`, or the code of the error the service decided on. */
  readonly outcome: string;
  readonly isWrite: boolean;
  /** What the fault schedule did to it. */
  readonly fault?: Fault["kind"];
}

/** The calls over the wire, in the order they were answered; direct calls aren't in it. */
export interface CallLog {
  /** Whether calls are written down; `true` at first. */
  enabled: boolean;
  readonly entries: readonly LoggedCall[];
  clear(): void;
}

export function createCallLog(): CallLog & { add(call: LoggedCall): void } {
  const entries: LoggedCall[] = [];
  return {
    enabled: true,
    entries,
    clear: () => {
      entries.length = 0;
    },
    add(call) {
      if (this.enabled) entries.push(call);
    },
  };
}
