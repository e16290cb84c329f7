import type { Change } from "../kind.ts";
import { kindScope, scopeName } from "../kind.ts";
import { deletes, type Guard } from "./guard.ts";

/** At most so many deletes of a kind and scope in a pass: more than that is rather a mistake than a wish. */
export const blastRadius: Guard = (changes, { limits, owned }) => {
  const byScope = new Map<string, Change[]>();
  for (const change of changes.filter(deletes)) {
    const key = kindScope(change.kind, change.scope);
    byScope.set(key, [...(byScope.get(key) ?? []), change]);
  }
  const refused = [...byScope].flatMap(([key, doomed]) => {
    const share = Math.floor(((owned.get(key) ?? 0) * limits.maxDeletePercent) / 100);
    const allowed = Math.max(limits.maxDeletes, share);
    const [first] = doomed;
    if (!first || doomed.length <= allowed) return [];
    const what = `${doomed.length} of ${owned.get(key) ?? 0} ${first.kind} in ${scopeName(first.scope)}`;
    const message = `${what} would be deleted or replaced, and ${allowed} are allowed in a pass; pass --max-deletes ${doomed.length} if that is meant`;
    return doomed.map((change) => [change, { code: "blast-radius", message, standing: false }] as const);
  });
  return new Map(refused);
};
