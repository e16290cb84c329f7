import type { Change } from "../kind.ts";

/** What became of a change. Refused ones have no outcome. */
export type Outcome =
  /** `unread`: the controller was stopped before it was read back. */
  | { readonly status: "done"; readonly change: Change; readonly unread?: true }
  | { readonly status: "failed"; readonly change: Change; readonly message: string }
  /** Written, but AWS made another value of the fields at these JSON Pointers. */
  | { readonly status: "not-converging"; readonly change: Change; readonly paths: readonly string[] }
  | { readonly status: "skipped"; readonly change: Change; readonly message: string };

/** Said while the work goes on. */
export type ApplyEvent =
  | { readonly type: "start"; readonly change: Change }
  | { readonly type: "outcome"; readonly outcome: Outcome }
  /** The old one had to go before the new one could be made: for a moment there was none. */
  | { readonly type: "gap"; readonly change: Change };
