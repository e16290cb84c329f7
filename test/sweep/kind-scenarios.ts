import type { Wanted } from "../../controller/kind.ts";
import type { Spec } from "../kinds/fixture.ts";
import { fixtures } from "../kinds/fixtures.ts";
import { editBehindOurBack, type Rig, type WantedOptions } from "../rig.ts";
import type { Cast } from "./cast.ts";
import { cloudWatchCasts } from "./cloudwatch-casts.ts";
import { logsCasts } from "./logs-casts.ts";
import { otherCasts } from "./other-casts.ts";
import { kindNamed, of, type Scenario } from "./scenario.ts";

/** Every kind that the sweep plays through by itself, with resources of others beside it. */
export const casts: readonly Cast[] = [...cloudWatchCasts, ...logsCasts, ...otherCasts];

/** A kind's life: made, changed by git and by somebody, replaced, taken over, in others' way, and gone. */
export function scenariosOf(cast: Cast): Scenario[] {
  const { kind, one, other, drifted, anew, twin, edit, takesOver } = cast;
  const wanted = (spec: Spec, options: WantedOptions = {}) =>
    of(kind, "thing", spec, { ...options, manners: { ...cast.manners, ...options.manners } });
  const common = {
    kinds: [kind],
    seed: (on: Rig) => seed(cast, on),
    edit: ({ sandbox }: Rig) => edit(sandbox),
    twins: ({ sandbox }: Rig) => twin(sandbox),
    ...(takesOver && { takesOver }),
  };
  const there = wanted(one);
  const meet = ({ sandbox }: Rig) => twin(sandbox);
  return [
    { ...common, name: `${kind} from nothing`, before: [], after: there },
    { ...common, name: `${kind} changed by git`, before: there, after: wanted(other) },
    {
      ...common,
      name: `${kind} changed by somebody`,
      before: there,
      meddle: (on) => drift(on, there, wanted(drifted)),
      after: there,
    },
    { ...common, name: `${kind} gone from git`, before: there, after: [] },
    ...(anew ? [{ ...common, name: `${kind} replaced by another`, before: there, after: wanted(anew) }] : []),
    {
      ...common,
      name: `${kind} of somebody's in the way`,
      before: [],
      strangers: meet,
      // What there is isn't ours to be edited.
      edit: async () => undefined,
      after: there,
    },
    {
      ...common,
      name: `${kind} of somebody's adopted`,
      before: [],
      meddle: meet,
      after: wanted(one, { manners: { adopt: true } }),
    },
  ];
}

/**
 * What a kind's fixture alone tells of its life: made, changed by git and by somebody, and gone. For a kind without a cast,
 * which has nobody's resources beside it.
 */
export function fixtureScenariosOf(kind: string): Scenario[] {
  const fixture = fixtures.get(kind);
  const [one, other] = Object.values(fixture?.variants ?? {})[0] ?? [];
  if (!fixture || !one || !other) throw new Error(`the fixture of ${kind} has no variants to sweep it with`);
  const [there, changed] = [of(kind, "thing", one), of(kind, "thing", other)];
  const nobody = async () => undefined;
  const common = {
    kinds: [kind],
    seed: async ({ sandbox }: Rig) => fixture.seed?.(sandbox),
    edit: nobody,
    twins: nobody,
  };
  return [
    { ...common, name: `${kind} from nothing`, before: [], after: there },
    { ...common, name: `${kind} changed by git`, before: there, after: changed },
    {
      ...common,
      name: `${kind} changed by somebody`,
      before: there,
      meddle: (on) => drift(on, there, changed),
      after: there,
    },
    { ...common, name: `${kind} gone from git`, before: there, after: [] },
  ];
}

async function seed({ kind, seed: more, foreign }: Cast, { sandbox }: Rig): Promise<void> {
  await fixtures.get(kind)?.seed?.(sandbox);
  await more?.(sandbox);
  await foreign(sandbox);
}

async function drift(on: Rig, there: readonly Wanted[], drifted: readonly Wanted[]): Promise<void> {
  for (const [index, current] of there.entries()) {
    const edited = drifted[index];
    if (edited) await editBehindOurBack(on, kindNamed(current.kind), current, edited);
  }
}
