import { kindScope } from "../kind.ts";
import type { Guard } from "./guard.ts";

/** What is absent from an incomplete listing may well exist: nothing is created, replaced or deleted on its word. */
export const incompleteListing: Guard = (changes, { incomplete }) =>
  new Map(
    changes
      .filter((change) => change.action !== "update" && incomplete.has(kindScope(change.kind, change.scope)))
      .map((change) => [
        change,
        {
          code: "incomplete-listing",
          message: `not every ${change.kind} in ${change.scope.account}/${change.scope.region} could be read; mend the read above and run again`,
          standing: false,
        },
      ]),
  );
