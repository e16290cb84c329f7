import type { Caller } from "./service.ts";

/** One recorded call, in the words of a CloudTrail event record. */
export interface RecordedEvent {
  readonly eventId: string;
  readonly eventTime: Date;
  readonly eventSource: string;
  readonly eventName: string;
  readonly region: string;
  readonly account: string;
  readonly readOnly: boolean;
  readonly caller: Caller;
  readonly requestParameters: unknown;
  readonly responseElements: unknown;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** How many events of an account and region are kept, so that a sandbox left running doesn't grow for ever. */
const kept = 50_000;

/** The event history of every account and region, oldest first; what `LookupEvents` answers from. */
export class History {
  readonly #events = new Map<string, RecordedEvent[]>();

  record(event: RecordedEvent): void {
    const key = `${event.account}/${event.region}`;
    const events = this.#events.get(key);
    if (!events) this.#events.set(key, [event]);
    else if (events.push(event) > kept) events.splice(0, kept / 10);
  }

  /** The events of one account and region, newest first. */
  of(account: string, region: string): RecordedEvent[] {
    return (this.#events.get(`${account}/${region}`) ?? []).toReversed();
  }
}
