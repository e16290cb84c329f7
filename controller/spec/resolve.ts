import { type Document, problemAt } from "../document.ts";
import type { AnyKind, Scope, Tags, Wanted } from "../kind.ts";
import { objectKey, objectName } from "../kind.ts";
import { printable } from "../printable.ts";
import { formatPlace, type Problem, sortProblems } from "../problem.ts";
import { rememberLatest } from "../remember.ts";
import { foreignArns } from "./arns.ts";
import { type Element, mentionsEach, type Query, queryOf, substitute } from "./for-each.ts";
import { mannersOf } from "./manners.ts";
import { ordering } from "./ordering.ts";
import { sitesOf } from "./placement.ts";
import { checkReferences, inOrder, nameOf, replaceReferences } from "./references.ts";
import { apiVersion, schemaFindings } from "./schemas.ts";
import { spreadOf, withoutSpread } from "./spread.ts";
import type { Validated } from "./validate.ts";

/** What a query found in a scope. */
export interface Discovery {
  /** By id. */
  readonly elements: readonly Element[];
  /** Whether every page arrived; what is absent otherwise may well exist. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/** Finds the resources that documents are repeated for. */
export type Discover = (query: Query, scope: Scope) => Promise<Discovery>;

/** What the specs are resolved with, from the installation and the flags. */
export interface ResolveSetting {
  /** The caller's own account, twelve digits. */
  readonly selfAccount: string;
  readonly defaultRegion: string;
  readonly partition: string;
  /** Further regions to look for what is no longer in git. */
  readonly regions: readonly string[];
  readonly defaultTags: Tags;
  readonly driftPolicy: "revert" | "report";
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

/** An object in the making. */
interface Draft {
  readonly document: Document;
  readonly kind: AnyKind;
  readonly scope: Scope;
  readonly element: Element | undefined;
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

/** What can be told before any resource is discovered. */
interface Survey {
  readonly validated: Validated;
  readonly kinds: ReadonlyMap<string, AnyKind>;
  readonly setting: Given;
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly placed: ReadonlyMap<Document, Scope[]>;
  /** Those that can't be resolved. */
  readonly failed: ReadonlySet<Document>;
  readonly problems: readonly Problem[];
}

type Given = Omit<ResolveSetting, "discover">;
type Discovered = ReadonlyMap<Document, ReadonlyMap<Scope, Discovery>>;

const surveyOnce = rememberLatest(survey);
const assembleOnce = rememberLatest(assemble);

function survey(
  documents: readonly Document[],
  validated: Validated,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: Given,
): Survey {
  const problems: Problem[] = [];
  const failed = new Set<Document>();
  // In this order: settings have members of the same names, such as their own `accounts`.
  const around = { ...setting, ...validated };
  const scopeOf = scopesOnce(setting.partition);
  const scopes = allScopes(validated, setting, scopeOf);

  const placed = new Map<Document, Scope[]>();
  for (const document of documents) {
    const { sites, problems: misplaced } = sitesOf(document, around);
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
  for (const scope of [...placed.values()].flat()) scopes.set(scopeKey(scope), scope);

  const atPlace = new Map(documents.map((document) => [nameOf(document), document]));
  for (const problem of checkReferences(documents, kinds, around)) {
    problems.push(problem);
    const document = atPlace.get(problem.object ?? "");
    if (document) failed.add(document);
  }
  return { validated, kinds, setting, scopes, placed, failed, problems };
}

function assemble(survey: Survey, discovered: Discovered): Resolved {
  const { validated, kinds, setting, scopes, placed, failed } = survey;
  const problems = [...survey.problems];
  const unresolved = new Map<string, { kind: string; scope: Scope }>();
  const giveUp = (kind: string, scope: Scope) =>
    unresolved.set(`${kind} ${scopeKey(scope)}`, { kind, scope });

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
        const result = contained({ document, kind, scope, element }, objects, kinds, setting);
        problems.push(...result.problems);
        if (result.wanted) objects.add(result.wanted, element?.id);
        else giveUp(document.kind, scope);
      }
    }
    if (failed.has(document) && (placed.get(document) ?? []).length === 0)
      for (const scope of scopes.values()) giveUp(document.kind, scope);
  }
  for (const name of validated.broken.keys()) {
    const kind = name.slice(0, name.indexOf("/"));
    if (kinds.has(kind)) for (const scope of scopes.values()) giveUp(kind, scope);
  }

  const { kept, dropped, problems: twins } = withoutTwins(objects.all);
  problems.push(...twins);
  for (const { kind, scope } of dropped) giveUp(kind, scope);
  const ordered = withNeeds(kept, kinds);
  return {
    wanted: ordered.wanted.sort(byObject),
    scopes: [...scopes.values()].sort((a, b) => compare(scopeKey(a), scopeKey(b))),
    unresolved: [...unresolved.entries()].sort(([a], [b]) => compare(a, b)).map(([, value]) => value),
    problems: withoutKnown(sortProblems([...problems, ...ordered.problems]), validated.problems),
  };
}

/** The finished objects, as references look them up. */
class Objects {
  readonly all: Wanted[] = [];
  readonly #byName = new Map<string, { wanted: Wanted; element: string | undefined }[]>();

  add(wanted: readonly Wanted[], element: string | undefined): void {
    for (const object of wanted) {
      this.all.push(object);
      const key = `${object.kind}/${object.name} ${scopeKey(object.scope)}`;
      const known = this.#byName.get(key);
      if (known) known.push({ wanted: object, element });
      else this.#byName.set(key, [{ wanted: object, element }]);
    }
  }

  /** What `Kind/name` means in a scope; of a repeated document, what it means for an element. */
  find(name: string, scope: Scope, element: string | undefined): Wanted[] {
    return (this.#byName.get(`${name} ${scopeKey(scope)}`) ?? [])
      .filter((entry) => entry.element === undefined || entry.element === element)
      .map(({ wanted }) => wanted);
  }
}

/** A kind that fails on one document must not stop the others. */
function contained(
  draft: Draft,
  objects: Objects,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: Given,
): ReturnType<typeof materialise> {
  try {
    return materialise(draft, objects, kinds, setting);
  } catch (error) {
    const { document, scope } = draft;
    const reason = printable(error instanceof Error ? error.message : String(error));
    const problem = problemAt(
      document,
      "/spec",
      "internal-error",
      `${document.kind} can't deal with this spec: ${reason}`,
    );
    return { problems: [{ ...problem, account: scope.account, region: scope.region }] };
  }
}

function materialise(
  draft: Draft,
  objects: Objects,
  kinds: ReadonlyMap<string, AnyKind>,
  setting: Given,
): { wanted?: Wanted[]; problems: Problem[] } {
  const { document, kind, scope, element } = draft;
  const problems: Problem[] = [];
  const complain = (pointer: string, code: string, message: string) =>
    problems.push({
      ...problemAt(document, pointer, code, message),
      object: objectName({ kind: document.kind, name: document.metadata.name, each: element?.id }),
      account: scope.account,
      region: scope.region,
    });
  const concrete = concreteSpec(draft, complain);
  if (problems.length > 0) return { problems };

  const dependsOn = new Set<string>();
  const spec = replaceReferences(document.kind, concrete, (name, pointer, { as }) => {
    const found = objects.find(name, scope, element?.id);
    const [target] = found;
    if (!target || found.length > 1) {
      complain(
        pointer,
        target ? "ambiguous-target" : "unresolved-target",
        unfound(name, found.length, element),
      );
      return "";
    }
    dependsOn.add(objectKey(target));
    const value = as === "arn" ? kinds.get(target.kind)?.arn?.(target.id, scope) : target.id;
    if (value === undefined) complain(pointer, "no-arn", `the ARN of ${name} is not known before it exists`);
    return value ?? "";
  });
  if (problems.length > 0) return { problems };

  const tags = mergedTags(setting.defaultTags, spec);
  const count = Object.keys(tags).length;
  if (count > mostTags) {
    const message = `with the installation's default tags it has ${count} tags, and AWS takes 50, Watchkeeper's own 4 among them; leave out ${count - mostTags}`;
    complain("/spec/tags", "too-many-tags", message);
    return { problems };
  }
  const manners = mannersOf(document.metadata.annotations, setting.driftPolicy);
  const parts: { each: string | undefined; spec: object }[] = kind.split?.(spec) ?? [
    { each: undefined, spec },
  ];
  const wanted = parts.map((part): Wanted => {
    const each = eachKey(element?.id, part.each);
    const own = { scope, name: document.metadata.name, each };
    const id = kind.id(part.spec, own);
    return {
      kind: document.kind,
      name: document.metadata.name,
      each,
      scope,
      id,
      arn: kind.arn?.(id, scope),
      shape: kind.desired(part.spec, own),
      tags,
      manners,
      dependsOn: [...dependsOn].sort(),
      at: (pointer) => document.at(pointer),
    };
  });
  return { wanted, problems };
}

function unfound(name: string, count: number, element: Element | undefined): string {
  if (count > 1) return `${name} stands for ${count} resources: which of them is meant can't be told`;
  if (element) return `${name} doesn't exist here for ${element.id}; repeat both by the same forEach`;
  return `${name} has errors of its own here`;
}

/** The spec with `${each.…}` replaced, held against its schema and rules again where that changed it. */
function concreteSpec(
  { document, kind, element }: Draft,
  complain: (pointer: string, code: string, message: string) => void,
): Record<string, unknown> {
  const spec = withoutSpread(document.spec);
  if (!element || !mentionsEach(spec)) return spec;
  let lacks = false;
  const replaced = substitute(spec, element, (pointer, message) => {
    lacks = true;
    complain(pointer, "missing-variable", message);
  });
  const result = typeof replaced === "object" && replaced !== null ? { ...replaced } : spec;
  if (lacks) return result;
  const whole = { apiVersion, kind: document.kind, metadata: document.metadata, spec: result };
  const found = schemaFindings(document.kind, whole, false);
  for (const { pointer, code, message } of found) complain(pointer, code, `for ${element.id}, ${message}`);
  if (found.length > 0) return result;
  for (const problem of kind.check({ ...document, spec: result, at: () => document.at("") }))
    if (isError(problem)) complain("/spec", problem.code, `for ${element.id}, ${problem.message}`);
  return result;
}

/** A document that names several resources and is repeated as well has a key for both. */
function eachKey(element: string | undefined, part: string | undefined): string | undefined {
  if (element === undefined || part === undefined || element === part) return element ?? part;
  return `${element}/${part}`;
}

/** AWS takes 50 on a resource; four are our own. */
const mostTags = 46;

function mergedTags(defaults: Tags, spec: object): Tags {
  const own: unknown = "tags" in spec ? spec.tags : undefined;
  const entries = typeof own === "object" && own !== null ? Object.entries(own) : [];
  const tags = new Map(Object.entries(defaults));
  for (const [key, value] of entries) if (typeof value === "string") tags.set(key, value);
  return Object.fromEntries([...tags].sort(([a], [b]) => compare(a, b)));
}

/** Asks for every repeated document and scope at once; who answers knows equal questions. */
async function discoverAll({ validated, placed, failed }: Survey, discover: Discover): Promise<Discovered> {
  const found = new Map<Document, Map<Scope, Discovery>>();
  const told = new Set<Problem>();
  const questions = validated.documents.flatMap((document) => {
    const { forEach } = spreadOf(document);
    const query = forEach && queryOf(forEach);
    if (!query || failed.has(document)) return [];
    found.set(document, new Map());
    return (placed.get(document) ?? []).map((scope) => ({ document, scope, answer: discover(query, scope) }));
  });
  const answers = await Promise.all(questions.map(({ answer }) => answer));
  for (const [index, { document, scope }] of questions.entries()) {
    const answer = answers[index];
    if (!answer) continue;
    // Several documents may have asked the same; its failure is told once.
    const problems = answer.problems.filter((problem) => !told.has(problem));
    for (const problem of problems) told.add(problem);
    found.get(document)?.set(scope, { ...answer, problems });
  }
  return found;
}

/** The same account and region always gives the same object. */
function scopesOnce(partition: string): (account: string, region: string) => Scope {
  const known = new Map<string, Scope>();
  return (account, region) => {
    const key = `${account}/${region}`;
    const scope = known.get(key) ?? { account, region, partition };
    known.set(key, scope);
    return scope;
  };
}

/** Where to look for what git no longer wants: every account's regions, the default and the further ones. */
function allScopes(
  { accounts, installation }: Validated,
  { selfAccount, defaultRegion, regions }: Given,
  scopeOf: (account: string, region: string) => Scope,
): Map<string, Scope> {
  const further = [...regions, ...(installation?.spec.regions ?? [])];
  const scopes = [defaultRegion, ...further].map((region) => scopeOf(selfAccount, region));
  for (const { spec } of accounts)
    for (const region of spec.regions ?? [defaultRegion, ...further]) scopes.push(scopeOf(spec.id, region));
  return new Map(scopes.map((scope) => [scopeKey(scope), scope]));
}

/** Of objects that would be the same resource none is wanted: they would undo each other. */
function withoutTwins(all: readonly Wanted[]): { kept: Wanted[]; dropped: Wanted[]; problems: Problem[] } {
  const groups = new Map<string, Wanted[]>();
  for (const object of all) {
    // Kinds that share their names, as all alarms do, have the same ARNs too.
    const key = object.arn ?? `${object.kind} ${scopeKey(object.scope)} ${object.id}`;
    const group = groups.get(key);
    if (group) group.push(object);
    else groups.set(key, [object]);
  }
  const kept: Wanted[] = [];
  const dropped: Wanted[] = [];
  const problems: Problem[] = [];
  for (const group of groups.values()) {
    if (group.length === 1) {
      kept.push(...group);
      continue;
    }
    const [first, ...others] = group.sort(byObject);
    dropped.push(...group);
    for (const other of others)
      problems.push({
        severity: "error",
        code: "same-resource",
        message: `it ${other.kind === first?.kind ? `is the same ${other.kind}` : "has the same name"} in AWS, ${JSON.stringify(other.id)}, as ${first && objectName(first)} at ${first && formatPlace(first.at("/metadata/name"))}; give one of them another name`,
        place: other.at("/metadata/name"),
        object: objectName(other),
        account: other.scope.account,
        region: other.scope.region,
      });
  }
  return { kept, dropped, problems };
}

/** Adds what objects need beyond their references, such as the alarms that a composite's rule names. */
function withNeeds(
  wanted: readonly Wanted[],
  kinds: ReadonlyMap<string, AnyKind>,
): { wanted: Wanted[]; problems: Problem[] } {
  const byId = new Map(
    wanted.map((object) => [`${object.kind} ${scopeKey(object.scope)} ${object.id}`, object]),
  );
  const linked = wanted.map((object) => {
    const needs: { kind: string; id: string }[] = kinds.get(object.kind)?.needs?.(object.shape) ?? [];
    const targets = needs
      .map(({ kind, id }) => byId.get(`${kind} ${scopeKey(object.scope)} ${id}`))
      .filter((target) => target !== undefined)
      .map(objectKey);
    if (targets.length === 0) return object;
    return { ...object, dependsOn: [...new Set([...object.dependsOn, ...targets])].sort() };
  });
  return { wanted: linked, problems: circles(linked) };
}

/** Objects that wait for each other by name. References alone make no circle here: they were checked before. */
function circles(wanted: readonly Wanted[]): Problem[] {
  const byKey = new Map(wanted.map((object) => [objectKey(object), object]));
  const needs = ({ dependsOn }: Wanted) =>
    dependsOn.map((key) => byKey.get(key)).filter((target) => target !== undefined);
  return ordering(wanted, needs).cycles.flatMap((path) => {
    const last = path.at(-2);
    if (!last) return [];
    const problem: Problem = {
      severity: "error",
      code: "reference-cycle",
      message: `these wait for each other: ${path.map(objectName).join(" → ")}; no order can create them`,
      place: last.at("/spec"),
      object: objectName(last),
      account: last.scope.account,
      region: last.scope.region,
    };
    return [problem];
  });
}

/** Without what validating has told already. */
function withoutKnown(problems: readonly Problem[], known: readonly Problem[]): Problem[] {
  const keyOf = ({ code, place }: Problem) => `${code} ${place ? formatPlace(place) : ""}`;
  const told = new Set(known.map(keyOf));
  return problems.filter((problem) => !told.has(keyOf(problem)));
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}

function scopeKey({ account, region }: Scope): string {
  return `${account}/${region}`;
}

function byObject(a: Wanted, b: Wanted): number {
  return (
    compare(a.kind, b.kind) ||
    compare(a.name, b.name) ||
    compare(a.each ?? "", b.each ?? "") ||
    compare(scopeKey(a.scope), scopeKey(b.scope))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
