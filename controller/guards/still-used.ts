import { objectName } from "../kind.ts";
import type { Guard } from "./guard.ts";

/** What something that stays relies on stays with it: a retained trail goes on writing by its role. */
export const stillUsed: Guard = (changes, { kinds, wanted }, refused) => {
  const staying = refused.flatMap((change) => {
    const { arn, id, kind, observed, scope } = change;
    return observed?.shape ? [{ kind, arn, id, scope, shape: observed.shape, name: objectName(change) }] : [];
  });
  const users = new Map<string, string>();
  for (const user of [...wanted.map((one) => ({ ...one, name: objectName(one) })), ...staying])
    for (const { on } of kinds.get(user.kind)?.grants?.(user) ?? []) users.set(on, user.name);
  return new Map(
    changes.flatMap((change) => {
      const user = change.action === "delete" ? users.get(change.arn ?? "") : undefined;
      if (user === undefined) return [];
      const message = `${objectName(change)} is still used by ${user}, which stays; delete that first, or let it use another`;
      return [[change, { code: "still-used", message, standing: false }] as const];
    }),
  );
};
