import type { AnyKind, Wanted } from "../../controller/kind.ts";
import type { Fault, ScheduledCall } from "../../controller/sandbox/faults.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch } from "../rig.ts";
import { scope } from "../widgets.ts";

/** A pass of one kind, from one state to another. */
export interface SpoiledPass {
  readonly kind: AnyKind;
  readonly before: readonly Wanted[];
  readonly after: readonly Wanted[];
  /** Makes what the specs rely on, and what is foreign, before anything is applied. */
  seed?(sandbox: Sandbox): Promise<void>;
  /** What somebody does between the two. */
  meddle?(on: Rig): Promise<void>;
  /** Everything that may be left behind or doubled, as text. */
  remains(sandbox: Sandbox): Promise<unknown>;
}

/** A crash before a call is one after the call before it, and a throttled call is sent again as one that failed is. */
const faults: Readonly<
  Record<"read" | "write", readonly Exclude<Fault["kind"], "third-party-edit" | "clock-jump">[]>
> = {
  read: ["denied", "stale-read"],
  write: ["fail-before", "lost-response", "denied", "crash-after"],
};

const laterMs = 300_000;

/**
 * Spoils each call of a pass in each way, lets two undisturbed passes follow, and returns whatever then isn't as it is
 * without any fault; nothing when all is well.
 */
export async function spoil(pass: SpoiledPass): Promise<string[]> {
  const calm = await prepared(pass);
  const calls: ScheduledCall[] = [];
  calm.sandbox.schedule((call) => {
    calls.push(call);
    return undefined;
  });
  await calm.pass(pass.after);
  calm.sandbox.schedule(undefined);
  await calm.clock.sleep(laterMs);
  await calm.pass(pass.after);
  const expected = await end(calm, pass);
  const complaints: string[] = [];
  for (const { number, isWrite } of calls) {
    for (const fault of faults[isWrite ? "write" : "read"]) {
      const on = await prepared(pass);
      on.sandbox.schedule((call) => (call.number === number ? { kind: fault } : undefined));
      await on.pass(pass.after).catch(() => undefined);
      on.sandbox.schedule(undefined);
      for (let left = 0; left < 2; left++) {
        await on.clock.sleep(laterMs);
        await on.pass(pass.after);
      }
      on.writes();
      const { plan } = await on.pass(pass.after);
      const writes = on.writes();
      const found = await end(on, pass);
      if (writes.length > 0) complaints.push(`${fault} at ${number}: still writes ${writes.join(", ")}`);
      const open = sketch(plan.changes.filter(({ refused }) => !refused));
      if (open.length > 0) complaints.push(`${fault} at ${number}: still plans ${open.join("; ")}`);
      if (found !== expected)
        complaints.push(`${fault} at ${number}: ends as ${found} instead of ${expected}`);
    }
  }
  if (calls.length === 0) complaints.push("nothing was called");
  return complaints;
}

async function prepared({ kind, before, seed, meddle }: SpoiledPass): Promise<Rig> {
  const on = rig({ kinds: [kind] });
  await seed?.(on.sandbox);
  if (before.length > 0) await on.pass(before);
  await meddle?.(on);
  await on.clock.sleep(laterMs);
  return on;
}

/** What the kind says there is and what there really is, without ids and times that differ from run to run. */
async function end(on: Rig, { kind, after, remains }: SpoiledPass): Promise<string> {
  const wanted = new Map(after.map((one) => [one.id, one]));
  const { items, foreign } = await kind.observe(on.at(scope), wanted);
  return JSON.stringify({
    foreign,
    items: items.map(({ id, shape, tags }) => ({
      id,
      shape: shape as unknown,
      tags: Object.entries(tags).sort(),
    })),
    remains: await remains(on.sandbox),
  });
}

/** The names of all parameters, markers among them. */
export async function parameterNames(sandbox: Sandbox): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = (await sandbox.call("ssm", "DescribeParameters", { NextToken })) as {
      Parameters: { Name: string }[];
      NextToken?: string;
    };
    names.push(...page.Parameters.map(({ Name }) => Name));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return names;
}
