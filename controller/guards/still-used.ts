import { type Granted, grantsOf, objectName } from "../kind.ts";
import type { Guard } from "./guard.ts";

/** What something that stays relies on stays with it: a retained trail goes on writing by its role. */
export const stillUsed: Guard = (changes, { kinds, wanted }, refused) => {
  const users = new Map<string, { name: string; standing: boolean }>();
  const note = (user: Parameters<typeof objectName>[0] & Granted<object>, standing: boolean) => {
    for (const { on } of grantsOf(kinds, user))
      users.set(on, { name: objectName(user), standing: standing && users.get(on)?.standing !== false });
  };
  for (const one of wanted) note(one, false);
  for (const change of refused) {
    const { observed, refused: why } = change;
    if (observed?.shape) note({ ...change, shape: observed.shape }, why?.standing ?? false);
  }
  return new Map(
    changes.flatMap((change) => {
      const user = change.action === "delete" ? users.get(change.arn ?? "") : undefined;
      if (!user) return [];
      const message = `${objectName(change)} is still used by ${user.name}, which stays; delete that first, or let it use another`;
      return [[change, { code: "still-used", message, standing: user.standing }] as const];
    }),
  );
};
