import { deletionPolicyTag } from "../aws/tags.ts";
import { objectName } from "../kind.ts";
import type { Guard } from "./guard.ts";

/** What was made to be retained stays in AWS when its document goes. The tag decides: there is no document to ask. */
export const retention: Guard = (changes, { kinds }) =>
  new Map(
    changes
      .filter((change) => {
        if (change.action !== "delete") return false;
        const policy = change.observed?.tags[deletionPolicyTag];
        return policy === "retain" || (policy !== "delete" && kinds.get(change.kind)?.retain === true);
      })
      .map((change) => [
        change,
        {
          code: "retained",
          message: `${objectName(change)} is retained: to delete it, tag ${change.arn ?? change.id} with ${deletionPolicyTag}=delete; to let it go, remove its watchkeeper.dev/owner tag`,
          standing: true,
        },
      ]),
  );
