import { type AnyKind, type Change, objectName, type Scope, scopeName } from "../kind.ts";
import type { Rules } from "../value/compare.ts";
import type { Guard } from "./guard.ts";

/**
 * What isn't seen may rely on a role or bucket: none is deleted, and none gets another policy, while something that
 * might could not be read.
 */
export const unseenUsers: Guard = (changes, { kinds, unseen }) =>
  new Map(
    changes.flatMap((change) => {
      const kind = kinds.get(change.kind);
      if (!kind?.allow || !takesAway(change, kind.fields)) return [];
      const where = unseen.find(({ scope }) => mayUse(kind, change.scope, scope));
      if (!where) return [];
      const message = `${objectName(change)} may be relied on by a ${where.kind} in ${scopeName(where.scope)}, where not everything could be read; mend the read above and run again`;
      return [[change, { code: "unseen-users", message, standing: false }] as const];
    }),
  );

function takesAway({ action, fields }: Change, rules: Rules): boolean {
  if (action !== "update") return action === "delete" || action === "replace";
  return fields.some(({ path }) => rules[path.split("/")[2] ?? ""]?.as === "policy");
}

function mayUse(kind: AnyKind, its: Scope, user: Scope): boolean {
  return kind.worldwide === true || its.account === user.account;
}
