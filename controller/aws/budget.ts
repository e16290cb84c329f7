import type { Clock } from "../clock.ts";
import type { Rate } from "./rates.ts";

/** A share of the published rate that is left to other callers of the same account. */
const headroom = 0.95;
const slowest = 0.05;
/** Seconds without a throttle after which a slowed budget gains a tenth of its full rate. */
const recoverySeconds = 5;

type Waiter = () => void;

/**
 * A token bucket on the monotonic clock. Reads go before writes; a throttle halves the rate, and time without
 * one brings it back.
 */
export class Budget {
  readonly #clock: Clock;
  readonly #full: number;
  readonly #capacity: number;
  #rate: number;
  #tokens: number;
  #refilledAt: number;
  #slowedAt = Number.NEGATIVE_INFINITY;
  readonly #reads: Waiter[] = [];
  readonly #writes: Waiter[] = [];
  #draining = false;

  constructor(rate: Rate, clock: Clock) {
    this.#clock = clock;
    this.#full = rate.perSecond * headroom;
    this.#rate = this.#full;
    // One second's worth at most: a larger burst is AWS's to give and other callers' to use.
    this.#capacity = Math.max(1, rate.burst * headroom);
    this.#tokens = this.#capacity;
    this.#refilledAt = clock.monotonic();
  }

  /** Resolves when the call may be made; rejects with the signal's reason when that comes first. */
  async take(kind: "read" | "write", signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#refill();
    if (this.#tokens >= 1 && this.#reads.length === 0 && (kind === "read" || this.#writes.length === 0)) {
      this.#tokens -= 1;
      return;
    }
    const queue = kind === "read" ? this.#reads : this.#writes;
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      signal?.addEventListener("abort", leave, { once: true });
      queue.push(waiter);
      if (!this.#draining) void this.#drain();
    });
  }

  /** Slows down after AWS has throttled a call; several within a second count as one. */
  throttled(): void {
    const now = this.#clock.monotonic();
    this.#refill();
    this.#tokens = Math.min(this.#tokens, 0);
    if (now - this.#slowedAt < 1000) return;
    this.#slowedAt = now;
    this.#rate = Math.max(this.#full * slowest, this.#rate / 2);
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#reads.length + this.#writes.length > 0) {
      this.#refill();
      if (this.#tokens < 1) {
        // A millisecond more than needed, lest rounding wakes it a hair too early.
        await this.#clock.sleep(Math.ceil(((1 - this.#tokens) / this.#rate) * 1000));
        continue;
      }
      this.#tokens -= 1;
      (this.#reads.shift() ?? this.#writes.shift())?.();
    }
    this.#draining = false;
  }

  #refill(): void {
    const now = this.#clock.monotonic();
    const seconds = (now - this.#refilledAt) / 1000;
    this.#refilledAt = now;
    this.#tokens = Math.min(this.#capacity, this.#tokens + seconds * this.#rate);
    if (this.#rate < this.#full && now - this.#slowedAt > recoverySeconds * 1000) {
      this.#rate = Math.min(this.#full, this.#rate + (seconds / recoverySeconds) * 0.1 * this.#full);
    }
  }
}
