import { deletes, type Guard } from "./guard.ts";

/** What can't be looked at isn't deleted: nobody could say what would be lost. */
export const unread: Guard = (changes) =>
  new Map(
    changes
      .filter((change) => deletes(change) && change.observed && !change.observed.shape)
      .map((change) => [
        change,
        {
          code: "unread",
          message: `what ${change.arn ?? change.id} is like could not be read, and so not what its deletion would lose; mend the read above and run again`,
          standing: false,
        },
      ]),
  );
