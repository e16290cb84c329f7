/** Why the controller isn't ready yet. */
export interface Blocker {
  /** CamelCase, for machines. */
  readonly reason: "Starting" | "InvalidSpecs" | "Credentials" | "PassFailed" | "Stopping";
  readonly message: string;
}

/** Whether the first pass has succeeded. Once ready it stays so until it stops: a later failure is for metrics and log. */
export interface Readiness {
  blocker(): Blocker | undefined;
  /** Why it isn't ready, unless it once was. */
  blocked(by: Blocker): void;
  ready(): void;
  stopping(): void;
}

export function createReadiness(): Readiness {
  let blocker: Blocker | undefined = { reason: "Starting", message: "the first pass isn't over" };
  return {
    blocker: () => blocker,
    blocked: (by) => {
      if (blocker && blocker.reason !== "Stopping") blocker = by;
    },
    ready: () => {
      if (blocker?.reason !== "Stopping") blocker = undefined;
    },
    stopping: () => {
      blocker = { reason: "Stopping", message: "the controller is stopping" };
    },
  };
}
