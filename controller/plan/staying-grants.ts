import { type AnyKind, type Change, type Grant, grantsOf, type Plan } from "../kind.ts";
import { isOurs } from "./ownership.ts";

/**
 * What resources of ours need of roles and buckets beyond what git says: those that stay though git no longer has them,
 * as a retained trail does, and those that stay as they are since their change is refused or leaves some of it alone.
 */
export function stayingGrants(plan: Plan, kinds: ReadonlyMap<string, AnyKind>, owner: string): Grant[] {
  return plan.changes.flatMap((change): Grant[] => {
    const shape = shapeThatStays(change, owner);
    if (!shape) return [];
    const id = change.observed?.id ?? change.wanted?.id ?? change.id;
    // As git's own are made: only an ARN that is known beforehand counts.
    const arn = kinds.get(change.kind)?.arn?.(id, change.scope);
    return grantsOf(kinds, { ...change, id, arn, shape });
  });
}

function shapeThatStays({ refused, observed, write }: Change, owner: string): object | undefined {
  if (!refused) return write?.target;
  return observed && isOurs(observed, owner) ? observed.shape : undefined;
}
