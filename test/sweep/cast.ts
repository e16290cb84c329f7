import type { Manners } from "../../controller/document.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import type { Spec } from "../kinds/fixture.ts";
import type { TakingOver } from "./scenario.ts";

/** What the sweep plays through for one kind, around one object called `thing`. */
export interface Cast {
  readonly kind: string;
  /** As git wants it. */
  readonly one: Spec;
  /** As git wants it later: the same resource, changed. */
  readonly other: Spec;
  /** What somebody made of `one`. */
  readonly drifted: Spec;
  /** As git wants it later where AWS makes another resource of it. */
  readonly anew?: Spec;
  readonly manners?: Partial<Manners>;
  /** What the specs rely on, beside what the kind's fixture makes. */
  readonly seed?: Act;
  /** Makes others' resources, as like ours as may be. */
  readonly foreign: Act;
  /** Makes what `one` names, with other settings, where there is none. */
  readonly twin: Act;
  /** Changes what `one` names by hand, where there is one. */
  readonly edit: Act;
  /** Where the kind's creation takes over whatever has the name. */
  readonly takesOver?: TakingOver;
}

export type Act = (sandbox: Sandbox) => Promise<void>;

type Call = readonly [service: string, operation: string, input?: object];

/** Makes these calls. */
export function calls(...list: readonly Call[]): Act {
  return async (sandbox) => {
    for (const [service, operation, input] of list) await sandbox.call(service, operation, input);
  };
}

/** Makes a call that AWS refuses where there is nothing to change, or something already. */
export function attempt(...call: Call): Act {
  return (sandbox) => calls(call)(sandbox).catch(() => undefined);
}

/** Makes the second call where the first, a look at one resource, finds it. */
export function where(look: Call, call: Call): Act {
  return async (sandbox) => {
    if (await finds(sandbox, look)) await calls(call)(sandbox);
  };
}

/** Makes the second call where the first, a look at one resource, finds nothing. */
export function unless(look: Call, call: Call): Act {
  return async (sandbox) => {
    if (!(await finds(sandbox, look))) await calls(call)(sandbox);
  };
}

/** An answer without anything in it is nothing found. */
async function finds(sandbox: Sandbox, [service, operation, input]: Call): Promise<boolean> {
  const answer = await sandbox.call(service, operation, input).catch(() => undefined);
  return Object.values(answer ?? {}).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
}
