import { type Document, problemAt } from "../../document.ts";
import { type AnyKind, type Scope, scopeName, type Tags } from "../../kind.ts";
import { isError, type Problem } from "../../problem.ts";
import { foreignArns } from "../arns.ts";
import { sitesOf } from "../placement.ts";
import { checkReferences, nameOf } from "../references.ts";
import type { Validated } from "../validate.ts";

/** What the specs are resolved with, from the installation and the flags. */
export interface SurveySetting {
  /** The caller's own account, twelve digits. */
  readonly selfAccount: string;
  readonly defaultRegion: string;
  readonly partition: string;
  /** Further regions to look for what is no longer in git. */
  readonly regions: readonly string[];
  readonly defaultTags: Tags;
  readonly driftPolicy: "revert" | "report";
}

/** What can be told before any resource is discovered. */
export interface Survey {
  readonly validated: Validated;
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly setting: SurveySetting;
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly placed: ReadonlyMap<Document, Scope[]>;
  /** Those that can't be resolved. */
  readonly failed: ReadonlySet<Document>;
  readonly problems: readonly Problem[];
}

/** Places every document, and finds those that can't be resolved whatever AWS answers. */
export function survey(
  documents: readonly Document[],
  validated: Validated,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: SurveySetting,
): Survey {
  const problems: Problem[] = [];
  const failed = new Set<Document>();
  // In this order: settings have members of the same names, such as their own `accounts`.
  const around = { ...setting, ...validated };
  const scopeOf = scopesOnce(setting.partition);
  const scopes = allScopes(validated, setting, scopeOf);

  const placed = new Map<Document, Scope[]>();
  for (const document of documents) {
    const { sites, problems: misplaced } = sitesOf(document, kinds.get(document.kind), around);
    placed.set(
      document,
      sites.map(({ account, region }) =>
        scopeOf(account ?? setting.selfAccount, region ?? setting.defaultRegion),
      ),
    );
    const found = [...misplaced, ...foreignArns(document, sites)];
    problems.push(...found);
    if (found.some(isError)) failed.add(document);
  }
  for (const [document, ofDocument] of placed) {
    if (kinds.get(document.kind)?.global) continue;
    for (const scope of ofDocument) {
      if (scopes.has(scopeName(scope))) continue;
      scopes.set(scopeName(scope), scope);
      if (!failed.has(document)) problems.push(fleeting(document, scope));
    }
  }

  const byName = new Map(documents.map((document) => [nameOf(document), document]));
  for (const problem of checkReferences(documents, kinds, around)) {
    problems.push(problem);
    const document = byName.get(problem.object ?? "");
    if (document) failed.add(document);
  }
  return { validated, kinds, setting, scopes, placed, failed, problems };
}

/** Warns of a place that nobody will look into once the last document has left it. */
function fleeting(document: Document, { account, region }: Scope): Problem {
  return {
    ...problemAt(
      document,
      "/spec/placement/regions",
      "fleeting-region",
      `${region} is looked into only as long as a document is placed there, and what it leaves behind is not pruned; add ${region} to the regions of the Account or the Installation`,
    ),
    severity: "warning",
    account,
    region,
  };
}

/** The same account and region always gives the same object. */
function scopesOnce(partition: string): (account: string, region: string) => Scope {
  const known = new Map<string, Scope>();
  return (account, region) => {
    const key = scopeName({ account, region });
    const scope = known.get(key) ?? { account, region, partition };
    known.set(key, scope);
    return scope;
  };
}

/** Where to look for what git no longer wants: every account's regions, the default and the further ones. */
function allScopes(
  { accounts, installation }: Validated,
  { selfAccount, defaultRegion, regions }: SurveySetting,
  scopeOf: (account: string, region: string) => Scope,
): Map<string, Scope> {
  const further = [...regions, ...(installation?.spec.regions ?? [])];
  const scopes = [defaultRegion, ...further].map((region) => scopeOf(selfAccount, region));
  for (const { spec } of accounts)
    for (const region of spec.regions ?? [defaultRegion, ...further]) scopes.push(scopeOf(spec.id, region));
  return new Map(scopes.map((scope) => [scopeName(scope), scope]));
}
