import type { ApplyEvent, Outcome } from "./apply/outcome.ts";
import { apply } from "./apply.ts";
import type { Connection } from "./aws/connection.ts";
import { discoverer } from "./aws/discover.ts";
import type { Clock } from "./clock.ts";
import type { AnyKind, Plan, Wanted } from "./kind.ts";
import type { Specs } from "./load.ts";
import { confirm, type ObserveInput, observe } from "./observe.ts";
import type { Inventory } from "./plan/plan.ts";
import { planAndGuard } from "./plan-and-guard.ts";
import type { Settings } from "./settings.ts";
import { resolve } from "./spec/resolve.ts";

/** What a pass works with. Time, chance and the network come with the connection and the clock. */
export interface World {
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A plan and what carrying it out needs. */
export interface Planned {
  readonly plan: Plan;
  /** What git wants, whether AWS has it or not. */
  readonly wanted: readonly Wanted[];
  /** `clock.monotonic()` when the services themselves had confirmed what it relies on. */
  readonly confirmedAt: number;
  readonly at: ObserveInput["at"];
}

/** One pass: what git says, what AWS has, the difference, and its end. */
export async function reconcile(
  specs: Specs,
  settings: Settings,
  world: World,
  onEvent: (event: ApplyEvent) => void,
): Promise<{ plan: Plan; outcomes: Outcome[] }> {
  const planned = await makeGuardedPlan(specs, settings, world);
  return { plan: planned.plan, outcomes: await carryOut(planned, world, onEvent) };
}

/** Reads git and AWS and compares them. Writes nothing. */
export async function makeGuardedPlan(specs: Specs, settings: Settings, world: World): Promise<Planned> {
  const { kinds, connection, clock, signal } = world;
  const { owner, accounts } = settings;
  const region = settings.region ?? (await connection.defaultRegion()) ?? noRegion();
  const self = await connection.identity(region);
  refuseOthersAccounts(accounts, self.account);
  const at = connection.visit({ owner, accounts, signal });

  const resolved = await resolve(specs, kinds, {
    regions: settings.regions,
    defaultTags: settings.defaultTags,
    driftPolicy: settings.driftPolicy,
    defaultRegion: region,
    selfAccount: self.account,
    partition: self.partition,
    discover: discoverer(at),
  });
  const reach = { kinds, scopes: resolved.scopes, wanted: resolved.wanted, at };
  const planFrom = (inventory: readonly Inventory[]) =>
    planAndGuard(inventory, resolved, specs, settings, kinds);

  const listed = await observe(reach);
  const proposed = planFrom(listed);
  const confirmed = await confirm(proposed.plan, listed, reach);
  const confirmedAt = clock.monotonic();
  const settled = confirmed === listed ? proposed : planFrom(confirmed);
  return { ...settled, confirmedAt, at };
}

/** Writes what a plan says and its guards let through. */
export function carryOut(
  { plan, confirmedAt, at }: Planned,
  world: World,
  onEvent: (event: ApplyEvent) => void,
): Promise<Outcome[]> {
  const { kinds, clock, signal } = world;
  return apply({ plan, kinds, clock, confirmedAt, signal, onEvent, at });
}

/** Without a role, another account's specs would be carried out in the caller's own. */
function refuseOthersAccounts(accounts: Settings["accounts"], self: string): void {
  for (const [id, { roleArn }] of accounts) {
    if (roleArn === undefined && id !== self)
      throw new Error(
        `account ${id} can't be reached: its Account document has no roleArn, and the credentials are those of account ${self}; nothing was read or written. Add the role to assume there, or use its own credentials`,
      );
  }
}

function noRegion(): never {
  throw new Error(
    "no region: set spec.region in the Installation document, pass --region, or set AWS_REGION",
  );
}
