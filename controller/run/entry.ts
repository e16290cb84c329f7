import type { Outcome } from "../apply/outcome.ts";
import type { Change, FieldChange } from "../kind.ts";
import type { Level } from "./level.ts";

/** One field of a change, abbreviated and without secrets. */
export interface LoggedField {
  readonly path: string;
  readonly origin: FieldChange["origin"];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly held?: FieldChange["held"];
}

/** How a change is counted: what it did, or why it did nothing. */
export type Counts = Readonly<Record<string, number>>;

/** One line of the log, the same for machines and people. Safe to print: texts of strangers are redacted. */
export interface Entry {
  readonly level: Level;
  /** What kind of line it is, for filters. */
  readonly event:
    | "start"
    | "specs"
    | "watch"
    | "change"
    | "refused"
    | "condition"
    | "problem"
    | "resolved"
    | "pass"
    | "wait"
    | "stop";
  readonly msg: string;
  readonly action?: Change["action"];
  /** `MetricAlarm/api-5xx`. */
  readonly object?: string;
  readonly id?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  /** `specs/alarms.yaml:14:3`. */
  readonly source?: string;
  readonly reason?: string;
  readonly outcome?: Outcome["status"] | "gap";
  readonly code?: string;
  readonly error?: string;
  readonly fields?: readonly LoggedField[];
  /** How many more fields differ. */
  readonly moreFields?: number;
  readonly by?: {
    readonly identity: string;
    readonly call: string;
    readonly from: string;
    readonly at: string;
  };
  readonly problems?: readonly string[];
  readonly counts?: Counts;
  readonly cause?: string;
  readonly milliseconds?: number;
  readonly revision?: string;
  /** Where health and metrics are. */
  readonly listen?: string;
  /** Where the embedded AWS is. */
  readonly sandbox?: string;
  /** Of an error that nobody expected. */
  readonly stack?: string;
}
