import { kinds } from "../../controller/generated/registry.ts";
import { type AnyKind, objectKey, type Wanted } from "../../controller/kind.ts";
import type { Spec } from "../kinds/fixture.ts";
import { type Rig, type WantedOptions, wantedBy } from "../rig.ts";

/** A pass from one state to another; the sweep spoils each of its calls in each way. */
export interface Scenario {
  readonly name: string;
  /** The kinds that the installation knows; all of them when absent. */
  readonly kinds?: readonly string[];
  /** Milliseconds until AWS knows a new role or policy everywhere. */
  readonly propagation?: number;
  /** Makes what the specs rely on and what is others', none of which anything may touch; `seedAccount` when absent. */
  seed?(on: Rig): Promise<void>;
  /** What an undisturbed pass has applied before. */
  readonly before: readonly Wanted[];
  /** What somebody does then, e.g. drift, or makes that is adopted. */
  meddle?(on: Rig): Promise<void>;
  /** What somebody makes then under names that git wants, and that stays theirs. */
  strangers?(on: Rig): Promise<void>;
  /** What the spoiled pass applies. */
  readonly after: readonly Wanted[];
  /** Changes one of ours by hand, where there is one; of alarms and topics when absent. */
  edit?(on: Rig): Promise<void>;
  /** Makes what git wants with other settings, where there is none. */
  twins?(on: Rig): Promise<void>;
  /** The calls that take over whatever has the name, and those by which a pass would see it before. */
  readonly takesOver?: TakingOver;
}

export interface TakingOver {
  readonly writes: RegExp;
  readonly looks: RegExp;
  /** The keys of the rows that it is about; all of them when absent. */
  readonly rows?: RegExp;
}

/** The kind of this name. */
export function kindNamed(name: string): AnyKind {
  const found = kinds.get(name);
  if (!found) throw new Error(`there is no kind ${name}`);
  return found;
}

/** The kinds of these names; all of them when absent. */
export function kindsNamed(names: readonly string[] | undefined): AnyKind[] {
  return names?.map(kindNamed) ?? [...kinds.values()];
}

/** What a spec wants, as `wantedBy`, by the kind's name. */
export function of(kindName: string, name: string, spec: Spec, options: WantedOptions = {}): Wanted[] {
  return wantedBy(kindNamed(kindName), spec, { name, ...options });
}

/** The wanted resources with the dependencies that the resolver would find. */
export function linked(...groups: readonly Wanted[][]): Wanted[] {
  const all = groups.flat();
  return all.map((wanted) => {
    const needs = kindNamed(wanted.kind).needs?.(wanted.shape) ?? [];
    const uses = JSON.stringify(wanted.shape);
    const needed = all.filter(
      (other) =>
        needs.some((need) => need.kind === other.kind && need.id === other.id) ||
        (other.kind === "Topic" && other.arn !== undefined && uses.includes(other.arn)),
    );
    return { ...wanted, dependsOn: needed.map(objectKey) };
  });
}
