import { deletionPolicyTag, objectTag, ownerTag } from "../aws/tags.ts";
import { groupBy } from "../group-by.ts";
import type { Action, AnyKind, Change, Listing, Observed, Plan, Refusal, Scope, Wanted } from "../kind.ts";
import { kindScope, objectName, scopeName } from "../kind.ts";
import type { Problem } from "../problem.ts";
import { match } from "./match.ts";
import { isCopy, isOurs } from "./ownership.ts";
import { planCreation, planUpdate } from "./update.ts";

/** What one kind has in one scope, as observed. */
export interface Inventory {
  readonly kind: string;
  readonly scope: Scope;
  readonly listing: Listing;
}

export interface PlanInput {
  readonly owner: string;
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly wanted: readonly Wanted[];
  readonly inventory: readonly Inventory[];
  /** Problems of the stages before. */
  readonly problems: readonly Problem[];
}

/** The difference between what git wants and what AWS has. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const changes: Change[] = [];
  const problems: Problem[] = [];
  const conditions: Plan["conditions"][number][] = [];
  let unchanged = 0;
  let complete = true;
  const wantedBy = groupBy(input.wanted, (wanted) => kindScope(wanted.kind, wanted.scope));
  for (const { kind: name, scope, listing } of input.inventory) {
    const kind = input.kinds.get(name);
    if (!kind) continue;
    complete &&= listing.complete && listing.items.every((item) => item.shape);
    const matched = match(input.owner, kind, wantedBy.get(kindScope(name, scope)) ?? [], listing.items);
    for (const { wanted, observed, replaces } of matched.pairs) {
      const change = planOne(input.owner, kind, wanted, observed, replaces, listing.complete);
      if (change) changes.push(change);
      else if (observed?.shape) unchanged += 1;
      if (!observed?.shape) continue;
      for (const condition of kind.health?.(observed) ?? []) {
        conditions.push({ ...condition, object: objectName(wanted), scope, place: wanted.at("") });
      }
    }
    for (const observed of matched.surplus) changes.push(planDeletion(kind, scope, observed));
    problems.push(...copies(input.owner, scope, listing.items));
  }
  return {
    changes: changes.sort(byUrgency),
    unchanged,
    foreign: input.inventory.map(({ kind, scope, listing }) => ({ kind, scope, count: listing.foreign })),
    conditions,
    complete: complete && !input.problems.some((problem) => problem.severity === "error"),
    problems: [
      ...input.problems,
      ...input.inventory.flatMap(({ listing }) => listing.problems),
      ...problems,
      ...notLookedAt(input.inventory),
    ],
  };
}

/** The change that one wanted resource needs; none when AWS already has it as git says, or it could not be read. */
function planOne(
  owner: string,
  kind: AnyKind,
  wanted: Wanted,
  observed: Observed | undefined,
  replaces: Observed | undefined,
  complete: boolean,
): Change | undefined {
  const base = {
    kind: kind.name,
    name: wanted.name,
    each: wanted.each,
    scope: wanted.scope,
    id: observed?.awsId ?? replaces?.awsId ?? wanted.id,
    arn: observed?.arn ?? replaces?.arn ?? wanted.arn,
    place: wanted.at(""),
    fields: [],
    refused: wanted.manners.reconcile ? undefined : reconcileDisabled,
    wanted,
  };
  if (!observed) {
    const write = planCreation(kind, owner, wanted, replaces?.arn);
    if (!replaces?.shape)
      return {
        ...base,
        action: "create",
        reason: complete
          ? "it does not exist in AWS"
          : "it was not found in AWS, where not everything could be read",
        observed: undefined,
        write,
        ...(!complete && { unproven: true }),
      };
    const { fields } = planUpdate(kind, owner, wanted, { ...replaces, shape: replaces.shape });
    return {
      ...base,
      action: "replace",
      reason: "AWS can't change it in place",
      fields,
      observed: replaces,
      write,
    };
  }
  if (!observed.shape) return undefined;
  const holder = observed.tags[ownerTag];
  const adopting = !isOurs(observed, owner);
  if (adopting && !wanted.manners.adopt)
    return {
      ...base,
      ...conflict(observed, isCopy(observed) ? undefined : holder),
      observed,
      write: undefined,
    };

  const update = planUpdate(kind, owner, wanted, { ...observed, shape: observed.shape });
  if (update.fields.length === 0 && !update.write) return undefined;
  const reason = adopting
    ? `adopts what ${holder === undefined ? "nobody managed" : `"${holder}" owned`}`
    : describe(update.fields);
  if (update.immutable.length > 0)
    return planReplacement(kind, owner, base, observed, update.fields, update.immutable);
  return {
    ...base,
    action: "update",
    reason,
    fields: update.fields,
    observed,
    write: update.write,
    refused: base.refused ?? heldRefusal(update),
  };
}

function planReplacement(
  kind: AnyKind,
  owner: string,
  base: Omit<Change, "action" | "reason" | "observed" | "write"> & { wanted: Wanted },
  observed: Observed,
  fields: Change["fields"],
  immutable: readonly string[],
): Change {
  const names = immutable.join(", ");
  if (!kind.arn && !kind.retain) {
    const write = planCreation(kind, owner, base.wanted, observed.arn);
    return {
      ...base,
      action: "replace",
      reason: `AWS can't change ${names} in place`,
      fields,
      observed,
      write,
    };
  }
  const refused: Refusal = {
    code: "immutable",
    message: `AWS can't change ${names} of an existing ${kind.name}; restore ${names}, or give the document another name so that a new one is made beside it`,
    standing: false,
  };
  return {
    ...base,
    action: "update",
    reason: `AWS can't change ${names}`,
    fields,
    observed,
    write: undefined,
    refused,
  };
}

function conflict(
  observed: Observed,
  holder: string | undefined,
): Pick<Change, "action" | "reason" | "refused"> {
  const whose = holder === undefined ? "it exists and is not managed by Watchkeeper" : `owned by "${holder}"`;
  return {
    action: "conflict",
    reason: whose,
    refused: {
      code: "conflict",
      message: `${observed.arn}: ${whose}; annotate watchkeeper.dev/adopt: "true" to take it over, or choose another name`,
      standing: false,
    },
  };
}

function planDeletion(kind: AnyKind, scope: Scope, observed: Observed): Change {
  const object = observed.tags[objectTag] ?? `${kind.name}/${observed.id}`;
  const [, name = object, each] = /^[^/]*\/([^@]*)(?:@(.*))?$/.exec(object) ?? [];
  return {
    action: "delete",
    kind: kind.name,
    name,
    each,
    scope,
    id: observed.awsId ?? observed.id,
    arn: observed.arn,
    place: undefined,
    fields: [],
    reason: deletionReason(kind, observed),
    refused: undefined,
    wanted: undefined,
    observed,
    write: undefined,
  };
}

function deletionReason(kind: AnyKind, observed: Observed): string {
  if (observed.tags[deletionPolicyTag] === "retain") return "git no longer has it, and it is retained";
  const { shape } = observed;
  const loss = shape && kind.loses?.({ ...observed, shape }, undefined);
  return loss ? `git no longer has it: ${loss}` : "git no longer has it";
}

/** Warnings of resources that carry the tags of another one. */
function copies(owner: string, scope: Scope, items: readonly Observed[]): Problem[] {
  return items
    .filter((item) => item.tags[ownerTag] === owner && isCopy(item))
    .map(({ arn, tags }) => ({
      severity: "warning",
      code: "copied-tags",
      message: `${arn} carries a copy of the tags of ${tags[objectTag] ?? "another resource"} and is left alone; remove its watchkeeper.dev/ tags`,
      account: scope.account,
      region: scope.region,
    }));
}

/** One warning of all kinds that git doesn't want and that may not be read: what it once had of them stays. */
function notLookedAt(inventory: readonly Inventory[]): Problem[] {
  const skipped = inventory.filter(({ listing }) => listing.refused !== undefined && listing.complete);
  const [first] = skipped;
  if (!first) return [];
  const kinds = [...new Set(skipped.map(({ kind }) => kind))].sort();
  const scopes = new Set(skipped.map(({ scope }) => scopeName(scope)));
  const where = scopes.size === 1 ? scopeName(first.scope) : `${scopes.size} accounts and regions`;
  return [
    {
      severity: "warning",
      code: "not-looked-at",
      message: `git has no ${kinds.join(", ")} in ${where}, and AWS doesn't let them be read (${first.listing.refused}), so nothing of them is pruned; allow what docs/iam/read-only.json lists to have them looked after`,
    },
  ];
}

const reconcileDisabled: Refusal = {
  code: "reconcile-disabled",
  message: "watchkeeper.dev/reconcile: disabled is set; remove the annotation to let it be written",
  standing: true,
};

/** Why an update that writes nothing is still shown. */
function heldRefusal(update: ReturnType<typeof planUpdate>): Refusal | undefined {
  if (update.write) return undefined;
  if (update.fields.some((field) => field.held === "not-converging")) {
    return {
      code: "NotConverging",
      message:
        "AWS made another value of what git says; nothing is written until git or AWS changes: write the value that AWS keeps, or add the field to watchkeeper.dev/ignore",
      standing: false,
    };
  }
  return {
    code: "drift-report",
    message:
      "drift is only reported here (drift policy: report); set watchkeeper.dev/drift: revert to have it reverted",
    standing: true,
  };
}

function describe(fields: Change["fields"]): string {
  const origins = new Set(
    fields.filter((field) => field.path.startsWith("/spec/")).map((field) => field.origin),
  );
  if (origins.size === 0) return "its ownership tags are not up to date";
  if (origins.has("both") || (origins.has("git") && origins.has("drift")))
    return "git and somebody in AWS changed it";
  if (origins.has("drift")) return "somebody changed it in AWS";
  if (origins.has("unknown")) return "it differs from git, and no applied tag says who changed it";
  return "git changed it";
}

const urgency: Record<Action, number> = { delete: 0, replace: 1, conflict: 2, update: 3, create: 4 };

function byUrgency(a: Change, b: Change): number {
  const order = urgency[a.action] - urgency[b.action];
  if (order !== 0) return order;
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey(change: Change): string {
  return [objectName(change), change.scope.account, change.scope.region, change.id].join("\0");
}
