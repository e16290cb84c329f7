import { kindScope } from "../kind.ts";
import { deletes, type Guard } from "./guard.ts";

/** Specs that are empty, unreadable or invalid, and forEach queries that failed, prune nothing. */
export const faultySource: Guard = (changes, { sourceFault, unresolved }) =>
  new Map(
    changes
      .filter(
        (change) => deletes(change) && (sourceFault || unresolved.has(kindScope(change.kind, change.scope))),
      )
      .map((change) => [
        change,
        {
          code: "faulty-source",
          message: sourceFault
            ? `${sourceFault}, so what git no longer has can't be told; mend it and run again, or delete it yourself if that is meant`
            : `a forEach of ${change.kind} could not be looked up in ${change.scope.account}/${change.scope.region}; mend the read above and run again`,
          standing: false,
        },
      ]),
  );
