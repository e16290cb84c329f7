import type { ApplyEvent, Outcome } from "../controller/apply/outcome.ts";
import { apply } from "../controller/apply.ts";
import { type Connection, connect } from "../controller/aws/connection.ts";
import { type VirtualClock, virtualClock } from "../controller/clock.ts";
import type { Manners } from "../controller/document.ts";
import { guardPlan } from "../controller/guards/guard-plan.ts";
import {
  type AnyKind,
  type Change,
  kindScope,
  type Plan,
  type Scope,
  type Tags,
  type Wanted,
} from "../controller/kind.ts";
import { confirm, type ObserveInput, observe } from "../controller/observe.ts";
import { makePlan } from "../controller/plan/plan.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../controller/sandbox/sandbox.ts";
import { manners, owner, scope } from "./widgets.ts";

/** The real stages, over a sandbox in this process, on a virtual clock. */
export interface Rig {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly connection: Connection;
  plan(wanted: readonly Wanted[]): Promise<Plan>;
  /** Plans and applies; the outcomes of the pass. */
  pass(wanted: readonly Wanted[]): Promise<{ plan: Plan; outcomes: Outcome[]; events: ApplyEvent[] }>;
  /** How many calls wrote since the last time it was asked. */
  writes(): string[];
  at: ObserveInput["at"];
}

export interface RigOptions {
  readonly kinds: readonly AnyKind[];
  readonly sandbox?: Partial<SandboxOptions>;
  readonly scopes?: readonly Scope[];
  readonly maxDeletes?: number;
}

/** Numbers that look random and repeat: a linear congruential generator (Numerical Recipes' constants). */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function rig({
  kinds: list,
  sandbox: options = {},
  scopes = [scope],
  maxDeletes = 100,
}: RigOptions): Rig {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const sandbox = createSandbox({ clock, seed: 1, ...options });
  const connection = connect({
    clock,
    random: repeatable(7),
    transport: sandbox.requestHandler,
    credentials: { accessKeyId: "watchkeeper", secretAccessKey: "test" },
  });
  const kinds = new Map(list.map((kind) => [kind.name, kind]));
  const visit = () => connection.visit({ owner, accounts: new Map() });

  const planned = async (wanted: readonly Wanted[]) => {
    const at = visit();
    const reach = { kinds, scopes, wanted, at };
    const listed = await observe(reach);
    const input = { owner, kinds, wanted, problems: [] };
    const confirmed = await confirm(makePlan({ ...input, inventory: listed }), listed, reach);
    const plan = guardPlan(makePlan({ ...input, inventory: confirmed }), {
      kinds,
      wanted,
      limits: { maxDeletes, maxDeletePercent: 20, allowDataLoss: true },
      sourceFault: undefined,
      incomplete: new Set(
        confirmed
          .filter(({ listing }) => !listing.complete)
          .map((inventory) => kindScope(inventory.kind, inventory.scope)),
      ),
      unresolved: new Set(),
      unseen: [],
      owned: new Map(),
    });
    return { plan, at, confirmedAt: clock.monotonic() };
  };

  return {
    sandbox,
    clock,
    connection,
    at: (where) => visit()(where),
    plan: async (wanted) => (await planned(wanted)).plan,
    pass: async (wanted) => {
      const events: ApplyEvent[] = [];
      const { plan, at, confirmedAt } = await planned(wanted);
      const outcomes = await apply({
        plan,
        kinds,
        clock,
        confirmedAt,
        signal: new AbortController().signal,
        onEvent: (event) => events.push(event),
        at,
      });
      return { plan, outcomes, events };
    },
    writes: () => {
      const names = sandbox.calls.entries.filter((call) => call.isWrite).map(({ operation }) => operation);
      sandbox.calls.clear();
      return names;
    },
  };
}

export interface WantedOptions {
  readonly name?: string;
  readonly each?: string;
  readonly where?: Scope;
  readonly manners?: Partial<Manners>;
}

/** The resources that a spec without references wants, as the resolver would give them. */
export function wantedBy(
  kind: AnyKind,
  spec: Readonly<Record<string, unknown>>,
  options: WantedOptions = {},
): Wanted[] {
  const { name = "sample", where = scope } = options;
  const parts: { each: string | undefined; spec: object }[] = kind.split?.(spec) ?? [
    { each: options.each, spec },
  ];
  return parts.map((part) => {
    const setting = { scope: where, name, each: part.each };
    const id = kind.id(part.spec, setting);
    return {
      kind: kind.name,
      name,
      each: part.each,
      scope: where,
      id,
      arn: kind.arn?.(id, where),
      shape: kind.desired(part.spec, setting),
      tags: (spec["tags"] ?? {}) as Tags,
      manners: { ...manners, ...options.manners },
      dependsOn: [],
      at: () => ({ file: "specs/sample.yaml", line: 1, column: 1 }),
    };
  });
}

/**
 * Brings what is there for `current` to the shape of `edited`, as somebody with a console would: without our tags
 * following. What nobody can change in place, somebody has made anew under the same tags.
 */
export async function editBehindOurBack(
  on: Rig,
  kind: AnyKind,
  current: Wanted,
  edited: Wanted,
): Promise<void> {
  const aws = on.at(current.scope);
  const { items } = await kind.read(aws, [{ id: current.id, wanted: current.shape, observed: undefined }], {
    tags: true,
  });
  const [before] = items;
  if (!before) throw new Error(`${current.id} is not there to be edited`);
  const anew = !kind.arn && !kind.retain;
  if (anew) await kind.remove(aws, [before]);
  await kind.put(aws, {
    id: edited.id,
    arn: before.arn,
    before: anew ? undefined : before,
    target: edited.shape,
    tags: before.tags,
    changed: new Set([...Object.keys(edited.shape), ...Object.keys(before.shape ?? {})]),
    token: "edit",
  });
}

/** `create MetricAlarm/a /spec/x drift`, for messages that show a whole plan. */
export function sketch(changes: readonly Change[]): string[] {
  return changes.map(({ action, kind, name, fields, refused }) =>
    [
      action,
      `${kind}/${name}`,
      ...fields.map(({ path, origin }) => `${path} (${origin})`),
      refused && `refused: ${refused.code}`,
    ]
      .filter(Boolean)
      .join(" "),
  );
}
