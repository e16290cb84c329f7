import type { AnyKind, Scope, Wanted } from "../kind.ts";
import { kindScope, scopeName, scopesOf } from "../kind.ts";
import { formatPlace, type Problem, sortProblems } from "../problem.ts";
import { rememberLatest } from "../remember.ts";
import { compareTexts } from "../value/text-order.ts";
import { inOrder } from "./references.ts";
import { type Discover, type Discovered, discoverAll } from "./resolve/discover.ts";
import { withGrants } from "./resolve/grants.ts";
import { materialise } from "./resolve/materialise.ts";
import { withNeeds } from "./resolve/needs.ts";
import { Objects } from "./resolve/objects.ts";
import { byObject } from "./resolve/order.ts";
import { type Survey, type SurveySetting, survey } from "./resolve/survey.ts";
import { withoutTwins } from "./resolve/twins.ts";
import type { Validated } from "./validate.ts";

/** What the specs are resolved with, from the installation, the flags and AWS. */
export interface ResolveSetting extends SurveySetting {
  /** Finds the resources that documents are repeated for. */
  readonly discover: Discover;
}

/** Everything git wants, object by object. */
export interface Resolved {
  /** By kind, name, forEach key and scope. */
  readonly wanted: readonly Wanted[];
  /** Every account and region where objects are or may have been. */
  readonly scopes: readonly Scope[];
  /** Where git's wishes for a kind aren't fully known: nothing of it may be deleted there. */
  readonly unresolved: readonly { readonly kind: string; readonly scope: Scope }[];
  readonly problems: readonly Problem[];
}

/**
 * Spreads documents over accounts, regions and discovered resources, and replaces references and `${each.…}`. What
 * can't be resolved becomes a problem and leaves the rest alone. While nothing it goes by has changed, the same
 * documents give the same objects, so that later stages can remember what they made of them.
 */
export async function resolve(
  validated: Validated,
  kinds: ReadonlyMap<string, AnyKind>,
  { discover, ...setting }: ResolveSetting,
): Promise<Resolved> {
  const survey = surveyOnce(validated.documents, validated, kinds, setting);
  return assembleOnce(survey, await discoverAll(survey, discover));
}

const surveyOnce = rememberLatest(survey);
const assembleOnce = rememberLatest(assemble);

function assemble(survey: Survey, discovered: Discovered): Resolved {
  const { validated, kinds, setting, scopes, placed, failed } = survey;
  const problems = [...survey.problems];
  const unresolved = new Map<string, { kind: string; scope: Scope }>();
  const giveUp = (kind: string, scope: Scope) => unresolved.set(kindScope(kind, scope), { kind, scope });
  const giveUpEverywhere = (kind: AnyKind) => {
    for (const scope of scopesOf(kind, [...scopes.values()])) giveUp(kind.name, scope);
  };

  const objects = new Objects();
  for (const document of inOrder(validated.documents)) {
    const kind = kinds.get(document.kind);
    if (!kind) continue;
    for (const scope of placed.get(document) ?? []) {
      if (failed.has(document)) {
        giveUp(document.kind, scope);
        continue;
      }
      const found = discovered.get(document)?.get(scope);
      if (found && !found.complete) giveUp(document.kind, scope);
      problems.push(...(found?.problems ?? []));
      for (const element of found ? found.elements : [undefined]) {
        const result = materialise({ document, kind, scope, element }, objects, kinds, setting);
        problems.push(...result.problems);
        if (result.wanted) objects.add(result.wanted, element?.id);
        else giveUp(document.kind, scope);
      }
    }
    if (failed.has(document) && (placed.get(document) ?? []).length === 0) giveUpEverywhere(kind);
  }
  for (const name of validated.broken.keys()) {
    const kind = kinds.get(name.slice(0, name.indexOf("/")));
    if (kind) giveUpEverywhere(kind);
  }

  const single = withoutTwins(objects.all);
  const granted = withGrants(single.kept, kinds);
  problems.push(...single.problems, ...granted.problems);
  for (const { kind, scope } of [...single.dropped, ...granted.dropped]) giveUp(kind, scope);
  const ordered = withNeeds(granted.kept, kinds);
  return {
    wanted: ordered.wanted.sort(byObject),
    scopes: [...scopes.values()].sort((a, b) => compareTexts(scopeName(a), scopeName(b))),
    unresolved: [...unresolved.entries()].sort(([a], [b]) => compareTexts(a, b)).map(([, value]) => value),
    problems: withoutKnown(sortProblems([...problems, ...ordered.problems]), validated.problems),
  };
}

/** Without what validating has told already. */
function withoutKnown(problems: readonly Problem[], known: readonly Problem[]): Problem[] {
  const keyOf = ({ code, place }: Problem) => `${code} ${place ? formatPlace(place) : ""}`;
  const told = new Set(known.map(keyOf));
  return problems.filter((problem) => !told.has(keyOf(problem)));
}
