import type { Clock } from "../clock.ts";
import type { Scope } from "../kind.ts";
import { Budget } from "./budget.ts";
import { classify, type ErrorClass } from "./errors.ts";
import { isRead, rateOf } from "./rates.ts";

/** One attempt at one call, for metrics and tests. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly outcome: "ok" | "throttled" | "error";
  readonly milliseconds: number;
}

export interface PaceOptions {
  readonly clock: Clock;
  /** Numbers in [0, 1), for the jitter of retries. */
  readonly random: () => number;
  readonly onCall?: ((call: CallRecord) => void) | undefined;
}

/** For whom a client works. */
export interface Paced {
  readonly scope: Scope;
  /** The signal of the pass under way. */
  signal(): AbortSignal | undefined;
  /** What to throw in place of an error that speaks of refused credentials. */
  refused(error: unknown): Promise<Error>;
}

const maxThrottledAttempts = 12;
const maxReadAttempts = 4;

/**
 * Makes the calls of clients wait for their budgets, one a bucket, account and region, and sends again those that had
 * no effect: throttled ones, and reads whose answer didn't come.
 */
export function pacer({ clock, random, onCall }: PaceOptions): (client: SdkClient, paced: Paced) => void {
  const budgets = new Map<string, Budget>();
  const budgetFor = ({ account, region }: Scope, service: string, operation: string) => {
    const { bucket, rate } = rateOf(service, operation);
    const key = `${account}/${region}/${bucket}`;
    const budget = budgets.get(key) ?? new Budget(rate, clock);
    budgets.set(key, budget);
    return budget;
  };

  return (client, { scope, signal, refused }) => {
    const service = client.config.serviceId;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? "").replace(/Command$/, "");
        const budget = budgetFor(scope, service, operation);
        const { account, region } = scope;
        for (let attempt = 1; ; attempt++) {
          await budget.take(isRead(operation) ? "read" : "write", signal());
          const startedAt = clock.monotonic();
          const record = (outcome: CallRecord["outcome"]) => {
            const milliseconds = clock.monotonic() - startedAt;
            onCall?.({ service, operation, account, region, outcome, milliseconds });
          };
          try {
            const result = await next(args);
            record("ok");
            return result;
          } catch (error) {
            const kind = classify(error);
            record(kind === "throttled" ? "throttled" : "error");
            if (kind === "credentials") throw await refused(error);
            if (kind === "throttled") budget.throttled();
            if (attempt >= attemptsAt(kind, operation)) throw error;
            const backoff = Math.min(20_000, 100 * 2 ** attempt);
            await clock.sleep(backoff * (0.5 + random() / 2), signal());
          }
        }
      },
      { step: "initialize", name: "watchkeeperPace", priority: "high" },
    );
  };
}

/** How often a call is sent at most. A write that may have had its effect is never sent again. */
function attemptsAt(kind: ErrorClass, operation: string): number {
  if (kind === "throttled") return maxThrottledAttempts;
  return isRead(operation) && kind === "ambiguous" ? maxReadAttempts : 1;
}

/** What every client of the SDK has; they have no common type. */
export interface SdkClient {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: unknown) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: unknown) => Promise<unknown>,
      options: { step: "initialize"; name: string; priority: "high" },
    ): void;
  };
}
